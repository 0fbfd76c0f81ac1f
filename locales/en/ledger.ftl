# The red-net ledger (Annex A)

ledger-title = “Red Net” management ledger
ledger-sheet = Ledger
ledger-reporting-unit = Reported by: { $unit }
ledger-as-of = Figures as of: { $date }
ledger-basis = Basis: { $basis }
ledger-basis-registered = registered
ledger-basis-resident = resident
ledger-printed-on = Date of report: { $date }
ledger-date = { $day } { $month ->
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
} { $year }
ledger-month = { $month ->
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
} { $year }
ledger-page = Page { $page } of { $pages }
ledger-list-separator = {"; "}

# Headings
ledger-head-town = Town
ledger-head-village-party = Village party organisation
ledger-head-village = Village
ledger-head-number = No.
ledger-head-grid = Grid
ledger-head-group = Grid party group
ledger-head-groups = Party groups
ledger-head-leader = Leader
ledger-head-members = Members
ledger-head-volunteers = Volunteers
ledger-block-basics = Basics
ledger-block-service = People who receive a service
ledger-block-capable = People with a skill
ledger-column-households = Households
ledger-column-residents = Residents
ledger-declared-households = Declared households
ledger-declared-residents = Declared residents
ledger-declared-as-of = Declared as of
ledger-in-households = (households)
ledger-in-persons = (people)
ledger-column-names = { $column }: names

# Lines
ledger-no-grid = In no grid
ledger-no-group = { $grid } (no party group yet)
ledger-total = Total
ledger-total-of = Total of { $unit }
ledger-village-total = village
ledger-empty = Nothing was registered on that day yet.

# Below the table
ledger-declared-differs = { $unit } declared { $declared } ({ $date }); registered are { $counted }.
ledger-households = { $count } { $count ->
    [one] household
   *[other] households
}
ledger-residents = { $count } { $count ->
    [one] resident
   *[other] residents
}
ledger-snapshot = Filed at the end of { $month } (on { $date })
ledger-snapshot-unchanged = Nothing was corrected since.
ledger-snapshot-corrected = { $count } { $count ->
    [one] figure was
   *[other] figures were
} corrected since, see the sheet “{ $sheet }”; the figures above are those that were filed.

ledger-snapshot-corrected-below = { $count } { $count ->
    [one] figure was
   *[other] figures were
} corrected since, listed below; the figures above are those that were filed.
ledger-signed-filled = Filled in by:
ledger-signed-checked = Checked by:
ledger-signed-head = In charge (seal):

# Corrections after filing
ledger-corrections = Corrections since it was filed
ledger-corrections-sheet = Corrections
ledger-corrections-title = Corrections since filing, { $month }
ledger-correction-village-code = Village code
ledger-correction-grid-code = Grid code
ledger-correction-column = Column
ledger-correction-was = Filed
ledger-correction-is = Corrected

# What CSV has besides
ledger-csv-line = Line
ledger-csv-line-grid = grid
ledger-csv-line-no-grid = in no grid
ledger-csv-line-village = village total
ledger-csv-line-town = town total
ledger-csv-line-county = county total
ledger-csv-as-of = As of
ledger-csv-basis = Basis

# The ledger in a terminal (hongwang demo)
ledger-people-count = { $count }

# Faults of the ledger's layout (rulebook/ledger.toml)
rulebook-ledger-clause-unknown = the standard has no clause “{ $clause }”
rulebook-ledger-column-unknown = “{ $column }” is neither households nor residents nor a category
rulebook-ledger-column-twice = the column “{ $column }” stands twice
rulebook-ledger-column-needed = the ledger lacks the column “{ $column }”
rulebook-ledger-count-wrong = “{ $column }” is counted in the wrong unit: households are households, residents are persons
rulebook-ledger-block-twice = the block “{ $block }” stands twice
rulebook-ledger-block-empty = the block “{ $block }” has no column
rulebook-ledger-message-missing = it has no name yet: both languages need the message “{ $message }”

