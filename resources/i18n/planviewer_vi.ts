<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="vi" sourcelanguage="en">
<context>
    <name>about</name>
    <message>
        <source>Help</source>
        <translation>Trợ giúp</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>Phiên bản {version}</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Phím tắt</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Giới thiệu</translation>
    </message>
    <message>
        <source>See urban-planning sites on a map, exactly and offline.</source>
        <translation>Xem các dự án quy hoạch trên bản đồ: chính xác, không cần mạng.</translation>
    </message>
    <message>
        <source>Layers marked as schematic are drawn by hand to show an idea. Do not take measures from them.</source>
        <translation>Các lớp ghi “sơ đồ” được vẽ tay để thể hiện ý tưởng. Không dùng chúng để đo đạc.</translation>
    </message>
    <message>
        <source>MIT licence. Built with Qt for Python, Leaflet, folium, GDAL, PROJ and GEOS; typeface Be Vietnam Pro (OFL); icons Lucide (ISC).</source>
        <translation>Giấy phép MIT. Xây dựng bằng Qt for Python, Leaflet, folium, GDAL, PROJ và GEOS; phông chữ Be Vietnam Pro (OFL); biểu tượng Lucide (ISC).</translation>
    </message>
</context>
<context>
    <name>affected</name>
    <message>
        <source>Affected land</source>
        <translation>Diện tích bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Only rows of the table with {conditions} count.</source>
        <translation>Chỉ tính các dòng của bảng có {conditions}.</translation>
    </message>
    <message>
        <source>Boundaries that cross themselves were mended for the computation only; that changed areas by {area} m² together.</source>
        <translation>Các ranh giới tự cắt chỉ được sửa khi tính; diện tích thay đổi tổng cộng {area} m².</translation>
    </message>
    <message>
        <source>Look at the parcels marked as mended, and mend the source.</source>
        <translation>Hãy xem các thửa ghi ranh giới đã sửa và sửa dữ liệu gốc.</translation>
    </message>
    <message>
        <source>No column of {path} was recognised for: {fields}.</source>
        <translation>Không nhận ra cột nào của {path} ứng với: {fields}.</translation>
    </message>
    <message>
        <source>Name it with --field, e.g. --field sheet=COLUMN.</source>
        <translation>Hãy chỉ rõ cột bằng --field, ví dụ --field sheet=COLUMN.</translation>
    </message>
    <message>
        <source>land type</source>
        <translation>loại đất</translation>
    </message>
    <message>
        <source>parcels</source>
        <translation>số thửa</translation>
    </message>
    <message>
        <source>affected area</source>
        <translation>diện tích bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Total {count} parcels, {area}; zones {zones}, of which in no parcel {rest}.</source>
        <translation>Tổng cộng {count} thửa, {area}; diện tích các vùng {zones}, trong đó không thuộc thửa nào {rest}.</translation>
    </message>
</context>
<context>
    <name>affected-view</name>
    <message>
        <source>Affected parcels</source>
        <translation>Thửa đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>No layer of areas that could be parcels. Open the file of the parcels first.</source>
        <translation>Chưa có lớp vùng nào có thể là thửa đất. Hãy mở tệp thửa đất trước.</translation>
    </message>
    <message>
        <source>Export affected parcels</source>
        <translation>Xuất thửa đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>{count} parcels copied as a table.</source>
        <translation>Đã sao chép {count} thửa dưới dạng bảng.</translation>
    </message>
    <message>
        <source>too small</source>
        <translation>quá nhỏ</translation>
    </message>
    <message>
        <source>{zone} (m²)</source>
        <translation>{zone} (m²)</translation>
    </message>
    <message>
        <source>Sheet</source>
        <translation>Tờ số</translation>
    </message>
    <message>
        <source>Parcel</source>
        <translation>Thửa số</translation>
    </message>
    <message>
        <source>Land type</source>
        <translation>Loại đất</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ sử dụng</translation>
    </message>
    <message>
        <source>Recorded (m²)</source>
        <translation>Theo hồ sơ (m²)</translation>
    </message>
    <message>
        <source>Measured (m²)</source>
        <translation>Đo được (m²)</translation>
    </message>
    <message>
        <source>Affected (m²)</source>
        <translation>Bị ảnh hưởng (m²)</translation>
    </message>
    <message>
        <source>Share</source>
        <translation>Tỷ lệ</translation>
    </message>
    <message>
        <source>Remaining (m²)</source>
        <translation>Còn lại (m²)</translation>
    </message>
    <message>
        <source>Remainder</source>
        <translation>Phần còn lại</translation>
    </message>
    <message>
        <source>Land in several zones counts once, in the first of them.</source>
        <translation>Đất nằm trong nhiều vùng chỉ tính một lần, ở vùng đứng trước.</translation>
    </message>
    <message>
        <source>(no site)</source>
        <translation>(không thuộc dự án)</translation>
    </message>
    <message>
        <source>All zones</source>
        <translation>Tất cả các vùng</translation>
    </message>
    <message>
        <source>Buildings</source>
        <translation>Công trình</translation>
    </message>
    <message>
        <source>of them in zones</source>
        <translation>trong vùng</translation>
    </message>
    <message>
        <source>All land types</source>
        <translation>Tất cả loại đất</translation>
    </message>
    <message>
        <source>(no land type)</source>
        <translation>(không ghi loại đất)</translation>
    </message>
    <message>
        <source>{count} parcels · affected {affected} · remaining {remaining}</source>
        <translation>{count} thửa · bị ảnh hưởng {affected} · còn lại {remaining}</translation>
    </message>
    <message>
        <source>zones {zones}, of it in no parcel {outside}</source>
        <translation>các vùng {zones}, trong đó không thuộc thửa nào {outside}</translation>
    </message>
    <message>
        <source>filtered from {count}</source>
        <translation>lọc từ {count}</translation>
    </message>
    <message>
        <source>List</source>
        <translation>Danh sách</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Tổng hợp</translation>
    </message>
    <message>
        <source>Search parcel, owner…</source>
        <translation>Tìm thửa, chủ sử dụng…</translation>
    </message>
    <message>
        <source>Too small under</source>
        <translation>Quá nhỏ nếu dưới</translation>
    </message>
    <message>
        <source>(not judged)</source>
        <translation>(không xét)</translation>
    </message>
    <message>
        <source>Without owner names</source>
        <translation>Không nêu tên chủ</translation>
    </message>
    <message>
        <source>Fields…</source>
        <translation>Trường…</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Xuất</translation>
    </message>
    <message>
        <source>Choose the parcels</source>
        <translation>Chọn lớp thửa đất</translation>
    </message>
    <message>
        <source>Workbook to read and sign (XLSX)…</source>
        <translation>Bảng tính để đọc và ký (XLSX)…</translation>
    </message>
    <message>
        <source>Table (CSV)…</source>
        <translation>Bảng (CSV)…</translation>
    </message>
    <message>
        <source>Map layers (GeoPackage)…</source>
        <translation>Lớp bản đồ (GeoPackage)…</translation>
    </message>
    <message>
        <source>Map layer (GeoJSON)…</source>
        <translation>Lớp bản đồ (GeoJSON)…</translation>
    </message>
    <message>
        <source>Parcel layer</source>
        <translation>Lớp thửa đất</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Các vùng</translation>
    </message>
    <message>
        <source>Remainder too small under</source>
        <translation>Phần còn lại quá nhỏ nếu dưới</translation>
    </message>
    <message>
        <source>Export with certificate</source>
        <translation>Xuất kèm chứng nhận số liệu</translation>
    </message>
    <message>
        <source>Choose the layer of the parcels.</source>
        <translation>Hãy chọn lớp thửa đất.</translation>
    </message>
    <message>
        <source>only rows of the table with {conditions}</source>
        <translation>chỉ các dòng của bảng có {conditions}</translation>
    </message>
    <message>
        <source>The database is computing the affected parcels; the table is too large to be read whole.</source>
        <translation>Cơ sở dữ liệu đang tính các thửa bị ảnh hưởng; bảng quá lớn, không đọc toàn bộ được.</translation>
    </message>
    <message>
        <source>Stopped. There is no result for what is asked here.</source>
        <translation>Đã dừng. Chưa có kết quả cho yêu cầu này.</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Compute again</source>
        <translation>Tính lại</translation>
    </message>
    <message>
        <source>land type</source>
        <translation>loại đất</translation>
    </message>
    <message>
        <source>kind of owner</source>
        <translation>đối tượng sử dụng</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>vùng thu hồi</translation>
    </message>
    <message>
        <source>site</source>
        <translation>dự án</translation>
    </message>
    <message>
        <source>Affected land by</source>
        <translation>Đất bị ảnh hưởng theo</translation>
    </message>
    <message>
        <source>Summary as bars</source>
        <translation>Tổng hợp dạng biểu đồ</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Mục</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Số thửa</translation>
    </message>
    <message>
        <source>State and public bodies</source>
        <translation>Nhà nước, tổ chức công</translation>
    </message>
    <message>
        <source>Organisations and companies</source>
        <translation>Tổ chức, doanh nghiệp</translation>
    </message>
    <message>
        <source>Households and persons</source>
        <translation>Hộ gia đình, cá nhân</translation>
    </message>
    <message>
        <source>Not recorded</source>
        <translation>Không ghi</translation>
    </message>
</context>
<context>
    <name>argparse</name>
    <message>
        <source>usage: </source>
        <translation>cách dùng: </translation>
    </message>
    <message>
        <source>positional arguments</source>
        <translation>tham số theo vị trí</translation>
    </message>
    <message>
        <source>options</source>
        <translation>tùy chọn</translation>
    </message>
    <message>
        <source>show this help message and exit</source>
        <translation>hiện phần trợ giúp này rồi thoát</translation>
    </message>
    <message>
        <source>%(prog)s: error: %(message)s
</source>
        <translation>%(prog)s: lỗi: %(message)s
</translation>
    </message>
    <message>
        <source>argument %(argument_name)s: %(message)s</source>
        <translation>tham số %(argument_name)s: %(message)s</translation>
    </message>
    <message>
        <source>unrecognized arguments: %s</source>
        <translation>không rõ các tham số: %s</translation>
    </message>
    <message>
        <source>the following arguments are required: %s</source>
        <translation>còn thiếu các tham số bắt buộc: %s</translation>
    </message>
    <message>
        <source>one of the arguments %s is required</source>
        <translation>phải có một trong các tham số %s</translation>
    </message>
    <message>
        <source>not allowed with argument %s</source>
        <translation>không dùng cùng tham số %s được</translation>
    </message>
    <message>
        <source>ambiguous option: %(option)s could match %(matches)s</source>
        <translation>tùy chọn chưa rõ: %(option)s có thể là %(matches)s</translation>
    </message>
    <message>
        <source>ignored explicit argument %r</source>
        <translation>không nhận giá trị %r</translation>
    </message>
    <message>
        <source>expected one argument</source>
        <translation>cần một giá trị</translation>
    </message>
    <message>
        <source>expected at least one argument</source>
        <translation>cần ít nhất một giá trị</translation>
    </message>
    <message>
        <source>expected at most one argument</source>
        <translation>chỉ nhận nhiều nhất một giá trị</translation>
    </message>
    <message>
        <source>invalid %(type)s value: %(value)r</source>
        <translation>giá trị không hợp lệ (kiểu %(type)s): %(value)r</translation>
    </message>
    <message>
        <source>invalid choice: %(value)r (choose from %(choices)s)</source>
        <translation>không có lựa chọn %(value)r (hãy chọn: %(choices)s)</translation>
    </message>
</context>
<context>
    <name>basemap</name>
    <message>
        <source>&amp;Basemap</source>
        <translation>&amp;Bản đồ nền</translation>
    </message>
    <message>
        <source>Plain paper with grid</source>
        <translation>Giấy trắng có lưới tọa độ</translation>
    </message>
    <message>
        <source>The address must begin with https://.</source>
        <translation>Địa chỉ phải bắt đầu bằng https://.</translation>
    </message>
    <message>
        <source>Missing in the address: {parts}. It needs a place for zoom, column and row.</source>
        <translation>Địa chỉ còn thiếu: {parts}. Cần có đủ chỗ cho mức phóng, cột và hàng.</translation>
    </message>
    <message>
        <source>The address contains {parts}, which is not known here.</source>
        <translation>Địa chỉ có {parts}, chương trình không biết phần này.</translation>
    </message>
    <message>
        <source>The address must not contain a user name or password.</source>
        <translation>Địa chỉ không được chứa tên người dùng hay mật khẩu.</translation>
    </message>
    <message>
        <source>Enter a name, an address and the attribution.</source>
        <translation>Hãy nhập tên, địa chỉ và dòng ghi nguồn.</translation>
    </message>
    <message>
        <source>It stays off until you choose it under View, Basemap.</source>
        <translation>Bản đồ nền chỉ hiện khi bạn chọn trong Xem, Bản đồ nền.</translation>
    </message>
    <message>
        <source>Map tiles are downloaded only while this basemap is switched on. Check that the provider’s terms allow your use.</source>
        <translation>Các mảnh bản đồ chỉ được tải từ mạng khi bản đồ nền này đang bật. Hãy kiểm tra điều khoản của nhà cung cấp có cho phép bạn sử dụng hay không.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Tile address (XYZ)</source>
        <translation>Địa chỉ mảnh bản đồ (XYZ)</translation>
    </message>
    <message>
        <source>Attribution (shown on the map)</source>
        <translation>Dòng ghi nguồn (hiện trên bản đồ)</translation>
    </message>
    <message>
        <source>Maximum zoom level</source>
        <translation>Mức phóng lớn nhất</translation>
    </message>
    <message>
        <source>The address cannot be read.</source>
        <translation>Không đọc được địa chỉ này.</translation>
    </message>
    <message>
        <source>Add a basemap</source>
        <translation>Thêm bản đồ nền</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
</context>
<context>
    <name>certificate sheet</name>
    <message>
        <source>Program</source>
        <translation>Chương trình</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy tắc</translation>
    </message>
    <message>
        <source>Status of the line</source>
        <translation>Tình trạng tuyến</translation>
    </message>
    <message>
        <source>Length of the line</source>
        <translation>Chiều dài tuyến</translation>
    </message>
    <message>
        <source>Area on the grid</source>
        <translation>Diện tích trên lưới chiếu</translation>
    </message>
    <message>
        <source>Area on the ellipsoid</source>
        <translation>Diện tích trên elipxoit</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>{count} corners; arcs within {error} m</source>
        <translation>{count} đỉnh; cung sai không quá {error} m</translation>
    </message>
    <message>
        <source>Outline</source>
        <translation>Đường bao</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Cách tính</translation>
    </message>
    <message>
        <source>Transformation</source>
        <translation>Chuyển hệ tọa độ</translation>
    </message>
    <message>
        <source>Source file</source>
        <translation>Tệp nguồn</translation>
    </message>
</context>
<context>
    <name>chainage-view</name>
    <message>
        <source>Zone by chainage</source>
        <translation>Vùng thu hồi theo lý trình</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Area (m²)</source>
        <translation>Diện tích (m²)</translation>
    </message>
    <message>
        <source>Together {area}, the area of the zone</source>
        <translation>Tổng cộng {area}, bằng diện tích vùng</translation>
    </message>
    <message>
        <source>Zone</source>
        <translation>Vùng</translation>
    </message>
    <message>
        <source>every</source>
        <translation>mỗi đoạn</translation>
    </message>
    <message>
        <source>Length of a stretch</source>
        <translation>Chiều dài mỗi đoạn</translation>
    </message>
    <message>
        <source>Area of each stretch of road</source>
        <translation>Diện tích theo từng đoạn đường</translation>
    </message>
</context>
<context>
    <name>check</name>
    <message>
        <source>Place it on the map, or give its coordinates.</source>
        <translation>Hãy đặt dự án lên bản đồ hoặc nhập tọa độ.</translation>
    </message>
    <message>
        <source>The place of “{site}” is not known.</source>
        <translation>Chưa xác định vị trí của “{site}”.</translation>
    </message>
    <message>
        <source>at {where} it is not as it should be.</source>
        <translation>nội dung tại {where} không đúng quy cách.</translation>
    </message>
    <message>
        <source>The parcels are in {file}, which was not asked.</source>
        <translation>Thửa đất nằm ở {file}, chương trình không tự kết nối tới đó.</translation>
    </message>
    <message>
        <source>Check again with --parcels ADDRESS.</source>
        <translation>Kiểm tra lại với --parcels ĐỊA_CHỈ.</translation>
    </message>
    <message>
        <source>Check again with --parcels FOLDER --scheduler ADDRESS.</source>
        <translation>Kiểm tra lại với --parcels THƯ_MỤC --scheduler ĐỊA_CHỈ.</translation>
    </message>
    <message>
        <source>The source {file} is not where it was.</source>
        <translation>Tệp nguồn {file} không còn ở chỗ cũ.</translation>
    </message>
    <message>
        <source>Put it beside the result and check again.</source>
        <translation>Hãy đặt tệp cạnh tệp kết quả rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>The source {file} has changed since.</source>
        <translation>Tệp nguồn {file} đã thay đổi kể từ khi lập.</translation>
    </message>
    <message>
        <source>Compute the result anew.</source>
        <translation>Hãy tính lại kết quả.</translation>
    </message>
    <message>
        <source>Figures in the file were changed after it was certified.</source>
        <translation>Số liệu trong tệp đã bị sửa sau khi được chứng nhận.</translation>
    </message>
    <message>
        <source>Do not use it; compute the result anew.</source>
        <translation>Không dùng tệp này; hãy tính lại kết quả.</translation>
    </message>
    <message>
        <source>It cannot be computed again: {reason}</source>
        <translation>Không tính lại được: {reason}</translation>
    </message>
    <message>
        <source>The certificate says {what}: {said}; it is {now}.</source>
        <translation>Chứng nhận ghi {what}: {said}; thực tế là {now}.</translation>
    </message>
    <message>
        <source>At {where} stands {said}; computed again it is {now}.</source>
        <translation>Tại {where} ghi {said}; tính lại được {now}.</translation>
    </message>
    <message>
        <source>And {count} more places differ.</source>
        <translation>Và {count} chỗ khác nữa cũng khác.</translation>
    </message>
    <message>
        <source>it names no plan or no parcels.</source>
        <translation>không ghi đồ án hoặc không ghi lớp thửa đất.</translation>
    </message>
    <message>
        <source>Computed again, {count} parcels lose {area}; the certificate says {old_count} and {old_area}.</source>
        <translation>Tính lại được {count} thửa mất {area}; chứng nhận ghi {old_count} thửa và {old_area}.</translation>
    </message>
    <message>
        <source>It was made by planviewer {old}; this is {new}.</source>
        <translation>Tệp được lập bằng planviewer {old}; bản đang chạy là {new}.</translation>
    </message>
    <message>
        <source>The certificate of {day} does not hold.</source>
        <translation>Chứng nhận số liệu ngày {day} không còn đúng.</translation>
    </message>
    <message>
        <source>The certificate of {day} holds: the sources are the same, and so is the result computed again.</source>
        <translation>Chứng nhận số liệu ngày {day} vẫn đúng: các tệp nguồn không đổi và kết quả tính lại trùng khớp.</translation>
    </message>
</context>
<context>
    <name>cli</name>
    <message>
        <source>The data are read from it. Give the new file another name.</source>
        <translation>Dữ liệu đang được đọc từ chính tệp này. Hãy đặt tên khác cho tệp mới.</translation>
    </message>
    <message>
        <source>Stopped. Nothing was left half written.</source>
        <translation>Đã dừng. Không có tệp nào bị ghi dở.</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>format</source>
        <translation>định dạng</translation>
    </message>
    <message>
        <source>features</source>
        <translation>đối tượng</translation>
    </message>
    <message>
        <source>geometry</source>
        <translation>hình học</translation>
    </message>
    <message>
        <source>coordinate system</source>
        <translation>hệ tọa độ</translation>
    </message>
    <message>
        <source>encoding</source>
        <translation>bảng mã</translation>
    </message>
    <message>
        <source>No problems found.</source>
        <translation>Không phát hiện vấn đề nào.</translation>
    </message>
    <message>
        <source>Images are not part of the page: {titles}</source>
        <translation>Trang web không kèm các ảnh: {titles}</translation>
    </message>
    <message>
        <source>Tables shown by view were left out: {titles}</source>
        <translation>Các bảng chỉ đọc theo khung nhìn không được đưa vào: {titles}</translation>
    </message>
    <message>
        <source>zone</source>
        <translation>vùng</translation>
    </message>
    <message>
        <source>length of line</source>
        <translation>chiều dài tuyến</translation>
    </message>
    <message>
        <source>area</source>
        <translation>diện tích</translation>
    </message>
    <message>
        <source>net area</source>
        <translation>diện tích không trùng</translation>
    </message>
    <message>
        <source>Total {area}, in {crs}.</source>
        <translation>Tổng cộng {area}, trong hệ {crs}.</translation>
    </message>
    <message>
        <source>The line is read from it. Give the zone another name.</source>
        <translation>Tuyến được đọc từ chính tệp đó. Hãy đặt tên khác cho vùng.</translation>
    </message>
    <message>
        <source>as asked</source>
        <translation>theo yêu cầu</translation>
    </message>
    <message>
        <source>the file&apos;s own system</source>
        <translation>hệ ghi trong tệp</translation>
    </message>
    <message>
        <source>the plan&apos;s system</source>
        <translation>hệ của đồ án</translation>
    </message>
    <message>
        <source>the VN-2000 zone of the place</source>
        <translation>múi VN-2000 của nơi đó</translation>
    </message>
    <message>
        <source>--to must be greater than --from, both at least 0 and at most {widest} m.</source>
        <translation>--to phải lớn hơn --from, cả hai từ 0 đến {widest} m.</translation>
    </message>
    <message>
        <source>--road-width must be greater than 0 and at most {widest} m.</source>
        <translation>--road-width phải lớn hơn 0 và nhiều nhất là {widest} m.</translation>
    </message>
    <message>
        <source>--to-chainage must lie beyond --from-chainage.</source>
        <translation>--to-chainage phải nằm sau --from-chainage.</translation>
    </message>
