# Networks of collaboration: problems.
problem-K0501 = in project `{$project}` `{$organisation}` is the partner of itself alone; a joint project has two organisations or more
help-K0501 = The rows of a project name one organisation several times and no other. The project counts as one of a single organisation: it makes no tie. Add the partners, or delete the repeated row.
problem-K0502 = `{$organisation}` stands twice in `{$project}`; it counts once
help-K0502 = One organisation is listed several times in one project or group: as coordinator and as participant, or by two departments. It is one participation; amounts of money are added up. Delete the repeated row, or give the departments keys of their own.
problem-K0503 = nobody is listed who takes part in project `{$project}`
help-K0503 = The project is there and has no partners. It is counted as a project and makes no tie. Add the partners to the table of project partners, or say there that they are not known.
problem-K0504 = `{$found}` is no amount of money; write a number such as 227500 or 227 500,00
help-K0504 = A contribution has to be a number that is not below zero. NaN, infinity, words and negative numbers are not used: the participation counts, its money is not known.
problem-K0505 = `{$project}` has {$count} partners; above {$most} a project does not say who works with whom, and makes no ties
help-K0505 = In a project of some hundred partners few have met, and it would make more ties than a thousand small projects. It is listed and counted and left out of the ties; everything that rests on ties says so. Split it into its parts, if they are known.
problem-K0506 = `{$found}` has no key and was taken for `{$name}` ({$key}), {$rows} rows
help-K0506 = A row names an organisation without a key. It was taken for the organisation whose name sounds the same once legal form, quotes, case, accents and alphabet are set aside, in the same country. If they are two, give each a key.
problem-K0507 = {$count} keys have the name `{$name}`: {$keys}; they are kept apart
help-K0507 = Different keys stand for organisations of one name in one country. They may be one organisation registered twice. They are kept apart, since keys are surer than names; --join-names makes them one.
problem-K0508 = of {$count} organisations of {$all} nobody says what they are
help-K0508 = Without the kind of an organisation it is not known whether a tie joins business and research, or two companies. Shares are then given between bounds. Fill in the kind.
problem-K0509 = this row has no {$column ->
    [project] project
   *[other] organisation
 }, and cannot be used
help-K0509 = A participation joins an organisation and a project. Where either is empty nothing can be made of the row; it is left out, and this line says so. Fill in the empty cell.
problem-K0510 = the columns are not those of a file of CORDIS; it was passed over
help-K0510 = Participations have a project (rcn, projectID), an organisation (pic, organisationID or name) and a role or contribution; organisations have pic and name; projects have id or rcn with startDate; parts have rcn and programme_part or legalBasis. Files are known by these columns, with commas or semicolons, packed with gzip or not.
problem-K0511 = `{$found}` is another name of `{$name}` ({$key}), {$rows} rows
help-K0511 = One key stands with several names. They are one organisation under its first name. If they are two organisations, one of the keys is wrong.
problem-K0512 = `{$organisation}` is {$first} in one row and {$found} in another; the first counts
help-K0512 = The rows of one organisation say different things of what it is: it may have changed, or been entered wrongly. The first row counts. Correct the type in the other rows.

# Networks of collaboration: the report.
net-title = Network of collaboration
net-programme = The whole programme
net-skip = Skip to the picture
net-nothing = There is no network to show.
net-to-top = To the top
net-as-of = as of { $date }
net-all-time = all projects, whenever they ran
net-edition = data { $data } · karenina { $program } · seed { $seed }
net-footer = Who works with whom, who stands between, and what is left if one leaves.
net-class-business = companies
net-class-education = universities
net-class-research = research organisations
net-class-state = state
net-class-capital = finance
net-class-other = others
net-class-unknown = not known
net-outsider = not a member
net-specialist = specialist organisation
net-yes = yes
net-no = no
net-not-known = not known
net-gap-research = companies and research
net-gap-education = companies and universities
net-gap-capital = companies and finance
net-gap-policy = companies and state
net-gap-companies = company and company
net-gap-clusters = cluster and other clusters
net-gap-world = cluster and the world outside
net-gaps = The seven gaps
net-gap = Gap
net-ties = Ties across
net-other-side = Organisations on the other side
net-by-specialist = The specialist organisation takes part
net-rank = Rank by its own word
net-fig-members = Members that share a project, group or meeting with another member
net-fig-company-company = Ties between two companies
net-fig-company-state = Ties between a company and the state
net-fig-across = Ties between different kinds of organisation
net-fig-small = Small and medium-sized among companies in projects
net-fig-outside = Ties of members that lead outside the cluster
net-fig-abroad = Ties across a border
net-fig-dependence = Pairs that fall apart without the one on whom most depends
net-fig-ties-left = Ties left when state-funded projects end
net-fig-pairs-left = Connected pairs left when state-funded projects end
net-counts = { $yes } of { $all }
net-counts-open = { $yes } of { $all }, { $open } open
net-no-ties = Nobody is tied to anybody: no project, group or meeting has two participants.
net-no-ties-listed = No ties are listed. That is no proof that there are none: the lists are not said to be complete.
net-lead = { $tied } of { $organisations } organisations are joined by { $ties } ties, made in { $events } projects, groups and meetings of two or more.
net-lead-dependence = Without { $name } { $share } of the connected pairs of the others fall apart.
net-lead-no-dependence = No single organisation holds the network together: without any one of them less than 5 % of the pairs fall apart.
net-lead-state = When state-funded projects end, { $share } of the ties are left.
net-incomplete = The lists of projects and partners are not said to be complete: the figures are those of what is listed.
net-open-ties = { $n } { $n ->
    [one] tie is
   *[other] ties are
 } not certain: it is not known whether the project is going on or the partner takes part.
