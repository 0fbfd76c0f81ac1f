# What is found when a workbook is checked: what is wrong, what was done with the row or the cell, what to do.
# Sheet, row and column are told before each.

finding-name-missing = There is no name; this row was left out. Please add the name and import again.
finding-name-missing-number = There is a number where the name belongs; this row was left out. Please write the name alone and import again.
finding-name-too-long = The name is longer than 50 characters, which looks like a mistake; this row was left out. Please correct it and import again.
finding-name-too-long-cell = A name in this cell is longer than 50 characters, which looks like a mistake; that name was left out. Please correct it and import again; several names need a comma between them.

finding-id-invalid-length = The citizen id should have 18 characters and has another number; this row was left out. Please compare it with the card and import again.
finding-id-invalid-character = The citizen id has a character that cannot be in it; this row was left out. Please compare it with the card; for a person without an id leave the cell empty.
finding-id-invalid-birth-date = The date of birth in the citizen id does not exist; this row was left out. Please compare it with the card and import again.
finding-id-invalid-birth-range = The date of birth in the citizen id cannot be right (before 1900, or still to come); this row was left out. Please compare it with the card and import again.
finding-id-invalid-checksum = One digit of the citizen id is wrong (its last character does not fit); this row was left out. Please compare it with the card and import again.
finding-id-scientific = The spreadsheet took the citizen id for a number and lost its last digits, which cannot be guessed; this row was left out. Please format the column as text and type the ids again.
finding-id-duplicate = Row { $row } of this sheet has the same citizen id; this row was left out. Please see whether the person is there twice or one of the ids is wrong.
finding-id-duplicate-elsewhere = Row { $row } of the sheet “{ $sheet }” has the same citizen id; this row was left out. Please see whether the person is there twice or one of the ids is wrong.
finding-id-15 = This is an old citizen id of 15 digits; it was taken in as its 18 characters. Please check the new number when you can.

finding-sex-mismatch = The sex does not agree with the citizen id; what the id says was taken in. Please see which of the two is wrong.
finding-birth-mismatch = The date of birth does not agree with the citizen id; what the id says was taken in. Please see which of the two is wrong.
finding-relation-unknown = “{ $value }” is not known as a relation to the head of the household; the person was taken in, this cell was not. Please use a usual word, such as 户主, 配偶, 子, 女, 父亲, 母亲, 孙子 or 其他亲属.
finding-tick-unclear = “{ $value }” says neither yes nor no; this cell was left out. Please put √ for yes and 否 for no; an empty cell says nothing, and what was recorded before stays.
finding-category-unknown = “{ $names }” is no category that is counted and was left out; the others in this cell were taken in. Please see whether it is written as it should be.
finding-phone-short = This phone number has the wrong number of digits; this cell was left out. A mobile has 11; a landline has 7 or 8, with or without an area code before them.
finding-date-invalid = “{ $value }” is no date; this cell was left out. Please write it like 2026-10-31.
finding-date-invalid-ambiguous = In “{ $value }” month and day cannot be told apart; this cell was left out. Please write it like 2026-10-31, the year first.
finding-date-invalid-future = “{ $value }” is still to come, and nobody is born after today; this cell was left out. Please check it.

finding-date-invalid-past = “{ $value }” is too early: nobody alive was born before 1900. The cell was left out; please check.
finding-date-invalid-early = “{ $value }” is too early: not before 1949. The cell was left out; please check.
finding-household-alike = Household number “{ $value }” looks like “{ $other }” but for noughts before it. They are taken as two households; where it is one, write the same number and import again.

finding-head-missing = Nobody in this household is its head. The household and its people were taken in; please say in “{ $column }” who is the head.
finding-head-double = This household has a head already, and this row is a second one. The person was taken in, this cell was not. Please see who is the head, or whether another household begins here.

