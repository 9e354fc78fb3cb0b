# Networks of collaboration: who stands between whom, who is in the middle, what is left.
net-brokers = Who stands between others
net-brokers-how = A broker is tied to two organisations that are not tied to each other. Its role tells whose they are (Gould and Fernandez 1989): as a coordinator it joins two of its own kind; as an itinerant broker two of one other kind; as a gatekeeper, or representative, one of its own kind and one of another; as a liaison two of different other kinds. Every pair counts from both ends. Effective size (Burt 1992) is the number of partners less what they repeat of each other: the larger, the more separate circles meet in one organisation. Constraint runs from near 0, free to act between partners who do not know each other, to 1 and a little above, bound to a single circle. A core number of k means: one of a group in which everybody has at least k partners from the group.
net-brokers-open = Of { $n } { $n ->
    [one] organisation
   *[other] organisations
 } this cannot be said: a tie near them is open.
net-effective-size = Effective size
net-constraint = Constraint
net-core = k-core
net-role-coordinator = Coordinator
net-role-consultant = Itinerant broker
net-role-gatekeeper = Gatekeeper
net-role-liaison = Liaison
net-roles-of-class = In whose hands the roles are
net-middle = Core and periphery
net-middle-core = The innermost k-core has { $n } { $n ->
    [one] organisation
   *[other] organisations
 }, each with at least { $k } partners within it.
net-middle-division = The division that fits best puts { $n } { $n ->
    [one] organisation
   *[other] organisations
 } into the core.
net-middle-fits = It fits well (correlation { $fit }): one core in which nearly all are tied, and a periphery that is tied to it.
net-middle-no-fit = It fits badly (correlation { $fit }): there is no one core, but several circles or one even web.
net-middle-all-alike = Nothing can be divided: all are tied alike.
net-middle-open = Whether there is one core cannot be said while ties are open.
net-in-middle = In the core
net-on-rim = In the periphery
net-middle-how = Core and periphery (Borgatti and Everett 2000): within the core everybody is tied to everybody, in the periphery nobody to anybody; the correlation with that ideal is 1 for a perfect division, 0 for none. A single project of n partners is a k-core of n−1 by itself, so that a high k may come of one large project.
net-ei = E–I index by kind of organisation: { $value } (−1: all ties stay within a kind; 1: all lead to another).
net-meets-again = Of those who share a project with somebody, meeting again in another: { $value } (0: never; 1: always; Robins and Alexander 2004).
net-decline = If one after another leaves
net-decline-axis = share of organisations that have left
net-decline-how = Vertical axis: the largest part that still hangs together, as a share of the { $n } organisations that have a partner. The dotted diagonal is the best there can be: nobody falls off but those who leave. The sooner a line drops below it, the more hangs on those who left first. R is the mean height of a line (Schneider and others 2011): 0.5 at best, below 0.2 the network breaks easily.
net-decline-orders = At random: mean of { $draws } draws (seed { $seed }), the band from the least to the most of them. Most partners and betweenness: those with most go first, in the order of the start; “counted anew” looks again after each leaving.
net-decline-open = Where ties are open, a band lies between the ties that are certain and those that are possible; the line is its middle.
net-leave-random = at random
net-leave-partners = most partners first
net-leave-anew = most partners, counted anew
net-leave-betweenness = highest betweenness first
net-decline-table = The curves as a table
net-decline-gone = Have left
net-decline-cells = In each cell: the largest part, and the pairs that are still connected, as shares of what was there at the start.
net-without-class = If a whole kind leaves
net-leave-n = Leave
net-largest-left = Largest part left
net-pairs-left = Connected pairs left
net-tied-left = Organisations with a partner left
net-without-class-how = All organisations of the kind leave, their projects stay with the other partners. Organisations of which it is not known what they are may leave or stay: hence bounds.
net-departure = If these leave
net-departure-text = Without { $names }: of the connected pairs of the others { $apart } fall apart (connected before { $among }, after { $left }); the largest part has { $before } organisations before and { $after } after.
net-no-organisation = `{ $found }` is in none of these networks, by key or by name{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
 }
net-layers = Ties come of { $parts }; { $several } of more than one of these.
net-layer-projects = projects ({ $n })
net-layer-groups = groups ({ $n })
net-layer-meetings = meetings of the last year ({ $n })

# A note on the data.
problem-K0720 = the specialist organisation `{$name}` ({$body}) is not in the table of organisations by key or name; whether it bridges a gap cannot be said
help-K0720 = Partners of projects and members of groups are rows of the table of organisations. A body that runs a cluster and has no row there cannot be found among them. Give it a row in the table of organisations with the same key as in the table of bodies, and name it where it takes part. Meetings that it holds count if it is said who was there.
