# 账号：登录、密码、岗位、用过的设备、程序用的钥匙

# 登不进去
accounts-log-in-wrong = { $left ->
    [1] 手机号（登录名）或密码不对，请再看看。再错一次，就要停 15 分钟。
   *[other] 手机号（登录名）或密码不对，请再看看。
}
accounts-log-in-locked = 连着输错了 5 次，先停一停，{ $minutes } 分钟以后再试。忘了密码，请管账号的人给您一个新的一次性密码。
accounts-log-in-slow = 这里输错的次数太多了，请等 { $seconds } 秒再试。
accounts-log-in-no-role = 密码是对的，可是您现在没有岗位。请找管账号的人看看。

# 密码不能用
accounts-password-short = 太短了，至少要 8 个字。
accounts-password-long = 太长了，最多 128 个字。
accounts-password-simple = 太简单了：大写字母、小写字母、数字、符号，四样里至少要有三样。
accounts-password-common = 这个密码太好猜：用的人多，或者里面有“党建”“网格”“红网”“密码”这样的词（拼音也算）。请换一个。
accounts-password-own = 密码里不要带登录名、手机号或姓名。
accounts-password-same = 和现在的一样，请换一个新的。

# 没有办成
accounts-fault-unit = 没有这个代码的单位，请核对一下。
accounts-fault-account = 没有找到，可能已经不在了。
accounts-fault-role = 这个单位没有这样的岗位，请换一个岗位或者换一个单位。
accounts-fault-role-twice = 这个岗位已经有了。
accounts-fault-roles-apart = 管理员只管系统，不兼别的岗位；请另建一个账号。
accounts-fault-days = 结束的日子要在今天以后。
accounts-fault-nameless = 手机号和登录名，至少要写一个。
accounts-fault-name = 请写姓名，最多 50 个字。
accounts-fault-phone = 这不像一个完整的手机号，请核对一下。
accounts-fault-login = 登录名要 2 到 30 个字，头一个是字母或汉字，后面可以有数字、点和短横。
accounts-fault-phone-taken = 这个手机号已经有账号了。
accounts-fault-login-taken = 这个登录名已经有人用了。
accounts-fault-token-days = 请写 1 到 365 天。
accounts-fault-token-name = 请写明给谁用，最多 40 个字。
accounts-fault-tokens-full = 一个账号最多 20 把能用的钥匙。请先收回几把。
accounts-fault-last-administrator = 这是最后一位系统管理员，不能结束。请先让另一个人也当系统管理员。
accounts-fault-demo = 这是演示账号，密码不变，谁都能用它进来看看。
accounts-fault-password = 现在的密码不对，请再看看。
accounts-fault-locked = 连着输错了 5 次，先停一停，{ $minutes } 分钟以后再试。
accounts-fault-slow = 这里输错的次数太多了，请等 { $seconds } 秒再试。
accounts-fault-busy = 现在登录的人多，请过一会儿再试。
accounts-fault-store = 数据库出了问题，没有办成，什么也没动。

# 设备
accounts-device-android_phone = 安卓手机
accounts-device-iphone = 苹果手机
accounts-device-tablet = 平板
accounts-device-computer = 电脑
accounts-device-other = 别的设备

# 演示里的人，都是编的
accounts-demo-town = 演示·孙镇组织员
accounts-demo-village = 演示·刘村书记
accounts-demo-leader = 演示·赵组长
accounts-demo-member = 演示·钱组员
accounts-demo-volunteer = 演示·周志愿者
accounts-demo-centre = 演示·吴管理员
accounts-demo-children = 演示·郑儿童主任
accounts-demo-county = 演示·李县组织员
accounts-demo-inspector = 演示·王检查员
accounts-demo-system = 演示·冯系统管理员
accounts-demo-security = 演示·陈安全管理员
accounts-demo-audit = 演示·褚审计管理员

