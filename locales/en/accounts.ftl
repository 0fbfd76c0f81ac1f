# Accounts: logging in, passwords, roles, devices in use, keys for programs

# Not let in
accounts-log-in-wrong = { $left ->
    [1] The phone (or log-in name) or the password is not right. Once more, and there is a pause of 15 minutes.
   *[other] The phone (or log-in name) or the password is not right. Please look again.
}
accounts-log-in-locked = Five wrong passwords in a row. Please wait { $minutes } minutes and try again. If you forgot the password, ask whoever manages accounts for a new one-time password.
accounts-log-in-slow = Too many wrong passwords came from here. Please wait { $seconds } seconds.
accounts-log-in-no-role = The password is right, but you hold no role today. Please ask whoever manages accounts.

# A password that can't be taken
accounts-password-short = Too short: at least 8 characters.
accounts-password-long = Too long: at most 128 characters.
accounts-password-simple = Too simple: it needs three of these four: capitals, small letters, digits, signs.
accounts-password-common = Too easily guessed: many people have it, or it holds a word such as dangjian, wangge, hongwang or password. Please take another.
accounts-password-own = Leave the log-in name, the phone and the name out of it.
accounts-password-same = It is the one you have. Please take another.

# Not done
accounts-fault-unit = There is no unit with this code.
accounts-fault-account = It was not found; it may be gone.
accounts-fault-role = No unit of this kind has such a role. Please take another role or another unit.
accounts-fault-role-twice = The account holds this role already.
accounts-fault-roles-apart = An administrator holds no other role; please make another account.
accounts-fault-days = The last day must lie after today.
accounts-fault-nameless = Please give a phone or a log-in name, or both.
accounts-fault-name = Please give a name of at most 50 characters.
accounts-fault-phone = This is no complete phone number.
accounts-fault-login = A log-in name has 2 to 30 characters: a letter first, then letters, digits, dots and hyphens.
accounts-fault-phone-taken = This phone has an account already.
accounts-fault-login-taken = Somebody has this log-in name already.
accounts-fault-token-days = Please give 1 to 365 days.
accounts-fault-token-name = Please say what it is for, in at most 40 characters.
accounts-fault-tokens-full = An account has at most 20 keys that work. Please take some back first.
accounts-fault-last-administrator = This is the last system administrator, who can’t be ended. Make somebody else one first.
accounts-fault-demo = This account is of the demo: its password stays, so that everybody can get in.
accounts-fault-password = This is not the password you have now.
accounts-fault-locked = Five wrong passwords in a row. Please wait { $minutes } minutes and try again.
accounts-fault-slow = Too many wrong passwords came from here. Please wait { $seconds } seconds.
accounts-fault-busy = Many log in just now. Please try again in a moment.
accounts-fault-store = The database failed; nothing was done.

# Devices
accounts-device-android_phone = Android phone
accounts-device-iphone = iPhone
accounts-device-tablet = Tablet
accounts-device-computer = Computer
accounts-device-other = Another device

# The people of the demo, all invented
accounts-demo-town = Demo Sun, town organiser
accounts-demo-village = Demo Liu, village secretary
accounts-demo-leader = Demo Zhao, group leader
accounts-demo-member = Demo Qian, group member
accounts-demo-volunteer = Demo Zhou, volunteer
accounts-demo-centre = Demo Wu, centre keeper
accounts-demo-children = Demo Zheng, children's officer
accounts-demo-county = Demo Li, county organiser
accounts-demo-inspector = Demo Wang, inspector
accounts-demo-system = Demo Feng, system administrator
accounts-demo-security = Demo Chen, security administrator
accounts-demo-audit = Demo Chu, audit administrator

# Logging in
accounts-welcome = Log in to Hongwang
accounts-motto = What happens in the grid, in one book
accounts-log-in = Log in
accounts-log-in-name = Phone or log-in name
accounts-password = Password
accounts-stay = Stay logged in for 30 days (on your own phone only)
accounts-gone = You were logged out, after a long pause or from elsewhere. Please log in again.
accounts-gone-form = {" "}What you typed is not saved yet; go on with it after logging in.
accounts-forgotten = Forgotten the password? Ring the level above for a reset code.
accounts-demo = The demo: go in as anybody
accounts-demo-lede = This is a demo; its people and all they do are invented. The passwords stay as they are; one tap below lets you in.
accounts-demo-log-in = log-in name { $login }, password { $password }
accounts-demo-enter = Go in
accounts-demo-enter-as = Go in as { $role }
accounts-log-out = Log out
accounts-logged-out = You are logged out.
accounts-logged-out-everywhere = { $count ->
    [one] The one session is ended.
   *[other] All { $count } sessions are ended.
} The keys for programs are taken back. Please log in again.

