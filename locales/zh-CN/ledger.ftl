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

# 存档后的更正
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
ledger-lede-names = { $unit }，{ $groups } 个网格党小组。数字点开能看到是哪些户、哪些人。
ledger-basis-label = 口径
ledger-day = 日期
ledger-show = 看
ledger-download = 下载表格
ledger-download-names = 下载带名单的
ledger-print = 打印
ledger-paper-a3 = 用 A3 纸
ledger-paper-a4 = 用 A4 纸
ledger-filed = 月底存档
ledger-live = 现在的
ledger-filed-month = { $month }底存档
ledger-and-others = { $name }等 { $count } 人
ledger-declared = 自报 { $count }
ledger-declare = 登记自报的数
ledger-declare-title = { $unit }自报的户数和人口
ledger-declare-lede = 登记还没补全的时候，先把村里自己数的记下。它和数出来的并排放着，谁也不改谁。
ledger-declare-save = 记下
ledger-declare-done = 记下了，台账上已经并排放着。
ledger-day-to-come = 这一天还没到。
ledger-empty-import = 先把手头的表格导进来，台账就有数了。
ledger-empty-wait = 镇里把表格导进来以后，这里就有数了。
ledger-to-import = 去导入
ledger-too-large = 台账太大，一张表放不下，请一个镇一个镇地下载。
ledger-file = { $unit }红网台账{ $date }
ledger-back = 回台账
ledger-behind-lede = { $unit }，{ $day }，{ $basis }口径，共 { $count }。
ledger-behind-nobody = 这里没有人
ledger-behind-nobody-next = 这一天这一格是 0，或者人已经挪到别处了。
ledger-behind-place = { $unit } · { $number } 号
ledger-empty-house = （户里没有人）
ledger-head-name = { $name }（户主）