# 登录
accounts-welcome = 登录红网
accounts-motto = 网格里的事，记在一个本上
accounts-log-in = 登录
accounts-log-in-name = 手机号或登录名
accounts-password = 密码
accounts-stay = 30 天内不用再登录（只在自己的手机上选）
accounts-gone = 太久没动，或者在别处退出了，这里已经退出了，请重新登录。
accounts-gone-form = 刚才填的还没有存，登录以后接着填。
accounts-forgotten = 忘了密码？给村书记或者上一级打电话，要一个找回码。
accounts-demo = 演示：想看谁的，就进谁的
accounts-demo-lede = 这是演示，人和事都是编的。密码不会变，下面点一下就能进去。
accounts-demo-log-in = 登录名 { $login }，密码 { $password }
accounts-demo-enter = 进去看看
accounts-demo-enter-as = 以{ $role }的身份进去看看
accounts-log-out = 退出
accounts-logged-out = 已经退出来了。
accounts-logged-out-everywhere = { $count } 处登录都退出来了，程序用的钥匙也收回了。请重新登录。

# 密码
accounts-password-change = 改密码
accounts-password-lede = 至少 8 个字；大写字母、小写字母、数字、符号，四样里要有三样。
accounts-password-forced = 您用的是一次性密码，别人也知道。先换成您自己的，再办别的事。
accounts-password-old = 现在的密码
accounts-password-one-time = 刚才用的一次性密码
accounts-password-new = 新密码
accounts-password-again = 新密码再写一遍
accounts-password-ends = 改了以后，别处登录着的都退出，程序用的钥匙也一起收回。
accounts-password-rules = 不要带姓名、手机号、登录名，也不要用常见的，比如 Abc12345。可以写一句话，例如几个词加一个数。
accounts-password-differs = 两遍写得不一样，请再写一遍。
accounts-password-changed = 密码改好了。别处登录着的都退出来了，程序用的钥匙也收回了。
accounts-leave-it = 不改了

# 我的
web-nav-me = 我的
accounts-my-roles = 我的岗位
accounts-my-policy = 看看谁能做什么
accounts-my-policy-short = 每个岗位看得到什么、办得了什么
accounts-more = 更多
accounts-my-view = 怎么看着舒服
accounts-view-elder = 换成大字版
accounts-view-normal = 换回标准字
accounts-my-secrets = 密码和钥匙
accounts-my-devices = 登录着的设备
accounts-my-devices-lede = 只有您自己看得到。不认得的，请退出它，再改密码。
accounts-session-here = 这一台
accounts-session-begun = { $when } 登录
accounts-session-used = 上次用 { $when }
accounts-session-stays = 保持登录
accounts-session-end = 退出这台
accounts-session-ended = 那台已经退出来了。
accounts-session-gone = 那台早就退出来了。
accounts-log-out-everywhere = 全部退出
accounts-log-out-everywhere-next = 所有设备都退出，这一台也退出，程序用的钥匙也一起收回。

# 程序用的钥匙
accounts-tokens = 程序用的钥匙
accounts-tokens-short = 给别的程序用，一般人用不着
accounts-tokens-lede = 拿着钥匙的程序，能做您能做的事。只给信得过的，用完就收回。
accounts-tokens-empty = 还没有钥匙
accounts-tokens-empty-next = 要让别的程序替您取数、填数，在下面做一把。
accounts-token-new = 做一把新的
accounts-token-name = 给谁用
accounts-token-days = 能用多少天
accounts-token-make = 做好给我看
accounts-token-made = “{ $name }”的钥匙
accounts-token-once = 只显示这一次，请现在就抄好。能用到 { $day }。
accounts-token-until = 能用到 { $when }
accounts-token-by-token = 光凭钥匙做不了这件事，要带上这个账号的密码。
accounts-token-ended = { $when } 已经过期
accounts-token-revoke = 收回
accounts-token-revoke-named = 收回“{ $name }”的钥匙
accounts-token-revoked = 收回来了，拿着它的程序进不来了。
accounts-copy = 复制
accounts-copied = 已复制
accounts-kept = 抄好了

