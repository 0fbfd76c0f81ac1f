# 账号：登录、密码、岗位、用过的设备、程序用的钥匙

# 登不进去
accounts-log-in-wrong = 手机号（登录名）或密码不对，请再看看。还可以试 { $left } 次。
accounts-log-in-locked = 连着输错了 5 次，先停一停，{ $minutes } 分钟以后再试。忘了密码，请管账号的人给您一个新的一次性密码。
accounts-log-in-slow = 这里输错的次数太多了，请等 { $seconds } 秒再试。
accounts-log-in-no-role = 密码是对的，可是您现在没有岗位。请找管账号的人看看。

# 密码不能用
accounts-password-short = 太短了，至少要 8 个字。
accounts-password-long = 太长了，最多 128 个字。
accounts-password-simple = 太简单了：大写字母、小写字母、数字、符号，四样里至少要有三样。
accounts-password-common = 这个密码用的人太多，一猜就中，请换一个。
accounts-password-own = 密码里不要带登录名、手机号或姓名。
accounts-password-same = 和现在的一样，请换一个新的。

# 没有办成
accounts-fault-unit = 没有这个代码的单位，请核对一下。
accounts-fault-account = 没有找到，可能已经不在了。
accounts-fault-role = 这个单位没有这样的岗位，请换一个岗位或者换一个单位。
accounts-fault-role-twice = 这个岗位已经有了。
accounts-fault-days = 结束的日子要在今天以后。
accounts-fault-nameless = 手机号和登录名，至少要写一个。
accounts-fault-name = 请写姓名，最多 50 个字。
accounts-fault-phone = 这不像一个完整的手机号，请核对一下。
accounts-fault-login = 登录名要 2 到 30 个字，头一个是字母或汉字，后面可以有数字、点和短横。
accounts-fault-phone-taken = 这个手机号已经有账号了。
accounts-fault-login-taken = 这个登录名已经有人用了。
accounts-fault-token-days = 请写 1 到 365 天。
accounts-fault-token-name = 请写明给谁用，最多 40 个字。
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
