
### Advice: measures, budget, decision

Policy-measures = Measures of support
Policy-rules = Rules of decision
Policy-refusals = Reasons to refuse
Policy-parameters = Parameters that the programme sets
policy-mends = Mends
policy-lifts = Brings about
policy-practices = Puts in force
policy-helps = Also improves, without deciding
policy-acts = Who acts
policy-cost = Cost
policy-years = Time until it shows
policy-needs = Needs first
policy-excludes = Rules out
policy-outside = Reach
policy-outside-says = outside cluster policy; never part of a set of support, named where a gap has to be passed on
policy-source = Source
policy-kind = Leads to
policy-fires = Fires when
policy-all-of = all of these hold
policy-any-of = any of these holds
policy-remedy = What would change it
policy-carries = Carries out
policy-value = Value
policy-why = Why
policy-to-be-set = to be set by the programme
policy-open = no limit
policy-relative = relative units
policy-in-years = { $n ->
    [one] { $years } year
   *[other] { $years } years
}
policy-cost-effort = { $range } relative units, to be set by the programme ({ $effort })
policy-cost-note = Costs and times are relative units of effort, no prices: the article names none. They are parameters to be set by the programme, in catalogue/measures or in the classes of effort of rules.toml.
policy-cost-in = Costs are in { $unit }.
actor-cluster = the cluster
actor-region = the region or town
actor-state = the state
rule-kind-core = how it is decided
rule-kind-redirect = redirect
rule-kind-too-early = too early to judge
rule-kind-withhold = withhold
rule-kind-condition = condition
rule-kind-project = refusal of projects
rule-kind-refuse = refuse
rule-kind-no-verdict = no verdict
rule-kind-adjust = adjust
rule-kind-sequence = order
rule-kind-caution = caution
on-signs-missing = at least one sign is missing
on-no-measure = a sign is missing that no measure of cluster policy mends
on-early = support has begun, and fewer years have passed than are needed to judge
on-facts-missing = facts that could turn the verdict are not known
on-supported = the cluster is supported already
on-second-group = the cluster belongs to the second tender group

### The document of advice

