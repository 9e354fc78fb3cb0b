### Problems: where they are is printed before them

severity-error = error
severity-warning = warning
severity-note = note
severity-errors = { $n ->
    [one] { $n } error
   *[other] { $n } errors
}
severity-warnings = { $n ->
    [one] { $n } warning
   *[other] { $n } warnings
}
severity-notes = { $n ->
    [one] { $n } note
   *[other] { $n } notes
}
Errors = Errors: something could not be used
Warnings = Warnings: used, and probably not what was meant
Notes = Notes: good to know
codes-mean = What these codes mean and what to do
problems-first-of = The first { $n } of { $all }; all of them are in JSON.
no-problems = Nothing wrong was found in the data.

problem-K0101 = { $reason ->
    [not-a-file] this is no regular file, and was not opened
   *[other] the file cannot be read: { $reason }
}
help-K0101 = The file is missing, locked by another program, or you have no right to read it. Nothing of it was used; all other files were. Close the program that has it open, check the path, and run again.

problem-K0102 = `{ $found }` is none of the tables and was not read{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0102 = Files and sheets are recognised by their names, in English or Russian, as they stand in docs/schema.md. This one has another name, so it was left aside and changes nothing. If it holds data, rename it; if it is a note or a cover page, nothing needs to be done.

problem-K0103 = there is no heading row; the first row should name the columns
help-K0103 = A table begins with one row that names its columns. This file or sheet is empty, or begins with empty rows only. Add the heading row; docs/schema.md lists the columns of every table.

problem-K0104 = the table { $table } has no column `{ $column }`{ $near ->
    [none] ; it was kept and not used
   *[other] ; did you mean `{ $near }`?
}
help-K0104 = The column is kept with the data, and no indicator looks at it. If it is your own note, nothing needs to be done. If it was meant to be one of the table's columns, correct its heading: names and titles in English and Russian are both understood.

problem-K0105 = the required column `{ $column }` of the table { $table } is missing; its rows cannot be used without it
help-K0105 = A row of this table says nothing without that column: nobody could tell what or whom it speaks of. The rows were not taken up. Add the column and fill it in.

problem-K0106 = the column `{ $column }` stands twice; the first counts
help-K0106 = Two columns have the same heading, so it is not clear which of them holds the value. The first was used, the second was not. Delete or rename one of them.

problem-K0107 = the text is not UTF-8; it was read as { $encoding }
help-K0107 = Older office programs save text files in windows-1251. It was read so, and looks plausible. Check a few names in the report; if they are garbled, save the file again as UTF-8.

problem-K0108 = there are bytes that are no text in the file's encoding; save the file as UTF-8
help-K0108 = Some characters cannot be read, most often because two files in different encodings were pasted together. They were replaced by a mark, and the cells with it may be wrong. Open the file in the program that made it and save it as CSV UTF-8.

problem-K0109 = the row has more cells than the heading's { $columns }; `{ $found }` and what follows was not read
help-K0109 = A row is longer than the heading. Often a text with a comma or semicolon stands without quotation marks, so that all cells after it have moved to the right. Put the text into quotation marks, or remove the additional cells.

problem-K0110 = the cell holds { $characters } characters; the most is { $most }
help-K0110 = No cell of a spreadsheet can hold so much. Often a quotation mark was opened and never closed, and half of the file has become one cell. The cell counts as not known.

problem-K0112 = { $reason ->
    [password] the workbook is protected by a password; take it off and save the workbook again
    [web-page] this is a web page with the name of a workbook; open it in a spreadsheet and save it as .xlsx
    [text] this is a text file with the name of a workbook; if it is a table, name it .csv
    [empty] the file is empty; nothing was ever written into it, or copying it was broken off
    [not-a-workbook] this is no workbook, though it has the name of one; workbooks are .xlsx, .xlsm, .xlsb, .xls and .ods
   *[damaged] the workbook is damaged and cannot be opened ({ $technical })
}
help-K0112 = The file is damaged, protected by a password, or no workbook in spite of its name. Open it in the program that made it, take off the password, and save it again as .xlsx.

problem-K0113 = { $unit ->
    [cells] one sheet has { $size } cells; the most is { $most }
    [sheets] the workbook has { $size } sheets; the most is { $most }
    [files] the workbook is made of { $size } parts; the most is { $most }
   *[bytes] the workbook would be { $size } when unpacked; the most is { $most }
}
help-K0113 = A small file that unpacks to an enormous one is either damaged or made to do harm, so it was not opened. If the data are truly so large, give them as CSV files.

problem-K0114 = the table stands in several files or sheets, which were read as one
help-K0114 = Rows of one table came from several places, for example a sheet a quarter. They were put together. If one of the files is an old version of another, take it out of the folder: otherwise the same fact counts twice.

problem-K0115 = the cell holds the error `{ $found }` of a formula instead of a value
help-K0115 = The spreadsheet itself could not calculate the cell. It counts as not known. Repair the formula or write the value.

problem-K0116 = a quotation mark is opened here and never closed; everything after it became one cell
help-K0116 = In CSV a text in quotation marks ends with a quotation mark; one inside the text is written twice. The rest of the file cannot be read until the mark is closed.

problem-K0117 = { $count } more of { $code } in this column are not listed one by one
help-K0117 = Hundreds of cells of one column have the same problem: one habit, not hundreds of slips. The first hundred are listed. Correct the habit and run again.

problem-K0201 = `{ $found }` is not a number; numbers are written 44, 12.5, 12 %, 10..19, <20, >=50 or ~44
help-K0201 = The cell counts as not known, and neither as nought nor as good or bad. Write a number; where it is not known exactly, a range (10..19), a bound (<20, >=50) or about (~44); where it is not known at all, a question mark.

problem-K0202 = `{ $found }` can be read in two ways; write it without a separator between thousands, or with all decimals
help-K0202 = A comma before exactly three digits separates thousands in one country and decimals in another: being wrong by a thousand is worse than asking. Write 1234 or 1.234.

problem-K0203 = `{ $found }` is not whole; organisations, people and projects are counted whole
help-K0203 = The column counts whole things. Where a part is meant, such as half a post, another column is right; where a mean was written, write the number itself or a range.

problem-K0204 = `{ $found }` is fewer than none
help-K0204 = A number of things cannot be negative. Perhaps a dash was meant for "no data": write n/a or leave the cell empty.

problem-K0205 = `{ $found }` is no share; shares lie between 0 and 1, or 0 % and 100 %
help-K0205 = A share is a part of a whole. Write 0.45 or 45 %. Where a growth or ratio is meant, which may exceed one, another column is right.

problem-K0206 = the range `{ $found }` begins above its end; write the smaller number first
help-K0206 = A range goes from the smaller to the larger number, for example 10..19. Which of the two is wrong here cannot be told, so the cell counts as not known.

problem-K0207 = `{ $found }` is no date of the calendar; dates are written 2014-05-31, 31.05.2014, 2014-05, 2014-Q2 or 2014
help-K0207 = The date does not exist or is written in a form that could be misread. The cell counts as not known; whether the row holds on the day of judgement may then be undetermined.

problem-K0208 = `{ $found }` is neither yes, partly nor no
help-K0208 = The question is answered with yes, partly or no (да, частично, нет; + and 1 are understood as yes). Where it is not known write a question mark. The cell counts as not known.

problem-K0209 = `{ $found }` is not a word for { $column ->
    [none] this column
   *[other] { $column }
}{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}{ $known ->
    [none] {""}
   *[other] { $near ->
        [none] ; the words are: { $known }
       *[other] {" "}the words are: { $known }
    }
}
help-K0209 = The column knows a closed list of words, in English or Russian. What is not among them cannot be counted, and the cell counts as not known. Choose one of the words; where none fits, other is often among them.

problem-K0210 = the cell is empty, and without { $column } the row cannot be used
help-K0210 = The row does not say what or whom it speaks of, so it was not taken up. Fill in the cell or delete the row.

problem-K0211 = `{ $key }` is not in the table { $table }{ $near ->
    [none] ; add a row for it there, or correct it here
   *[other] ; did you mean `{ $near }`?
}
help-K0211 = The cell names a row of another table by its key, and there is no such row. What it leads to counts as not known. Often a key is misspelt, or the row was deleted.

problem-K0212 = the key `{ $key }` already stands in { $first }; the first row counts
help-K0212 = A key names one row. Two rows with one key contradict each other or repeat one thing. The second was set aside. Give it a key of its own, or delete it.

problem-K0213 = the end { $to } lies before the beginning { $from }; both count as not known
help-K0213 = Nothing ends before it has begun. Which of the two dates is wrong cannot be told, so neither was used. Correct one of them.

problem-K0301 = claims on { $indicator } of { $cluster } contradict each other; everything between them was left open: { $claimed }
help-K0301 = Two statements of equal standing cannot both be true. Until one is confirmed, disputed or withdrawn, the value is the whole range between them, which often leaves the verdict undetermined. Ask who is right, and set the status of the claims.

problem-K0302 = { $indicator } of { $cluster }: claimed is { $claimed }, the tables come to { $computed }
help-K0302 = What is claimed and what the listed rows come to cannot both be true. The better founded counts: a confirmed claim before a complete list before a checked claim before an incomplete list before a declaration. Find out whether the list has gaps or the claim is old.

problem-K0303 = { $part } became part of { $whole }, and both are listed
help-K0303 = That is right where the history of a programme is told: parts are judged on their own and count among the units, and once among the clusters that exist today. What is said of a part says nothing of the whole.

problem-K0304 = { $organisation } already stands in this list at { $first }; it counts once
help-K0304 = One organisation is one member, however often it is written. The second row was set aside. If it left and came back, give both rows their dates.

problem-K0305 = { $cluster }: { $listed } members are listed, and there are said to be { $total }
help-K0305 = Either the total is old, or some of the listed have left. Give those an end date, or correct the total. Until then the list counts.

problem-K0306 = there is no cluster to judge; the table clusters has no rows
help-K0306 = Clusters are the rows of the table clusters: a key, a name, and whatever else is known. docs/schema.md lists all tables and columns; the bundled example shows filled ones.

problem-K0307 = the catalogue has no indicator `{ $found }`{ $near ->
    [none] ; facts that no indicator asks for begin with fact/
   *[other] ; did you mean `{ $near }`?
}
help-K0307 = A claim names the indicator that it answers. This name is none of the catalogue's, so the claim judges nothing and is shown among the facts. karenina catalogue list shows all indicators.

problem-K0308 = the catalogue has no practice `{ $found }`{ $near ->
    [none] ; the list stands in practices.toml
   *[other] ; did you mean `{ $near }`?
}
help-K0308 = A practice is one of the yes/no facts that practices.toml of the catalogue lists. This one is not among them and judges nothing. Correct its name, or add it to your catalogue with an indicator that asks for it.

problem-K0309 = the claim speaks of `{ $found }`, which no table lists{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0309 = A claim on an indicator speaks of a cluster, place, organisation or programme by its key. This key is nowhere, so the claim reaches nobody. Correct the key or add the row.

problem-K0310 = `{ $found }` does not answer { $indicator }; what is asked for is { $unit ->
    [share] a share from 0 to 1
    [yes_no] yes, partly or no
    [organisations] a whole number of organisations
    [people] a whole number of people
    [rank] a place in an order, 1 for the first
    [years] a number of years
    [ratio] a ratio, not below 0
   *[other] a number of { $unit }
}
help-K0310 = The claim was read, and its value cannot be a value of this indicator: a text where a number is asked for, or a number that is not possible. It counts as not known. Mind the unit: shares are parts of one unless the unit says per cent.

problem-K0312 = nobody said as of when to judge; it was judged as of { $date }
help-K0312 = Memberships end, figures grow old, thresholds change: a verdict holds as of a day. Write it into the programme's column judged_as_of, or give --as-of. The day of the run was taken, so tomorrow's report may differ.

problem-K0314 = { $listed } clusters are listed, and the programme is said to have { $total }
help-K0314 = Parts that have merged since are not counted here. Perhaps a cluster outside the programme lacks the standing outside or refused, a merger is missing from the table lineage, or the total is old.

problem-K0401 = { $reason ->
    [rule] `{ $found }` is no rule; rules are written > 0.5, >= 30, <= 0.2, 2..23, is true or is false
    [applies] `{ $found }` alone does not say when the indicator applies; give both indicator and rule, or a list of fields
    [parts] the measure needs either weight or by, and exactly one of them
   *[other] the file cannot be understood: { $reason }
}
help-K0401 = The catalogue's files are TOML. What stands here cannot be understood, and this file was left aside; every other file was read. The line says where it happened; the quoted reason is the reader's own. Compare with a file that works.

problem-K0402 = sources.toml has no `{ $found }`{ $near ->
    [none] ; add it there
   *[other] ; did you mean `{ $near }`?
}
help-K0402 = Every threshold, benchmark and caveat names where it comes from. This key has no entry. Add the document to sources.toml (or the caveat to model.toml) or correct the key: a number without a source convinces nobody.

problem-K0403 = { $found ->
    [of] the measure does not say of which table
   *[other] there is no table `{ $found }`{ $near ->
        [none] {""}
       *[other] ; did you mean `{ $near }`?
    }
}
help-K0403 = A measure looks at the rows of a table of the schema. Without it the indicator can only be claimed.

problem-K0404 = `{ $found }` is no column of { $table } that can be used here{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0404 = The measure names a column that the table does not have, or one that holds no numbers where numbers are summed, or a path through a column that leads to no other table. Columns and their kinds stand in docs/schema.md.

problem-K0405 = `{ $found }` does not fit{ $column ->
    [none] {""}
   *[other] {" "}the column { $column }
}{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}{ $known ->
    [none] {""}
   *[other] { $near ->
        [none] ; possible is: { $known }
       *[other] {" "}possible is: { $known }
    }
}
help-K0405 = A condition compares a column with words that it can hold: a word of its enumeration, true or false, a rule for numbers. This one can never be true, so the indicator would be wrong in silence.

problem-K0406 = practices.toml has no `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0406 = The measure asks for a practice that nobody could ever report, because the catalogue's list does not have it. Add it to practices.toml or correct the name.

problem-K0407 = the catalogue has no indicator `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0407 = The model, a compound or a condition names an indicator whose file is missing or could not be understood. What depends on it is not asked. Look first for problems in that indicator's own file.

problem-K0408 = two thresholds have the same name `{ $name }`; give each a name of its own
help-K0408 = Where several thresholds stand on one indicator, the model chooses the judging one by name. Two with one name, or without one, cannot be told apart.

problem-K0410 = { $indicator ->
    [none] there is no sign or group `{ $found }`{ $near ->
        [none] {""}
       *[other] ; did you mean `{ $near }`?
    }
   *[other] no sign of model.toml has the folder of { $indicator }
}
help-K0410 = Every folder of indicators belongs to a sign of model.toml, and links lead from signs or groups to others. What no sign claims is not asked.

problem-K0411 = a catalogue needs this file, and it is missing
help-K0411 = A catalogue is model.toml, sources.toml, practices.toml and a folder indicators. Without this file it cannot judge. Begin with a copy of the folder catalogue that comes with the program, and change it.

problem-K0412 = the worked case "{ $name }" does not hold: expected { $expected }, found { $found }
help-K0412 = Each indicator carries cases that say what must come out. This one came out differently, so either the measure does not ask what its author meant, or the case is wrong. Until it is repaired do not trust the indicator.

problem-K0414 = the indicator has no threshold named `{ $found }`; its thresholds are: { $known }
help-K0414 = In model.toml judging names one of the thresholds of an indicator. This name is none of them; the first in force judges instead.

problem-K0711 = { $indicator } has two judging rules on one day, from { $day } on: { $names }; say under [judging] which one judges
help-K0711 = A sign that requires an indicator needs one rule on each day. Where the sources disagree, write "indicator" = "name of the threshold" under [judging] in model.toml: the others are then shown as rivals, with the verdicts that would differ. Where one rule follows the other, give the first an `until`.

problem-K0415 = { $indicator } is required and has no threshold to be judged by
help-K0415 = A sign can only require what can be met or not met. Give the indicator a threshold with its source, or let it inform instead of deciding.

problem-K0416 = { $indicator } asks for itself by way of others
help-K0416 = A compound counts other criteria, and a condition looks at another indicator. Here the way leads back to the beginning, so that none of them can be answered. Take one of the references out.

problem-K0417 = { $low ->
    [zero] the zero point { $found } lies on the wrong side of the rule { $high }
    [value] a benchmark needs a value, or a low and a high end in this order; found { $found }
   *[other] { $found } lies outside { $low } to { $high }
}
help-K0417 = The number makes no sense where it stands, and was replaced or left out. The zero point is the value at which nothing of a criterion is attained, so it lies on the failing side of the bound.

problem-K0670 = the outcome { $outcome } has the value `{ $found }`, which is neither a number nor yes or no
help-K0670 = An outcome (claims on `outcome/…`) is yes, no, or a number that says what became of the cluster, apart from its signs. Write one of these, or leave the row out where nothing is known; until then the cluster stands outside of every test of necessity.

problem-K0671 = claims on the outcome { $outcome } of this cluster cannot be true beside each other, or one of them is disputed
help-K0671 = Two claims of the same time say different things, so nothing is known of the outcome. Correct one of them, or give the later one its period; until then the cluster stands outside of every test of necessity.

problem-K0672 = the outcome { $outcome } is the same for every cluster of which it is known ({ $n }); nothing can be tested by it
help-K0672 = A test of necessity compares clusters that succeeded with such that did not. Add the outcome of the others; clusters that were refused or left the programme are the most telling.

problem-K0673 = the outcome { $outcome } is known of few clusters only ({ $n }); hardly any test can show anything
help-K0673 = With so few cases even the strongest pattern can be chance. The tests say how small their p could be at best; add clusters, or read the counter-examples by name and no p.

problem-K0674 = the outcome { $outcome } is of { $when }, before the day of judgement { $on }; an outcome has to come after the signs
help-K0674 = A sign that was judged after the outcome can be its consequence. Judge the clusters as of a day before the outcome with --as-of, or say when the outcome was found.