finding-grid-unknown = { $village } has no grid “{ $value }”; this cell was left out. Please see whether it is written wrong, or add it to the list of party groups first.
finding-grid-unknown-nameless = This row does not say which grid it is for; the party group was left out. Please add the grid and import again.
finding-grid-unknown-twice = “{ $grid }” is in the list of party groups twice and not the same; what stands first was taken in, this row was not. Please see which is right and delete the other.
finding-grid-unknown-code = The grid's code is wrong: it should be the village's 12 digits and three more, and no other grid's. This cell was left out; the grid gets another code.
finding-village-unknown-nameless = It cannot be seen which village this row belongs to; it was left out. Please write the village's name on the sheet's tab, behind 填报单位 or in a column 村.
finding-village-unknown-not-there = There is no village “{ $village }” yet, and none was to be made; this row was left out. Please see whether the name is right, or make the village first.
finding-village-unknown-doubted = The code given for “{ $village }” cannot be its; nobody of this village was taken in. Please check its name and code, and whether this is the right town.
finding-village-unknown-outside = This village code is not of this town; this row was left out. Please check the code, and whether this is the right town.
finding-village-unknown-code = A village's code has 12 digits; this row was left out. Please correct it and import again, or leave the cell empty where the code is not known.
finding-village-unknown-other-name = Name and code do not belong together: { $code } is the code of “{ $other }”, and here stands “{ $village }”; this row was left out. Please see which is wrong; where the village was renamed, write the name that it has in the system.
finding-village-unknown-other-code = Name and code do not belong together: the code of “{ $village }” is { $other }, and here stands { $code }; this row was left out. Please check, or leave the cell empty where the code is not known.
finding-village-unknown-own-code = “{ $village }” stands under a code that the system gave it, { $other }; the code written here was not used, the row was taken in. Please see whether it is the same village.

finding-cell-unreadable = What is in this cell cannot be read (mostly a formula without a result); it was left out. Please type the content itself and import again.
finding-cell-unreadable-long = This cell is longer than 50 characters, which looks like a mistake; it was left out. Please shorten it and import again.
finding-cell-unreadable-number = There is a number where a name belongs; it was left out. Please write the name and import again.
finding-cell-unreadable-personal = A citizen id or phone is no number of a household; it was left out, and the rows that share it are still one household. Please give the household another number, or leave the cell empty.
finding-cell-unreadable-row = What is in this cell cannot be read (mostly a formula without a result); this row was left out. Please type the content itself and import again.

finding-repaired = There were spaces, full-width characters or the like in this cell; it was put right and taken in. There is nothing to do.

finding-column-ignored = The column “{ $column }” is not recorded here; it was neither read nor stored.
finding-hidden-rows = { $count ->
    [one] One row of this sheet is hidden (or filtered away) and was read as well. If it is not wanted, please delete it first.
   *[other] { $count } rows of this sheet are hidden (or filtered away) and were read as well. If they are not wanted, please delete them first.
}
finding-hidden-rows-left-out = { $count ->
    [one] One row of this sheet is hidden (or filtered away) and, as you chose, was not read.
   *[other] { $count } rows of this sheet are hidden (or filtered away) and, as you chose, were not read.
}
finding-hidden-sheet = { $count ->
    [one] The sheet “{ $sheet }” is hidden; its one row was read as well. If it is not wanted, please delete the sheet first.
   *[other] The sheet “{ $sheet }” is hidden; its { $count } rows were read as well. If they are not wanted, please delete the sheet first.
}
finding-formula-dropped = { $count ->
    [one] There is a formula in the column “{ $column }”; it was neither read nor stored.
   *[other] There are { $count } formulas in the column “{ $column }”; they were neither read nor stored.
}

finding-file-unreadable-empty = There is nothing in this file. Please see whether it is the right one.
finding-file-unreadable-no-heading = No headings were found in this file (a column for the name and one such as 身份证号, 与户主关系 or 户编号). Please see whether it is the right one.
finding-file-unreadable-no-rows = There are headings in this file and nothing below them. Please see whether it is the right one.