decision-support = support
decision-on-condition = on condition
decision-adjust = adjust
decision-wait = wait
decision-redirect = redirect
decision-withhold = withhold
decision-refuse = refuse
decision-find-out = find out first
advice-title = { $programme }: advice
advice-lead = { $n ->
    [one] One cluster: { $list }.
   *[other] { $n } clusters: { $list }.
}
advice-all = All clusters
advice-more = One cluster in full, with reasons and a letter: karenina advise --cluster ID. All of them: --format html.
advice-decision = Decision
advice-missing = Missing
advice-set = Set of measures
advice-reasons = Reasons
advice-measure = Measure
advice-order-column = Order
advice-facts = fired by
advice-not-certain = cannot be told: when support began is not known
advice-refusal = { $code } { $title }. What would change it: { $remedy }
advice-gap-practice = { $sign } not in force: { $practice }
advice-cost = The set costs { $cost } in the middle of the ranges, { $low } to { $high } from end to end; it shows within { $years }; the chance that it mends what it is for is { $chance }.
advice-proof = No set costs less: the lower bound is { $bound }, the same as the cost. { $n ->
    [one] It is the only set at this cost.
   *[other] { $n } sets cost as little; this one has the fewest measures, then the first by number.
} (steps of the search: { $steps })
advice-no-proof = That this is the cheapest set is not proven: it costs { $cost }, the lower bound is { $bound } (steps of the search: { $steps }).
advice-runner-up = Next best: { $set } at { $cost }, { $more } more.
advice-no-runner-up = There is no other set: each of these measures is needed.
advice-always = The choice is the same whatever the costs are inside their ranges.
advice-move-out = If { $measure } costs more than { $at }, another set is cheaper.
advice-move-in = If { $measure } costs less than { $at }, a set with it is cheaper.
advice-at-ends = With every cost at its lowest: { $low }. With every cost at its highest: { $high }.
advice-why-this-set = Why this set
advice-curve = Least cost of mending so many gaps, criteria that the same measures mend counted once: { $list }
advice-left = What is left, and what else there is
advice-unmendable = No measure of cluster policy mends this: { $gap }
advice-outside = Outside cluster policy: { $list }
advice-within-budget = The budget does not reach for all. Upstream first it buys { $set } at { $cost }; what stays open: { $open }
advice-helps = Improves a missing sign without deciding it: { $list }
advice-beside = { $sign } is missing too. It stands beside the nine signs and decides nothing, so it is not in the set; it would be mended by { $list }
advice-beside-nothing = { $sign } is missing too. It stands beside the nine signs and decides nothing; no measure of the catalogue mends what is missing of it
advice-questions = Find these facts first
advice-assumed = For { $measure }: { $question }
advice-ask-support = Since when has the cluster been supported?
advice-more-questions = … and { $n } more; `karenina assess` lists all of them
advice-years = years since the first funding: { $years }
advice-letter = For a letter
advice-allocation = One budget
advice-allocation-says = Of { $budget } the allocation spends { $spent }: { $n ->
    [one] one cluster is funded
   *[other] { $n } clusters are funded
}, { $left } left out for want of money, { $none } not candidates. Expected number of clusters whose known gaps are mended: { $worth }; no other allocation reaches more.
advice-funded = Funded
advice-left-out = Left out: the money does not reach
advice-no-candidate = Not candidates: the decision on them is another
advice-programme-curve = Clusters mended against budget
advice-curve-budget = Budget
advice-curve-worth = Clusters
advice-budget = Budget
advice-budget-unused = The programme's budget of { $budget } { $currency } was not used, since costs are in { $unit }; --budget takes one in that unit.
advice-terms-say = The article gives few numbers. These are the programme's; other numbers, other decisions.
advice-asked = asked for on the command line
advice-order = The first that applies decides: a rule that refuses (R11) or withholds (R5, R13); sustainable already (F5); too little known, or a gap that an error of measurement could explain (F1); too many missing signs (F4); a gap that no measure mends (F2, R2); the chance out of reach (F7); the cost beyond budget or cap (F3); a condition or an open sign; then support, or adjustment where the cluster is supported. Instead of a refusal for what was found: wait, until the years before judging have passed (R3).
letter-support = It is advised to support the cluster “{ $cluster }” with the measures named below.
letter-on-condition = It is advised to support the cluster “{ $cluster }” with the measures named below, on condition that what is named with them is met or found out.
letter-adjust = It is advised to go on supporting the cluster “{ $cluster }” and to adjust the support to the measures named below.
letter-wait = It is too early to decide on the results of the cluster “{ $cluster }”; the decision waits.
letter-redirect = What the cluster “{ $cluster }” lacks is beyond cluster policy and is passed on.
letter-withhold = Support of the cluster “{ $cluster }” is withheld until what is named below has been mended.
letter-refuse = It is advised not to support the cluster “{ $cluster }”.
letter-find-out = No decision is made on the cluster “{ $cluster }” yet: the facts named below have to be found out first.
letter-missing = What was found missing: { $list }.
letter-measures = It is advised to: { $list }.
letter-would-mend = What would mend what cluster policy can: { $list }.
letter-outside = Beyond cluster policy: { $list }.
letter-changes = What would change the decision: { $list }.
letter-questions = To be found out: { $list }
letter-rests-on = This rests on what was known of the cluster ({ $key }) on { $date }; what is not known was not held against it. Every value can be followed back to who said it.
no-measures = the catalogue has no measures of support (measures/ and rules.toml), so nothing can be advised
advice-undecided = The search ended before any set was found; none costs less than { $bound }. Raise the parameter search_steps.
advice-nothing-affordable = The budget or cap does not reach for any part of the set.

### What differs

diff-title = What differs
diff-what-if = What if
diff-lead = Clusters compared: { $compared }; with differences: { $clusters }. Verdicts on clusters: { $verdicts }, on signs: { $signs }; findings: { $findings }.
diff-set = Set by hand: { $set }
diff-causes-say = Causes: facts changed (more is said, or something new), correction (of the same day something else is said), time (nothing new is said, something has begun or ended), definition, threshold, applicability, requirement of a sign. The day is exchanged first, then the facts, then the catalogue; what a step changes has that step as its cause.
diff-the-cluster = the cluster
diff-before = Before
diff-after = After
diff-cause = Cause
diff-indicator = Indicator
diff-verdicts = Verdicts
diff-findings = Findings
diff-clusters-gone = Clusters that only the first has
diff-clusters-new = Clusters that only the second has
diff-indicators-gone = Indicators that only the first has
diff-indicators-new = Indicators that only the second has
cause-set = set by hand
cause-facts = facts changed
cause-correction = correction
cause-time = time
cause-definition = definition
cause-threshold = threshold
cause-applicability = applicability
cause-requirement = requirement of the sign
