# 红网工程管理台账（附录 A）

ledger-title = “红网工程”管理台账
ledger-sheet = 台账
ledger-reporting-unit = 填报单位：{ $unit }
ledger-as-of = 统计截止：{ $date }
ledger-basis = 口径：{ $basis }
ledger-basis-registered = 户籍
ledger-basis-resident = 常住
ledger-printed-on = 填报日期：{ $date }
ledger-date = { $year }年{ $month }月{ $day }日
ledger-month = { $year }年{ $month }月
ledger-page = 第 { $page } 页，共 { $pages } 页
ledger-list-separator = 、

# 表头
ledger-head-town = 镇（街道）
ledger-head-village-party = 村党组织
ledger-head-village = 村（社区）
ledger-head-number = 序号
ledger-head-grid = 网格
ledger-head-group = 网格党小组
ledger-head-groups = 网格党小组（个）
ledger-head-leader = 组长
ledger-head-members = 成员
ledger-head-volunteers = 志愿者
ledger-block-basics = 基本情况
ledger-block-service = 服务对象
ledger-block-capable = 致富能人
ledger-column-households = 户数
ledger-column-residents = 人口
ledger-declared-households = 自报户数
ledger-declared-residents = 自报人口
ledger-declared-as-of = 自报日期
ledger-in-households = （户）
ledger-in-persons = （人）
ledger-column-names = { $column }名单

# 行
ledger-no-grid = 未编入网格
ledger-no-group = { $grid }（还没有党小组）
ledger-total = 合计
ledger-total-of = { $unit }合计
ledger-village-total = 全村
ledger-empty = 这一天还没有登记。

# 表下的话
ledger-declared-differs = { $unit }自报 { $declared }（{ $date }），登记的是 { $counted }。
ledger-households = { $count } 户
ledger-residents = { $count } 人
ledger-snapshot = { $month }底存档（{ $date }存）
ledger-snapshot-unchanged = 存档后没有更正。
ledger-snapshot-corrected = 存档后更正了 { $count } 处，见“{ $sheet }”页；上面还是存档时的数。

ledger-snapshot-corrected-below = 存档后更正了 { $count } 处，列在下面；上面还是存档时的数。
ledger-signed-filled = 填报人：
ledger-signed-checked = 审核人：
ledger-signed-head = 负责人（签章）：

# 存档后的更正
ledger-corrections = 存档后的更正
ledger-corrections-sheet = 更正
ledger-corrections-title = { $month }底存档之后的更正
ledger-correction-village-code = 村代码
ledger-correction-grid-code = 网格代码
ledger-correction-column = 栏目
ledger-correction-was = 存档时
ledger-correction-is = 更正后

# 数据表（CSV）里另外的列
ledger-csv-line = 行别
ledger-csv-line-grid = 网格
ledger-csv-line-no-grid = 未编入网格
ledger-csv-line-village = 村合计
ledger-csv-line-town = 镇合计
ledger-csv-line-county = 县区合计
ledger-csv-as-of = 统计截止
ledger-csv-basis = 口径

# 窗口里看的台账（hongwang demo）
ledger-people-count = { $count } 人

# 台账的版式（rulebook/ledger.toml）有错时
rulebook-ledger-clause-unknown = 标准里没有“{ $clause }”这一条
rulebook-ledger-column-unknown = “{ $column }”不是户数、人口，也不是哪一个类别
rulebook-ledger-column-twice = “{ $column }”这一列写了两次
rulebook-ledger-column-needed = 台账少了“{ $column }”这一列
rulebook-ledger-count-wrong = “{ $column }”的单位写反了：户数数户，人口数人
rulebook-ledger-block-twice = “{ $block }”这一组写了两次
rulebook-ledger-block-empty = “{ $block }”这一组里一列也没有
rulebook-ledger-message-missing = 还没有给它起名字：两种语言的文字里都要有“{ $message }”

