# People: roles, what they may do and see, accounts, the access log.

problem-K0830 = { $which ->
    [organisation] the organisation
   *[other] the cluster
} `{ $found }` of { $account } is not in the register{ $near ->
    [none] {""}
   *[other] ; is `{ $near }` meant?
}
help-K0830 = Whoever has this account sees the rows of a key that nobody has reported yet. If the key is mistyped, set the role again: karenina people role. If the first report is still to come, nothing is to be done.

problem-K0831 = the file of people can be read by others than its owner
help-K0831 = It holds names, addresses and hashes of passwords. Take the right to read it from everybody else, as with chmod 600; copies keep what they were given, so look at backups too.

access-role-officer = officer
access-role-expert = expert
access-role-decider = decider
access-role-manager = manager of a cluster
access-role-member = member
access-role-analyst = analyst
access-role-auditor = auditor
access-role-public = public

access-about-officer = collects reports, checks and decides on them, looks after the people
access-about-expert = looks at the clusters that were assigned, never at those with a conflict of interest
access-about-decider = decides on support; the second pair of eyes on what is believed
access-about-manager = runs one cluster and reports for it
access-about-member = acts for one organisation that is a member
access-about-analyst = keeps and compares figures; sees no names
access-about-auditor = reads everything, writes nothing; what is read is logged
access-about-public = anybody, without an account

access-scope-all = all rows
access-scope-assigned = assigned clusters
access-scope-own-cluster = own cluster
access-scope-own-organisation = own organisation
access-scope-own-account = own account
access-scope-published = published editions
access-scope-none = –

access-action-see-programme = see the programme
access-action-see-cluster = see a cluster
access-action-see-organisation = see an organisation
access-action-see-indicator = see an indicator
access-action-see-map = see maps
access-action-see-problems = see the problems
access-action-see-change-set = see a change set
access-action-see-history = see the history of a claim
access-action-see-journal = see the journal
access-action-download = download a view
access-action-download-data = download all data (data.parquet)
access-action-explain = have a number explained
access-action-propose = propose: upload a workbook, fill in the form
access-action-decide = accept or reject a change set
access-action-check = say that a claim is checked
access-action-confirm = say that a claim is confirmed
access-action-dispute = dispute a claim
access-action-reply = reply to a dispute
access-action-withdraw = withdraw a claim
access-action-supersede = supersede a claim
access-action-name-edition = name an edition
access-action-edit-catalogue = edit drafts of the catalogue
access-action-manage-people = manage people
access-action-read-access-log = read the access log
access-action-export-person = export what is kept of a person
access-action-erase-person = erase a person
access-action-keep-account = change the password, end sessions

access-class-open = open
access-class-personal = personal
access-class-commercial = commercial
access-class-confidential = confidential
access-class-internal = internal

access-class-about-open = facts that a published edition may show
access-class-about-personal = names of people, and free text in which people may be named
access-class-about-commercial = money and figures of single organisations, and what they follow from
access-class-about-confidential = answers that were given in confidence
access-class-about-internal = what only serves the keeping: numbers of state registers, where files lie

access-refused-role = your role may not do this; who may is in the table on access (docs/access.md)
access-refused-no-account = log in to do this
access-refused-not-own = this is not yours: your role may do it for your own cluster or organisation
access-refused-conflict = you have a conflict of interest here, so nothing of it is shown to you

access-page-title = Who may do and see what
access-page-about = One table decides what each role may do, on whose rows, and which columns it sees. What it does not name is refused and hidden. In each cell stand the rows that a role has; of several the first that fits counts: "own cluster, published editions" is everything of the own cluster, and of all others what a published edition says. `karenina people table --format csv` prints the table for comparing one version with another; accounts and the access log are described in [people.md](people.md).
access-page-roles = Roles
access-page-actions = What each role may do
access-page-fields = Which columns each role sees
access-page-fields-about = Every column of every table is of one class, and a role sees a class in the rows named here. A column without a class is seen by nobody; a test fails until it has one.
access-page-columns = Columns by class
access-page-action = Action
access-page-class = Class

people-added = { $account }: { $name }, { $role }
people-invitation = invitation, shown this once and good until { $until }: { $token }
people-role = { $account }: { $role } from now on
people-locked = { $account } is locked; its sessions have ended
people-unlocked = { $account } is unlocked
people-erased = the person of { $account } is erased; the number stays
people-erased-in-register = in the register { $person } stands instead of the name
people-none = there are no accounts yet; make the first with: karenina people add { $path } NAME --role officer
people-log-empty = the access log is empty
people-forgotten = { $n ->
    [one] { $n } line was forgotten
   *[other] { $n } lines were forgotten
}
people-state-erased = erased
people-state-locked = locked
people-state-invited = invited until { $until }
people-state-no-password = no password, no invitation
people-state-active = active
people-conflicts = not { $clusters }
people-allowed = allowed
people-refused = refused
people-at-machine = at the machine

people-fault-one-cluster = a manager has one cluster: --cluster KEY
people-fault-one-organisation = a member acts for one organisation: --organisation KEY
people-fault-no-clusters = only managers and experts have clusters; leave --cluster out
people-fault-no-organisation = only members have an organisation; leave --organisation out
people-fault-no-conflicts = only experts have conflicts of interest that are kept here; leave --conflict out
people-fault-public = the public needs no account

password-too-short = fewer than 12 characters; take a few words that do not belong together
password-too-long = longer than 1024 bytes; take a shorter one
password-holds-name = it holds your name or address
password-common = it is one of those that are tried first
password-too-uniform = it has too few different characters

people-trouble-no-place = { $path }: a register in a database has no file beside it; say where its accounts are kept: --people FILE
people-trouble-not-found = { $path }: there is no file of people beside this register; it is made with the first account: karenina people add
people-trouble-not-people = { $path }: is no file of people; one is made by: karenina people add
people-trouble-broken = { $path }: is broken or cut; the database says: { $reason }. Take the last good copy
people-trouble-busy = { $path }: another process is writing; try again
people-trouble-read-only = { $path }: may not be written: the file or its disk is read-only, or not yours; check the rights on the file and its folder
people-trouble-full = { $path }: the disk is full; nothing was changed; make room and do it again
people-trouble-cannot-open = { $path }: cannot be opened; check the rights on the file and its folder ({ $reason })
people-trouble-other = { $path }: { $reason }
people-trouble-newer = { $path }: is of a later program (shape { $found }, known up to { $known }); use that program
people-trouble-damaged = { $path }: says something that this program does not write: { $reason }
people-trouble-no-account = no account `{ $found }`; karenina people list shows all
people-trouble-taken = `{ $found }` is the name or address of another account
people-trouble-not-a-name = `{ $found }` is no name or address: a name is text without @ and is not a number, an address has an @
people-trouble-password = that is no password: { $reasons }
people-trouble-no-invitation = this invitation was used, is too old, or never was; ask for a new one
people-trouble-last-officer = nobody would be left who may manage people; make another officer first
people-trouble-not-a-draft = this cannot be kept as a draft: { $reason }
people-trouble-no-randomness = the system gives no random numbers: { $reason }
