# Русский. Ключи и переменные те же, что в английском файле того же имени; это сверяет проверка.

### Выводы

verdict-met = выполнен
verdict-not-met = не выполнен
verdict-undetermined = не определён
verdict-not-applicable = неприменим
verdict-no-threshold = без порога
verdict-silent = ничего не сказано
near = не выполнен, достигнут отчасти
at-bound = не выполнен: ровно на границе, а этого мало

cluster-sustainable = устойчив по имеющимся данным
cluster-not-sustainable = неустойчив в нынешнем виде
cluster-undetermined = решить нельзя
cluster-sustainable-short = устойчив
cluster-not-sustainable-short = неустойчив
cluster-undetermined-short = не решено
clusters-sustainable = Устойчивы по имеющимся данным
clusters-not-sustainable = Неустойчивы в нынешнем виде
clusters-undetermined = Решить нельзя
clusters-not-counted = Оценены, но не учтены в итогах: вне программы или отклонены

misses = не хватает { $signs }
misses-many = не хватает { $n ->
    [one] { $n } признака
   *[other] { $n } признаков
}
misses-nothing = неизвестно, чтобы чего-то не хватало
strength = сильная сторона
risk = риск
context = для сведения
open = открыто
yes = да
partly = частично
no = нет
no-or-partly = нет или частично
yes-or-partly = да или частично
yes-or-no = неизвестно, да или нет

### Почему значения нет

absent-not-said = не сказано
absent-not-known = неизвестно
absent-not-collected = не собиралось
absent-refused = в ответе отказано
absent-not-applicable = неприменимо
absent-suppressed = не раскрывается
absent-too-old = сказанное слишком давно, чтобы по нему судить
absent-list-incomplete = { $listed ->
    [one] в списке { $listed } строка, а сколько всего — не сказано
    [few] в списке { $listed } строки, а сколько всего — не сказано
   *[other] в списке { $listed } строк, а сколько всего — не сказано
}
absent-parts-missing = нет { $missing } из { $of } слагаемых
absent-nothing-to-count = не из чего считать долю или среднее

### Числа с единицами

unit-organisations = { $n ->
    [one] { $text } организация
    [few] { $text } организации
    [many] { $text } организаций
   *[other] { $text } организации
}
unit-people = { $n ->
    [one] { $text } человек
    [few] { $text } человека
    [many] { $text } человек
   *[other] { $text } человека
}
unit-posts = { $n ->
    [one] { $text } ставка
    [few] { $text } ставки
    [many] { $text } ставок
   *[other] { $text } ставки
}
unit-years = { $n ->
    [one] { $text } год
    [few] { $text } года
    [many] { $text } лет
   *[other] { $text } года
}
unit-projects = { $n ->
    [one] { $text } проект
    [few] { $text } проекта
    [many] { $text } проектов
   *[other] { $text } проекта
}
unit-groups = { $n ->
    [one] { $text } группа
    [few] { $text } группы
    [many] { $text } групп
   *[other] { $text } группы
}
unit-meetings = { $n ->
    [one] { $text } заседание
    [few] { $text } заседания
    [many] { $text } заседаний
   *[other] { $text } заседания
}
unit-events = { $n ->
    [one] { $text } мероприятие
    [few] { $text } мероприятия
    [many] { $text } мероприятий
   *[other] { $text } мероприятия
}
unit-seats = { $n ->
    [one] { $text } место
    [few] { $text } места
    [many] { $text } мест
   *[other] { $text } места
}
unit-practices = { $n ->
    [one] { $text } практика
    [few] { $text } практики
    [many] { $text } практик
   *[other] { $text } практики
}
unit-lines = { $n ->
    [one] { $text } вид деятельности
    [few] { $text } вида деятельности
    [many] { $text } видов деятельности
   *[other] { $text } вида деятельности
}
unit-criteria = { $n ->
    [one] { $text } критерий
    [few] { $text } критерия
    [many] { $text } критериев
   *[other] { $text } критерия
}
unit-points = { $n ->
    [one] { $text } балл
    [few] { $text } балла
    [many] { $text } баллов
   *[other] { $text } балла
}
unit-rank = { $text }-е место
of-organisations = { $n ->
    [one] { $text } организации
   *[other] { $text } организаций
}
of-people = { $n ->
    [one] { $text } человека
   *[other] { $text } человек
}
of-posts = { $n ->
    [one] { $text } ставки
   *[other] { $text } ставок
}
of-years = { $n ->
    [one] { $text } года
    [other] { $text } года
   *[many] { $text } лет
}
of-projects = { $n ->
    [one] { $text } проекта
   *[other] { $text } проектов
}
of-groups = { $n ->
    [one] { $text } группы
   *[other] { $text } групп
}
of-meetings = { $n ->
    [one] { $text } заседания
   *[other] { $text } заседаний
}
of-events = { $n ->
    [one] { $text } мероприятия
   *[other] { $text } мероприятий
}
of-seats = { $n ->
    [one] { $text } места
   *[other] { $text } мест
}
of-practices = { $n ->
    [one] { $text } практики
   *[other] { $text } практик
}
of-lines = { $n ->
    [one] { $text } вида деятельности
   *[other] { $text } видов деятельности
}
of-criteria = { $n ->
    [one] { $text } критерия
   *[other] { $text } критериев
}
of-points = { $n ->
    [one] { $text } балла
   *[other] { $text } баллов
}
of-rank = { $text }-го места