# Importing in the browser: choose a file, match the columns, look at the mistakes, write.
workbook-title = Import
workbook-lede = Hand in the workbook that the town has. It is checked first, and written when you have seen it. The file and what was made of it are kept for one day.
workbook-none-allowed = You cannot import workbooks. Please ask the town's organiser.
workbook-pick = Choose a file
workbook-file = Workbook
workbook-file-hint = .xlsx, .xls, .et, .ods or .csv, at most { $limit } MB. Choose it as it is.
workbook-town-code = Code of the town
workbook-town-code-hint = 9 digits, the first 6 are the county's
workbook-town-code-fault = A town's code has 9 digits and begins with the county's { $county }.
workbook-town-name = Name of the town
workbook-town-name-hint = needed when the town is new
workbook-town-exists = This town is there already. Please import in “{ $town }”.
workbook-send = Check it
workbook-open = Not finished yet
workbook-history = Imported before
workbook-history-empty = Nothing was imported yet
workbook-history-empty-next = Choose a file above; it is checked before anything is written. An import can be taken back as a whole.
workbook-when = When
workbook-who = By whom
workbook-rows = Rows
workbook-households = Households
workbook-residents = People
workbook-changed = Changes
workbook-status = Now
workbook-valid = in force
workbook-undone = taken back
workbook-undone-by = taken back { $when } by { $who }
workbook-undo = Take this back
workbook-undo-hint = Taken back, everything that the import wrote goes back, as long as nothing later stands on it.
workbook-undone-notice = Taken back: { $changed } records are as they were.
workbook-undo-known = This import was taken back before.
workbook-undo-later = It cannot be taken back: later changes were built on it. Take those back first.
workbook-undo-later-import = It cannot be taken back: { $who } imported again on { $when }, on top of it. Take that import back first.
workbook-undo-later-change = It cannot be taken back: { $who } changed what it wrote on { $when }. Change it household by household.
workbook-undo-refused = It cannot be taken back
workbook-undo-look = See the imports
workbook-undo-gone = There is no such import.
workbook-console = command line

workbook-stage-pick = File
workbook-stage-columns = Columns
workbook-stage-faults = Mistakes
workbook-stage-write = Write

workbook-state-receiving = receiving the file
workbook-state-waiting = waiting to be checked
workbook-state-reading = reading
workbook-state-checking = checking
workbook-state-checked = checked, waiting for you
workbook-state-queued = waiting to be written
workbook-state-writing = writing
workbook-state-done = written
workbook-state-failed = failed
workbook-state-cancelled = called off
workbook-state-interrupted = interrupted
workbook-state-expired = gone

workbook-in-work = In work: { $state }. You can close this page and come back; there is no need to wait here.
workbook-progress = { $done } of { $total } records written
workbook-progress-checking = { $total } rows
workbook-finishing = almost done
workbook-cancel = Cancel
workbook-cancelling = Calling it off
workbook-cancelling-lede = Calling it off: nothing will be written. This page renews itself.
workbook-cancel-hint = If you cancel now, nothing is written.
workbook-cancelled-lede = Called off. Nothing was written, and the file that was handed in is gone.
workbook-interrupted-lede = The service stopped in the middle of writing; nothing was written. Start it again.
workbook-failed-lede = This workbook could not be used: { $reason }
workbook-checked-lede = { $grids ->
    [0] { $rows } rows were read
   *[other] { $grids } grids and { $rows } rows were read
}{ $rejected ->
    [0] , all of them can go in.
   *[other] : { $taken } can go in, { $rejected } cannot yet.
}{ " " }
workbook-checked-fine = Nothing is to be corrected.
workbook-checked-mend = To be corrected: { $faults }. Now or later: what is good can be imported first, nothing is doubled.
workbook-checked-mend-first = To be corrected first: { $faults }.
workbook-checked-same = All that it says is recorded already; there is nothing to change.
workbook-done-lede = Written: { $households } households, { $residents } people, { $changed } changes.
workbook-done-same = All that it says was recorded already; nothing was changed.
workbook-done-ledger = See the ledger
workbook-undone-lede = { $who } took this import back { $when }: all that it wrote is gone again. To import anew, choose the file again.
workbook-restart = Start again
workbook-again = Check again
workbook-new = Another file

