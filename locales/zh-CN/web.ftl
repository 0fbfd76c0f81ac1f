# 每一页都有的话：页眉、菜单、表单、出错的时候

web-brand = 红网
web-skip = 跳到正文
web-demo = 演示
web-view-elder = 大字
web-view-normal = 标准字
web-language-other = English
web-language-other-tag = en
web-nav = 主菜单
web-nav-today = 今天
web-nav-ledger = 台账
web-nav-standard = 标准
web-crumbs = 所在位置
web-comma = 、
web-stop = 。

# 日子
web-month = { $month }月
web-day = { $month }{ $day }日 { $weekday }
web-date = { $year }年{ $month }{ $day }日
web-weekday-1 = 周一
web-weekday-2 = 周二
web-weekday-3 = 周三
web-weekday-4 = 周四
web-weekday-5 = 周五
web-weekday-6 = 周六
web-weekday-7 = 周日

# 首页
web-home-often = 常用
web-home-who = 您是 { $name }
web-log-out = 退出
web-idle-can = 今天能做的
web-idle-password = 改密码
web-idle-county_organiser = 看全县的组织和台账，用这个账号。
web-idle-town_organiser = 管全镇的组织、住户和台账，用这个账号。
web-idle-village_secretary = 看本村的组织、住户和台账，用这个账号。
web-idle-centre_keeper = 党建中心的活动、场地和值班，以后用这个账号记。这一版还没有，眼下不用您做什么。
web-idle-grid_leader = 本网格的走访、报事和开会，以后用这个账号记。
web-idle-group_member = 本网格的走访、报事和开会，以后用这个账号记。
web-idle-volunteer = 网格里请您帮忙的事，以后会出现在这里。这一版还没有，眼下不用您做什么。
web-idle-children_officer = 留守和困境儿童的走访关爱，以后用这个账号记。这一版还没有，眼下不用您做什么。
web-idle-inspector = 检查的时候看台账，用这个账号。
web-idle-system_admin = 管账号、看系统好不好，用这个账号。
web-idle-security_admin = 安全管理员看登录和权限上的异常，用这个账号。这一版还没有这些页面，眼下不用您做什么。
web-idle-audit_admin = 审计管理员看谁做过什么，用这个账号。这一版还没有这些页面，眼下不用您做什么。
web-kept = 刚才填的没有存上，还留在这里。电话、身份证号和密码没有留，要再填一次。
web-kept-put-back = 放回去接着填

# 翻页
web-pager = 翻页
web-pager-where = 第 { $page } 页，共 { $pages } 页 { $total }
web-pager-total = { $count } 条
web-pager-before = 上一页
web-pager-after = 下一页

# 填表
web-form-lacking = 这一项要填。
web-form-length = { $least ->
    [0] 最多 { $most } 个字。
    [1] 最多 { $most } 个字。
   *[other] 要 { $least } 到 { $most } 个字。
}
web-form-garbled = 这里的字成了乱码，请重新填一遍。
web-form-control = 里面有看不见的符号，请删掉重填。
web-form-number = 请填 { $least } 到 { $most } 之间的整数。
web-form-choice = 请从列出来的里面选一个。
web-form-day-early = 这一天太早了，不会早于 { $year } 年。请核对一下年份。
web-form-day = 请填日期，像 2026-11-24。
web-form-version = 这一页打开得太久了，请刷新以后再改。