fewer-than = менее
less-than = менее
at-most = не более
more-than = более
at-least = не менее
any-number = любое число
between = от { $low } до { $high }
rule-yes = да
rule-no = нет

unit-name-share = доля: от 0 до 1 или в процентах
unit-name-yes-no = да, частично или нет
unit-name-organisations = организации
unit-name-people = люди
unit-name-posts = ставки
unit-name-years = годы
unit-name-ratio = отношение
unit-name-projects = проекты
unit-name-groups = группы
unit-name-meetings = заседания
unit-name-events = мероприятия
unit-name-seats = места
unit-name-practices = практики
unit-name-lines = виды деятельности
unit-name-criteria = критерии
unit-name-rank = место в ряду, первое — 1
unit-name-money = деньги, в валюте программы
unit-name-points = баллы
unit-name-number = число

direction-higher-is-better = чем больше, тем лучше
direction-lower-is-better = чем меньше, тем лучше
direction-should-be = так должно быть
direction-should-not-be = так быть не должно
direction-balance = ни слишком много, ни слишком мало
direction-neutral = сообщает, но не оценивает

nature-fact = факт
nature-count = счёт по списку
nature-statistic = статистика
nature-survey = опрос
nature-expert = экспертная оценка

### Даты

month-1 = январь
month-2 = февраль
month-3 = март
month-4 = апрель
month-5 = май
month-6 = июнь
month-7 = июль
month-8 = август
month-9 = сентябрь
month-10 = октябрь
month-11 = ноябрь
month-12 = декабрь
of-month-1 = января
of-month-2 = февраля
of-month-3 = марта
of-month-4 = апреля
of-month-5 = мая
of-month-6 = июня
of-month-7 = июля
of-month-8 = августа
of-month-9 = сентября
of-month-10 = октября
of-month-11 = ноября
of-month-12 = декабря
date-day = { $day } { $month } { $year } г.
date-month = { $month } { $year } г.
date-span = { $first } — { $last }
since = с { $date }

### На чём держится

status-declared = заявлено
status-checked = проверено
status-confirmed = подтверждено
status-disputed = оспорено
said-by = { $status }: { $who }
rows-counted = { $table }: да — { $yes }, нет — { $no }, неизвестно — { $unknown }
rows-none = { $table }: строк нет
rows-missing = { $n ->
    [one] не перечислено не более { $n } строки
   *[other] не перечислено не более { $n } строк
}
rows-missing-unbounded = сколько не перечислено — не сказано
contradicted = Утверждения противоречат друг другу или таблицам: см. замечания к данным.
both-values = По таблицам { $computed }; заявлено { $claimed }.
from-tables-incomplete = по списку, который не объявлен полным
certain-not = (выходные данные точно не известны)

### Итог словами

