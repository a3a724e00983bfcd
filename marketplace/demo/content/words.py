"""Materials, specifications, uses and words of the trade, by the name that categories call them."""

from marketplace.demo.content.tables import Words, pairs, rows

_MATERIALS = """
plastic | 食品级PP=food-grade PP; 加厚ABS=thick ABS; PET环保料=recycled PET
clear | 高硼硅玻璃=borosilicate glass; 钠钙玻璃=soda-lime glass; Tritan=Tritan
steel | 304不锈钢=304 stainless steel; 316不锈钢=316 stainless steel; 食品级不锈钢=food-grade steel
wood | 榉木=beech; 相思木=acacia; 楠竹=moso bamboo
straw | 手编藤条=hand-woven rattan; 水葫芦草=water hyacinth; 仿藤PE=PE rattan
cotton | 纯棉=pure cotton; 长绒棉=long-staple cotton; 莫代尔棉=modal cotton; 亚麻棉=linen cotton
knit | 羊毛混纺=wool blend; 澳毛=Australian wool; 包芯纱=core-spun yarn; 精梳棉纱=combed cotton yarn
shell | 涤塔夫=polyester taffeta; 尼龙塔丝隆=nylon taslan; 牛津布=Oxford cloth
silk | 雪纺=chiffon; 醋酸缎面=acetate satin; 织锦缎=brocade; 真丝混纺=silk blend
leather | 头层牛皮=full-grain cowhide; 超纤皮=microfibre leather; PU皮=PU leather
upper | 飞织网面=knitted mesh; 头层牛皮=full-grain cowhide; 超纤皮=microfibre leather
eva | EVA=EVA; PVC发泡=PVC foam; TPR=TPR
alloy | 合金=die-cast alloy; ABS环保料=eco ABS; 榉木=beech
block | ABS环保料=eco ABS; 榉木=beech; EVA泡棉=EVA foam
plush | 水晶绒=crystal velvet; 兔毛绒=faux rabbit fur; 短毛绒=short plush
vinyl | 搪胶=vinyl; 软胶=soft vinyl; 布艺=cloth
rubber | PVC=PVC; 天然橡胶=natural rubber; TPU=TPU
timber | 白橡木=white oak; 胡桃木=walnut; 新西兰松木=radiata pine; 多层板=plywood
seat | 科技布=tech fabric; 棉麻=cotton linen; 绒布=velvet; 网布=mesh
lampshade | 亚麻布=linen; 金属烤漆=enamelled metal; 奶油玻璃=opal glass; 宣纸=rice paper
case | PC+ABS=PC+ABS; 铝合金=aluminium; 阻燃ABS=flame-retardant ABS
wire | 尼龙编织=nylon braid; 液态硅胶=liquid silicone; TPE=TPE
phone | 液态硅胶=liquid silicone; 磨砂PC=matt PC; TPU=TPU
board | FR-4=FR-4; 铝基板=aluminium substrate
china | 骨瓷=bone china; 高白瓷=fine porcelain; 粗陶=stoneware; 釉下彩=underglaze porcelain
teaware | 青瓷=celadon; 紫砂=zisha clay; 白瓷=white porcelain; 柴烧陶=wood-fired pottery
bedding | 60支长绒棉=60s long-staple cotton; 天丝=lyocell; 水洗棉=washed cotton; 磨毛=brushed cotton
filling | 新疆棉花=Xinjiang cotton; 大豆纤维=soy fibre; 白鹅绒=white goose down; 羽丝绒=down alternative
foam | 天然乳胶=natural latex; 记忆棉=memory foam; 荞麦壳=buckwheat husk
terry | 新疆长绒棉=Xinjiang long-staple cotton; 竹纤维=bamboo fibre; 珊瑚绒=coral fleece
drape | 雪尼尔=chenille; 高精密涤纶=dense polyester; 亚麻=linen
pile | 水晶绒=crystal velvet; 仿羊绒=faux cashmere; 黄麻=jute
tool | 铬钒钢=chrome vanadium steel; 高碳钢=high-carbon steel; 45号钢=45 carbon steel
lock | 锌合金=zinc alloy; 黄铜=brass; 304不锈钢=304 stainless steel
fixing | 碳钢镀锌=galvanised carbon steel; 304不锈钢=304 stainless steel; 35K钢=35K steel
cook | 304不锈钢=304 stainless steel; 麦饭石=granite coating; 铸铁=cast iron; 珐琅=enamel
oolong | 清香型=light aroma; 浓香型=roasted aroma; 陈香型=aged aroma
leaf | 春茶=spring picking; 明前=pre-Qingming; 秋茶=autumn picking
dried | 特级=extra grade; 一级=first grade; 有机种植=organic
nuts | 原味=original; 盐焗=salt-baked; 奶香=creamy
kraft | 五层瓦楞=5-ply corrugated; 三层特硬=3-ply extra hard; 牛皮纸=kraft paper
film | 共挤膜=co-extruded film; 珠光膜=pearl film; 可降解PBAT=compostable PBAT
tape | BOPP=BOPP; 牛皮纸=kraft paper; 布基=cloth backing
paper | 牛皮纸=kraft paper; 白卡纸=white card; 特种纸=art paper
festive | 植绒布=flocked cloth; 防水绸布=waterproof silk; 宣纸=rice paper; 乳胶=latex
outdoor | 210T涤纶=210T polyester; 210D牛津布=210D Oxford; 600D牛津布=600D Oxford
fit | TPE=TPE; 天然橡胶=natural rubber; 环保PU=eco PU
iron | 浸塑铸铁=vinyl-dipped iron; 电镀钢=chromed steel; 环保水泥=eco cement
carbon | 铝碳一体=aluminium carbon; 全碳素=full carbon; 铁合金=iron alloy
acetate | 醋酸板材=acetate; 磨砂塑料=matt plastic; 合金=alloy
jewel | 925银=925 silver; 18K包金=18K gold-filled; 钛钢=titanium steel; 淡水珍珠=freshwater pearl
hair | 人造纤维毛=synthetic fibre; 山羊毛=goat hair; 木柄=wooden handle
wax | 大豆蜡=soy wax; 椰子蜡=coconut wax
"""

