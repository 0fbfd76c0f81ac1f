# What every page says: heading, navigation, forms, faults

web-brand = Hongwang
web-skip = Skip to the content
web-demo = Demo
web-view-elder = Large
web-view-normal = Normal
web-language-other = 中文
web-language-other-tag = zh-CN
web-nav = Main menu
web-nav-today = Today
web-nav-ledger = Ledger
web-nav-standard = Standard
web-crumbs = Where you are
web-comma = {", "}
web-stop = .

# Days
web-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
web-day = { $weekday } { $day } { $month }
web-date = { $day } { $month } { $year }
web-weekday-1 = Monday
web-weekday-2 = Tuesday
web-weekday-3 = Wednesday
web-weekday-4 = Thursday
web-weekday-5 = Friday
web-weekday-6 = Saturday
web-weekday-7 = Sunday

# First page
web-home-often = Often used
web-home-who = You are { $name }
web-log-out = Log out
web-idle-can = What you can do today
web-idle-password = Change the password
web-idle-county_organiser = This account is for reading the county’s organisation and ledger.
web-idle-town_organiser = This account is for the town’s organisation, households and ledger.
web-idle-village_secretary = This account is for the village’s organisation, households and ledger.
web-idle-centre_keeper = This account is for the party centre’s events, rooms and duty. This release has none of that yet; nothing waits for you.
web-idle-grid_leader = This account is for the grid’s visits, matters and meetings.
web-idle-group_member = This account is for the grid’s visits, matters and meetings.
web-idle-volunteer = What the grid asks of you will show here. This release has none of that yet; nothing waits for you.
web-idle-children_officer = This account is for visits to children in need of care. This release has none of that yet; nothing waits for you.
web-idle-inspector = This account is for reading the ledger during an inspection.
web-idle-system_admin = This account is for managing accounts and seeing how the system does.
web-idle-security_admin = This account is for what is unusual about log-ins and rights. This release has no pages for that yet; nothing waits for you.
web-idle-audit_admin = This account is for seeing who did what. This release has no pages for that yet; nothing waits for you.
web-kept = What you typed was not saved and is still here. Phones, citizen ids and passwords were not kept; please type them again.
web-kept-put-back = Put it back

# Pager
web-pager = Pages
web-pager-where = Page { $page } of { $pages }, { $total } in all
web-pager-total = { $count }
web-pager-before = Back
web-pager-after = Next

# Forms
web-form-lacking = Please fill this in.
web-form-length = { $least ->
    [0] { $most } characters at most.
    [1] { $most } characters at most.
   *[other] { $least } to { $most } characters.
}
web-form-garbled = This text came garbled (not UTF-8). Please type it anew.
web-form-control = There are invisible characters in it: please delete them.
web-form-number = A whole number from { $least } to { $most }, please.
web-form-choice = Please choose one of the list.
web-form-day-early = This day is too early: not before { $year }. Please check the year.
web-form-day = A date like 2026-11-24, please.
web-form-version = This page was open too long: please reload it, then change it.

# Faults
web-fault-title = Not done
web-fault-not-found = There is no such page, or it is no more.
web-fault-not-allowed = This is not yours to see or to do.
web-fault-log-in = Please log in first.
web-fault-change-password = Please change your password before anything else.
web-fault-foreign = This did not come from a page of Hongwang; nothing was done.
web-fault-invalid = Some fields need another look.
web-fault-stale = Somebody changed this after you opened it; nothing was overwritten.
web-fault-busy = The database has too much to do; please try again in a while.
web-fault-broken = Something broke in Hongwang; this was not done.
web-fault-slow = It took too long to arrive. Please try again where the signal is better.
web-fault-large = This is too large to be taken.
web-fault-media = What was sent is of the wrong format.
web-fault-json = What was sent is no JSON object.
web-fault-unknown-field = There is no such field here; please check its name.
web-fault-wrong-type = The value of this field is of the wrong type; see the description of the API.
web-fault-form = The form could not be read; please try again.
web-fault-key = The idempotency key is too long.
web-fault-key-reused = This idempotency key was sent before, with something else. Use another key.
web-fault-method = This address can't be used that way.
web-next-not-allowed-administrator = Administrators look after accounts and the system and see no business data. That is as it should be; nobody has to open it for you.
web-next-not-allowed = If you should see it, ask the level above you.
web-next-not-found = Please look for it again from “Today”.
web-next-foreign = Please go back to a page of Hongwang and try again.
web-next-stale = Please go back, reload, and change it again; what you typed is still on that page.
web-next-broken = Please give the number { $reference } to the system administrator. You can try again later; it will not be done twice.
web-next-back = Please go back, change it and try again.
web-reference = Reference { $reference }
web-to-today = Back to “Today”
web-to-log-in = Log in

# The standard
web-standard = Standard
web-standard-clause = Clause
web-standard-phrase = Words
web-standard-state = This release
web-standard-served = Open
web-standard-elsewhere = served
web-standard-later = not yet

# Who may do what
web-policy = Who may do what
web-policy-lede = What is not written here is refused.
web-policy-mine = You
web-policy-own = In the own unit:{" "}
web-policy-below = In the units below:{" "}
web-policy-nothing = nothing

role-console = command line of the machine
role-county_organiser = county organiser
role-town_organiser = town organiser
role-village_secretary = village secretary
role-centre_keeper = keeper of the party centre
role-children_officer = children's officer
role-inspector = inspector
role-system_admin = system administrator
role-security_admin = security administrator
role-audit_admin = audit administrator

action-initialise_county = found the county
action-read_organisation = read the organisation
action-read_ledger = read the ledger's figures
action-read_ledger_names = read who is behind the ledger's figures
action-declare_figures = declare figures
action-take_snapshot = file a month
action-read_registry = read households
action-change_registry = change households
action-reveal_phone = look at a whole phone number (with a reason)
action-reveal_citizen_id = look at a whole citizen id (with a reason)
action-change_organisation = change the organisation
action-found_town = make a town of the county
action-import_workbook = import workbooks
action-use_own_account = use the own account
action-manage_accounts = manage accounts
action-read_system = read how the system is doing

# The system
web-nav-system = System
web-system-lede = How the service itself is doing. No business data is here.
web-system-version = Version
web-system-engine = Database
web-engine-sqlite = SQLite, one file
web-engine-postgres = PostgreSQL
web-system-running = Running for
web-system-minutes = { $minutes } minutes
web-system-today = The system's date
web-system-tls = Encrypted transport
web-system-tls-yes = Yes, by the proxy in front
web-system-tls-no = No. Good for a try on this machine or an inner network; put HTTPS in front for real use

# Two people changed the same
web-conflict-who = { $who } changed this on { $when }; yours is not saved yet.
web-conflict-somebody = Somebody changed this after you opened the page; yours is not saved yet.
web-conflict-join = Below it is joined already: where you changed nothing theirs stands, and what you typed is still there. Look it over and save once more.
web-conflict-theirs = It is now
web-conflict-yours = You typed
web-conflict-empty = (empty)
web-conflict-yes = Yes
web-conflict-no = No
web-conflict-list = { $list } ({ $edit })
web-conflict-added = added { $names }
web-conflict-removed = took out { $names }
web-conflict-both = . You both replaced { $names }; both replacements are kept below, take out the one too many.

web-fault-reach = This key does not reach so far: it was made for reading alone, or for counts alone.
web-watermark = Inspector { $name } { $when }
web-fault-second-step = The second step of the log-in comes first.
