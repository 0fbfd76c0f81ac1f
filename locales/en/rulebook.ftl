# Faults in rulebook files (rulebook/*.toml). The file and the line are said before each.

rulebook-file-unreadable = This file cannot be opened: { $detail }
rulebook-file-unknown = No rulebook file has this name; please check its spelling
rulebook-syntax = This cannot be read: { $detail }
rulebook-shape = What is written here is not what belongs here: { $detail }
rulebook-key-unknown = There is no “{ $key }” here; please check its spelling
rulebook-key-missing = “{ $key }” is missing
rulebook-text-wanted = “{ $key }” wants a text in quotation marks that is not empty
rulebook-list-wanted = “{ $key }” wants a list of texts in square brackets, at least one
rulebook-flag-wanted = “{ $key }” can only be true or false
rulebook-number-wanted = “{ $key }” wants a whole number from 1 to 999
rulebook-tables-wanted = “{ $key }” wants to be written as a table
rulebook-id-form = “{ $id }” cannot be an id: small letters, digits, underscores and hyphens only, a letter first
rulebook-id-twice = The id “{ $id }” was used before
rulebook-name-twice = “{ $name }” belongs to another category already; one name means one category
rulebook-clause-unknown = The standard has no clause “{ $clause }”
rulebook-level-unknown = “{ $level }” is none: write household or person
rulebook-word-unknown = “{ $text }” cannot stand here
rulebook-message-missing = The message “{ $message }” is missing ({ $language })
rulebook-message-forbidden = The message “{ $message }” ({ $language }) holds “{ $word }”. What is recorded here is recorded for a service; this is not, and is refused
rulebook-forbidden = “{ $text }” holds “{ $word }”. What is recorded here is recorded for a service; this is not, and is refused
rulebook-village-kind-missing = The kind “{ $kind }” is missing
rulebook-village-kind-unknown = “{ $kind }” is none: write community or village
rulebook-numerals-wanted = digits wants the ten of 0 to 9, tens the four of 10, 20, 30 and 40
rulebook-numeral-twice = A character of “{ $text }” stands for another value already

# The words of workbooks (workbook.toml)
rulebook-workbook-name-needed = A table of residents needs a heading for the name
rulebook-workbook-word-empty = A word here is empty
rulebook-workbook-word-forbidden = “{ $word }” is not recorded here and cannot be a word
rulebook-workbook-word-twice = “{ $word }” stands for two things; keep one
rulebook-workbook-relation-code = “{ $code }” is no code for a relation to the head; it should be 2 to 98