# The password
accounts-password-change = Change the password
accounts-password-lede = At least 8 characters, with three of these four: capitals, small letters, digits, signs.
accounts-password-forced = This is a one-time password, and somebody else knows it. Please take one of your own before anything else.
accounts-password-old = The password you have
accounts-password-one-time = The one-time password you just used
accounts-password-new = The new password
accounts-password-again = The new password once more
accounts-password-ends = Every other device is then logged out, and the keys for programs are taken back.
accounts-password-rules = Leave out your name, phone and log-in name, and whatever many people use, such as Abc12345. Some words and a number make a good one.
accounts-password-differs = This is not what stands above. Please type it once more.
accounts-password-changed = The password is changed. Every other device is logged out, and the keys for programs are taken back.
accounts-leave-it = Leave it

# The own page
web-nav-me = Me
accounts-my-roles = My roles
accounts-my-policy = Who may do what
accounts-my-policy-short = What each role sees and can do
accounts-more = More
accounts-my-view = How to read
accounts-view-elder = Make everything large
accounts-view-normal = Back to the usual size
accounts-my-secrets = Password and keys
accounts-my-devices = Where I am logged in
accounts-my-devices-lede = You alone see this. If you do not know one, log it out and change the password.
accounts-session-here = this one
accounts-session-begun = Logged in { $when }
accounts-session-used = Used { $when }
accounts-session-stays = Stays logged in
accounts-session-end = Log it out
accounts-session-ended = It is logged out.
accounts-session-gone = It was logged out before.
accounts-log-out-everywhere = Log out everywhere
accounts-log-out-everywhere-next = Logs out every device, this one too, and takes the keys for programs back.

# Keys for programs
accounts-tokens = Keys for programs
accounts-tokens-short = For other programs; few people need one
accounts-tokens-lede = A program with a key can do what you can do. Give it to one you trust, and take it back afterwards.
accounts-tokens-empty = No keys yet
accounts-tokens-empty-next = To let another program read or write in your name, make one below.
accounts-token-new = A new key
accounts-token-name = What it is for
accounts-token-days = How many days it works
accounts-token-make = Make it and show it
accounts-token-made = The key for { $name }
accounts-token-once = Shown this once; please keep it now. It works until { $day }.
accounts-token-until = Works until { $when }
accounts-token-by-token = A key alone does not do this: send the account’s password too.
accounts-token-ended = Ended { $when }
accounts-token-revoke = Take back
accounts-token-revoke-named = Take back the key for { $name }
accounts-token-revoked = It is taken back; its program gets in no more.
accounts-copy = Copy
accounts-copied = Copied
accounts-kept = I have it

# Managing accounts
web-nav-accounts = Accounts
accounts-lede = { $count ->
    [one] One account.
   *[other] { $count } accounts.
} When somebody logged in is neither kept nor shown here.
accounts-search = Name or log-in name
accounts-search-do = Find
accounts-name = Name
accounts-login = Log-in name
accounts-phone = Phone
accounts-role = Role
accounts-roles = Roles
accounts-unit = Where
accounts-no-role = no role
accounts-no-role-next = Without a role nobody gets in. Add one below.
accounts-first-password = one-time password not changed yet
accounts-empty = No accounts yet
accounts-empty-next = Make one and give its one-time password to its owner.
accounts-none-found = Nobody found
accounts-none-found-next = Try another word, or look at all of them.
accounts-show-all = Show all
accounts-choose = Choose
accounts-new = New account
accounts-new-lede = You get a one-time password to hand over; it must be changed at the first log-in.
accounts-new-make = Make the account
accounts-new-leave = Leave it
accounts-made = The account of { $name } is made
accounts-password-given = The new one-time password of { $name }
accounts-password-once = The one-time password is shown this once; please write it down and hand it over. It must be changed at the first log-in.
accounts-phone-hint = For whoever logs in by phone.
accounts-login-hint = For whoever does not log in by phone. Both can be given.
accounts-unit-hint = The name, such as village and grid; or the code of the unit.
accounts-until = Until which day
accounts-until-hint = From this day on it holds no more; empty: until further notice, an inspector's for 30 days.
accounts-until-day = until { $day }
accounts-role-add = One more role
accounts-role-add-do = Add it
accounts-role-added = The role is added.
accounts-role-end = End it
accounts-role-ended = The role holds no more from today on.
accounts-role-appointed = by a post in the party group since { $day }; it ends with the post
accounts-help = Cannot log in, or lost the phone
accounts-help-lede = A new one-time password makes the old password, all sessions and all keys worthless, and lifts a lock. Logging out all devices leaves the password, and takes the keys for programs back.
accounts-sessions-end = Log out all devices
accounts-sessions-ended = All devices are logged out, and the keys for programs are taken back.
accounts-password-give = Give a new one-time password

