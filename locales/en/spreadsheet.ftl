# Spreadsheets that cannot be read: why, and what to do next. $limit is the number where the limit stands.
spreadsheet-empty = This file is empty: there is nothing in it. Please check that it is the right one.
spreadsheet-cut-off = This file is not complete: its end is missing, most likely because copying it stopped early. Please copy it again, then import it.
spreadsheet-not-one = This file is no spreadsheet. Please open the original in WPS or Excel, save it as .xlsx, then import that.
spreadsheet-encrypted = This file asks for a password. Please take the password off in WPS or Excel, save it, then import it.
spreadsheet-damaged = This file is damaged and cannot be read. Please open it in WPS or Excel, save it as .xlsx, then import that.
spreadsheet-too-large-file = This file is too large: over { $limit } MB. Please split it, a file for each village, and import them one by one.
spreadsheet-too-large-unpacked = This file is too large once unpacked: over { $limit } MB. Please remove sheets and pictures that are not needed, then import it.
spreadsheet-too-many-sheets = There are too many sheets: over { $limit }. Please split the file and import the parts one by one.
spreadsheet-too-many-rows = There are too many rows with content: over { $limit }. Please split the file, one for each village, and import them one by one.
spreadsheet-too-many-cells = There are too many cells with content: over { $limit }. Please split the file and import the parts one by one.
spreadsheet-too-much-text = There is too much text: over { $limit } MB. Please split the file and import the parts one by one.
spreadsheet-too-slow = Reading this file was stopped after { $limit } seconds. Please split it and import the parts one by one.
spreadsheet-too-much-memory = Reading this file was stopped, because it takes more than { $limit } MB of memory. Please split it and import the parts one by one.
spreadsheet-child-ended = Something went wrong while this file was read. Please open it in WPS or Excel, save it as .xlsx, then import that.
spreadsheet-not-started = The system cannot read files just now; nothing is wrong with yours. Tell whoever looks after the system that the service must be restarted, then check it again.
spreadsheet-not-opened = This file cannot be opened. Please check that it is still there and that you may read it.
