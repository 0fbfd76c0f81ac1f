# 检查表格时发现的情况：哪里不对、这一行（这一格）怎么处理了、该怎么改。前面会写上是哪张表、第几行、哪一列。

finding-name-missing = 没写姓名，这一行没有录入。请补上姓名再导一次。
finding-name-missing-number = 姓名这一格里写的是号码，不是名字，这一行没有录入。请只写姓名，再导一次。
finding-name-too-long = 姓名超过 50 个字，像是填错了，这一行没有录入。请改好再导一次。
finding-name-too-long-cell = 这一格里有个名字超过 50 个字，像是填错了，这个名字没有录入。请改好再导一次；几个名字之间要用顿号隔开。

finding-id-invalid-length = 身份证号位数不对，应当是 18 位，这一行没有录入。请照身份证核对后再导一次。
finding-id-invalid-character = 身份证号里有不该有的字，这一行没有录入。请照身份证核对；没有身份证号的，这一格空着就行。
finding-id-invalid-birth-date = 身份证号里的出生日期不存在，这一行没有录入。请照身份证核对后再导一次。
finding-id-invalid-birth-range = 身份证号里的出生日期不对（早于 1900 年，或者还没到），这一行没有录入。请照身份证核对后再导一次。
finding-id-invalid-checksum = 身份证号有一位不对（最后一位对不上），这一行没有录入。请照身份证核对后再导一次。
finding-id-scientific = 身份证号被表格当成数字了，后几位已经丢了，不能猜，这一行没有录入。请先把这一列设成“文本”格式，再重新填一遍号码。
finding-id-duplicate = 身份证号和本表第 { $row } 行一样，这一行没有录入。请看看是不是填重了，或者有一个号码写错了。
finding-id-duplicate-elsewhere = 身份证号和“{ $sheet }”表第 { $row } 行一样，这一行没有录入。请看看是不是填重了，或者有一个号码写错了。
finding-id-15 = 这是 15 位的老身份证号，已经换算成 18 位录入。方便时请核对一下新号码。

finding-sex-mismatch = 性别和身份证号对不上，已按身份证号录入。请核对一下是性别填错了，还是号码填错了。
finding-birth-mismatch = 出生日期和身份证号对不上，已按身份证号录入。请核对一下哪个是对的。
finding-relation-unknown = 不认识“{ $value }”这种与户主关系，这一格没有录入，人已录入。请换成户主、配偶、子、女、父亲、母亲、孙子、其他亲属这类说法。
finding-tick-unclear = “{ $value }”看不出是“是”还是“否”，这一格没有录入。是的请打 √，不是的请填“否”；空着等于没说，原来录的不会变。
finding-category-unknown = “{ $names }”不是要统计的类别，没有录入；这一格里其他的已录入。请看看是不是写法不对。
finding-phone-short = 电话位数不对，这一格没有录入。手机要 11 位；座机要 7 到 8 位，前面可以带区号。
finding-date-invalid = 没有“{ $value }”这一天，这一格没有录入。请按 2026-10-31 这样写。
finding-date-invalid-ambiguous = “{ $value }”分不清哪个是月、哪个是日，这一格没有录入。请按 2026-10-31 这样写，年在前面。
finding-date-invalid-future = “{ $value }”还没到，出生日期不会在今天以后，这一格没有录入。请核对一下。

finding-head-missing = 这一户里没有人是户主。这一户和家里人都已录入，请在“{ $column }”里注明谁是户主。
finding-head-double = 这一户里已经有户主了，这一行又写了户主。人已录入，这一格没有录入。请看看谁是户主，或者这里该另起一户。

finding-grid-unknown = { $village }没有“{ $value }”这个网格，这一格没有录入。请看看是不是写错了，或者先把它加到网格党小组表里。
finding-grid-unknown-nameless = 这一行没写是哪个网格，党小组没有录入。请补上网格再导一次。
finding-grid-unknown-twice = “{ $grid }”在网格党小组表里写了两次，写的还不一样；录入的是前面那一次，这一行没有录入。请看看哪一行是对的，删掉另一行。
finding-grid-unknown-code = 网格代码不对：应当是 12 位村代码再加 3 位，不能和别的网格一样。这一格没有录入，代码会另编。
finding-village-unknown-nameless = 看不出这一行是哪个村（社区）的，没有录入。请把村名写在表名、“填报单位”或者“村”这一列里。
finding-village-unknown-not-there = 系统里还没有“{ $village }”，这次又没让新建，这一行没有录入。请看看村名写得对不对，或者先把这个村建好。
finding-village-unknown-elsewhere = 表里给“{ $village }”写的村代码不是本镇的，这个村的人都没有录入。请核对村代码，再看看是不是选错了镇。
finding-village-unknown-outside = 这个村代码不是本镇的，这一行没有录入。请核对村代码，再看看是不是选错了镇。
finding-village-unknown-code = 村代码应当是 12 位数字，这一行没有录入。请改好再导一次；不知道代码的，这一格空着就行。
finding-village-unknown-taken = 这个村代码和别处对不上：要么是别的村的，要么这个村已经有另一个代码，这一行没有录入。请核对村代码。

finding-cell-unreadable = 这一格里的内容读不出来（多半是公式没有算出结果），没有录入。请改成直接填的内容再导一次。
finding-cell-unreadable-long = 这一格太长了（超过 50 个字），像是填错了，没有录入。请改短再导一次。
finding-cell-unreadable-number = 这一格里应当是名字，写的却是号码，没有录入。请改成名字再导一次。
finding-cell-unreadable-personal = 身份证号、电话不能当户编号，这一格没有录入；这几行还是算一户。请另编一个户编号，不编也行，空着就是。
finding-cell-unreadable-row = 这一格里的内容读不出来（多半是公式没有算出结果），这一行没有录入。请改成直接填的内容再导一次。

finding-repaired = 这一格里有空格、全角字之类的小毛病，已经改好录入，不用管。

finding-column-ignored = “{ $column }”这一列本平台不登记，没有读，也没有存。
finding-hidden-rows = 这张表里有 { $count } 行是隐藏着的（或者被筛选掉了），也一起读了。不想要这些行的，请先从表里删掉。
finding-hidden-sheet = “{ $sheet }”这张表是隐藏着的，里面的 { $count } 行也一起读了。不想要的，请先把这张表删掉。
finding-formula-dropped = “{ $column }”这一列里有 { $count } 个公式，没有读，也没有存。

finding-file-unreadable-empty = 这个文件里什么都没有，没有可录入的。请看看是不是选错了文件。
finding-file-unreadable-no-heading = 这个文件里找不到表头（要有“姓名”，还要有“身份证号”“与户主关系”“户编号”这类列），没有可录入的。请看看是不是选错了文件。
finding-file-unreadable-no-rows = 这个文件里只有表头，下面没有内容，没有可录入的。请看看是不是选错了文件。
