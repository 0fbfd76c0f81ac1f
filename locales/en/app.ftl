# The command line: help, what is said when something was done, and when it was not

# Help: cli-<command>, cli-<command>--<option>
cli = Hongwang: the platform on which a county hosts the grid work of its towns
cli--data = The folder for the data
cli--database = The database: an address that begins with postgres://, or an SQLite file; without it hongwang.db in the data folder
cli--config = The config file; without it hongwang.toml in the data folder, if there is one
cli--rulebook = A folder of the county's own rulebook files; each replaces ours of the same name
cli--messages = A folder of the county's own message files; each message replaces ours of the same name
cli--lang = The language: zh-CN or en
cli-init = Begin: makes the folder, the keys, the database and the county, and prints the system administrator's one-time password
cli-init--county = The county's code, 6 digits
cli-init--name = The county's name, such as 大洼区
cli-import = Take a workbook in, or take an import back
cli-import-workbook = Take in a town's workbook (.xlsx, .xls, .ods, CSV and others)
cli-import-workbook--file = The file
cli-import-workbook--town = The town's code, 9 digits
cli-import-workbook--town-name = The town's name, needed when the town is new
cli-import-workbook--check = Only check, store nothing
cli-import-workbook--all-or-nothing = Take in nothing if a single row has to stay out
cli-import-workbook--no-create = Make no villages and grids that are not there yet, but report them
cli-import-workbook--effective = The day from which the facts hold, such as 2026-10-31; without it the date on the sheet
cli-import-workbook--report = Where to write the report (JSON); without it it is printed
cli-import-workbook--marked = Where to write a marked copy (.xlsx): bad cells coloured, the reasons beside them
cli-import-undo = Take an import back: everything is as it was before
cli-import-undo--id = The import's id, printed when it was taken in
cli-export = Write a ledger
cli-export-ledger = Write the red-net ledger
cli-export-ledger--unit = The code of a county, town, village or grid: 6, 9, 12 or 15 digits
cli-export-ledger--as-of = The day, such as 2026-06-30; without it today
cli-export-ledger--snapshot = The month whose filed figures are wanted, such as 2026-10
cli-export-ledger--basis = Whom to count: registered or resident; without it as the rulebook says
cli-export-ledger--names = With the names behind the figures. They are personal data: keep the file safe
cli-export-ledger--format = The kind of file: json, csv, or xlsx (for printing on A3)
cli-export-ledger--output = Where to write it
cli-declare = Enter the figures that a unit declares; the ledger shows them beside those that are counted
cli-declare--unit = The code of a village or grid
cli-declare--households = Declared households
cli-declare--residents = Declared residents
cli-declare--as-of = The day of the figures, such as 2026-10-31; without it today
cli-demo = Make a town that does not exist, take in its workbooks, and serve it
cli-serve = Serve pages and API until Ctrl-C
cli-serve--listen = The address to listen on, such as 127.0.0.1:8080; port 0 takes a free one
cli-serve--behind-tls = A proxy in front ends TLS: cookies travel by HTTPS alone, and addresses are those that the proxy tells
cli-openapi = Print the description of the API (OpenAPI, JSON)
cli-routes = List every route and who may use it (JSON)
cli-demo--listen = The address on which the demo is served
cli-demo--make-only = Only make the demo's data, serve nothing
cli-doctor = Check whether the data is sound: database, audit, figures of the ledger, filed months
cli-migrate = Bring the tables up to date after an upgrade; every other command does so too when it starts
cli-rulebook = The rulebook
cli-rulebook-check = Check the rulebook files: which file, which line, what is wrong
cli-user = Accounts: make one, give a one-time password, make a key for a program
cli-user-add = Make an account and print its one-time password (shown once, to be changed at the first log-in)
cli-user-add--phone = The phone to log in with
cli-user-add--login = The name to log in with, instead of a phone or beside it
cli-user-add--name = The person's name
cli-user-add--role = The role, such as town_organiser, village_secretary, grid_leader
cli-user-add--unit = At which unit: the code of a county, town, village or grid
cli-user-add--until = the first day on which the role holds no more; an inspector's holds for 30 days without one
cli-user-password = Give an account a new one-time password; whoever is logged in with it is out
cli-user-password--phone = The account's phone
cli-user-password--login = The account's log-in name, where it has no phone
cli-user-password--forget-second-step = phone and paper are both lost: without the second step; it is set up anew at the next log-in
cli-user-token = Make a key with which a program acts for an account, shown once
cli-user-token--phone = The account's phone
cli-user-token--login = The account's log-in name, where it has no phone
cli-user-token--days = How many days it works, 1 to 365
cli-user-token--reach = how far it reaches: everything, reading alone, or the ledger's counts alone

# Done
init-done = { $county } is there. The system administrator logs in as { $login }; the one-time password below is shown only now, so keep it:
migrate-done = { $count ->
    [0] The tables are up to date already.
    [one] The tables are up to date after one step.
   *[other] The tables are up to date after { $count } steps.
}
rulebook-check-done = Nothing is wrong with the rulebook: { $clauses } clauses, { $categories } categories.
import-done = Taken in: { $rows } rows read, { $households } households and { $residents } residents stand in the registry, { $changed } records written. Rows kept out: { $errors }; doubtful values: { $warnings }; put right: { $repairs }; notices: { $notices }. The import's id is { $import }, for taking it back.
import-nothing = Nothing changed: { $rows } rows read, { $households } households and { $residents } residents stand in the registry. Rows kept out: { $errors }; doubtful values: { $warnings }; that can be put right: { $repairs }; notices: { $notices }.
import-checked = Only checked, nothing stored: { $rows } rows read, { $households } households and { $residents } residents would stand in the registry. Rows kept out: { $errors }; doubtful values: { $warnings }; that can be put right: { $repairs }; notices: { $notices }.
import-undone = Taken back: { $changed } { $changed ->
    [one] record is
   *[other] records are
} as before.
export-done = The ledger is written: { $file }, { $rows } { $rows ->
    [one] row
   *[other] rows
}.
declare-done = The figures that { $unit } declares are entered.
serve-ready = Hongwang is ready at the address below; Ctrl-C ends it.
serve-ended = Hongwang has ended.
failure-listen = The address { $address } can't be used: { $said }. Try another --listen.
user-added = The account of { $name } is made. Its one-time password is below, shown this once; it must be changed at the first log-in:
user-password-given = The new one-time password of { $name } is below, shown this once. Whoever was logged in is out:
user-token-made = The key of { $name } is below, shown this once. It works for { $days } days; keep it safe:
doctor-healthy = Everything is sound.

