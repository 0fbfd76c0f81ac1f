# 标准这一页。有 standard-partly-<条> 的，这一版只办得了一部分，这句话说清楚有什么、还没有什么。

standard-lede = 《美丽乡村党建网格化管理与服务规范》共 { $total } 条，这一版办得了 { $served } 条，另有 { $partly } 条办得了一部分。
standard-partly = 一部分

standard-partly-SCOPE-1 = 组织、住户和管理台账有了；走访、开会、服务、考核这些还没有。
standard-partly-ORG-2 = 党小组、组长、成员和成立日期能记；由谁牵头、哪个支部批准还不能记。
standard-partly-ORG-3 = 每个网格的志愿者能记、能看；一个网格分几支队伍还没有。
standard-partly-MEM-2 = 人、户和各类组织记得清；地、物、事还没有。
standard-partly-REQ-5 = 人、户、要办的服务和各类组织记得清；地、物、事还没有。
standard-partly-REQ-8 = 管理台账有了，随时在变，每个月底存档；走访、矛盾纠纷、隐患、慰问、活动的工作台账还没有。