workbook-tile-kept-out = mistakes that keep a row out
workbook-tile-doubts = cells in doubt, left out
workbook-tile-noted = taken in, something is missing
workbook-tile-repairs = cells put right
workbook-tile-households = households recorded
workbook-tile-residents = people recorded
workbook-tile-changed = records changed
workbook-all = All { $count }
workbook-chip = { $kind } { $count }
workbook-write = Import { $rows } rows
workbook-write-same = Nothing to write: the system holds all that is in the table.
workbook-marked = Download the marked copy
workbook-marked-hint = Cells with mistakes are coloured, the reasons stand beside them. Correct them there and hand it in again; nothing is doubled.
workbook-marked-name = marked copy
workbook-report = Report (.xlsx)
workbook-report-name = report
workbook-faults-none = No mistakes were found
workbook-faults-none-next = Every row can go in.
workbook-faults-none-here = There are no more of this kind
workbook-moved = The records changed after this was checked. Check again to see how it stands now.
workbook-typed = changed by you { $count }
workbook-typed-title = Cells that were changed
workbook-typed-was = In the table
workbook-typed-is = Changed to
workbook-typed-back = Take back
workbook-typed-back-label = Take back: { $sheet } row { $row } column { $column }
workbook-typed-hint = What is taken back counts as the table says it; it is checked again.
workbook-mend = Check again with these
workbook-mend-hint = Type the right value under “Change to”; it changes what is imported this time, not your own file.
workbook-mend-nothing = Nothing was typed under “Change to” yet.
workbook-column-village = Village
workbook-column-sheet = Sheet
workbook-column-row = Row
workbook-column-household = Household
workbook-column-column = Column
workbook-column-value = Typed
workbook-column-mended = Change to
workbook-column-fault = What is wrong, and what to do
workbook-mended-label = { $sheet } row { $row } “{ $column }”: change to
workbook-household = { $head }
workbook-empty-cell = (empty)
workbook-row-out = the row stays out
workbook-cell-out = cell left out
workbook-created = New:
workbook-created-town = { $count ->
    [one] one town
   *[other] { $count } towns
}
workbook-created-village = { $count ->
    [one] one village
   *[other] { $count } villages
}
workbook-created-grid = { $count ->
    [one] one grid
   *[other] { $count } grids
}
workbook-created-party_group = { $count ->
    [one] one party group
   *[other] { $count } party groups
}
workbook-created-hamlet = { $count ->
    [one] one hamlet
   *[other] { $count } hamlets
}

workbook-code-name-missing = no name
workbook-code-name-too-long = name too long
workbook-code-id-invalid = citizen id wrong
workbook-code-id-scientific = citizen id lost its end
workbook-code-id-duplicate = citizen id twice
workbook-code-id-15 = citizen id of 15 digits
workbook-code-sex-mismatch = sex does not agree
workbook-code-birth-mismatch = birth date does not agree
workbook-code-relation-unknown = relation not known
workbook-code-tick-unclear = neither yes nor no
workbook-code-category-unknown = category not known
workbook-code-phone-short = phone has wrong length
workbook-code-date-invalid = no such day
workbook-code-head-missing = no head
workbook-code-household-alike = household numbers alike
workbook-code-head-double = two heads
workbook-code-grid-unknown = grid not known
workbook-code-village-unknown = village not known
workbook-code-cell-unreadable = cannot be read
workbook-code-repaired = tidied