# 管账号
web-nav-accounts = 账号
accounts-lede = 共 { $count } 个账号。谁什么时候登录过，这里不记也不看。
accounts-search = 姓名或登录名
accounts-search-do = 找
accounts-name = 姓名
accounts-login = 登录名
accounts-phone = 手机号
accounts-role = 岗位
accounts-roles = 岗位
accounts-unit = 在哪里
accounts-no-role = 没有岗位
accounts-no-role-next = 没有岗位，登录不了。要让这个人登录，请在下面加一个。
accounts-first-password = 一次性密码还没换
accounts-empty = 还没有账号
accounts-empty-next = 建好账号，把一次性密码交给本人，就能登录了。
accounts-none-found = 没有找到
accounts-none-found-next = 换个字再找找，或者看看全部。
accounts-show-all = 看全部
accounts-choose = 请选
accounts-new = 新建账号
accounts-new-lede = 建好以后给您一个一次性密码，请交给本人，第一次登录要换掉。
accounts-new-make = 建账号
accounts-new-leave = 不建了
accounts-made = { $name }的账号建好了
accounts-password-given = { $name }的新一次性密码
accounts-password-once = 一次性密码只显示这一次，请抄好交给本人。第一次登录要换掉。
accounts-phone-hint = 用手机号登录的填这个。
accounts-login-hint = 不用手机号登录的填这个。两样都填也可以。
accounts-unit-hint = 写名字就行，比如“新立村第二网格”；写单位代码也可以。
accounts-until = 到哪天为止
accounts-until-hint = 从这天起不再算；不填就一直算，检查员不填就算 30 天。
accounts-until-day = 到 { $day } 为止
accounts-role-add = 再加一个岗位
accounts-role-add-do = 加上
accounts-role-added = 岗位加好了。
accounts-role-end = 结束
accounts-role-ended = 这个岗位从今天起不算了。
accounts-role-appointed = { $day } 起在党小组里任职，职务没了，这里也就没了
accounts-help = 登录不了、手机丢了
accounts-help-lede = 给新的一次性密码，原来的密码、登录着的设备、程序用的钥匙都作废，锁着的也解开。只让设备退出，密码不变，程序用的钥匙也一起收回。
accounts-sessions-end = 让所有设备退出
accounts-sessions-ended = 所有设备都退出来了，程序用的钥匙也收回了。
accounts-password-give = 给新的一次性密码

# 帮人登录：忘了密码、丢了手机
web-nav-helping = 帮人登录
action-help_accounts = 帮下面的人登录（发找回码、让手机退出）
accounts-helping-lede = 下面的人忘了密码，您给一个找回码；手机丢了，您让它退出。谁什么时候登录过，这里看不到。
accounts-helping-empty = 下面还没有人有账号
accounts-helping-empty-next = 管账号的人建好账号以后，会列在这里。
accounts-code = 找回码
accounts-code-lede = 先认准是本人，当面说，或者打本人留的电话说。找回码 6 位数字，管 30 分钟，只能用一次。
accounts-code-give = 给一个找回码
accounts-code-given = { $name }的找回码
accounts-code-once = 只显示这一次，请念给本人听。在登录页点“有找回码”，{ $until } 以前有效。
accounts-code-told = 告诉本人了
accounts-code-hint = 6 位数字，村书记或者上一级告诉您的。
accounts-code-used = 密码换好了，别处登录着的都退出来了。请用新密码登录。
accounts-phones = 保持登录的手机
accounts-phones-none = 没有保持登录的手机。
accounts-phones-lede = 手机丢了、换人了，就让它退出。
accounts-forgotten-code = 有找回码，点这里换密码
accounts-reset = 忘了密码，换一个
accounts-reset-lede = 没有找回码的，先给村书记或者上一级打电话要一个。
accounts-reset-do = 换成新密码
accounts-reset-leave = 回登录页
accounts-fault-code = { $left ->
    [0] 手机号（登录名）或找回码不对，或者过期了。请再要一个找回码。
   *[other] 手机号（登录名）或找回码不对，或者过期了。请再看看，还能试 { $left } 次。
}
accounts-fault-not-from-above = 这个人不归您帮：只有他的上一级才能给他找回码，管理员由安全管理员帮。
accounts-fault-inspection-days = 检查账号最多管 366 天。
accounts-fault-device-name = 名字最多 20 个字。
accounts-session-name-it = 给它起个名字
accounts-session-name = 名字
accounts-session-name-do = 就叫这个
accounts-session-named = 名字记下了。

