# 规则文件（rulebook/*.toml）里的毛病。每条前面会写上文件名和第几行。

rulebook-file-unreadable = 这个文件打不开：{ $detail }
rulebook-file-unknown = 没有叫这个名字的规则文件，请看看文件名是不是写错了
rulebook-syntax = 这里写法不对，读不懂：{ $detail }
rulebook-shape = 这里写的内容不合规定：{ $detail }
rulebook-key-unknown = 没有“{ $key }”这一项，请看看是不是写错了
rulebook-key-missing = 缺了“{ $key }”这一项
rulebook-text-wanted = “{ $key }”要用引号写一段文字，不能空着
rulebook-list-wanted = “{ $key }”要写成一串文字，放在方括号里，至少一个
rulebook-flag-wanted = “{ $key }”只能写 true 或 false
rulebook-number-wanted = “{ $key }”要写 1 到 999 的整数
rulebook-tables-wanted = “{ $key }”这一段的写法不对，应当写成表格
rulebook-id-form = “{ $id }”不能当代号：代号只用小写字母、数字、下划线和短横，并以字母开头
rulebook-id-twice = 代号“{ $id }”前面已经用过了
rulebook-name-twice = “{ $name }”前面已经归到别的类别里了，一个叫法只能归一类
rulebook-clause-unknown = 标准里没有“{ $clause }”这一条
rulebook-level-unknown = “{ $level }”不对：按户算写 household，按人算写 person
rulebook-word-unknown = 这里不能写“{ $text }”
rulebook-message-missing = 提示文字里缺“{ $message }”（{ $language }）
rulebook-message-forbidden = 提示文字“{ $message }”（{ $language }）里有“{ $word }”。本平台只为服务登记，不登记这类内容，不能用
rulebook-forbidden = “{ $text }”里有“{ $word }”。本平台只为服务登记，不登记这类内容，不能用
rulebook-village-kind-missing = 缺了“{ $kind }”这一种
rulebook-village-kind-unknown = “{ $kind }”不对：社区写 community，村写 village
rulebook-numerals-wanted = digits 要写 0 到 9 十个，tens 要写 10、20、30、40 四个
rulebook-numeral-twice = “{ $text }”里有一个字前面已经当别的数用了

# 表格里的叫法（workbook.toml）
rulebook-workbook-name-needed = 居民表里得有“姓名”这一列的叫法，不能空着
rulebook-workbook-word-empty = 这里有一个叫法是空的
rulebook-workbook-word-forbidden = “{ $word }”这类内容本平台不登记，不能当叫法
rulebook-workbook-word-twice = “{ $word }”写了两个意思，只能留一个
rulebook-workbook-relation-code = “{ $code }”不是与户主关系的国标代码，应当是 2 到 98
