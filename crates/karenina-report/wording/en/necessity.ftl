# English. Is a sign necessary for an outcome?

nec-title = Are the signs necessary for “{ $outcome }”?
nec-title-cases = Are the conditions necessary for “{ $outcome }”?
nec-n = { $n ->
    [one] { $n } case has a known outcome
   *[other] { $n } cases have a known outcome
}; { $with } of them succeeded (membership above one half).
nec-n-scale = { $n ->
    [one] { $n } case has a known outcome
   *[other] { $n } cases have a known outcome
}, on a scale. To count successes say with --calibrate from where a case is out, in doubt and in.
nec-left-out = Left out, because nothing certain is said of their outcome: { $names }.
nec-cannot = Not estimable, because { $why }.
nec-prove = What { $n ->
    [0] no success
    [one] { $n } success
   *[other] { $n } successes
} can prove: even without a single exception, up to { $rate } exceptions remain possible at 95 %. To show that at most { $tolerated } are exceptions it takes { $needed } successes without one.
nec-prove-nothing = Without a success nothing can be necessary for one.
nec-apart = The outcome has to be measured apart from the signs, and after them; otherwise this is circular.
nec-condition = Condition
nec-evidence = The principle
nec-supported = supported
nec-contradicted = contradicted
nec-not-decided = not decided with so few cases
nec-exceptions = Successes without it
nec-rate = Exceptions, 95 % bounds
nec-sets = As sets
nec-sets-lead = Consistency: the part of the outcome that has the condition. Coverage: the part of the condition that has the outcome. Relevance: near 0 where nearly all have the condition anyway. Necessary from a consistency of { $consistency } and a relevance of { $relevance } on.
nec-consistency = Consistency
nec-coverage = Coverage
nec-relevance = Relevance
nec-necessary = Necessary
nec-trivial = trivial: nearly all have it
nec-open-cases = not known whether: { $names }
nec-levels = By level
nec-levels-lead = d: how much of the corner “much of the outcome with little of the condition” is empty (0.1–0.3 medium, above large). p: the chance of so large a d if the two had nothing to do with each other; corrected over all conditions (Holm). Opposite: the same for “the condition suffices”.
nec-ce = d, CE-FDH
nec-cr = d, CR-FDH
nec-p = p
nec-p-corrected = p corrected
nec-exact = exact
nec-opposite = Opposite
nec-bottleneck = What a level of the outcome needed
nec-bottleneck-lead = Below this level of the condition no case reached the outcome (CE-FDH; CR-FDH in brackets). –: needs nothing of it.
nec-level = Outcome
nec-unavailable = beyond all
nec-together = All together
nec-together-all = { $n ->
    [0] No case surely has all conditions.
    [one] { $n } case surely has all conditions, { $with } of it with the outcome ({ $interval }).
   *[other] { $n } cases surely have all conditions, { $with } of them with the outcome ({ $interval }).
}
nec-together-failed = All conditions and no success: { $names }.
nec-together-without = Success though a condition is missing: { $names }.
nec-nobody = nobody
nec-configurations = Combinations that go with the outcome
nec-configurations-left = { $n ->
    [one] { $n } case is left out, because a condition of it is not known.
   *[other] { $n } cases are left out, because a condition of them is not known.
}
nec-row = Combination
nec-cases = Cases
nec-goes = Goes with the outcome
nec-conservative = Saying nothing of what was not seen: { $formula }
nec-parsimonious = Using what was not seen as it suits: { $formula }
nec-or = or
nec-none = no combination
nec-always = always
nec-incomplete = the search was cut short; shorter formulas may exist
nec-method = Seed { $seed }; { $draws } arrangements drawn where they cannot all be gone through. Dul 2016 and 2020; Ragin 2006 and 2008; Schneider and Wagemann 2012.
nec-why-no-outcome = no case has a known outcome
nec-why-one-class = all cases have the same outcome ({ $level }): nothing can be told apart
nec-why-too-few = { $n ->
    [one] there is { $n } case only
   *[other] there are { $n } cases only
}
nec-why-constant = it is the same in all cases
nec-why-open = { $n ->
    [one] its level is known within bounds only in { $n } case
   *[other] its level is known within bounds only in { $n } cases
}
nec-why-test = with so few cases the smallest possible p is { $p }
nec-why-calibration = it is measured on a scale: say with --calibrate from where a case is out, in doubt and in
nec-why-nobody = nobody has the outcome
nec-why-many = there are more conditions than a table of combinations can hold
nec-no-outcomes = no outcome is claimed of any cluster; add rows to the table claims with indicator outcome/NAME
nec-which = say which outcome with --outcome: { $names }
nec-no-such = there is no outcome { $found }; there are: { $names }
nec-no-column = the file has no column { $found }; its columns are: { $names }
nec-not-number = line { $line }, column { $column }: { $found } is no number; leave the cell empty where it is not known
nec-anchors = three numbers in rising or falling order are needed, as in 5,10,15; found { $found }
nec-no-condition = the file has no column of numbers beside the outcome
nec-compensation = Can what is missing be made up for?
nec-compensation-lead = The outcome of each of { $n } cases is foretold from all others, by one number of the case at a time. The loss is small where the chance that was foretold was near to what happened (log loss; one half for everybody gives 0.693).
nec-foretold-by = Foretold by
nec-loss = Loss
nec-by-minimum = the weakest condition: nothing makes up for it
nec-by-count = how many conditions hold
nec-by-mean = the mean of the conditions: anything makes up for anything
nec-by-base = nothing but the share of successes
nec-minimum-better = The weakest condition foretells the outcome better than the mean: in these cases a gap is not made up for elsewhere.
nec-mean-better = The mean foretells the outcome better than the weakest condition: in these cases the principle is not supported over an average.
nec-neither-better = Not decided with these cases: neither the weakest condition nor the mean foretells the outcome reliably better.
nec-mean-less-minimum = Loss of the mean less that of the weakest: { $mean }, between { $low } and { $high } when the cases are drawn again; above 0 speaks for the principle.
nec-count-less-minimum = Loss of the number less that of the weakest: { $mean }, between { $low } and { $high }.
nec-why-foretell = to foretell one case from the others it takes 10 cases of which all is known, 3 of them with and 3 without the outcome; there are { $n }, { $with } with and { $without } without
