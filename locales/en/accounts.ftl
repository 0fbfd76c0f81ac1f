# Accounts: logging in, passwords, roles, devices in use, keys for programs

# Not let in
accounts-log-in-wrong = The phone (or log-in name) or the password is not right. Please look again; { $left ->
    [one] there is one more try.
   *[other] there are { $left } more tries.
}
accounts-log-in-locked = Five wrong passwords in a row. Please wait { $minutes } minutes and try again. If you forgot the password, ask whoever manages accounts for a new one-time password.
accounts-log-in-slow = Too many wrong passwords came from here. Please wait { $seconds } seconds.
accounts-log-in-no-role = The password is right, but you hold no role today. Please ask whoever manages accounts.

# A password that can't be taken
accounts-password-short = Too short: at least 8 characters.
accounts-password-long = Too long: at most 128 characters.
accounts-password-simple = Too simple: it needs three of these four: capitals, small letters, digits, signs.
accounts-password-common = Many people have this password, and it is guessed first. Please take another.
accounts-password-own = Leave the log-in name, the phone and the name out of it.
accounts-password-same = It is the one you have. Please take another.

# Not done
accounts-fault-unit = There is no unit with this code.
accounts-fault-account = It was not found; it may be gone.
accounts-fault-role = No unit of this kind has such a role. Please take another role or another unit.
accounts-fault-role-twice = The account holds this role already.
accounts-fault-days = The last day must lie after today.
accounts-fault-nameless = Please give a phone or a log-in name, or both.
accounts-fault-name = Please give a name of at most 50 characters.
accounts-fault-phone = This is no complete phone number.
accounts-fault-login = A log-in name has 2 to 30 characters: a letter first, then letters, digits, dots and hyphens.
accounts-fault-phone-taken = This phone has an account already.
accounts-fault-login-taken = Somebody has this log-in name already.
accounts-fault-token-days = Please give 1 to 365 days.
accounts-fault-token-name = Please say what it is for, in at most 40 characters.
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
