### The reporting form that is sent out, and workbooks that go back with their faults marked

form-cover = Cover
form-help = Help
form-lists = Lists
form-title = Report of a cluster
form-title-programme = Report on the clusters of a programme
form-for = For
form-everybody = all clusters of the dataset
form-edition = Edition of the form
form-schema-hash = Tables (SHA-256)
form-catalogue-hash = Catalogue (SHA-256)
form-data-hash = Last answers (SHA-256)
form-not-prefilled = empty form
form-program = Program
form-how = How to fill it in
form-how-rows = One row a thing. New rows go under the last one; leave out what you do not know: an empty cell says nothing, and is never taken for zero.
form-how-unknown = Write ? where you know that it is not known, n/d where it was not collected, "none" where there is none (no parent, no end).
form-how-interval = Numbers may be intervals: 10..19, <20, >=50, ~44. Shares are fractions of one: 0.45 or 45 %.
form-how-date = Dates are written as 2025-05-31, 2025-05, 2025-Q2 or 2025: as exactly as you know.
form-how-key = Grey cells hold keys and are locked: they tell next year's form which row is which. A row that no longer holds gets an end date and is not deleted.
form-how-key-new = A new row gets a key of your choice: short, in Latin letters, and the same wherever the thing is named.
form-how-example = The grey row in italics is an example and is not read. Fill in from the row below it.
form-how-check = Check the file before you send it: karenina check FILE.xlsx
form-sheets = Sheets
form-rows-known = { $n ->
    [one] { $n } row known
   *[other] { $n } rows known
}
form-column = Column
form-name = Name in data files
form-holds = What goes into it
form-words = Words
form-required = required
form-none = none
form-no-data = n/d
form-refused = refused
form-refused-said = отказались
form-not-applicable = not applicable
form-suppressed = suppressed
form-holds-key = A short key that names the row.
form-holds-text = Text.
form-holds-number = A number or an interval: 12.5, 10..19, <20, >=50, ~44; ? where not known.
form-holds-count = A whole number or an interval: 44, 10..19, <20; ? where not known.
form-holds-share = A fraction of one or per cent: 0.45, 45 %, 20..30 %; ? where not known.
form-holds-flag = yes, partly or no; ? where not known.
form-holds-code = One word of the list; ? where not known.
form-holds-codes = Words of the list, separated by ;
form-holds-date = A day, month, quarter or year: 2025-05-31, 2025-05, 2025-Q2, 2025; none where there is none; ? where not known.
form-holds-reference = A key of the sheet "{ $sheet }"; none where there is none; ? where not known.
form-holds-references = Keys of the sheet "{ $sheet }", separated by ;
form-holds-value = A number, an interval, yes or no, or a text.
form-fault = This does not look right
form-no-subject = the dataset has no { $found } to make a form for{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
form-written = form written to { $path }
form-open-cells = { $n ->
    [one] { $n } cell of the data could not be read; the form shows it as it was said
   *[other] { $n } cells of the data could not be read; the form shows them as they were said
}

problem-K0600 = the example row was written over, and still begins with "example:", so it was not read
help-K0600 = The row under the heading of a form shows what might stand in each column, and begins with "example:". It is not read. Somebody has filled in this row and left that word. Take the word away, or move what was filled in to the next row.
problem-K0601 = cells of this file cannot be marked ({ $reason ->
    [format] its format holds no marks that can be added safely
    [protected] it is locked with a password
    [signed] it is signed, and a mark would break the signature
   *[broken] it is damaged
}); the copy is as it was sent, and the list stands beside it in { $list }
help-K0601 = Marks are put into .xlsx, .xlsm and .ods. A text file has no room for them, and .xls and .xlsb could only be marked by writing the whole file anew, which would lose what we do not know of it. So the file was copied byte for byte, and a workbook with the list of problems was put beside the copy.
problem-K0602 = the row `{ $key }` also stands at { $first } and says something else there; the first row counts
help-K0602 = Rows of tables without keys are named by the form that they were filled into. When forms of several clusters name one row, such as a meeting of a group that they share, it is one row as long as they say the same, or one of them says more. Here they contradict each other. Agree on one of the two, or empty the row key of one of them if they are two rows.

mark-sheet = Problems
mark-title = Problems found by Karenina
mark-about = Cells with a problem are coloured: red could not be used, yellow was used and is probably not what was meant, blue is good to know. Nothing else of this workbook was changed. Correct the cells and send the file back.
mark-nothing = --mark needs a folder or workbook: the bundled data were sent by nobody
mark-number = No.
mark-severity = Severity
mark-where = Where
mark-column = Column
mark-what = What is wrong, and what would be right
mark-code = Code
mark-whole-file = whole file
mark-written = { $n ->
    [one] { $n } marked file written to { $path }
   *[other] { $n } marked files written to { $path }
}
