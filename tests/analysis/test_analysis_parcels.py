import pandas as pd
import pytest

from planviewer.analysis.parcels import (
    ParcelFields,
    areas_of,
    owner_kind,
    owner_kinds,
    recognised,
    texts_of,
)
from planviewer.errors import FieldUnknown


@pytest.mark.parametrize(
    ("column", "key"),
    [
        *((name, "sheet") for name in ("shbando", "SoDoTo", "tobando", "so_to", "Số tờ")),
        *((name, "parcel") for name in ("SHTHUA", "sothua", "so_thua", "Số thửa")),
        *((name, "area") for name in ("dientich", "DienTichPL", "dien_tich", "Diện tích")),
        *((n, "land_type") for n in ("khloaidat", "maloaidat", "KyHieuMucD", "Loại đất")),
        *((name, "owner") for name in ("tenchu", "ChuSuDung", "Tên chủ")),
        *((name, "address") for name in ("diachi", "Địa chỉ")),
        *((name, "owner_kind") for name in ("doituongsudung", "doituongsu")),
    ],
)
def test_names_of_land_offices_are_recognised_folded(column, key):
    assert recognised(["OBJECTID", column, "geometry"]) == ParcelFields(**{key: column})


def test_a_person_corrects_what_was_recognised():
    columns = ["shbando", "Lo", "khloaidat"]
    fields = recognised(columns).corrected({"parcel": "lo", "land_type": ""}, columns)
    assert fields == ParcelFields(sheet="shbando", parcel="Lo", land_type=None)
    with pytest.raises(FieldUnknown, match=r"no field “so”\. It has: shbando, Lo, khloaidat"):
        recognised(columns).corrected({"sheet": "so"}, columns)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("UBND xã Hòa An", "public"),
        ("Trường Trung cấp Nghề Cao Bằng", "public"),
        ("Trương Thị Phòng", "household"),
        ("Nguyễn Văn Phong", "household"),
        ("Bà Hoàng Thị Sở", "household"),
        ("Công ty TNHH Bằng Giang", "organisation"),
        ("HTX Nước Hai", "organisation"),
        ("  ", "unknown"),
        (None, "unknown"),
    ],
)
def test_the_kind_of_owner_is_told_by_how_a_name_begins(name, kind):
    assert owner_kind(name) == kind
    assert owner_kinds(pd.Series([name, "Hộ A"], dtype=object)).tolist() == [kind, "household"]


def test_recorded_areas_are_read_as_people_write_them():
    column = pd.Series(["1.234,5", "12,5", "300", "12.5", "m2", None])
    assert areas_of(column).tolist()[:4] == [1234.5, 12.5, 300, 12.5]
    assert areas_of(column).isna().tolist() == [False] * 4 + [True] * 2


def test_numbers_become_text_without_decimals():
    column = pd.Series([1.0, None, 12.5, 1.0])
    assert texts_of(column).tolist() == ["1", None, "12.5", "1"]
    assert texts_of(pd.Series(["01", " ", None], dtype="str")).tolist() == ["01", None, None]