# Helping somebody in: a forgotten password, a lost phone
web-nav-helping = Help log in
action-help_accounts = help those below to log in (a reset code, a phone logged out)
accounts-helping-lede = If somebody below forgot the password, give a reset code; if a phone is lost, log it out. When somebody was here is not to be seen.
accounts-helping-empty = Nobody below has an account yet
accounts-helping-empty-next = They stand here once somebody who manages accounts has made them.
accounts-code = Reset code
accounts-code-lede = Make sure who it is: tell it face to face, or by the phone that you know. Six digits, good for 30 minutes and one use.
accounts-code-give = Give a reset code
accounts-code-given = Reset code for { $name }
accounts-code-once = It is shown this once: read it out. At the log-in page choose “I have a reset code”; good until { $until }.
accounts-code-told = I have told it
accounts-code-hint = The six digits that the level above told you.
accounts-code-used = The password is changed, and you are logged out everywhere else. Please log in with the new one.
accounts-phones = Phones that stay logged in
accounts-phones-none = No phone stays logged in.
accounts-phones-lede = If a phone was lost or has another owner, log it out.
accounts-forgotten-code = I have a reset code: choose another password
accounts-reset = Forgotten: choose another password
accounts-reset-lede = If you have no reset code, ring the level above for one first.
accounts-reset-do = Take the new password
accounts-reset-leave = Back to log in
accounts-fault-code = { $left ->
    [0] The phone (log-in name) or the code is wrong, or the code is too old. Please ask for another code.
   *[other] The phone (log-in name) or the code is wrong, or the code is too old. Please look again; { $left } more tries.
}
accounts-fault-not-from-above = This account is not yours to help: the level above it does, and the security administrator for administrators.
accounts-fault-inspection-days = An inspector's account holds for at most 366 days.
accounts-fault-device-name = At most 20 characters.
accounts-session-name-it = Give it a name
accounts-session-name = Name
accounts-session-name-do = Call it so
accounts-session-named = The name is kept.

# How far a key reaches
accounts-token-reach = How far it reaches
accounts-token-reach-hint = As far as is needed, and no further.
accounts-reach-everything = Everything that you may do
accounts-reach-reading = Reading alone
accounts-reach-counts = The ledger's counts, and no names

# Changing an account
accounts-edit = Change name, phone or log-in name
accounts-edit-lede = Roles and the password stay. Another phone is the one to log in with from now on.
accounts-edit-do = Change it
accounts-edited = Changed.
accounts-edit-phone-hint = It is { $phone }. Leave this empty to keep it.
accounts-edit-phone-remove = Take the phone away
accounts-unit-unknown = No unit is called so. Please write more of it, as village and grid.
accounts-unit-several = More than one is called so: please choose one above.
accounts-unit-many = Too many are called so: please write the village too.
accounts-unit-other = None of them: write it anew
accounts-unit-named = { $unit } ({ $code })

# The second step of the log-in
accounts-second = Second step: a code on the phone
accounts-second-short = A look at the phone besides the password
accounts-second-lede = Once it is on, logging in asks for six digits besides the password; the phone shows others every 30 seconds. Whoever knows the password alone stays out.
accounts-second-needed = Administrators log in with six digits besides the password; the phone shows others every 30 seconds. Set it up here before anything else.
accounts-second-what = The phone needs an authenticator, such as FreeOTP or Microsoft Authenticator. It needs no network and no messages.
accounts-second-begin = Set it up now
accounts-second-app = Open the authenticator on the phone and choose “add”.
accounts-second-scan = Photograph the picture below with it.
accounts-second-type = Type the six digits that it shows at the end of this page.
accounts-second-picture = The picture that the authenticator photographs
accounts-second-by-hand = If that can't be done, type these letters into it:
accounts-second-confirm = It is set up
accounts-second-code = Code on the phone
accounts-second-code-lede = The password is right; one step is left.
accounts-second-code-hint = Open the authenticator on the phone and type its six digits. Without the phone, type one of the codes on paper.
accounts-second-first-hint = The six digits that the phone shows now.
accounts-second-leave = Do not log in
accounts-second-paper = Codes on paper, for when the phone is lost
accounts-second-paper-lede = Write them down and lock them away. Each is good once.
accounts-second-paper-once = They are shown this once: write them down now.
accounts-second-on = The second step is on.
accounts-second-other = Another phone, or without it
accounts-second-other-lede = Without it, the password alone is asked for. For another phone, end it and set it up anew.
accounts-second-other-needed = An administrator sets it up anew at once, on the other phone.
accounts-second-end = End it
accounts-second-ended = The second step is ended.
accounts-fault-second = { $left ->
    [0] The code is wrong or was used already. Please wait 15 minutes.
   *[other] The code is wrong or was used already. Wait for the next one and type that; { $left } more tries.
}
accounts-fault-second-twice = The second step is on. For another phone, end it and set it up anew.

# Who may do what, and why
accounts-rights-see = See what it may do, and why
accounts-rights-own = What I may do, and why
accounts-rights-own-short = By which role you see or change what
accounts-rights-own-lede = Whatever you see or change follows from these roles.
accounts-rights-of = What { $name } may do, and why
accounts-rights-lede = Whatever { $name } sees or changes follows from these roles.
accounts-right-appointed = By a post in the party group since { $day }; the role ends with the post, at once.
accounts-right-given = Given since { $day }, by whoever manages accounts.
accounts-right-until = Until { $day }.
accounts-right-own = At { $unit }:{" "}
accounts-right-below = At the units below { $unit }:{" "}
accounts-rights-nothing-else = Whatever is not written here is refused.
