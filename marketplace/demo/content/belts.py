"""The belts: industrial regions, each known for one trade.

Columns: slug, Chinese, English, trade in Chinese and English, region codes of GB/T 2260, town in
Chinese and English, groups of categories made there, scenery, shapes in the picture, its colour.
"""

from dataclasses import dataclass

from marketplace.demo.content.tables import Words, pairs, rows

_BELTS = """
yiwu-small-goods | 义乌小商品 | Yiwu small goods | 小商品 | Small goods | 330782 | 义乌市=Yiwu | storage cleaning drinkware rain-gear fragrance-decor beauty accessories festive | arcade | umbrella flask basket hairclip | brick
guangzhou-clothing | 广州服装 | Guangzhou clothing | 服装 | Clothing | 440104 440103 | 广州市=Guangzhou | womenswear menswear childrenswear loungewear | city | dress shirt sweater | rose
chenghai-toys | 澄海玩具 | Chenghai toys | 玩具 | Toys | 440515 | 汕头市=Shantou | toy-vehicles construction plush-dolls play-outdoors | hills | toycar bear blocks robot | mustard
foshan-furniture | 佛山家具 | Foshan furniture | 家具 | Furniture | 440606 440604 | 佛山市=Foshan | seating tables bedroom | city | sofa floorlamp chair | pine
dongguan-electronics | 东莞电子 | Dongguan electronics | 电子 | Electronics | 441900 | 东莞市=Dongguan | charging audio phone-accessories computing components | works | headphone speaker charger smartwatch | navy
jingdezhen-ceramics | 景德镇陶瓷 | Jingdezhen ceramics | 陶瓷 | Ceramics | 360202 360203 | 景德镇市=Jingdezhen | tableware teaware ceramic-decor | kilns | vase teapot bowl gaiwan | haze
nantong-home-textiles | 南通家纺 | Nantong home textiles | 家纺 | Home textiles | 320612 320602 | 南通市=Nantong | bedding bath window-floor | harbour | bedset towel cushion | lilac
wenzhou-shoes | 温州鞋业 | Wenzhou shoes | 鞋 | Shoes | 330304 330302 | 温州市=Wenzhou | mens-shoes womens-shoes | harbour | sneaker boot heel | caramel
yongkang-hardware | 永康五金 | Yongkang hardware | 五金 | Hardware | 330784 | 永康市=Yongkang | hand-tools power-tools locks-fittings fasteners cookware | works | drill toolbox padlock pan | coral
caoxian-costumes | 曹县演出服 | Caoxian costumes | 演出服与汉服 | Costumes and Hanfu | 371721 | 曹县=Caoxian | hanfu stagewear props | field | hanfu lantern mask | wine
cixi-appliances | 慈溪小家电 | Cixi appliances | 小家电 | Small appliances | 330282 | 慈溪市=Cixi | kitchen-appliances home-appliances cookware | harbour | kettle toaster fan ricecooker | mint
anxi-tea | 安溪茶叶 | Anxi tea | 茶叶 | Tea | 350524 | 安溪县=Anxi | tea teaware | terraces | teatin teapot teacake | sage
zhongshan-lighting | 中山灯饰 | Zhongshan lighting | 灯饰 | Lighting | 442000 | 中山市=Zhongshan | lighting components | city | lamp pendant floorlamp | charcoal
baigou-bags | 白沟箱包 | Baigou bags | 箱包 | Bags and luggage | 130684 | 高碑店市=Gaobeidian | bags accessories | field | backpack suitcase tote | cream
cangnan-packing | 苍南包装文具 | Cangnan packing | 包装与文具 | Packing and stationery | 330327 | 苍南县=Cangnan | packing-stationery festive kitchen-tools | arcade | paperbag giftbox notebook | sky
ningjin-fitness | 宁津健身户外 | Ningjin fitness and outdoors | 健身与户外 | Fitness and outdoors | 371422 | 宁津县=Ningjin | sports | hills | tent dumbbell yogamat | stone
"""


@dataclass(frozen=True, slots=True)
class BeltWords:
    """A belt as the demo tells of it."""

    slug: str
    name: Words
    trade: Words
    regions: tuple[str, ...]
    town: Words
    middles: tuple[str, ...]
    scenery: str
    shapes: tuple[str, ...]
    tone: str

    @property
    def intro(self) -> Words:
        """What the belt's page says of it."""
        return Words(
            f"{self.town.zh}以{self.trade.zh}闻名：原料、加工、包装与物流都在半天车程之内，"
            "小单起订、打样快、补货快。本页企业均为演示用的虚构企业。",
            f"{self.town.en} lives by {self.trade.en.lower()}: materials, makers, packing and "
            "carriers lie within half a day's drive, so small first orders, quick samples and quick "
            "restocking are the rule. All companies shown here are made up for this demo.",
        )


def _belt(cells: list[str]) -> BeltWords:
    slug, zh, en, trade, trade_en, regions, town, middles, scenery, shapes, tone = cells
    return BeltWords(
        slug,
        Words(zh, en),
        Words(trade, trade_en),
        tuple(regions.split()),
        pairs(town)[0],
        tuple(middles.split()),
        scenery,
        tuple(shapes.split()),
        tone,
    )


BELTS: tuple[BeltWords, ...] = tuple(_belt(cells) for cells in rows(_BELTS))
