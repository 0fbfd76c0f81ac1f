# Organisation: towns, villages, grids, the party group of a grid, and who is in it

web-nav-organisation = Units

organisation-home = Your units
organisation-choose = You have roles at several units. Choose one.
organisation-numbers = { $households } households, { $residents } people
organisation-who = { $name } ({ $role })

organisation-households = Households
organisation-ledger = Ledger
organisation-import = Import a workbook
organisation-edit = Edit
organisation-name = Name
organisation-count-households = Households
organisation-count-residents = People
organisation-sum = Total
organisation-unplaced = In no grid
organisation-empty = No villages or grids below it yet
organisation-empty-import = Import the town's workbook: villages, grids and households come with it.
organisation-empty-ask = They come when the town imports its workbook. Ask the town's organiser.

organisation-group = Party group
organisation-group-none = This grid has no party group yet. The town's organiser enters its name and leader under “Edit”.
organisation-group-name = Name of the party group
organisation-group-suffix = { " " }party group
organisation-founded = Founded on
organisation-leader = Leader
organisation-leader-none = No leader yet
organisation-leader-hint = A member of the party. Leave it empty if there is nobody.
organisation-leader-phone = Leader's phone
organisation-phone-hint = It is { $phone } now. Leave it empty to keep it.
organisation-phone-hint-none = No phone is recorded yet.
organisation-phone-remove = Take the recorded phone away
organisation-phone-show = Show number
organisation-phone-of = Phone of { $name }
organisation-members = Members
organisation-volunteers = Volunteers
organisation-nobody = Nobody yet
organisation-list-hint = One person a line. Take a line away, and that person is in it no more from that day.
organisation-basis = The leader is
organisation-basis-unknown = Not recorded
organisation-basis-grid_worker = A grid worker
organisation-basis-other_member = Another party member
organisation-hamlets = Hamlets
organisation-hamlets-none = Not recorded yet
organisation-hamlets-hint = One hamlet a line; add new ones. Those there already stay.
organisation-day = From which day
organisation-day-hint = Leader, members and volunteers count from this day. For something earlier write the day it happened.

organisation-edit-title = Edit { $name }
organisation-save = Save
organisation-leave-it = Leave it
organisation-saved = Saved.
organisation-fault-future = This day has not come yet: write today or an earlier one.
organisation-fault-phone = This is no complete phone number. Please check it.
organisation-fault-name = “{ $name }” is too long or no name. Please change it.
organisation-fault-many = Too many: a list has 200 people at most.
organisation-fault-no-grid = Only a grid has a party group.
organisation-fault-no-member = In the registry { $name } is not a party member and can't have this post. If that is wrong, correct it in the household first.

organisation-reason = You look at the number in order to
organisation-reason-hint = Every look is recorded: who, when and what for.
organisation-reason-call = Call this person
organisation-reason-visit = Arrange a visit
organisation-reason-errand = Run an errand for this person
organisation-reason-verify = Check what is recorded
organisation-reason-emergency = Deal with an emergency
organisation-reveal = Show the number
organisation-reveal-leave = Leave it
organisation-reveal-none = No such number is recorded yet.
organisation-reveal-once = It is gone once you leave this page. To see it again, ask again.
organisation-call = Call
organisation-back = Back
