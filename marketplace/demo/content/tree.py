"""The categories: twelve trades, their groups, and the leaves that products hang on.

A trade ends with the uses that its goods are named by; a group may name its own.

Leaf columns: slug, Chinese, English, shape, price of a piece from-to in CNY, weight in g,
unit, material, specification, options, nouns, features.
"""

TOPS = """
home | 家居百货 | Home & daily goods | home
apparel | 服装服饰 | Apparel | wear
costumes | 演出服饰 | Costumes & Hanfu | stage
shoes-bags | 鞋靴箱包 | Shoes & bags | shoes
toys | 玩具 | Toys | play
furniture | 家具灯饰 | Furniture & lighting | room
electronics | 数码电子 | Consumer electronics | tech
ceramics | 陶瓷餐茶具 | Ceramics & tableware | kitchen
textiles | 家纺布艺 | Home textiles | home
hardware | 五金工具 | Hardware & tools | work
appliances | 厨具小家电 | Cookware & small appliances | cook
tea-packing-leisure | 茶叶包装运动 | Tea, packing & leisure | tea
"""

MIDDLES = """
storage | home | 收纳整理 | Storage | home
cleaning | home | 清洁用具 | Cleaning
drinkware | home | 杯壶 | Drinkware | kitchen
kitchen-tools | home | 厨房小件 | Kitchen tools | kitchen
rain-gear | home | 雨具 | Rain gear | shoes
fragrance-decor | home | 香氛家饰 | Fragrance & décor
womenswear | apparel | 女装 | Womenswear
menswear | apparel | 男装 | Menswear
childrenswear | apparel | 童装 | Childrenswear
loungewear | apparel | 家居服袜 | Loungewear & socks
accessories | apparel | 服饰配件 | Accessories
hanfu | costumes | 汉服 | Hanfu
stagewear | costumes | 舞台服装 | Stagewear
props | costumes | 演出道具 | Stage props
mens-shoes | shoes-bags | 男鞋 | Men's shoes
womens-shoes | shoes-bags | 女鞋 | Women's shoes
bags | shoes-bags | 箱包 | Bags & luggage
toy-vehicles | toys | 车模火车 | Toy vehicles
construction | toys | 积木拼图 | Building toys
plush-dolls | toys | 毛绒娃娃 | Plush & dolls
play-outdoors | toys | 户外与益智 | Outdoor & learning
seating | furniture | 坐具 | Seating
tables | furniture | 桌几 | Tables & desks
bedroom | furniture | 卧室柜架 | Bedroom & storage
lighting | furniture | 灯饰 | Lighting
charging | electronics | 充电 | Charging
audio | electronics | 影音 | Audio
phone-accessories | electronics | 手机配件 | Phone accessories
computing | electronics | 电脑外设与穿戴 | Computing & wearables
components | electronics | 电子元件 | Components
tableware | ceramics | 餐具 | Tableware
teaware | ceramics | 茶具 | Teaware
ceramic-decor | ceramics | 陶瓷摆件 | Ceramic décor
bedding | textiles | 床品 | Bedding
bath | textiles | 毛巾浴品 | Bath linen
window-floor | textiles | 窗帘地毯 | Curtains & rugs
hand-tools | hardware | 手动工具 | Hand tools
power-tools | hardware | 电动工具 | Power tools
locks-fittings | hardware | 锁具门窗件 | Locks & fittings
fasteners | hardware | 紧固件 | Fasteners
cookware | appliances | 锅具 | Cookware
kitchen-appliances | appliances | 厨房电器 | Kitchen appliances
home-appliances | appliances | 生活电器 | Home appliances
tea | tea-packing-leisure | 茶叶食品 | Tea & snacks
packing-stationery | tea-packing-leisure | 包装文具 | Packing & stationery | pack
festive | tea-packing-leisure | 节庆用品 | Festive goods | stage
sports | tea-packing-leisure | 运动户外 | Sports & outdoors | sport
beauty | tea-packing-leisure | 饰品美妆 | Jewellery & beauty | beauty
"""