</context>
<context>
    <name>cli help</name>
    <message>
        <source>language of the answers</source>
        <translation>ngôn ngữ của câu trả lời</translation>
    </message>
    <message>
        <source>coordinate system of files that do not say theirs</source>
        <translation>hệ tọa độ của các tệp không ghi hệ tọa độ</translation>
    </message>
    <message>
        <source>save its picture, leave</source>
        <translation>lưu ảnh cửa sổ rồi thoát</translation>
    </message>
    <message>
        <source>instead of the one in settings</source>
        <translation>thay cho giao diện trong thiết lập</translation>
    </message>
    <message>
        <source>See urban-planning sites on a map, exactly, offline. Without a command the window opens: planviewer [PLAN_OR_FILES…] [--screenshot OUT.png].</source>
        <translation>Xem các dự án quy hoạch trên bản đồ, chính xác, không cần mạng. Không có lệnh thì mở cửa sổ: planviewer [PLAN_OR_FILES…] [--screenshot OUT.png].</translation>
    </message>
    <message>
        <source>what is in a file</source>
        <translation>trong tệp có gì</translation>
    </message>
    <message>
        <source>write it as KEY=NAME, KEY one of {keys}</source>
        <translation>hãy viết dạng KEY=TÊN, KEY là một trong: {keys}</translation>
    </message>
    <message>
        <source>write square metres, not “{text}”</source>
        <translation>hãy ghi số mét vuông, không phải “{text}”</translation>
    </message>
    <message>
        <source>an area is at least 0</source>
        <translation>diện tích phải từ 0 trở lên</translation>
    </message>
    <message>
        <source>what is wrong with plans or files</source>
        <translation>đồ án hoặc tệp có gì chưa đúng</translation>
    </message>
    <message>
        <source>where the parcels of a certified result are now</source>
        <translation>nơi đang lưu thửa đất của kết quả có chứng nhận</translation>
    </message>
    <message>
        <source>of the Dask cluster</source>
        <translation>địa chỉ cụm máy Dask</translation>
    </message>
    <message>
        <source>the zones of a plan, with areas</source>
        <translation>các vùng của đồ án, kèm diện tích</translation>
    </message>
    <message>
        <source>write a number, not “{text}”</source>
        <translation>hãy ghi một số, không phải “{text}”</translation>
    </message>
    <message>
        <source>write a whole number, not “{text}”</source>
        <translation>hãy ghi một số nguyên, không phải “{text}”</translation>
    </message>
    <message>
        <source>one zone along any line</source>
        <translation>một vùng dọc theo tuyến bất kỳ</translation>
    </message>
    <message>
        <source>shape of outer corners</source>
        <translation>hình dạng góc ngoài</translation>
    </message>
    <message>
        <source>coordinate system of the line, if it does not say</source>
        <translation>hệ tọa độ của tuyến, nếu tệp không ghi</translation>
    </message>
    <message>
        <source>metric system to measure in</source>
        <translation>hệ tọa độ tính bằng mét dùng để đo</translation>
    </message>
    <message>
        <source>count from the road&apos;s edge</source>
        <translation>tính từ mép đường, với bề rộng đường này</translation>
    </message>
    <message>
        <source>only from here along the line</source>
        <translation>chỉ tính từ lý trình này</translation>
    </message>
    <message>
        <source>only to here along the line</source>
        <translation>chỉ tính đến lý trình này</translation>
    </message>
    <message>
        <source>the parcels that lose land</source>
        <translation>các thửa đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>a file, or postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE (no password in it); without it the plan&apos;s own</source>
        <translation>một tệp, hoặc postgresql://USER@HOST/DATABASE?table=SCHEMA.TABLE (không ghi mật khẩu); nếu bỏ trống thì dùng lớp thửa đất của đồ án</translation>
    </message>
    <message>
        <source>count the buildings of this file, or layer of the plan</source>
        <translation>đếm công trình trong tệp này, hoặc trong lớp của đồ án</translation>
    </message>
    <message>
        <source>only this zone (repeatable)</source>
        <translation>chỉ vùng này (lặp lại được)</translation>
    </message>
    <message>
        <source>layer of a GeoPackage</source>
        <translation>lớp trong GeoPackage</translation>
    </message>
    <message>
        <source>coordinate system of parcels without one</source>
        <translation>hệ tọa độ của thửa đất, nếu tệp không ghi</translation>
    </message>
    <message>
        <source>text encoding of the parcels, if the file misleads</source>
        <translation>bảng mã của tệp thửa đất, nếu tệp ghi sai</translation>
    </message>
    <message>
        <source>which column holds what: sheet, parcel, land_type, area, owner, address, owner_kind</source>
        <translation>cột nào chứa gì: sheet, parcel, land_type, area, owner, address, owner_kind</translation>
    </message>
    <message>
        <source>no owners&apos; names or addresses</source>
        <translation>không ghi tên và địa chỉ chủ sử dụng</translation>
    </message>
    <message>
        <source>a smaller remainder is too small to use</source>
        <translation>phần còn lại nhỏ hơn mức này là quá nhỏ để sử dụng</translation>
    </message>
    <message>
        <source>.xlsx .csv .gpkg .geojson</source>
        <translation>.xlsx .csv .gpkg .geojson</translation>
    </message>
    <message>
        <source>who computes; dask for GeoParquet on a cluster</source>
        <translation>nơi tính; dask dùng cho GeoParquet trên cụm máy</translation>
    </message>
    <message>
        <source>a map file in another format or coordinate system</source>
        <translation>chuyển tệp bản đồ sang định dạng hoặc hệ tọa độ khác</translation>
    </message>
    <message>
        <source>its ending says the format</source>
        <translation>phần đuôi cho biết định dạng</translation>
    </message>
    <message>
        <source>system of the file, if it does not say it or is wrong</source>
        <translation>hệ tọa độ của tệp, nếu tệp không ghi hoặc ghi sai</translation>
    </message>
    <message>
        <source>system to write in</source>
        <translation>hệ tọa độ khi ghi</translation>
    </message>
    <message>
        <source>text encoding of the file, if it misleads</source>
        <translation>bảng mã chữ của tệp, nếu tệp ghi sai</translation>
    </message>
    <message>
        <source>one layer of several</source>
        <translation>một lớp trong nhiều lớp</translation>
    </message>
    <message>
        <source>everything for the field as one archive</source>
        <translation>mọi thứ cần khi đi thực địa, trong một tệp nén</translation>
    </message>
    <message>
        <source>the whole plan, all sites</source>
        <translation>toàn bộ đồ án, mọi dự án</translation>
    </message>
    <message>
        <source>show the version and exit</source>
        <translation>hiện phiên bản rồi thoát</translation>
    </message>
    <message>
        <source>a plan file; without one the bundled plan</source>
        <translation>tệp đồ án; nếu không nêu thì dùng đồ án kèm sẵn</translation>
    </message>
    <message>
        <source>a file to show as a further layer (repeatable)</source>
        <translation>tệp cần hiện thêm thành một lớp (dùng được nhiều lần)</translation>
    </message>
    <message>
        <source>exchange X and Y of the file</source>
        <translation>đổi chỗ X và Y của tệp</translation>
    </message>
    <message>
        <source>answer with one JSON object</source>
        <translation>trả lời bằng một đối tượng JSON</translation>
    </message>
    <message>
        <source>file to write</source>
        <translation>tệp cần ghi</translation>
    </message>
    <message>
        <source>a snapshot map as a page</source>
        <translation>bản đồ trích thành trang in</translation>
    </message>
    <message>
        <source>.pdf .png .tif .svg; of a series: a .pdf, or a folder</source>
        <translation>.pdf .png .tif .svg; với bộ nhiều tờ: một tệp .pdf hoặc một thư mục</translation>
    </message>
    <message>
        <source>one sheet for each place and zone</source>
        <translation>mỗi vị trí và mỗi vùng một trang in</translation>
    </message>
    <message>
        <source>one sheet for each place</source>
        <translation>mỗi dự án một tờ</translation>
    </message>
    <message>
        <source>one sheet for each zone</source>
        <translation>mỗi vùng thu hồi một tờ</translation>
    </message>
    <message>
        <source>strip maps along a line, joined at match lines</source>
        <translation>các tờ theo tuyến, nối nhau ở vạch ghép</translation>
    </message>
    <message>
        <source>a grid of sheets over the plan or the bounds</source>
        <translation>chia ô các tờ trên toàn đồ án hoặc trong khung tọa độ</translation>
    </message>
    <message>
        <source>the cadastral sheets of the division 1:N</source>
        <translation>các mảnh bản đồ địa chính tỷ lệ 1:N</translation>
    </message>
    <message>
        <source>a series without index sheet</source>
        <translation>bộ tờ không có sơ đồ ghép tờ</translation>
    </message>
    <message>
        <source>format of the files of a series in a folder</source>
        <translation>định dạng các tệp của bộ tờ trong thư mục</translation>
    </message>
    <message>
        <source>field-a4, review-a3, wall-a1, one of your own, or a .json</source>
        <translation>field-a4, review-a3, wall-a1, mẫu của bạn, hoặc tệp .json</translation>
    </message>
    <message>
        <source>language of the sheet, if not that of the answers</source>
        <translation>ngôn ngữ của tờ, nếu khác ngôn ngữ trả lời</translation>
    </message>
    <message>
        <source>the QR code holds the place (geo:), or a link to a web map</source>
        <translation>mã QR chứa vị trí (geo:) hoặc liên kết tới bản đồ trên mạng</translation>
    </message>
    <message>
        <source>title block: unit, drawn_by, checked_by, approved_by, date, sheet_no</source>
        <translation>khung tên: unit, drawn_by, checked_by, approved_by, date, sheet_no</translation>
    </message>
    <message>
        <source>one of {names}</source>
        <translation>một trong {names}</translation>
    </message>
    <message>
        <source>write it as KEY=TEXT, KEY one of {names}</source>
        <translation>ghi dạng KHÓA=NỘI DUNG, khóa là một trong {names}</translation>
    </message>
    <message>
        <source>coordinate system of --layer files without one</source>
        <translation>hệ tọa độ của các tệp --layer không ghi hệ tọa độ</translation>
    </message>
    <message>
        <source>the plan as one web page file</source>
        <translation>cả đồ án thành một tệp trang web</translation>
    </message>
    <message>
        <source>write it as EPSG:n</source>
        <translation>hãy viết dạng EPSG:n</translation>
    </message>
    <message>
        <source>write it as WIDTHxHEIGHT, e.g. 1280x800</source>
        <translation>hãy viết dạng RỘNGxCAO, ví dụ 1280x800</translation>
    </message>
    <message>
        <source>write it as W,S,E,N in degrees</source>
        <translation>hãy viết dạng W,S,E,N (tây, nam, đông, bắc), tính bằng độ</translation>
    </message>
    <message>
        <source>west must be under east, south under north, in degrees</source>
        <translation>tây phải nhỏ hơn đông, nam phải nhỏ hơn bắc, tính bằng độ</translation>
    </message>
    <message>
        <source>write it as 5000 or 1:5000</source>
        <translation>hãy viết 5000 hoặc 1:5000</translation>
    </message>
    <message>
        <source>from 1:10 to 1:10000000</source>
        <translation>từ 1:10 đến 1:10000000</translation>
    </message>
</context>
<context>
    <name>command</name>
    <message>
        <source>Open…</source>
        <translation>Mở…</translation>
    </message>
    <message>
        <source>Open a plan, or add a file as a layer</source>
        <translation>Mở đồ án, hoặc thêm tệp làm lớp mới</translation>
    </message>
    <message>
        <source>Paste as a layer</source>
        <translation>Dán thành lớp</translation>
    </message>
    <message>
        <source>Add copied files, GeoJSON, WKT or a table of coordinates</source>
        <translation>Thêm tệp, GeoJSON, WKT hoặc bảng tọa độ đã sao chép</translation>
    </message>
    <message>
        <source>Open from database…</source>
        <translation>Mở từ cơ sở dữ liệu…</translation>
    </message>
    <message>
        <source>Add tables of a PostGIS database as layers</source>
        <translation>Thêm bảng của cơ sở dữ liệu PostGIS thành lớp</translation>
    </message>
    <message>
        <source>Open the bundled plan Nước Hai</source>
        <translation>Mở đồ án kèm sẵn Nước Hai</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>Save the plan; the bundled one is saved as your own copy</source>
        <translation>Lưu đồ án; đồ án kèm sẵn được lưu thành bản riêng của bạn</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>Lưu thành…</translation>
    </message>
    <message>
        <source>Snapshot map…</source>
        <translation>Trích bản đồ…</translation>
    </message>
    <message>
        <source>See the map as a page with title, legend, scale bar and sources</source>
        <translation>Xem bản đồ thành trang in có tiêu đề, chú giải, thước tỷ lệ và nguồn</translation>
    </message>
    <message>
        <source>Snapshot map of what is selected…</source>
        <translation>Bản đồ trích của phần đang chọn…</translation>
    </message>
    <message>
        <source>A page of the selected zone, site or features, with its figures</source>
        <translation>Trang in của vùng, dự án hoặc đối tượng đang chọn, kèm số liệu</translation>
    </message>
    <message>
        <source>Series of sheets…</source>
        <translation>Bộ nhiều tờ…</translation>
    </message>
    <message>
        <source>All sites, all zones, strips along a road, a grid over an area</source>
        <translation>Mọi dự án, mọi vùng, các tờ theo tuyến, chia ô một khu vực</translation>
    </message>
    <message>
        <source>Share as a web page…</source>
        <translation>Chia sẻ thành trang web…</translation>
    </message>
    <message>
        <source>Write the plan as one file that opens in any browser, offline</source>
        <translation>Ghi đồ án thành một tệp mở được bằng mọi trình duyệt, không cần mạng</translation>
    </message>
    <message>
        <source>Field package…</source>
        <translation>Gói thực địa…</translation>
    </message>
    <message>
        <source>Write sheets, web page, data and plan as one archive to take along</source>
        <translation>Ghi trang in, trang web, dữ liệu và đồ án thành một tệp nén để mang theo</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Thoát</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Hoàn tác</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Làm lại</translation>
    </message>
    <message>
        <source>Whole plan</source>
        <translation>Toàn đồ án</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Find a site</source>
        <translation>Tìm dự án</translation>
    </message>
    <message>
        <source>Layers and sites</source>
        <translation>Lớp và dự án</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>Add a basemap…</source>
        <translation>Thêm bản đồ nền…</translation>
    </message>
    <message>
        <source>Tiếng Việt / English</source>
        <translation>Tiếng Việt / English</translation>
    </message>
    <message>
        <source>Switch between Vietnamese and English</source>
        <translation>Chuyển giữa tiếng Việt và tiếng Anh</translation>
    </message>
    <message>
        <source>Light / dark</source>
        <translation>Sáng / tối</translation>
    </message>
    <message>
        <source>Switch between light and dark</source>
        <translation>Chuyển giữa nền sáng và nền tối</translation>
    </message>
    <message>
        <source>Problems of this layer…</source>
        <translation>Lỗi của lớp này…</translation>
    </message>
    <message>
        <source>List what is wrong with the features, and repair it</source>
        <translation>Liệt kê lỗi của các đối tượng và sửa</translation>
    </message>
    <message>
        <source>Position seems wrong…</source>
        <translation>Vị trí có vẻ sai…</translation>
    </message>
    <message>
        <source>Find the coordinate system that explains where the layer lies</source>
        <translation>Tìm hệ tọa độ giải thích được vị trí của lớp</translation>
    </message>
    <message>
        <source>Replace by file…</source>
        <translation>Thay bằng tệp…</translation>
    </message>
    <message>
        <source>See what moves, and read the layer from a newer or surveyed file</source>
        <translation>Xem phần nào dịch chuyển, rồi đọc lớp từ tệp mới hơn hoặc tệp đo đạc</translation>
    </message>
    <message>
        <source>Read again from the database</source>
        <translation>Đọc lại từ cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>See what has changed in the table since it was read</source>
        <translation>Xem những gì đã thay đổi trong bảng từ lần đọc trước</translation>
    </message>
    <message>
        <source>Connect to the database…</source>
        <translation>Kết nối cơ sở dữ liệu…</translation>
    </message>
    <message>
        <source>Say how the database of this layer is reached, and as whom</source>
        <translation>Cho biết cách kết nối đến cơ sở dữ liệu của lớp này và tên người dùng</translation>
    </message>
    <message>
        <source>Place on the map</source>
        <translation>Đặt lên bản đồ</translation>
    </message>
    <message>
        <source>Give the selected site its place with a click</source>
        <translation>Bấm lên bản đồ để đặt vị trí cho dự án đang chọn</translation>
    </message>
    <message>
        <source>Place by coordinates…</source>
        <translation>Đặt theo tọa độ…</translation>
    </message>
    <message>
        <source>Forget the place</source>
        <translation>Bỏ vị trí đã đặt</translation>
    </message>
    <message>
        <source>About and keyboard shortcuts</source>
        <translation>Giới thiệu và phím tắt</translation>
    </message>
    <message>
        <source>New plan…</source>
        <translation>Đồ án mới…</translation>
    </message>
    <message>
        <source>Begin a plan of your own: title, coordinate system, place</source>
        <translation>Lập đồ án của riêng bạn: tên, hệ tọa độ, địa điểm</translation>
    </message>
    <message>
        <source>Plan properties…</source>
        <translation>Thuộc tính đồ án…</translation>
    </message>
    <message>
        <source>Title, coordinate system and whole view of the plan</source>
        <translation>Tên, hệ tọa độ và khung nhìn toàn đồ án</translation>
    </message>
    <message>
        <source>Layer properties…</source>
        <translation>Thuộc tính lớp…</translation>
    </message>
    <message>
        <source>Title, group, source, date, status and accuracy of the layer</source>
        <translation>Tên, nhóm, nguồn, ngày, tình trạng và độ chính xác của lớp</translation>
    </message>
    <message>
        <source>Letters seem wrong…</source>
        <translation>Chữ có vẻ sai…</translation>
    </message>
    <message>
        <source>See how the text is read, and choose another encoding</source>
        <translation>Xem chữ được đọc thế nào và chọn bảng mã khác</translation>
    </message>
    <message>
        <source>Use as the sites of the plan…</source>
        <translation>Dùng làm danh sách dự án…</translation>
    </message>
    <message>
        <source>Make the list of sites from a layer of points</source>
        <translation>Lập danh sách dự án từ một lớp điểm</translation>
    </message>
    <message>
        <source>No sites layer</source>
        <translation>Không dùng lớp dự án</translation>
    </message>
    <message>
        <source>The layer of the sites stays, but makes no list any more</source>
        <translation>Lớp vẫn còn trong đồ án, nhưng không còn lập danh sách dự án</translation>
    </message>
    <message>
        <source>Select in a rectangle</source>
        <translation>Chọn theo hình chữ nhật</translation>
    </message>
    <message>
        <source>Select what a rectangle touches; Shift adds</source>
        <translation>Chọn đối tượng chạm hình chữ nhật; giữ Shift để chọn thêm</translation>
    </message>
    <message>
        <source>Select in a polygon</source>
        <translation>Chọn theo đa giác</translation>
    </message>
    <message>
        <source>Select what a polygon touches; Shift adds</source>
        <translation>Chọn đối tượng chạm đa giác; giữ Shift để chọn thêm</translation>
    </message>
    <message>
        <source>Measure a distance</source>
        <translation>Đo khoảng cách</translation>
    </message>
    <message>
        <source>Measure a distance in the plan&apos;s coordinate system</source>
        <translation>Đo khoảng cách trong hệ tọa độ của đồ án</translation>
    </message>
    <message>
        <source>Measure an area</source>
        <translation>Đo diện tích</translation>
    </message>
    <message>
        <source>Measure an area in the plan&apos;s coordinate system</source>
        <translation>Đo diện tích trong hệ tọa độ của đồ án</translation>
    </message>
    <message>
        <source>Select all in view</source>
        <translation>Chọn tất cả trong khung nhìn</translation>
    </message>
    <message>
        <source>Select all features the map shows now</source>
        <translation>Chọn mọi đối tượng bản đồ đang hiện</translation>
    </message>
    <message>
        <source>In the current layer only</source>
        <translation>Chỉ trong lớp hiện tại</translation>
    </message>
    <message>
        <source>Rectangle, polygon and view select in the current layer only</source>
        <translation>Chọn theo hình chữ nhật, đa giác và khung nhìn chỉ trong lớp hiện tại</translation>
    </message>
    <message>
        <source>Zoom to the selection</source>
        <translation>Phóng đến phần chọn</translation>
    </message>
    <message>
        <source>Copy as a table</source>
        <translation>Sao chép thành bảng</translation>
    </message>
    <message>
        <source>Copy the selected features as a table for a spreadsheet</source>
        <translation>Sao chép các đối tượng đã chọn thành bảng để dán vào bảng tính</translation>
    </message>
    <message>
        <source>Clear the selection</source>
        <translation>Bỏ chọn</translation>
    </message>
    <message>
        <source>Edit zone…</source>
        <translation>Sửa vùng thu hồi…</translation>
    </message>
    <message>
        <source>Change distance, side, line and chainage of a zone, live</source>
        <translation>Đổi khoảng cách, bên, tuyến và lý trình của vùng, thấy ngay kết quả</translation>
    </message>
    <message>
        <source>New zone from line…</source>
        <translation>Vùng thu hồi mới theo tuyến…</translation>
    </message>
    <message>
        <source>Make a zone beside the current line layer</source>
        <translation>Tạo vùng thu hồi dọc lớp tuyến đang chọn</translation>
    </message>
    <message>
        <source>Affected parcels</source>
        <translation>Thửa đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>List the parcels that lose land, sum up and export</source>
        <translation>Liệt kê các thửa bị thu hồi đất, tổng hợp và xuất</translation>
    </message>
    <message>
        <source>Zone by chainage</source>
        <translation>Vùng thu hồi theo lý trình</translation>
    </message>
    <message>
        <source>Show the area of a zone along its road</source>
        <translation>Xem diện tích vùng dọc theo tuyến đường</translation>
    </message>
    <message>
        <source>Compare alternatives</source>
        <translation>So sánh phương án</translation>
    </message>
    <message>
        <source>Compare a zone with another width, line or plan</source>
        <translation>So sánh vùng với bề rộng, tuyến hoặc đồ án khác</translation>
    </message>
</context>
<context>
    <name>compare</name>
    <message>
        <source>Compare alternatives</source>
        <translation>So sánh phương án</translation>
    </message>
    <message>
        <source>The same from {low} to {high} m</source>
        <translation>Vùng này, từ {low} đến {high} m</translation>
    </message>
    <message>
        <source>The same beside: {line}</source>
        <translation>Vùng này, dọc tuyến: {line}</translation>
    </message>
    <message>
        <source>The same beside the line of {file}</source>
        <translation>Vùng này, dọc tuyến trong {file}</translation>
    </message>
    <message>
        <source>As in {file}</source>
        <translation>Như trong {file}</translation>
    </message>
    <message>
        <source>(without parcels)</source>
        <translation>(không xét thửa đất)</translation>
    </message>
    <message>
        <source>Line of the other alignment</source>
        <translation>Tuyến của phương án khác</translation>
    </message>
    <message>
        <source>Plan of another time</source>
        <translation>Đồ án ở thời điểm khác</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>So sánh</translation>
    </message>
    <message>
        <source>with</source>
        <translation>với</translation>
    </message>
    <message>
        <source>Parcels</source>
        <translation>Thửa đất</translation>
    </message>
    <message>
        <source>other distances</source>
        <translation>khoảng cách khác</translation>
    </message>
    <message>
        <source>another zone</source>
        <translation>vùng khác</translation>
    </message>
    <message>
        <source>another line layer</source>
        <translation>lớp tuyến khác</translation>
    </message>
    <message>
        <source>a line from a file</source>
        <translation>tuyến từ tệp</translation>
    </message>
    <message>
        <source>another plan file</source>
        <translation>tệp đồ án khác</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Chọn tệp…</translation>
    </message>
    <message>
        <source>Choose a plan…</source>
        <translation>Chọn đồ án…</translation>
    </message>
    <message>
        <source>Zone of this plan</source>
        <translation>Vùng của đồ án này</translation>
    </message>
    <message>
        <source>Compared with</source>
        <translation>So sánh với</translation>
    </message>
    <message>
        <source>Other distance from</source>
        <translation>Khoảng cách khác, từ</translation>
    </message>
    <message>
        <source>Other distance to</source>
        <translation>Khoảng cách khác, đến</translation>
    </message>
    <message>
        <source>Other zone</source>
        <translation>Vùng khác</translation>
    </message>
    <message>
        <source>Other line layer</source>
        <translation>Lớp tuyến khác</translation>
    </message>
    <message>
        <source>Zone of the other plan</source>
        <translation>Vùng của đồ án kia</translation>
    </message>
    <message>
        <source>Parcel layer</source>
        <translation>Lớp thửa đất</translation>
    </message>
    <message>
        <source>First (m²)</source>
        <translation>P.án 1 (m²)</translation>
    </message>
    <message>
        <source>Second (m²)</source>
        <translation>P.án 2 (m²)</translation>
    </message>
    <message>
        <source>Change (m²)</source>
        <translation>Chênh (m²)</translation>
    </message>
    <message>
        <source>What changes</source>
        <translation>Thay đổi</translation>
    </message>
    <message>
        <source>Land</source>
        <translation>Đất</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Diện tích</translation>
    </message>
    <message>
        <source>In both</source>
        <translation>Có trong cả hai</translation>
    </message>
    <message>
        <source>Lost: only in the first</source>
        <translation>Bớt: chỉ có trong phương án 1</translation>
    </message>
    <message>
        <source>Gained: only in the second</source>
        <translation>Thêm: chỉ có trong phương án 2</translation>
    </message>
    <message>
        <source>Net change</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>Land of the two alternatives</source>
        <translation>Đất của hai phương án</translation>
    </message>
    <message>
        <source>Parcels that change</source>
        <translation>Thửa đất có thay đổi</translation>
    </message>
    <message>
        <source>No parcel changes.</source>
        <translation>Không có thửa nào thay đổi.</translation>
    </message>
    <message>
        <source>newly affected</source>
        <translation>mới bị ảnh hưởng</translation>
    </message>
    <message>
        <source>no longer affected</source>
        <translation>không còn bị ảnh hưởng</translation>
    </message>
    <message>
        <source>more land</source>
        <translation>bị lấy nhiều hơn</translation>
    </message>
    <message>
        <source>less land</source>
        <translation>bị lấy ít hơn</translation>
    </message>
</context>
<context>
    <name>convert</name>
    <message>
        <source>{name}: {count} features, {crs}</source>
        <translation>{name}: {count} đối tượng, {crs}</translation>
    </message>
    <message>
        <source>{before} → {after} by {name} (±{accuracy} m)</source>
        <translation>{before} → {after} theo {name} (±{accuracy} m)</translation>
    </message>
</context>
<context>
    <name>coordinates</name>
    <message>
        <source>N</source>
        <translation>B</translation>
    </message>
    <message>
        <source>S</source>
        <translation>N</translation>
    </message>
    <message>
        <source>E</source>
        <translation>Đ</translation>
    </message>
    <message>
        <source>W</source>
        <translation>T</translation>
    </message>
</context>
<context>
    <name>crs</name>
    <message>
        <source>{name}, X and Y exchanged</source>
        <translation>{name}, đổi chỗ X và Y</translation>
    </message>
    <message>
        <source>longitude and latitude in degrees, as GPS gives them</source>
        <translation>kinh độ và vĩ độ tính bằng độ, như máy GPS</translation>
    </message>
    <message>
        <source>3° zone, central meridian {meridian}: {provinces}</source>
        <translation>múi 3°, kinh tuyến trục {meridian}: {provinces}</translation>
    </message>
    <message>
        <source>6° zone, west of 108°E</source>
        <translation>múi 6°, phía tây kinh tuyến 108° Đông</translation>
    </message>
    <message>
        <source>6° zone, east of 108°E</source>
        <translation>múi 6°, phía đông kinh tuyến 108° Đông</translation>
    </message>
    <message>
        <source>3° zone, central meridian 102°00&apos;</source>
        <translation>múi 3°, kinh tuyến trục 102°00&apos;</translation>
    </message>
    <message>
        <source>6° zone on WGS 84, west of 108°E</source>
        <translation>múi 6° trên WGS 84, phía tây kinh tuyến 108° Đông</translation>
    </message>
    <message>
        <source>6° zone on WGS 84, east of 108°E</source>
        <translation>múi 6° trên WGS 84, phía đông kinh tuyến 108° Đông</translation>
    </message>
    <message>
        <source>web maps; not for measuring</source>
        <translation>dùng cho bản đồ trên mạng; không dùng để đo</translation>
    </message>
    <message>
        <source>Choose a row.</source>
        <translation>Hãy chọn một dòng.</translation>
    </message>
    <message>
        <source>No system found. Type a province or an EPSG code.</source>
        <translation>Không tìm thấy hệ tọa độ nào. Hãy gõ tên tỉnh hoặc mã EPSG.</translation>
    </message>
    <message>
        <source>It would lie nowhere.</source>
        <translation>Như vậy lớp không nằm ở đâu cả.</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Hệ tọa độ</translation>
    </message>
    <message>
        <source>In which system are the coordinates of {file}?</source>
        <translation>Tọa độ của {file} thuộc hệ nào?</translation>
    </message>
    <message>
        <source>Choose what explains the position best. Nothing is changed before you do; it can be undone.</source>
        <translation>Hãy chọn cách giải thích vị trí hợp lý nhất. Trước khi chọn không có gì thay đổi; có thể hoàn tác.</translation>
    </message>
    <message>
        <source>The file does not say it. A wrong choice moves the layer.</source>
        <translation>Tệp không ghi hệ tọa độ. Chọn sai, lớp sẽ bị lệch vị trí.</translation>
    </message>
    <message>
        <source>Province, name or EPSG code</source>
        <translation>Tỉnh, tên hệ hoặc mã EPSG</translation>
    </message>
    <message>
        <source>Coordinate systems</source>
        <translation>Các hệ tọa độ</translation>
    </message>
    <message>
        <source>Use this system</source>
        <translation>Dùng hệ này</translation>
    </message>
    <message>
        <source>Likely: {reason}</source>
        <translation>Có thể: {reason}</translation>
    </message>
