"""What the tests of databases share."""

OWNERS = ["Nông Văn Bí Mật", "=Công ty Ẩn", "HTX Nước Hai", "UBND xã", None]
PROJ_9210 = "+proj=tmerc +lat_0=0 +lon_0=105.75 +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +units=m"
SECRET = "bí mật của thử nghiệm"  # noqa: S105  of a server that lives for seconds
