usage-no-such-command = команды "{ $found }" нет{ $has-meant ->
    [no] {""}
   *[other] ; может быть, "{ $meant }"?
}
usage-no-command = укажите команду: { $known }
usage-no-such-argument = "{ $found }" здесь не принимается{ $has-meant ->
    [no] {""}
   *[other] ; может быть, "{ $meant }"?
}
usage-no-such-value = { $of } не принимает "{ $found }"{ $has-meant ->
    [no] {""}
   *[other] {" "}(может быть, "{ $meant }"?)
}; допустимо: { $known }
usage-unreadable-value = "{ $found }" не подходит для { $of }{ $has-reason ->
    [no] {""}
   *[other] : { $reason }
}
usage-no-value = после { $of } нужно значение{ $has-known ->
    [no] {""}
   *[other] : { $known }
}
usage-missing = ещё нужно указать: { $which }
usage-together = { $one } нельзя указать вместе с { $others }; оставьте что-то одно
usage-again = { $which } указано дважды; достаточно одного раза
usage-not-text = один из аргументов не текст в UTF-8; переименуйте файл или наберите имя заново
usage-other = команда непонятна: { $reason }
usage-help = справка: { $command }
usage-span = это отрезок времени; назовите день в нём, например { $last }
usage-no-day = такого дня в календаре нет; пишите так: 2014-12-31
usage-no-share = это не доля; пишите так: 0.9
usage-no-budget = это не сумма бюджета; укажите число от 0, например 120
usage-no-chance = это не вероятность; укажите число от 0 до 1, например 0.7, или 70%
usage-no-whole-number = это не целое число в допустимых пределах; пишите одни цифры, например 12
usage-no-number = это не число; пишите так: 12 или 0.5
