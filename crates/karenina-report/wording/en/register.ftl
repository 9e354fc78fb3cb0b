# The register: change sets, journal, editions.

problem-K0800 = the column `{ $column }` is none of the table { $table } and is not taken into the register
help-K0800 = A register holds what the tables describe, and no more: a column of e-mail addresses or telephone numbers has no place in it. If the column should be one of the table's, rename it (docs/schema.md lists them) and import the file again; if it is said elsewhere, nothing is to be done.

problem-K0801 = { $claim } was confirmed and now says something else; accepted, it is declared again
help-K0801 = Somebody confirmed this claim from a document, and the file says something else. Look at both before you accept the row: reject it if the document holds, or accept it and have the new value confirmed.

problem-K0802 = the number { $number } of `{ $key }` is that of `{ $known }`, which the register has
help-K0802 = Two keys and one number of a register are most likely one organisation. Use the known key in the file, or accept the row and say that they are one: karenina register organisations merge.

problem-K0810 = the file of the register is broken: { $reason }
help-K0810 = The file was cut, overwritten, or damaged on its disk. Take the last copy for which karenina verify finds nothing, and compare the digest of its last entry with those on reports made since.

problem-K0811 = entries { $first } to { $last } of the journal are missing
help-K0811 = Somebody removed entries, or moved them. What they brought in may still be there; who did what is not. Take a copy of the register from before.

problem-K0812 = entry { $entry } of the journal is not what was written: its line does not have the digest that stands beside it
help-K0812 = The line, its number or its digest was changed after it was written. Compare it with a copy: karenina register journal FILE --lines prints each line, and its SHA-256 is the digest.

problem-K0813 = entry { $entry } does not follow entry { $before }: it names another digest as the one before it
help-K0813 = Every entry holds the digest of the one before it. Here they do not meet: the one before was changed, removed or put there afterwards. The first entry named in the list is where to look.

problem-K0814 = entry { $entry } is of { $on }, and the one before it of { $last }
help-K0814 = Entries are written in the order of their days; this program refuses any other. Somebody else wrote this one.

problem-K0815 = { $which ->
    [person] the name of person { $id }
   *[other] text { $id }
} is not the one that entry { $entry } means
help-K0815 = The journal holds a salted digest of every name and reason, and the name or reason itself stands apart. Here they do not agree: it was changed, or removed without an entry that says so.

problem-K0816 = what change set { $set } says is not what entry { $entry } brought in: { $found } rows of { $rows }, or other ones
help-K0816 = Cells, rows, places or names of rows of this change set were changed after it was imported. Take them from a copy of the register, or import the files again that the entry names by digest.

problem-K0817 = change set { $set } with { $rows } rows was brought in by no entry of the journal
help-K0817 = The entry was removed, most likely the end of the journal was cut, or rows were added by something else than this program. Such rows are never believed.

problem-K0818 = the document `{ $file }` is not the one that entry { $entry } added
help-K0818 = Documents are kept by the digest of their bytes. These bytes have another one, or are gone. Add the right file again: what has the right digest is the right file.

problem-K0819 = the edition { $edition }, made again, is not the one that entry { $entry } froze
help-K0819 = Something that the edition rests on was changed. The other problems in this list say what; if there is none, the edition was frozen by a program that wrote tables in another way.

problem-K0820 = the digest { $digest } is none of this journal
help-K0820 = A report, letter or edition with this digest rests on a register that said something else: entries were cut from the end or written anew since, or it is another register.

problem-K0821 = { $which ->
    [person] person { $id }
    [text] text { $id }
   *[other] the document { $id }
} was brought in by no entry of the journal
help-K0821 = It was added by something else than this program, or the entry that brought it in was removed. Compare the register with a copy from before, and its last digest with those on reports.

