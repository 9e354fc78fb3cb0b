
### Problems of measures and rules, of advice and of facts set by hand

problem-K0430 = the model has no sign `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0430 = A measure says which signs it mends, by their ids in model.toml: A1, B3 and so on. This id is none of them, so the measure mends nothing there. Correct the id.

problem-K0431 = `{ $found }` is neither a measure nor a criterion{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0431 = What a measure needs is another measure (the name of its file without the ending) or a criterion (the id of an indicator); what it excludes is another measure. This name is neither and was left out. Correct it.

problem-K0432 = { $found } needs { $by }, which by way of others needs { $found }: none of them could come first
help-K0432 = What a measure needs has to be there before it. Here the needs lead back to the beginning, so no set with these measures can be chosen. Take one of the needs out.

problem-K0433 = a range cannot go from { $low } to { $high }; the lower number comes first, and neither is below nothing
help-K0433 = Costs and years are ranges from the lowest to the highest. A range that begins above its end says nothing, and nobody is paid for doing nothing. It counts as nothing to nothing until it is corrected: do not use the advice before.

problem-K0434 = the cost is in `{ $found }`, that of { $first } in `{ $unit }`; costs in two units cannot be added
help-K0434 = A set of measures has one price, so all costs need one unit: either every measure has a cost of its own in money, or all take the relative cost of their class of effort. Give all measures costs in one unit.

problem-K0435 = rules.toml has no class of effort `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0435 = A measure without a price takes the cost of its class of effort, and the classes stand in rules.toml under [[effort]]. Correct the name or add the class.

problem-K0436 = { $found } is carried out already by { $first }
help-K0436 = Two files carry out one row of the model, so that the same measure could be paid for twice. Delete one of them, or give it its own row.

problem-K0437 = `{ $found }` cannot be excluded: the measure needs it, or is it
help-K0437 = A measure that excludes what it needs can never be chosen. Take it out of one of the two lists.

problem-K0438 = `{ $found }` decides none of the signs that the measure mends{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0438 = A measure lifts criteria that a sign requires (`required` in model.toml), and only of signs that it mends. An indicator that merely informs belongs to `helps`. Correct the id, move it to `helps`, or add the sign to `mends`.

problem-K0439 = the measure has neither a cost with its source nor a class of effort
help-K0439 = Without a cost a measure would be free and always be chosen. Give it `cost = {"{"} low = …, high = …, unit = "…", source = "…" {"}"}`, or a class of `effort`, whose cost is a parameter that the programme has to set.

problem-K0440 = the parameter `{ $name }` is missing or has no value
help-K0440 = The article gives no number here, so the programme has to set one, and it is printed with every decision. Add it to rules.toml as [[parameter]] with name, value, title and why.

problem-K0441 = `{ $found }` stands twice
help-K0441 = Rules, refusals, parameters and classes of effort have one entry each; with two, nobody could tell which of them decided. Delete one.

problem-K0442 = rules.toml has no `{ $found }`{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0442 = A refusal names the rules that it carries out, and each of the reasons to refuse (F1 to F7) has to be there with its words. Correct the id or add the entry.

problem-K0443 = the rule { $found } has to say when it fires: either `on` or `when`
help-K0443 = A rule fires on a circumstance of the diagnosis (`on`) or when indicators satisfy a rule (`when`). Without either it never fires, and with both it is not clear which counts.

problem-K0685 = the budget of { $budget } { $currency } was not used: the costs of measures are in `{ $unit }`
help-K0685 = A budget in money cannot be compared with relative costs. The article names no prices. Either give every measure its cost in the currency of the programme (catalogue/measures), or give a budget in the unit of the costs with --budget.

problem-K0686 = { $cluster }: after { $steps } steps it is not proven that { $high } is the lowest cost; it is not below { $low }
help-K0686 = With chances, needs and exclusions many sets have to be looked at. The search ended at the number of steps that the parameter search_steps allows. The set that is shown is valid, and the lowest cost lies between the two numbers. Raise the parameter to go on.

problem-K0687 = `{ $found }` is not known{ $near ->
    [none] {""}
   *[other] ; did you mean `{ $near }`?
}
help-K0687 = A fact is set by its path: CLUSTER.practices.PRACTICE=yes, CLUSTER.clusters.COLUMN=…, CLUSTER.places.COLUMN=…, CLUSTER.claims.INDICATOR=…; without CLUSTER it is set for all clusters. The names are those of the tables, of catalogue/practices.toml, and the ids of indicators.

problem-K0688 = `{ $found }` is not written as PATH=VALUE, such as sarov.practices.annual_report=yes
help-K0688 = Write what is to be set, an equals sign, and the value as it would stand in a cell: yes, 44, 10..19, 45 %, ? for not known.

problem-K0689 = `{ $found }`: there is no row in the table { $table } that could be changed
help-K0689 = The cluster has no place, or its place is not in the table of places, so that nothing could be set there. Add the row to the data, or set a claim instead: CLUSTER.claims.INDICATOR=VALUE.
