# English. Every key stands in the Russian file of the same name too, with the same variables; a test compares them.

### Verdicts

verdict-met = met
verdict-not-met = not met
verdict-undetermined = undetermined
verdict-not-applicable = does not apply
verdict-no-threshold = no threshold
verdict-silent = nothing is said
near = not met, attained in part
at-bound = not met: exactly at the bound, which is not enough

cluster-sustainable = sustainable on the evidence
cluster-not-sustainable = not sustainable as it stands
cluster-undetermined = cannot be decided
cluster-sustainable-short = sustainable
cluster-not-sustainable-short = not sustainable
cluster-undetermined-short = undecided
clusters-sustainable = Sustainable on the evidence
clusters-not-sustainable = Not sustainable as they stand
clusters-undetermined = Cannot be decided
clusters-not-counted = Judged, not counted: outside the programme or refused

misses = misses { $signs }
misses-many = { $n ->
    [one] misses { $n } sign
   *[other] misses { $n } signs
}
misses-nothing = no sign is known to be missing
strength = strength
risk = risk
context = context
open = open
yes = yes
partly = partly
no = no
no-or-partly = no or partly
yes-or-partly = yes or partly
yes-or-no = not known whether yes or no

### Why there is no value

absent-not-said = not said
absent-not-known = not known
absent-not-collected = not collected
absent-refused = an answer was refused
absent-not-applicable = does not apply
absent-suppressed = kept secret
absent-too-old = what was said is too old to judge by
absent-list-incomplete = { $listed ->
    [one] { $listed } is listed, of how many is not said
   *[other] { $listed } are listed, of how many is not said
}
absent-parts-missing = { $missing } of { $of } parts are missing
absent-nothing-to-count = there is nothing to take a share or mean of

### Numbers with units. $text is the number or range as it is shown, $n the number that governs the noun.

unit-organisations = { $n ->
    [one] { $text } organisation
   *[other] { $text } organisations
}
unit-people = { $n ->
    [one] { $text } person
   *[other] { $text } people
}
unit-posts = { $n ->
    [one] { $text } full-time post
   *[other] { $text } full-time posts
}
unit-years = { $n ->
    [one] { $text } year
   *[other] { $text } years
}
unit-projects = { $n ->
    [one] { $text } project
   *[other] { $text } projects
}
unit-groups = { $n ->
    [one] { $text } group
   *[other] { $text } groups
}
unit-meetings = { $n ->
    [one] { $text } meeting
   *[other] { $text } meetings
}
unit-events = { $n ->
    [one] { $text } event
   *[other] { $text } events
}
unit-seats = { $n ->
    [one] { $text } seat
   *[other] { $text } seats
}
unit-practices = { $n ->
    [one] { $text } practice
   *[other] { $text } practices
}
unit-lines = { $n ->
    [one] { $text } line of activity
   *[other] { $text } lines of activity
}
unit-criteria = { $n ->
    [one] { $text } criterion
   *[other] { $text } criteria
}
unit-points = { $n ->
    [one] { $text } point
   *[other] { $text } points
}
unit-rank = place { $text }
# After "at least", "fewer than" and the like: the genitive in Russian.
of-organisations = { unit-organisations }
of-people = { unit-people }
of-posts = { unit-posts }
of-years = { unit-years }
of-projects = { unit-projects }
of-groups = { unit-groups }
of-meetings = { unit-meetings }
of-events = { unit-events }
of-seats = { unit-seats }
of-practices = { unit-practices }
of-lines = { unit-lines }
of-criteria = { unit-criteria }
of-points = { unit-points }
of-rank = place { $text }

fewer-than = fewer than
less-than = less than
at-most = at most
more-than = more than
at-least = at least
any-number = any number
between = between { $low } and { $high }
rule-yes = yes
rule-no = no