# Not done: asked for wrongly
failure-language = “{ $value }” is no language here: write zh-CN or en.
failure-no-data = Where is the data? Please add --data and the folder.
failure-config = The config file { $file } is wrong: { $said }
failure-today = HONGWANG_TODAY is “{ $value }”, but should be written like 2026-10-31.
failure-idle = HONGWANG_IDLE_MINUTES (idle_minutes) is “{ $value }”, but should be 1 to 720 minutes.
failure-county-code = “{ $value }” is no county's code; it has 6 digits.
failure-town-code = “{ $value }” is no town's code; it has 9 digits.
failure-no-file = There is no file “{ $file }”; please check its name and place.
failure-user-role = There is no role “{ $value }”. There are: { $roles }.
failure-user-unit = There is no unit { $unit } yet. A county organiser makes a town on the page of the organisation; villages and grids come with the town's workbook. An account of the county can be made now: --role county_organiser with the county's code as --unit.
failure-user-unknown = No account has this phone or log-in name.

# Not done: other reasons
failure-not-initialised = There is no data of Hongwang in “{ $data }”. Run hongwang init to begin; if you began before, please check the folder.
failure-initialised-already = The county is there already, with the code { $code }.
failure-store = Not done, the database failed: { $said }
failure-file = A file cannot be read or written: { $said }
workbook-failed-store = The database failed; the workbook was not taken in.
workbook-failed-no-county = There is no county yet; run hongwang init first.
workbook-failed-foreign-town = The code { $code } is none of this county's towns; please check it.
workbook-failed-town-name = There is no town with the code { $code } yet. Please give its name with --town-name.
workbook-failed-changed = Somebody kept changing the town { $code } while the workbook was checked. Nothing was written; please try again in a while.
workbook-undo-store = The database failed; the import { $import } was not taken back, and nothing changed.
workbook-undo-unknown = There is no import with the id { $import }; please check it.
workbook-undo-already = The import { $import } was taken back before.
workbook-undo-built-on = The import { $import } cannot be taken back: later changes were built on it. Take those back first.
ledger-failed-store = The database failed; there is no ledger of { $unit }.
ledger-failed-unit = There is no unit with the code { $unit }; please check it.
ledger-failed-month = The month is not over, so { $unit } has no filed figures of it yet. Please choose a month that is over.

# The marked copy
workbook-marked-heading = What is wrong

# What is not sound; $about holds ids and figures, no names
doctor-database = The database itself is damaged; stop using it and restore a backup: { $about }
doctor-audit = An audit entry does not fit, as if the database had been changed from outside: { $about }
doctor-audit-head = The end of an audit chain does not fit, as if entries were missing: { $about }
doctor-sequence = A unit's change number is behind its audit: { $about }
doctor-counts = A figure of the ledger is not what the records say: { $about }
doctor-ledger = The grids do not add up to the village: { $about }
doctor-snapshot = Filed figures are not as they were filed: { $about }

# The demo
demo-folder-taken = There is something else in “{ $data }”, so the demo does not go there. Please name an empty folder, or leave --data out.
demo-unfinished = The demo in “{ $data }” was not finished last time. Please remove the whole folder and run this again.
demo-refused = The demo's workbook “{ $file }” was not taken in: { $said }
demo-making = Making a town that does not exist: { $county }{ $town }, { $villages } villages, { $grids } grids, { $residents } residents. All names, ids and phones are made up.
demo-taken-in = { $day }  { $file } taken in: { $households } households, { $residents } residents, { $changed } records written
demo-again = The demo's town is here already, made on { $day }; showing it.
demo-password = The system administrator logs in as { $login } with the one-time password { $password }, shown only now; the first log-in changes it.
demo-log-ins = You can log in as:
demo-log-in = { $login } / { $password }    { $unit }, { $role }
demo-workbook = The town's organiser finds a workbook under “imports” that is checked and waits to be mended: { $faults } faults. To hand it in once more, it is here: { $file }
demo-files = The demo's workbooks are in this folder; have a look: { $folder }
demo-next = What to try next:
demo-next-check = See what is said of a workbook with { $faults } faults. It is only checked; a marked copy is written:
demo-next-mend = Mend what is marked, then take it in:
demo-next-print = Write the ledger as a sheet for printing on A3:
demo-next-village = A single village, counting those who live there:
demo-next-snapshot = Last month's figures as they were filed:
demo-next-past = The ledger of a day three months ago:
demo-next-undo = Take the last import back, then see what changes in the ledger:
demo-next-doctor = Check whether the data is sound:
demo-database = The data is in another database: each command above needs the same --database too, or HONGWANG_DATABASE.
failure-county-name = The county needs a name: say it with --name.
doctor-sealed = The sealed fields of { $about } do not open, or are not those that their index says: somebody changed the data.
