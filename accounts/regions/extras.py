"""Parts of GB/T 2260 that the ministry's list leaves out.

Its list has no numeric code for Taiwan and no parts of Hong Kong and Macau; parcels need them.
Codes of the parts are those in common use beside the standard; English names are the official ones.
"""

from __future__ import annotations

from accounts.enums import RegionLevel

#: Code, Chinese name, English name.
PROVINCES = [("710000", "台湾省", "Taiwan")]
CITIES = [
    ("710100", "台北市", "Taipei"),
    ("710200", "高雄市", "Kaohsiung"),
    ("710300", "台南市", "Tainan"),
    ("710400", "台中市", "Taichung"),
    ("710600", "南投县", "Nantou County"),
    ("710700", "基隆市", "Keelung"),
    ("710800", "新竹市", "Hsinchu City"),
    ("710900", "嘉义市", "Chiayi City"),
    ("711100", "新北市", "New Taipei"),
    ("711200", "宜兰县", "Yilan County"),
    ("711300", "新竹县", "Hsinchu County"),
    ("711400", "桃园市", "Taoyuan"),
    ("711500", "苗栗县", "Miaoli County"),
    ("711700", "彰化县", "Changhua County"),
    ("711900", "嘉义县", "Chiayi County"),
    ("712100", "云林县", "Yunlin County"),
    ("712400", "屏东县", "Pingtung County"),
    ("712500", "台东县", "Taitung County"),
    ("712600", "花莲县", "Hualien County"),
    ("712700", "澎湖县", "Penghu County"),
]
DISTRICTS = [
    ("810001", "中西区", "Central and Western"),
    ("810002", "湾仔区", "Wan Chai"),
    ("810003", "东区", "Eastern"),
    ("810004", "南区", "Southern"),
    ("810005", "油尖旺区", "Yau Tsim Mong"),
    ("810006", "深水埗区", "Sham Shui Po"),
    ("810007", "九龙城区", "Kowloon City"),
    ("810008", "黄大仙区", "Wong Tai Sin"),
    ("810009", "观塘区", "Kwun Tong"),
    ("810010", "荃湾区", "Tsuen Wan"),
    ("810011", "屯门区", "Tuen Mun"),
    ("810012", "元朗区", "Yuen Long"),
    ("810013", "北区", "North"),
    ("810014", "大埔区", "Tai Po"),
    ("810015", "西贡区", "Sai Kung"),
    ("810016", "沙田区", "Sha Tin"),
    ("810017", "葵青区", "Kwai Tsing"),
    ("810018", "离岛区", "Islands"),
    ("820001", "花地玛堂区", "Our Lady of Fatima"),
    ("820002", "花王堂区", "St. Anthony"),
    ("820003", "望德堂区", "St. Lazarus"),
    ("820004", "大堂区", "Cathedral"),
    ("820005", "风顺堂区", "St. Lawrence"),
    ("820006", "嘉模堂区", "Our Lady of Carmel (Taipa)"),
    ("820007", "路氹填海区", "Cotai"),
    ("820008", "圣方济各堂区", "St. Francis Xavier (Coloane)"),
]

BY_LEVEL = {
    RegionLevel.PROVINCE: PROVINCES,
    RegionLevel.CITY: CITIES,
    RegionLevel.DISTRICT: DISTRICTS,
}