result = Из { $n ->
    [one] { $n } перечисленной единицы
   *[other] { $n } перечисленных единиц
} { $not ->
    [0] ни одна не признана неустойчивой
    [one] { $not } неустойчива в нынешнем виде
   *[other] { $not } неустойчивы в нынешнем виде
}, { $open ->
    [0] нерешённых нет
   *[other] по { $open } решить нельзя
}, { $yes ->
    [0] устойчивых по имеющимся данным нет
    [one] { $yes } устойчива по имеющимся данным
   *[other] { $yes } устойчивы по имеющимся данным
}.
result-one-sustainable = Единственный перечисленный кластер устойчив по имеющимся данным.
result-one-not-sustainable = Единственный перечисленный кластер неустойчив в нынешнем виде.
result-one-undetermined = Устойчив ли единственный перечисленный кластер, решить нельзя.
result-none = Оценивать нечего: кластеров нет.
note-merged = { $n ->
    [one] { $n } из них с тех пор вошла в состав другой; та перечислена рядом, если известна.
    [few] { $n } из них с тех пор вошли в состав других; те перечислены рядом, если известны.
   *[other] { $n } из них с тех пор вошли в состав других; те перечислены рядом, если известны.
}
note-outside = { $n ->
    [one] Ещё { $n } кластер вне программы оценён, но в итогах не учтён.
    [few] Ещё { $n } кластера вне программы оценены, но в итогах не учтены.
   *[other] Ещё { $n } кластеров вне программы оценены, но в итогах не учтены.
}
note-unlisted = { $n ->
    [one] { $n } кластер программы нигде не перечислен: о нём ничего не известно.
    [few] { $n } кластера программы нигде не перечислены: о них ничего не известно.
   *[other] { $n } кластеров программы нигде не перечислены: о них ничего не известно.
}
programme-unnamed = Оценка кластеров
judged-as-of = По состоянию на { $date }
as-of-given = дата задана
as-of-programme = дата из строки программы
as-of-today = день запуска: другая дата не указана

### Заголовки и подписи

