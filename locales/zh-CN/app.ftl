# 命令行：帮助、做完以后的话、做不成的时候怎么说

# 帮助：cli-命令，cli-命令--选项
cli = 红网：一个县（区）给所辖各镇用的党建网格工作平台
cli--data = 数据放在哪个文件夹
cli--database = 用哪个数据库：postgres:// 开头的地址，或者一个 SQLite 文件；不写就用数据文件夹里的 hongwang.db
cli--config = 配置文件；不写就看数据文件夹里有没有 hongwang.toml
cli--rulebook = 本县自己的规则文件放在哪个文件夹；文件名相同的，用这里的
cli--messages = 本县自己改过的提示文字放在哪个文件夹；名字相同的，用这里的
cli--lang = 说哪种话：zh-CN 中文，en 英文
cli-init = 头一回用：建好文件夹、钥匙文件、数据库和县（区），给出系统管理员的一次性密码
cli-init--county = 县（区）代码，6 位
cli-init--name = 县（区）名称，如 大洼区
cli-import = 把表格里的内容导进来，或者撤回一次导入
cli-import-workbook = 导入一个镇的表格（.xlsx、.xls、.ods、CSV 等）
cli-import-workbook--file = 要导入的文件
cli-import-workbook--town = 镇（街道）代码，9 位
cli-import-workbook--town-name = 镇（街道）名称，头一回导入这个镇时要写
cli-import-workbook--check = 只检查，不存
cli-import-workbook--all-or-nothing = 有一行进不去，就整张表都不导
cli-import-workbook--no-create = 表里有、系统里没有的村和网格，不新建，当成错误报出来
cli-import-workbook--effective = 表里的情况从哪天起算，如 2026-10-31；不写就按表上的填报日期
cli-import-workbook--report = 检查报告存到哪个文件（JSON）；不写就直接显示
cli-import-workbook--marked = 另存一张标好问题的表（.xlsx）：有问题的格子涂上颜色，旁边写明原因
cli-import-undo = 撤回一次导入，回到导入以前的样子
cli-import-undo--id = 那次导入的编号，导入完成时给出
cli-export = 把台账导出来
cli-export-ledger = 导出“红网工程”管理台账
cli-export-ledger--unit = 县、镇、村或网格的代码，6、9、12 或 15 位
cli-export-ledger--as-of = 要哪一天的台账，如 2026-06-30；不写就是今天
cli-export-ledger--snapshot = 要哪个月的月底存档，如 2026-10
cli-export-ledger--basis = 口径：registered 户籍，resident 常住；不写就按规则文件
cli-export-ledger--names = 带上各类别的名单。名单是个人信息，请保管好
cli-export-ledger--format = 导成哪种文件：json，csv，xlsx（A3 打印）
cli-export-ledger--output = 存到哪个文件
cli-declare = 登记一个单位自报的户数和人口；台账上跟数出来的并排放着，不会盖掉
cli-declare--unit = 村或网格的代码
cli-declare--households = 自报户数
cli-declare--residents = 自报人口
cli-declare--as-of = 哪一天的数，如 2026-10-31；不写就是今天
cli-demo = 造一个虚构的镇，导入它的表格，开起来让您用浏览器看看红网能做什么
cli-serve = 开起来让人用浏览器办事；按 Ctrl-C 停下
cli-serve--listen = 在哪个地址听，如 127.0.0.1:8080；写 0 端口就自己挑一个
cli-serve--behind-tls = 前面有一层负责 HTTPS 的代理：登录凭证只走 HTTPS，来访地址以代理说的为准
cli-openapi = 打印接口说明（OpenAPI，JSON），给写程序对接的人
cli-routes = 列出每个地址和谁能用它（JSON）
cli-demo--listen = 演示开在哪个地址
cli-demo--make-only = 只造演示数据，不开起来
cli-doctor = 给数据做一次体检：数据库、操作记录、台账的数、月底存档对不对得上
cli-migrate = 换了新版本以后更新数据库的表；别的命令开始时也会自动更新
cli-rulebook = 规则文件
cli-rulebook-check = 检查规则文件：哪个文件、第几行、错在哪里
cli-user = 账号：新建、换一次性密码、给程序用的钥匙
cli-user-add = 新建一个账号，给出一次性密码（只显示这一次，第一次登录要换掉）
cli-user-add--phone = 手机号，用它登录
cli-user-add--login = 登录名，不用手机号登录的人写这个；两样都写也可以
cli-user-add--name = 姓名
cli-user-add--role = 岗位，如 town_organiser 镇组织员、village_secretary 村书记、grid_leader 组长
cli-user-add--unit = 在哪个单位：县、镇、村或网格的代码
cli-user-add--until = 到哪天为止（从这天起不算）；检查员不写就是 30 天
cli-user-password = 给一个账号新的一次性密码，已经登录的都退出来
cli-user-password--phone = 账号的手机号
cli-user-password--login = 账号的登录名，没有手机号的写这个
cli-user-password--forget-second-step = 手机和纸上的码都没有了：不要第二步了，下次登录重新设
cli-user-token = 给一个账号一把程序用的钥匙，只显示这一次
cli-user-token--phone = 账号的手机号
cli-user-token--login = 账号的登录名，没有手机号的写这个
cli-user-token--days = 能用多少天，1 到 365
cli-user-token--reach = 能做多少：everything 都能做，reading 只能看，counts 只看台账上的数