workbook-columns-lede = See whether each column was recognised. Correct what was not and check again; columns that are not known are neither read nor stored.
workbook-columns-save = Check again like this
workbook-text-title = Encoding and separator
workbook-encoding = Encoding
workbook-encoding-hint = Choose the one that can be read.
workbook-encoding-auto = Automatic
workbook-encoding-found = Automatic ({ $encoding })
workbook-delimiter = Separated by
workbook-delimiter-auto = Automatic
workbook-delimiter-comma = comma
workbook-delimiter-tab = tab
workbook-delimiter-semicolon = semicolon
workbook-delimiter-bar = bar
workbook-whole-title = The whole file
workbook-hidden-rows = Hidden rows
workbook-hidden-rows-hint = { $count ->
    [one] One row is hidden or filtered away.
   *[other] { $count } rows are hidden or filtered away.
}
workbook-hidden-yes = take them in
workbook-hidden-no = leave them out
workbook-effective = From which day
workbook-effective-hint = Empty: the date on the sheet, else today.
workbook-create = Villages and grids that are not there yet
workbook-create-yes = make them
workbook-create-no = do not make them, tell them as mistakes
workbook-whole = When some rows cannot go in
workbook-whole-no = take in those that can
workbook-whole-yes = take in none
workbook-sheet = Sheet { $number }
workbook-sheet-named = { $name }
workbook-sheet-hidden = hidden sheet
workbook-sheet-rows = { $rows ->
    [one] one row with content
   *[other] { $rows } rows with content
}
workbook-sheet-use = This sheet
workbook-sheet-use-yes = import it
workbook-sheet-use-no = leave it out
workbook-sheet-village = Whose village
workbook-sheet-village-auto = Automatic
workbook-sheet-village-found = Automatic ({ $village }, { $why })
workbook-sheet-village-column = Automatic (each row says it)
workbook-sheet-village-hint = Once chosen, village names on the sheet are not looked at.
workbook-why-chosen = chosen by you
workbook-why-column = each row says it
workbook-why-label = a line above says it
workbook-why-sheet = by the sheet's name
workbook-why-unit = by the reporting unit
workbook-why-title = by the title
workbook-why-file = by the file's name
workbook-why-above = as the table above
workbook-sheet-none = No headings were recognised on this sheet.
workbook-heading-row = Row of the headings
workbook-heading-row-hint = Its number, such as 3; leave it empty where there is nothing to import.
workbook-heading-kind = Below it stand
workbook-kind-residents = people, one a row
workbook-kind-groups = party groups, one a row
workbook-table-residents = People: headings in row { $row }, { $rows } below
workbook-table-groups = Party groups: headings in row { $row }, { $rows } below
workbook-table-stated = filled in on { $day }
workbook-table-hidden = { $count } of them hidden
workbook-table-left-out = { $count } hidden rows were not read
workbook-heading = Heading
workbook-taken = Taken for
workbook-samples = What stands in it
workbook-no-heading = (no heading)
workbook-column-hidden = hidden column
workbook-column-closed = not recorded here, neither read nor stored
workbook-samples-none = not read
workbook-field-left-out = leave this column out
workbook-field-resident-name = name
workbook-field-resident-citizen-id = citizen id
workbook-field-resident-relation = relation to the head
workbook-field-resident-head-name = name of the head
workbook-field-resident-household-number = household number
workbook-field-resident-phone = phone
workbook-field-resident-sex = sex
workbook-field-resident-birth-date = birth date
workbook-field-resident-village = village
workbook-field-resident-village-code = village code
workbook-field-resident-grid = grid
workbook-field-resident-grid-code = grid code
workbook-field-resident-hamlet = hamlet
workbook-field-resident-is-head = whether the head
workbook-field-resident-membership = party membership (members alone)
workbook-field-resident-member = whether a member
workbook-field-resident-presence = at home or away
workbook-field-resident-at-home = whether at home
workbook-field-resident-away = whether away
workbook-field-resident-categories = categories
workbook-field-resident-serial = running number (not stored)
workbook-field-group-grid = grid
workbook-field-group-group-name = name of the group
workbook-field-group-leader = leader
workbook-field-group-leader-phone = leader's phone
workbook-field-group-leader-basis = why leader
workbook-field-group-members = members
workbook-field-group-volunteers = volunteers
workbook-field-group-founded = founded on
workbook-field-group-village = village
workbook-field-group-village-code = village code
workbook-field-group-grid-code = grid code
workbook-field-group-serial = running number (not stored)
workbook-choice-twice = Two columns are taken for “{ $field }”; keep one.
workbook-choice-future = The day from which it holds is today ({ $today }) at the latest. Change it, or leave it empty.
workbook-choice-row = A row number is between 1 and 1048576.
workbook-choice-village = Choose one of these villages, or write a name: letters alone, at most 20.

