# 组织：镇、村、网格，网格党小组，谁在里面

web-nav-organisation = 组织

organisation-home = 您负责的地方
organisation-choose = 您在几个地方都有岗位，先选一个。
organisation-numbers = { $households } 户，{ $residents } 人
organisation-who = { $name }（{ $role }）

organisation-households = 看住户
organisation-ledger = 看台账
organisation-import = 导入表格
organisation-edit = 修改
organisation-name = 名称
organisation-count-households = 户数
organisation-count-residents = 人口
organisation-sum = 合计
organisation-unplaced = 未编入网格
organisation-empty = 下面还没有村和网格
organisation-empty-import = 把镇里的表格导进来，村、网格和住户就都有了。
organisation-empty-ask = 要等镇里把表格导进来。请问问镇党建办。

organisation-group = 网格党小组
organisation-group-none = 这个网格还没有党小组。请镇党建办在“修改”里填上名称和组长。
organisation-group-name = 党小组名称
organisation-group-suffix = 党小组
organisation-founded = 成立日期
organisation-leader = 组长
organisation-leader-none = 还没有组长
organisation-leader-hint = 要是党员。没有人就空着。
organisation-leader-phone = 组长电话
organisation-phone-hint = 现在是 { $phone }。不改就空着。
organisation-phone-hint-none = 还没有登记电话。
organisation-phone-remove = 把登记的电话去掉
organisation-phone-show = 看全号
organisation-phone-of = { $name }的电话
organisation-members = 成员
organisation-volunteers = 志愿者
organisation-nobody = 还没有人
organisation-list-hint = 一行写一个人。去掉一行，就是这个人从那天起不在里面了。
organisation-basis = 组长是
organisation-basis-unknown = 还没有登记
organisation-basis-grid_worker = 网格员
organisation-basis-other_member = 其他党员
organisation-hamlets = 屯
organisation-hamlets-none = 还没有登记
organisation-hamlets-hint = 一行写一个屯，新的加在后面。已经有的不会去掉。
organisation-day = 从哪天起是这样
organisation-day-hint = 组长、成员、志愿者从这一天起算。补录以前的事，就写当时的日子。

organisation-edit-title = 修改{ $name }
organisation-save = 保存
organisation-leave-it = 不改了
organisation-saved = 存好了。
organisation-fault-future = 日子还没到，请写今天或者以前的。
organisation-fault-phone = 这不像一个完整的电话号码，请核对一下。
organisation-fault-name = “{ $name }”太长，或者不像名字，请改一改。
organisation-fault-many = 人太多了，一份名单最多 200 人。
organisation-fault-no-grid = 只有网格才有党小组。
organisation-fault-no-member = { $name }在住户里登记的不是党员，不能担任。是党员的话，请先在他家住户里改好。

organisation-reason = 看全号是为了
organisation-reason-hint = 看一次记一次：谁看的、什么时候、为了什么。
organisation-reason-call = 打电话找他
organisation-reason-visit = 上门以前约时间
organisation-reason-errand = 替他办事
organisation-reason-verify = 核对登记的对不对
organisation-reason-emergency = 有急事
organisation-reveal = 看号码
organisation-reveal-leave = 不看了
organisation-reveal-none = 还没有登记这个号码。
organisation-reveal-once = 离开这一页就看不到了，要再看请再点一次。
organisation-call = 打电话
organisation-back = 回去
