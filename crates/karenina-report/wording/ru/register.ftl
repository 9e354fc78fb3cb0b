# Реестр: наборы изменений, журнал, издания.

problem-K0800 = столбца `{ $column }` в таблице { $table } нет, в реестр он не берётся
help-K0800 = Реестр хранит то, что описано в таблицах, и не больше: столбцу с адресами почты или телефонами в нём не место. Если это один из столбцов таблицы, переименуйте его (список в docs/schema.md) и импортируйте файл снова; если это сказано в другом месте, делать ничего не нужно.

problem-K0801 = утверждение { $claim } было подтверждено, а теперь говорит другое; после принятия оно снова станет заявленным
help-K0801 = Кто-то подтвердил это утверждение по документу, а файл говорит иное. Посмотрите на то и другое, прежде чем принять строку: отклоните её, если верен документ, или примите и подтвердите новое значение.

problem-K0802 = номер { $number } организации `{ $key }` уже принадлежит `{ $known }` в реестре
help-K0802 = Два ключа с одним номером государственного реестра — скорее всего, одна организация. Возьмите в файле известный ключ или примите строку и объедините организации: karenina register organisations merge.

problem-K0810 = файл реестра повреждён: { $reason }
help-K0810 = Файл обрезан, перезаписан или испорчен на диске. Возьмите последнюю копию, в которой karenina verify ничего не находит, и сравните контрольную сумму её последней записи с той, что стоит в более поздних отчётах.

problem-K0811 = в журнале нет записей с { $first } по { $last }
help-K0811 = Кто-то удалил записи или переставил их. То, что они внесли, могло остаться; кто что сделал — уже нет. Возьмите более раннюю копию реестра.

problem-K0812 = запись { $entry } журнала не та, что была сделана: контрольная сумма её строки не совпадает со стоящей рядом
help-K0812 = Строку, её номер или сумму изменили после записи. Сравните с копией: karenina register journal ФАЙЛ --lines печатает каждую строку, и её SHA-256 и есть сумма.

problem-K0813 = запись { $entry } не продолжает запись { $before }: предыдущей в ней названа другая контрольная сумма
help-K0813 = Каждая запись хранит сумму предыдущей. Здесь они не сходятся: предыдущую изменили, удалили или вставили позже. Смотрите на первую названную в списке запись.

problem-K0814 = запись { $entry } датирована { $on }, а предыдущая — { $last }
help-K0814 = Записи идут по порядку дней, иного программа не допускает. Эту сделал кто-то другой.

problem-K0815 = { $which ->
    [person] имя лица { $id }
   *[other] текст { $id }
} — не тот, о котором говорит запись { $entry }
help-K0815 = Журнал хранит сумму каждого имени и каждой причины с солью, а сами они стоят отдельно. Здесь они не сходятся: их изменили или удалили без записи об этом.

problem-K0816 = набор изменений { $set } говорит не то, что внесла запись { $entry }: строк { $found } из { $rows }, или строки другие
help-K0816 = Ячейки, строки, места или имена строк этого набора изменили после импорта. Возьмите их из копии реестра или импортируйте снова файлы, суммы которых названы в записи.

problem-K0817 = набор изменений { $set } (строк: { $rows }) не внесён ни одной записью журнала
help-K0817 = Запись удалена — вероятнее всего, обрезан конец журнала, — или строки добавила другая программа. Таким строкам реестр никогда не верит.

problem-K0818 = документ `{ $file }` — не тот, что добавила запись { $entry }
help-K0818 = Документы хранятся по сумме их содержимого. У этого сумма другая, или его нет. Добавьте верный файл снова: у кого верная сумма, тот и верный.

problem-K0819 = издание { $edition }, собранное заново, не совпадает с тем, что зафиксировала запись { $entry }
help-K0819 = Изменилось что-то, на чём держится издание. Что именно, скажут другие строки списка; если их нет, издание зафиксировала программа, писавшая таблицы иначе.

problem-K0820 = контрольной суммы { $digest } в этом журнале нет
help-K0820 = Отчёт, письмо или издание с этой суммой опирается на реестр, который говорил другое: с тех пор записи в конце удалили или переписали, или это другой реестр.