question-of-all = Продолжит ли кластер существовать сам, если господдержка прекратится?
Contents = Содержание
skip-to-map = К карте признаков
Map = Карта признаков
Programme = Программа
Clusters = Кластеры
Sources = Источники
Problems = Замечания к данным
Method = Как это читать
Edition = Издание
Cluster = Кластер
Verdict = Вывод
Sign = Признак
Signs = Признаки
Value = Значение
Rule = Правило
Questions = Что решило бы дело
Facts = Прочие факты
Beside = кроме вывода
back-to-map = к карте
filter-clusters = Показать только кластеры, в названии которых есть
open-all = Раскрыть все подробности
close-all = Свернуть все подробности
map-caption = Кластеры и признаки. Каждая ячейка ведёт к обоснованию.
map-counts = не выполнен: { $not }, не определён: { $open }
legend = Обозначения
legend-met = выполнен
legend-not-met = не выполнен
legend-undetermined = не определён: сказанного мало
legend-silent = не определён: ничего не сказано
legend-bar = Насколько признак достигнут: сплошная часть — наверняка, штриховка — возможно.
attained = достигнут на { $degree }
chart-title = Сколько единиц отвечают каждому признаку
chart-alt = Столбчатая диаграмма: для каждого признака — у скольких единиц он не выполнен, не определён и выполнен. Те же числа — в таблице ниже.
col-met = Выполнен
col-not-met = Не выполнен
col-undetermined = Не определён
col-missing = Не хватает, от и до
populations = Считается двумя способами. Единицы — всё, что в данных отнесено к программе, включая слившиеся с тех пор части: { $units }. Нынешние кластеры — те, что существуют на дату оценки; не перечисленные считаются неизвестными: { $current }.
pop-units = Единицы
pop-current = Нынешние кластеры
pop-current-note = перечислено { $listed }, не перечислено { $unlisted }
counting-title = Скольких признаков не хватает
counting-lead = Строка читается так: если отстающим считать кластер, которому не хватает k признаков, то H — доля таких кластеров, A — какой части из { $signs } признаков им в среднем не хватает, а M0 = H × A уменьшается, когда отстающих меньше или когда им не хватает меньшего. M1 считает каждый недостающий признак лишь настолько, насколько он далёк от порога (разрыв от 0 до 1): он уменьшается и тогда, когда признак приблизился к порогу, но ещё не достиг его. Нижняя граница считает всё неопределённое выполненным, верхняя — невыполненным.
counting-example = Здесь не менее { $k } из { $signs } признаков не хватает у { $h } единиц.
col-k = Не хватает не менее k признаков
col-h = H: доля единиц
col-a = A: какой части признаков им не хватает
col-m0 = M0 = H × A
col-m1 = M1: по разрывам
no-intensity = стольких не хватать не может
by-field = По направлениям
by-region = По регионам
by-tender-group = По группам отбора
col-n = Единиц
col-known-missing = Чего заведомо не хватает
nothing-known-missing = неизвестно
not-said = не сказано
programme-facts = { $n ->
    [one] { $n } утверждение о программе, других странах и мире
    [few] { $n } утверждения о программе, других странах и мире
   *[other] { $n } утверждений о программе, других странах и мире
}
also-called = Другие названия: { $names }
lineage-into = { $kind }: { $part } → { $whole }{ $date ->
    [none] {""}
   *[other] {" "}({ $date })
}.
lineage-from = { $n ->
    [one] { $kind }: в него вошёл кластер { $parts }.
   *[other] { $kind }: в него вошли кластеры { $parts }.
}
lineage-warning = Сказанное о части ничего не говорит о целом.
Formula = Чего не хватает
formula-none = Неизвестно, чтобы какого-то признака не хватало. Молчание — не успех и не провал.
formula-all-met = По имеющимся данным выполнены все признаки.
links-between = Как одно тянет за собой другое
links-at-risk = Что из-за этого под угрозой
link-slow = за многие годы
robust-same = С учётом погрешностей значений и порогов вывод тот же; вероятность того, что выполнены все признаки, — { $chance }.
robust-differs = С учётом погрешностей значений и порогов: { $verdict }. Вероятность того, что выполнены все признаки, — { $chance }; при любой зависимости между признаками — { $any }.
robust-shared = С учётом общих погрешностей (розыгрыш): { $chance }.
robust-failed = Не выполнены за пределами допустимой ошибки { $alpha }: { $signs }.
sign-known = { $known ->
    [0] { $of ->
        [1] о единственном показателе ничего не известно
        [one] ни об одном из { $of } показателя ничего не известно
       *[other] ни об одном из { $of } показателей ничего не известно
    }
    [one] что-то известно о { $known } показателе из { $of }
   *[other] что-то известно о { $known } показателях из { $of }
}
thin = известно мало
latent-note = Показано рядом с выводом, но в него не входит.
informing-n = { $n ->
    [one] Ещё { $n } показатель со значением
    [few] Ещё { $n } показателя со значением
   *[other] Ещё { $n } показателей со значением
}
silent-n = { $n ->
    [one] Ещё { $n } показатель этого признака: ничего не сказано
    [few] Ещё { $n } показателя этого признака: ничего не сказано
   *[other] Ещё { $n } показателей этого признака: ничего не сказано
}
not-applicable-n = { $n ->
    [one] { $n } неприменим
   *[other] { $n } неприменимы
}
asks-for = требуется { $rule }
asks-for-yes = так должно быть
asks-for-no = так быть не должно
rivals-differ = Другие пороги дали бы иной ответ:
rivals-agree = { $n ->
    [one] Ещё { $n } порог даёт тот же ответ.
    [few] Ещё { $n } порога дают тот же ответ.
   *[other] Ещё { $n } порогов дают тот же ответ.
}
rival = { $rule } ({ $source }): { $verdict }
benchmarks = Для сравнения
chance-is = вероятность выполнения { $chance }
firm-not = с учётом погрешностей не бесспорно
no-signs-required = Ни один обязательный критерий неприменим: не определён.
q-lead-decides = В таком порядке выяснение обходится дешевле всего; первый неблагоприятный ответ решает дело.
q-lead-diagnosis = Вывод уже есть. Эти факты дополнили бы диагноз.
q-none = Открытых вопросов нет.
q-if = если { $rule }
q-if-not = если не так
q-if-yes = если да
q-if-no = если нет
q-outcome = признак { $sign } { $verdict }, кластер: { $cluster }
q-beside = рядом с выводом: ничего не решает
q-decides = может решить
smallest-sustainable = { $n ->
    [one] Для вывода «устойчив» благоприятным должен оказаться { $n } факт.
    [few] Для вывода «устойчив» благоприятными должны оказаться все { $n } факта.
   *[other] Для вывода «устойчив» благоприятными должны оказаться все { $n } фактов.
}
smallest-sustainable-never = При нынешних вопросах вывод «устойчив» недостижим.
smallest-not = { $n ->
    [one] Для вывода «неустойчив» достаточно { $n } неблагоприятного факта.
   *[other] Для вывода «неустойчив» достаточно { $n } неблагоприятных фактов.
}
facts-n = { $n ->
    [one] { $n } утверждение, о котором показатели не спрашивают
    [few] { $n } утверждения, о которых показатели не спрашивают
   *[other] { $n } утверждений, о которых показатели не спрашивают
}
col-fact = Факт
col-said = Сказано
col-subject = О ком
sources-catalogue = На чём держатся пороги и значения для сравнения
sources-data = На чём держатся данные
field = Направление
place = Размещение
region = Регион
standing = Место в программе
standing-unsaid = место в программе не указано
tender-group = Группа отбора
support = Господдержка { $period }
until = до { $date }
from-to = с { $from } до { $to }