</context>
<context>
    <name>database</name>
    <message>
        <source>{field} is empty</source>
        <translation>{field} để trống</translation>
    </message>
    <message>
        <source>{field} contains “{value}”</source>
        <translation>{field} chứa “{value}”</translation>
    </message>
    <message>
        <source>Of {name} only {count} features are shown. Zoom in to see all of them.</source>
        <translation>Lớp {name} chỉ hiển thị {count} đối tượng. Hãy phóng to để xem đầy đủ.</translation>
    </message>
    <message>
        <source>(all rows)</source>
        <translation>(mọi dòng)</translation>
    </message>
    <message>
        <source>Only rows where</source>
        <translation>Chỉ các dòng có</translation>
    </message>
    <message>
        <source>Column</source>
        <translation>Cột</translation>
    </message>
    <message>
        <source>How it compares</source>
        <translation>Phép so sánh</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>contains</source>
        <translation>chứa</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>để trống</translation>
    </message>
    <message>
        <source>Keeping the password</source>
        <translation>Đang lưu mật khẩu</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>Thêm…</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>Sửa…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Xóa</translation>
    </message>
    <message>
        <source>It works: {program}; tables with places: {count}</source>
        <translation>Kết nối được: {program}; số bảng có hình học: {count}</translation>
    </message>
    <message>
        <source>The server asks for a password, or for another one.</source>
        <translation>Máy chủ đòi mật khẩu, hoặc mật khẩu này không đúng.</translation>
    </message>
    <message>
        <source>Another connection has this name.</source>
        <translation>Đã có kết nối khác mang tên này.</translation>
    </message>
    <message>
        <source>Enter a name, the server and the database.</source>
        <translation>Hãy nhập tên, máy chủ và cơ sở dữ liệu.</translation>
    </message>
    <message>
        <source>Connection to a database</source>
        <translation>Kết nối cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>A PostgreSQL database with PostGIS. The password goes to the keyring of this system, never into plans or settings; leave it empty to keep the one that is there.</source>
        <translation>Cơ sở dữ liệu PostgreSQL có PostGIS. Mật khẩu được giữ trong kho khóa của hệ thống, không bao giờ nằm trong đồ án hay thiết lập; để trống nếu giữ mật khẩu đã lưu.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Máy chủ</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Cổng</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Người dùng</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mật khẩu</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>Mã hóa</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>Kiểm tra</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
    <message>
        <source>if the server can (prefer)</source>
        <translation>nếu máy chủ hỗ trợ (prefer)</translation>
    </message>
    <message>
        <source>always (require)</source>
        <translation>luôn luôn (require)</translation>
    </message>
    <message>
        <source>always, certificate checked (verify-ca)</source>
        <translation>luôn luôn, kiểm tra chứng thư (verify-ca)</translation>
    </message>
    <message>
        <source>always, certificate and name checked (verify-full)</source>
        <translation>luôn luôn, kiểm tra chứng thư và tên (verify-full)</translation>
    </message>
    <message>
        <source>never (disable)</source>
        <translation>không mã hóa (disable)</translation>
    </message>
    <message>
        <source>Nothing of {name} lies in view.</source>
        <translation>Không có đối tượng nào của lớp {name} trong khung nhìn.</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>Đến đó</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>Kết nối…</translation>
    </message>
    <message>
        <source>No connection is saved yet. Make one with “New…”.</source>
        <translation>Chưa có kết nối nào được lưu. Hãy tạo bằng nút “Thêm…”.</translation>
    </message>
    <message>
        <source>Stopped.</source>
        <translation>Đã dừng.</translation>
    </message>
    <message>
        <source>There are no tables with places that “{user}” may read. Ask whoever keeps the database for the right to read them.</source>
        <translation>Không có bảng hình học nào mà “{user}” được đọc. Hãy xin người quản trị cơ sở dữ liệu cấp quyền đọc.</translation>
    </message>
    <message>
        <source>The server asks for a password, and there is none or a wrong one.</source>
        <translation>Máy chủ đòi mật khẩu, nhưng chưa có mật khẩu hoặc mật khẩu không đúng.</translation>
    </message>
    <message>
        <source>Chosen: {count} of {total} tables</source>
        <translation>Đã chọn: {count} trên {total} bảng</translation>
    </message>
    <message>
        <source>Open from a database</source>
        <translation>Mở từ cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>Tables and views of PostGIS with places. Large ones are read by view: only what the map shows.</source>
        <translation>Các bảng (và view) PostGIS có hình học. Với bảng lớn chỉ đọc phần bản đồ đang hiển thị.</translation>
    </message>
    <message>
        <source>Part of a name</source>
        <translation>Một phần của tên</translation>
    </message>
    <message>
        <source>Tables of the database</source>
        <translation>Các bảng của cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
    <message>
        <source>Enter the password…</source>
        <translation>Nhập mật khẩu…</translation>
    </message>
    <message>
        <source>Add as layers</source>
        <translation>Thêm thành lớp</translation>
    </message>
    <message>
        <source>The server does not take this password for “{user}”.</source>
        <translation>Máy chủ không nhận mật khẩu này của “{user}”.</translation>
    </message>
    <message>
        <source>Password for {server}</source>
        <translation>Mật khẩu cho {server}</translation>
    </message>
    <message>
        <source>It is kept in the keyring of this system, or, where there is none, until planviewer closes. It is never part of a plan.</source>
        <translation>Mật khẩu được giữ trong kho khóa của hệ thống; nếu không có kho khóa thì chỉ giữ đến khi đóng planviewer. Mật khẩu không bao giờ nằm trong đồ án.</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>Kết nối</translation>
    </message>
    <message>
        <source>Schema</source>
        <translation>Lược đồ</translation>
    </message>
    <message>
        <source>Table or view</source>
        <translation>Bảng</translation>
    </message>
    <message>
        <source>Geometry</source>
        <translation>Hình học</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Hệ tọa độ</translation>
    </message>
    <message>
        <source>Rows, about</source>
        <translation>Số dòng (ước)</translation>
    </message>
    <message>
        <source>Primary key</source>
        <translation>Khóa chính</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>không rõ</translation>
    </message>
    <message>
        <source>points</source>
        <translation>điểm</translation>
    </message>
    <message>
        <source>lines</source>
        <translation>đường</translation>
    </message>
    <message>
        <source>areas</source>
        <translation>vùng</translation>
    </message>
    <message>
        <source>any</source>
        <translation>hỗn hợp</translation>
    </message>
    <message>
        <source>This system has no keyring, so the password is kept only until planviewer closes, and is asked for again next time.</source>
        <translation>Hệ thống này không có kho khóa, nên mật khẩu chỉ được giữ đến khi đóng planviewer và lần sau sẽ hỏi lại.</translation>
    </message>
    <message>
        <source>Connecting to the database</source>
        <translation>Đang kết nối cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>The password is kept in the keyring of this system.</source>
        <translation>Mật khẩu đã được lưu trong kho khóa của hệ thống.</translation>
    </message>
</context>
<context>
    <name>details</name>
    <message>
        <source>Problem</source>
        <translation>Vấn đề</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Số đối tượng</translation>
    </message>
    <message>
        <source>Coordinate system</source>
        <translation>Hệ tọa độ</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>no</source>
        <translation>không</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Pixel</source>
        <translation>Điểm ảnh</translation>
    </message>
    <message>
        <source>Bands</source>
        <translation>Số kênh</translation>
    </message>
    <message>
        <source>Overviews</source>
        <translation>Ảnh thu nhỏ</translation>
    </message>
    <message>
        <source>Column, row</source>
        <translation>Cột, hàng</translation>
    </message>
    <message>
        <source>Pixel value</source>
        <translation>Giá trị điểm ảnh</translation>
    </message>
    <message>
        <source>reading…</source>
        <translation>đang đọc…</translation>
    </message>
    <message>
        <source>Encoding</source>
        <translation>Bảng mã</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>Dữ liệu</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>a point of its layer</source>
        <translation>một điểm của lớp tương ứng</translation>
    </message>
    <message>
        <source>{how} ({status})</source>
        <translation>{how} ({status})</translation>
    </message>
    <message>
        <source>{located} of {all} located</source>
        <translation>{located}/{all} đã có vị trí</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Dự án</translation>
    </message>
    <message>
        <source>Land-recovery zones</source>
        <translation>Vùng thu hồi đất</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>Đồ án</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Nguồn vốn</translation>
    </message>
    <message>
        <source>Order of visit</source>
        <translation>Thứ tự khảo sát</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>Vị trí</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Dự án</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>Độ chính xác</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>Giấy phép</translation>
    </message>
    <message>
        <source>Source and quality</source>
        <translation>Nguồn và chất lượng</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>chưa rõ</translation>
    </message>
    <message>
        <source>Transformation</source>
        <translation>Chuyển tọa độ</translation>
    </message>
    <message>
        <source>Here</source>
        <translation>Tại đây</translation>
    </message>
    <message>
        <source>Attributes</source>
        <translation>Thuộc tính</translation>
    </message>
    <message>
        <source>Measures</source>
        <translation>Số đo</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Diện tích</translation>
    </message>
    <message>
        <source>Total, overlaps counted once</source>
        <translation>Tổng cộng, không tính trùng</translation>
    </message>
    <message>
        <source>{code}, good to {accuracy}</source>
        <translation>{code}, chính xác đến {accuracy}</translation>
    </message>
    <message>
        <source>Perimeter</source>
        <translation>Chu vi</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Chiều dài</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>Quy tắc</translation>
    </message>
    <message>
        <source>Status of the line</source>
        <translation>Tình trạng tuyến</translation>
    </message>
    <message>
        <source>Length of the line</source>
        <translation>Chiều dài tuyến</translation>
    </message>
    <message>
        <source>How the zone is made</source>
        <translation>Cách lập vùng</translation>
    </message>
    <message>
        <source>Not located yet. Place it with a click or by coordinates.</source>
        <translation>Chưa xác định vị trí. Hãy bấm lên bản đồ hoặc nhập tọa độ để đặt.</translation>
    </message>
    <message>
        <source>from the file</source>
        <translation>theo tệp dữ liệu</translation>
    </message>
    <message>
        <source>placed by the user</source>
        <translation>do người dùng đặt</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>Cách xác định</translation>
    </message>
    <message>
        <source>not located yet</source>
        <translation>chưa xác định vị trí</translation>
    </message>
    <message>
        <source>located</source>
        <translation>đã có vị trí</translation>
    </message>
    <message>
        <source>by view: only what the map shows is read</source>
        <translation>theo khung nhìn: chỉ đọc phần bản đồ đang hiển thị</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Hiển thị</translation>
    </message>
    <message>
        <source>about {count}</source>
        <translation>khoảng {count}</translation>
    </message>
    <message>
        <source>Rows of the table</source>
        <translation>Số dòng của bảng</translation>
    </message>
    <message>
        <source>not all is shown; zoom in</source>
        <translation>chưa hiển thị đủ; hãy phóng to</translation>
    </message>
    <message>
        <source>Database</source>
        <translation>Cơ sở dữ liệu</translation>
    </message>
    <message>
        <source>Table</source>
        <translation>Bảng</translation>
    </message>
    <message>
        <source>Only rows with</source>
        <translation>Chỉ các dòng có</translation>
    </message>
    <message>
        <source>Click something on the map, or choose a site or a layer.</source>
        <translation>Bấm vào một đối tượng trên bản đồ, hoặc chọn một dự án hay một lớp.</translation>
    </message>
    <message>
        <source>Copy everything</source>
        <translation>Sao chép tất cả</translation>
    </message>
    <message>
        <source>Close the details</source>
        <translation>Đóng phần chi tiết</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Chi tiết</translation>
    </message>
    <message>
        <source>Found at this place</source>
        <translation>Các đối tượng tại chỗ này</translation>
    </message>
    <message>
        <source>{count} things are here</source>
        <translation>Ở đây có {count} đối tượng</translation>
    </message>
    <message>
        <source>Copy selection</source>
        <translation>Sao chép phần chọn</translation>
    </message>
    <message>
        <source>Copy value</source>
        <translation>Sao chép giá trị</translation>
    </message>
    <message>
        <source>Copy row</source>
        <translation>Sao chép dòng</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Chọn tất cả</translation>
    </message>
</context>
<context>
    <name>dialogs</name>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Hủy</translation>
    </message>
    <message>
        <source>the same if left empty</source>
        <translation>để trống thì như tiếng Việt</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>The coordinates are in this system</source>
        <translation>Tọa độ đúng là thuộc hệ này</translation>
    </message>
    <message>
        <source>The datum shift between VN-2000 and WGS 84 was left out (about 224 m)</source>
        <translation>Đã bỏ qua phép chuyển giữa VN-2000 và WGS 84 (lệch khoảng 224 m)</translation>
    </message>
    <message>
        <source>The scale 0.9996 of UTM was used in a 3° zone instead of 0.9999 (about 690 m)</source>
        <translation>Đã dùng hệ số tỷ lệ 0,9996 của UTM cho múi 3° thay vì 0,9999 (lệch khoảng 690 m)</translation>
    </message>
    <message>
        <source>The file names the central meridian of another province</source>
        <translation>Tệp ghi kinh tuyến trục của tỉnh khác</translation>
    </message>
    <message>
        <source>X and Y are exchanged: Vietnamese tables give X as the northing</source>
        <translation>X và Y bị đổi chỗ: bảng tọa độ Việt Nam ghi X là hướng bắc</translation>
    </message>
    <message>
        <source>The coordinates are degrees, not metres</source>
        <translation>Tọa độ tính bằng độ, không phải mét</translation>
    </message>
    <message>
        <source>The coordinates are WGS 84 / UTM, not VN-2000</source>
        <translation>Tọa độ thuộc WGS 84 / UTM, không phải VN-2000</translation>
    </message>
    <message>
        <source>The degrees are of VN-2000, not of WGS 84 (about 224 m)</source>
        <translation>Kinh độ, vĩ độ thuộc VN-2000, không phải WGS 84 (lệch khoảng 224 m)</translation>
    </message>
    <message>
        <source>The coordinates are in another system than the file says</source>
        <translation>Tọa độ thuộc hệ khác với hệ ghi trong tệp</translation>
    </message>
    <message>
        <source>{mistake}.</source>
        <translation>{mistake}.</translation>
    </message>
    <message>
        <source>{mistake}; it then lies {distance} from Cao Bằng.</source>
        <translation>{mistake}; khi đó lớp cách Cao Bằng {distance}.</translation>
    </message>
    <message>
        <source>{mistake}; {share} of its points then lie on what the map shows.</source>
        <translation>{mistake}; khi đó {share} số điểm trùng với những gì có trên bản đồ.</translation>
    </message>
    <message>
        <source>{mistake}; it then lies {distance} from what the map shows.</source>
        <translation>{mistake}; khi đó lớp cách những gì có trên bản đồ {distance}.</translation>
    </message>
    <message>
        <source>The file says {crs}: a VN-2000 zone without its datum shift or with the scale of UTM, which is a common mistake.</source>
        <translation>Tệp ghi {crs}: múi VN-2000 nhưng thiếu phép chuyển hệ hoặc dùng hệ số tỷ lệ của UTM, một lỗi thường gặp.</translation>
    </message>
    <message>
        <source>It lies outside the area where {crs} is used.</source>
        <translation>Lớp nằm ngoài khu vực dùng {crs}.</translation>
    </message>
    <message>
        <source>The file says WGS 84, but with meridian and scale of {zone} ({code}): the datum VN-2000 was probably lost when it was written. If so, it lies {distance} from its place.</source>
        <translation>Tệp ghi WGS 84, nhưng với kinh tuyến trục và hệ số tỷ lệ của {zone} ({code}): có lẽ hệ quy chiếu VN-2000 đã bị mất khi ghi tệp. Nếu vậy, dữ liệu nằm lệch {distance} so với vị trí đúng.</translation>
    </message>
    <message>
        <source>If it is VN-2000, give --crs {code} (convert: --from-crs {code}), or choose {code} in the window.</source>
        <translation>Nếu đúng là VN-2000, hãy thêm --crs {code} (lệnh convert: --from-crs {code}), hoặc chọn {code} trong cửa sổ.</translation>
    </message>
    <message>
        <source>In {crs}, as the file says, it lies far from Vietnam; its figures are those of VN-2000.</source>
        <translation>Theo {crs} ghi trong tệp thì lớp nằm xa Việt Nam; các trị số tọa độ lại là của VN-2000.</translation>
    </message>
    <message>
        <source>Give the right system with --crs EPSG:n.</source>
        <translation>Hãy cho biết hệ đúng bằng --crs EPSG:n.</translation>
    </message>
    <message>
        <source>Likely: {candidates} Give the right one with --crs.</source>
        <translation>Có thể là: {candidates} Hãy cho biết hệ đúng bằng --crs.</translation>
    </message>
    <message>
        <source>Looking for the right position</source>
        <translation>Đang tìm vị trí đúng</translation>
    </message>
    <message>
        <source>{name} is read anew in the chosen system.</source>
        <translation>{name} được đọc lại theo hệ đã chọn.</translation>
    </message>
    <message>
        <source>Small map</source>
        <translation>Bản đồ nhỏ</translation>
    </message>
    <message>
        <source>Nothing to show</source>
        <translation>Không có gì để hiển thị</translation>
    </message>
</context>
<context>
    <name>empty plan</name>
    <message>
        <source>Open or drop files here</source>
        <translation>Mở hoặc kéo thả tệp vào đây</translation>
    </message>
    <message>
        <source>Roads, rivers, parcels, images: Shapefile, DXF, MapInfo, GeoJSON, KML, Excel, GeoTIFF and others become layers of this plan.</source>
        <translation>Tuyến đường, sông, thửa đất, ảnh: Shapefile, DXF, MapInfo, GeoJSON, KML, Excel, GeoTIFF và các định dạng khác sẽ thành lớp của đồ án này.</translation>
    </message>
    <message>
        <source>Open files…</source>
        <translation>Mở tệp…</translation>
    </message>