net-left-out = { $n } { $n ->
    [one] project has
   *[other] projects have
 } more than { $most } partners and { $n ->
    [one] makes
   *[other] make
 } no ties.
net-classes-unknown = Of { $n } { $n ->
    [one] organisation
   *[other] organisations
 } it is not known what they are; shares by kind are between bounds.
net-no-specialist = The specialist organisation is not among the organisations by key or name, so that it cannot be said whether it takes part.
net-figures = What the model asks
net-question = Question
net-answer = Answer
net-of = Of
net-organisation = Organisation
net-class = Kind
net-partners = Partners
net-projects = Projects and groups
net-strength = Strength
net-betweenness = Betweenness
net-depends = Pairs lost without it
net-n-partners = { $n } { $n ->
    [one] partner
   *[other] partners
 }
net-n-projects = { $n } { $n ->
    [one] project or group
   *[other] projects and groups
 }
net-strongest = Strongest by ties
net-first-of = The first { $n } of { $all }; all of them are in --format csv.
net-dependence = On whom it depends
net-dependence-none = Nobody is a bottleneck: whoever leaves, the others stay as connected as they are.
net-without = Without { $name } { $share } of the connected pairs fall apart
net-withdrawal = When state-funded projects end
net-withdrawal-of = Projects and groups: { $funded } with public money, { $not } without, { $open } of which it is not known.
net-what = What
net-now = Now
net-after = Afterwards
net-left = Left
net-left-ties = ties
net-left-pairs = connected pairs
net-left-tied = organisations with a partner
net-class-ties = Ties by kind of organisation
net-matrix = Who is tied to whom: the picture as a matrix
net-matrix-of = The { $n } strongest, communities together. The number is the strength of the tie: Σ 1/(n−1) over common projects of n partners.
net-merged = { $n } { $n ->
    [one] name was
   *[other] names were
 } taken for another name of an organisation
net-between-clusters = What ties the clusters
net-clusters-apart = No two clusters share a member, a group or a project.
net-between = { $one } – { $other }: { $members } common members, { $groups } groups, { $projects } projects
net-pair = Clusters
net-shared-members = Common members
net-shared-groups = Common groups
net-shared-projects = Common projects
net-picture = Picture of the network: { $name }
net-is-organisations = Each mark is an organisation, the larger the stronger its ties.
net-is-communities = Each mark is a community, named by its strongest organisation and the number of others; its shape is the most frequent kind in it.
net-all-ties = All { $all } ties are drawn.
net-backbone = { $drawn } of { $all } ties are drawn: the strongest, and those that hold the parts together.
net-more-communities = { $n } smaller communities are not drawn.
net-more-organisations = { $n } organisations with weaker ties are not drawn.
net-alone = { $n } { $n ->
    [one] organisation is
   *[other] organisations are
 } tied to nobody.
net-as-matrix = The same as a matrix
net-community-title = { $names } and others: { $n } organisations
net-how = How to read it
net-how-ties = Two organisations are tied if they take part in one project or group, or were at one meeting in the year before. A small project, group or meeting ties its partners more than a large one: each adds 1/(n−1) to the weight of a tie (Newman 2001). The strength of an organisation is then the number of projects, groups and meetings that it shares with anybody.
net-how-bounds = What is not known stays open: a share from 40 % to 60 % is at least 40 % and at most 60 % however the unknown turns out. “Open” counts what may fall on either side.
net-how-dependence = Pairs that fall apart: of all pairs of other organisations that reach each other directly or through others, the share that no longer does once this one is gone (Borgatti 2006).
net-how-state = When state-funded projects end: every project with public money is taken away, and what other projects and groups make stays. Where it is not known whether public money is in a project, the result has bounds.
net-how-picture = Places in the picture follow distances in the network: who stands close is few steps apart. The same seed gives the same picture.
net-clusters-made = { $clusters } clusters with { $members } memberships and { $projects } projects are written to { $folder }; judge them with: karenina assess { $folder }

# Measures of the catalogue on networks.
measure-graph-members = share of members that share { $ties } with another member
measure-graph-across = share of ties that join organisations of different classes (business, education, research, state, capital, other); a tie is { $ties }
measure-graph-companies = share of ties that join two companies; a tie is { $ties }
measure-graph-state = share of ties that join a company and the state; a tie is { $ties }
measure-graph-outside = share of members' ties that lead outside the cluster; a tie is { $ties }
measure-graph-dependence = share of the connected pairs of others that fall apart without the organisation on which most depends; a tie is { $ties }
measure-ties-projects = a common project
measure-ties-groups = a common group
measure-ties-both = a common project or group
net-sampled = Betweenness is estimated from the shortest ways of { $n } organisations drawn at random: the standard error is { $usual } at most; guaranteed with 95 % confidence is ± { $error }.
net-is-members = Each mark is a member that works with another member, the larger the stronger its ties; partners from outside are in the tables.