_SPECS = """
litres | 12L; 25L; 45L; 66L
hand | 小号=small; 中号=medium; 大号=large
ml | 350ml; 500ml; 750ml; 1000ml
cup | 300ml; 380ml; 450ml
cells | 6格=6 cells; 12格=12 cells; 24格=24 cells
box | 三格=3 compartments; 双层=two tiers; 单层=one tier
cm | 20cm; 26cm; 30cm
length | 90cm; 120cm; 140cm
pieces | 3件套=set of 3; 5件套=set of 5; 10件装=pack of 10
weight | 180g; 220g; 280g; 320g
season | 春秋款=spring/autumn; 夏季薄款=summer weight; 加绒款=fleece-lined
fit | 宽松版=loose fit; 修身版=slim fit; 廓形=boxy cut
sole | 防滑底=non-slip sole; 软底=soft sole; 厚底=platform sole
bag | 14寸=14 inch; 20寸=20 inch; 24寸=24 inch
scale | 1:32; 1:24; 1:18
age | 1-3岁=ages 1-3; 3-6岁=ages 3-6; 6岁以上=ages 6+
bricks | 120粒=120 pieces; 320粒=320 pieces; 680粒=680 pieces
toy | 20cm; 30cm; 45cm
room | 单人位=single; 双人位=two-seat; 组合款=set
metre | 0.8m; 1.2m; 1.4m; 1.6m
shelf | 三层=3 shelves; 四层=4 shelves; 五层=5 shelves
watt | 12W; 24W; 36W
power | 20W; 33W; 65W
cable | 1m; 1.5m; 2m
mah | 5000mAh; 10000mAh; 20000mAh
sound | 蓝牙5.3=Bluetooth 5.3; 蓝牙5.4=Bluetooth 5.4; 降噪款=noise cancelling
model | 多机型=many models; 磁吸款=magnetic; 标准款=standard
keys | 61键=61 keys; 87键=87 keys; 104键=104 keys
dpi | 1600DPI; 3200DPI; 静音款=silent
reel | 5m; 10m; 20m
pins | 单层板=single layer; 双层板=double layer; 四层板=four layers
inch | 4.5寸=4.5 inch; 6寸=6 inch; 8寸=8 inch; 10寸=10 inch
set | 4头=4 pieces; 12头=12 pieces; 24头=24 pieces
tea | 120ml; 180ml; 220ml
tall | 18cm; 25cm; 32cm
duvet | 1.5kg; 2kg; 3kg
fold | 30×60cm; 35×75cm; 70×140cm
rug | 60×90cm; 120×160cm; 160×230cm
drape | 1.5×2m; 2×2.4m; 3×2.7m
tool | 6寸=6 inch; 8寸=8 inch; 10寸=10 inch; 12寸=12 inch
volt | 12V; 18V; 21V
lock | 30mm; 40mm; 50mm; 60mm
thread | M4; M5; M6; M8
kitchen | 1.5L; 1.8L; 3L; 5L
wattage | 800W; 1200W; 1500W; 2000W
pan | 20cm; 24cm; 28cm; 32cm
tin | 50g; 125g; 250g; 500g
cake | 100g; 200g; 357g
carton | 3号=No. 3; 5号=No. 5; 8号=No. 8; 10号=No. 10
tape | 45mm×60m; 48mm×100m; 60mm×150m
mail | 17×30cm; 25×35cm; 38×52cm
pages | A5 96页=A5, 96 pages; B5 120页=B5, 120 pages; A6 64页=A6, 64 pages
nib | 0.38mm; 0.5mm; 0.7mm
people | 1-2人=1-2 people; 3-4人=3-4 people; 5-8人=5-8 people
mat | 6mm; 8mm; 10mm; 15mm
kg | 2kg; 5kg; 10kg
ball | 4号=size 4; 5号=size 5; 7号=size 7
brushes | 5支装=set of 5; 8支装=set of 8; 12支装=set of 12
hours | 25小时=25 h; 40小时=40 h
"""