unit-name-share = a share: 0 to 1, or per cent
unit-name-yes-no = yes, partly or no
unit-name-organisations = organisations
unit-name-people = people
unit-name-posts = full-time posts
unit-name-years = years
unit-name-ratio = ratio
unit-name-projects = projects
unit-name-groups = groups
unit-name-meetings = meetings
unit-name-events = events
unit-name-seats = seats
unit-name-practices = practices
unit-name-lines = lines of activity
unit-name-criteria = criteria
unit-name-rank = place in an order, 1 is first
unit-name-money = money, in the programme's currency
unit-name-points = points
unit-name-number = number

direction-higher-is-better = more is better
direction-lower-is-better = less is better
direction-should-be = should be so
direction-should-not-be = should not be so
direction-balance = neither too much nor too little
direction-neutral = tells, and judges nothing

nature-fact = a fact
nature-count = a count of listed things
nature-statistic = a statistic
nature-survey = a survey
nature-expert = a judgement of experts

### Dates

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
of-month-1 = January
of-month-2 = February
of-month-3 = March
of-month-4 = April
of-month-5 = May
of-month-6 = June
of-month-7 = July
of-month-8 = August
of-month-9 = September
of-month-10 = October
of-month-11 = November
of-month-12 = December
date-day = { $day } { $month } { $year }
date-month = { $month } { $year }
date-span = { $first } to { $last }
since = since { $date }

### Evidence

status-declared = declared
status-checked = checked
status-confirmed = confirmed
status-disputed = disputed
said-by = { $status } by { $who }
rows-counted = { $table }: { $yes } yes, { $no } no, { $unknown } not known
rows-none = { $table }: no row is listed
rows-missing = { $n ->
    [one] at most { $n } is not listed
   *[other] at most { $n } are not listed
}
rows-missing-unbounded = how many are not listed is not said
contradicted = Claims contradict each other or the tables: see the problems.
both-values = The tables come to { $computed }; claimed is { $claimed }.
from-tables-incomplete = from a list that is not declared complete
certain-not = (bibliographic data not certain)

### The result in words

result = Of { $n } listed units { $not ->
    [0] none is
    [one] { $not } is
   *[other] { $not } are
} { $not ->
    [0] known to be unsustainable
    [one] not sustainable as it stands
   *[other] not sustainable as they stand
}, { $open ->
    [0] none is left undecided
   *[other] { $open } cannot be decided
}, { $yes ->
    [0] none is
    [one] { $yes } is
   *[other] { $yes } are
} sustainable on the evidence.
result-one-sustainable = The one listed cluster is sustainable on the evidence.
result-one-not-sustainable = The one listed cluster is not sustainable as it stands.
result-one-undetermined = Whether the one listed cluster is sustainable cannot be decided.
result-none = There is no cluster to judge.
note-merged = { $n ->
    [one] { $n } of them has since become part of another, which is listed beside it where it is known.
   *[other] { $n } of them have since become parts of others, which are listed beside them where they are known.
}
note-outside = { $n ->
    [one] { $n } further cluster outside the programme is judged and not counted.
   *[other] { $n } further clusters outside the programme are judged and not counted.
}
note-unlisted = { $n ->
    [one] { $n } cluster of the programme is listed nowhere: nothing is known of it.
   *[other] { $n } clusters of the programme are listed nowhere: nothing is known of them.
}
programme-unnamed = Clusters judged
judged-as-of = Judged as of { $date }
as-of-given = as asked for
as-of-programme = as the programme's row says
as-of-today = the day of the run, because no other was said

### Headings and labels of reports

