"""Workbooks (XLSX), cell by cell or by columns."""
