
### Problems of reading what people send, of cross-checks and of recipes

problem-K0118 = the heading `{ $found }` was taken for `{ $column }` of the table { $table }, which is spelt most like it; correct the heading if so, rename it if not
help-K0118 = No column of the table is called so, and one is spelt nearly so. Its cells were read as those of that column. If that is right, correct the heading (names and titles in English and Russian, and some other names, are understood: docs/schema.md), or write a recipe (docs/recipes.md). If it is wrong, give the column a name of its own; otherwise figures stand where they do not belong.

problem-K0119 = the heading `{ $found }` says { $unit ->
    [thousand] thousands; the numbers of { $column } below it were multiplied by 1,000
    [million] millions; the numbers of { $column } below it were multiplied by 1,000,000
    [billion] thousands of millions; the numbers of { $column } below it were multiplied by 1,000,000,000
   *[percent] per cent; the numbers of { $column } below it were divided by 100
}
help-K0119 = Our tables hold money in whole units of the currency, people one by one, and shares as fractions of one. The heading names another unit, and the numbers were changed for it; cells that name a unit themselves (12 million, 45 %) were not changed twice. Look at one of the numbers in the report. If the heading is wrong, correct it.

problem-K0120 = `{ $found }` is not called as a table is; { $by ->
    [name] its name and its headings are like those of { $table }, and it was read as that
   *[headings] its headings are those of { $table }, and it was read as that
}
help-K0120 = A file or sheet is a table of ours if it is called so. This one is called otherwise, but its headings fit one table better than all others, with all columns that a row needs. It was read as that table. Rename it to make it certain, or say in a recipe what it is (docs/recipes.md).

problem-K0121 = the total says { $said } for { $column }, and the rows above it add up to { $listed }; correct the rows or the total
help-K0121 = A row within the table sums up others. It was not read as a row of the table, and it was compared with the rows above it, all of them or those since the last total. They do not add up: a row is missing or stands twice, a number is wrong, or the formula of the total does not reach all rows. The rows count, the total does not.

problem-K0122 = this row was not read: { $reason ->
    [total] it sums up others (`{ $found }`)
    [note] it is a note or a signature (`{ $found }`)
    [section] it is the title of a part of the table (`{ $found }`)
    [heading] it is the heading once more
    [numbers] it numbers the columns
   *[recipe] the recipe leaves it out (`{ $found }`)
}
help-K0122 = Tables that people send have rows that are none of theirs: totals, notes, signatures, titles of parts, the heading on every page, the numbers of the columns. They are left out, and each is named so that nothing is lost in silence. If a row was meant to be read, change its first cell: a name does not begin with "total" or "note".

problem-K0123 = the headings stand in row { $row }; what stands above was not read: { $found }
help-K0123 = Above the table stand a title, a logo, a date or the like. The row that names most of the table's columns was taken for the heading. If it is the wrong one, remove what stands above the right one, or give its number in a recipe (docs/recipes.md).

problem-K0124 = the sheet is hidden; { $reading ->
    [read] it is a table by its name or headings, and was read
   *[not-read] it is none of the tables, and was not read
}
help-K0124 = Whoever opens the workbook does not see this sheet. It may hold last year's figures or lists for the form. A hidden sheet that is one of the tables is read like any other; delete it or rename it if it should not be. Any other hidden sheet is left aside.

problem-K0125 = no column says { $column }; { $period } was taken from the name of the sheet or file for every row
help-K0125 = The table asks when, and has no column for it. The name of the sheet or of the file holds a period (such as 1 кв. 2024 or Q1 2024), which was given to all of its rows. Add a column if that is wrong.

problem-K0126 = the cell has a formula and no result of it; open the workbook, let it calculate, and save it again
help-K0126 = The workbook was written by a program that does not calculate, so that the formula is there and its value is not. Nothing here calculates formulas: a value that nobody has seen is nobody's figure. The cell counts as not known. Open the workbook in a spreadsheet program and save it.

problem-K0127 = some cells take their values from other workbooks; what was saved last was read
help-K0127 = The workbook refers to files that are not here. The values that were stored when it was last saved were read, which may be old. Nothing is fetched. Replace the formulas by their values before you send the workbook.

problem-K0128 = there are macros in the workbook; they were not run
help-K0128 = Only what stands in the cells is read; macros are never run. If figures depend on a macro having been run, run it before sending. Save as .xlsx if the macros are not needed.

problem-K0129 = a title above the table says { $unit ->
    [thousand] thousands; all money below it was multiplied by 1,000
    [million] millions; all money below it was multiplied by 1,000,000
   *[billion] thousands of millions; all money below it was multiplied by 1,000,000,000
}: { $columns }
help-K0129 = The unit stands in a title and not in the headings, so that it was taken to hold for every column of money that names no unit itself. Being wrong by a thousand is the most frequent mistake of all: write the unit into the headings ("Revenue, thousand roubles") and the doubt is gone.

problem-K0214 = `{ $found }` where a number belongs: write 0 if there is none, or n/a if it is not known
help-K0214 = "No" may mean nought and may mean that nobody knows, and the two lead to different verdicts. Neither was assumed: the cell counts as not known. Write 0 where there is none, н/д or n/a where it is not known, "not applicable" where the question makes no sense.

problem-K0215 = `{ $found }` has letters of two alphabets in one word; probably `{ $right }`
help-K0215 = Latin and Cyrillic letters that look alike (a, c, e, o, p, x) stand in one word. People read over it; computers do not: keys do not match, names stand twice. Type the word anew. In words of a list (yes, manufacturing company) it was understood; elsewhere the text was kept as it stands.