# 做完了
init-done = { $county }建好了。系统管理员的用户名是 { $login }，一次性密码在下面，只显示这一次，请记好：
migrate-done = { $count ->
    [0] 数据库已经是最新的，不用更新。
   *[other] 数据库更新好了，共 { $count } 步。
}
rulebook-check-done = 规则文件没有问题：{ $clauses } 条标准，{ $categories } 个类别。
import-done = 导入完成：读到 { $rows } 行，{ $households } 户、{ $residents } 人已在系统里，写入 { $changed } 条记录。进不去的 { $errors } 行，有疑问的 { $warnings } 处，顺手改好的 { $repairs } 处，另有说明 { $notices } 条。导入编号 { $import }，要撤回时用得上。
import-nothing = 没有改动：读到 { $rows } 行，{ $households } 户、{ $residents } 人已在系统里。进不去的 { $errors } 行，有疑问的 { $warnings } 处，可以自动改好的 { $repairs } 处，另有说明 { $notices } 条。
import-checked = 只检查，没有存：读到 { $rows } 行，导入以后会有 { $households } 户、{ $residents } 人。进不去的 { $errors } 行，有疑问的 { $warnings } 处，可以自动改好的 { $repairs } 处，另有说明 { $notices } 条。
import-undone = 撤回来了，{ $changed } 条记录还了原。
export-done = 台账存好了：{ $file }，共 { $rows } 行。
declare-done = { $unit }自报的数登记好了。
serve-ready = 红网开好了，用浏览器打开下面的地址；停下按 Ctrl-C。
serve-ended = 红网停了。
failure-listen = 地址 { $address } 用不了：{ $said }。换一个 --listen 试试。
user-added = { $name }的账号建好了。一次性密码在下面，只显示这一次，请交给本人，第一次登录要换掉：
user-password-given = { $name }的新一次性密码在下面，只显示这一次。原来登录着的都退出来了：
user-token-made = { $name }的钥匙在下面，只显示这一次，能用 { $days } 天，请收好：
doctor-healthy = 体检完毕，一切正常。

# 做不成：用法不对
failure-language = 不会说“{ $value }”：中文写 zh-CN，英文写 en。
failure-no-data = 还不知道数据放在哪儿：请加上 --data 和文件夹的名字。
failure-config = 配置文件 { $file } 有问题：{ $said }
failure-today = HONGWANG_TODAY 写成“{ $value }”认不出来，应当像 2026-10-31 这样。
failure-idle = HONGWANG_IDLE_MINUTES（idle_minutes）写成“{ $value }”不行，要写 1 到 720 分钟。
failure-county-code = “{ $value }”不是县（区）代码，应当是 6 位数字。
failure-town-code = “{ $value }”不是镇（街道）代码，应当是 9 位数字。
failure-no-file = 没有“{ $file }”这个文件，请看看名字和位置对不对。
failure-user-role = 没有“{ $value }”这个岗位，可以写：{ $roles }。
failure-user-unit = 还没有代码是 { $unit } 的单位。镇由县组织员在“组织”页面建；村和网格导入镇里的表以后就有了。县的账号现在就能建：--role county_organiser，--unit 写县的代码。
failure-user-unknown = 没有用这个手机号或登录名的账号，请核对一下。

