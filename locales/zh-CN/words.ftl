# 单位自己改过的提示文字里的毛病
words-unreadable = 这个文件打不开：{ $detail }
words-syntax = 这里写法不对：{ $detail }
words-twice = “{ $message }”写了两遍，留一处就行
words-empty = “{ $message }”没写内容
words-argument = “{ $message }”用了没有的变量 { $argument }
