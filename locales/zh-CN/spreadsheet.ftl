# 打不开的表格：原因，和接下来怎么办。$limit 是上限的数字。
spreadsheet-empty = 这个文件是空的，里面什么也没有。请看看是不是选错了文件。
spreadsheet-cut-off = 这个文件不完整，后面少了一截，多半是没有传完。请重新拷一份再导入。
spreadsheet-not-one = 这个文件不是表格。请用 WPS 或 Excel 打开原来的表，另存为 .xlsx 文件，再导入。
spreadsheet-encrypted = 这个文件设了密码，打不开。请先在 WPS 或 Excel 里去掉密码，保存后再导入。
spreadsheet-damaged = 这个文件坏了，读不出来。请用 WPS 或 Excel 打开，另存为 .xlsx 文件，再导入。
spreadsheet-too-large-file = 这个文件太大，超过了 { $limit } MB。请按村分成几个文件，再一个一个导入。
spreadsheet-too-large-unpacked = 这个文件展开以后太大，超过了 { $limit } MB。请删掉多余的工作表和图片，再导入。
spreadsheet-too-many-sheets = 工作表太多，超过了 { $limit } 张。请分成几个文件，再一个一个导入。
spreadsheet-too-many-rows = 有内容的行太多，超过了 { $limit } 行。请按村分成几个文件，再一个一个导入。
spreadsheet-too-many-cells = 有内容的格子太多，超过了 { $limit } 个。请分成几个文件，再一个一个导入。
spreadsheet-too-much-text = 文字太多，超过了 { $limit } MB。请分成几个文件，再一个一个导入。
spreadsheet-too-slow = 这个文件读了 { $limit } 秒还没有读完，先停下了。请分成几个文件，再一个一个导入。
spreadsheet-too-much-memory = 读这个文件要用的内存超过了 { $limit } MB，先停下了。请分成几个文件，再一个一个导入。
spreadsheet-child-ended = 读这个文件的时候出了问题，没有读完。请用 WPS 或 Excel 打开，另存为 .xlsx 文件，再导入。
spreadsheet-not-started = 系统现在读不了表格，不是您的文件有问题。请告诉管系统的人：要重新启动服务。启动好了，点“再查一遍”。
spreadsheet-not-opened = 这个文件打不开。请看看它还在不在，能不能看。