</context>
<context>
    <name>errors</name>
    <message>
        <source>It is a file; a series needs the name of a folder.</source>
        <translation>Đó là một tệp; bộ nhiều tờ cần tên thư mục.</translation>
    </message>
    <message>
        <source>The work failed: {reason}</source>
        <translation>Không thực hiện được: {reason}</translation>
    </message>
    <message>
        <source>{path} cannot be used: {reason}</source>
        <translation>Không dùng được {path}: {reason}</translation>
    </message>
    <message>
        <source>{path} has no parcels among the rows that the layer takes: {conditions}. Choose other rows, or open the whole table.</source>
        <translation>Trong các dòng mà lớp lấy từ {path} ({conditions}) không có thửa đất nào. Hãy chọn các dòng khác, hoặc mở toàn bộ bảng.</translation>
    </message>
    <message>
        <source>“{layer}” is so large that only what the map shows is read, and this needs all of it. Keep what is needed in a smaller table or a file.</source>
        <translation>Lớp “{layer}” quá lớn nên chỉ đọc phần bản đồ đang hiển thị, trong khi việc này cần toàn bộ lớp. Hãy đưa phần cần dùng vào bảng nhỏ hơn hoặc tệp.</translation>
    </message>
    <message>
        <source>{table} has no column “{column}”, by which its rows are chosen or told apart. It has: {known}. Open the table again, and choose its rows anew.</source>
        <translation>{table} không có cột “{column}” dùng để chọn hoặc phân biệt các dòng. Bảng có: {known}. Hãy mở lại bảng và chọn lại các dòng.</translation>
    </message>
    <message>
        <source>The rows of {table} cannot be told apart: it is a view, and says something else of them each time it is asked. Name a column of values that are all different (&amp;key=COLUMN), or have a table made of it.</source>
        <translation>Không phân biệt được các dòng của {table}: đây là khung nhìn (view) và mỗi lần hỏi lại cho giá trị khác. Hãy nêu một cột có các giá trị khác nhau hoàn toàn (&amp;key=COLUMN), hoặc nhờ tạo một bảng từ nó.</translation>
    </message>
    <message>
        <source>{table} is a view in which several rows are alike: they have the same key, or say the same in all columns. Have one row a parcel made in the database, or name a column of values that are all different (&amp;key=COLUMN).</source>
        <translation>{table} là khung nhìn (view) có nhiều dòng giống nhau: cùng khóa, hoặc giống nhau ở mọi cột. Hãy nhờ làm cho mỗi thửa đất chỉ có một dòng trong cơ sở dữ liệu, hoặc nêu một cột có các giá trị khác nhau hoàn toàn (&amp;key=COLUMN).</translation>
    </message>
    <message>
        <source>{path} does not exist. Check the name and the folder.</source>
        <translation>{path} không tồn tại. Hãy kiểm tra tên tệp và thư mục.</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}</source>
        <translation>Không đọc được {path}: {reason}</translation>
    </message>
    <message>
        <source>{path} is in a format planviewer does not read. It reads: {known}.</source>
        <translation>planviewer không đọc được định dạng của {path}. Các định dạng đọc được: {known}.</translation>
    </message>
    <message>
        <source>{path} is {format}, which planviewer does not read. {advice}</source>
        <translation>{path} là {format}, planviewer không đọc được. {advice}</translation>
    </message>
    <message>
        <source>{path} does not name a format planviewer writes. Write one of: {known}.</source>
        <translation>Tên {path} không ứng với định dạng planviewer ghi được. Hãy dùng một trong các đuôi: {known}.</translation>
    </message>
    <message>
        <source>{path} could not be written: {reason} Nothing was changed there.</source>
        <translation>Không ghi được {path}: {reason} Dữ liệu ở đó vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>The plan {plan} names {path}, which lies outside the plan&apos;s folder. Copy the file into the folder and name it from there.</source>
        <translation>Đồ án {plan} dùng tệp {path} nằm ngoài thư mục của đồ án. Hãy chép tệp vào thư mục đó rồi ghi lại đường dẫn trong đồ án.</translation>
    </message>
    <message>
        <source>{path} has no layer “{sublayer}”. It has: {known}.</source>
        <translation>{path} không có lớp “{sublayer}”. Các lớp hiện có: {known}.</translation>
    </message>
    <message>
        <source>{path} holds {count} layers. Choose the ones you need.</source>
        <translation>{path} có {count} lớp. Hãy chọn những lớp cần dùng.</translation>
    </message>
    <message>
        <source>“{encoding}” is not a text encoding known here. Known are, for example, UTF-8, cp1258 and ISO-8859-1.</source>
        <translation>Chương trình không biết bảng mã “{encoding}”. Hãy dùng ví dụ UTF-8, cp1258 hoặc ISO-8859-1.</translation>
    </message>
    <message>
        <source>{path} is an image that does not say where on the ground it lies. Georeference it in another program and save it as GeoTIFF, or put its world file (.tfw) beside it.</source>
        <translation>{path} là ảnh không cho biết vị trí trên thực địa. Hãy nắn tọa độ bằng chương trình khác rồi lưu thành GeoTIFF, hoặc đặt tệp tọa độ (.tfw) bên cạnh ảnh.</translation>
    </message>
    <message>
        <source>{path} is not a valid plan: at {where}: {reason}</source>
        <translation>{path} không phải là đồ án hợp lệ; tại {where}: {reason}</translation>
    </message>
    <message>
        <source>The plan has no layer “{layer}”. It has: {known}.</source>
        <translation>Đồ án không có lớp “{layer}”. Các lớp hiện có: {known}.</translation>
    </message>
    <message>
        <source>The plan has no site “{site}”. It has: {known}.</source>
        <translation>Đồ án không có dự án “{site}”. Các dự án hiện có: {known}.</translation>
    </message>
    <message>
        <source>The plan has no zone “{zone}”. It has: {known}.</source>
        <translation>Đồ án không có vùng “{zone}”. Các vùng hiện có: {known}.</translation>
    </message>
    <message>
        <source>The place of the site “{site}” is not known yet. Place it on the map first.</source>
        <translation>Chưa xác định vị trí của dự án “{site}”. Hãy đặt dự án lên bản đồ trước.</translation>
    </message>
    <message>
        <source>{path} does not say its coordinate system. Give it with --crs EPSG:n. Likely: {candidates}.</source>
        <translation>{path} không ghi hệ tọa độ. Hãy chỉ rõ bằng --crs EPSG:n. Có thể là: {candidates}.</translation>
    </message>
    <message>
        <source>“{crs}” is not a coordinate system known here. Write it as EPSG:n, e.g. EPSG:9210.</source>
        <translation>Chương trình không biết hệ tọa độ “{crs}”. Hãy viết dạng EPSG:n, ví dụ EPSG:9210.</translation>
    </message>
    <message>
        <source>{what} cannot be measured in {crs}, whose unit is not the metre on the ground. Use a VN-2000 system such as EPSG:9210.</source>
        <translation>{what}: không thể tính trong {crs}, vì đơn vị của hệ này không phải là mét trên thực địa. Hãy dùng một hệ VN-2000, ví dụ EPSG:9210.</translation>
    </message>
    <message>
        <source>No sure transformation from {source} to {target} is known; nothing was moved.</source>
        <translation>Không có phép chuyển tọa độ đáng tin cậy từ {source} sang {target}; mọi tọa độ vẫn giữ nguyên.</translation>
    </message>
    <message>
        <source>The coordinates in {path} cannot be in {crs}. Give the right system with --crs EPSG:n.</source>
        <translation>Tọa độ trong {path} không thể thuộc {crs}. Hãy chỉ rõ hệ đúng bằng --crs EPSG:n.</translation>
    </message>
    <message>
        <source>The zone “{zone}” cannot be computed: {reason}</source>
        <translation>Không tính được vùng “{zone}”: {reason}</translation>
    </message>
    <message>
        <source>The zone “{zone}” has no line to start from: the layer “{layer}” holds no line that matches the rule. Check the layer and the filter.</source>
        <translation>Vùng “{zone}” không có tuyến gốc: lớp “{layer}” không có tuyến nào khớp với quy tắc. Hãy kiểm tra lớp và điều kiện lọc.</translation>
    </message>
    <message>
        <source>The area is too large for a sheet: it would need 1:{scale}, and the smallest scale is 1:{smallest}. Zoom in, or choose a smaller area.</source>
        <translation>Khu vực quá lớn so với một tờ: cần tỷ lệ 1:{scale}, trong khi tỷ lệ nhỏ nhất là 1:{smallest}. Hãy phóng to bản đồ hoặc chọn khu vực nhỏ hơn.</translation>
    </message>
    <message>
        <source>What is asked for does not fit the sheet at 1:{scale}. Take 1:{fitting}, a larger paper or a smaller area.</source>
        <translation>Ở tỷ lệ 1:{scale}, phạm vi cần in không vừa trang giấy. Hãy chọn 1:{fitting}, khổ giấy lớn hơn hoặc phạm vi nhỏ hơn.</translation>
    </message>
    <message>
        <source>1:{scale} is no scale for a sheet. Give a number from {lowest} to {highest}, e.g. 2000 for 1:2000.</source>
        <translation>Trang in không dùng được tỷ lệ 1:{scale}. Hãy cho một số từ {lowest} đến {highest}, ví dụ 2000 cho tỷ lệ 1:2000.</translation>
    </message>
    <message>
        <source>A picture of this paper with {dpi} dpi cannot be made. Take from {lowest} to {highest} dpi, or write a PDF, which is sharp at any size.</source>
        <translation>Không tạo được ảnh khổ giấy này ở {dpi} dpi. Hãy chọn từ {lowest} đến {highest} dpi, hoặc ghi PDF, vốn sắc nét ở mọi kích thước.</translation>
    </message>
    <message>
        <source>The font {path} is missing or broken, and a sheet needs it. Install planviewer again (in a checkout: make run).</source>
        <translation>Phông chữ {path}, cần cho trang in, bị thiếu hoặc bị hỏng. Hãy cài lại planviewer (nếu chạy từ mã nguồn: make run).</translation>
    </message>
    <message>
        <source>{path} does not name a format sheets are written in. Write one of: {known}.</source>
        <translation>Đuôi tên của {path} không ứng với định dạng nào của trang in. Hãy dùng một trong các đuôi: {known}.</translation>
    </message>
    <message>
        <source>{path} was read again and is not as asked: {what} is {found} instead of {expected}. The file was not kept.</source>
        <translation>Kiểm tra lại {path} thấy không đúng yêu cầu: {what} là {found}, lẽ ra là {expected}. Tệp này không được giữ lại.</translation>
    </message>
    <message>
        <source>This series would have {count} sheets or more; {most} are the most that are made in one go. Take a smaller scale, a larger paper or a smaller area.</source>
        <translation>Bộ này sẽ có từ {count} tờ trở lên; mỗi lần chỉ lập tối đa {most} tờ. Hãy chọn tỷ lệ nhỏ hơn, khổ giấy lớn hơn hoặc khu vực nhỏ hơn.</translation>
    </message>
    <message>
        <source>There is nothing on the sheet of {what}: no visible layer reaches into it. Show a layer, or choose another place.</source>
        <translation>Tờ {what} không có gì: không lớp nào đang hiện nằm trong khung. Hãy bật một lớp hoặc chọn vị trí khác.</translation>
    </message>
    <message>
        <source>The layer {layer} has no line to follow. Layers with lines: {known}.</source>
        <translation>Lớp {layer} không có tuyến để đi theo. Các lớp có tuyến: {known}.</translation>
    </message>
    <message>
        <source>Cadastral sheets are divided in VN-2000 with a 3° zone; the plan is in {crs}. Use a grid of sheets instead.</source>
        <translation>Mảnh bản đồ địa chính được chia trong hệ VN-2000 múi chiếu 3°; đồ án dùng {crs}. Hãy chia ô thay thế.</translation>
    </message>
    <message>
        <source>The printer {printer} did not take the sheet. See whether it is on and has paper, or save a PDF and print that.</source>
        <translation>Máy in {printer} không nhận tờ này. Hãy xem máy đã bật và còn giấy chưa, hoặc lưu PDF rồi in.</translation>
    </message>
    <message>
        <source>There is no sheet template {name}. Known: {known}.</source>
        <translation>Không có mẫu trang in {name}. Các mẫu hiện có: {known}.</translation>
    </message>
    <message>
        <source>{path} is no sheet template: {reason}. Save the template anew, or delete it.</source>
        <translation>{path} không phải mẫu trang in: {reason}. Hãy lưu lại mẫu hoặc xóa tệp này.</translation>
    </message>
    <message>
        <source>“{text}” is not a chainage on this line. Write it as Km0+100, within the line&apos;s length.</source>
        <translation>“{text}” không phải là lý trình trên tuyến này. Hãy viết dạng Km0+100, trong phạm vi chiều dài tuyến.</translation>
    </message>
    <message>
        <source>The layer has no field “{field}”. It has: {known}.</source>
        <translation>Lớp không có trường “{field}”. Các trường hiện có: {known}.</translation>
    </message>
    <message>
        <source>{path} holds no parcels: nothing in it is an area. Take the layer of parcel polygons, not of lines or points.</source>
        <translation>{path} không có thửa đất: không đối tượng nào là vùng khép kín. Hãy chọn lớp thửa đất dạng vùng, không phải đường hay điểm.</translation>
    </message>
    <message>
        <source>The parcels of {path} lie {distance} from the zones, so none can be affected. If they should meet, {crs} is not their coordinate system: give it with --crs EPSG:n.</source>
        <translation>Các thửa đất trong {path} cách các vùng {distance}, nên không thửa nào bị ảnh hưởng. Nếu lẽ ra chúng phải giao nhau thì {crs} không phải hệ tọa độ của tệp: hãy chỉ rõ bằng --crs EPSG:n.</translation>
    </message>
    <message>
        <source>The plan {plan} has no zones, so there is nothing that could take land.</source>
        <translation>Đồ án {plan} không có vùng thu hồi đất nào, nên không có gì để tính.</translation>
    </message>
    <message>
        <source>Neither the command nor the plan {plan} says which layer holds the parcels. Name it with --parcels FILE.</source>
        <translation>Cả lệnh lẫn đồ án {plan} đều không cho biết lớp nào là thửa đất. Hãy chỉ rõ bằng --parcels TỆP.</translation>
    </message>
    <message>
        <source>The affected and the remaining area of parcel {parcel} do not make its area: {missing} m² are unaccounted for. No figures are given; mend the parcel&apos;s boundary.</source>
        <translation>Diện tích bị ảnh hưởng và diện tích còn lại của thửa {parcel} cộng lại không bằng diện tích thửa: lệch {missing} m². Chương trình không đưa ra số liệu; hãy sửa ranh giới thửa.</translation>
    </message>
    <message>
        <source>The certificate of {path} cannot be read: {reason}</source>
        <translation>Không đọc được chứng nhận số liệu của {path}: {reason}</translation>
    </message>
    <message>
        <source>{path} is in degrees and lies outside Vietnam, so there is no system to measure it in. Name a metric one for that place with --plan-crs EPSG:n.</source>
        <translation>{path} dùng đơn vị độ và nằm ngoài Việt Nam, nên chưa có hệ tọa độ để đo. Hãy chỉ rõ một hệ tính bằng mét cho nơi đó bằng --plan-crs EPSG:n.</translation>
    </message>
    <message>
        <source>The parts of {zone} by chainage do not make the zone: {missing} m² are unaccounted for. No figures are given; look for a line that lies on itself.</source>
        <translation>Các phần theo lý trình của {zone} không khớp với cả vùng: {missing} m² không giải trình được. Không đưa ra số liệu; hãy tìm chỗ tuyến nằm đè lên chính nó.</translation>
    </message>
    <message>
        <source>A step of {step} m divides the line into too many parts. Take a longer step.</source>
        <translation>Mỗi đoạn {step} m chia tuyến thành quá nhiều phần. Hãy chọn đoạn dài hơn.</translation>
    </message>
    <message>
        <source>What the two alternatives share and what only one has do not make them: {missing} m² are unaccounted for. No figures are given.</source>
        <translation>Phần chung và phần riêng của hai phương án không khớp với từng phương án: {missing} m² không giải trình được. Không đưa ra số liệu.</translation>
    </message>
    <message>
        <source>{path} was not written: the zones differ from those in the plan file, and a certificate speaks of that file. Save the plan and export again.</source>
        <translation>Chưa ghi {path}: các vùng khác với tệp đồ án, mà chứng nhận số liệu dựa vào tệp đó. Hãy lưu đồ án rồi xuất lại.</translation>
    </message>
    <message>
        <source>The coordinates in {path} cannot be in {crs}, but can with X and Y exchanged. Give --swap-xy, or the right system with --crs EPSG:n.</source>
        <translation>Tọa độ trong {path} không thể thuộc {crs}, nhưng hợp lý nếu đổi chỗ X và Y. Hãy thêm --swap-xy, hoặc cho đúng hệ tọa độ bằng --crs EPSG:n.</translation>
    </message>
    <message>
        <source>The database {server} cannot be used: {reason}</source>
        <translation>Không dùng được cơ sở dữ liệu {server}: {reason}</translation>
    </message>
    <message>
        <source>The database address is not valid: {reason} Write it as postgresql://USER@HOST:PORT/DATABASE?table=SCHEMA.TABLE.</source>
        <translation>Địa chỉ cơ sở dữ liệu không hợp lệ: {reason} Hãy viết theo dạng postgresql://USER@HOST:PORT/DATABASE?table=SCHEMA.TABLE.</translation>
    </message>
    <message>
        <source>A database address must not hold the password. Keep it in the system&apos;s keyring, in the file .pgpass (PGPASSFILE) or in PGPASSWORD.</source>
        <translation>Không được ghi mật khẩu trong địa chỉ cơ sở dữ liệu. Hãy lưu mật khẩu trong kho khóa của hệ thống, trong tệp .pgpass (PGPASSFILE) hoặc trong biến PGPASSWORD.</translation>
    </message>
    <message>
        <source>The database {server} does not answer: {reason} Check the address and network.</source>
        <translation>Cơ sở dữ liệu {server} không trả lời: {reason} Hãy kiểm tra địa chỉ và mạng.</translation>
    </message>
    <message>
        <source>The database {server} asks for a password, and there is none or a wrong one. Keep it in the file .pgpass (PGPASSFILE), in PGPASSWORD, or in the keyring under planviewer, {name}.</source>
        <translation>Cơ sở dữ liệu {server} yêu cầu mật khẩu nhưng chưa có hoặc mật khẩu sai. Hãy lưu trong tệp .pgpass (PGPASSFILE), trong biến PGPASSWORD, hoặc trong kho khóa dưới tên planviewer, {name}.</translation>
    </message>
    <message>
        <source>The database {server} has no table “{table}” with places. It has: {known}.</source>
        <translation>Cơ sở dữ liệu {server} không có bảng không gian “{table}”. Hiện có: {known}.</translation>
    </message>
    <message>
        <source>You may not read the table “{table}” of the database {server}. Ask whoever keeps the database for the right to read it.</source>
        <translation>Bạn không có quyền đọc bảng “{table}” của cơ sở dữ liệu {server}. Hãy xin người quản trị cơ sở dữ liệu cấp quyền đọc.</translation>
    </message>
    <message>
        <source>No saved connection leads to the database {server} (“{name}” in the plan), so it was not asked. If you know it, save one: menu Layer, Connect to the database.</source>
        <translation>Chưa có kết nối nào được lưu đến cơ sở dữ liệu {server} (trong đồ án là “{name}”), nên chưa đọc từ đó. Nếu bạn biết cơ sở dữ liệu này, hãy lưu kết nối: trình đơn Lớp, Kết nối cơ sở dữ liệu.</translation>
    </message>
    <message>
        <source>The frame shows more than {most} features of “{layer}”. Choose a smaller area or a larger scale, or hide the layer.</source>
        <translation>Khung bản đồ chứa hơn {most} đối tượng của lớp “{layer}”. Hãy chọn khu vực nhỏ hơn hoặc tỷ lệ lớn hơn, hoặc ẩn lớp này.</translation>
    </message>
    <message>
        <source>The database {server} would take coordinates from {source} to {target} to places {distance} from the right ones. Keep the table in {target}, or read it as a file.</source>
        <translation>Cơ sở dữ liệu {server} chuyển tọa độ từ {source} sang {target} lệch {distance} so với vị trí đúng. Hãy lưu bảng trong hệ {target}, hoặc đọc dữ liệu từ tệp.</translation>
    </message>
    <message>
        <source>The cluster at {scheduler} cannot do the work: {reason}</source>
        <translation>Cụm máy tại {scheduler} không tính được: {reason}</translation>
    </message>
    <message>
        <source>The engine dask needs the address of a cluster: --scheduler tcp://HOST:8786.</source>
        <translation>Để tính bằng dask cần địa chỉ cụm máy: --scheduler tcp://HOST:8786.</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {scheduler}. Check the address and that it runs.</source>
        <translation>Không có bộ điều phối Dask nào trả lời tại {scheduler}. Hãy kiểm tra địa chỉ và xem nó có đang chạy không.</translation>
    </message>
    <message>
        <source>The engine dask is not installed. Install it with: pip install planviewer[dask]</source>
        <translation>Chưa cài đặt dask. Hãy cài bằng lệnh: pip install planviewer[dask]</translation>
    </message>
    <message>
        <source>{path} is a part of {whole}, which is missing. Copy all parts, and open that.</source>
        <translation>{path} là một phần của {whole}, mà tệp này đang thiếu. Hãy chép đủ các phần, rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>The map sent a message planviewer does not understand ({reason}). It was ignored.</source>
        <translation>Bản đồ gửi một thông điệp mà planviewer không hiểu ({reason}). Thông điệp đã được bỏ qua.</translation>
    </message>
    <message>
        <source>The map cannot be shown: {reason}. Close planviewer and start it again; your work is kept.</source>
        <translation>Không hiện được bản đồ: {reason}. Hãy đóng rồi mở lại planviewer; công việc của bạn vẫn được giữ.</translation>
    </message>
    <message>
        <source>A part of the map could not be drawn: {reason}. Move the map to try again.</source>
        <translation>Một phần bản đồ không vẽ được: {reason}. Hãy dịch bản đồ để thử lại.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Đã hủy.</translation>
    </message>
    <message>
        <source>Something went wrong inside planviewer ({reason}). The plan is unchanged; the log in the profile folder holds the details for whoever mends it.</source>
        <translation>planviewer gặp lỗi bên trong ({reason}). Đồ án không thay đổi; nhật ký trong thư mục hồ sơ của chương trình ghi chi tiết cho người sửa lỗi.</translation>
    </message>
    <message>
        <source>There is no display to open the window on. Use --screenshot OUT.png for a picture of it.</source>
        <translation>Máy không có màn hình để mở cửa sổ. Hãy dùng --screenshot OUT.png để lấy ảnh cửa sổ.</translation>
    </message>
    <message>
        <source>The map cannot be shown to root, whom its sandbox does not protect. Start planviewer as an ordinary user; in a container, set QTWEBENGINE_DISABLE_SANDBOX=1.</source>
        <translation>Không hiển thị được bản đồ khi chạy bằng quyền root, vì cơ chế cách ly của bản đồ không hoạt động. Hãy mở planviewer bằng người dùng thường; trong container, hãy đặt QTWEBENGINE_DISABLE_SANDBOX=1.</translation>
    </message>
    <message>
        <source>{path} was not written: the map was not complete within a minute. Try again.</source>
        <translation>Chưa ghi được {path}: sau một phút bản đồ vẫn chưa vẽ xong. Hãy thử lại.</translation>
    </message>
    <message>
        <source>Errors found: {count}, the first in {path}. Mend what is listed and check again.</source>
        <translation>Có {count} lỗi, lỗi đầu tiên ở {path}. Hãy sửa những lỗi đã liệt kê rồi kiểm tra lại.</translation>
    </message>
    <message>
        <source>{what} has nothing that could be shown on a map.</source>
        <translation>{what} không có gì để thể hiện trên bản đồ.</translation>
    </message>
    <message>
        <source>The clipboard holds nothing that can be put on the map. Copy files, GeoJSON, WKT, KML or a table with headings such as X and Y.</source>
        <translation>Bộ nhớ tạm không có gì đưa được lên bản đồ. Hãy sao chép tệp, GeoJSON, WKT, KML hoặc bảng có tiêu đề cột như X và Y.</translation>
    </message>
    <message>
        <source>{path} holds several layers, and {target} can hold one. Name it with --sublayer: {known}.</source>
        <translation>{path} có nhiều lớp, còn {target} chỉ chứa được một. Hãy nêu tên lớp bằng --sublayer: {known}.</translation>
    </message>
    <message>
        <source>{path} would be in a format that is always in WGS 84 (EPSG:4326), not in {crs}. Write a GPKG to keep {crs}.</source>
        <translation>{path} thuộc định dạng luôn dùng WGS 84 (EPSG:4326), không dùng {crs}. Hãy ghi GPKG để giữ {crs}.</translation>
    </message>
    <message>
        <source>It exists already. Choose it in the list to replace it.</source>
        <translation>Tệp đã có. Hãy chọn nó trong danh sách để ghi đè.</translation>
    </message>
</context>
<context>
    <name>file</name>
    <message>
        <source>Plans and map files</source>
        <translation>Đồ án và tệp bản đồ</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Mọi tệp</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Mở</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>Lưu thành</translation>
    </message>
    <message>
        <source>Export the layer</source>
        <translation>Xuất lớp</translation>
    </message>
    <message>
        <source>Exporting {name}</source>
        <translation>Đang xuất {name}</translation>
    </message>
    <message>
        <source>Saved: {path}. {lost}</source>
        <translation>Đã lưu: {path}. {lost}</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>Tệp nén</translation>
    </message>
    <message>
        <source>Field package</source>
        <translation>Gói thực địa</translation>
    </message>
    <message>
        <source>Writing the field package</source>
        <translation>Đang ghi gói thực địa</translation>
    </message>
    <message>
        <source>Images are not part of the page: {titles}</source>
        <translation>Trang web không kèm các ảnh: {titles}</translation>
    </message>
    <message>
        <source>Layers that were not read are empty in it: {titles}</source>
        <translation>Các lớp chưa đọc được nên không có dữ liệu trong đó: {titles}</translation>
    </message>
    <message>
        <source>Tables shown by view were left out: {titles}</source>
        <translation>Các bảng chỉ đọc theo khung nhìn không được đưa vào: {titles}</translation>
    </message>
    <message>
        <source>The plan is saved, but without these files, which were not found: {files}. Put them back and save again.</source>
        <translation>Đã lưu đồ án, nhưng thiếu các tệp sau vì không tìm thấy: {files}. Hãy đặt lại các tệp này rồi lưu lần nữa.</translation>
    </message>
    <message>
        <source>Plans</source>
        <translation>Đồ án</translation>
    </message>
    <message>
        <source>Saved as your own copy: {path}. It opens from now on.</source>
        <translation>Đã lưu thành bản riêng của bạn: {path}. Từ nay chương trình mở bản này.</translation>
    </message>
    <message>
        <source>Saved: {path}</source>
        <translation>Đã lưu: {path}</translation>
    </message>
    <message>
        <source>Save the snapshot map</source>
        <translation>Lưu bản đồ trích</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Pasted</source>
        <translation>Đã dán</translation>
    </message>
    <message>
        <source>Writing the snapshot map</source>
        <translation>Đang ghi bản đồ trích</translation>
    </message>
    <message>
        <source>Share as a web page</source>
        <translation>Chia sẻ thành trang web</translation>
    </message>
    <message>
        <source>Web page</source>
        <translation>Trang web</translation>
    </message>
    <message>
        <source>Writing the web page</source>
        <translation>Đang ghi trang web</translation>
    </message>
</context>
<context>
    <name>layer properties</name>
    <message>
        <source>Give the group a title.</source>
        <translation>Hãy đặt tên cho nhóm.</translation>
    </message>
    <message>
        <source>Group of layers</source>
        <translation>Nhóm lớp</translation>
    </message>
    <message>
        <source>The title stands in the list of layers and in legends.</source>
        <translation>Tên nhóm có trong danh sách lớp và chú giải.</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không nhóm</translation>
    </message>
    <message>
        <source>new group…</source>
        <translation>nhóm mới…</translation>
    </message>
    <message>
        <source>Give the layer a title.</source>
        <translation>Hãy đặt tên cho lớp.</translation>
    </message>
    <message>
        <source>Give the new group a name.</source>
        <translation>Hãy đặt tên cho nhóm mới.</translation>
    </message>
    <message>
        <source>Say where the layer comes from.</source>
        <translation>Hãy ghi nguồn của lớp.</translation>
    </message>
    <message>
        <source>Write the date as day/month/year.</source>
        <translation>Hãy ghi ngày theo dạng ngày/tháng/năm.</translation>
    </message>
    <message>
        <source>Write the accuracy as metres, e.g. 0.5.</source>
        <translation>Hãy ghi độ chính xác bằng mét, ví dụ 0,5.</translation>
    </message>
    <message>
        <source>The zone is computed from “{line}”, which is only schematic.</source>
        <translation>Vùng này được tính từ “{line}”, vốn chỉ là sơ đồ.</translation>
    </message>
    <message>
        <source>Map, sheets and exports will say that it is schematic.</source>
        <translation>Bản đồ, bản đồ trích và tệp xuất ra sẽ ghi rõ đây là sơ đồ.</translation>
    </message>
    <message>
        <source>What is left empty is shown as not known.</source>
        <translation>Mục để trống sẽ được ghi là chưa rõ.</translation>
    </message>
    <message>
        <source>Layer properties</source>
        <translation>Thuộc tính lớp</translation>
    </message>
    <message>
        <source>They go with the layer to details, legends, sheets and exports.</source>
        <translation>Các thuộc tính này đi theo lớp vào phần chi tiết, chú giải, bản đồ trích và tệp xuất ra.</translation>
    </message>
    <message>
        <source>Source (Vietnamese)</source>
        <translation>Nguồn (tiếng Việt)</translation>
    </message>
    <message>
        <source>Source (English, optional)</source>
        <translation>Nguồn (tiếng Anh, không bắt buộc)</translation>
    </message>
    <message>
        <source>Accuracy in words (Vietnamese, optional)</source>
        <translation>Độ chính xác bằng lời (không bắt buộc)</translation>
    </message>
    <message>
        <source>Accuracy in words (English, optional)</source>
        <translation>Độ chính xác bằng lời (tiếng Anh)</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>Name of the new group</source>
        <translation>Tên nhóm mới</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Date (day/month/year)</source>
        <translation>Ngày (ngày/tháng/năm)</translation>
    </message>
    <message>
        <source>Accuracy, ± metres</source>
        <translation>Độ chính xác, ± mét</translation>
    </message>
