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

finding-head-missing = Nobody in this household is its head. The household and its people were taken in; please say in “{ $column }” who is the head.
finding-head-double = This household has a head already, and this row is a second one. The person was taken in, this cell was not. Please see who is the head, or whether another household begins here.

finding-grid-unknown = { $village } has no grid “{ $value }”; this cell was left out. Please see whether it is written wrong, or add it to the list of party groups first.
finding-grid-unknown-nameless = This row does not say which grid it is for; the party group was left out. Please add the grid and import again.
finding-grid-unknown-twice = “{ $grid }” is in the list of party groups twice and not the same; what stands first was taken in, this row was not. Please see which is right and delete the other.
finding-grid-unknown-code = The grid's code is wrong: it should be the village's 12 digits and three more, and no other grid's. This cell was left out; the grid gets another code.
finding-village-unknown-nameless = It cannot be seen which village this row belongs to; it was left out. Please write the village's name on the sheet's tab, behind 填报单位 or in a column 村.
finding-village-unknown-not-there = There is no village “{ $village }” yet, and none was to be made; this row was left out. Please see whether the name is right, or make the village first.
finding-village-unknown-elsewhere = The code given for “{ $village }” is not of this town; nobody of this village was taken in. Please check the code, and whether this is the right town.
finding-village-unknown-outside = This village code is not of this town; this row was left out. Please check the code, and whether this is the right town.
finding-village-unknown-code = A village's code has 12 digits; this row was left out. Please correct it and import again, or leave the cell empty where the code is not known.
finding-village-unknown-taken = This village code contradicts another: it is another village's, or this village has a different one; this row was left out. Please check the code.

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