# 做不成：别的原因
failure-not-initialised = “{ $data }”里还没有红网的数据。头一回用，请先运行 hongwang init；不是头一回，请看看文件夹写对了没有。
failure-initialised-already = 这里已经建过县（区）了，代码 { $code }，不用再建。
failure-store = 数据库出了问题，没有做成：{ $said }
failure-file = 文件读不了或写不进去：{ $said }
workbook-failed-store = 数据库出了问题，这张表没有导进去。
workbook-failed-no-county = 还没有建县（区），请先运行 hongwang init。
workbook-failed-foreign-town = 镇（街道）代码 { $code } 不是这个县（区）的，请核对一下。
workbook-failed-town-name = 系统里还没有代码是 { $code } 的镇（街道）。头一回导入，请用 --town-name 写上它的名称。
workbook-failed-changed = 导入的时候一直有人在改这个镇（{ $code }）的数据，没有导成，什么也没动。请过一会儿再导。
workbook-undo-store = 数据库出了问题，导入 { $import } 没有撤回，什么也没动。
workbook-undo-unknown = 没有编号是 { $import } 的导入，请核对一下。
workbook-undo-already = 导入 { $import } 以前已经撤回过了。
workbook-undo-built-on = 导入 { $import } 撤不回了：后来又有改动是接着它做的。请先撤回后来的，再撤这一次。
ledger-failed-store = 数据库出了问题，{ $unit } 的台账没有出来。
ledger-failed-unit = 没有代码是 { $unit } 的单位，请核对一下。
ledger-failed-month = 这个月还没过完，{ $unit } 还没有这个月的月底存档。请换一个已经过完的月份。

# 标好问题的表
workbook-marked-heading = 问题说明

# 体检出来的毛病；$about 是编号和数字，里面没有人名
doctor-database = 数据库本身坏了，请停用，拿备份恢复：{ $about }
doctor-audit = 操作记录对不上，像是有人绕过系统动过数据库：{ $about }
doctor-audit-head = 操作记录的末尾对不上，像是少了几条：{ $about }
doctor-sequence = 单位的变动号落在了操作记录的后面：{ $about }
doctor-counts = 台账的数和底册重新数的不一样：{ $about }
doctor-ledger = 各网格加起来不等于村里的合计：{ $about }
doctor-snapshot = 月底存档和存的时候不一样了：{ $about }

# 演示
demo-folder-taken = “{ $data }”里已经有别的东西，演示的数据不往里放。请另写一个空文件夹，或者不写 --data。
demo-unfinished = “{ $data }”里的演示上次没有做完。请把这个文件夹整个删掉，再运行一次。
demo-refused = 演示用的表“{ $file }”没有导进去：{ $said }
demo-making = 正在造一个虚构的镇：{ $county }{ $town }，{ $villages } 个村（社区），{ $grids } 个网格，{ $residents } 人。人名、身份证号、电话都是编的。
demo-taken-in = { $day }  导入 { $file }：{ $households } 户，{ $residents } 人，写入 { $changed } 条记录
demo-again = 这里已经有演示的镇，是 { $day } 造好的，直接打开。
demo-password = 系统管理员的用户名是 { $login }，一次性密码是 { $password }，只显示这一次，头一回登录要改掉。
demo-log-ins = 可以用下面的账号登录，密码都一样：
demo-log-in = 登录名 { $login }，密码 { $password }    { $unit } { $role }
demo-workbook = 镇里的账号一登录，“导入”里就有一张检查好的表等着改，有 { $faults } 处要改。要自己再交一次，文件在：{ $file }
demo-files = 演示用的表格在这个文件夹里，可以打开看看：{ $folder }
demo-next = 接下来可以试试：
demo-next-check = 看看一张有毛病的表会怎么说（有 { $faults } 处要改）。只检查，不存；标好问题的另存一张：
demo-next-mend = 照着标出来的改好，再导进来：
demo-next-print = 把台账存成可以打印的 A3 表：
demo-next-village = 只要一个村的，按常住口径：
demo-next-snapshot = 看上个月底的存档：
demo-next-past = 看三个月前某一天的台账：
demo-next-undo = 把最后一次导入撤回来，再看台账有什么变化：
demo-next-doctor = 给数据做一次体检：
demo-database = 数据在别的数据库里：上面每条命令都要再加上同样的 --database，或者设好 HONGWANG_DATABASE。
failure-county-name = 县区的名称不能空着，请用 --name 写上，例如 --name 大洼区。
doctor-sealed = { $about } 的加密内容打不开，或者和索引对不上：数据被改过。