</context>
<context>
    <name>layers</name>
    <message>
        <source>Shown by view: what the map shows is read</source>
        <translation>Đọc theo khung nhìn: phần bản đồ đang hiển thị</translation>
    </message>
    <message>
        <source>Shown by view, not all of it: zoom in to see all</source>
        <translation>Đọc theo khung nhìn, chưa đủ: phóng to để xem đầy đủ</translation>
    </message>
    <message>
        <source>Chosen: {count} of {total}</source>
        <translation>Đã chọn: {count} trong {total}</translation>
    </message>
    <message>
        <source>Choose layers</source>
        <translation>Chọn lớp</translation>
    </message>
    <message>
        <source>Which layers of {file} shall be added?</source>
        <translation>Thêm những lớp nào của {file}?</translation>
    </message>
    <message>
        <source>The file holds many. You can open it again for others.</source>
        <translation>Tệp có nhiều lớp. Có thể mở lại tệp để lấy lớp khác.</translation>
    </message>
    <message>
        <source>Part of a name</source>
        <translation>Một phần của tên</translation>
    </message>
    <message>
        <source>Layers of the file</source>
        <translation>Các lớp trong tệp</translation>
    </message>
    <message>
        <source>Tick all shown</source>
        <translation>Chọn hết các lớp đang hiện</translation>
    </message>
    <message>
        <source>Untick all shown</source>
        <translation>Bỏ chọn các lớp đang hiện</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>This layer has no features, so there is nothing to style.</source>
        <translation>Lớp này không có đối tượng nào nên chưa có gì để chọn kiểu.</translation>
    </message>
    <message>
        <source>This layer has no features, so there is nothing to export.</source>
        <translation>Lớp này không có đối tượng nên không có gì để xuất.</translation>
    </message>
    <message>
        <source>This layer is still being read. Try again in a moment.</source>
        <translation>Lớp này đang được đọc. Hãy thử lại sau giây lát.</translation>
    </message>
    <message>
        <source>Loading …</source>
        <translation>Đang tải …</translation>
    </message>
    <message>
        <source>Opacity</source>
        <translation>Độ đậm</translation>
    </message>
    <message>
        <source>Opacity of the layer</source>
        <translation>Độ đậm của lớp</translation>
    </message>
    <message>
        <source>Choose a layer</source>
        <translation>Chọn một lớp</translation>
    </message>
    <message>
        <source>Zoom to the layer</source>
        <translation>Phóng đến lớp</translation>
    </message>
    <message>
        <source>Style…</source>
        <translation>Kiểu hiển thị…</translation>
    </message>
    <message>
        <source>About the layer</source>
        <translation>Thông tin về lớp</translation>
    </message>
    <message>
        <source>Move up</source>
        <translation>Đưa lên</translation>
    </message>
    <message>
        <source>Move down</source>
        <translation>Đưa xuống</translation>
    </message>
    <message>
        <source>Remove from the plan</source>
        <translation>Bỏ khỏi đồ án</translation>
    </message>
    <message>
        <source>not readable</source>
        <translation>không đọc được</translation>
    </message>
    <message>
        <source>loading</source>
        <translation>đang tải</translation>
    </message>
    <message>
        <source>Layers of the plan</source>
        <translation>Các lớp của đồ án</translation>
    </message>
    <message>
        <source>Export layer…</source>
        <translation>Xuất lớp…</translation>
    </message>
    <message>
        <source>No layers yet. Open a file or drop one on the window.</source>
        <translation>Chưa có lớp nào. Hãy mở một tệp hoặc thả tệp vào cửa sổ.</translation>
    </message>
    <message>
        <source>Edit zone…</source>
        <translation>Sửa vùng thu hồi…</translation>
    </message>
    <message>
        <source>New zone beside this line…</source>
        <translation>Vùng thu hồi mới dọc tuyến này…</translation>
    </message>
    <message>
        <source>Image, {width} × {height} px</source>
        <translation>Ảnh, {width} × {height} điểm ảnh</translation>
    </message>
    <message>
        <source>{count} features</source>
        <translation>{count} đối tượng</translation>
    </message>
    <message>
        <source>Status: {word}</source>
        <translation>Tình trạng: {word}</translation>
    </message>
    <message>
        <source>Source: {source}</source>
        <translation>Nguồn: {source}</translation>
    </message>
    <message>
        <source>Date: {date}</source>
        <translation>Ngày: {date}</translation>
    </message>
    <message>
        <source>Accuracy: {accuracy}</source>
        <translation>Độ chính xác: {accuracy}</translation>
    </message>
    <message>
        <source>Needed by {zones}, which is computed from it</source>
        <translation>Cần giữ: {zones} được tính từ lớp này</translation>
    </message>
    <message>
        <source>Needed for the list of sites: menu Sites, “No sites layer” lets it go</source>
        <translation>Cần cho danh sách dự án: trình đơn Dự án, “Không dùng lớp dự án” để bỏ</translation>
    </message>
</context>
<context>
    <name>map</name>
    <message>
        <source>SCHEMATIC – positions are not approved or surveyed; do not measure</source>
        <translation>SƠ ĐỒ – vị trí chưa được duyệt, chưa đo đạc; không dùng để đo</translation>
    </message>
    <message>
        <source>its page did not load</source>
        <translation>không tải được trang bản đồ</translation>
    </message>
    <message>
        <source>its process ended several times</source>
        <translation>tiến trình của bản đồ đã dừng nhiều lần</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Bản đồ</translation>
    </message>
    <message>
        <source>Zoom in</source>
        <translation>Phóng to</translation>
    </message>
    <message>
        <source>Zoom out</source>
        <translation>Thu nhỏ</translation>
    </message>
    <message>
        <source>Scale bar:</source>
        <translation>Thước tỷ lệ:</translation>
    </message>
</context>
<context>
    <name>measures</name>
    <message>
        <source>Chainage</source>
        <translation>Lý trình</translation>
    </message>
    <message>
        <source>Length and area</source>
        <translation>Chiều dài và diện tích</translation>
    </message>
</context>
<context>
    <name>measuring</name>
    <message>
        <source>{total}, last leg {last}</source>
        <translation>{total}, đoạn cuối {last}</translation>
    </message>
    <message>
        <source>Measured area</source>
        <translation>Diện tích đo được</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Diện tích</translation>
    </message>
    <message>
        <source>Perimeter</source>
        <translation>Chu vi</translation>
    </message>
    <message>
        <source>Measured distance</source>
        <translation>Khoảng cách đo được</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>Khoảng cách</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Kết quả</translation>
    </message>
    <message>
        <source>Legs</source>
        <translation>Các đoạn</translation>
    </message>
    <message>
        <source>On the grid of {crs}</source>
        <translation>Trên lưới chiếu {crs}</translation>
    </message>
    <message>
        <source>no area: the outline crosses itself</source>
        <translation>không có diện tích: đường biên tự cắt</translation>
    </message>
</context>
<context>
    <name>menu</name>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Tệp</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Sửa</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Xem</translation>
    </message>
    <message>
        <source>&amp;Layer</source>
        <translation>&amp;Lớp</translation>
    </message>
    <message>
        <source>Se&amp;lect</source>
        <translation>&amp;Chọn</translation>
    </message>
    <message>
        <source>&amp;Sites</source>
        <translation>&amp;Dự án</translation>
    </message>
    <message>
        <source>&amp;Zones</source>
        <translation>Vùng thu &amp;hồi</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>Trợ &amp;giúp</translation>
    </message>
</context>
<context>
    <name>messages</name>
    <message>
        <source>Close this message</source>
        <translation>Đóng thông báo này</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Cảnh báo</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Xong</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Lưu ý</translation>
    </message>
</context>
<context>
    <name>new plan</name>
    <message>
        <source>Title (Vietnamese)</source>
        <translation>Tên (tiếng Việt)</translation>
    </message>
    <message>
        <source>Title (English, optional)</source>
        <translation>Tên (tiếng Anh, không bắt buộc)</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
    <message>
        <source>Give the plan a title.</source>
        <translation>Hãy đặt tên cho đồ án.</translation>
    </message>
    <message>
        <source>New plan</source>
        <translation>Đồ án mới</translation>
    </message>
    <message>
        <source>Lengths, areas and zones are measured in the plan’s coordinate system. Files in other systems are brought to it.</source>
        <translation>Chiều dài, diện tích và các vùng được đo trong hệ tọa độ của đồ án. Tệp ở hệ khác được chuyển về hệ này.</translation>
    </message>
    <message>
        <source>Place (Vietnamese, optional)</source>
        <translation>Địa điểm (tiếng Việt, không bắt buộc)</translation>
    </message>
    <message>
        <source>Place (English, optional)</source>
        <translation>Địa điểm (tiếng Anh, không bắt buộc)</translation>
    </message>
    <message>
        <source>e.g. commune, province</source>
        <translation>ví dụ: xã, tỉnh</translation>
    </message>
    <message>
        <source>Whole plan:</source>
        <translation>Toàn đồ án:</translation>
    </message>
    <message>
        <source>where the first file lies</source>
        <translation>theo vị trí tệp đầu tiên</translation>
    </message>
    <message>
        <source>what the map shows now</source>
        <translation>theo phần bản đồ đang xem</translation>
    </message>
    <message>
        <source>Begin the plan</source>
        <translation>Lập đồ án</translation>
    </message>
    <message>
        <source>Zones, lengths and areas are computed anew on this grid; the layers stay where they are.</source>
        <translation>Các vùng, chiều dài và diện tích được tính lại trên lưới này; các lớp vẫn ở nguyên vị trí.</translation>
    </message>
    <message>
        <source>Plan properties</source>
        <translation>Thuộc tính đồ án</translation>
    </message>
    <message>
        <source>They stand on sheets, pages and packages. All can be undone.</source>
        <translation>Các thuộc tính này có trên bản đồ trích, trang web và gói thực địa. Mọi thay đổi đều hoàn tác được.</translation>
    </message>
    <message>
        <source>Take what the map shows now as the view of the whole plan</source>
        <translation>Lấy phần bản đồ đang xem làm khung nhìn toàn đồ án</translation>
    </message>
    <message>
        <source>Choose the province or the system of the plan.</source>
        <translation>Hãy chọn tỉnh, thành phố hoặc hệ tọa độ của đồ án.</translation>
    </message>
    <message>
        <source>{crs} does not measure metres on the ground. Choose a projected system.</source>
        <translation>{crs} không đo bằng mét trên mặt đất. Hãy chọn hệ tọa độ phẳng.</translation>
    </message>
    <message>
        <source>Province or coordinate system</source>
        <translation>Tỉnh, thành phố hoặc hệ tọa độ</translation>
    </message>
    <message>
        <source>{name}, central meridian {meridian}</source>
        <translation>{name}, kinh tuyến trục {meridian}</translation>
    </message>
    <message>
        <source>{code}: {name}, central meridian {meridian}, scale {scale}</source>
        <translation>{code}: {name}, kinh tuyến trục {meridian}, hệ số {scale}</translation>
    </message>
</context>
<context>
    <name>parcel-fields</name>
    <message>
        <source>Chosen twice: {columns}</source>
        <translation>Chọn hai lần: {columns}</translation>
    </message>
    <message>
        <source>Not known: {fields}. The table leaves it empty.</source>
        <translation>Chưa rõ: {fields}. Bảng sẽ để trống.</translation>
    </message>
    <message>
        <source>All that the table needs is known.</source>
        <translation>Đã đủ các trường mà bảng cần.</translation>
    </message>
    <message>
        <source>Fields of the parcels</source>
        <translation>Các trường của lớp thửa đất</translation>
    </message>
    <message>
        <source>Which column of {layer} holds what?</source>
        <translation>Cột nào của {layer} chứa gì?</translation>
    </message>
    <message>
        <source>Recognised by name. What you correct is kept for layers with the same columns.</source>
        <translation>Nhận ra theo tên. Phần bạn sửa được nhớ cho các lớp có cùng các cột.</translation>
    </message>
    <message>
        <source>Use these columns</source>
        <translation>Dùng các cột này</translation>
    </message>
    <message>
        <source>Count buildings of</source>
        <translation>Đếm công trình của</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(không có)</translation>
    </message>
    <message>
        <source>Map sheet</source>
        <translation>Tờ bản đồ</translation>
    </message>
    <message>
        <source>Parcel number</source>
        <translation>Số thửa</translation>
    </message>
    <message>
        <source>Land type</source>
        <translation>Loại đất</translation>
    </message>
    <message>
        <source>Recorded area</source>
        <translation>Diện tích theo hồ sơ</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Chủ sử dụng</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Địa chỉ</translation>
    </message>
    <message>
        <source>Kind of owner</source>
        <translation>Đối tượng sử dụng</translation>
    </message>
</context>
<context>
    <name>place site</name>
    <message>
        <source>The place appears here in both systems.</source>
        <translation>Vị trí sẽ hiện ở đây theo cả hai hệ tọa độ.</translation>
    </message>
    <message>
        <source>Place a site</source>
        <translation>Đặt vị trí dự án</translation>
    </message>
    <message>
        <source>Where is “{site}”?</source>
        <translation>“{site}” ở đâu?</translation>
    </message>
    <message>
        <source>Type the coordinates of one point of the site.</source>
        <translation>Hãy nhập tọa độ một điểm của dự án.</translation>
    </message>
    <message>
        <source>WGS 84 (GPS)</source>
        <translation>WGS 84 (GPS)</translation>
    </message>
    <message>
        <source>Place the site</source>
        <translation>Đặt vị trí</translation>
    </message>
    <message>
        <source>Swap the values</source>
        <translation>Đổi chỗ hai giá trị</translation>
    </message>
    <message>
        <source>X – northing (m)</source>
        <translation>X – tọa độ bắc (m)</translation>
    </message>
    <message>
        <source>Y – easting (m)</source>
        <translation>Y – tọa độ đông (m)</translation>
    </message>
    <message>
        <source>Latitude</source>
        <translation>Vĩ độ</translation>
    </message>
    <message>
        <source>Longitude</source>
        <translation>Kinh độ</translation>
    </message>
    <message>
        <source>X is the northing (7 digits), Y the easting (6).</source>
        <translation>X là tọa độ bắc (7 chữ số), Y là tọa độ đông (6 chữ số).</translation>
    </message>
    <message>
        <source>Latitude (about 22) comes first.</source>
        <translation>Vĩ độ (khoảng 22) đứng trước.</translation>
    </message>
    <message>
        <source>{what} cannot be read. Write it like {example}.</source>
        <translation>{what}: không đọc được. Hãy viết như {example}.</translation>
    </message>
    <message>
        <source>The two values seem to be swapped. {rule}</source>
        <translation>Hai giá trị có lẽ bị đổi chỗ. {rule}</translation>
    </message>
    <message>
        <source>{what} = {value} is not in Vietnam. Check the digits.</source>
        <translation>{what} = {value} không nằm ở Việt Nam. Hãy kiểm tra lại các chữ số.</translation>
    </message>
    <message>
        <source>This place cannot be converted.</source>
        <translation>Không chuyển đổi được tọa độ của vị trí này.</translation>
    </message>
    <message>
        <source>This is {distance} from the plan area. Is it right?</source>
        <translation>Vị trí này cách khu vực đồ án {distance}. Có đúng không?</translation>
    </message>
</context>
<context>
    <name>preview</name>
    <message>
        <source>If letters below are wrong, choose another.</source>
        <translation>Nếu chữ bên dưới bị sai, hãy chọn bảng mã khác.</translation>
    </message>
    <message>
        <source>As found out</source>
        <translation>Tự nhận biết</translation>
    </message>
    <message>
        <source>As found out: {encoding}</source>
        <translation>Tự nhận biết: {encoding}</translation>
    </message>
    <message>
        <source>Text encoding:</source>
        <translation>Bảng mã chữ:</translation>
    </message>
    <message>
        <source>Text encoding</source>
        <translation>Bảng mã chữ</translation>
    </message>
    <message>
        <source>TCVN3 – fonts .VnTime</source>
        <translation>TCVN3 – phông .VnTime</translation>
    </message>
    <message>
        <source>VNI – fonts VNI-Times</source>
        <translation>VNI – phông VNI-Times</translation>
    </message>
    <message>
        <source>cp1258 – Windows, Vietnamese</source>
        <translation>cp1258 – Windows, tiếng Việt</translation>
    </message>
    <message>
        <source>cp1252 – Windows, Western</source>
        <translation>cp1252 – Windows, Tây Âu</translation>
    </message>
    <message>
        <source>The file says so.</source>
        <translation>Tệp khai báo như vậy.</translation>
    </message>
    <message>
        <source>The format fixes it.</source>
        <translation>Định dạng tệp quy định như vậy.</translation>
    </message>
    <message>
        <source>Recognised by the bytes of the text.</source>
        <translation>Nhận biết từ các byte của chữ.</translation>
    </message>
    <message>
        <source>There are no letters that it would change.</source>
        <translation>Không có chữ nào phụ thuộc bảng mã.</translation>
    </message>
    <message>
        <source>Only supposed: neither file nor bytes tell it.</source>
        <translation>Chỉ là phỏng đoán: cả tệp lẫn các byte đều không cho biết.</translation>
    </message>
    <message>
        <source>You chose it.</source>
        <translation>Do bạn chọn.</translation>
    </message>
    <message>
        <source>Look before adding</source>
        <translation>Xem trước khi thêm</translation>
    </message>
    <message>
        <source>Add {file} to the plan?</source>
        <translation>Thêm {file} vào đồ án?</translation>
    </message>
    <message>
        <source>In which encoding is the text of “{file}”?</source>
        <translation>Chữ của “{file}” dùng bảng mã nào?</translation>
    </message>
    <message>
        <source>This is how it will be read. Look at letters and position; on the small map, thin lines are what the plan shows already.</source>
        <translation>Tệp sẽ được đọc như sau. Hãy xem chữ và vị trí; trên bản đồ nhỏ, nét mảnh là những gì đồ án đang có.</translation>
    </message>
    <message>
        <source>The values show the letters as they would be read. The file stays as it is.</source>
        <translation>Các giá trị cho thấy chữ sẽ được đọc thế nào. Tệp gốc giữ nguyên.</translation>
    </message>
    <message>
        <source>Layers of the file</source>
        <translation>Các lớp trong tệp</translation>
    </message>
    <message>
        <source>Fields with values</source>
        <translation>Các trường và giá trị</translation>
    </message>
    <message>
        <source>Tick all</source>
        <translation>Chọn tất cả</translation>
    </message>
    <message>
        <source>Untick all</source>
        <translation>Bỏ chọn tất cả</translation>
    </message>
    <message>
        <source>Choose another coordinate system…</source>
        <translation>Chọn hệ tọa độ khác…</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>Dùng</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>Thêm</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Trường</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Kiểu</translation>
    </message>
    <message>
        <source>Values</source>
        <translation>Giá trị</translation>
    </message>
    <message>
        <source>Reading anew…</source>
        <translation>Đang đọc lại…</translation>
    </message>
    <message>
        <source>Tick the layers to add.</source>
        <translation>Hãy đánh dấu các lớp cần thêm.</translation>
    </message>
    <message>
        <source>as the file says</source>
        <translation>theo tệp</translation>
    </message>
    <message>
        <source>as the format fixes it</source>
        <translation>theo quy định của định dạng</translation>
    </message>
    <message>
        <source>as you chose</source>
        <translation>theo lựa chọn của bạn</translation>
    </message>
    <message>
        <source>computed</source>
        <translation>tính toán</translation>
    </message>
    <message>
        <source>Features: {count}</source>
        <translation>Số đối tượng: {count}</translation>
    </message>
    <message>
        <source>Coordinate system: {crs} ({how})</source>
        <translation>Hệ tọa độ: {crs} ({how})</translation>
    </message>
    <message>
        <source>{problem} (features: {count})</source>
        <translation>{problem} (số đối tượng: {count})</translation>
    </message>
    <message>
        <source>yes/no</source>
        <translation>có/không</translation>
    </message>
    <message>
        <source>whole number</source>
        <translation>số nguyên</translation>
    </message>
    <message>
        <source>number</source>
        <translation>số</translation>
    </message>
    <message>
        <source>date</source>
        <translation>ngày</translation>
    </message>
    <message>
        <source>text</source>
        <translation>chữ</translation>
    </message>
</context>
<context>
    <name>problems</name>
    <message>
        <source>Problems of a layer</source>
        <translation>Lỗi của lớp</translation>
    </message>
    <message>
        <source>Problems by feature</source>
        <translation>Lỗi theo đối tượng</translation>
    </message>
    <message>
        <source>Repair the selected</source>
        <translation>Sửa các dòng đã chọn</translation>
    </message>
    <message>
        <source>Repair all that can be</source>
        <translation>Sửa tất cả lỗi sửa được</translation>
    </message>
    <message>
        <source>Problems of “{layer}”</source>
        <translation>Lỗi của “{layer}”</translation>
    </message>
    <message>
        <source>Choose a row to see the feature on the map.</source>
        <translation>Chọn một dòng để xem đối tượng trên bản đồ.</translation>
    </message>
    <message>
        <source>No problems were found.</source>
        <translation>Không thấy lỗi nào.</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>Dòng</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Lỗi</translation>
    </message>
    <message>
        <source>Can be repaired</source>
        <translation>Sửa được</translation>
    </message>
    <message>
        <source>Repair of “{layer}”</source>
        <translation>Kết quả sửa “{layer}”</translation>
    </message>
    <message>
        <source>Changed: {count} features; all areas together {area}. The repaired layer is a new file, {path}; the one handed over was not touched. Undo goes back to it.</source>
        <translation>Đã thay đổi {count} đối tượng; tổng diện tích {area}. Lớp đã sửa là tệp mới, {path}; tệp gốc giữ nguyên. Hoàn tác để quay lại tệp gốc.</translation>
    </message>
    <message>
        <source>What was done</source>
        <translation>Đã làm gì</translation>
    </message>
    <message>
        <source>Area before</source>
        <translation>Diện tích trước</translation>
    </message>
    <message>
        <source>Area after</source>
        <translation>Diện tích sau</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>Chênh lệch</translation>
    </message>
    <message>
        <source>Found: {count}, of which {mendable} can be repaired here.</source>
        <translation>Thấy {count} lỗi, trong đó {mendable} lỗi sửa được ở đây.</translation>
    </message>
    <message>
        <source>Repairing…</source>
        <translation>Đang sửa…</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>có</translation>
    </message>
    <message>
        <source>No geometry</source>
        <translation>Không có hình học</translation>
    </message>
    <message>
        <source>Empty geometry</source>
        <translation>Hình học rỗng</translation>
    </message>
    <message>
        <source>Coordinates that are no numbers</source>
        <translation>Tọa độ không phải là số</translation>
    </message>
    <message>
        <source>Coordinates out of range</source>
        <translation>Tọa độ ngoài phạm vi</translation>
    </message>
    <message>
        <source>Outline crosses itself or overlaps</source>
        <translation>Đường biên tự cắt hoặc chồng lên nhau</translation>
    </message>
    <message>
        <source>Another kind of geometry than the others</source>
        <translation>Khác loại hình học với các đối tượng còn lại</translation>
    </message>
    <message>
        <source>Geometry cannot be read</source>
        <translation>Không đọc được hình học</translation>
    </message>
    <message>
        <source>Line crosses itself</source>
        <translation>Đường tự cắt</translation>
    </message>
    <message>
        <source>Outline is not closed</source>
        <translation>Đường biên không khép kín</translation>
    </message>
    <message>
        <source>Copy of an earlier feature</source>
        <translation>Bản trùng của đối tượng trước</translation>
    </message>
    <message>
        <source>Sliver, less than 5 cm wide</source>
        <translation>Mảnh vụn, rộng chưa đến 5 cm</translation>
    </message>
    <message>
        <source>Heights or measures (Z, M)</source>
        <translation>Có độ cao hoặc trị đo (Z, M)</translation>
    </message>
    <message>
        <source>Repairing</source>
        <translation>Đang sửa</translation>
    </message>
</context>
<context>
    <name>ramp</name>
    <message>
        <source>Lake</source>
        <translation>Hồ</translation>
    </message>
    <message>
        <source>Ember</source>
        <translation>Than hồng</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>Đá xám</translation>
    </message>
    <message>
        <source>River and earth</source>
        <translation>Sông và đất</translation>
    </message>
    <message>
        <source>Distinct colours</source>
        <translation>Màu phân biệt</translation>
    </message>