# 钥匙能开多少
accounts-token-reach = 能做多少
accounts-token-reach-hint = 够用就行，越少越稳妥。
accounts-reach-everything = 您能做的都能做
accounts-reach-reading = 只能看，不能改
accounts-reach-counts = 只看台账上的数，看不到名字

# 改账号
accounts-edit = 改姓名、手机号、登录名
accounts-edit-lede = 岗位和密码不变。手机号换了，下次就用新的登录。
accounts-edit-do = 改好了
accounts-edited = 改好了。
accounts-edit-phone-hint = 现在是 { $phone }。不换就空着。
accounts-edit-phone-remove = 手机号不要了
accounts-unit-unknown = 没有叫这个名字的单位，请写全一点，比如“新立村第二网格”。
accounts-unit-several = 叫这个名字的不止一个，请在上面选一个。
accounts-unit-many = 叫这个名字的太多了，请把村名也写上。
accounts-unit-other = 都不是，重新写
accounts-unit-named = { $unit }（{ $code }）

# 登录的第二步
accounts-second = 登录第二步：手机上的码
accounts-second-short = 除了密码，再看一眼手机
accounts-second-lede = 开了以后，登录除了密码，还要输手机上 30 秒换一次的 6 位码。别人知道了密码也进不来。
accounts-second-needed = 管理员登录，除了密码，还要输手机上 30 秒换一次的 6 位码。先在这里设好，再办别的事。
accounts-second-what = 手机上要装一个验证器，例如 FreeOTP 或 Microsoft Authenticator。不用联网，也不用发短信。
accounts-second-begin = 现在就设
accounts-second-app = 在手机上打开验证器，点“加号”。
accounts-second-scan = 对准下面的图扫一扫。
accounts-second-type = 把手机上显示的 6 位码填在最下面。
accounts-second-picture = 验证器要扫的图
accounts-second-by-hand = 扫不了的，就把下面这串字照着输进去：
accounts-second-confirm = 设好了
accounts-second-code = 手机上的码
accounts-second-code-lede = 密码对了，还差一步。
accounts-second-code-hint = 打开手机上的验证器，照着填 6 位数字。手机不在身边，就填纸上的一个备用码。
accounts-second-first-hint = 照着手机上现在显示的 6 位数字填。
accounts-second-leave = 不登录了
accounts-second-paper = 备用码：手机丢了用它
accounts-second-paper-lede = 抄在纸上，锁进抽屉。每个只能用一次。
accounts-second-paper-once = 只显示这一次，请现在就抄好。
accounts-second-on = 第二步已经开了。
accounts-second-other = 换手机，或者不用了
accounts-second-other-lede = 关了以后，登录只要密码。要换手机，先关掉再重新设。
accounts-second-other-needed = 关了以后，管理员要马上在新手机上重新设。
accounts-second-end = 关掉
accounts-second-ended = 第二步关掉了。
accounts-fault-second = { $left ->
    [0] 码不对，或者已经用过了。停 15 分钟再试。
   *[other] 码不对，或者已经用过了。等手机上换一个新的再填，还能试 { $left } 次。
}
accounts-fault-second-twice = 第二步已经开了。要换手机，先关掉再重新设。

# 谁能做什么，为什么
accounts-rights-see = 看看能做什么，为什么
accounts-rights-own = 我能做什么，为什么
accounts-rights-own-short = 凭什么看得到、办得了
accounts-rights-own-lede = 您看得到什么、办得了什么，都从下面这些岗位来。
accounts-rights-of = { $name }能做什么，为什么
accounts-rights-lede = { $name }看得到什么、办得了什么，都从下面这些岗位来。
accounts-right-appointed = { $day } 起在党小组里任职，岗位跟着职务走：职务没了，岗位马上就没了。
accounts-right-given = { $day } 起，由管账号的人给的。
accounts-right-until = 到 { $day } 为止。
accounts-right-own = 在{ $unit }：
accounts-right-below = 在{ $unit }下面的单位：
accounts-rights-nothing-else = 没写的都不行。