problem-K0821 = { $which ->
    [person] лицо { $id } не внесено
    [text] текст { $id } не внесён
   *[other] документ { $id } не внесён
} ни одной записью журнала
help-K0821 = Это добавила не эта программа, или внёсшая запись удалена. Сравните реестр с более ранней копией, а последнюю сумму — с теми, что стоят в отчётах.

register-begun = { $path }: реестр начат
register-head = запись { $entry } от { $on }, контрольная сумма { $digest }
register-imported = набор изменений { $set }: добавлено { $added }, изменено { $changed }, отозвано { $withdrawn }, сказано снова { $again }, без изменений { $unchanged }
register-next = посмотреть: karenina register changes { $path } { $set }
register-accepted = набор изменений { $set }: { $rows ->
    [one] принята { $rows } строка
    [few] приняты { $rows } строки
   *[other] принято { $rows } строк
}, не решено { $open }
register-rejected = набор изменений { $set }: { $rows ->
    [one] отклонена { $rows } строка
    [few] отклонены { $rows } строки
   *[other] отклонено { $rows } строк
}, не решено { $open }
register-no-sets = ещё ничего не импортировано
register-set = { $set }  { $on }  { $by }: { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}, принято { $accepted }, отклонено { $rejected }, не решено { $open }; из { $files }
register-set-since = { $line }; действует с { $since }
register-set-status = { $set }  { $on }  { $by }: { $claim }
register-change = { $row }  { $kind ->
    [added] добавлено
    [withdrawn] отозвано
    [status] статус
    [again] сказано снова
   *[other] изменено
}  { $claim }{ $decision ->
    [accepted] {"  (принято)"}
    [rejected] {"  (отклонено)"}
   *[other] {""}
}
register-nothing = ничего
register-again-hidden = { $n ->
    [one] { $n } строка, которая повторяет известное на более поздний день, не показана
    [few] { $n } строки, которые повторяют известное на более поздний день, не показаны
   *[other] { $n } строк, которые повторяют известное на более поздний день, не показаны
}; их покажет --all
register-more = следующие строки, с { $from }: --from { $from }
register-became = { $claim }: { $status }
register-replied = { $claim }: ответ сохранён
register-since = с { $since }
register-no-organisations = организации не объединялись и не разделялись
register-evidence = { $digest }  { $name } ({ $size ->
    [one] { $size } байт
    [few] { $size } байта
   *[other] { $size } байт
})
register-no-evidence = документов нет
register-edition = издание { $name }: на { $on }, по известному к записи { $entry }
register-edition-digest = контрольная сумма его файлов (sha256sum *.csv | sha256sum): { $digest }
register-no-editions = изданий нет
register-exported = { $path }: { $tables ->
    [one] { $tables } таблица
    [few] { $tables } таблицы
   *[other] { $tables } таблиц
}, { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}
register-person = { $id }  { $name }: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[other] { $entries } записей
} журнала, { $said ->
    [one] { $said } ячейка
    [few] { $said } ячейки
   *[other] { $said } ячеек
}
register-erased-name = (стёрто)
register-erased = имя стёрто; вместо него стоит { $id }
register-sound = ничего не изменено, не вырезано и не переставлено: { $entries ->
    [one] { $entries } запись
    [few] { $entries } записи
   *[other] { $entries } записей
}, { $sets ->
    [one] { $sets } набор изменений
    [few] { $sets } набора изменений
   *[other] { $sets } наборов изменений
}, { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}, { $evidence ->
    [one] { $evidence } документ
    [few] { $evidence } документа
   *[other] { $evidence } документов
}, { $editions ->
    [one] { $editions } издание
    [few] { $editions } издания
   *[other] { $editions } изданий
}
register-head-known = контрольная сумма { $digest } — у записи { $entry }
register-what = { $what ->
    [begun] реестр начат
    [imported] импортирован набор изменений { $one }
    [accepted] приняты строки набора изменений { $one }
    [rejected] отклонены строки набора изменений { $one }
    [status] { $one }: { $two }
    [replied] { $one }: ответ
    [merged] { $one } — часть { $two }
    [split] { $one } разделена на { $two }
    [evidence] документ { $one }
    [edition] издание { $one }
   *[erased] имя лица person-{ $one } стёрто
}

