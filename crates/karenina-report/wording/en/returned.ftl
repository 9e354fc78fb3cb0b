
### Further problems of what people send: keys, forms of other editions, this year against the last

problem-K0690 = no column has the keys of { $table }; `{ $found }` was taken for the key of each row
help-K0690 = The rows of this table are referred to by a key, and the sheet has no column for it, as most forms of others have none. The name of each row was taken for its key: other tables then refer to it by that name. Two rows of one name are one key twice, and only the first counts. Add a column with short keys if names change from year to year or stand twice.

problem-K0691 = the form was made from { $reason ->
    [tables] other tables (edition { $found }) than this program has ({ $here }); columns may be missing or new
   *[catalogue] another catalogue ({ $found }) than the one that is used here ({ $here })
}
help-K0691 = The cover of a form says from which tables and which catalogue it was made. It was filled in as it was sent out, and is read as far as headings and words are known today: what is called otherwise now is listed by column and cell. Where this year's form is wanted, make it with `karenina new --prefill` from this one; nothing that was filled in is lost.

problem-K0692 = { $what } of { $row } is { $now }, and was { $before } last year ({ $where }); this does not change, so one of the two is wrong
help-K0692 = Days of foundation and entry, numbers in registers, who began a cluster and the like are what they are; an end, once it was said, stays; what works is not being built any more. Last year's data say something else. If last year was wrong, write so into the note and keep this year's; if this year is, correct it. docs/schema.md says for each column how far it may change.

problem-K0693 = { $what } of { $row } is { $now }, and was { $before } last year ({ $where }); that is more than such a figure changes in a year: are both right, and in the same unit?
help-K0693 = Each column has a bound on how far it changes within a year: employees threefold, population by a third, shares by so many points (docs/schema.md lists them). This figure changed by more. It may be so after a merger or a new plant; more often a unit, a digit or a row is wrong. Both were used as they stand.

problem-K0694 = `{ $row }` stood in the table { $table } of { $cluster } last year ({ $where }), without an end, and is gone; give it an end if it no longer holds
help-K0694 = What ends is given the day of its end and stays in the list: otherwise nobody can tell whether a member left or was forgotten, and what was said of it last year hangs in the air. Add the row again with its end, or correct the key if it is there under another.

problem-K0695 = { $found } cannot be the share or mean of { $n }: the nearest that { $n } can have are { $below } and { $above }
help-K0695 = A share of seven is a whole number of sevenths, and the mean of whole answers is a whole number over how many answered. As far as the figure was rounded, no such number fits. Either the figure or the number of those that it is of is wrong, or some were left out of one of them. Both were used as they stand.

problem-K0696 = the rank { $rank } goes with the share { $share }, and the rank { $other_rank } with the share { $other_share }: more attention, and the worse rank
help-K0696 = The first rank has the largest share. Two kinds of collaboration have them the other way round: the ranks were perhaps counted from the last, or two rows were exchanged. Both were used as they stand.

problem-K0697 = the list of members of { $cluster } is said to be complete and has { $listed }, and there are said to be { $total } in all
help-K0697 = A complete list has as many rows as there are members. Either rows are missing, or the total still counts those who left, or the list is not complete: then say so, and shares will be given as bounds. The total was used as it stands.

problem-K0698 = { $what } is { $now } for { $year } and was { $before } for { $year_before } ({ $where }); that is more than such a figure changes in that time
help-K0698 = Figures of successive years are compared: money and counts may become ten times as much or as little in a year, shares move by half, marks by two points, unless docs/schema.md says otherwise for the column. This one moved further. It may be so; more often a unit or a digit is wrong. Both were used as they stand.

problem-is-error = Error: something could not be used.
problem-is-warning = Warning: it was used, and is probably not what was meant.
problem-is-note = Note: good to know; nothing has to be done.
problem-looks-like = In the list it looks like this:
problem-page = More on it, and on all others: { $page }
