# Categories of persons and households, the service each is recorded for, and who decides

category-dibao = Households on minimum living allowance
category-disabled = Persons with disabilities
category-social_assistance = Persons on social assistance
category-preferential = Persons with preferential treatment for military service
category-major_grower = Large-scale growers
category-livestock_expert = Livestock experts
category-technology_expert = Technology experts
category-left_behind_child = Left-behind children
category-limited_mobility_member = Old party members with limited mobility
category-hardship_member = Old party members in hardship
category-villager_group_head = Heads of villagers' groups
category-central_household_head = Heads of central households

service-minimum_living_help = Help with the minimum living allowance
service-disability_help = Help with disability allowances and aids
service-social_assistance = Help with applying for assistance
service-preferential_care = Help with preferential treatment
service-growing_advice = Asked to teach growing
service-livestock_advice = Asked to teach livestock keeping
service-technology_advice = Asked to teach new techniques
service-child_care = Care for left-behind children, with stand-in parents
service-home_study = Study brought home
service-hardship_visit = Visits and help in hardship
service-grid_contact = Help in reaching the grid's households

office-civil_affairs = Civil affairs office
office-disabled_federation = Disabled persons' federation
office-veterans_affairs = Veterans affairs office
office-agriculture = Agriculture and rural affairs office
office-village_branch = Village party branch
office-village_committee = Village committee

section-structure = Scope and structure
section-people = People
section-leader = Duties of the group's leader
section-members = Duties of the group's members
section-volunteers = Duties of the volunteer team
section-services = Services
section-requirements = Working requirements
section-annex = Annex: the red-net ledger

role-grid_leader = Leader of the grid's party group
role-group_member = Member of the grid's party group
role-volunteer = Volunteer