register-trouble-not-found = { $path }: такого реестра нет; начните его: karenina register init { $path } --by ИМЯ
register-trouble-exists = { $path }: файл с этим именем уже есть; укажите другое
register-trouble-not-a-register = { $path }: это не реестр; реестр — файл, который создаёт karenina register init
register-trouble-broken = { $path }: файл повреждён или обрезан; где, скажет karenina verify { $path }, а поможет прежняя копия ({ $reason })
register-trouble-busy = { $path }: в него пишет другая программа; повторите немного позже
register-trouble-read-only = { $path }: писать нельзя: файл или диск только для чтения; скопируйте туда, где писать можно
register-trouble-full = { $path }: диск полон; ничего не изменено; освободите место и повторите
register-trouble-cannot-open = { $path }: открыть нельзя, или нельзя создать файл рядом; проверьте права на файл и папку ({ $reason })
register-trouble-other = { $path }: реестр не отвечает; система сообщает: { $reason }
register-trouble-newer = { $path }: создан более новой программой (вид файла { $found }, эта знает до { $known }); откройте файл той программой
register-trouble-damaged = { $path }: { $reason }; подробнее скажет karenina verify { $path }
register-trouble-backwards = день { $on } раньше последней записи журнала от { $last }: известное на некоторый день не должно меняться потом; проверьте часы или укажите --on
register-trouble-no-set = набора изменений { $set } нет; список: karenina register changes { $path }
register-trouble-nothing-to-decide = среди этих строк набора изменений { $set } решать нечего
register-trouble-no-rows = в наборе изменений { $set } строки с 1 по { $n }
register-trouble-not-rows = `{ $found }` не называет строк; пишите так: 1-5,8
register-trouble-conflicts = { $n ->
    [one] { $n } ячейку
    [few] { $n } ячейки
   *[other] { $n } ячеек
} изменили другие после импорта этого набора; ничего не принято. Импортируйте файлы снова, чтобы увидеть то и другое рядом, исключите строки через --rows или примите их с --even-so
register-conflict = строка { $row }, { $claim }, { $column }: сейчас `{ $meanwhile }` (набор изменений { $set }), предлагается `{ $proposed }`
register-trouble-nothing-new = файлы не говорят ничего, чего нет в реестре
register-trouble-no-claim = утверждения `{ $found }` нет{ $near ->
    [none] {"."}
   *[other] {"; возможно, `"}{ $near }{"`?"}
} Утверждение — это таблица и ключ строки: clusters/sarov или memberships/sarov/acme
register-trouble-transition = { $claim }: статус «{ $from }» не может стать «{ $to }»
register-trouble-no-reply = { $claim }: статус «{ $from }», а отвечают только на спор
register-trouble-no-organisation = организации `{ $found }` в реестре нет
register-trouble-merge = `{ $from }` нельзя объединить с `{ $into }`: это одно и то же, или одна из них уже часть другой
register-trouble-no-edition = издания `{ $found }` нет{ $near ->
    [none] {""}
   *[other] {"; возможно, `"}{ $near }{"`?"}
}
register-trouble-edition-exists = издание `{ $found }` уже есть, поверх него не издают: укажите другое имя
register-trouble-edition-differs = издание `{ $found }` нельзя собрать таким, как было; почему, скажет karenina verify { $path }
register-trouble-no-person = лица с именем или номером `{ $found }` нет, или имя уже стёрто
register-trouble-no-evidence = документа `{ $found }` в реестре нет; добавьте его: karenina register evidence add { $path } ФАЙЛ --by ИМЯ
register-trouble-folder-not-empty = { $path }: в папке есть файлы; старые таблицы прочитались бы вместе с новыми: укажите новую папку
register-trouble-not-a-digest = `{ $found }` — не контрольная сумма; в ней 64 знака: цифры и буквы от a до f
