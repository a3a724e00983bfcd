"""100,000 made-up wholesale products, the same from the same seed.

Another set can stand in its place (``--dataset PATH``): a module with the functions and the two
lists of queries below, giving plain dicts of the same keys.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

SEED = 20_260
N_PRODUCTS = 100_000
N_SUPPLIERS = 2_000
SAMPLED_MIDDLES = 100

_TREE = {
    ("家纺", "textiles"): (
        "床单 bed sheet, 被套 duvet cover, 枕套 pillowcase, 浴巾 bath towel, "
        "毛毯 blanket, 桌布 tablecloth, 窗纱 sheer curtain, 坐垫 seat cushion, "
        "围裙 apron, 凉席 summer mat"
    ),
    ("餐厨", "kitchenware"): (
        "汤锅 stock pot, 蒸锅 steamer, 刀具 knife set, 水杯 water cup, 饭碗 rice bowl, "
        "餐盘 dinner plate, 勺子 spoon, 烧水壶 kettle, 调料罐 spice jar, "
        "酒杯 wine glass"
    ),
    ("女装", "womenswear"): (
        "衬衣 blouse, 半身裙 skirt, 针织衫 knitwear, 风衣 trench coat, 打底裤 leggings, "
        "T恤 tee shirt, 吊带 camisole, 西装 blazer, 旗袍 cheongsam, 睡裙 nightdress"
    ),
    ("箱包", "luggage"): (
        "旅行箱 trolley case, 书包 school bag, 单肩包 shoulder bag, 卡包 card holder, "
        "胸包 chest bag, 电脑包 laptop bag, 帆布袋 tote bag, 钥匙包 key case, "
        "妈咪包 diaper bag, 束口袋 drawstring bag"
    ),
    ("电子", "electronics"): (
        "耳机 headset, 音响 loudspeaker, 电源 adapter, 路由器 router, 摄像头 webcam, "
        "鼠标垫 mouse pad, 转换器 converter, 智能手表 smart watch, U盘 flash drive, "
        "显示器 monitor"
    ),
    ("照明", "lamps"): (
        "吊灯 chandelier, 筒灯 downlight, 轨道灯 track light, 路灯 street lamp, "
        "灯串 string lights, 护眼灯 reading lamp, 镜前灯 mirror lamp, "
        "应急灯 emergency light, 霓虹灯 neon sign, 灯罩 lampshade"
    ),
    ("母婴", "baby"): (
        "爬行垫 play mat, 餐椅 high chair, 围兜 bib, 摇铃 rattle, 学步车 walker, "
        "安抚玩偶 comforter, 故事机 story player, 绘本 picture book, "
        "磁力片 magnetic tiles, 滑板车 scooter"
    ),
    ("五金", "ironware"): (
        "锤子 hammer, 钳子 pliers, 锯条 saw blade, 螺母 nut, 膨胀栓 anchor bolt, "
        "合页 door hinge, 挂锁 padlock, 水龙头 faucet, 脚轮 caster, 砂纸 sandpaper"
    ),
    ("户外", "camping"): (
        "天幕 tarp, 吊床 hammock, 头灯 headlamp, 野餐垫 picnic rug, 炉具 camp stove, "
        "钓竿 fishing pole, 护腕 wrist guard, 泳镜 swim goggles, 骑行包 saddle bag, "
        "折叠桌 folding table"
    ),
    ("文具", "stationery"): (
        "钢笔 fountain pen, 便签 sticky note, 订书钉 staples, 彩铅 colour pencil, "
        "档案盒 file box, 白板 whiteboard, 印章 stamp, 书签 bookmark, 胶水 glue, "
        "信封 envelope"
    ),
}
_KINDS = [
    ("纯棉", "pure cotton"),
    ("加大", "oversize"),
    ("儿童", "children"),
    ("轻便", "lightweight"),
    ("防滑", "nonslip"),
    ("复古", "vintage"),
    ("耐热", "heatproof"),
    ("创意", "creative"),
    ("高端", "premium"),
    ("简易", "simple"),
]
_OPENINGS = (
    "源头工厂 秋季新品 一件代发 支持定制 热卖 外贸原单 直播爆款 现货速发 出口品质 工厂批发".split()
)
_PLACES = "酒店 民宿 办公 学校 露营 门店 礼品 车用 居家 电商 婚庆 幼儿园".split()
_WORDS = "bulk wholesale, logo printing, bestseller, export grade, bamboo, linen, silicone, steel, \
gift box, recycled, ready stock, low minimum".split(", ")
_SIZES = "300ml 750ml 1.2L 3m 45cm 60x90cm XXL A5 12pcs 24pcs 5W 18W 36V 2kg 500g".split()
_COLOURS = "米白 墨绿 雾蓝 杏色 浅灰 酒红 原木 透明".split()
_CITIES = "义乌 广州 澄海 佛山 东莞 景德镇 南通 温州 永康 曹县 慈溪 安溪".split()

QUERIES_ZH = "水杯 纯棉 耳机 半身裙 轻便 智能手表 儿童餐椅 加大浴巾 T恤 纯棉床单".split()
QUERIES_EN = [
    "vintage",
    "kettle",
    "bamboo",
    "flash drive",
    "lightweight",
    "smart watch",
    "nonslip",
    "router",
    "stock pot",
    "750ml",
]


def categories() -> list[dict[str, Any]]:
    """Ten of the first level, a hundred of the second, a thousand of the third."""
    made: list[dict[str, Any]] = []
    for (name, name_en), nouns in _TREE.items():
        top = _category(made, None, 1, name, name_en)
        for noun in nouns.split(", "):
            chinese, _, english = noun.strip().partition(" ")
            middle = _category(made, top, 2, chinese, english)
            for kind, kind_en in _KINDS:
                _category(made, middle, 3, kind + chinese, f"{kind_en} {english}")
    return made


def _category(
    made: list[dict[str, Any]], parent: int | None, level: int, name: str, name_en: str
) -> int:
    number = len(made) + 1
    slug = f"{name_en.replace(' ', '-')}-{number}"
    made.append(
        {
            "id": number,
            "parent": parent,
            "level": level,
            "name": name,
            "name_en": name_en,
            "slug": slug,
        }
    )
    return number


def suppliers(count: int = N_SUPPLIERS) -> Iterator[dict[str, Any]]:
    draw = random.Random(SEED + 1)
    for number in range(1, count + 1):
        city = draw.choice(_CITIES)
        yield {
            "id": number,
            "name": f"{city}样品{draw.choice('甲乙丙丁戊己')}{number}号厂",
            "slug": f"works-{number}",
            "city": city,
        }


def products(count: int = N_PRODUCTS) -> Iterator[dict[str, Any]]:
    """``count`` products; the first of a larger set are the same."""
    tree = {category["id"]: category for category in categories()}
    leaves = [category for category in tree.values() if category["level"] == 3]
    draw = random.Random(SEED)
    for number in range(1, count + 1):
        # Some leaves hold several times what others do, as in a real market.
        leaf = leaves[min(int(draw.betavariate(1, 1.4) * 1000) * 389 % 1000, 999)]
        yield _product(draw, number, leaf, tree[leaf["parent"]])


def _product(
    draw: random.Random, number: int, leaf: dict[str, Any], middle: dict[str, Any]
) -> dict[str, Any]:
    kind = dict(_KINDS)[leaf["name"][:2]]
    title = (
        f"{draw.choice(_OPENINGS)}{leaf['name']} {draw.choice(_PLACES)} "
        f"{kind} {draw.choice(_WORDS)} {middle['name_en']} {draw.choice(_SIZES)}"
    )
    cents = max(60, int(draw.lognormvariate(6.9, 0.95)))
    colours = draw.sample(_COLOURS, draw.randint(1, 3))
    return {
        "id": number,
        "slug": f"item-{number}",
        "title": title,
        "description": f"{title}。{draw.choice(_PLACES)}常备{middle['name']}，支持混批。" * 4,
        "category": leaf["id"],
        "path": (middle["parent"], middle["id"], leaf["id"]),
        "supplier": draw.randint(1, N_SUPPLIERS),
        "image": "",
        "sold": min(5_000_000, int(draw.paretovariate(1.05)) - 1),
        "tiers": [(3, cents), (30, cents * 9 // 10), (300, cents * 78 // 100)],
        "variants": [
            {
                "sku": f"{number:06d}-{place}",
                "option": colour,
                "stock": draw.randint(20, 6000),
                "price_cents": cents,
            }
            for place, colour in enumerate(colours, 1)
        ],
        "created_day": draw.randint(0, 800),
    }


def matches(title: str, query: str) -> bool:
    """Whether a buyer would call it a match: every word of the query stands in the title."""
    lowered = title.lower()
    return all(word in lowered for word in query.lower().split())


def sample_ids(count: int = 200) -> tuple[list[int], list[int]]:
    """Categories, of the second and third level in turn, and products, for a load."""
    draw, tree = random.Random(SEED + 2), categories()
    middles = [category["id"] for category in tree if category["level"] == 2]
    leaves = [category["id"] for category in tree if category["level"] == 3]
    chosen = draw.sample(leaves, count - SAMPLED_MIDDLES)
    mixed = [number for pair in zip(middles, chosen, strict=True) for number in pair]
    return mixed, draw.sample(range(1, N_PRODUCTS + 1), count)