method-three = Критерий выполнен, только если правилу отвечают все возможные значения, не выполнен — только если не отвечает ни одно, и не определён в остальных случаях. Неизвестное никогда не становится числом: если из двух участников один — компания, а о другом ничего не известно, доля компаний составляет от 50 % до 100 %, и «более 50 %» решить нельзя.
method-conjunctive = Признак выполнен, если выполнено всё, чего он требует, и не выполнен, как только не выполнено хотя бы одно требование. Кластер устойчив по имеющимся данным, если выполнены все признаки. Недостающий признак ничем не восполняется: в этом отчёте признаки нигде не складываются и не усредняются.
method-degree = Степень признака идёт от 0 % в нулевой точке критерия до 100 % на его границе и равна степени слабейшего требования. Сплошная часть полосы — наверняка, штриховка — возможно.
method-silence = Молчание — не успех и не провал. Точка означает, что ничего не сказано; знак вопроса — что сказано, но мало.
method-marks = Утверждения бывают заявленными (○), проверенными (◐), подтверждёнными (●) и оспоренными (⚡). Если таблицы и утверждения расходятся, действует то, что лучше обосновано: подтверждённое, полный список, проверенное, неполный список, заявленное.
method-source = Модель: { $title }; источник: { $source }.
method-policy = Постоянные метода, заданные в каталоге
policy-firm = Критерий бесспорен, если вероятность его выполнения не ниже этой или не выше единицы без неё
policy-robust-yes = С какой вероятности вывод «устойчив» надёжен
policy-robust-no = До какой вероятности надёжен вывод «неустойчив»
policy-alpha = Допустимая ошибка, когда признаки названы невыполненными (Холм)
policy-u = Погрешность статистики, если она не указана, в долях значения
policy-deff = Дизайн-эффект опросов
policy-thin = Если известно меньше этой части показателей признака, отмечается «известно мало»
policy-prior = Вероятность, что неизвестный факт благоприятен, если другие кластеры не подсказывают
policy-peers = Сколько нужно кластеров, чтобы они подсказывали
edition-lead = Те же каталог, данные, дата и зерно дают тот же отчёт, байт в байт.
edition-catalogue = Каталог
edition-data = Данные
edition-program = Программа
edition-day = Дата оценки
edition-seed = Зерно
edition-repeat = Повторить
edition-line = каталог { $catalogue } · данные { $data } · karenina { $program } · зерно { $seed }
problems-count = Замечания к данным: { $list }
problems-see = Их перечисляет karenina check.
terminal-more = Обоснование одной ячейки: karenina explain КЛАСТЕР ПРИЗНАК. Всё с обоснованиями: --format html.
written = Отчёт записан в { $path }
no-cluster = нет кластера `{ $found }`{ $near ->
    [none] {""}
   *[other] ; возможно, имелся в виду `{ $near }`?
}
no-indicator = { $found ->
    [none] назовите ещё показатель или признак, например critical_mass/member_organisations или A2; все показывает karenina catalogue list
   *[other] в каталоге нет показателя или признака `{ $found }`{ $near ->
        [none] {""}
       *[other] ; возможно, имелся в виду `{ $near }`?
    }
}
catalogue-counts = { $indicators ->
    [one] { $indicators } показатель
    [few] { $indicators } показателя
   *[other] { $indicators } показателей
}, { $cases ->
    [one] { $cases } разобранный пример
    [few] { $cases } разобранных примера
   *[other] { $cases } разобранных примеров
}, { $problems ->
    [0] замечаний нет
    [one] { $problems } замечание
    [few] { $problems } замечания
   *[other] { $problems } замечаний
}

