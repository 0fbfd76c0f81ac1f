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

# Corrections after filing
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
ledger-lede-names = { $unit }, party groups: { $groups }. Each figure opens the households or people behind it.
ledger-basis-label = Basis
ledger-day = Day
ledger-show = Show
ledger-download = Download
ledger-download-names = Download with names
ledger-print = Print
ledger-paper-a3 = On A3
ledger-paper-a4 = On A4
ledger-filed = Filed at month's end
ledger-live = As of now
ledger-filed-month = Filed { $month }
ledger-and-others = { $name } and others, { $count }
ledger-declared = declared { $count }
ledger-declare = Declare figures
ledger-declare-title = What { $unit } declares
ledger-declare-lede = While the records are incomplete, write down what the village counts itself. It stands beside what is counted; neither changes the other.
ledger-declare-save = Keep
ledger-declare-done = Kept; it stands in the ledger beside what is counted.
ledger-day-to-come = This day is still to come.
ledger-empty-import = Import the workbook that you have, and the ledger has its figures.
ledger-empty-wait = When the town has imported its workbook, the figures show here.
ledger-to-import = Import
ledger-too-large = The ledger does not fit into one sheet; please take it town by town.
ledger-file = { $unit } ledger { $date }
ledger-back = Back to the ledger
ledger-behind-lede = { $unit }, { $day }, { $basis }: { $count }.
ledger-behind-nobody = Nobody is here
ledger-behind-nobody-next = On this day the figure is 0, or people have moved.
ledger-behind-place = { $unit } · No. { $number }
ledger-empty-house = (nobody in it)
ledger-head-name = { $name } (head)