question-of-all = Would this cluster go on by itself if state support ended?
Contents = Contents
skip-to-map = Skip to the map
Map = Map of signs
Programme = Programme
Clusters = Clusters
Sources = Sources
Problems = Problems
Method = How to read this
Edition = Edition
Cluster = Cluster
Verdict = Verdict
Sign = Sign
Signs = Signs
Value = Value
Rule = Rule
Questions = What would decide it
Facts = Other facts
Beside = beside the verdict
back-to-map = back to the map
filter-clusters = Show only clusters whose name contains
open-all = Open all details
close-all = Close all details
map-caption = Clusters by signs. Each cell leads to its reasons.
map-counts = { $not } not met, { $open } undetermined
legend = Legend
legend-met = met
legend-not-met = not met
legend-undetermined = undetermined: what is known is not enough
legend-silent = undetermined: nothing is said
legend-bar = How far a sign is attained: sure part solid, possible part hatched.
attained = attained { $degree }
chart-title = How many units meet each sign
chart-alt = Bar chart: for each sign how many units do not meet it, are undetermined and meet it. The table below has the same numbers.
col-met = Met
col-not-met = Not met
col-undetermined = Undetermined
col-missing = Misses, at least to at most
populations = Two ways of counting are used. Units are all that the data list as parts of the programme, also those that have merged since: { $units }. Current clusters are those that exist on the day, with those that no row lists counted as unknown: { $current }.
pop-units = Units
pop-current = Current clusters
pop-current-note = { $listed } listed, { $unlisted } not listed
counting-title = How many signs are missing
counting-lead = Read a row like this: if a cluster counts as lacking once it misses k signs, H is the share of such clusters, A how many of the { $signs } signs these miss on average, and M0 = H × A falls when fewer clusters lack or when they lack less. M1 counts each missing sign only by how far it is from its bound (its gap, 0 to 1): it falls too when a sign comes nearer without being met. The lower bound takes everything undetermined as met, the upper as missing.
counting-example = Here: missing at least { $k } of { $signs } signs are { $h } of the units.
col-k = Missing at least k signs
col-h = H: share of units
col-a = A: mean share of signs that they miss
col-m0 = M0 = H × A
col-m1 = M1: by gaps
no-intensity = none can miss so many
by-field = By field
by-region = By region
by-tender-group = By tender group
col-n = Units
col-known-missing = Known to be missing
nothing-known-missing = none known
not-said = not said
programme-facts = { $n ->
    [one] { $n } statement on the programme, other countries and the world
   *[other] { $n } statements on the programme, other countries and the world
}
also-called = Also called { $names }
lineage-into = { $kind }: { $part } became part of { $whole }{ $date ->
    [none] {""}
   *[other] {" "}({ $date })
}.
lineage-from = { $n ->
    [one] { $kind }: { $parts } became part of it.
   *[other] { $kind }: { $parts } became parts of it.
}
lineage-warning = What is said of a part says nothing of the whole.
Formula = What is missing
formula-none = No sign is known to be missing. Silence is neither a pass nor a failure.
formula-all-met = Every sign is met on the evidence.
links-between = How the gaps feed each other
links-at-risk = What these gaps put at risk
link-slow = over many years
robust-same = With the errors of values and thresholds in mind the verdict holds; the chance that every sign is met is { $chance }.
robust-differs = With the errors of values and thresholds in mind: { $verdict }. The chance that every sign is met is { $chance }; whatever the dependence of the signs, { $any }.
robust-shared = With shared errors drawn: { $chance }.
robust-failed = Failed beyond the error rate { $alpha }: { $signs }.
sign-known = { $known ->
    [0] nothing is known of its { $of ->
        [one] one indicator
       *[other] { $of } indicators
    }
   *[other] something is known of { $known } of { $of ->
        [one] { $of } indicator
       *[other] { $of } indicators
    }
}
thin = little is known
latent-note = Reported beside the verdict, not part of it.
informing-n = { $n ->
    [one] { $n } further indicator with a value
   *[other] { $n } further indicators with a value
}
silent-n = { $n ->
    [one] { $n } further indicator of this sign: nothing is said
   *[other] { $n } further indicators of this sign: nothing is said
}
not-applicable-n = { $n ->
    [one] { $n } does not apply
   *[other] { $n } do not apply
}
asks-for = asks for { $rule }
asks-for-yes = should be so
asks-for-no = should not be so
rivals-differ = Other thresholds would judge otherwise:
rivals-agree = { $n ->
    [one] { $n } other threshold judges the same.
   *[other] { $n } other thresholds judge the same.
}
rival = { $rule } ({ $source }): { $verdict }
benchmarks = Elsewhere
chance-is = chance that it holds { $chance }
firm-not = not beyond doubt, given the errors
no-signs-required = No criterion is required that applies: undetermined.
q-lead-decides = In this order finding out costs least; the first unfavourable answer settles it.
q-lead-diagnosis = The verdict stands. These facts would complete the diagnosis.
q-none = Nothing is open.
q-if = if { $rule }
q-if-not = if not
q-if-yes = if yes
q-if-no = if no
q-outcome = { $sign } { $verdict }, cluster { $cluster }
q-beside = beside the verdict: it decides nothing
q-decides = can decide
smallest-sustainable = { $n ->
    [one] For "sustainable" { $n } fact has to be favourable.
   *[other] For "sustainable" { $n } facts have to be favourable, all of them.
}
smallest-sustainable-never = "Sustainable" is out of reach with the questions as they are.
smallest-not = { $n ->
    [one] For "not sustainable" { $n } unfavourable fact is enough.
   *[other] For "not sustainable" { $n } unfavourable facts are enough.
}
facts-n = { $n ->
    [one] { $n } statement that no indicator asks for
   *[other] { $n } statements that no indicator asks for
}
col-fact = Fact
col-said = Said
col-subject = Of whom
sources-catalogue = What thresholds and benchmarks rest on
sources-data = What the data rest on
field = Field
place = Place
region = Region
standing = Standing
standing-unsaid = standing not said
tender-group = Tender group
support = State support { $period }
until = until { $date }
from-to = from { $from } to { $to }