Asked = О чём спрашивается
asked-lead = Вопросы по признакам; сначала те, что его решают (●), остальные говорят о сильных сторонах и рисках (○).

### Объяснение одного числа и каталог

Question = Вопрос
Rules = Правила
Other-thresholds = Другие пороги
Benchmarks = Для сравнения
Claims = Что заявлено
Rows = Какие строки просмотрены
rows-all = засчитано { $yes }, не засчитано { $no }, неясно { $unknown }
row-yes = засчитана
row-no = не засчитана
row-unknown = неясно
bounds-effect = Неясное входит в верхнюю границу и не входит в нижнюю; поэтому значение — промежуток.
list-gap = Неперечисленные строки могут быть какими угодно; они расширяют промежуток.
no-rows = Строки таблиц не просматривались.
no-claims = Ничего не заявлено.
in-force = действует { $since }
in-force-until = до { $date }
judging = судит
weakest = решает признак
informs = поясняет
Unit = Единица
Direction = Направленность
Nature = Вид значения
Measure = Как определяется
Applies = Когда применим
applies-where = если { $indicator }: { $rule }
applies-fields = в направлениях: { $fields }
Cases = Разобранные примеры
col-case = Пример
col-expected = Исход
Role = Роль
role-required = обязателен: решает { $sign }
role-informs = поясняет { $sign }
Caveat = Оговорка
measure-count = число строк таблицы «{ $table }»{ $where }
measure-share = доля тех строк таблицы «{ $table }»{ $where }, для которых { $having }
measure-share-weighted = доля величины «{ $weight }» в строках таблицы «{ $table }»{ $where }, приходящаяся на те, для которых { $having }
measure-sum = сумма величины «{ $column }» по строкам таблицы «{ $table }»{ $where }
measure-mean = среднее величины «{ $column }» по строкам таблицы «{ $table }»{ $where }
measure-ratio = { $part }, делённое на: { $over }
measure-kinds = { $n ->
    [1] число разных значений «{ $by }» в таблице «{ $table }»{ $where }
    [few] число значений «{ $by }», встречающихся не менее { $n } раз в таблице «{ $table }»{ $where }
   *[other] число значений «{ $by }», встречающихся не менее { $n } раз в таблице «{ $table }»{ $where }
}
measure-largest = доля крупнейшей части ({ $by }) в таблице «{ $table }»{ $where }
measure-concentration = индекс Херфиндаля — Хиршмана по частям ({ $by }) в таблице «{ $table }»{ $where }
measure-entropy = эффективное число частей (exp энтропии Шеннона; { $by }) в таблице «{ $table }»{ $where }
measure-years = сколько лет прошло с даты «{ $column }»
measure-years-rows = сколько лет прошло с самой ранней даты «{ $column }» в таблице «{ $table }»{ $where }
measure-exists = есть ли в таблице «{ $table }» строка{ $where }
measure-practice = действует ли практика: { $practice }
measure-practices = сколько действует из этих практик: { $practices }
measure-attribute = «{ $column }» кластера
measure-attribute-one-of = принимает ли «{ $column }» кластера значение { $words }
measure-rank = какое место среди приоритетов занимает вид сотрудничества: { $kind }
measure-mapped = коэффициент локализации региона по видам деятельности кластера, по величине «{ $column }»
measure-mapped-rank = место видов деятельности кластера среди всех в регионе по коэффициенту локализации, по величине «{ $column }»
measure-compound = сколько выполнено из этих критериев: { $criteria }
measure-claimed = только по утверждениям
where-conditions = , где { $conditions }
where-within = { $years ->
    [1] {" "}за последний год
    [few] {" "}за последние { $years } года
    [many] {" "}за последние { $years } лет
   *[other] {" "}за последние { $years } года
}
condition-codes = «{ $column }» — { $words }
condition-yes = «{ $column }» — да
condition-no = «{ $column }» — нет
condition-there = «{ $column }» — есть
condition-none = «{ $column }» — нет
condition-rule = «{ $column }» — { $rule }
list-or = { $list } или { $last }
list-and = { $list } и { $last }
number-of-rows = число строк таблицы «{ $table }»{ $where }
sum-of = сумма величины «{ $column }» в таблице «{ $table }»{ $where }
own-value = «{ $column }» кластера