LEAVES = {
    "storage": """
storage-boxes | 收纳箱 | Storage boxes | storagebox | 9-36 | 900 | 个 | plastic | litres | colour | 收纳箱=storage box; 整理箱=lidded box; 储物箱=stackable box | 带轮=wheeled; 透明可视=see-through; 加厚抗压=crush-proof; 侧开门=side-opening
woven-baskets | 编织篮 | Woven baskets | basket | 8-32 | 420 | 个 | straw | hand | colour | 收纳篮=storage basket; 手提篮=carry basket; 脏衣篮=laundry basket | 北欧风=Nordic; 带盖=lidded; 双耳=two-handled; 内衬布=lined
clothes-hangers | 衣架 | Clothes hangers | hanger | 0.6-3.2 | 60 | 个 | plastic | pieces | colour | 无痕衣架=no-mark hanger; 防滑衣架=non-slip hanger; 成人衣架=adult hanger | 植绒=flocked; 宽肩=wide-shoulder; 加粗=extra thick; 可旋转=swivel-hook
drawer-organisers | 抽屉整理盒 | Drawer organisers | organiser | 3-14 | 180 | 个 | plastic | cells | colour | 分隔盒=divider box; 内衣收纳盒=underwear organiser; 桌面收纳盒=desk organiser | 可自由组合=modular; 可折叠=folding; 日式=Japanese-style
vacuum-bags | 压缩袋 | Vacuum bags | zipbag | 1.5-8 | 70 | 个 | film | hand | spec | 真空压缩袋=vacuum bag; 密封收纳袋=zip bag; 旅行分装袋=travel pouch | 免抽气=pump-free; 加厚双筋=double-zip; 防潮=moisture-proof
""",
    "cleaning": """
mops | 拖把扫把 | Mops & brooms | mop | 9-38 | 780 | 把 | plastic | length | colour | 魔术扫把=magic broom; 平板拖把=flat mop; 刮水扫把=squeegee broom | 加长杆=long-handled; 免手洗=hands-free; 可挂墙=wall-hung
cleaning-brushes | 清洁刷 | Cleaning brushes | brush | 1.8-9 | 140 | 把 | plastic | hand | colour | 洗衣刷=laundry brush; 地板刷=floor brush; 锅刷=pan brush | 软毛=soft-bristle; 长柄=long-handled; 缝隙=crevice
cleaning-cloths | 抹布百洁布 | Cleaning cloths | cloths | 0.5-4 | 40 | 条 | terry | fold | colour | 洗碗布=dish cloth; 擦车巾=car towel; 百洁布=scrub cloth | 不沾油=grease-free; 加厚吸水=thick absorbent; 不掉毛=lint-free
waste-bins | 垃圾桶 | Waste bins | wastebin | 7-45 | 820 | 个 | plastic | litres | colour | 脚踏垃圾桶=pedal bin; 分类垃圾桶=sorting bin; 压圈垃圾桶=ring bin | 静音缓降=soft-close; 夹缝=slim; 防臭=odour-proof
""",
    "drinkware": """
vacuum-flasks | 保温杯 | Vacuum flasks | flask | 14-58 | 320 | 个 | steel | ml | colour | 保温杯=vacuum flask; 直身杯=straight flask; 商务杯=business flask | 弹跳盖=flip-lid; 智能测温=temperature display; 陶瓷内胆=ceramic-lined; 大容量=large; 手提=carry-handle
water-bottles | 运动水杯 | Sports bottles | bottle | 5-24 | 160 | 个 | clear | ml | colour | 运动水杯=sports bottle; 水壶=water bottle; 摇摇杯=shaker | 带刻度=marked; 吸管=straw; 防漏=leak-proof; 便携=portable
mugs | 马克杯 | Mugs | mug | 4-26 | 360 | 个 | china | cup | colour | 马克杯=mug; 咖啡杯=coffee mug; 早餐杯=breakfast mug | 手绘=hand-painted; 带盖勺=with lid and spoon; 复古=vintage; 情侣对杯=couple's
glass-cups | 玻璃杯 | Glassware | glass | 2-16 | 260 | 个 | clear | cup | spec | 玻璃杯=glass; 果汁杯=juice glass; 啤酒杯=beer glass | 条纹=ribbed; 耐热=heat-proof; 锤纹=hammered
lunch-boxes | 饭盒 | Lunch boxes | lunchbox | 8-42 | 480 | 个 | steel | box | colour | 饭盒=lunch box; 便当盒=bento box; 保鲜盒=food box | 微波炉适用=microwave-safe; 带餐具=with cutlery; 防漏=leak-proof
""",
    "kitchen-tools": """
kitchen-knives | 刀剪 | Knives | knife | 12-68 | 260 | 把 | steel | pieces | none | 菜刀=chef's knife; 水果刀=paring knife; 刀具套装=knife set | 锋利免磨=stay-sharp; 锻打=forged; 家用=household
cutting-boards | 砧板 | Cutting boards | board | 9-52 | 950 | 块 | wood | hand | spec | 砧板=cutting board; 菜板=chopping board; 面包板=bread board | 整木=one-piece; 双面=double-sided; 防霉=mould-resistant
cooking-utensils | 锅铲餐具筒 | Cooking utensils | utensils | 6-46 | 520 | 套 | wood | pieces | colour | 锅铲套装=utensil set; 硅胶厨具=silicone utensils; 汤勺漏勺=ladle set | 不粘锅专用=non-stick-safe; 耐高温=heat-proof; 可悬挂=hanging
kitchen-tins | 密封罐 | Storage jars | jar | 4-22 | 420 | 个 | clear | ml | spec | 密封罐=airtight jar; 茶叶罐=tea jar; 杂粮罐=grain jar | 竹盖=bamboo-lid; 卡扣=clip-top; 可叠放=stackable
""",
    "rain-gear": """
umbrellas | 雨伞 | Umbrellas | umbrella | 9-46 | 360 | 把 | shell | length | colour | 直杆伞=stick umbrella; 三折伞=folding umbrella; 晴雨伞=sun umbrella | 全自动=automatic; 抗风=windproof; 黑胶防晒=UV-block; 反向=inverted
raincoats | 雨衣 | Raincoats | jacket | 8-55 | 310 | 件 | shell | season | cloth | 雨衣=raincoat; 分体雨衣=rain suit; 骑行雨披=cycling poncho | 反光条=reflective; 加厚=heavy-duty; 透气=breathable
""",
    "fragrance-decor": """
scented-candles | 香薰蜡烛 | Scented candles | candle | 5-38 | 420 | 个 | wax | hours | colour | 香薰蜡烛=scented candle; 伴手礼蜡烛=gift candle; 蜡烛杯=candle cup | 无烟=smokeless; 木芯=wooden-wick; 双层香=two-layer
tabletop-mirrors | 台面镜 | Table mirrors | mirror | 8-42 | 560 | 个 | acetate | hand | colour | 化妆镜=make-up mirror; 台式镜=table mirror; 梳妆镜=vanity mirror | 可旋转=swivel; 高清=HD; 复古=vintage
cushions | 抱枕 | Cushions | cushion | 7-34 | 460 | 个 | pile | toy | colour | 抱枕=cushion; 靠垫=back cushion; 沙发枕套=cushion cover | 绒面=velvet; 刺绣=embroidered; 可拆洗=washable
""",
    "womenswear": """
dresses | 连衣裙 | Dresses | dress | 29-128 | 380 | 件 | silk | fit | cloth | 连衣裙=dress; 碎花裙=floral dress; 茶歇裙=tea dress | 收腰=waisted; 泡泡袖=puff-sleeve; 法式=French; 方领=square-neck
blouses | 衬衫 | Blouses | shirt | 22-86 | 260 | 件 | cotton | fit | cloth | 衬衫=blouse; 长袖衬衣=long-sleeve shirt; 条纹衬衫=striped shirt | 免烫=non-iron; 垂感=draped; 通勤=office; 小众设计=designer
womens-knitwear | 女士针织 | Women's knitwear | sweater | 28-118 | 420 | 件 | knit | season | cloth | 毛衣=sweater; 针织衫=knit top; 打底衫=base layer | 圆领=round-neck; 慵懒风=relaxed; 撞色=colour-block; 麻花=cable-knit
skirts | 半身裙 | Skirts | skirt | 22-78 | 300 | 条 | silk | season | cloth | 半身裙=skirt; 百褶裙=pleated skirt; A字裙=A-line skirt | 高腰=high-waist; 显瘦=slimming; 格纹=checked
""",
    "menswear": """
t-shirts | T恤 | T-shirts | tee | 12-48 | 220 | 件 | cotton | weight | cloth | T恤=T-shirt; 短袖=short-sleeve tee; 打底衫=base tee | 重磅=heavyweight; 落肩=drop-shoulder; 纯色=plain; 印花=printed
polo-shirts | POLO衫 | Polo shirts | polo | 18-66 | 260 | 件 | cotton | weight | cloth | POLO衫=polo shirt; 翻领短袖=collared tee; 工作服=work polo | 速干=quick-dry; 撞色领=contrast-collar; 企业定制=corporate
jackets | 夹克外套 | Jackets | jacket | 48-188 | 680 | 件 | shell | season | cloth | 夹克=jacket; 棒球服=varsity jacket; 冲锋衣=shell jacket | 立领=stand-collar; 防风防水=wind- and waterproof; 工装=workwear
trousers | 长裤 | Trousers | trousers | 26-98 | 460 | 条 | cotton | season | cloth | 休闲裤=casual trousers; 牛仔裤=jeans; 工装裤=cargo trousers | 直筒=straight; 弹力=stretch; 束脚=tapered
""",
    "childrenswear": """
childrens-t-shirts | 儿童T恤 | Children's T-shirts | tee | 9-32 | 140 | 件 | cotton | season | kids | 儿童T恤=children's T-shirt; 宝宝短袖=toddler tee; 亲子装=family tee | 卡通=cartoon; 纯色=plain; A类=infant-grade
rompers | 连体衣 | Rompers | romper | 16-58 | 180 | 件 | cotton | season | kids | 连体衣=romper; 哈衣=bodysuit; 爬服=crawler suit | 前开扣=snap-front; 无骨缝制=flat-seam; 可爱动物=animal
childrens-dresses | 女童裙 | Girls' dresses | dress | 22-86 | 240 | 件 | cotton | season | kids | 女童连衣裙=girls' dress; 公主裙=princess dress; 吊带裙=pinafore | 蓬蓬=puffy; 碎花=floral; 蝴蝶结=bow
""",
    "loungewear": """
pyjamas | 睡衣 | Pyjamas | pyjamas | 26-98 | 480 | 套 | cotton | season | cloth | 睡衣套装=pyjama set; 家居服=lounge set; 情侣睡衣=couple's pyjamas | 翻领=collared; 绉布=crêpe; 格子=checked
bathrobes | 浴袍 | Bathrobes | robe | 38-138 | 880 | 件 | terry | season | cloth | 浴袍=bathrobe; 睡袍=dressing gown; 酒店浴衣=hotel robe | 加厚=thick; 华夫格=waffle; 连帽=hooded
socks | 袜子 | Socks | sock | 1.2-8 | 45 | 双 | knit | season | colour | 中筒袜=crew socks; 船袜=no-show socks; 堆堆袜=slouch socks | 抑菌防臭=odour-resistant; 无骨=seamless; 毛圈加厚=terry
""",
    "accessories": """
scarves | 围巾 | Scarves | scarf | 12-68 | 240 | 条 | knit | season | colour | 围巾=scarf; 披肩=shawl; 脖套=snood | 格纹=checked; 双面=reversible; 流苏=fringed
hats | 帽子 | Hats | hat | 9-46 | 120 | 顶 | straw | fit | colour | 渔夫帽=bucket hat; 草帽=straw hat; 礼帽=fedora | 遮阳=sun; 可折叠=foldable; 复古=vintage
""",
    "hanfu": """
hanfu-sets | 汉服套装 | Hanfu sets | hanfu | 88-368 | 980 | 套 | silk | season | cloth | 齐胸襦裙=chest-high ruqun; 明制马面裙套装=Ming-style skirt set; 宋制褙子=Song-style beizi | 刺绣=embroidered; 织金=gold-woven; 重工=ornate; 日常改良=everyday
horse-face-skirts | 马面裙 | Horse-face skirts | skirt | 58-228 | 620 | 条 | silk | fit | cloth | 马面裙=horse-face skirt; 织金马面=gold-woven skirt; 改良马面裙=modern horse-face skirt | 提花=jacquard; 妆花=brocaded; 压褶=pleated
childrens-hanfu | 儿童汉服 | Children's Hanfu | hanfu | 49-188 | 560 | 套 | silk | season | kids | 儿童汉服=children's Hanfu; 女童唐装=girls' Tang suit; 男童圆领袍=boys' round-collar robe | 拜年服=New Year; 加绒=fleece-lined; 刺绣=embroidered
""",
    "stagewear": """
dance-costumes | 舞蹈服 | Dance costumes | costume | 36-168 | 420 | 套 | silk | age | kids | 舞蹈演出服=dance costume; 蓬蓬纱裙=tulle dress; 啦啦队服=cheer outfit | 亮片=sequinned; 渐变=ombré; 六一=Children's Day
chorus-robes | 合唱朗诵服 | Choir robes | robe | 42-158 | 760 | 件 | silk | fit | cloth | 合唱服=choir robe; 朗诵服=recital robe; 毕业袍=graduation gown | 长袍=full-length; 中式=Chinese-style; 集体定制=group order
role-play-costumes | 角色扮演服 | Role-play costumes | costume | 32-148 | 480 | 套 | shell | age | kids | 角色服=role-play costume; 职业体验服=dress-up set; 节日装扮服=festival outfit | 带道具=with props; 万圣节=Halloween; 亲子=family
""",
    "props": """
stage-masks | 面具脸谱 | Masks | mask | 3-26 | 110 | 个 | festive | hand | colour | 脸谱面具=opera mask; 半脸面具=half mask; 手绘面具=paint-your-own mask | 植绒=flocked; 环保纸浆=paper-pulp; 舞会=masquerade
stage-hats | 演出帽饰 | Stage headwear | hat | 5-36 | 150 | 顶 | festive | hand | colour | 演出帽=stage hat; 民族帽=folk hat; 魔术帽=magician's hat | 亮片=sequinned; 羽毛=feathered; 手工=handmade
""",
    "mens-shoes": """
mens-sneakers | 男士运动鞋 | Men's sneakers | sneaker | 48-168 | 820 | 双 | upper | sole | men | 运动鞋=sneaker; 跑步鞋=running shoe; 板鞋=skate shoe | 透气=breathable; 减震=cushioned; 老爹=chunky; 轻便=lightweight
mens-leather-shoes | 男士皮鞋 | Men's leather shoes | oxford | 78-268 | 960 | 双 | leather | sole | men | 商务皮鞋=business shoe; 德比鞋=derby; 休闲皮鞋=casual leather shoe | 布洛克=brogue; 手工缝制=hand-stitched; 英伦=British
mens-boots | 男靴 | Men's boots | boot | 88-298 | 1250 | 双 | leather | sole | men | 马丁靴=lace-up boot; 工装靴=work boot; 雪地靴=snow boot | 加绒=fleece-lined; 防滑耐磨=hard-wearing; 高帮=high-top
""",
    "womens-shoes": """
high-heels | 高跟鞋 | Heels | heel | 45-188 | 620 | 双 | leather | sole | women | 高跟鞋=high heel; 细跟单鞋=stiletto; 婚鞋=bridal shoe | 尖头=pointed; 浅口=low-cut; 水钻=rhinestone
flats | 平底单鞋 | Flats | flat | 36-128 | 480 | 双 | leather | sole | women | 平底单鞋=flat; 芭蕾鞋=ballet flat; 豆豆鞋=driving shoe | 软皮=soft-leather; 方头=square-toe; 蝴蝶结=bow
womens-sneakers | 女士休闲鞋 | Women's sneakers | sneaker | 42-148 | 680 | 双 | upper | sole | women | 小白鞋=white sneaker; 德训鞋=trainer; 帆布鞋=canvas shoe | 百搭=go-with-all; 增高=height-adding; 复古=retro
slippers | 拖鞋 | Slippers | slipper | 5-32 | 280 | 双 | eva | sole | women | 居家拖鞋=house slipper; 踩屎感拖鞋=cloud slipper; 浴室拖鞋=bath slipper | 静音=silent; 防臭=odour-resistant; 厚底=thick-sole
""",
    "bags": """
backpacks | 双肩包 | Backpacks | backpack | 28-128 | 680 | 个 | shell | bag | colour | 双肩包=backpack; 书包=school bag; 电脑包=laptop bag | 防泼水=splash-proof; 大容量=large; 护脊=spine-care; USB=USB-port
tote-bags | 手提包 | Tote bags | tote | 16-118 | 460 | 个 | leather | hand | colour | 托特包=tote bag; 手提包=handbag; 帆布袋=canvas bag | 通勤=commuter; 撞色=colour-block; 可装A4=A4-size
suitcases | 行李箱 | Suitcases | suitcase | 88-328 | 3200 | 个 | case | bag | colour | 拉杆箱=trolley case; 登机箱=cabin case; 旅行箱=suitcase | 万向轮=spinner; 铝框=aluminium-frame; 密码锁=combination-lock
wallets | 钱包卡包 | Wallets | wallet | 9-78 | 120 | 个 | leather | fit | colour | 短款钱包=short wallet; 卡包=card holder; 零钱包=coin purse | 防盗刷=RFID-blocking; 超薄=slim; 手工=handmade
""",
    "toy-vehicles": """
die-cast-cars | 合金车模 | Die-cast cars | toycar | 6-42 | 180 | 个 | alloy | scale | colour | 合金小汽车=die-cast car; 回力车=pull-back car; 老爷车模型=vintage car | 声光=light and sound; 开门=opening-door; 惯性=friction
toy-trucks | 工程车 | Toy trucks | truck | 9-58 | 420 | 个 | alloy | age | colour | 工程车=construction truck; 翻斗车=tipper truck; 卡车=lorry | 可拆装=take-apart; 惯性=friction; 大号=jumbo; 遥控=remote-control
toy-trains | 火车轨道 | Toy trains | train | 14-88 | 520 | 套 | block | age | none | 小火车=toy train; 轨道套装=track set; 磁性火车=magnetic train | 木质=wooden; 电动=battery; 拼插=build-it
""",
    "construction": """
building-blocks | 积木 | Building blocks | blocks | 8-88 | 460 | 盒 | block | bricks | spec | 积木=building blocks; 大颗粒积木=large blocks; 拼装积木=brick set | 桶装=bucket; 兼容=compatible; 收纳盒装=boxed
puzzles | 拼图 | Puzzles | puzzle | 5-36 | 220 | 盒 | block | age | spec | 拼图=jigsaw; 手抓板=peg puzzle; 磁性拼图=magnetic puzzle | 早教=early-learning; 双面=double-sided; 进阶=step-by-step
robot-kits | 机器人玩具 | Toy robots | robot | 18-128 | 480 | 个 | alloy | age | colour | 机器人=toy robot; 变形机器人=transforming robot; 编程机器人=coding robot | 声控=voice-controlled; 充电=rechargeable; 会跳舞=dancing
""",
    "plush-dolls": """
plush-bears | 毛绒熊 | Plush bears | bear | 8-68 | 320 | 个 | plush | toy | colour | 泰迪熊=teddy bear; 毛绒熊=plush bear; 抱抱熊=hugging bear | 领结=bow-tie; 可定制衣服=custom-outfit; 软萌=cuddly
plush-rabbits | 毛绒兔 | Plush rabbits | rabbit | 8-58 | 260 | 个 | plush | toy | colour | 毛绒兔=plush rabbit; 长耳兔=long-eared rabbit; 安抚兔=comfort bunny | 可机洗=washable; 婚庆=wedding; 抓机=claw-machine
dolls | 娃娃 | Dolls | doll | 12-88 | 340 | 个 | vinyl | toy | colour | 换装娃娃=dress-up doll; 仿真娃娃=baby doll; 布娃娃=rag doll | 会说话=talking; 礼盒装=gift-boxed; 关节可动=jointed
""",
    "play-outdoors": """
beach-balls | 沙滩球玩具球 | Play balls | ball | 2-18 | 140 | 个 | rubber | toy | colour | 沙滩球=beach ball; 拍拍球=bouncy ball; 幼儿园皮球=kindergarten ball | 加厚=thick; 彩虹=rainbow; 充气=inflatable
kites | 风筝 | Kites | kite | 5-36 | 160 | 个 | shell | length | colour | 风筝=kite; 菱形风筝=diamond kite; 儿童风筝=children's kite | 微风易飞=easy-fly; 长尾=long-tail; 带线轮=with reel
stacking-toys | 套圈叠叠乐 | Stacking toys | rings | 6-38 | 360 | 套 | block | age | none | 彩虹塔=rainbow tower; 叠叠圈=stacking rings; 套柱=peg stacker | 蒙氏=Montessori; 水性漆=water-based paint; 大颗粒=chunky
""",
    "seating": """
dining-chairs | 餐椅 | Dining chairs | chair | 78-328 | 5200 | 把 | timber | room | colour | 餐椅=dining chair; 靠背椅=side chair; 书桌椅=study chair | 软包=padded; 北欧=Nordic; 中古=mid-century
sofas | 沙发 | Sofas | sofa | 398-1880 | 42000 | 张 | seat | room | colour | 布艺沙发=fabric sofa; 小户型沙发=compact sofa; 沙发床=sofa bed | 可拆洗=washable; 猫抓布=cat-proof; 奶油风=cream-style
stools | 凳子 | Stools | stool | 26-138 | 2800 | 把 | timber | room | colour | 换鞋凳=shoe stool; 梳妆凳=vanity stool; 矮凳=low stool | 软包=padded; 可叠放=stackable; 加厚坐垫=thick-seat
office-chairs | 办公椅 | Office chairs | officechair | 118-528 | 11000 | 把 | seat | fit | colour | 人体工学椅=ergonomic chair; 电脑椅=desk chair; 会议椅=meeting chair | 可躺=reclining; 护腰=lumbar; 升降=height-adjustable
""",
    "tables": """
dining-tables | 餐桌 | Dining tables | table | 268-1380 | 28000 | 张 | timber | metre | spec | 餐桌=dining table; 岩板餐桌=sintered-stone table; 长桌=long table | 伸缩=extending; 圆角=rounded; 原木=natural
desks | 书桌 | Desks | desk | 188-780 | 24000 | 张 | timber | metre | spec | 书桌=desk; 电脑桌=computer desk; 学习桌=study desk | 带抽屉=with drawers; 升降=height-adjustable; 简约=plain
coffee-tables | 茶几 | Coffee tables | coffeetable | 128-560 | 14000 | 张 | timber | metre | spec | 茶几=coffee table; 边几=side table; 圆几=round table | 双层=two-tier; 可移动=movable; 日式=Japanese
""",
    "bedroom": """
beds | 床 | Beds | bed | 468-2180 | 68000 | 张 | timber | room | bed | 实木床=solid-wood bed; 双人床=double bed; 储物床=storage bed | 软靠=upholstered; 高箱=lift-up; 静音=silent-frame
wardrobes | 衣柜 | Wardrobes | wardrobe | 388-1680 | 76000 | 个 | timber | metre | colour | 衣柜=wardrobe; 推拉门衣柜=sliding wardrobe; 儿童衣柜=children's wardrobe | 环保板=E0-board; 带顶柜=with top unit; 免安装=pre-assembled
shelves | 置物架 | Shelving | shelf | 58-298 | 9800 | 个 | timber | shelf | spec | 置物架=shelving unit; 书架=bookcase; 花架=plant stand | 铁木=steel-and-wood; 落地=free-standing; 承重=heavy-duty
sideboards | 边柜鞋柜 | Sideboards | cabinet | 188-880 | 32000 | 个 | timber | metre | colour | 餐边柜=sideboard; 鞋柜=shoe cabinet; 电视柜=TV unit | 百叶门=louvred; 超薄=slim; 藤编=cane
""",
    "lighting": """
table-lamps | 台灯 | Table lamps | lamp | 28-168 | 1100 | 个 | lampshade | watt | colour | 床头灯=bedside lamp; 台灯=table lamp; 护眼灯=reading lamp | 三色调光=dimmable; 拉绳=pull-cord; 复古=vintage
pendants | 吊灯 | Pendant lights | pendant | 38-288 | 1500 | 个 | lampshade | watt | colour | 吊灯=pendant; 餐厅灯=dining pendant; 吧台灯=bar pendant | 中古=mid-century; 侘寂=wabi-sabi; 可调高度=height-adjustable
floor-lamps | 落地灯 | Floor lamps | floorlamp | 58-358 | 4200 | 个 | lampshade | watt | colour | 落地灯=floor lamp; 置物落地灯=shelf lamp; 钓鱼灯=arc lamp | 遥控=remote; 无线充=wireless-charging; 氛围=ambient
led-strips | 灯带 | LED strips | ledreel | 6-68 | 240 | 卷 | board | reel | spec | LED灯带=LED strip; 氛围灯带=mood strip; 柜底灯带=cabinet strip | 自粘=self-adhesive; 人体感应=motion-sensing; 防水=waterproof
""",
    "charging": """
charging-cables | 数据线 | Charging cables | cable | 2.5-19 | 45 | 条 | wire | cable | spec | Type-C数据线=Type-C cable; 快充线=fast-charge cable; 三合一线=3-in-1 cable | 弯头=elbow; 不缠绕=tangle-free; 带显示=with display
chargers | 充电头 | Chargers | charger | 9-68 | 90 | 个 | case | power | colour | 氮化镓充电头=GaN charger; 快充头=fast charger; 多口充电器=multi-port charger | 折叠脚=foldable; 迷你=mini; 阻燃=flame-proof
power-banks | 充电宝 | Power banks | powerbank | 28-138 | 260 | 个 | case | mah | colour | 充电宝=power bank; 移动电源=portable charger; 磁吸充电宝=magnetic power bank | 自带线=built-in cable; 超薄=slim; 数显=digital
""",
    "audio": """
earbuds | 蓝牙耳机 | Earbuds | earbuds | 19-128 | 60 | 副 | case | sound | colour | 蓝牙耳机=wireless earbuds; 半入耳耳机=semi-in-ear buds; 夹耳耳机=clip-on buds | 长续航=long-lasting; 低延迟=low-latency; 触控=touch
headphones | 头戴耳机 | Headphones | headphone | 28-188 | 280 | 副 | case | sound | colour | 头戴式耳机=headphones; 电竞耳机=gaming headset; 网课耳机=study headset | 折叠=folding; 带麦=with microphone; 蛋白皮=protein-leather
speakers | 音箱 | Speakers | speaker | 29-218 | 620 | 个 | case | sound | colour | 蓝牙音箱=Bluetooth speaker; 便携音响=portable speaker; 桌面音箱=desk speaker | 重低音=deep-bass; 防水=waterproof; 氛围灯=mood-light
""",
    "phone-accessories": """
phone-cases | 手机壳 | Phone cases | phonecase | 2.5-22 | 40 | 个 | phone | model | colour | 手机壳=phone case; 磁吸壳=magnetic case; 保护套=cover | 防摔=shockproof; 亲肤=soft-touch; 镜头全包=lens-guard
phone-stands | 手机支架 | Phone stands | phonestand | 4-38 | 180 | 个 | case | model | colour | 桌面支架=desk stand; 平板支架=tablet stand; 直播支架=streaming stand | 可升降=height-adjustable; 折叠=folding; 加重底座=weighted
""",
    "computing": """
smart-watches | 智能手表 | Smart watches | smartwatch | 48-268 | 70 | 块 | case | model | colour | 智能手表=smart watch; 运动手表=sports watch; 儿童手表=kids' watch | 心率监测=heart-rate; 长续航=long-lasting; 通话=calling
mice | 鼠标 | Mice | mouse | 9-78 | 95 | 个 | case | dpi | colour | 无线鼠标=wireless mouse; 双模鼠标=dual-mode mouse; 办公鼠标=office mouse | 可充电=rechargeable; 人体工学=ergonomic; 静音=silent
keyboards | 键盘 | Keyboards | keyboard | 36-218 | 720 | 个 | case | keys | colour | 机械键盘=mechanical keyboard; 无线键盘=wireless keyboard; 客制化键盘=custom keyboard | 热插拔=hot-swap; 三模=tri-mode; 静音红轴=silent-switch
""",
    "components": """
circuit-boards | 电路板模块 | Circuit modules | circuit | 3-68 | 35 | 片 | board | pins | none | 电路板=circuit board; 控制模块=controller module; 开发板=development board | 沉金=ENIG; 打样=prototype; 贴片=SMT
connectors | 线材连接器 | Leads & connectors | cable | 0.8-9 | 20 | 条 | wire | cable | none | 端子线=terminal lead; 电源线=power lead; 连接线束=wire harness | 镀锡=tinned; 耐高温=heat-proof; 可定长=cut-to-length
""",
    "tableware": """
bowls | 碗 | Bowls | bowl | 2.5-22 | 320 | 个 | china | inch | colour | 饭碗=rice bowl; 面碗=noodle bowl; 沙拉碗=salad bowl | 防烫=cool-touch; 手绘=hand-painted; 窑变=reactive-glaze
plates | 盘子 | Plates | plate | 3-32 | 460 | 个 | china | inch | colour | 餐盘=dinner plate; 深盘=deep plate; 牛排盘=steak plate | 描金=gold-rimmed; 浮雕=embossed; 釉下彩=underglaze
tableware-sets | 餐具套装 | Tableware sets | tableware | 38-268 | 3600 | 套 | china | set | colour | 碗碟套装=dinner set; 餐具礼盒=tableware gift set; 乔迁餐具=housewarming set | 轻奢=elegant; 日式=Japanese; 新中式=modern Chinese
""",
    "teaware": """
teapots | 茶壶 | Teapots | teapot | 22-188 | 420 | 把 | teaware | tea | colour | 茶壶=teapot; 手抓壶=palm teapot; 提梁壶=overhead-handle teapot | 手工=handmade; 球孔过滤=ball-filter; 断水利落=clean-pour
gaiwans | 盖碗 | Gaiwans | gaiwan | 12-98 | 240 | 个 | teaware | tea | colour | 盖碗=gaiwan; 三才碗=three-part gaiwan; 敬茶碗=offering bowl | 防烫=cool-rim; 薄胎=thin-walled; 手绘=hand-painted
tea-sets | 茶杯套组 | Tea cup sets | teacups | 18-168 | 620 | 套 | teaware | set | colour | 功夫茶具=kung fu tea set; 品茗杯套装=tasting cup set; 旅行茶具=travel tea set | 礼盒=gift-boxed; 带茶盘=with tray; 便携=portable
""",
    "ceramic-decor": """
vases | 花瓶 | Vases | vase | 12-138 | 980 | 个 | china | tall | colour | 花瓶=vase; 梅瓶=plum vase; 干花瓶=dried-flower vase | 侘寂=wabi-sabi; 釉变=reactive-glaze; 手拉坯=hand-thrown
flower-pots | 花盆 | Flower pots | planter | 5-48 | 760 | 个 | china | hand | colour | 花盆=flower pot; 多肉盆=succulent pot; 绿植盆=plant pot | 带托盘=with saucer; 透气=breathable; 拇指=thumb-size
figurines | 摆件 | Figurines | figurine | 9-88 | 380 | 个 | china | tall | colour | 招财摆件=lucky figurine; 猫咪摆件=cat figurine; 茶宠=tea pet | 开业=opening-gift; 存钱=money-box; 车载=dashboard
""",
    "bedding": """
bed-linen | 四件套 | Bed linen sets | bedset | 68-328 | 2400 | 套 | bedding | room | bed | 床品四件套=bed linen set; 床笠四件套=fitted-sheet set; 婚庆四件套=wedding linen set | A类=infant-grade; 刺绣=embroidered; 贡缎=sateen
duvets | 被子 | Duvets | duvet | 58-388 | 2800 | 条 | filling | duvet | bed | 冬被=winter duvet; 夏凉被=summer quilt; 四季被=all-season duvet | 可机洗=washable; 子母被=two-in-one; 绗缝=quilted
pillows | 枕头 | Pillows | pillow | 15-128 | 980 | 个 | foam | hand | colour | 枕芯=pillow; 护颈枕=neck pillow; 儿童枕=children's pillow | 可调高低=height-adjustable; 抑菌=antibacterial; 透气=breathable
""",
    "bath": """
towels | 毛巾 | Towels | towel | 3-26 | 180 | 条 | terry | fold | colour | 毛巾=towel; 浴巾=bath towel; 毛巾礼盒=towel gift set | 加厚吸水=thick absorbent; 缎档=satin-band; 酒店=hotel
face-cloths | 方巾手帕 | Face cloths | cloths | 0.9-8 | 50 | 条 | terry | fold | colour | 方巾=face cloth; 口水巾=bib cloth; 手帕=handkerchief | 纱布=gauze; 挂式=hanging; 绣字=embroidered
""",
    "window-floor": """
curtains | 窗帘 | Curtains | curtain | 22-168 | 1900 | 片 | drape | drape | colour | 遮光窗帘=blackout curtain; 纱帘=sheer; 打孔窗帘=eyelet curtain | 高遮光=high-shade; 隔热=insulating; 奶油风=cream-style
rugs | 地毯 | Rugs | rug | 18-268 | 2600 | 张 | pile | rug | colour | 客厅地毯=living-room rug; 床边毯=bedside rug; 入户地垫=door mat | 防滑底=non-slip; 可机洗=washable; 波西米亚=boho
""",
    "hand-tools": """
hammers | 锤子 | Hammers | hammer | 9-58 | 720 | 把 | tool | tool | none | 羊角锤=claw hammer; 木工锤=joiner's hammer; 安装锤=mallet | 一体锻造=one-piece forged; 防滑柄=non-slip grip; 带磁=magnetic
wrenches | 扳手 | Wrenches | wrench | 5-48 | 340 | 把 | tool | tool | spec | 两用扳手=combination wrench; 梅花扳手=ring wrench; 活动扳手=adjustable wrench | 镜面=mirror-finish; 棘轮=ratchet; 加长=extra-long
screwdrivers | 螺丝刀 | Screwdrivers | screwdriver | 3-38 | 220 | 套 | tool | pieces | spec | 螺丝刀套装=screwdriver set; 十字螺丝刀=Phillips screwdriver; 绝缘螺丝刀=insulated screwdriver | 强磁=strong-magnet; 双色柄=two-tone grip; 精密=precision
pliers | 钳子 | Pliers | pliers | 7-52 | 310 | 把 | tool | tool | spec | 老虎钳=combination pliers; 尖嘴钳=long-nose pliers; 水口钳=flush cutter | 省力=easy-cut; 绝缘=insulated; 工业级=industrial
toolboxes | 工具箱 | Tool boxes | toolbox | 18-138 | 1800 | 个 | plastic | tool | colour | 工具箱=tool box; 零件盒=parts box; 工具套装=tool kit | 加厚=reinforced; 双层=two-tier; 车载=vehicle
""",
    "power-tools": """
drills | 电钻 | Drills | drill | 68-328 | 1600 | 台 | case | volt | colour | 锂电钻=cordless drill; 冲击钻=hammer drill; 电动螺丝刀=electric screwdriver | 无刷=brushless; 双速=two-speed; 双电池=two-battery
grinders | 角磨机 | Grinders | grinder | 58-288 | 2100 | 台 | case | volt | colour | 角磨机=angle grinder; 切割机=cutting machine; 抛光机=polisher | 无刷=brushless; 调速=variable-speed; 防护罩=guarded
""",
    "locks-fittings": """
padlocks | 挂锁 | Padlocks | padlock | 3-38 | 210 | 把 | lock | lock | spec | 挂锁=padlock; 密码锁=combination lock; 箱包锁=luggage lock | 防剪=cut-resistant; 通开=keyed-alike; 防水=weatherproof
door-handles | 门把手 | Door handles | doorhandle | 18-128 | 860 | 套 | lock | tool | colour | 室内门锁=interior lockset; 门把手=door handle; 分体锁=split lockset | 静音=silent; 磁吸=magnetic; 轻奢=elegant
hinges | 合页铰链 | Hinges | hinge | 1.5-18 | 180 | 片 | lock | tool | spec | 合页=hinge; 子母合页=flush hinge; 阻尼铰链=soft-close hinge | 加厚=thick; 免开槽=no-mortise; 轴承=ball-bearing
taps | 水龙头 | Taps | tap | 18-148 | 780 | 个 | lock | tool | colour | 厨房龙头=kitchen tap; 面盆龙头=basin tap; 抽拉龙头=pull-out tap | 万向=swivel; 冷热=mixer; 净水=filter
""",
    "fasteners": """
screws | 螺丝 | Screws | screws | 3-36 | 500 | 盒 | fixing | thread | spec | 自攻螺丝=self-tapping screws; 干壁钉=drywall screws; 木螺丝=wood screws | 高硬度=hardened; 防锈=rust-proof; 盒装=boxed
nuts-bolts | 螺母螺栓 | Nuts & bolts | nuts | 3-42 | 500 | 盒 | fixing | thread | spec | 六角螺母=hex nuts; 法兰螺母=flange nuts; 螺栓套装=bolt set | 防松=locking; 国标=GB standard; 组合装=assorted
""",
    "cookware": """
frying-pans | 平底锅 | Frying pans | pan | 28-168 | 1100 | 口 | cook | pan | spec | 平底锅=frying pan; 煎锅=skillet; 早餐锅=egg pan | 不粘=non-stick; 无涂层=uncoated; 电磁炉通用=induction-ready
stock-pots | 汤锅 | Stock pots | pot | 38-228 | 1900 | 口 | cook | pan | colour | 汤锅=stock pot; 炖锅=stew pot; 奶锅=milk pan | 复合底=multi-layer base; 玻璃盖=glass-lid; 双耳=two-handled
kettles | 烧水壶 | Stove kettles | kettle | 26-118 | 860 | 把 | cook | kitchen | colour | 鸣笛水壶=whistling kettle; 烧水壶=stove kettle; 煮茶壶=tea kettle | 加厚=thick; 防烫手柄=cool handle; 复古=vintage
""",
    "kitchen-appliances": """
electric-kettles | 电热水壶 | Electric kettles | kettle | 36-158 | 1050 | 台 | steel | kitchen | colour | 电热水壶=electric kettle; 养生壶=health pot; 恒温壶=temperature-control kettle | 双层防烫=double-wall; 自动断电=auto-off; 无缝内胆=seamless
rice-cookers | 电饭煲 | Rice cookers | ricecooker | 68-298 | 3200 | 台 | case | kitchen | colour | 电饭煲=rice cooker; 迷你电饭煲=mini rice cooker; 低糖电饭煲=low-sugar cooker | 预约=timer; 智能=smart; 不粘内胆=non-stick
blenders | 榨汁机 | Blenders | blender | 38-228 | 1800 | 台 | case | wattage | colour | 榨汁机=juicer; 破壁机=high-speed blender; 辅食机=baby-food maker | 便携=portable; 静音=quiet; 一机多用=multi-use
air-fryers | 空气炸锅 | Air fryers | airfryer | 98-358 | 4200 | 台 | case | kitchen | colour | 空气炸锅=air fryer; 可视空气炸锅=window air fryer; 电烤箱=mini oven | 触屏=touch-screen; 大容量=large; 免翻面=no-flip
toasters | 多士炉 | Toasters | toaster | 48-188 | 1500 | 台 | steel | wattage | colour | 多士炉=toaster; 面包机=bread toaster; 早餐机=breakfast maker | 复古=retro; 六档=6-level; 带防尘盖=with dust cover
""",
    "home-appliances": """
fans | 风扇 | Fans | fan | 36-188 | 2100 | 台 | case | watt | colour | 台式风扇=desk fan; 循环扇=air circulator; 充电风扇=rechargeable fan | 静音=quiet; 摇头=oscillating; 遥控=remote
irons | 熨斗 | Irons | iron | 38-168 | 980 | 台 | case | wattage | colour | 电熨斗=iron; 挂烫机=garment steamer; 迷你熨斗=travel iron | 蒸汽=steam; 陶瓷底板=ceramic-plate; 干湿两用=dry-and-steam
humidifiers | 加湿器 | Humidifiers | humidifier | 28-158 | 780 | 台 | case | kitchen | colour | 加湿器=humidifier; 香薰机=aroma diffuser; 桌面加湿器=desk humidifier | 上加水=top-fill; 大雾量=high-mist; 夜灯=night-light
heaters | 取暖器 | Heaters | heater | 48-238 | 2600 | 台 | case | wattage | colour | 取暖器=heater; 小太阳=radiant heater; 暖风机=fan heater | 防倾倒=tip-over safe; 速热=quick-heat; 定时=timer
hair-dryers | 吹风机 | Hair dryers | hairdryer | 28-188 | 560 | 台 | case | wattage | colour | 吹风机=hair dryer; 高速吹风机=high-speed dryer; 折叠吹风机=folding dryer | 负离子=ionic; 恒温=constant-temperature; 低噪=low-noise
""",
    "tea": """
tieguanyin | 铁观音 | Tieguanyin | teatin | 18-188 | 320 | 罐 | oolong | tin | spec | 安溪铁观音=Anxi Tieguanyin; 高山铁观音=high-mountain Tieguanyin; 铁观音小泡袋=Tieguanyin sachets | 兰花香=orchid-scented; 炭焙=charcoal-roasted; 手工采摘=hand-picked
tea-cakes | 茶饼 | Tea cakes | teacake | 22-268 | 400 | 饼 | leaf | cake | spec | 白茶饼=white tea cake; 熟普饼=ripe Pu'er cake; 乌龙茶饼=oolong cake | 老树=old-tree; 五年陈=5-year; 枣香=jujube-scented
tea-gifts | 茶叶礼盒 | Tea gift boxes | giftbox | 38-298 | 900 | 盒 | oolong | tin | colour | 茶叶礼盒=tea gift box; 双罐礼盒=two-tin gift box; 组合茶礼=assorted tea gift | 国潮=guochao; 磁吸盒=magnetic-box; 商务=business
herbal-teas | 花草茶 | Herbal teas | jar | 8-58 | 260 | 罐 | dried | tin | none | 玫瑰花茶=rose tea; 菊花茶=chrysanthemum tea; 组合花果茶=fruit tea | 无硫=sulphur-free; 独立包装=single-wrapped; 冷泡=cold-brew
nuts-snacks | 坚果零食 | Nuts & snacks | pouch | 8-68 | 520 | 袋 | nuts | tin | spec | 每日坚果=daily nuts; 开心果=pistachios; 巴旦木=almonds | 独立小包=single packs; 轻烘焙=lightly roasted; 罐装=canned
""",
    "packing-stationery": """
cartons | 纸箱 | Cartons | carton | 0.5-9 | 320 | 个 | kraft | carton | spec | 快递纸箱=shipping carton; 搬家纸箱=moving box; 飞机盒=mailer box | 特硬=extra-hard; 可印刷=printable; 扣底=auto-lock
packing-tapes | 胶带 | Packing tapes | tape | 0.9-12 | 240 | 卷 | tape | tape | colour | 封箱胶带=carton tape; 美纹纸胶带=masking tape; 牛皮纸胶带=kraft tape | 高粘=high-tack; 静音=low-noise; 可印字=printable
mailers | 快递袋 | Mailers | mailer | 0.1-1.8 | 25 | 个 | film | mail | colour | 快递袋=mailing bag; 气泡袋=bubble mailer; 珠光膜气泡袋=pearl bubble mailer | 加厚=thick; 自粘=self-seal; 可降解=compostable
paper-bags | 纸袋 | Paper bags | paperbag | 0.6-9 | 90 | 个 | paper | mail | colour | 手提纸袋=carrier bag; 礼品袋=gift bag; 外卖纸袋=takeaway bag | 加厚=thick; 烫金=foil-stamped; 丝带=ribbon-handle
gift-boxes | 礼品盒 | Gift boxes | giftbox | 2-28 | 280 | 个 | paper | hand | colour | 礼品盒=gift box; 天地盖盒=lid-and-base box; 伴手礼盒=favour box | 蝴蝶结=ribbon; 抽屉式=drawer; 磁吸=magnetic
notebooks | 笔记本 | Notebooks | notebook | 2-32 | 280 | 本 | paper | pages | colour | 笔记本=notebook; 手账本=journal; 商务记事本=business notebook | 线圈=spiral; 皮面=leather-cover; 加厚=thick
pens | 中性笔 | Pens | pens | 0.5-9 | 18 | 支 | plastic | nib | colour | 中性笔=gel pen; 按动笔=click pen; 签字笔=signing pen | 速干=quick-dry; 大容量=long-life; 刷题=exam
pencil-cases | 笔袋 | Pencil cases | pencilcase | 3-26 | 110 | 个 | shell | hand | colour | 笔袋=pencil case; 文具盒=stationery box; 帆布笔袋=canvas pencil case | 大容量=large; 多层=multi-layer; 减压=stress-relief
""",
    "festive": """
lanterns | 灯笼 | Lanterns | lantern | 3-48 | 210 | 个 | festive | hand | colour | 红灯笼=red lantern; 宫灯=palace lantern; 手提花灯=hand lantern | 防水=waterproof; 折叠=folding; LED=LED
balloons | 气球 | Balloons | balloons | 0.2-6 | 15 | 套 | festive | pieces | colour | 气球套餐=balloon set; 马卡龙气球=pastel balloons; 生日气球=birthday balloons | 加厚=thick; 金属色=metallic; 珠光=pearl
wreaths | 花环 | Wreaths | wreath | 6-58 | 260 | 个 | festive | tall | colour | 门挂花环=door wreath; 圣诞花环=Christmas wreath; 仿真花环=silk-flower wreath | 浆果=berry; 带灯=lit; 田园=country
""",
    "sports": """
tents | 帐篷 | Tents | tent | 68-388 | 3600 | 顶 | outdoor | people | colour | 露营帐篷=camping tent; 公园天幕=canopy; 儿童帐篷=play tent | 速开=pop-up; 防雨=rainproof; 双层=double-layer
camping-chairs | 露营椅 | Camping chairs | campchair | 22-138 | 2300 | 把 | outdoor | people | colour | 折叠椅=folding chair; 克米特椅=Kermit chair; 月亮椅=moon chair | 便携=portable; 承重=heavy-duty; 免安装=no-assembly
yoga-mats | 瑜伽垫 | Yoga mats | yogamat | 14-98 | 980 | 张 | fit | mat | colour | 瑜伽垫=yoga mat; 健身垫=exercise mat; 舞蹈垫=dance mat | 体位线=alignment-line; 加宽=wide; 双面防滑=double-grip
dumbbells | 哑铃 | Dumbbells | dumbbell | 12-118 | 4000 | 对 | iron | kg | spec | 哑铃=dumbbells; 可调哑铃=adjustable dumbbells; 女士哑铃=light dumbbells | 浸塑=vinyl-dipped; 六角防滚=hex; 静音=quiet
footballs | 足球 | Footballs | football | 18-108 | 430 | 个 | rubber | ball | colour | 足球=football; 训练足球=training football; 儿童足球=children's football | 机缝=machine-stitched; 热粘合=thermo-bonded; 耐磨=hard-wearing
badminton-rackets | 羽毛球拍 | Badminton rackets | racket | 18-188 | 260 | 副 | carbon | pieces | colour | 羽毛球拍=badminton racket; 对拍=racket pair; 训练拍=training racket | 超轻=ultra-light; 含拍包=with bag; 进攻=power
insulated-bottles | 户外水壶 | Outdoor bottles | bottle | 12-68 | 420 | 个 | steel | ml | colour | 户外水壶=outdoor bottle; 登山水壶=hiking bottle; 骑行水壶=cycling bottle | 宽口=wide-mouth; 背带=strap; 耐摔=drop-proof
""",
    "beauty": """
hair-clips | 发夹 | Hair clips | hairclip | 0.8-14 | 30 | 个 | acetate | hand | colour | 鲨鱼夹=claw clip; 抓夹=hair claw; 边夹=side clip | 大号=large; 磨砂=matt; 法式=French
scrunchies | 发圈 | Hair ties | scrunchie | 0.5-6 | 15 | 个 | silk | pieces | colour | 大肠发圈=scrunchie; 发绳=hair tie; 丝绸发圈=satin scrunchie | 不伤发=gentle; 缎面=satin; 编织=braided
necklaces | 项链 | Necklaces | necklace | 5-88 | 25 | 条 | jewel | length | colour | 项链=necklace; 锁骨链=collarbone chain; 毛衣链=long chain | 不掉色=non-fading; 天然石=natural-stone; 叠戴=layered
earrings | 耳饰 | Earrings | earrings | 3-58 | 12 | 对 | jewel | hand | colour | 耳环=earrings; 水滴耳坠=drop earrings; 耳钉=studs | 气质=elegant; 轻盈=light; 复古=vintage
make-up-brushes | 化妆刷 | Make-up brushes | makeupbrush | 6-78 | 160 | 套 | hair | brushes | colour | 化妆刷套装=make-up brush set; 散粉刷=powder brush; 眼影刷=eye brush set | 软毛=soft; 不掉毛=no-shed; 收纳桶=with case
""",
}
