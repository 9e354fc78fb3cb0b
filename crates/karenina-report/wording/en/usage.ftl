usage-no-such-command = there is no command "{ $found }"{ $has-meant ->
    [no] {""}
   *[other] ; did you mean "{ $meant }"?
}
usage-no-command = say what is to be done: { $known }
usage-no-such-argument = "{ $found }" is not taken here{ $has-meant ->
    [no] {""}
   *[other] ; did you mean "{ $meant }"?
}
usage-no-such-value = { $of } takes no "{ $found }"{ $has-meant ->
    [no] {""}
   *[other] {" "}(did you mean "{ $meant }"?)
}; it takes { $known }
usage-unreadable-value = "{ $found }" does not fit { $of }{ $has-reason ->
    [no] {""}
   *[other] : { $reason }
}
usage-no-value = { $of } needs a value{ $has-known ->
    [no] {" "}after it
   *[other] : { $known }
}
usage-missing = still needed: { $which }
usage-together = { $one } cannot stand together with { $others }; leave one of them out
usage-again = { $which } stands there twice; once is enough
usage-not-text = an argument is no text in UTF-8; rename the file or type the name anew
usage-other = the command is not understood: { $reason }
usage-help = help: { $command }
usage-span = it is a span of time; name a day of it, such as { $last }
usage-no-day = it is no day of the calendar; write it as 2014-12-31
usage-no-share = it is no share; write it as 0.9
usage-no-budget = it is no budget; write a number from 0, such as 120
usage-no-chance = it is no chance; write a number from 0 to 1, such as 0.7, or 70%
usage-no-whole-number = it is no whole number in reach; write digits alone, such as 12
usage-no-number = it is no number; write it as 12 or 0.5
