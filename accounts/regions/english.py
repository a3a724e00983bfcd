"""Chinese names of places in English: pinyin without tones, and the forms that maps use."""

from __future__ import annotations

#: Names that maps do not write by pinyin.
ESTABLISHED = {
    "内蒙古自治区": "Inner Mongolia",
    "广西壮族自治区": "Guangxi",
    "西藏自治区": "Tibet",
    "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang",
    "陕西省": "Shaanxi",
    "香港特别行政区": "Hong Kong",
    "澳门特别行政区": "Macau",
    "哈尔滨市": "Harbin",
    "齐齐哈尔市": "Qiqihar",
    "呼和浩特市": "Hohhot",
    "巴彦淖尔市": "Bayannur",
    "乌兰察布市": "Ulanqab",
    "鄂尔多斯市": "Ordos",
    "呼伦贝尔市": "Hulunbuir",
    "锡林郭勒盟": "Xilingol League",
    "阿拉善盟": "Alxa League",
    "乌鲁木齐市": "Urumqi",
    "克拉玛依市": "Karamay",
    "吐鲁番市": "Turpan",
    "喀什地区": "Kashgar Prefecture",
    "喀什市": "Kashgar",
    "和田地区": "Hotan Prefecture",
    "和田市": "Hotan",
    "阿克苏地区": "Aksu Prefecture",
    "阿克苏市": "Aksu",
    "阿勒泰地区": "Altay Prefecture",
    "阿勒泰市": "Altay",
    "伊犁哈萨克自治州": "Ili Prefecture",
    "博尔塔拉蒙古自治州": "Bortala Prefecture",
    "巴音郭楞蒙古自治州": "Bayingolin Prefecture",
    "克孜勒苏柯尔克孜自治州": "Kizilsu Prefecture",
    "拉萨市": "Lhasa",
    "日喀则市": "Shigatse",
    "昌都市": "Qamdo",
    "林芝市": "Nyingchi",
    "那曲市": "Nagqu",
    "阿里地区": "Ngari Prefecture",
    "神农架林区": "Shennongjia Forestry District",
    "鄂温克族自治旗": "Ewenki Banner",
}
#: Characters with several readings: how they are read in names of places …
IN_PLACES = {
    "长": "chang",
    "都": "du",
    "朝": "chao",
    "什": "shi",
    "乐": "le",
    "尾": "wei",
    "会": "hui",
}
#: … and the names, without their kind, that are read otherwise.
READ_OTHERWISE = {
    "长子": "zhangzi",
    "乐清": "yueqing",
    "乐亭": "laoting",
    "漯河": "luohe",
    "闵行": "minhang",
    "蚌埠": "bengbu",
    "六合": "luhe",
    "单": "shan",
    "浚": "xun",
    "番禺": "panyu",
    "渑池": "mianchi",
    "尉犁": "yuli",
    "荥阳": "xingyang",
    "荥经": "yingjing",
    "枞阳": "zongyang",
    "盱眙": "xuyi",
    "铅山": "yanshan",
    "洪洞": "hongtong",
    "东阿": "dong'e",
    "台州": "taizhou",
    "丽水": "lishui",
    "莘": "shen",
    "歙": "she",
    "珲春": "hunchun",
}
#: What kind of place it is, longest first: an autonomous one loses its peoples' names with it.
AUTONOMOUS = {"自治州": "Prefecture", "自治县": "County", "自治旗": "Banner"}
SUFFIXES = {
    "特别行政区": "",
    "地区": "Prefecture",
    "新区": "New Area",
    "矿区": "Mining District",
    "特区": "Special District",
    "省": "",
    "市": "",
    "盟": "League",
    "区": "District",
    "县": "County",
    "旗": "Banner",
}
PEOPLES = sorted(
    (
        *("壮族", "满族", "回族", "苗族", "彝族", "土族", "白族", "侗族", "瑶族", "藏族", "傣族"),
        *("羌族", "畲族", "黎族", "水族", "佤族", "怒族", "蒙古族", "蒙古", "朝鲜族", "土家族"),
        *("布依族", "哈尼族", "哈萨克族", "哈萨克", "柯尔克孜族", "柯尔克孜", "维吾尔族", "各族"),
        *("锡伯族", "锡伯", "塔吉克族", "塔吉克", "达斡尔族", "鄂伦春", "东乡族", "撒拉族"),
        *("保安族", "裕固族", "纳西族", "拉祜族", "景颇族", "傈僳族", "仡佬族", "毛南族"),
        *("仫佬族", "普米族", "独龙族", "布朗族"),
    ),
    key=len,
    reverse=True,
)


def english_name(name: str) -> str:
    """``义乌市`` → ``Yiwu``, ``西湖区`` → ``Xihu District``, ``西安市`` → ``Xi'an``."""
    if name in ESTABLISHED:
        return ESTABLISHED[name]
    stem, kind = _split(name)
    return f"{_romanised(name, len(stem))} {kind}".strip()


def _split(name: str) -> tuple[str, str]:
    for suffix, kind in AUTONOMOUS.items():
        if name.endswith(suffix):
            return _without_peoples(name.removesuffix(suffix)), kind
    for suffix, kind in SUFFIXES.items():
        if name.endswith(suffix) and len(name) > len(suffix):
            return name.removesuffix(suffix), kind
    return name, ""


def _without_peoples(stem: str) -> str:
    for people in PEOPLES:
        if stem.endswith(people) and len(stem) > len(people):
            return _without_peoples(stem.removesuffix(people))
    return stem


def _romanised(name: str, characters: int) -> str:
    """The first characters of ``name``, read as they are in the whole of it."""
    from pypinyin import Style, lazy_pinyin  # its dictionary takes a third of a second

    stem = name[:characters]
    if stem in READ_OTHERWISE:
        return READ_OTHERWISE[stem].capitalize()
    read = lazy_pinyin(name, style=Style.NORMAL)[:characters]
    syllables = [IN_PLACES.get(sign, syllable) for sign, syllable in zip(stem, read, strict=True)]
    return _joined(syllables).replace("v", "u").capitalize()


def _joined(syllables: list[str]) -> str:
    """An apostrophe before a vowel inside a word: Xi'an."""
    return "".join(
        f"'{syllable}" if index and syllable[0] in "aeo" else syllable
        for index, syllable in enumerate(syllables)
    )
