
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
