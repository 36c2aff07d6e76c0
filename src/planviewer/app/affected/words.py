"""What the documents of affected parcels say, in both languages.

A document is in the language its reader asked for, whatever the interface speaks and whether its
translations are installed; its words therefore stand here beside each other.
"""

from __future__ import annotations

from typing import Final

from planviewer.model.text import Text


def _t(vi: str, en: str) -> Text:
    return Text(vi=vi, en=en)


SUMMARY: Final = _t("Tổng hợp", "Summary")
PARCELS: Final = _t("Thửa đất", "Parcels")
CERTIFICATE: Final = _t("Chứng nhận số liệu", "Certificate")
TITLE: Final = _t(
    "BẢNG TỔNG HỢP DIỆN TÍCH ĐẤT BỊ ẢNH HƯỞNG", "SUMMARY OF THE LAND THAT IS AFFECTED"
)
PARCELS_TITLE: Final = _t("DANH SÁCH THỬA ĐẤT BỊ ẢNH HƯỞNG", "PARCELS THAT LOSE LAND")
ZONE_TITLE: Final = _t(
    "THỬA ĐẤT BỊ ẢNH HƯỞNG TRONG VÙNG: {zone}", "PARCELS THAT LOSE LAND IN THE ZONE: {zone}"
)
CERTIFICATE_TITLE: Final = _t(
    "CHỨNG NHẬN SỐ LIỆU / CERTIFICATE", "CERTIFICATE / CHỨNG NHẬN SỐ LIỆU"
)
SCHEMATIC: Final = _t(
    "SƠ ĐỒ: tuyến gốc chưa được duyệt; số liệu chỉ để tham khảo, không dùng để thu hồi đất.",
    "SCHEMATIC: the line is not approved; figures for orientation only, not for recovering land.",
)
PARCELS_SCHEMATIC: Final = _t(
    "Lớp thửa đất không phải số liệu thật: {source}",
    "The parcel layer is not real data: {source}",
)
PLAN: Final = _t("Đồ án: {plan}", "Plan: {plan}")
SYSTEM: Final = _t("Hệ tọa độ: {crs} ({name})", "Coordinate system: {crs} ({name})")
MADE_ON: Final = _t("Ngày lập: {day}", "Made on: {day}")
SMALL_NOTE: Final = _t(
    "Phần còn lại dưới {area} m² được coi là quá nhỏ để sử dụng.",
    "A remainder under {area} m² counts as too small to use.",
)
MENDED_NOTE: Final = _t(
    "{count} thửa có ranh giới tự cắt, chỉ sửa khi tính; diện tích thay đổi tổng cộng {area} m².",
    "{count} parcels had boundaries that cross themselves, mended for the computation only; that "
    "changed areas by {area} m² together.",
)
GUESSED_NOTE: Final = _t(
    "Đối tượng sử dụng được suy ra từ tên chủ sử dụng, không phải do lớp thửa đất ghi.",
    "The kind of owner is guessed from names; the parcel layer does not record it.",
)
PRIORITY_NOTE: Final = _t(
    "Nơi các vùng chồng nhau, diện tích chỉ tính một lần, cho vùng có mức ưu tiên cao hơn.",
    "Where zones overlap, land is counted once, in the zone of higher priority.",
)
OUTSIDE_NOTE: Final = _t(
    "Diện tích các vùng: {zones} m²; trong đó không thuộc thửa nào của lớp: {outside} m².",
    "Area of the zones: {zones} m²; of it in no parcel of the layer: {outside} m².",
)
CHOSEN_NOTE: Final = _t(
    "Chỉ tính các dòng của bảng có: {conditions}.", "Only rows of the table with: {conditions}."
)
CHOSEN: Final = _t("Chỉ các dòng có", "Only rows with")
IS_EMPTY: Final = _t("{field} để trống", "{field} is empty")
CONTAINS: Final = _t("{field} chứa “{value}”", "{field} contains “{value}”")