register-begun = { $path }: a register was begun
register-head = entry { $entry } of { $on }, digest { $digest }
register-imported = change set { $set }: { $added } added, { $changed } changed, { $withdrawn } withdrawn, { $again } said again, { $unchanged } unchanged
register-next = look at it with: karenina register changes { $path } { $set }
register-accepted = change set { $set }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} accepted, { $open } open
register-rejected = change set { $set }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
} rejected, { $open } open
register-no-sets = nothing was imported yet
register-set = { $set }  { $on }  { $by }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $accepted } accepted, { $rejected } rejected, { $open } open; from { $files }
register-set-since = { $line }; holds since { $since }
register-set-status = { $set }  { $on }  { $by }: { $claim }
register-change = { $row }  { $kind ->
    [added] added
    [withdrawn] withdrawn
    [status] status
    [again] said again
   *[other] changed
}  { $claim }{ $decision ->
    [accepted] {"  (accepted)"}
    [rejected] {"  (rejected)"}
   *[other] {""}
}
register-nothing = nothing
register-again-hidden = { $n ->
    [one] { $n } row that says the same of a later day is not shown
   *[other] { $n } rows that say the same of a later day are not shown
}; --all shows them
register-more = more rows from { $from } on: --from { $from }
register-became = { $claim }: { $status }
register-replied = { $claim }: the reply is kept
register-since = since { $since }
register-no-organisations = no organisation was merged or split
register-evidence = { $digest }  { $name } ({ $size ->
    [one] { $size } byte
   *[other] { $size } bytes
})
register-no-evidence = there is no document
register-edition = edition { $name }: as of { $on }, as known at entry { $entry }
register-edition-digest = digest of its files (sha256sum *.csv | sha256sum): { $digest }
register-no-editions = no edition was frozen
register-exported = { $path }: { $tables ->
    [one] { $tables } table
   *[other] { $tables } tables
}, { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}
register-person = { $id }  { $name }: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
} of the journal, { $said ->
    [one] { $said } cell
   *[other] { $said } cells
}
register-erased-name = (erased)
register-erased = the name is erased; { $id } stands for it
register-sound = nothing was changed, cut or put elsewhere: { $entries ->
    [one] { $entries } entry
   *[other] { $entries } entries
}, { $sets ->
    [one] { $sets } change set
   *[other] { $sets } change sets
} with { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $evidence ->
    [one] { $evidence } document
   *[other] { $evidence } documents
}, { $editions ->
    [one] { $editions } edition
   *[other] { $editions } editions
}
register-head-known = the digest { $digest } is that of entry { $entry }
register-what = { $what ->
    [begun] the register was begun
    [imported] change set { $one } was imported
    [accepted] rows of change set { $one } were accepted
    [rejected] rows of change set { $one } were rejected
    [status] { $one }: { $two }
    [replied] { $one }: a reply
    [merged] { $one } merged into { $two }
    [split] { $one } split into { $two }
    [evidence] document { $one }
    [edition] edition { $one }
   *[erased] the name of person-{ $one } was erased
}

register-trouble-not-found = { $path }: there is no such register; begin one with: karenina register init { $path } --by NAME
register-trouble-exists = { $path }: there is a file of that name; give another one
register-trouble-not-a-register = { $path }: is no register; a register is a file that karenina register init makes
register-trouble-broken = { $path }: the file is broken or cut; karenina verify { $path } says where, and a copy from before is what helps ({ $reason })
register-trouble-busy = { $path }: another program is writing to it; try again in a moment
register-trouble-read-only = { $path }: may not be written: the file or its disk is read-only; copy it to where you may write
register-trouble-full = { $path }: the disk is full; nothing was changed; make room and do it again
register-trouble-cannot-open = { $path }: cannot be opened, or a file cannot be made beside it; check the rights on the file and its folder ({ $reason })
register-trouble-other = { $path }: the register does not answer; the system says: { $reason }
register-trouble-newer = { $path }: was made by a newer program (shape { $found }, this one knows { $known }); use that program
register-trouble-damaged = { $path }: { $reason }; karenina verify { $path } says more
register-trouble-backwards = the day { $on } is before the last entry of the journal, which is of { $last }: what was known on a day must not change afterwards; check the clock, or give --on
register-trouble-no-set = there is no change set { $set }; karenina register changes { $path } lists them
register-trouble-nothing-to-decide = nothing is open among these rows of change set { $set }
register-trouble-no-rows = change set { $set } has the rows 1 to { $n }
register-trouble-not-rows = `{ $found }` names no rows; write them as 1-5,8
register-trouble-conflicts = { $n ->
    [one] { $n } cell was
   *[other] { $n } cells were
} changed by others since this change set was imported; nothing was accepted. Import the files again to see them beside each other, leave the rows out with --rows, or accept them with --even-so
register-conflict = row { $row }, { $claim }, { $column }: now `{ $meanwhile }` by change set { $set }, to be `{ $proposed }`
register-trouble-nothing-new = the files say nothing that the register does not have
register-trouble-no-claim = there is no claim `{ $found }`{ $near ->
    [none] {"."}
   *[other] {"; did you mean `"}{ $near }{"`?"}
} A claim is a table and the key of a row, such as clusters/sarov or memberships/sarov/acme
register-trouble-transition = { $claim } is { $from } and cannot become { $to }
register-trouble-no-reply = { $claim } is { $from }: only what is disputed has a reply
register-trouble-no-organisation = there is no organisation `{ $found }` in the register
register-trouble-merge = `{ $from }` cannot be merged into `{ $into }`: it is the same, or one of them is part of another already
register-trouble-no-edition = there is no edition `{ $found }`{ $near ->
    [none] {""}
   *[other] {"; did you mean `"}{ $near }{"`?"}
}
register-trouble-edition-exists = there is an edition `{ $found }`; an edition is never made over: give another name
register-trouble-edition-differs = the edition `{ $found }` cannot be made again as it was; karenina verify { $path } says why
register-trouble-no-person = there is nobody of the name or number `{ $found }`, or the name is erased
register-trouble-no-evidence = there is no document `{ $found }` in the register; add it with: karenina register evidence add { $path } FILE --by NAME
register-trouble-folder-not-empty = { $path }: the folder has files in it; old tables would be read together with the new ones: give a new folder
register-trouble-not-a-digest = `{ $found }` is no digest; a digest has 64 digits from 0 to f