# 出错
web-fault-title = 没办成
web-fault-not-found = 没有这一页，或者它已经不在了。
web-fault-not-allowed = 这里不归您看，或者这件事不归您办。
web-fault-log-in = 请先登录。
web-fault-change-password = 请先把密码改掉，再办别的事。
web-fault-foreign = 这次提交不是从红网的页面上来的，没有办。
web-fault-invalid = 有几处填得不对，请看看。
web-fault-stale = 您打开这一页以后，别人改过这里了，没有覆盖。
web-fault-busy = 眼下人太多，数据库顾不过来，请过一会儿再试。
web-fault-broken = 红网出了毛病，这件事没办成。
web-fault-slow = 传得太慢，断了。请换个信号好的地方再试。
web-fault-large = 东西太大了，收不下。
web-fault-media = 送来的东西格式不对。
web-fault-json = 送来的不是 JSON 对象。
web-fault-unknown-field = 没有这一项，请核对名称。
web-fault-wrong-type = 这一项的值类型不对，请照接口说明来填。
web-fault-form = 表单读不出来，请再试一次。
web-fault-key = 请求的编号太长了。
web-fault-key-reused = 这个请求编号以前用过，那时送来的不是同样的内容。请换一个编号。
web-fault-method = 这个地址不能这样用。
web-next-not-allowed-administrator = 管理员只管账号和系统，看不了业务上的事，这是规定好的，不用再找人开通。
web-next-not-allowed = 要是您该看得到，请让上一级给您开通。
web-next-not-found = 请从“今天”重新找一找。
web-next-foreign = 请回到红网的页面上再点一次。
web-next-stale = 请退回上一页，刷新以后再改；您填的还在那一页上。
web-next-broken = 请把编号 { $reference } 告诉系统管理员。您可以过一会儿再试，不会办成两次。
web-next-back = 请退回上一页改一改再试。
web-reference = 编号 { $reference }
web-to-today = 回到“今天”
web-to-log-in = 去登录

# 标准
web-standard = 标准
web-standard-clause = 条
web-standard-phrase = 原文
web-standard-state = 这一版
web-standard-served = 去办
web-standard-elsewhere = 办得了
web-standard-later = 还没有

# 谁能做什么
web-policy = 谁能做什么
web-policy-lede = 写在这里的才能做，没写的都不行。
web-policy-mine = 您
web-policy-own = 在本单位：
web-policy-below = 在下面各级：
web-policy-nothing = 什么也不能做

role-console = 本机命令行
role-county_organiser = 县（区）组织员
role-town_organiser = 镇党建办
role-village_secretary = 村党组织书记
role-centre_keeper = 党建中心管理员
role-children_officer = 儿童主任
role-inspector = 检查账号
role-system_admin = 系统管理员
role-security_admin = 安全管理员
role-audit_admin = 审计管理员

action-initialise_county = 建县（区）
action-read_organisation = 看组织
action-read_ledger = 看台账上的数
action-read_ledger_names = 看台账数字后面是谁
action-declare_figures = 登记自报的数
action-take_snapshot = 月底存档
action-read_registry = 看住户
action-change_registry = 改住户
action-reveal_phone = 看完整的电话（要写原因）
action-reveal_citizen_id = 看完整的身份证号（要写原因）
action-change_organisation = 改组织
action-found_town = 新建本县的镇（街道）
action-import_workbook = 导入表格
action-use_own_account = 用自己的账号
action-manage_accounts = 管账号
action-read_system = 看系统状况

# 系统状况
web-nav-system = 系统
web-system-lede = 红网自己的情况。这里没有任何业务数据。
web-system-version = 版本
web-system-engine = 数据库
web-engine-sqlite = SQLite，一个文件
web-engine-postgres = PostgreSQL
web-system-running = 已经开了
web-system-minutes = { $minutes } 分钟
web-system-today = 系统日期
web-system-tls = 加密传输
web-system-tls-yes = 有，由前面的代理负责
web-system-tls-no = 没有。只能在本机或者内网里试用，正式用要在前面加一层 HTTPS

# 两个人同时改
web-conflict-who = { $who } { $when } 改过这里，您的还没有存。
web-conflict-somebody = 您打开这一页以后，别人改过这里，您的还没有存。
web-conflict-join = 下面已经替您合在一起了：您没动的照他的，您填的还在。看看对不对，再点一次保存就行。
web-conflict-theirs = 现在是
web-conflict-yours = 您填的
web-conflict-empty = （空）
web-conflict-yes = 有
web-conflict-no = 没有
web-conflict-list = { $list }（{ $edit }）
web-conflict-added = 加上 { $names }
web-conflict-removed = 去掉 { $names }
web-conflict-both = 。您和他都换掉了 { $names }，两边换上的都留在下面，多出来的请去掉。

web-fault-reach = 这把钥匙做不了这件事：做它的时候只许它看，或者只许看数。
web-watermark = 检查账号 { $name } { $when }
web-fault-second-step = 登录还差第二步。