workbook-upload-unknown = There is no such file.
workbook-upload-gone = This file was kept for its day and is gone. Please choose it again.
workbook-upload-none = No file was chosen. Please choose a workbook, then “Check it”.
workbook-upload-too-large = This file is too large: it has more than { $limit } MB. Please part it by village and import one after the other; where pictures stand in it, take them out and save it as .xlsx.
workbook-upload-in-work = This workbook is in work; please wait a moment.
workbook-upload-written = This workbook is imported already and cannot be changed. Correct household by household; or take the import back and choose the file again.
workbook-upload-over = This workbook is finished and cannot be changed. To import again, choose the file again.
workbook-upload-stale = Somebody decided something about this workbook just now. Please see how it stands, and decide again.
workbook-upload-file-lost = The file could not be read a second time; nothing was written. Please choose it again.
workbook-upload-all-or-nothing = Some rows cannot go in and, as you chose, none was written.
workbook-failed-not-allowed = You may no longer import here; nothing was written. Please ask the town's organiser.
workbook-home = Workbooks that wait for you
workbook-done-faults = Mistakes that stayed out: { $faults }. Download the marked copy, correct it and hand it in again; nothing is doubled.
web-nav-imports = Import
workbook-alike = the same for other sheets with the same headings
workbook-over = Finished today
workbook-undo-not = Something later stands on it: it cannot be taken back. Please change the households one by one.
workbook-upload-nobody = No row of this table can be taken in; nothing was written. Please mend the faults first.
workbook-write-groups = Write grids and party groups
workbook-write-nobody = No row can be taken in as it is, so nothing can be written yet. Please mend the cells below, or take the marked copy, correct it and hand it in again.
workbook-write-whole = You chose to import nothing when a row has to stay out. There are { $errors } errors, so nothing will be written. Please mend them below, or choose under “columns” to import what can be.
workbook-mended = put right
workbook-noted = taken in, to be completed
workbook-mended-beside = You typed into this cell; somebody else has mended it, so it is no fault any more.
workbook-made = New:
workbook-made-with = { $village }: { $grids }
workbook-made-in = village { $village }: { $grids }
workbook-made-unit = { $name } ({ $code })
workbook-made-own = { $name } ({ $code }, a code of our own)
workbook-found = What was found
workbook-found-text = Encoding
workbook-found-encoding = read as { $encoding }, found out
workbook-found-encoding-chosen = read as { $encoding }, as you chose
workbook-found-sheets = Sheets read
workbook-found-hidden-sheets = Hidden sheets
workbook-found-read = { $names }, read too
workbook-found-sheets-out = Sheets left out
workbook-found-hidden-rows = Hidden rows
workbook-found-rows-read = { $count }, read too
workbook-found-rows-out = { $count }, not read
workbook-found-unknown = Columns not known
workbook-found-columns-out = Columns left out
workbook-found-more = { $names } and { $more } more
workbook-found-rows-none = none
workbook-found-columns = Columns read
workbook-found-taken = { $heading } (as { $taken })
workbook-found-change = Change
workbook-choices-faulty = Something is not right yet. Please correct it and check again; what you typed is still there.
workbook-kept = It is being checked anew. What you typed is kept: press below in a moment, and both are joined.
workbook-kept-write = It is being checked anew, so nothing was imported yet. Press below in a moment to see how it stands.
workbook-kept-look = See how it stands
workbook-kept-again = Send it again
workbook-report-number = No.
workbook-report-kind = Fault
workbook-report-fate = What became of it
workbook-report-counts = { $rows } rows; { $out } mistakes that keep a row out; { $doubts } cells in doubt, left out; { $noted } taken in with something missing; { $repairs } cells put right. Of citizen ids and phones only the ends are shown.
workbook-report-notices = Good to know
workbook-report-town = town
workbook-report-village = village
workbook-report-grid = grid
workbook-report-party_group = party group
workbook-report-hamlet = hamlet

# Before it is written: where it goes, from which day on; and what to say over a page that is old.
workbook-goes-to = Goes to
workbook-goes-from = Holds from
workbook-goes-nowhere = nothing to import
workbook-goes-days = { $first } to { $last }
workbook-goes-by = { $days } ({ $by })
workbook-goes-chosen = as you chose
workbook-goes-sheet = the day on the sheet
workbook-goes-today = today; the sheet says no day
workbook-goes-count = Can go in
workbook-goes-rows = { $rows } rows
workbook-goes-cells = Corrected on the page
workbook-goes-cells-count = { $count } cells
workbook-overtaken-who = { $who } decided { $when } how this workbook is read, so nothing is imported yet.
workbook-overtaken = Somebody decided how this workbook is read since you opened the page, so nothing is imported yet.
workbook-overtaken-next = Below is how it stands now. If it is right, press import once more; if not, change it under “Columns”.
workbook-overtaken-seen = You saw
workbook-late-written = { $who } imported this workbook { $when }; it cannot be changed any more. Correct household by household, or take the import back and choose the file again.
workbook-late-writing = { $who } had it imported { $when }; it is being written and cannot be changed any more.
workbook-late-typed = What you typed was not taken:
workbook-late-look = Look at the import

# The blank workbook, for villages to fill in.
workbook-blank = Download a blank workbook
workbook-blank-hint = Give it to the villages to fill in: a line for each person, one household number for each family. Import it here when it comes back.
workbook-blank-name = blank workbook of residents
workbook-blank-sheet = residents