</context>
<context>
    <name>reading</name>
    <message>
        <source>it is not valid JSON.</source>
        <translation>đây không phải là JSON hợp lệ.</translation>
    </message>
    <message>
        <source>the table of figures is not where it says.</source>
        <translation>bảng số liệu không nằm ở chỗ đã ghi.</translation>
    </message>
    <message>
        <source>The coordinate system is not known. Likely: {candidates}.</source>
        <translation>Chưa rõ hệ tọa độ. Có thể là: {candidates}.</translation>
    </message>
    <message>
        <source>Give it with --crs EPSG:n.</source>
        <translation>Hãy chỉ rõ bằng --crs EPSG:n.</translation>
    </message>
    <message>
        <source>The name ends in {suffix}, but the content is {format}.</source>
        <translation>Tên tệp có đuôi {suffix} nhưng nội dung là {format}.</translation>
    </message>
    <message>
        <source>The .dbf part is missing: the features have no attributes.</source>
        <translation>Thiếu phần .dbf: các đối tượng không có thuộc tính.</translation>
    </message>
    <message>
        <source>Copy all parts of the Shapefile.</source>
        <translation>Hãy chép đủ các phần của Shapefile.</translation>
    </message>
    <message>
        <source>The layer is a table without geometries.</source>
        <translation>Lớp này là bảng, không có hình học.</translation>
    </message>
    <message>
        <source>Noticed on reading: {text}</source>
        <translation>Ghi nhận khi đọc: {text}</translation>
    </message>
    <message>
        <source>Some features have no geometry; they are in the table but not on the map.</source>
        <translation>Một số đối tượng không có hình học; chúng có trong bảng nhưng không có trên bản đồ.</translation>
    </message>
    <message>
        <source>Some features have an empty geometry and cannot be drawn.</source>
        <translation>Một số đối tượng có hình học rỗng, không vẽ được.</translation>
    </message>
    <message>
        <source>Some features have coordinates that are not numbers and cannot be drawn.</source>
        <translation>Một số đối tượng có tọa độ không phải là số, không vẽ được.</translation>
    </message>
    <message>
        <source>Some outlines cross themselves or overlap; areas of them may be wrong.</source>
        <translation>Một số đường bao tự cắt hoặc chồng lên nhau; diện tích của chúng có thể sai.</translation>
    </message>
    <message>
        <source>Some features stand in the layer twice, with the same geometry and values.</source>
        <translation>Một số đối tượng có hai lần trong lớp, cùng hình học và cùng giá trị.</translation>
    </message>
    <message>
        <source>The file says {own}; it was read as {used}, as chosen.</source>
        <translation>Tệp ghi {own}; đã đọc theo {used} như bạn chọn.</translation>
    </message>
    <message>
        <source>Features lie where this coordinate system cannot have any.</source>
        <translation>Có đối tượng nằm ngoài phạm vi có thể có của hệ tọa độ này.</translation>
    </message>
    <message>
        <source>it is not GeoParquet.</source>
        <translation>đây không phải là GeoParquet.</translation>
    </message>
    <message>
        <source>Correct their coordinates, or choose the right coordinate system.</source>
        <translation>Hãy sửa tọa độ của chúng hoặc chọn đúng hệ tọa độ.</translation>
    </message>
    <message>
        <source>The layer holds no features.</source>
        <translation>Lớp không có đối tượng nào.</translation>
    </message>
    <message>
        <source>The layer mixes points, lines and areas.</source>
        <translation>Lớp lẫn cả điểm, đường và vùng.</translation>
    </message>
    <message>
        <source>Nothing to do if their place is not known yet.</source>
        <translation>Không cần làm gì nếu vị trí của chúng chưa được xác định.</translation>
    </message>
    <message>
        <source>Draw them again or delete them where the file was made.</source>
        <translation>Hãy vẽ lại hoặc xóa chúng ở nơi lập tệp.</translation>
    </message>
    <message>
        <source>Correct the coordinates where the file was made.</source>
        <translation>Hãy sửa tọa độ ở nơi lập tệp.</translation>
    </message>
    <message>
        <source>Repair the outlines before measuring with them.</source>
        <translation>Hãy sửa đường biên trước khi dùng để đo.</translation>
    </message>
    <message>
        <source>Delete the copies, or areas will be counted twice.</source>
        <translation>Hãy xóa bản trùng, nếu không diện tích sẽ bị tính hai lần.</translation>
    </message>
    <message>
        <source>the file is empty.</source>
        <translation>tệp trống.</translation>
    </message>
    <message>
        <source>it is a folder, not a file. Choose a file in it.</source>
        <translation>đây là thư mục, không phải tệp. Hãy chọn một tệp trong đó.</translation>
    </message>
    <message>
        <source>another program holds it, or you may not read it. Close it there, or ask its owner.</source>
        <translation>chương trình khác đang giữ tệp, hoặc bạn không có quyền đọc. Hãy đóng tệp ở chương trình đó, hoặc hỏi chủ tệp.</translation>
    </message>
    <message>
        <source>the system says: {text}.</source>
        <translation>hệ thống báo: {text}.</translation>
    </message>
    <message>
        <source>its text is UTF-16. Save it again as UTF-8.</source>
        <translation>nội dung tệp là UTF-16. Hãy lưu lại dạng UTF-8.</translation>
    </message>
    <message>
        <source>An outline does not end where it begins; it was closed for showing.</source>
        <translation>Có đường biên không khép kín; đã được khép lại để hiển thị.</translation>
    </message>
    <message>
        <source>no column of it says where its rows are. Name the columns X and Y, easting and northing, longitude and latitude (kinh độ, vĩ độ), or WKT.</source>
        <translation>không cột nào cho biết vị trí của các dòng. Hãy đặt tên cột là X và Y, kinh độ và vĩ độ, easting và northing, hoặc WKT.</translation>
    </message>
    <message>
        <source>reading it came to an abrupt end: it is broken, or too large for the memory. Copy it again, or divide it.</source>
        <translation>việc đọc bị ngắt đột ngột: tệp bị hỏng hoặc quá lớn so với bộ nhớ. Hãy sao chép lại, hoặc chia nhỏ tệp.</translation>
    </message>
    <message>
        <source>the archive names “{name}”, which lies outside of it. Do not trust this file; ask the sender for another.</source>
        <translation>tệp nén nêu “{name}” nằm ngoài tệp nén. Không nên tin tệp này; hãy xin người gửi tệp khác.</translation>
    </message>
    <message>
        <source>the archive is broken or cut short. Copy it again, or pack it anew.</source>
        <translation>tệp nén bị hỏng hoặc thiếu phần cuối. Hãy sao chép lại hoặc nén lại.</translation>
    </message>
    <message>
        <source>there is no room to unpack it. Make room on the disk of temporary files.</source>
        <translation>không đủ chỗ để giải nén. Hãy dọn bớt ổ đĩa chứa tệp tạm.</translation>
    </message>
    <message>
        <source>the archive has a password. Unpack it first, and open what is in it.</source>
        <translation>tệp nén có mật khẩu. Hãy giải nén trước rồi mở tệp bên trong.</translation>
    </message>
    <message>
        <source>the archive holds too many files. Unpack it first, and open what you need.</source>
        <translation>tệp nén chứa quá nhiều tệp. Hãy giải nén trước rồi mở tệp cần dùng.</translation>
    </message>
    <message>
        <source>the archive would unpack to far more than a map file needs. If you trust it, unpack it first.</source>
        <translation>tệp nén bung ra lớn hơn nhiều so với một tệp bản đồ. Nếu tin tệp này, hãy tự giải nén trước.</translation>
    </message>
    <message>
        <source>the archive holds no map file that planviewer reads; archives and images in it are not opened. Unpack it first.</source>
        <translation>tệp nén không có tệp bản đồ nào planviewer đọc được; tệp nén và ảnh bên trong không được mở. Hãy giải nén trước.</translation>
    </message>
    <message>
        <source>Some coordinates cannot be read as numbers; the rows have no place.</source>
        <translation>Một số tọa độ không đọc được thành số; các dòng đó không có vị trí.</translation>
    </message>
    <message>
        <source>Correct them in the table.</source>
        <translation>Hãy sửa trong bảng.</translation>
    </message>
    <message>
        <source>The column X holds the northing and Y the easting, as Vietnamese tables give them; they were read so.</source>
        <translation>Cột X là tọa độ Bắc, cột Y là tọa độ Đông như bảng tọa độ ở Việt Nam; đã đọc theo cách đó.</translation>
    </message>
    <message>
        <source>Arcs, circles, ellipses and splines were replaced by straight pieces; those of an arc miss it by at most 0.004 % of its radius (4 mm at 100 m).</source>
        <translation>Cung tròn, đường tròn, elip và đường cong spline được thay bằng các đoạn thẳng; với cung tròn, sai lệch không quá 0,004 % bán kính (4 mm với bán kính 100 m).</translation>
    </message>
    <message>
        <source>The features are cut at the borders of tiles and simplified for viewing.</source>
        <translation>Các đối tượng bị cắt theo mép ô ảnh và đã giản lược để xem.</translation>
    </message>
    <message>
        <source>Do not measure with them; ask for the data they were made from.</source>
        <translation>Không dùng để đo; hãy xin dữ liệu gốc.</translation>
    </message>
    <message>
        <source>The name has no ending; the content is {format}.</source>
        <translation>Tên tệp không có đuôi; nội dung là {format}.</translation>
    </message>
    <message>
        <source>The .dbf part has {rows} rows for {shapes} features: it may belong to another Shapefile, and the attributes to other features.</source>
        <translation>Phần .dbf có {rows} dòng cho {shapes} đối tượng: có thể nó thuộc Shapefile khác, và thuộc tính thuộc đối tượng khác.</translation>
    </message>
    <message>
        <source>Copy all parts of the Shapefile from where it came, at one time.</source>
        <translation>Hãy chép lại cùng một lúc tất cả các phần của Shapefile từ nơi gốc.</translation>
    </message>
    <message>
        <source>Images in it are left out; their frames are shown.</source>
        <translation>Ảnh trong tệp không được đọc; chỉ hiện khung của ảnh.</translation>
    </message>
    <message>
        <source>Open the images themselves, as GeoTIFF.</source>
        <translation>Hãy mở riêng các ảnh đó dưới dạng GeoTIFF.</translation>
    </message>
    <message>
        <source>nothing in it has a place. Look at it in the program it was made with, and save it anew.</source>
        <translation>không có gì trong đó có vị trí. Hãy xem lại bằng phần mềm đã tạo ra nó, rồi lưu lại.</translation>
    </message>
    <message>
        <source>Lines cross or touch themselves.</source>
        <translation>Có đường tự cắt hoặc tự chạm.</translation>
    </message>
    <message>
        <source>Nothing to do if they are meant so; zones along them may be wrong.</source>
        <translation>Không cần làm gì nếu đúng là như vậy; vùng dọc theo đường có thể sai.</translation>
    </message>
    <message>
        <source>Areas are only slivers, less than 5 cm wide on average.</source>
        <translation>Có vùng chỉ là mảnh vụn, rộng trung bình chưa đến 5 cm.</translation>
    </message>
    <message>
        <source>Remove them, or give them to the neighbouring area.</source>
        <translation>Hãy xóa, hoặc nhập vào vùng bên cạnh.</translation>
    </message>
    <message>
        <source>Coordinates have heights or measures (Z, M), which are not drawn.</source>
        <translation>Tọa độ có độ cao hoặc trị đo (Z, M), không được vẽ.</translation>
    </message>
    <message>
        <source>Nothing to do; repairing leaves them out.</source>
        <translation>Không cần làm gì; khi sửa sẽ bỏ đi.</translation>
    </message>
    <message>
        <source>Save it as DXF in the drawing program (Save as, AutoCAD 2007 DXF), or convert it with the free ODA File Converter, and open the DXF.</source>
        <translation>Hãy lưu thành DXF trong phần mềm vẽ (Save as, AutoCAD 2007 DXF), hoặc chuyển bằng ODA File Converter (miễn phí), rồi mở tệp DXF.</translation>
    </message>
    <message>
        <source>Save it in MicroStation as DGN v7 or DXF (File, Save as), or convert it with the free ODA File Converter, and open that.</source>
        <translation>Hãy lưu trong MicroStation thành DGN v7 hoặc DXF (File, Save as), hoặc chuyển bằng ODA File Converter (miễn phí), rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Save it as text (ASCII) DXF in the drawing program, and open that.</source>
        <translation>Hãy lưu thành DXF dạng văn bản (ASCII) trong phần mềm vẽ rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Save it as XLSX or CSV, and open that.</source>
        <translation>Hãy lưu thành XLSX hoặc CSV rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Export it as GeoPackage or File Geodatabase, and open that.</source>
        <translation>Hãy xuất thành GeoPackage hoặc File Geodatabase rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Unpack it first, and open what is in it.</source>
        <translation>Hãy giải nén trước rồi mở tệp bên trong.</translation>
    </message>
    <message>
        <source>Ask for the data it was made from, or georeference it as GeoTIFF.</source>
        <translation>Hãy xin dữ liệu gốc, hoặc nắn tọa độ thành GeoTIFF.</translation>
    </message>
    <message>
        <source>Georeference it in another program and save it as GeoTIFF.</source>
        <translation>Hãy nắn tọa độ bằng phần mềm khác và lưu thành GeoTIFF.</translation>
    </message>
    <message>
        <source>Save it as GeoTIFF in another program (Export, Save as), and open that.</source>
        <translation>Hãy lưu thành GeoTIFF bằng phần mềm khác (Xuất, Lưu thành), rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>It is a cloud of points. Save its surface as GeoTIFF, or its contour lines as DXF, and open that.</source>
        <translation>Đây là đám mây điểm. Hãy lưu bề mặt thành GeoTIFF, hoặc đường bình độ thành DXF, rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Save its table as XLSX or CSV, and open that.</source>
        <translation>Hãy lưu bảng trong đó thành XLSX hoặc CSV, rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>Copy its table in Word and paste it into the window, or save the table as XLSX.</source>
        <translation>Hãy sao chép bảng trong Word rồi dán vào cửa sổ, hoặc lưu bảng thành XLSX.</translation>
    </message>
    <message>
        <source>It is a web page, which a server may have sent in place of the file. Fetch the file anew, or copy the table from the page and paste it into the window.</source>
        <translation>Đây là trang web, có thể máy chủ đã gửi thay cho tệp. Hãy tải lại tệp, hoặc sao chép bảng trên trang rồi dán vào cửa sổ.</translation>
    </message>
    <message>
        <source>Save it as GeoJSON where it came from, and open that.</source>
        <translation>Hãy lưu thành GeoJSON ở nơi gốc, rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>It holds nothing but links to files elsewhere. Ask for the KMZ with what they lead to.</source>
        <translation>Tệp chỉ chứa liên kết tới tệp ở nơi khác. Hãy xin tệp KMZ có dữ liệu mà các liên kết dẫn tới.</translation>
    </message>
    <message>
        <source>It is a shortcut. Open what it leads to.</source>
        <translation>Đây là lối tắt. Hãy mở tệp mà nó dẫn tới.</translation>
    </message>
    <message>
        <source>It only says where an image lies. Open the image that lies beside it.</source>
        <translation>Tệp này chỉ cho biết vị trí của ảnh. Hãy mở ảnh nằm bên cạnh.</translation>
    </message>
    <message>
        <source>It is a project, which holds no data of its own. Open the files of its layers.</source>
        <translation>Đây là tệp dự án, không chứa dữ liệu. Hãy mở tệp của các lớp.</translation>
    </message>
    <message>
        <source>Arcs were replaced by straight pieces that are nowhere more than 1 mm from the arc.</source>
        <translation>Các cung tròn được thay bằng các đoạn thẳng, không chỗ nào lệch quá 1 mm so với cung.</translation>
    </message>
    <message>
        <source>Surfaces in space (TIN, polyhedral surface, triangle) were read as the areas they are made of.</source>
        <translation>Các bề mặt trong không gian (TIN, mặt đa diện, tam giác) được đọc thành các vùng hợp thành.</translation>
    </message>
    <message>
        <source>Close the outline where the file was made.</source>
        <translation>Hãy khép kín đường biên ở nơi lập tệp.</translation>
    </message>
    <message>
        <source>The geometry is broken or of a kind that cannot be shown.</source>
        <translation>Hình học bị hỏng hoặc thuộc loại không hiển thị được.</translation>
    </message>
    <message>
        <source>Repair or convert it where the file was made.</source>
        <translation>Hãy sửa hoặc chuyển đổi nó ở nơi lập tệp.</translation>
    </message>
    <message>
        <source>it holds no layer.</source>
        <translation>tệp không có lớp nào.</translation>
    </message>
    <message>
        <source>it is cut short: it announces {announced} features and holds {got}. Copy it again.</source>
        <translation>tệp không trọn vẹn: ghi là có {announced} đối tượng nhưng chỉ có {got}. Hãy chép lại tệp.</translation>
    </message>
    <message>
        <source>the file {name} that belongs to it is missing. Copy all parts of the Shapefile.</source>
        <translation>thiếu tệp {name} đi kèm. Hãy chép đủ các phần của Shapefile.</translation>
    </message>
    <message>
        <source>one feature of it is larger than 200 MB, too large to be read from text. Save it as GeoPackage where it came from, or divide it.</source>
        <translation>có một đối tượng lớn hơn 200 MB, quá lớn để đọc từ văn bản. Hãy lưu thành GeoPackage ở nơi lập tệp, hoặc chia nhỏ nó.</translation>
    </message>
    <message>
        <source>another program holds it. Close it there and try again.</source>
        <translation>chương trình khác đang giữ tệp. Hãy đóng tệp ở đó rồi thử lại.</translation>
    </message>
    <message>
        <source>it is broken or cut short. Copy it again, or save it anew where it came from.</source>
        <translation>tệp bị hỏng hoặc bị cụt. Hãy chép lại, hoặc lưu lại từ nơi gốc.</translation>
    </message>
    <message>
        <source>it is broken or cut short ({detail}). Copy it again, or save it anew where it came from.</source>
        <translation>tệp bị hỏng hoặc không trọn vẹn ({detail}). Hãy chép lại, hoặc lưu lại từ nơi đã lập tệp.</translation>
    </message>
    <message>
        <source>The table has no headings; its coordinates were recognised by their size. The other columns are named by their number.</source>
        <translation>Bảng không có dòng tiêu đề; tọa độ được nhận ra theo độ lớn. Các cột khác được đặt tên theo số thứ tự.</translation>
    </message>
    <message>
        <source>the table holds no data of its own but names other files. Open those, or save it in MapInfo as a table of its own.</source>
        <translation>bảng không chứa dữ liệu mà dẫn đến tệp khác. Hãy mở các tệp đó, hoặc lưu thành bảng riêng trong MapInfo.</translation>
    </message>
    <message>
        <source>it is a Parquet table without geometry. Save it as GeoParquet.</source>
        <translation>đây là bảng Parquet không có hình học. Hãy lưu thành GeoParquet.</translation>
    </message>
    <message>
        <source>the whole file</source>
        <translation>toàn bộ tệp</translation>
    </message>
    <message>
        <source>this value does not fit ({text}).</source>
        <translation>giá trị này không phù hợp ({text}).</translation>
    </message>
    <message>
        <source>this entry is missing.</source>
        <translation>thiếu mục này.</translation>
    </message>
    <message>
        <source>no entry of this name is known. Check the spelling.</source>
        <translation>không có mục nào tên như vậy. Hãy kiểm tra chính tả.</translation>
    </message>
    <message>
        <source>an object in braces is expected here.</source>
        <translation>ở đây cần một đối tượng trong dấu ngoặc nhọn.</translation>
    </message>
    <message>
        <source>a list in brackets is expected here.</source>
        <translation>ở đây cần một danh sách trong dấu ngoặc vuông.</translation>
    </message>
    <message>
        <source>a text is expected here, not “{input}”.</source>
        <translation>ở đây cần một chuỗi ký tự, không phải “{input}”.</translation>
    </message>
    <message>
        <source>“{input}” is not written as expected here.</source>
        <translation>“{input}” không viết đúng dạng cần có ở đây.</translation>
    </message>
    <message>
        <source>the text must not be empty.</source>
        <translation>chuỗi ký tự không được để trống.</translation>
    </message>
    <message>
        <source>“{input}” is not one of {expected}.</source>
        <translation>“{input}” không thuộc các giá trị cho phép: {expected}.</translation>
    </message>
    <message>
        <source>“{tag}” is not one of {expected_tags}.</source>
        <translation>“{tag}” không thuộc các giá trị cho phép: {expected_tags}.</translation>
    </message>
    <message>
        <source>the entry {discriminator} is missing.</source>
        <translation>thiếu mục {discriminator}.</translation>
    </message>
    <message>
        <source>a number is expected here, not “{input}”.</source>
        <translation>ở đây cần một số, không phải “{input}”.</translation>
    </message>
    <message>
        <source>a finite number is expected here.</source>
        <translation>ở đây cần một số hữu hạn.</translation>
    </message>
    <message>
        <source>a whole number is expected here, not “{input}”.</source>
        <translation>ở đây cần một số nguyên, không phải “{input}”.</translation>
    </message>
    <message>
        <source>true or false is expected here, not “{input}”.</source>
        <translation>ở đây cần true hoặc false, không phải “{input}”.</translation>
    </message>
    <message>
        <source>the number must be greater than {gt}, not {input}.</source>
        <translation>số này phải lớn hơn {gt}, hiện là {input}.</translation>
    </message>
    <message>
        <source>the number must be at least {ge}, not {input}.</source>
        <translation>số này ít nhất phải là {ge}, hiện là {input}.</translation>
    </message>
    <message>
        <source>the number must be at most {le}, not {input}.</source>
        <translation>số này nhiều nhất chỉ được là {le}, hiện là {input}.</translation>
    </message>
    <message>
        <source>“{input}” is not a date (write 2021-06-10).</source>
        <translation>“{input}” không phải là ngày (hãy viết như 2021-06-10).</translation>
    </message>
    <message>
        <source>the number must be less than {lt}, not {input}.</source>
        <translation>số này phải nhỏ hơn {lt}, hiện là {input}.</translation>
    </message>
    <message>
        <source>the text is longer than {max_length} characters.</source>
        <translation>chuỗi ký tự dài quá {max_length} ký tự.</translation>
    </message>
    <message>
        <source>a view is west, south, east, north in degrees: west below east, south below north, within ±180 and ±90.</source>
        <translation>khung nhìn gồm tây, nam, đông, bắc tính bằng độ: tây nhỏ hơn đông, nam nhỏ hơn bắc, trong khoảng ±180 và ±90.</translation>
    </message>
    <message>
        <source>the list is longer than {max_length}.</source>
        <translation>danh sách dài quá {max_length} mục.</translation>
    </message>
    <message>
        <source>the list is shorter than {min_length}.</source>
        <translation>danh sách có ít hơn {min_length} mục.</translation>
    </message>
    <message>
        <source>the layer {layer} names the group {group}, which the plan does not have.</source>
        <translation>lớp {layer} thuộc nhóm {group}, nhưng đồ án không có nhóm này.</translation>
    </message>
    <message>
        <source>the zone {layer} starts from the layer {line}, which the plan does not have.</source>
        <translation>vùng {layer} tính từ lớp {line}, nhưng đồ án không có lớp này.</translation>
    </message>
    <message>
        <source>the zone {layer} leaves out the layer {excluded}, which the plan does not have.</source>
        <translation>vùng {layer} trừ ra lớp {excluded}, nhưng đồ án không có lớp này.</translation>
    </message>
    <message>
        <source>sites_layer names {layer}, a layer the plan does not have.</source>
        <translation>sites_layer ghi {layer}, nhưng đồ án không có lớp này.</translation>
    </message>
    <message>
        <source>basemap names {basemap}, which the plan does not have.</source>
        <translation>basemap ghi {basemap}, nhưng đồ án không có bản đồ nền này.</translation>
    </message>
    <message>
        <source>cadastre names {layer}, a layer the plan does not have.</source>
        <translation>mục cadastre nêu lớp {layer}, nhưng đồ án không có lớp này.</translation>
    </message>
    <message>
        <source>the {what} ids {ids} are used twice.</source>
        <translation>mã bị dùng hai lần ({what}): {ids}.</translation>
    </message>
    <message>
        <source>to_m must be greater than from_m.</source>
        <translation>to_m phải lớn hơn from_m.</translation>
    </message>
    <message>
        <source>a zone reaches at most {widest} m from its line, and a road is no wider, but {input} m are asked for. Check the number.</source>
        <translation>một vùng chỉ cách tuyến nhiều nhất {widest} m, và đường cũng không rộng hơn thế, nhưng ở đây ghi {input} m. Hãy kiểm tra lại con số.</translation>
    </message>
    <message>
        <source>a zone that counts from the road&apos;s edge needs road_width_m.</source>
        <translation>vùng tính từ mép đường cần có road_width_m.</translation>
    </message>
    <message>
        <source>to_chainage_m must be greater than from_chainage_m.</source>
        <translation>to_chainage_m phải lớn hơn from_chainage_m.</translation>
    </message>
    <message>
        <source>a plan is measured, and {crs} has no metres on the ground. Write a VN-2000 system there, such as EPSG:9210 for Cao Bằng. Its layers may stay in any system.</source>
        <translation>đồ án phải đo được bằng mét, mà {crs} không tính bằng mét trên thực địa. Hãy ghi ở đó một hệ VN-2000, ví dụ EPSG:9210 cho Cao Bằng. Các lớp của đồ án vẫn giữ hệ tọa độ của mình.</translation>
    </message>
    <message>
        <source>it is larger than any plan (16 MB).</source>
        <translation>tệp quá lớn so với một đồ án (trên 16 MB).</translation>
    </message>
    <message>
        <source>its text is not UTF-8. Save it again as UTF-8.</source>
        <translation>nội dung tệp không phải UTF-8. Hãy lưu lại dạng UTF-8.</translation>
    </message>
    <message>
        <source>this is not JSON (a comma, quote or bracket is wrong).</source>
        <translation>đây không phải JSON (sai dấu phẩy, dấu nháy hoặc dấu ngoặc).</translation>
    </message>
    <message>
        <source>brackets are nested too deeply.</source>
        <translation>dấu ngoặc lồng nhau quá sâu.</translation>
    </message>
    <message>
        <source>a text holds half of a letter (\ud800–\udfff).</source>
        <translation>có chữ bị cắt đôi (\ud800–\udfff).</translation>
    </message>
    <message>
        <source>{text}.</source>
        <translation>{text}.</translation>
    </message>
    <message>
        <source>line {line}, column {column}</source>
        <translation>dòng {line}, cột {column}</translation>
    </message>
    <message>
        <source>{text} is not a number</source>
        <translation>{text} không phải là số</translation>
    </message>
    <message>
        <source>the key “{key}” stands twice</source>
        <translation>khóa “{key}” xuất hiện hai lần</translation>
    </message>
    <message>
        <source>nothing listens there.</source>
        <translation>ở địa chỉ đó không có máy chủ nào chạy.</translation>
    </message>
    <message>
        <source>no answer came in time.</source>
        <translation>quá thời gian chờ.</translation>
    </message>
    <message>
        <source>no server of this name is known.</source>
        <translation>không tìm thấy máy chủ có tên này.</translation>
    </message>
    <message>
        <source>there is no way to it in this network.</source>
        <translation>mạng này không đi được đến máy chủ.</translation>
    </message>
    <message>
        <source>it offers no encryption, which is asked.</source>
        <translation>máy chủ không hỗ trợ mã hóa, trong khi kết nối yêu cầu mã hóa.</translation>
    </message>
    <message>
        <source>it has no PostGIS.</source>
        <translation>không có PostGIS.</translation>
    </message>
    <message>
        <source>its name, or that of a folder, has signs that are no letters. Rename it.</source>
        <translation>tên tệp hoặc tên thư mục có ký hiệu không phải là chữ. Hãy đổi tên.</translation>
    </message>
    <message>
        <source>its part {name} has {rows} rows for {shapes} features. Copy all parts of the Shapefile from where it came, at one time.</source>
        <translation>phần {name} chỉ có {rows} dòng cho {shapes} đối tượng. Hãy chép lại cùng một lúc tất cả các phần của Shapefile từ nơi gốc.</translation>
    </message>
    <message>
        <source>it has a password, or is a workbook of Excel 97–2003. Open it in a spreadsheet program, and save it as XLSX without one.</source>
        <translation>tệp có mật khẩu, hoặc là tệp Excel 97–2003. Hãy mở bằng chương trình bảng tính và lưu lại dạng XLSX không có mật khẩu.</translation>
    </message>
    <message>
        <source>line {line} is longer than {size} MB. An outline of so many corners is no text for a table: save it as GeoPackage where it came from, or divide it.</source>
        <translation>dòng {line} dài hơn {size} MB. Ranh giới nhiều đỉnh như vậy không nên ghi bằng chữ trong bảng: hãy lưu thành GeoPackage ở nơi lập tệp, hoặc chia nhỏ nó.</translation>
    </message>
    <message>
        <source>X and Y exchanged (--swap-xy), then {candidates}</source>
        <translation>đổi chỗ X và Y (--swap-xy), khi đó là {candidates}</translation>
    </message>
    <message>
        <source>Give the right encoding with --encoding, for example TCVN3, VNI, cp1258 or UTF-8.</source>
        <translation>Hãy cho biết bảng mã đúng bằng --encoding, ví dụ TCVN3, VNI, cp1258 hoặc UTF-8.</translation>
    </message>
    <message>
        <source>The text of {fields} was recognised as {encoding} by its bytes.</source>
        <translation>Chữ trong {fields} được nhận ra là {encoding}.</translation>
    </message>
    <message>
        <source>The file says {declared}, but the text of {fields} is {encoding}; it was read so.</source>
        <translation>Tệp ghi {declared}, nhưng chữ trong {fields} là {encoding}; đã đọc theo bảng mã này.</translation>
    </message>
    <message>
        <source>If letters are wrong, give another encoding with --encoding.</source>
        <translation>Nếu chữ sai, hãy cho biết bảng mã khác bằng --encoding.</translation>
    </message>
    <message>
        <source>its cells are scattered over a sheet too wide to be a table. Copy the table to a new sheet, and open that.</source>
        <translation>các ô nằm rải rác trên trang tính quá rộng, không phải là bảng. Hãy chép bảng sang một trang mới rồi mở tệp đó.</translation>
    </message>
    <message>
        <source>it is too long or not one line.</source>
        <translation>quá dài hoặc không nằm trên một dòng.</translation>
    </message>
    <message>
        <source>“{name}” is not understood.</source>
        <translation>không hiểu “{name}”.</translation>
    </message>
    <message>
        <source>the port is not a number.</source>
        <translation>cổng không phải là số.</translation>
    </message>
    <message>
        <source>it names no table.</source>
        <translation>không nêu tên bảng.</translation>
    </message>
    <message>
        <source>it is no address.</source>
        <translation>đây không phải là địa chỉ.</translation>
    </message>
    <message>
        <source>host, port or parameters are not well written.</source>
        <translation>máy chủ, cổng hoặc tham số viết chưa đúng.</translation>
    </message>
    <message>
        <source>it is not made of name=value.</source>
        <translation>không viết theo dạng tên=giá trị.</translation>
    </message>
    <message>
        <source>there is not enough memory for it.</source>
        <translation>không đủ bộ nhớ.</translation>
    </message>
    <message>
        <source>it is stored in pieces of {size} MB. Save it tiled (TILED=YES) where it came from.</source>
        <translation>ảnh được lưu thành từng khối {size} MB. Hãy lưu lại theo ô (TILED=YES) từ nơi tạo ra ảnh.</translation>
    </message>
    <message>
        <source>it is cut short. Copy it again.</source>
        <translation>tệp bị thiếu phần cuối. Hãy sao chép lại.</translation>
    </message>
    <message>
        <source>its values are complex numbers, not a picture.</source>
        <translation>giá trị là số phức, không phải ảnh.</translation>
    </message>
    <message>
        <source>The image has no overviews: it is drawn more slowly when zoomed out.</source>
        <translation>Ảnh không có ảnh thu nhỏ nên hiển thị chậm hơn khi thu nhỏ bản đồ.</translation>
    </message>
    <message>
        <source>Make them with: gdaladdo -r average {name}</source>
        <translation>Tạo bằng lệnh: gdaladdo -r average {name}</translation>
    </message>
    <message>
        <source>its part {name} is cut short ({got} of {wanted} bytes). Copy it again.</source>
        <translation>phần {name} không trọn vẹn (chỉ có {got} trong số {wanted} byte). Hãy chép lại tệp.</translation>
    </message>
    <message>
        <source>it defines entities, which map files have no use for.</source>
        <translation>tệp định nghĩa thực thể XML, thứ mà tệp bản đồ không cần.</translation>
    </message>
    <message>
        <source>This feature is no site: its field “{field}” is missing or unfit.</source>
        <translation>Đối tượng này không phải là dự án: trường “{field}” thiếu hoặc không hợp lệ.</translation>
    </message>
    <message>
        <source>A site needs id, name, group_id, group and source.</source>
        <translation>Dự án cần có id, name, group_id, group và source.</translation>
    </message>
    <message>
        <source>The site id “{site}” is used again; the first one counts.</source>
        <translation>Mã dự án “{site}” bị dùng lại; chỉ dự án đầu tiên được tính.</translation>
    </message>
    <message>
        <source>The plan places the site “{site}”, which the layer does not hold.</source>
        <translation>Đồ án đặt vị trí cho dự án “{site}”, nhưng lớp không có dự án này.</translation>
    </message>
    <message>
        <source>it is an image ({format}) and holds no features.</source>
        <translation>đây là ảnh ({format}), không chứa đối tượng.</translation>
    </message>
    <message>
        <source>in {member}: {reason}</source>
        <translation>trong {member}: {reason}</translation>
    </message>
    <message>
        <source>{member} in it was left out: {reason}</source>
        <translation>{member} trong đó bị bỏ qua: {reason}</translation>
    </message>
    <message>
        <source>its sheets are empty.</source>
        <translation>các trang tính đều trống.</translation>
    </message>
    <message>
        <source>it is no table of values ({detail}).</source>
        <translation>tệp không phải bảng giá trị ({detail}).</translation>
    </message>
    <message>
        <source>it is no table of values with columns. planviewer reads CSV with headings.</source>
        <translation>tệp không phải bảng có cột. planviewer đọc CSV có dòng tiêu đề.</translation>
    </message>
    <message>
        <source>none of the systems used in Vietnam</source>
        <translation>không hệ nào đang dùng ở Việt Nam</translation>
    </message>
    <message>
        <source>{name}: then it lies {distance} from Cao Bằng</source>
        <translation>{name}: khi đó cách Cao Bằng {distance}</translation>
    </message>
    <message>
        <source>The file does not say in which encoding its text is; it was read as {encoding}.</source>
        <translation>Tệp không ghi bảng mã của văn bản; đã đọc theo {encoding}.</translation>
    </message>
    <message>
        <source>Some text is not {encoding}; what could not be read is shown as “�”.</source>
        <translation>Một số văn bản không theo bảng mã {encoding}; chỗ không đọc được hiện là “�”.</translation>
    </message>