problem-K0216 = `{ $found }` has characters that nobody sees; type the text anew
help-K0216 = Control characters came into the cell by copying from another program or a damaged file. The text was kept as it stands and is shown with marks in their place. Two texts that look the same may differ by them.

problem-K0217 = `{ $found }` where a date belongs: as the number of a day it would be { $day }; format the cell as a date or write the date
help-K0217 = Spreadsheets count days, from 1900 or from 1904, and show the number as a date if the cell is formatted so. This cell is not, and which calendar was meant is not known, so that nothing was assumed. Give the column the format of a date, or write the date as 2014-05-31.

problem-K0320 = `{ $a }` and `{ $b }` have the same { $column } ({ $number }); one organisation stands twice, or a number is wrong
help-K0320 = A number of a register belongs to one organisation. The two rows are counted as two, which makes shares and counts wrong. If it is one organisation, keep one row and let all references lead to it; if not, correct the number.

problem-K0321 = `{ $a }` and `{ $b }` have one name (`{ $found }` and `{ $other }`), and no number of a register tells them apart
help-K0321 = Without legal form, quotation marks, case and accents the names are the same. The rows are counted as two. If it is one organisation, keep one row; if they are two, give the number of a register (tax number, company register) of at least one, and of both where both have one.

problem-K0322 = the names of `{ $a }` and `{ $b }` sound alike (`{ $found }` and `{ $other }`); perhaps one organisation in two spellings
help-K0322 = Written in one alphabet, the two names are the same. That is a hint and no more. Give numbers of a register, or keep one row if it is one organisation.

problem-K0323 = { $kind ->
    [email] an e-mail address
    [phone] a telephone number
    [passport] the number of a passport
    [insurance] the number of a person's pension insurance
    [name] the name of a person
    [birth] when a person was born
    [address] where a person lives
   *[tax] the tax number of a person
} stands here ({ $found }), where nothing of a person belongs; delete it
help-K0323 = No question here is about a person, and personal data must not travel with the report. The cell's text is not shown in this list. Delete it from the sender's workbook; contacts of a cluster belong into a list of contacts, not into its figures.

problem-K0324 = the shares of { $whole } add up to { $sum }; they can be 1 at most
help-K0324 = Parts of one whole cannot be more than the whole. Often some are in per cent and some are fractions, a row stands twice, or two years were put together. The rows were used as they stand.

problem-K0325 = { $part } is { $part_value }, and { $whole }, of which it is a part, is { $whole_value }
help-K0325 = A part is larger than its whole: more answered than were invited, more public money than money in all, more exports than sales. One of the two is wrong, often by a factor of a thousand. Both were used as they stand.

problem-K0326 = { $what } is { $now } for { $year } and was { $before } for { $year_before }: { $factor } times as much; are both in the same unit?
help-K0326 = From one year to the next a figure grew or fell by a factor of a hundred or more. Nearly always one of the two is in thousands and the other is not. Both were used as they stand.

problem-K0550 = the recipe cannot be understood: { $reason }
help-K0550 = A recipe is a TOML file; docs/recipes.md says what may stand in it. The line is named. Nothing of the recipe was applied.

problem-K0551 = there is no table `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0551 = A part of the recipe fills one of our tables, and names it as docs/schema.md does. This part was not applied.

problem-K0552 = the table { $table } has no column `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0552 = The recipe leads a column of the form to a column that the table does not have. docs/schema.md lists the columns of every table. That line of the recipe was not applied.

problem-K0553 = `{ $found }` is not a word of this column{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
} the words are: { $known }
help-K0553 = The recipe translates a word of the form into one that our list does not have. That word was left as it stands in the form.

problem-K0554 = { $key ->
    [heading] `heading` is a row or rows, such as "7" or "6..7", and not `{ $found }`
    [rows] `rows` are rows, such as "9.." or "9..120", and not `{ $found }`
    [at] `at` is the letter of a column, such as "C", and not `{ $found }`
    [unit] `unit` is thousand, million, billion, percent or a number, and not `{ $found }`
   *[from] a column of the form is named either by `from`, its heading, or by `at`, its letter
}
help-K0554 = A key of the recipe says something that makes no sense; docs/recipes.md says what may stand there. That line was not applied.

problem-K0555 = the heading `{ $found }` of the recipe ({ $recipe }) is not in this sheet{ $near ->
    [none] {""}
   *[other] ; `{ $near }` is
}
help-K0555 = The recipe expects a column with this heading, and the sheet has none: the form was changed, or the sender has renamed it. Nothing was read in its place. Correct the sheet, or the recipe if the form is a new one.

problem-K0556 = no sheet and no file fits this part of the recipe (table { $table })
help-K0556 = The pattern of `file` and `sheet` fits nothing that was read. `*` stands for anything. Either the sheet is missing or is called otherwise, or the recipe is of another form.

problem-K0557 = these columns are not in the recipe for { $table }, and were not read: { $columns }
help-K0557 = The sheet has columns that the recipe does not lead anywhere. They change nothing. Add them to the recipe if they should be read.

problem-K0218 = `{ $found }` is the name of `{ $key }` in the table { $table }, and leads there
help-K0218 = The cell should hold the key of a row and holds its name, or its number in a register. Exactly one row has it (legal form, quotation marks and case aside), and was taken. Two rows with one name would have led nowhere. Nothing needs to be done.