method-three = A criterion is met only where the whole of what the value may be passes its rule, not met only where the whole of it fails, and undetermined otherwise. Unknown is never a number: of one company and one member of unknown kind the share of companies is 50 % to 100 %, and "more than 50 %" cannot be decided.
method-conjunctive = A sign is met when all that it requires is met, and not met as soon as one requirement is not. A cluster is sustainable on the evidence when every sign is met. Nothing makes up for a missing sign: there is no sum and no mean of signs anywhere in this report.
method-degree = How far a sign is attained goes from 0 % at a criterion's zero point to 100 % at its bound, and is that of its weakest requirement. The solid part of a bar is sure, the hatched part possible.
method-silence = Silence is neither a pass nor a failure. A dot says that nothing is said; a question mark that something is, and not enough.
method-marks = Statements are declared (○), checked (◐), confirmed (●) or disputed (⚡). Where tables and statements differ, confirmed goes before a complete list, that before checked, an incomplete list, and declared.
method-source = The model: { $title }, after { $source }.
method-policy = Constants of the method, set in the catalogue
policy-firm = A criterion is beyond doubt when the chance that it holds is at least this, or at most one less this
policy-robust-yes = Robustly sustainable from this chance on
policy-robust-no = Robustly not sustainable up to this chance
policy-alpha = Error rate when signs are named as failed (Holm)
policy-u = Uncertainty of a statistic that states none, as a share of its value
policy-deff = Design effect of surveys
policy-thin = A sign of which less than this is known is marked as little known
policy-prior = Chance that an unknown fact is favourable, where no other cluster tells
policy-peers = Clusters it takes to tell
edition-lead = The same catalogue, data, day and seed give the same report, byte for byte.
edition-catalogue = Catalogue
edition-data = Data
edition-program = Program
edition-day = Day of judgement
edition-seed = Seed
edition-repeat = To repeat it
edition-line = catalogue { $catalogue } · data { $data } · karenina { $program } · seed { $seed }
problems-count = Problems: { $list }
problems-see = karenina check lists them.
terminal-more = Reasons for one cell: karenina explain CLUSTER SIGN. Everything with its evidence: --format html.
written = The report is written to { $path }
no-cluster = there is no cluster `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
no-indicator = { $found ->
    [none] name an indicator or a sign too, such as critical_mass/member_organisations or A2; karenina catalogue list shows all
   *[other] the catalogue has no indicator or sign `{ $found }`{ $near ->
        [none] {""}
       *[other] ; did you mean `{ $near }`?
    }
}
catalogue-counts = { $indicators ->
    [one] { $indicators } indicator
   *[other] { $indicators } indicators
}, { $cases ->
    [one] { $cases } worked case
   *[other] { $cases } worked cases
}, { $problems ->
    [0] nothing wrong
    [one] { $problems } problem
   *[other] { $problems } problems
}

Asked = What is asked of every cluster
asked-lead = The questions by sign; those that decide it come first (●), the others tell strengths and risks (○).

### Explaining one number, and the catalogue

Question = Question
Rules = Rules
Other-thresholds = Other thresholds
Benchmarks = Benchmarks
Claims = What is claimed
Rows = Rows looked at
rows-all = { $yes } count, { $no } do not, { $unknown } cannot be told
row-yes = counts
row-no = does not count
row-unknown = cannot be told
bounds-effect = What cannot be told counts in the upper bound and not in the lower one; that is why the value is a range.
list-gap = Rows that are not listed may be anything; they widen the range.
no-rows = No rows of tables were looked at.
no-claims = Nothing is claimed.
in-force = in force { $since }
in-force-until = until { $date }
judging = judges
weakest = decides its sign
informs = informs
Unit = Unit
Direction = Direction
Nature = Kind of value
Measure = How it is found
Applies = Applies
applies-where = where { $indicator } is { $rule }
applies-fields = in the fields { $fields }
Cases = Worked cases
col-case = Case
col-expected = Comes to
Role = Role
role-required = required: decides { $sign }
role-informs = informs { $sign }
Caveat = Bear in mind
measure-count = number of rows of the table “{ $table }”{ $where }
measure-share = share of those rows of the table “{ $table }”{ $where } for which { $having }
measure-share-weighted = share of “{ $weight }” in the rows of the table “{ $table }”{ $where } that belongs to those with { $having }
measure-sum = sum of “{ $column }” over the rows of the table “{ $table }”{ $where }
measure-mean = mean of “{ $column }” over the rows of the table “{ $table }”{ $where }
measure-ratio = { $part }, divided by { $over }
measure-kinds = { $n ->
    [1] number of different values of “{ $by }” in the table “{ $table }”{ $where }
   *[other] number of values of “{ $by }” that occur at least { $n } times in the table “{ $table }”{ $where }
}
measure-largest = share of the largest part, by “{ $by }”, in the table “{ $table }”{ $where }
measure-concentration = Herfindahl–Hirschman index of the parts, by “{ $by }”, in the table “{ $table }”{ $where }
measure-entropy = effective number of parts (exp of Shannon's entropy), by “{ $by }”, in the table “{ $table }”{ $where }
measure-years = years since “{ $column }”
measure-years-rows = years since the earliest “{ $column }” in the table “{ $table }”{ $where }
measure-exists = whether the table “{ $table }” has a row{ $where }
measure-practice = whether this practice is in force: { $practice }
measure-practices = how many of these practices are in force: { $practices }
measure-attribute = “{ $column }” of the cluster
measure-attribute-one-of = whether “{ $column }” of the cluster is { $words }
measure-rank = place of this kind of collaboration among the priorities: { $kind }
measure-mapped = location quotient of the region in the cluster's activities, by “{ $column }”
measure-mapped-rank = place of the cluster's activities among all of the region by their location quotients, by “{ $column }”
measure-compound = how many of these criteria are met: { $criteria }
measure-claimed = only what is claimed
where-conditions = {" "}where { $conditions }
where-within = { $years ->
    [1] {" "}of the last year
   *[other] {" "}of the last { $years } years
}
condition-codes = “{ $column }” is { $words }
condition-yes = “{ $column }”: yes
condition-no = “{ $column }”: no
condition-there = “{ $column }”: there is one
condition-none = “{ $column }”: none
condition-rule = “{ $column }” is { $rule }
list-or = { $list } or { $last }
list-and = { $list } and { $last }
number-of-rows = number of rows of the table “{ $table }”{ $where }
sum-of = sum of “{ $column }” in the table “{ $table }”{ $where }
own-value = “{ $column }” of the cluster