# Pages
ledger-choose = You have several units: whose ledger?
ledger-lede = { $unit }, party groups: { $groups }.
ledger-lede-names = Each figure opens the households or people behind it.
ledger-lede-filed = { $unit } as filed at the end of { $month }: these figures change no more.
ledger-lede-filed-names = Figures of services and skills open the list as it was filed; of households and residents only the figure was kept.
ledger-lede-filed-closed = Who is behind a figure is told by the ledger as of now.
ledger-lede-both = { $first } { $opens }
ledger-basis-label = Basis
ledger-day = Day
ledger-show = Show
ledger-download = Download
ledger-download-names = Download with names
ledger-print = Print
ledger-print-by-browser = To print, use Print in the browser's menu: the paper is set. Or download the workbook and print that.
ledger-rows = A line per
ledger-rows-towns = town
ledger-rows-villages = village
ledger-rows-grids = party group
ledger-paper-a3 = On A3
ledger-paper-a4 = On A4
ledger-filed = Filed at month's end
ledger-live = As of now
ledger-filed-month = Filed { $month }
ledger-and-others = { $name } and others, { $count }
ledger-declared = declared { $count }
ledger-declare = Declare figures
ledger-declare-title = What { $unit } declares
ledger-declare-lede = While the records are incomplete, write down what the village counts itself (on the basis: { $basis }). It stands beside what is counted; neither changes the other.
ledger-declare-save = Keep
ledger-declare-done = Kept; it stands in the ledger beside what is counted.
ledger-day-to-come = This day is still to come.
ledger-empty-import = Import the workbook that you have, and the ledger has its figures.
ledger-empty-wait = When the town has imported its workbook, the figures show here.
ledger-to-import = Import
ledger-too-large = The ledger does not fit into one sheet; please take it town by town.
ledger-file = { $unit } ledger { $date }
ledger-back = Back to the ledger
ledger-behind-lede = { $unit }, { $day }, { $basis }: { $counted }.
ledger-counted-household = { $count ->
    [one] { $count } household
   *[other] { $count } households
}
ledger-counted-person = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
ledger-behind-nobody = Nobody is here
ledger-behind-nobody-next = On this day the figure is 0, or people have moved.
ledger-behind-number = No. { $number }
ledger-village-grid = { $village }, { $grid }
ledger-filed-list = This is the list as it was filed at the end of { $month }; nothing that came later changes it.
ledger-filed-list-gone = This is the list as it was filed at the end of { $month }. Names erased since, as the law asks: { $count }. The figure is the filed one.
ledger-filed-no-list = Of households and residents only the figure was filed, without a list. The ledger as of now shows who they are.
ledger-empty-house = (nobody in it)
ledger-head-name = { $name } (head)

# All ledgers and blank forms
ledger-home = Ledgers and forms
ledger-all = All ledgers
ledger-all-mark = L
ledger-all-home = as of now and as filed: to look at, to print, to download
ledger-all-title = All ledgers
ledger-all-lede = The managing ledgers of { $unit }. The one of now changes with the records; what was filed at a month's end does not.
ledger-all-which = Ledger
ledger-all-day = Figures of
ledger-all-kept = Filed
ledger-all-use = Look, print, download
ledger-all-not-kept = changes with the records
ledger-all-on-asking = for the county when it is opened
ledger-all-open = Look and print
ledger-all-download = Download
ledger-all-note = What was corrected after filing stands below that month's ledger; the filed figures stay.
ledger-all-later = The work ledgers of visits, disputes, hazards, care and activities are not in this release: they come with what records those.
ledger-forms = Blank forms
ledger-forms-mark = F
ledger-forms-home = to print and fill in by hand
ledger-forms-lede = For those who write by hand: print a blank form, fill it in, have it entered later.
ledger-forms-open = Print blank forms
ledger-forms-of = Blank forms of { $unit }, to fill in by hand.
ledger-forms-choose = Blank forms carry the village's and the grid's name. Which one of { $unit }?
ledger-forms-back = Another form
ledger-form-household = Household form of the grid
ledger-form-household-what = one sheet per household: who belongs to it
ledger-form-household-use = One sheet per household; for a large one take a second. A village prints a sheet for each of its grids.
ledger-form-annex = The managing ledger, blank
ledger-form-annex-what = as the annex prints it, with the party groups; the rest is filled in by hand
ledger-form-print-by-browser = To print, use Print in the browser's menu: the paper is set (A4, landscape).
ledger-form-hamlet = Hamlet:
ledger-form-number = Household no.:
ledger-form-door = Door:
ledger-form-of-household = This household is (tick):
ledger-form-people = The household's people
ledger-form-name = Name
ledger-form-relation = Relation to head
ledger-form-head = head
ledger-form-sex = Sex
ledger-form-sexes = m  f
ledger-form-id = Citizen id
ledger-form-phone = Phone
ledger-form-party = Party member
ledger-form-home = Lives
ledger-form-at-home = at home
ledger-form-away = away
ledger-form-ticks = Services and skills (tick)
ledger-form-note = This form is filled in so that your household is served. Tick only what an office has decided. Filled-in forms are kept by the village and not photographed; you may see and correct yours at any time.
ledger-form-household-signs = Head (signature):
ledger-form-day = Date: ______________
ledger-form-as-of = Figures as of: ______________
ledger-form-basis = Basis: ☐ registered ☐ resident
ledger-purpose = What for
ledger-purpose-submit = for the level above
ledger-purpose-file = for our own file
ledger-purpose-check = to check figures
ledger-purpose-meeting = for a meeting
ledger-purpose-service = to plan visits and help
ledger-mark = Taken on { $when } by { $name }, { $purpose }
ledger-mark-printed = Printed on { $when } by { $name }
ledger-mark-console = Taken on { $when } on the server's command line, for: { $purpose }
ledger-csv-taken = Taken
cli-export-ledger--purpose = What it is for: written on the file, and kept in the audit