NUMBER: Final = _t("STT", "No.")
TOTAL: Final = _t("Tổng cộng", "Total")
LAND_TYPE: Final = _t("Loại đất", "Land type")
OWNER_KIND: Final = _t("Đối tượng sử dụng", "Kind of owner")
ZONE: Final = _t("Vùng thu hồi", "Recovery zone")
COUNT: Final = _t("Số thửa", "Parcels")
AFFECTED: Final = _t("Diện tích bị ảnh hưởng (m²)", "Affected area (m²)")
SHARE_OF_ALL: Final = _t("Tỷ lệ", "Share of all")
SHEET: Final = _t("Tờ bản đồ số", "Map sheet")
PARCEL: Final = _t("Thửa đất số", "Parcel")
OWNER: Final = _t("Chủ sử dụng", "Owner")
ADDRESS: Final = _t("Địa chỉ", "Address")
RECORDED: Final = _t("Diện tích theo hồ sơ (m²)", "Recorded area (m²)")
MEASURED: Final = _t("Diện tích đo trên bản đồ (m²)", "Measured area (m²)")
REMAINING: Final = _t("Diện tích còn lại (m²)", "Remaining area (m²)")
SHARE: Final = _t("Tỷ lệ bị ảnh hưởng", "Share affected")
ZONES: Final = _t("Trong vùng", "In zones")
IN_ZONE: Final = _t("Diện tích trong vùng (m²)", "Area in the zone (m²)")
NET: Final = _t("Tính cho vùng này, không trùng (m²)", "Counted here, overlaps once (m²)")
BUILDINGS: Final = _t("Số công trình trên thửa", "Buildings on the parcel")
BUILDINGS_AFFECTED: Final = _t("Công trình bị ảnh hưởng", "Buildings affected")
SITE: Final = _t("Dự án, khu đất", "Site")
NO_SITE: Final = _t("Vùng không thuộc dự án nào", "Zones of no site")
ENGINE: Final = _t("Nơi tính", "Computed in")
SMALL: Final = _t("Phần còn lại quá nhỏ khi dưới (m²)", "Remainder too small under (m²)")
NOTE: Final = _t("Ghi chú", "Note")
TOO_SMALL: Final = _t("phần còn lại quá nhỏ", "remainder too small")
MENDED: Final = _t("ranh giới đã sửa khi tính", "boundary mended for the computation")

OWNER_KINDS: Final = {
    "public": _t("Nhà nước, tổ chức công", "State and public bodies"),
    "organisation": _t("Tổ chức, doanh nghiệp", "Organisations and companies"),
    "household": _t("Hộ gia đình, cá nhân", "Households and persons"),
    "unknown": _t("Không ghi", "Not recorded"),
}
"""Only for kinds guessed from names; a layer's own words stay as they are."""

SIGNERS: Final = (
    _t("NGƯỜI LẬP", "MADE BY"),
    _t("NGƯỜI KIỂM TRA", "CHECKED BY"),
    _t("THỦ TRƯỞNG ĐƠN VỊ", "HEAD OF OFFICE"),
)
SIGN_HERE: Final = _t("(Ký, ghi rõ họ tên)", "(signature, full name)")
PLACE_AND_DATE: Final = _t("…………, ngày …… tháng …… năm ………", "Place and date: …………………………")
FOOTER: Final = _t("Trang &P / &N", "Page &P of &N")

STATUS: Final = {
    "schematic": _t("sơ đồ", "schematic"),
    "approved": _t("được duyệt", "approved"),
    "surveyed": _t("đo đạc", "surveyed"),
    "unknown": _t("chưa rõ", "not stated"),
}
ROLES: Final = {
    "plan": _t("Tệp đồ án", "Plan file"),
    "line": _t("Tệp tuyến", "Line file"),
    "exclusion": _t("Tệp phần loại trừ", "Exclusion file"),
    "parcels": _t("Dữ liệu thửa đất", "Parcels"),
    "buildings": _t("Tệp công trình", "Building file"),
}
ITEM: Final = _t("Mục", "Item")
CONTENT: Final = _t("Nội dung", "Content")
PROGRAM: Final = _t("Chương trình", "Program")
TRANSFORMATION: Final = _t("Phép chuyển đổi", "Transformation")
ACCURACY: Final = _t("độ chính xác {metres} m", "accuracy {metres} m")
RULE: Final = _t("Quy tắc", "Rule")
ALIGNMENT: Final = _t("Tình trạng tuyến", "Status of the line")
LINE_LENGTH: Final = _t("Chiều dài tuyến (m)", "Length of line (m)")
GRID_AREA: Final = _t("Diện tích trên lưới chiếu (m²)", "Area on the grid (m²)")
ELLIPSOID_AREA: Final = _t("Diện tích trên elipxoit (m²)", "Area on the ellipsoid (m²)")
DIFFERENCE: Final = _t("Chênh lệch (m²)", "Difference (m²)")
DISTANCES: Final = _t("Khoảng cách (m)", "Distances (m)")
SEGMENTS: Final = _t("Số đỉnh; sai số dây cung (m)", "Corners; error of chords (m)")
AREA_METHOD: Final = _t("Cách tính diện tích", "How areas are measured")
RESULT: Final = _t("Kết quả", "Result")
RESULT_WORDS: Final = _t(
    "{count} thửa, {area} m² bị ảnh hưởng", "{count} parcels, {area} m² affected"
)
MACHINE: Final = _t(
    "Kiểm tra lại bằng: planviewer check <tệp này>. Phần dưới dành cho chương trình, không in.",
    "Check with: planviewer check <this file>. What follows is for the program and not printed.",
)
NO_LAND_TYPE: Final = "–"