</context>
<context>
    <name>reload</name>
    <message>
        <source>{name} was read again: {now} features, before {before}.</source>
        <translation>Đã đọc lại {name}: {now} đối tượng, trước đó {before}.</translation>
    </message>
    <message>
        <source>{name} changed on disk and was read again: {now} features, before {before}.</source>
        <translation>{name} đã thay đổi trên đĩa và được đọc lại: {now} đối tượng, trước đó {before}.</translation>
    </message>
</context>
<context>
    <name>repair</name>
    <message>
        <source>outline closed</source>
        <translation>đã khép kín đường biên</translation>
    </message>
    <message>
        <source>outline made valid</source>
        <translation>đã sửa đường biên cho hợp lệ</translation>
    </message>
    <message>
        <source>coordinates that are no numbers left out</source>
        <translation>đã bỏ tọa độ không phải là số</translation>
    </message>
    <message>
        <source>empty geometry taken away, the row stays</source>
        <translation>đã bỏ hình học rỗng, vẫn giữ dòng</translation>
    </message>
    <message>
        <source>heights and measures left out</source>
        <translation>đã bỏ độ cao và trị đo</translation>
    </message>
    <message>
        <source>copy removed</source>
        <translation>đã xóa bản trùng</translation>
    </message>
    <message>
        <source>sliver removed</source>
        <translation>đã xóa mảnh vụn</translation>
    </message>
</context>
<context>
    <name>replace</name>
    <message>
        <source>there are no features to compare.</source>
        <translation>không có đối tượng để so sánh.</translation>
    </message>
    <message>
        <source>Replace a layer</source>
        <translation>Thay một lớp</translation>
    </message>
    <message>
        <source>Replace “{layer}” by {file}?</source>
        <translation>Thay “{layer}” bằng {file}?</translation>
    </message>
    <message>
        <source>The layer keeps its look; zones follow it. One undo goes back.</source>
        <translation>Lớp giữ nguyên kiểu hiển thị; các vùng tính theo lớp mới. Hoàn tác một lần là trở lại.</translation>
    </message>
    <message>
        <source>as it is now</source>
        <translation>hiện nay</translation>
    </message>
    <message>
        <source>the new file</source>
        <translation>tệp mới</translation>
    </message>
    <message>
        <source>where it moves most</source>
        <translation>chỗ lệch nhiều nhất</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Xem toàn bộ</translation>
    </message>
    <message>
        <source>Show closely</source>
        <translation>Xem gần</translation>
    </message>
    <message>
        <source>Show where it moves most</source>
        <translation>Xem chỗ lệch nhiều nhất</translation>
    </message>
    <message>
        <source>Show all of both</source>
        <translation>Xem toàn bộ cả hai</translation>
    </message>
    <message>
        <source>Where the new data are from</source>
        <translation>Nguồn của dữ liệu mới</translation>
    </message>
    <message>
        <source>Date of the data</source>
        <translation>Ngày của dữ liệu</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Tình trạng</translation>
    </message>
    <message>
        <source>Likely error of a position (0: unknown)</source>
        <translation>Sai số vị trí ước chừng (0: chưa biết)</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Thay</translation>
    </message>
    <message>
        <source>Mean offset</source>
        <translation>Độ lệch trung bình</translation>
    </message>
    <message>
        <source>Largest offset</source>
        <translation>Độ lệch lớn nhất</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>Chiều dài</translation>
    </message>
    <message>
        <source>Area</source>
        <translation>Diện tích</translation>
    </message>
    <message>
        <source>Say where the new data are from.</source>
        <translation>Hãy ghi nguồn của dữ liệu mới.</translation>
    </message>
    <message>
        <source>Replace “{layer}” by a file</source>
        <translation>Thay “{layer}” bằng một tệp</translation>
    </message>
    <message>
        <source>Comparing with the new file</source>
        <translation>Đang so sánh với tệp mới</translation>
    </message>
</context>
<context>
    <name>selection</name>
    <message>
        <source>{count} features selected</source>
        <translation>Đã chọn {count} đối tượng</translation>
    </message>
    <message>
        <source>Measured in {crs}</source>
        <translation>Đo trong hệ {crs}</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>Số đối tượng</translation>
    </message>
    <message>
        <source>computing…</source>
        <translation>đang tính…</translation>
    </message>
    <message>
        <source>Length and area</source>
        <translation>Chiều dài và diện tích</translation>
    </message>
    <message>
        <source>Total length</source>
        <translation>Tổng chiều dài</translation>
    </message>
    <message>
        <source>Total area</source>
        <translation>Tổng diện tích</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>và {count} đối tượng nữa</translation>
    </message>
    <message>
        <source>The first of them</source>
        <translation>Các đối tượng đầu tiên</translation>
    </message>
    <message>
        <source>No feature of the current layer lies there.</source>
        <translation>Không có đối tượng nào của lớp hiện tại ở đó.</translation>
    </message>
    <message>
        <source>No feature of the layers that are seen lies there.</source>
        <translation>Không có đối tượng nào của các lớp đang hiện ở đó.</translation>
    </message>
    <message>
        <source>{count} features copied as a table.</source>
        <translation>Đã sao chép {count} đối tượng thành bảng.</translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>restore unsaved changes</source>
        <translation>khôi phục thay đổi chưa lưu</translation>
    </message>
    <message>
        <source>Saving {name}</source>
        <translation>Đang lưu {name}</translation>
    </message>
    <message>
        <source>save</source>
        <translation>lưu</translation>
    </message>
    <message>
        <source>Opening {name}</source>
        <translation>Đang mở {name}</translation>
    </message>
    <message>
        <source>forget the place of {name}</source>
        <translation>bỏ vị trí đã đặt của {name}</translation>
    </message>
    <message>
        <source>{name} was not added: another plan was opened meanwhile. Open the file again to add it.</source>
        <translation>Chưa thêm {name}: trong lúc đọc tệp, một đồ án khác đã được mở. Hãy mở lại tệp để thêm.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Đang đọc {name}</translation>
    </message>
    <message>
        <source>Computing zones</source>
        <translation>Đang tính các vùng</translation>
    </message>
    <message>
        <source>add {name}</source>
        <translation>thêm {name}</translation>
    </message>
    <message>
        <source>place {name}</source>
        <translation>đặt vị trí {name}</translation>
    </message>
    <message>
        <source>Getting ready</source>
        <translation>Đang chuẩn bị</translation>
    </message>
    <message>
        <source>Checking the features</source>
        <translation>Đang kiểm tra các đối tượng</translation>
    </message>
    <message>
        <source>Looking through {name}</source>
        <translation>Đang xem {name}</translation>
    </message>
    <message>
        <source>basemap {name}</source>
        <translation>bản đồ nền {name}</translation>
    </message>
    <message>
        <source>coordinate system of {name}</source>
        <translation>hệ tọa độ của {name}</translation>
    </message>
    <message>
        <source>repair {name}</source>
        <translation>sửa {name}</translation>
    </message>
    <message>
        <source>replace {name}</source>
        <translation>thay {name}</translation>
    </message>
    <message>
        <source>show {name}</source>
        <translation>hiện {name}</translation>
    </message>
    <message>
        <source>No feature is in {names}: the layer was added, but there is nothing to see.</source>
        <translation>{names} không có đối tượng nào: lớp đã được thêm, nhưng không có gì để xem.</translation>
    </message>
    <message>
        <source>Keeping unsaved changes</source>
        <translation>Đang giữ lại các thay đổi chưa lưu</translation>
    </message>
    <message>
        <source>Keeping the map</source>
        <translation>Đang lưu bản đồ</translation>
    </message>
    <message>
        <source>hide {name}</source>
        <translation>ẩn {name}</translation>
    </message>
    <message>
        <source>opacity of {name}</source>
        <translation>độ đậm của {name}</translation>
    </message>
    <message>
        <source>move {name}</source>
        <translation>chuyển chỗ {name}</translation>
    </message>
    <message>
        <source>remove {name}</source>
        <translation>bỏ {name}</translation>
    </message>
    <message>
        <source>Preparing the style dialog</source>
        <translation>Đang chuẩn bị hộp thoại kiểu hiển thị</translation>
    </message>
    <message>
        <source>style of {name}</source>
        <translation>kiểu hiển thị của {name}</translation>
    </message>
    <message>
        <source>plan properties</source>
        <translation>thuộc tính đồ án</translation>
    </message>
    <message>
        <source>properties of {name}</source>
        <translation>thuộc tính của {name}</translation>
    </message>
    <message>
        <source>text encoding of {name}</source>
        <translation>bảng mã chữ của {name}</translation>
    </message>
    <message>
        <source>sites from {name}</source>
        <translation>dự án từ {name}</translation>
    </message>
    <message>
        <source>no sites layer</source>
        <translation>không dùng lớp dự án</translation>
    </message>
    <message>
        <source>Finding affected parcels</source>
        <translation>Đang tìm thửa đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Đang ghi {name}</translation>
    </message>
    <message>
        <source>Copying the table</source>
        <translation>Đang sao chép bảng</translation>
    </message>
    <message>
        <source>Dividing the zone by chainage</source>
        <translation>Đang chia vùng theo lý trình</translation>
    </message>
    <message>
        <source>Comparing the alternatives</source>
        <translation>Đang so sánh phương án</translation>
    </message>
    <message>
        <source>fields of {name}</source>
        <translation>trường của {name}</translation>
    </message>
    <message>
        <source>Computing the zone</source>
        <translation>Đang tính vùng</translation>
    </message>
    <message>
        <source>zone {name}</source>
        <translation>vùng {name}</translation>
    </message>
    <message>
        <source>new zone {name}</source>
        <translation>vùng mới {name}</translation>
    </message>
    <message>
        <source>add basemap {name}</source>
        <translation>thêm bản đồ nền {name}</translation>
    </message>
    <message>
        <source>Selecting</source>
        <translation>Đang chọn</translation>
    </message>
    <message>
        <source>Measuring the selection</source>
        <translation>Đang đo phần chọn</translation>
    </message>
    <message>
        <source>Copying the selection</source>
        <translation>Đang sao chép phần chọn</translation>
    </message>
</context>
<context>
    <name>sheet</name>
    <message>
        <source>The layer</source>
        <translation>Lớp này</translation>
    </message>
    <message>
        <source>A sheet</source>
        <translation>Trang in</translation>
    </message>
    <message>
        <source>Made on {day}</source>
        <translation>Lập ngày {day}</translation>
    </message>
    <message>
        <source>on paper {paper}</source>
        <translation>khổ giấy {paper}</translation>
    </message>
    <message>
        <source>Sheet {number} of {total}</source>
        <translation>Tờ {number}/{total}</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Thông tin</translation>
    </message>
    <message>
        <source>{easting} E</source>
        <translation>{easting} Đ</translation>
    </message>
    <message>
        <source>{northing} N</source>
        <translation>{northing} B</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>N</source>
        <comment>north, on the arrow</comment>
        <translation>B</translation>
    </message>
    <message>
        <source>Grid north</source>
        <translation>Bắc lưới tọa độ</translation>
    </message>
    <message>
        <source>Cadastral sheet {name} of the division 1:{division}; squares are counted from the equator and the central meridian</source>
        <translation>Mảnh bản đồ địa chính {name}, chia mảnh 1:{division}; ô vuông tính từ xích đạo và kinh tuyến trục</translation>
    </message>
    <message>
        <source>Part {name}</source>
        <translation>Ô {name}</translation>
    </message>
    <message>
        <source>The selection</source>
        <translation>Phần đang chọn</translation>
    </message>
    <message>
        <source>List page</source>
        <translation>Trang danh sách</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Đơn vị</translation>
    </message>
    <message>
        <source>Drawn by</source>
        <translation>Người vẽ</translation>
    </message>
    <message>
        <source>Checked by</source>
        <translation>Người kiểm tra</translation>
    </message>
    <message>
        <source>Approved by</source>
        <translation>Người duyệt</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Ngày</translation>
    </message>
    <message>
        <source>Sheet no.</source>
        <translation>Tờ số</translation>
    </message>
    <message>
        <source>QR: this place on a phone</source>
        <translation>QR: vị trí này trên điện thoại</translation>
    </message>
    <message>
        <source>Index of {total} sheets</source>
        <translation>Sơ đồ của {total} tờ</translation>
    </message>
    <message>
        <source>How it was computed</source>
        <translation>Cách tính và căn cứ</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Các tờ</translation>
    </message>
    <message>
        <source>… and {count} more: see the list page</source>
        <translation>… và {count} mục nữa: xem trang danh sách</translation>
    </message>
    <message>
        <source>Grid north; true north (*) lies {angle} west of it</source>
        <translation>Bắc lưới; bắc thực (*) lệch {angle} về phía tây</translation>
    </message>
    <message>
        <source>Grid north; true north (*) lies {angle} east of it</source>
        <translation>Bắc lưới; bắc thực (*) lệch {angle} về phía đông</translation>
    </message>
    <message>
        <source>SCHEMATIC</source>
        <translation>SƠ ĐỒ</translation>
    </message>
    <message>
        <source>Positions are neither approved nor surveyed. Not to be used for measuring.</source>
        <translation>Vị trí chưa được duyệt, chưa đo đạc. Không dùng để đo.</translation>
    </message>
    <message>
        <source>Where the sheet lies</source>
        <translation>Vị trí tờ bản đồ</translation>
    </message>
    <message>
        <source>Scale {scale}</source>
        <translation>Tỷ lệ {scale}</translation>
    </message>
    <message>
        <source>1 cm on paper = {length} on the ground</source>
        <translation>1 cm trên giấy = {length} ngoài thực địa</translation>
    </message>
    <message>
        <source>Sources and status of the layers</source>
        <translation>Nguồn và tình trạng các lớp</translation>
    </message>
    <message>
        <source>accuracy unknown</source>
        <translation>chưa rõ độ chính xác</translation>
    </message>
    <message>
        <source>other</source>
        <translation>khác</translation>
    </message>
    <message>
        <source>Names</source>
        <translation>Tên gọi</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>Lưới tọa độ</translation>
    </message>
    <message>
        <source>central meridian {angle}</source>
        <translation>kinh tuyến trục {angle}</translation>
    </message>
    <message>
        <source>Coordinate system: {system}</source>
        <translation>Hệ tọa độ: {system}</translation>
    </message>
    <message>
        <source>To WGS 84: {name}, accuracy {accuracy} m</source>
        <translation>Chuyển sang WGS 84: {name}, độ chính xác {accuracy} m</translation>
    </message>
</context>
<context>
    <name>sheet window</name>
    <message>
        <source>Drawing the sheet</source>
        <translation>Đang vẽ trang in</translation>
    </message>
    <message>
        <source>The picture of the sheet is on the clipboard.</source>
        <translation>Ảnh trang in đã ở bộ nhớ tạm.</translation>
    </message>
    <message>
        <source>Copying the sheet</source>
        <translation>Đang sao chép trang in</translation>
    </message>
    <message>
        <source>The sheet was sent to the printer.</source>
        <translation>Đã gửi trang in tới máy in.</translation>
    </message>
    <message>
        <source>Printing the sheet</source>
        <translation>Đang in</translation>
    </message>
    <message>
        <source>Save as a template</source>
        <translation>Lưu thành mẫu</translation>
    </message>
    <message>
        <source>Name of the template</source>
        <translation>Tên mẫu</translation>
    </message>
    <message>
        <source>The lists do not all fit: {count} list page(s) follow the sheet.</source>
        <translation>Danh sách không vừa hết: kèm {count} trang danh sách sau tờ bản đồ.</translation>
    </message>
    <message>
        <source>Snapshot map</source>
        <translation>Bản đồ trích</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Lưu…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Sao chép</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>In…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Đóng</translation>
    </message>
    <message>
        <source>Sheet before</source>
        <translation>Tờ trước</translation>
    </message>
    <message>
        <source>Next sheet</source>
        <translation>Tờ sau</translation>
    </message>
    <message>
        <source>Sheet {number} of {count}</source>
        <translation>Tờ {number}/{count}</translation>
    </message>
    <message>
        <source>What the map shows</source>
        <translation>Phần bản đồ đang hiện</translation>
    </message>
    <message>
        <source>The whole plan</source>
        <translation>Toàn đồ án</translation>
    </message>
    <message>
        <source>The selected features</source>
        <translation>Các đối tượng đang chọn</translation>
    </message>
    <message>
        <source>One sheet</source>
        <translation>Một tờ</translation>
    </message>
    <message>
        <source>All: plan, zones and sites</source>
        <translation>Tất cả: đồ án, vùng và dự án</translation>
    </message>
    <message>
        <source>Every zone</source>
        <translation>Mọi vùng thu hồi</translation>
    </message>
    <message>
        <source>Every site with a place</source>
        <translation>Mọi dự án đã có vị trí</translation>
    </message>
    <message>
        <source>Strips along {layer}</source>
        <translation>Các tờ dọc {layer}</translation>
    </message>
    <message>
        <source>A grid over the area</source>
        <translation>Chia ô khu vực</translation>
    </message>
    <message>
        <source>Cadastral sheets 1:{division}</source>
        <translation>Mảnh địa chính 1:{division}</translation>
    </message>
    <message>
        <source>Preparing the sheet</source>
        <translation>Đang chuẩn bị trang in</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Nội dung</translation>
    </message>
    <message>
        <source>Sheets</source>
        <translation>Số tờ</translation>
    </message>
    <message>
        <source>Template</source>
        <translation>Mẫu</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>Khổ giấy</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>Chiều giấy</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Tỷ lệ</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>Ảnh</translation>
    </message>
    <message>
        <source>Texts of the sheet</source>
        <translation>Chữ trên tờ</translation>
    </message>
    <message>
        <source>The QR code holds</source>
        <translation>Mã QR chứa</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>Tiêu đề</translation>
    </message>
    <message>
        <source>as what it is about</source>
        <translation>theo nội dung</translation>
    </message>
    <message>
        <source>the day it is made</source>
        <translation>ngày lập</translation>
    </message>
    <message>
        <source>Save this look as a template of yours</source>
        <translation>Lưu cách trình bày này thành mẫu của bạn</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>Trình bày</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Các phần được in</translation>
    </message>
    <message>
        <source>Title block</source>
        <translation>Khung tên</translation>
    </message>
    <message>
        <source>Best fit</source>
        <translation>Vừa khung</translation>
    </message>
    <message>
        <source>Scale: choose one or write it, e.g. 1:5000</source>
        <translation>Tỷ lệ: chọn hoặc nhập, ví dụ 1:5000</translation>
    </message>
    <message>
        <source>Preview of the sheet</source>
        <translation>Xem trước trang in</translation>
    </message>
    <message>
        <source>Arrow keys move the map, plus and minus change its scale</source>
        <translation>Phím mũi tên dời bản đồ, phím cộng và trừ đổi tỷ lệ</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>Chú giải</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Số liệu</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Scale bar</source>
        <translation>Thước tỷ lệ</translation>
    </message>
    <message>
        <source>North arrow</source>
        <translation>Mũi tên chỉ bắc</translation>
    </message>
    <message>
        <source>VN-2000 grid</source>
        <translation>Lưới VN-2000</translation>
    </message>
    <message>
        <source>WGS 84 marks</source>
        <translation>Dấu WGS 84</translation>
    </message>
    <message>
        <source>Locator map</source>
        <translation>Bản đồ vị trí</translation>
    </message>
    <message>
        <source>QR code</source>
        <translation>Mã QR</translation>
    </message>
    <message>
        <source>Computation</source>
        <translation>Cách tính</translation>
    </message>
    <message>
        <source>As the window</source>
        <translation>Như cửa sổ</translation>
    </message>
    <message>
        <source>The place (geo:), without network</source>
        <translation>Vị trí (geo:), không cần mạng</translation>
    </message>
    <message>
        <source>A link to OpenStreetMap</source>
        <translation>Liên kết tới OpenStreetMap</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>Ngang</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>Dọc</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Không</translation>
    </message>
