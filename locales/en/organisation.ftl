# Organisation: towns, villages, grids, the party group of a grid, and who is in it

web-nav-organisation = Units

organisation-home = Your units
organisation-mark-county = C
organisation-mark-town = T
organisation-mark-village = V
organisation-mark-grid = G
organisation-mark-centre = P
organisation-choose = You have roles at several units. Choose one.
organisation-numbers = { $households } households, { $residents } people
organisation-who = { $name } ({ $role })
organisation-grid-of = { $village }, { $grid }

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
organisation-reveal-once = It is gone once you leave or reload this page. To see it again, ask again.
organisation-reveal-again = A number is shown once. To see it again, choose to show it again.
organisation-call = Call
organisation-back = Back

# Linked organisations
organisation-linked = Linked organisations
organisation-linked-lede = { $unit } · { $count ->
    [one] { $count } organisation
   *[other] { $count } organisations
}
organisation-linked-none = None recorded yet.
organisation-linked-all = All linked organisations ({ $count })
organisation-linked-empty = No linked organisations yet
organisation-linked-empty-next = Record who comes to help: the cooperative, the school, the clinic, an enterprise; then it is known whom to ring.
organisation-linked-empty-ask = The town's party office records them.
organisation-linked-add = Record one
organisation-linked-add-lede = It is linked with { $unit }.
organisation-linked-added = Recorded.
organisation-linked-name = Name
organisation-linked-kind = Kind
organisation-linked-kind-social_organisation = Social organisation
organisation-linked-kind-cooperative = Cooperative
organisation-linked-kind-womens_federation = Women's federation
organisation-linked-kind-youth_league = Youth league
organisation-linked-kind-union = Trade union
organisation-linked-kind-school = School
organisation-linked-kind-clinic = Clinic
organisation-linked-kind-enterprise = Enterprise
organisation-linked-kind-office = Public office
organisation-linked-kind-other = Other
organisation-linked-unit = Linked with
organisation-linked-helps-with = What it helps with
organisation-linked-helps-hint = For example "lends machines at harvest", "sees patients each month". Of the organisation alone, never of a family or person. At most 100 characters.
organisation-linked-no-numbers = No phones or identity numbers here. The phone goes below, where it is kept secret.
organisation-linked-contact = Whom to ring
organisation-linked-phone = Their phone
organisation-linked-since = Linked since
organisation-linked-since-hint = Leave it empty if nobody remembers.
organisation-linked-name-taken = One of this name is recorded here, perhaps among those linked no more; it can be linked again.
organisation-linked-no-place = Organisations are linked with towns, villages and grids.
organisation-linked-too-early = That is before it was linked; please check.
organisation-linked-end = No longer linked
organisation-linked-end-of = No longer linked: { $name }
organisation-linked-end-day = From which day on
organisation-linked-end-hint = What is recorded stays, and it can be linked again.
organisation-linked-ended = Linked no more from { $day } on.
organisation-linked-resume = Linked again
organisation-linked-resumed = It is linked again.
organisation-linked-past = { $count } linked before