_USES = """
home | 家用=home; 宿舍=dormitory; 办公室=office; 酒店民宿=hotel and guesthouse
kitchen | 家用厨房=home kitchen; 餐厅=restaurant; 露营野餐=camping and picnic; 伴手礼=souvenir
wear | 通勤=commuting; 休闲=casual; 度假=holiday; 校园=campus
stage | 舞台演出=stage; 校园汇演=school show; 节日活动=festival; 摄影写真=photo shoot
shoes | 通勤=commuting; 户外=outdoor; 居家=at home; 运动休闲=sport and leisure
play | 早教=early learning; 亲子互动=family play; 节日礼物=holiday gift; 幼儿园=kindergarten
room | 客厅=living room; 卧室=bedroom; 民宿=guesthouse; 咖啡厅=café
tech | 办公=office; 车载=car; 旅行=travel; 学生党=students
work | 工地=building site; 家装=home improvement; 汽修=car repair; 工厂=workshop
cook | 小户型=small kitchen; 家用=home; 宿舍=dormitory; 母婴=baby care
tea | 自饮口粮=everyday drinking; 送礼=gift; 茶馆=tea house; 办公室=office
pack | 电商发货=e-commerce shipping; 搬家=moving; 门店=shop; 礼品=gift
sport | 健身房=gym; 露营=camping; 学校体育=school sport; 家庭训练=home training
beauty | 日常=everyday; 新娘=bridal; 礼品=gift; 店铺配货=shop stock
"""

MATERIALS: dict[str, tuple[Words, ...]] = {name: pairs(cell) for name, cell in rows(_MATERIALS)}
SPECS: dict[str, tuple[Words, ...]] = {name: pairs(cell) for name, cell in rows(_SPECS)}
USES: dict[str, tuple[Words, ...]] = {name: pairs(cell) for name, cell in rows(_USES)}

#: Nothing that a product's own terms would have to hold, such as stock, dropship or samples.
TRADE = pairs(
    "热卖推荐=popular choice; 厂家批发=wholesale; 跨境专供=export quality; 做工精细=finely made; "
    "简约包装=plain packing; 耐用实惠=durable value; 升级款=upgraded; 外贸尾单品质=export grade; "
    "档口爆款=market bestseller; 团购福利=group gift"
)
SEASONS = pairs(
    "新款=new; 当季=seasonal; 爆款=bestselling; 经典款=classic; 原创设计=original design; ins风=minimal"
)

SIZES: dict[str, tuple[str, tuple[str, ...]]] = {
    "cloth": ("尺码::Size", ("S", "M", "L", "XL", "XXL")),
    "kids": ("身高::Height", ("90cm", "100cm", "110cm", "120cm", "130cm")),
    "women": ("鞋码::Shoe size", ("35", "36", "37", "38", "39")),
    "men": ("鞋码::Shoe size", ("39", "40", "41", "42", "43", "44")),
    "bed": ("床宽::Bed width", ("1.2m", "1.5m", "1.8m", "2.0m")),
}
COLOUR = "颜色::Colour"
SPEC = "规格::Specification"
