### Groups found in statistics

map-title = Groups of activities by region
map-table = { $table }{ $year ->
    [none] {""}
   *[other] , { $year }
}: { $regions } regions, { $groups } groups
map-base-traded = compared with employment of the same kind (traded beside traded, local beside local)
map-base-total = compared with all employment
map-rungs = { $strong10 } stand in the strongest tenth, { $strong } more are strong, { $significant } significant, { $qualifying } qualifying.
map-shown = The { $n } most concentrated of the strong groups:
map-none = No group reaches the upper quarter with critical mass.
map-bounds = Cells that the office leaves out are not zero. In brackets: what employment and quotient can be at the least and at the most, given the published totals; the quotient of published figures may lie outside, where what is left out is all of one group.
map-col-region = Region
map-col-group = Group
map-col-employment = Employment
map-col-quotient = LQ
map-col-strength = Strength
strength-qualifying = qualifying
strength-significant = significant
strength-strong = strong
strength-strong10 = strong, upper tenth

problem-K0701 = the table has none of the columns { $column }; name the column so in the heading row
help-K0701 = The table is laid out otherwise than was said. Choose another --layout, or name the columns as the layout asks.

problem-K0702 = `{ $found }` is no number; figures are written 1234 or 12.5, and what is withheld is left empty or marked : or c
help-K0702 = The figure counts as withheld, neither as zero nor as what it looks like: it can be anything that the totals above it allow. Correct it, or leave the cell empty.

problem-K0703 = `{ $found }` is below zero; nobody employs fewer than none
help-K0703 = A figure below zero is a slip or a code for something else. It counts as withheld; look it up at the office that published it, and correct the table or leave the cell empty.

problem-K0704 = { $activity } of region { $region } already stands in line { $first }; the first counts
help-K0704 = A region and an activity have one figure a year. Two mean that a table was put together twice, or that a column (size class, ownership) was lost that told them apart.

problem-K0705 = { $count } activities are in no group, with { $employment } persons employed: { $codes }
help-K0705 = The definitions do not say to which group these codes belong. They count in the total and in no group. If many people work there, the definitions are of another edition of the classification.

problem-K0706 = the definitions name { $count } activities of which the table says nothing: { $codes }
help-K0706 = These codes are in the definitions and not in the table: the classification was changed between the two, or no region has such firms.

problem-K0707 = { $activity } of region { $region }: total and published parts differ by { $rest }
help-K0707 = All parts of the total are published and do not come to it, or come to more. Figures made from parts and from the total then disagree; bounds made of this total are not to be relied on.

problem-K0708 = the activity { $activity } already belongs to another group; the first counts
help-K0708 = Groups must not overlap, or people are counted twice. Leave the activity in one of them.

problem-K0709 = the table holds several years; { $year } was taken
help-K0709 = Figures of different years must not be added up, so the latest year was taken and the others were left aside. Say --year to take another one.

problem-K0710 = the row has too few cells, or no code
help-K0710 = Without region and activity a figure cannot be placed. The row was passed over; the others were read.