</context>
<context>
    <name>site</name>
    <message>
        <source>Click on the map where “{site}” lies. Esc: leave it.</source>
        <translation>Bấm lên bản đồ để đặt “{site}”. Esc: thôi.</translation>
    </message>
</context>
<context>
    <name>sites</name>
    <message>
        <source>{shown} of {all} sites</source>
        <translation>{shown}/{all} dự án</translation>
    </message>
    <message>
        <source>Search sites</source>
        <translation>Tìm dự án</translation>
    </message>
    <message>
        <source>All groups</source>
        <translation>Tất cả các nhóm</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Tất cả</translation>
    </message>
    <message>
        <source>Located</source>
        <translation>Đã có vị trí</translation>
    </message>
    <message>
        <source>Not located</source>
        <translation>Chưa có vị trí</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>Hiện tất cả</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>Xóa tìm kiếm và bộ lọc</translation>
    </message>
    <message>
        <source>placed by you</source>
        <translation>do bạn đặt</translation>
    </message>
    <message>
        <source>from the plan&apos;s layer</source>
        <translation>theo lớp của đồ án</translation>
    </message>
    <message>
        <source>not located yet</source>
        <translation>chưa xác định vị trí</translation>
    </message>
    <message>
        <source>located</source>
        <translation>đã có vị trí</translation>
    </message>
    <message>
        <source>stop {number} of the visit</source>
        <translation>điểm khảo sát thứ {number}</translation>
    </message>
    <message>
        <source>Sites of the programme</source>
        <translation>Các dự án trong chương trình</translation>
    </message>
    <message>
        <source>Zoom to the site</source>
        <translation>Phóng đến dự án</translation>
    </message>
    <message>
        <source>Place with a click on the map</source>
        <translation>Bấm lên bản đồ để đặt</translation>
    </message>
    <message>
        <source>Place by typing coordinates</source>
        <translation>Nhập tọa độ để đặt</translation>
    </message>
    <message>
        <source>Forget the place</source>
        <translation>Bỏ vị trí đã đặt</translation>
    </message>
    <message>
        <source>No site matches. Try fewer words.</source>
        <translation>Không có dự án nào khớp. Hãy thử ít từ hơn.</translation>
    </message>
    <message>
        <source>This plan has no sites. A layer of points becomes their list by Layer, Use as the sites of the plan.</source>
        <translation>Đồ án này chưa có dự án. Một lớp điểm thành danh sách dự án bằng lệnh Lớp, Dùng làm danh sách dự án.</translation>
    </message>
</context>
<context>
    <name>sites-layer</name>
    <message>
        <source>Choose the column that names the sites.</source>
        <translation>Hãy chọn cột ghi tên dự án.</translation>
    </message>
    <message>
        <source>Places you gave to sites of the layer used before are forgotten; undo brings them back.</source>
        <translation>Vị trí bạn đã đặt cho dự án của lớp dùng trước đây sẽ bị bỏ; hoàn tác để lấy lại.</translation>
    </message>
    <message>
        <source>The list of sites is made from it; undo is possible.</source>
        <translation>Danh sách dự án được lập từ lớp này; có thể hoàn tác.</translation>
    </message>
    <message>
        <source>Sites of the plan</source>
        <translation>Dự án của đồ án</translation>
    </message>
    <message>
        <source>Which column of {layer} says what about the sites?</source>
        <translation>Cột nào của {layer} ghi thông tin gì về dự án?</translation>
    </message>
    <message>
        <source>Sites are listed, searched, placed and printed one by one. Features without a place can be placed on the map later.</source>
        <translation>Dự án được liệt kê, tìm kiếm, đặt vị trí và in riêng từng dự án. Đối tượng chưa có vị trí có thể đặt lên bản đồ sau.</translation>
    </message>
    <message>
        <source>Use as sites</source>
        <translation>Dùng làm dự án</translation>
    </message>
    <message>
        <source>(none)</source>
        <translation>(không có)</translation>
    </message>
    <message>
        <source>the title of the layer</source>
        <translation>tên của lớp</translation>
    </message>
    <message>
        <source>the source of the layer</source>
        <translation>nguồn của lớp</translation>
    </message>
    <message>
        <source>made from the name</source>
        <translation>lập từ tên</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Nhóm</translation>
    </message>
    <message>
        <source>Funding</source>
        <translation>Nguồn vốn</translation>
    </message>
    <message>
        <source>Order of visit</source>
        <translation>Thứ tự khảo sát</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>Ghi chú</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Nguồn</translation>
    </message>
    <message>
        <source>Id</source>
        <translation>Mã</translation>
    </message>
    <message>
        <source>A layer of more than {most} features cannot hold the sites of a plan.</source>
        <translation>Lớp có hơn {most} đối tượng không thể làm lớp dự án của đồ án.</translation>
    </message>
    <message>
        <source>Features without a name are no sites: {count}.</source>
        <translation>Đối tượng không có tên không thành dự án: {count}.</translation>
    </message>
</context>
<context>
    <name>status</name>
    <message>
        <source>schematic</source>
        <translation>sơ đồ</translation>
    </message>
    <message>
        <source>approved</source>
        <translation>được duyệt</translation>
    </message>
    <message>
        <source>surveyed</source>
        <translation>đo đạc</translation>
    </message>
    <message>
        <source>status not stated</source>
        <translation>chưa rõ tình trạng</translation>
    </message>
    <message>
        <source>not stated</source>
        <translation>chưa rõ</translation>
    </message>
</context>
<context>
    <name>status bar</name>
    <message>
        <source>Scale of the map: choose one or write it, e.g. 1:5000</source>
        <translation>Tỷ lệ bản đồ: chọn hoặc nhập, ví dụ 1:5000</translation>
    </message>
    <message>
        <source>The map has scales from {largest} to {smallest}. Write one as 1:5000 or 5000.</source>
        <translation>Bản đồ có tỷ lệ từ {largest} đến {smallest}. Hãy nhập dạng 1:5000 hoặc 5000.</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>Tỷ lệ</translation>
    </message>
    <message>
        <source>Coordinate system {code}, {name}</source>
        <translation>Hệ tọa độ {code}, {name}</translation>
    </message>
    <message>
        <source>Stop the work in progress</source>
        <translation>Dừng việc đang chạy</translation>
    </message>
    <message>
        <source>Position in the plan CRS</source>
        <translation>Vị trí trong hệ tọa độ của đồ án</translation>
    </message>
    <message>
        <source>VN-2000: X is the northing, Y the easting, in metres</source>
        <translation>VN-2000: X là tọa độ bắc, Y là tọa độ đông, tính bằng mét</translation>
    </message>
    <message>
        <source>Position in WGS 84</source>
        <translation>Vị trí trong WGS 84</translation>
    </message>
    <message>
        <source>WGS 84: latitude, longitude, in degrees</source>
        <translation>WGS 84: vĩ độ, kinh độ, tính bằng độ</translation>
    </message>
</context>
<context>
    <name>style</name>
    <message>
        <source>Natural breaks</source>
        <translation>Ngắt tự nhiên</translation>
    </message>
    <message>
        <source>Equal counts (quantiles)</source>
        <translation>Số lượng bằng nhau (phân vị)</translation>
    </message>
    <message>
        <source>Equal intervals</source>
        <translation>Khoảng bằng nhau</translation>
    </message>
    <message>
        <source>Making the classes</source>
        <translation>Đang chia lớp</translation>
    </message>
    <message>
        <source>Making the classes…</source>
        <translation>Đang chia lớp…</translation>
    </message>
    <message>
        <source>No scale lies between these two: exchange them.</source>
        <translation>Không có tỷ lệ nào nằm giữa hai giá trị này: hãy đổi chỗ.</translation>
    </message>
    <message>
        <source>The field has no values: all is drawn as “everything else”.</source>
        <translation>Trường không có giá trị: tất cả được vẽ như “còn lại”.</translation>
    </message>
    <message>
        <source>Style</source>
        <translation>Kiểu hiển thị</translation>
    </message>
    <message>
        <source>How “{layer}” looks</source>
        <translation>Cách hiển thị “{layer}”</translation>
    </message>
    <message>
        <source>Widths and sizes are millimetres on the screen and on paper.</source>
        <translation>Độ rộng và kích thước tính bằng milimét trên màn hình và trên giấy.</translation>
    </message>
    <message>
        <source>Symbols</source>
        <translation>Ký hiệu</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Nhãn</translation>
    </message>
    <message>
        <source>Scales</source>
        <translation>Tỷ lệ</translation>
    </message>
    <message>
        <source>Parts of the style</source>
        <translation>Các phần của kiểu hiển thị</translation>
    </message>
    <message>
        <source>Reset to default</source>
        <translation>Về mặc định</translation>
    </message>
    <message>
        <source>Use this style</source>
        <translation>Dùng kiểu này</translation>
    </message>
    <message>
        <source>{name}: used</source>
        <translation>{name}: đang dùng</translation>
    </message>
    <message>
        <source>none</source>
        <translation>không</translation>
    </message>
    <message>
        <source>no label</source>
        <translation>không có nhãn</translation>
    </message>
    <message>
        <source>Field written</source>
        <translation>Trường ghi nhãn</translation>
    </message>
    <message>
        <source>Type size</source>
        <translation>Cỡ chữ</translation>
    </message>
    <message>
        <source>Bold</source>
        <translation>Chữ đậm</translation>
    </message>
    <message>
        <source>Colour of the text</source>
        <translation>Màu chữ</translation>
    </message>
    <message>
        <source>Halo</source>
        <translation>Viền chữ</translation>
    </message>
    <message>
        <source>Width of the halo</source>
        <translation>Độ rộng viền chữ</translation>
    </message>
    <message>
        <source>Written from (zoomed out)</source>
        <translation>Ghi nhãn từ tỷ lệ (thu nhỏ)</translation>
    </message>
    <message>
        <source>Chainage (Km0+100)</source>
        <translation>Lý trình (Km0+100)</translation>
    </message>
    <message>
        <source>Chainage every</source>
        <translation>Khoảng cách lý trình</translation>
    </message>
    <message>
        <source>Legend: choose what to change</source>
        <translation>Chú giải: chọn mục cần đổi</translation>
    </message>
    <message>
        <source>All features</source>
        <translation>Mọi đối tượng</translation>
    </message>
    <message>
        <source>All classes together</source>
        <translation>Tất cả các lớp giá trị</translation>
    </message>
    <message>
        <source>Everything else</source>
        <translation>Còn lại</translation>
    </message>
    <message>
        <source>Symbols by</source>
        <translation>Ký hiệu theo</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Trường</translation>
    </message>
    <message>
        <source>Classes by</source>
        <translation>Chia khoảng theo</translation>
    </message>
    <message>
        <source>Number of classes</source>
        <translation>Số khoảng</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Bảng màu</translation>
    </message>
    <message>
        <source>one symbol for all</source>
        <translation>một ký hiệu cho tất cả</translation>
    </message>
    <message>
        <source>values of a field</source>
        <translation>giá trị của một trường</translation>
    </message>
    <message>
        <source>intervals of a number</source>
        <translation>khoảng giá trị số</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>không giới hạn</translation>
    </message>
    <message>
        <source>Shown from (zoomed out)</source>
        <translation>Hiện từ tỷ lệ (thu nhỏ)</translation>
    </message>
    <message>
        <source>Shown to (zoomed in)</source>
        <translation>Hiện đến tỷ lệ (phóng to)</translation>
    </message>
    <message>
        <source>solid</source>
        <translation>liền nét</translation>
    </message>
    <message>
        <source>dashed</source>
        <translation>nét đứt</translation>
    </message>
    <message>
        <source>long dashes</source>
        <translation>nét đứt dài</translation>
    </message>
    <message>
        <source>dotted</source>
        <translation>nét chấm</translation>
    </message>
    <message>
        <source>dash and dot</source>
        <translation>nét gạch chấm</translation>
    </message>
    <message>
        <source>Marker</source>
        <translation>Dấu điểm</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Kích thước</translation>
    </message>
    <message>
        <source>Fill</source>
        <translation>Màu nền</translation>
    </message>
    <message>
        <source>Opacity of the fill</source>
        <translation>Độ đậm màu nền</translation>
    </message>
    <message>
        <source>Hatch</source>
        <translation>Nét trải</translation>
    </message>
    <message>
        <source>Colour of the hatch</source>
        <translation>Màu nét trải</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>Đường</translation>
    </message>
    <message>
        <source>Width of the line</source>
        <translation>Độ rộng đường</translation>
    </message>
    <message>
        <source>Dashes</source>
        <translation>Kiểu nét</translation>
    </message>
    <message>
        <source>Casing</source>
        <translation>Viền đường</translation>
    </message>
    <message>
        <source>Width of the casing</source>
        <translation>Độ rộng viền đường</translation>
    </message>
    <message>
        <source>no hatch</source>
        <translation>không trải nét</translation>
    </message>
    <message>
        <source>diagonal</source>
        <translation>chéo</translation>
    </message>
    <message>
        <source>diagonal, the other way</source>
        <translation>chéo ngược</translation>
    </message>
    <message>
        <source>crossed</source>
        <translation>đan chéo</translation>
    </message>
    <message>
        <source>horizontal</source>
        <translation>ngang</translation>
    </message>
    <message>
        <source>vertical</source>
        <translation>dọc</translation>
    </message>
    <message>
        <source>dots</source>
        <translation>chấm</translation>
    </message>
    <message>
        <source>circle</source>
        <translation>tròn</translation>
    </message>
    <message>
        <source>square</source>
        <translation>vuông</translation>
    </message>
    <message>
        <source>diamond</source>
        <translation>thoi</translation>
    </message>
    <message>
        <source>triangle</source>
        <translation>tam giác</translation>
    </message>
    <message>
        <source>star</source>
        <translation>sao</translation>
    </message>
    <message>
        <source>cross</source>
        <translation>chữ thập</translation>
    </message>
</context>
<context>
    <name>tool</name>
    <message>
        <source>Drag, or click two corners. Esc: end.</source>
        <translation>Kéo, hoặc bấm hai góc. Esc: kết thúc.</translation>
    </message>
    <message>
        <source>Click corners, Enter selects. Esc: end.</source>
        <translation>Bấm các góc, Enter để chọn. Esc: kết thúc.</translation>
    </message>
    <message>
        <source>Click points, Enter finishes. Esc: end.</source>
        <translation>Bấm các điểm, Enter để xong. Esc: kết thúc.</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>Please wait</source>
        <translation>Xin chờ</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Dừng</translation>
    </message>
</context>
<context>
    <name>window</name>
    <message>
        <source>Unsaved changes</source>
        <translation>Thay đổi chưa lưu</translation>
    </message>
    <message>
        <source>Save the changes to “{plan}”?</source>
        <translation>Lưu các thay đổi của “{plan}”?</translation>
    </message>
    <message>
        <source>Changes that are not saved are lost.</source>
        <translation>Thay đổi không lưu sẽ bị mất.</translation>
    </message>
    <message>
        <source>Don’t save</source>
        <translation>Không lưu</translation>
    </message>
    <message>
        <source>Close: {title}</source>
        <translation>Đóng: {title}</translation>
    </message>
    <message>
        <source>planviewer did not end properly last time. Your unsaved changes are back; Undo returns to the saved plan.</source>
        <translation>Lần trước planviewer kết thúc không bình thường. Các thay đổi chưa lưu đã được khôi phục; bấm Hoàn tác để về đồ án đã lưu.</translation>
    </message>
    <message>
        <source>planviewer did not end properly last time. Your new plan is back; save it to keep it.</source>
        <translation>Lần trước planviewer không kết thúc bình thường. Đồ án mới của bạn đã được khôi phục; hãy lưu lại để giữ nó.</translation>
    </message>
    <message>
        <source>planviewer did not end properly last time. Your unsaved plan is back, but its file {path} cannot be read ({reason}). Save the plan to keep it.</source>
        <translation>Lần trước planviewer kết thúc bất thường. Đồ án chưa lưu đã được khôi phục, nhưng không đọc được tệp {path} ({reason}). Hãy lưu đồ án để giữ lại.</translation>
    </message>
    <message>
        <source>More plans have unsaved changes: {names}. They are kept, and come back the next times planviewer starts.</source>
        <translation>Còn đồ án khác có thay đổi chưa lưu: {names}. Các thay đổi vẫn được giữ và sẽ được khôi phục ở những lần mở planviewer sau.</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Lớp</translation>
    </message>
    <message>
        <source>Sites</source>
        <translation>Dự án</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Công cụ</translation>
    </message>
    <message>
        <source>Layers and sites</source>
        <translation>Lớp và dự án</translation>
    </message>
    <message>
        <source>Tables and charts</source>
        <translation>Bảng và biểu đồ</translation>
    </message>
    <message>
        <source>Close this table or chart</source>
        <translation>Đóng bảng hoặc biểu đồ này</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Lưu</translation>
    </message>
</context>
<context>
    <name>writing</name>
    <message>
        <source>Source: {text}</source>
        <translation>Nguồn: {text}</translation>
    </message>
    <message>
        <source>Status: {text}</source>
        <translation>Tình trạng: {text}</translation>
    </message>
    <message>
        <source>Date: {text}</source>
        <translation>Ngày: {text}</translation>
    </message>
    <message>
        <source>Accuracy: {text}</source>
        <translation>Độ chính xác: {text}</translation>
    </message>
    <message>
        <source>Licence: {text}</source>
        <translation>Giấy phép: {text}</translation>
    </message>
    <message>
        <source>Coordinate system: {text}</source>
        <translation>Hệ tọa độ: {text}</translation>
    </message>
    <message>
        <source>the system says: {text}.</source>
        <translation>hệ thống báo: {text}.</translation>
    </message>
    <message>
        <source>the disk is full. Make room or choose another place.</source>
        <translation>đĩa đã đầy. Hãy giải phóng chỗ hoặc chọn nơi khác.</translation>
    </message>
    <message>
        <source>the file or its folder may not be written, or another program has the file open. Close it there or choose another place.</source>
        <translation>không có quyền ghi tệp hoặc thư mục, hoặc chương trình khác đang mở tệp. Hãy đóng tệp ở đó hoặc chọn nơi khác.</translation>
    </message>
    <message>
        <source>the disk can only be read. Choose another place.</source>
        <translation>đĩa chỉ cho đọc. Hãy chọn nơi khác.</translation>
    </message>
    <message>
        <source>the disk does not take files so large. Choose another place.</source>
        <translation>đĩa không nhận tệp lớn như vậy. Hãy chọn nơi khác.</translation>
    </message>
    <message>
        <source>it is a folder. Give the name of a file.</source>
        <translation>đây là thư mục. Hãy cho tên một tệp.</translation>
    </message>
    <message>
        <source>the folder does not exist. Make it first.</source>
        <translation>thư mục không tồn tại. Hãy tạo thư mục trước.</translation>
    </message>
    <message>
        <source>the name is too long. Choose a shorter one.</source>
        <translation>tên quá dài. Hãy chọn tên ngắn hơn.</translation>
    </message>
    <message>
        <source>a workbook holds no more than a million rows. Write a GPKG.</source>
        <translation>bảng tính chỉ chứa được tối đa một triệu dòng. Hãy ghi dạng GPKG.</translation>
    </message>
    <message>
        <source>DXF holds drawings: of the values only names and layers were written.</source>
        <translation>DXF chỉ chứa bản vẽ: trong các giá trị, chỉ tên và lớp được ghi.</translation>
    </message>
    <message>
        <source>the format does not take it ({detail}).</source>
        <translation>định dạng không nhận dữ liệu này ({detail}).</translation>
    </message>
    <message>
        <source>Noticed on writing: {text}</source>
        <translation>Ghi nhận khi ghi tệp: {text}</translation>
    </message>
    <message>
        <source>GPX knows no areas: their outlines were written as tracks.</source>
        <translation>GPX không có đối tượng vùng: đường bao được ghi thành tuyến (track).</translation>
    </message>
    <message>
        <source>the layer file {file} still lies elsewhere. Copy it into the plan&apos;s folder first.</source>
        <translation>tệp {file} của một lớp còn nằm ở nơi khác. Hãy chép tệp vào thư mục đồ án trước.</translation>
    </message>
    <message>
        <source>Outlines too long for a cell were left out. Write a GPKG to keep them.</source>
        <translation>Đường bao quá dài cho một ô đã bị bỏ qua. Hãy ghi GPKG để giữ.</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Nguồn</translation>
    </message>
</context>
<context>
    <name>zone-editor</name>
    <message>
        <source>Zone</source>
        <translation>Vùng thu hồi đất</translation>
    </message>
    <message>
        <source>Width of the roads left out</source>
        <translation>Bề rộng đường loại trừ</translation>
    </message>
    <message>
        <source>(do not count)</source>
        <translation>(không đếm)</translation>
    </message>
    <message>
        <source>(all)</source>
        <translation>(tất cả)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Tên</translation>
    </message>
    <message>
        <source>Beside the line</source>
        <translation>Dọc theo tuyến</translation>
    </message>
    <message>
        <source>Only where field</source>
        <translation>Chỉ nơi trường</translation>
    </message>
    <message>
        <source>has the value</source>
        <translation>có giá trị</translation>
    </message>
    <message>
        <source>Side, in line direction</source>
        <translation>Bên, theo hướng tuyến</translation>
    </message>
    <message>
        <source>Ends</source>
        <translation>Đầu tuyến</translation>
    </message>
    <message>
        <source>Outer corners</source>
        <translation>Góc ngoài</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Mức ưu tiên</translation>
    </message>
    <message>
        <source>Measured from</source>
        <translation>Tính từ</translation>
    </message>
    <message>
        <source>Road width</source>
        <translation>Bề rộng đường</translation>
    </message>
    <message>
        <source>Distance from the line</source>
        <translation>Khoảng cách từ tuyến</translation>
    </message>
    <message>
        <source>Chainage</source>
        <translation>Lý trình</translation>
    </message>
    <message>
        <source>Leave out</source>
        <translation>Loại trừ</translation>
    </message>
    <message>
        <source>Count affected parcels of</source>
        <translation>Đếm thửa bị ảnh hưởng của</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Từ</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Đến</translation>
    </message>
    <message>
        <source>Along the whole line</source>
        <translation>Dọc toàn tuyến</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Bên trái</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>Bên phải</translation>
    </message>
    <message>
        <source>Both</source>
        <translation>Hai bên</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>Vuông</translation>
    </message>
    <message>
        <source>Round</source>
        <translation>Tròn</translation>
    </message>
    <message>
        <source>Rounded</source>
        <translation>Lượn tròn</translation>
    </message>
    <message>
        <source>Pointed</source>
        <translation>Kéo nhọn</translation>
    </message>
    <message>
        <source>Cut straight</source>
        <translation>Vát thẳng</translation>
    </message>
    <message>
        <source>Centreline</source>
        <translation>Tim đường</translation>
    </message>
    <message>
        <source>Edge of the road</source>
        <translation>Mép đường</translation>
    </message>
    <message>
        <source>Area of the zone</source>
        <translation>Diện tích vùng</translation>
    </message>
    <message>
        <source>Not in an earlier zone</source>
        <translation>Không trùng vùng trước</translation>
    </message>
    <message>
        <source>Length of road</source>
        <translation>Chiều dài đường</translation>
    </message>
    <message>
        <source>Affected parcels</source>
        <translation>Thửa bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Affected land</source>
        <translation>Đất bị ảnh hưởng</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>Áp dụng</translation>
    </message>
</context>
<context>
    <name>zones</name>
    <message>
        <source>A zone</source>
        <translation>Vùng</translation>
    </message>
    <message>
        <source>its line layer has no field {field}</source>
        <translation>lớp tuyến gốc không có trường {field}</translation>
    </message>
    <message>
        <source>a chainage needs one connected line, and there are several</source>
        <translation>lý trình cần một tuyến liền, nhưng ở đây có nhiều tuyến rời</translation>
    </message>
    <message>
        <source>it must end farther from the line than it begins</source>
        <translation>khoảng cách kết thúc phải lớn hơn khoảng cách bắt đầu, tính từ tuyến</translation>
    </message>
    <message>
        <source>its chainage lies beyond the end of the line, {end}</source>
        <translation>lý trình vượt quá cuối tuyến, {end}</translation>
    </message>
    <message>
        <source>{layer}, which it leaves out, holds lines without width</source>
        <translation>lớp loại trừ {layer} chỉ có đường, chưa có bề rộng</translation>
    </message>
    <message>
        <source>it is taken out of a zone that is taken out of it</source>
        <translation>vùng này và một vùng khác loại trừ lẫn nhau</translation>
    </message>
</context>
</TS>