# 网页
ledger-choose = 您管着几个单位，要看哪一个的台账？
ledger-lede = { $unit }，{ $groups } 个网格党小组。
ledger-lede-names = 数字点开能看到是哪些户、哪些人。
ledger-lede-filed = { $unit }{ $month }底存的档，数字不再变。
ledger-lede-filed-names = 服务对象和能人的数字点开，是存档时的名单；户数、人口只存了数，没有名单。
ledger-lede-filed-closed = 要看是哪些人，请看现在的台账。
ledger-lede-both = { $first }{ $opens }
ledger-basis-label = 口径
ledger-day = 日期
ledger-show = 看
ledger-download = 下载表格
ledger-download-names = 下载带名单的
ledger-print = 打印
ledger-print-by-browser = 要打印：点浏览器菜单里的“打印”，纸张已经排好了；也可以点“下载表格”，在表格软件里打印。
ledger-rows = 一行一个
ledger-rows-towns = 镇（街道）
ledger-rows-villages = 村（社区）
ledger-rows-grids = 网格党小组
ledger-paper-a3 = 用 A3 纸
ledger-paper-a4 = 用 A4 纸
ledger-filed = 月底存档
ledger-live = 现在的
ledger-filed-month = { $month }底存档
ledger-and-others = { $name }等 { $count } 人
ledger-declared = 自报 { $count }
ledger-declare = 登记自报的数
ledger-declare-title = { $unit }自报的户数和人口
ledger-declare-lede = 登记还没补全的时候，先把村里自己数的记下，按{ $basis }口径数。它和数出来的并排放着，谁也不改谁。
ledger-declare-save = 记下
ledger-declare-done = 记下了，台账上已经并排放着。
ledger-day-to-come = 这一天还没到。
ledger-empty-import = 先把手头的表格导进来，台账就有数了。
ledger-empty-wait = 镇里把表格导进来以后，这里就有数了。
ledger-to-import = 去导入
ledger-too-large = 台账太大，一张表放不下，请一个镇一个镇地下载。
ledger-file = { $unit }红网台账{ $date }
ledger-back = 回台账
ledger-behind-lede = { $unit }，{ $day }，{ $basis }口径，共 { $counted }。
ledger-counted-household = { $count } 户
ledger-counted-person = { $count } 人
ledger-behind-nobody = 这里没有人
ledger-behind-nobody-next = 这一天这一格是 0，或者人已经挪到别处了。
ledger-behind-number = { $number } 号
ledger-village-grid = { $village } { $grid }
ledger-filed-list = 这是{ $month }底存档时的名单，后来改了什么都不动它。
ledger-filed-list-gone = 这是{ $month }底存档时的名单。有 { $count } 个人的名字后来按规定删掉了，数字还是存档时的。
ledger-filed-no-list = 存档里，户数和人口只存了数，没有名单。要看是哪些户、哪些人，请回到现在的台账。
ledger-empty-house = （户里没有人）
ledger-head-name = { $name }（户主）

# 台账目录和空白表
ledger-home = 表和台账
ledger-all = 台账目录
ledger-all-mark = 账
ledger-all-home = 现在的、各月底存档的，都能看、能打印、能下载
ledger-all-title = 工作台账目录
ledger-all-lede = { $unit }的管理台账都在这里。现在的随时在变，月底存的档不再变。
ledger-all-which = 台账
ledger-all-day = 哪天的数
ledger-all-kept = 什么时候存的
ledger-all-use = 看、打印、下载
ledger-all-not-kept = 随时在变，没存
ledger-all-on-asking = 打开时给全县存
ledger-all-open = 看和打印
ledger-all-download = 下载
ledger-all-note = 存档以后改过的数，列在那个月台账的下面，存档的数不动。
ledger-all-later = 走访、矛盾纠纷、隐患、慰问、活动的工作台账这一版还没有，等能记这些事的时候一起有。
ledger-forms = 空白表
ledger-forms-mark = 表
ledger-forms-home = 打印出来用手填
ledger-forms-lede = 习惯用手填的，打印空白表，填好再请人录进来。
ledger-forms-open = 打印空白表
ledger-forms-of = { $unit }的空白表，打印出来用手填。
ledger-forms-choose = 空白表按村、按网格打印，村名和网格名已经印好。{ $unit }的哪一个？
ledger-forms-back = 换一张
ledger-form-household = 网格户情登记表
ledger-form-household-what = 一户一张，填这一户有谁
ledger-form-household-use = 一户一张，人多写不下就再用一张。村里要打印每个网格的，一次都在这里。
ledger-form-annex = 空白的管理台账
ledger-form-annex-what = 和印发的附录一样，党小组已经印好，其余用手填
ledger-form-print-by-browser = 要打印：点浏览器菜单里的“打印”，纸张已经排好了（A4 横着放）。
ledger-form-hamlet = 屯（组）：
ledger-form-number = 户编号：
ledger-form-door = 门牌：
ledger-form-of-household = 这一户是（打√）：
ledger-form-people = 户里的人
ledger-form-name = 姓名
ledger-form-relation = 与户主关系
ledger-form-head = 户主
ledger-form-sex = 性别
ledger-form-sexes = 男  女
ledger-form-id = 身份证号
ledger-form-phone = 联系电话
ledger-form-party = 党员
ledger-form-home = 居住
ledger-form-at-home = 在家
ledger-form-away = 外出
ledger-form-ticks = 服务对象和能人（打√）
ledger-form-note = 填这张表是为了给您家办事。由民政、残联等部门认定过的才打√。填好的表请交村里保管，不要拍照外传；您可以随时来看、来改。
ledger-form-household-signs = 户主（签字）：
ledger-form-day = 填表日期：　　　年　　月　　日
ledger-form-as-of = 统计截止：　　　年　　月　　日
ledger-form-basis = 口径：☐ 户籍 ☐ 常住
ledger-purpose = 用途
ledger-purpose-submit = 上报上级
ledger-purpose-file = 本单位存档
ledger-purpose-check = 核对数据
ledger-purpose-meeting = 开会、汇报用
ledger-purpose-service = 安排服务
ledger-mark = { $when }，{ $name }导出，用途：{ $purpose }
ledger-mark-printed = { $when }，{ $name }打印
ledger-mark-console = { $when }，在服务器上用命令行导出，用途：{ $purpose }
ledger-csv-taken = 导出
cli-export-ledger--purpose = 用来做什么，写在文件上，也记进操作记录
