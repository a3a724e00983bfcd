"""The companies: plainly made up, each with 示例 / Sample in its name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from marketplace.demo.content.belts import BELTS, BeltWords
from marketplace.demo.content.tables import Words, pairs

SUPPLIERS = 60

_BRANDS = pairs(
    "晴朗=Sunny; 青禾=Greenleaf; 远山=Far Hills; 小满=Ripe Grain; 云帆=Cloud Sail; 半亩=Half Acre; "
    "木槿=Hibiscus; 知夏=Early Summer; 川流=Riverflow; 橘灯=Orange Lamp; 北辰=North Star; 竹里=Bamboo Lane; "
    "星桥=Star Bridge; 白露=White Dew; 松间=Among Pines; 海风=Sea Breeze; 旭日=Rising Sun; 双鹭=Two Herons; "
    "拾光=Glimmer; 石榴=Pomegranate; 安澜=Calm Water; 朝颜=Morning Glory; 万木=Ten Thousand Trees; 蓝田=Blue Field; "
    "清溪=Clear Brook; 紫藤=Wisteria; 金穗=Golden Ear; 月白=Moon White; 千帆=Thousand Sails; 雨巷=Rain Lane; "
    "东篱=East Hedge; 丰年=Good Year; 芦苇=Reed; 南窗=South Window; 风铃=Wind Chime; 稻香=Rice Scent; "
    "春和=Spring Calm; 碧波=Green Wave; 长庚=Evening Star; 麦田=Wheat Field; 杏林=Apricot Grove; 流萤=Firefly; "
    "霁月=Clear Moon; 暖阳=Warm Sun; 苍穹=Blue Vault; 绿洲=Oasis; 鸣泉=Singing Spring; 观澜=Wave Watch; "
    "红枫=Red Maple; 沐风=Bathed in Wind; 听松=Pine Listener; 银杏=Ginkgo; 一苇=Single Reed; 栖霞=Rosy Cloud; "
    "新芽=New Shoot; 雪松=Cedar; 听雨=Rain Listener; 归燕=Returning Swallow; 飞鸿=Wild Goose; 长河=Long River; "
    "灯塔=Lighthouse; 渔火=Fisher's Lamp; 山月=Mountain Moon; 秋实=Autumn Fruit"
)
_SUFFIX = {
    "factory": Words("示例制造有限公司", "Sample Manufacturing"),
    "trader": Words("示例贸易有限公司", "Sample Trading"),
    "stall": Words("示例商行", "Sample Stall"),
    "sole_trader": Words("示例经营部", "Sample Goods"),
}
_MARKET_KINDS = ("factory", "stall", "trader", "stall")
_MAKER_KINDS = ("factory", "factory", "trader", "sole_trader")
_STANDINGS = {
    17: "restricted",
    29: "restricted",
    41: "restricted",
    23: "suspended",
    47: "suspended",
    55: "removed",
}
_MARKETS = frozenset({"yiwu-small-goods", "guangzhou-clothing", "cangnan-packing", "baigou-bags"})


@dataclass(frozen=True, slots=True)
class SupplierWords:
    """A supplier as the demo tells of it."""

    slug: str
    belt: BeltWords
    kind: str
    standing: str
    company: Words
    shop: Words
    intro: Words
    founded: int
    plant_area: int | None
    headcount: int
    joined_before: timedelta
    mix_amount: int | None
    mix_pieces: int | None


def suppliers(random: Random) -> list[SupplierWords]:
    """All suppliers, belt after belt in turn, so that every belt has some of each kind."""
    return [_supplier(number, random) for number in range(SUPPLIERS)]


def _supplier(number: int, random: Random) -> SupplierWords:
    belt = BELTS[number % len(BELTS)]
    kinds = _MARKET_KINDS if belt.slug in _MARKETS else _MAKER_KINDS
    kind, brand = kinds[number // len(BELTS) % 4], _BRANDS[number]
    maker = kind == "factory"
    company = Words(
        f"{belt.town.zh}{brand.zh}{belt.trade.zh.replace('与', '')}{_SUFFIX[kind].zh}",
        f"{belt.town.en} {brand.en} {_SUFFIX[kind].en}",
    )
    founded, area = random.randint(2004, 2023), random.choice((800, 1500, 2600, 4800, 9000))
    mixing = random.random()
    return SupplierWords(
        slug=f"{belt.slug.split('-')[0]}-{brand.en.lower().replace(' ', '-').replace(chr(39), '')}",
        belt=belt,
        kind=kind,
        standing=_STANDINGS.get(number, "active"),
        company=company,
        shop=Words(f"{brand.zh}{_SHOP[kind].zh}（示例）", f"{brand.en} {_SHOP[kind].en} (sample)"),
        intro=_intro(belt, kind, founded, area),
        founded=founded,
        plant_area=area if maker else None,
        headcount=random.randint(24, 180) if maker else random.randint(2, 20),
        joined_before=timedelta(days=random.randint(380, 1900), hours=random.randint(0, 23)),
        mix_amount=random.choice((200, 300, 500)) if mixing < 0.7 else None,
        mix_pieces=random.choice((20, 50, 100)) if 0.4 < mixing < 0.85 else None,
    )


_SHOP = {
    "factory": Words("工厂店", "Works"),
    "trader": Words("商贸", "Trading"),
    "stall": Words("档口", "Stall"),
    "sole_trader": Words("小店", "Goods"),
}


def _intro(belt: BeltWords, kind: str, founded: int, area: int) -> Words:
    zh, en = _KIND_INTRO[kind]
    return Words(
        zh.format(town=belt.town.zh, trade=belt.trade.zh, year=founded, area=area),
        en.format(town=belt.town.en, trade=belt.trade.en.lower(), year=founded, area=area),
    )


_KIND_INTRO = {
    "factory": (
        "{year}年建厂，位于{town}，厂房{area}平方米，专做{trade}。自有开模、打样与质检，支持来样定制与小单试产。（演示用虚构企业）",
        (
            "A maker of {trade} in {town} since {year}, on {area} m² of its own floor, with its own "
            "moulds, sampling and inspection; makes to sample and starts with small runs. "
            "(A made-up company of this demo.)"
        ),
    ),
    "trader": (
        "{year}年起在{town}经营{trade}批发与出口，整合周边多家工厂，一票到仓。（演示用虚构企业）",
        (
            "Wholesale and export of {trade} from {town} since {year}: goods of many nearby makers, "
            "one consignment. (A made-up company of this demo.)"
        ),
    ),
    "stall": (
        "{town}市场档口，{year}年开张，主营{trade}，每日上新，看样下单，当天打包。（演示用虚构企业）",
        (
            "A market stall in {town}, open since {year}: {trade}, new goods every day, packed the day "
            "they are ordered. (A made-up company of this demo.)"
        ),
    ),
    "sole_trader": (
        "{town}个体经营，{year}年开店，小批量{trade}，一件起发，回复及时。（演示用虚构企业）",
        (
            "A one-person business in {town} since {year}: {trade} in small batches, from a single "
            "piece. (A made-up company of this demo.)"
        ),
    ),
}


@dataclass(frozen=True, slots=True)
class BuyerWords:
    """A company that buys, and where it receives."""

    name: Words
    region: str
    street: str
    currency: str = "CNY"


_BUYERS = pairs(
    "杭州湖畔生活馆=Hangzhou Lakeside Living; 成都锦里杂货=Chengdu Jinli General Store; 武汉江城超市=Wuhan Rivertown Market; "
    "西安城墙文创=Xi'an City Wall Gifts; 上海弄堂买手店=Shanghai Lane Boutique; 北京胡同百货=Beijing Hutong Store; "
    "重庆山城家居=Chongqing Hilltown Home; 青岛海边民宿用品=Qingdao Seaside Supplies; 长沙橘洲商贸=Changsha Orange Isle; "
    "哈尔滨冰城商店=Harbin Ice City Shop; 昆明花市贸易=Kunming Flower Market; 南京梧桐书店=Nanjing Plane Tree Books; "
    "郑州中原批发部=Zhengzhou Central Wholesale; 沈阳铁西便利=Shenyang Corner Shops; 厦门鹭岛酒店采购=Xiamen Isle Hotels; "
    "天津海河幼教=Tianjin Riverside Nurseries; 合肥科学岛办公=Hefei Office Supply; 兰州黄河超市=Lanzhou River Market; "
    "太原汾河餐饮=Taiyuan Catering; 贵阳甲秀百货=Guiyang Store; 乌鲁木齐天山商贸=Urumqi Tianshan Trading; 海口骑楼商店=Haikou Arcade Shop; "
    "石家庄平原批发=Shijiazhuang Plains Wholesale; 南宁绿城超市=Nanning Green City Market"
)
_BUYER_REGIONS = [
    "330106",
    "510104",
    "420102",
    "610103",
    "310101",
    "110101",
    "500103",
    "370202",
    "430102",
    "230102",
    "530102",
    "320102",
    "410105",
    "210106",
    "350203",
    "120101",
    "340104",
    "620102",
    "140105",
    "520102",
    "650102",
    "460106",
    "130102",
    "450103",
]


def buyers() -> Iterator[BuyerWords]:
    """Companies that have bought for a year."""
    for number, (name, region) in enumerate(zip(_BUYERS, _BUYER_REGIONS, strict=True), 1):
        yield BuyerWords(
            Words(f"{name.zh}（示例）", f"{name.en} (sample)"),
            region,
            f"示例路{number * 8}号 {number}栋",
        )
