# 人员类别和家庭类别，登记它是为了什么服务，由哪里认定

category-dibao = 低保户
category-disabled = 残疾人
category-social_assistance = 社会救助
category-preferential = 优抚对象
category-major_grower = 种植大户
category-livestock_expert = 养殖专家
category-technology_expert = 科技能手
category-left_behind_child = 留守儿童
category-limited_mobility_member = 行动不便老党员
category-hardship_member = 贫困老党员
category-villager_group_head = 村民组长
category-central_household_head = 中心户长

service-minimum_living_help = 帮着办低保、送温暖
service-disability_help = 帮着办残疾人的补贴和辅具
service-social_assistance = 帮着申请救助
service-preferential_care = 帮着落实优抚待遇
service-growing_advice = 请他们教大家种植
service-livestock_advice = 请他们教大家养殖
service-technology_advice = 请他们教大家用新技术
service-child_care = 关爱留守儿童、结对“代理家长”
service-home_study = 送学上门
service-hardship_visit = 走访慰问、解决难处
service-grid_contact = 帮着联系网格里的各家各户

office-civil_affairs = 民政部门
office-disabled_federation = 残联
office-veterans_affairs = 退役军人事务部门
office-agriculture = 农业农村部门
office-village_branch = 村党支部
office-village_committee = 村（居）委会

section-structure = 范围和组建要求
section-people = 人员要求
section-leader = 党小组组长工作职责
section-members = 党小组成员工作职责
section-volunteers = 志愿者服务队工作职责
section-services = 服务内容
section-requirements = 工作要求
section-annex = 附录：“红网工程”管理台账

role-grid_leader = 网格党小组组长
role-group_member = 网格党小组成员
role-volunteer = 志愿者
