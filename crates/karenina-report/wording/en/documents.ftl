### Documents: figures, tables, contents, letters

doc-figure = Figure { $n }
doc-table = Table { $n }
doc-page-of = { $page } of { $pages }
doc-beside = Beside
doc-facts = Statements beyond the clusters
doc-criterion = What is asked, and who says so
doc-asked-for = What is asked for
doc-criteria-of = What is known of { $cluster }
doc-form-of = What is known of { $cluster }, and room for an answer
doc-known = Known so far
doc-answer = Your answer
doc-evidence = Document
doc-code = Code
doc-where = Where
doc-what = What was found and what would be right
doc-constant = Constant
doc-silent = Nothing is said of these requirements: { $list }.
doc-silent-sign = { $sign } ({ $n })
doc-anything = { $n ->
    [one] Of { $n } further indicator the tables leave every value open.
   *[other] Of { $n } further indicators the tables leave every value open.
}
fig-heat-map = Map of signs: clusters and signs
fig-heat-map-part = Map of signs: clusters and signs, part { $part } of { $of }
fig-heat-map-alt = A table in colours: a row for each cluster, a column for each sign. { $signs }. The verdict on each cluster stands in its section.
fig-bar = A bar shows how far a sign is attained: solid for sure, pale perhaps
fig-degrees = How far each sign is attained
fig-degrees-of = How far each sign is attained: { $cluster }
fig-counts-sign = { $sign }: not met { $not }, undetermined { $open }, met { $met }

### Workbook: sheets and what their columns hold

sheet-overview = Overview
sheet-clusters = Clusters
sheet-signs = Signs
sheet-findings = Findings
sheet-claims = Claims
sheet-questions = Questions
sheet-definitions = Definitions
sheet-sources = Sources
sheet-problems = Problems
sheet-columns = Columns
sheet-bounds = Below a mark stands how far the sign is attained, from what is sure to what is possible.
column-absent = why there is no value, as a code
column-absent-label = why there is no value
column-at = where in the source the rule stands
column-cell = cell of the workbook
column-certainty = how sure the statement is, as a code
column-chance-high = highest chance that it is met, from 0 to 1
column-chance-low = lowest chance that it is met, from 0 to 1
column-chance-met = chance that the answer is favourable, from 0 to 1
column-cluster = key of the cluster
column-cluster-name = name of the cluster
column-cluster-verdict = verdict on the cluster, as a code
column-cluster-verdict-label = verdict on the cluster
column-code = code of the problem
column-column = column of the table
column-contradicted = whether claims contradict each other or the tables
column-cost = what finding out costs beside other facts
column-counted = whether the cluster belongs to the programme and is counted
column-coverage = part of the sign's indicators of which anything is known, from 0 to 1
column-decides = whether an answer can change the verdict on the cluster
column-degree-high = how far it is attained at most, from 0 to 1
column-degree-low = how far it is attained for sure, from 0 to 1
column-direction-label = which way is good
column-document = the document in full
column-evidence = what the value rests on: file and cell, or rows counted
column-field = field of the cluster
column-file = file in which it stands
column-high = upper end of the value; empty where nothing bounds it
column-high-is-open = whether the upper end itself is excluded
column-if-met = verdict on the cluster if the answer is favourable, as a code
column-if-not-met = verdict on the cluster if it is not, as a code
column-indicator = id of the indicator, or name of the fact
column-item = field, class or answer that the value belongs to
column-judged-as-of = day as of which the cluster is judged
column-judges = whether this is the rule that judges
column-latent = whether the sign stands beside the verdict
column-line = line of the file
column-low = lower end of the value; empty where nothing bounds it
column-low-is-open = whether the lower end itself is excluded
column-message = what was found and what would be right
column-heading = the heading of the column as it stands in the file, where that is another text
column-missing = signs that are not met, upstream first
column-n-missing = how many signs are not met
column-nature-label = kind of value
column-note = note of whoever said it
column-of = whether catalogue or data name the document
column-period = period that the value is of
column-place = where the cluster is
column-place-in-order = order in which finding out pays
column-question = the question as someone would ask it
column-read = how to read the value
column-region = region of the cluster
column-robust-verdict = verdict with errors of values and thresholds in mind, as a code
column-role = required: decides the sign; informs: does not
column-rule = rule that the value is held against
column-rule-source = source of the rule, see Sources
column-said-by = who said it
column-said-on = when it was said
column-severity = error, warning or note
column-sheet = sheet of the workbook
column-sign = id of the sign
column-sign-title = title of the sign
column-since = first day on which the rule is in force
column-source = key of the document, see Sources
column-standing = place in the programme, as a code
column-status = standing of the statement, as a code
column-subject = key of what the statement speaks of
column-tender-group = tender group of the cluster
column-text = the value where it is a word
column-title = title of the indicator
column-unit = unit, as a code; shares are parts of one
column-unit-label = unit
column-until = last day on which the rule is in force
column-url = address of the document
column-verdict = verdict, as a code
column-verdict-label = verdict
column-via = page, section or cell of the document

problem-K0650 = a letter has no `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
} possible is: { $known }
help-K0650 = Texts of letters hold {"{"}fields{"}"} inside lines, {"{{"}parts{"}}"} alone on a line, and conditions: {"{{"}when …{"}}"}. This name is none of them, and nothing was written. karenina letter CLUSTER --show-text prints the bundled text, which uses most of them; docs/documents.md lists all.

problem-K0651 = `{ $found }` has no counterpart: each {"{{"}when …{"}}"} ends with one {"{{"}end{"}}"}, and none stands inside another
help-K0651 = A part of the text that stands only where something holds is opened with {"{{"}when …{"}}"} and closed with {"{{"}end{"}}"}, each alone on its line. One of the two is missing here, so nothing was written.

problem-K0652 = the file is no DOCX, so its look cannot be taken over
help-K0652 = The look of a document comes from a Word file (.docx or .dotx): its styles, page, headers and footers. This file cannot be opened as one. Save it in Word as .docx and run again.

problem-K0653 = this command does not write { $found }; possible is: { $known }
help-K0653 = Formats mean the same on every command, and not every command has something to write in each of them. Choose one of those that are listed; CSV can be opened as a workbook.
