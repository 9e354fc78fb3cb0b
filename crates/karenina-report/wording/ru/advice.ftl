
### Рекомендации: меры, бюджет, решение

Policy-measures = Меры поддержки
Policy-rules = Правила решения
Policy-refusals = Основания отказа
Policy-parameters = Параметры, которые устанавливает программа
policy-mends = Исправляет
policy-lifts = Добивается
policy-practices = Вводит
policy-helps = Также улучшает, не решая
policy-acts = Кто действует
policy-cost = Стоимость
policy-years = Когда подействует
policy-needs = Сначала нужно
policy-excludes = Исключает
policy-outside = Охват
policy-outside-says = вне кластерной политики; в набор поддержки не входит, называется там, где пробел надо передать дальше
policy-source = Источник
policy-kind = Ведёт к
policy-fires = Срабатывает, когда
policy-all-of = верно всё перечисленное
policy-any-of = верно любое из перечисленного
policy-remedy = Что изменило бы решение
policy-carries = Выполняет
policy-value = Значение
policy-why = Почему
policy-to-be-set = устанавливает программа
policy-open = без предела
policy-relative = относительных единиц
policy-in-years = { $n ->
    [one] { $years } год
    [few] { $years } года
   *[other] { $years } лет
}
policy-cost-effort = { $range } относительных единиц, устанавливает программа ({ $effort })
policy-cost-note = Стоимость и сроки — относительные единицы усилий, а не цены: статья цен не называет. Это параметры, которые устанавливает программа: в catalogue/measures или в классах усилий rules.toml.
policy-cost-in = Стоимость указана в единицах: { $unit }.
actor-cluster = кластер
actor-region = регион или город
actor-state = государство
rule-kind-core = порядок решения
rule-kind-redirect = перенаправить
rule-kind-too-early = рано оценивать
rule-kind-withhold = придержать
rule-kind-condition = условие
rule-kind-project = отказ проектам
rule-kind-refuse = отказать
rule-kind-no-verdict = без вердикта
rule-kind-adjust = скорректировать
rule-kind-sequence = очередь
rule-kind-caution = предостережение
on-signs-missing = недостаёт хотя бы одного признака
on-no-measure = недостаёт признака, который не исправит ни одна мера кластерной политики
on-early = поддержка началась, а лет прошло меньше, чем нужно для оценки
on-facts-missing = неизвестны факты, которые могут изменить вердикт
on-supported = кластер уже поддерживается
on-second-group = кластер входит во вторую группу отбора

### Документ с рекомендациями

decision-support = поддержать
decision-on-condition = с условием
decision-adjust = скорректировать
decision-wait = подождать
decision-redirect = перенаправить
decision-withhold = придержать
decision-refuse = отказать
decision-find-out = сначала выяснить
advice-title = { $programme }: рекомендации
advice-lead = { $n ->
    [one] { $n } кластер: { $list }.
    [few] { $n } кластера: { $list }.
   *[other] { $n } кластеров: { $list }.
}
advice-all = Все кластеры
advice-more = Один кластер целиком, с основаниями и письмом: karenina advise --cluster ID. Все: --format html.
advice-decision = Решение
advice-missing = Недостаёт
advice-set = Набор мер
advice-reasons = Основания
advice-measure = Мера
advice-order-column = Порядок
advice-facts = сработало по
advice-not-certain = сказать нельзя: неизвестно, когда началась поддержка
advice-refusal = { $code } { $title }. Что изменило бы решение: { $remedy }
advice-gap-practice = { $sign } не действует: { $practice }
advice-cost = Набор стоит { $cost } по серединам диапазонов, по краям — от { $low } до { $high }; подействует за { $years }; вероятность, что он исправит то, для чего выбран, — { $chance }.
advice-proof = Дешевле набора нет: нижняя граница { $bound } равна стоимости. { $n ->
    [one] Такой набор один.
    [few] Столько же стоят { $n } набора; в этом меньше всего мер, затем — первые по номеру.
   *[other] Столько же стоят { $n } наборов; в этом меньше всего мер, затем — первые по номеру.
} (шагов поиска: { $steps })
advice-no-proof = Не доказано, что этот набор самый дешёвый: он стоит { $cost }, нижняя граница — { $bound } (шагов поиска: { $steps }).
advice-runner-up = Следующий: { $set } за { $cost }, на { $more } дороже.
advice-no-runner-up = Другого набора нет: нужна каждая из этих мер.
advice-always = Выбор один и тот же при любой стоимости внутри диапазонов.
advice-move-out = Если { $measure } стоит больше чем { $at }, дешевле другой набор.
advice-move-in = Если { $measure } стоит меньше чем { $at }, дешевле набор с этой мерой.
advice-at-ends = При самых низких стоимостях: { $low }. При самых высоких: { $high }.
advice-why-this-set = Почему этот набор
advice-curve = Наименьшая стоимость исправления стольких пробелов (критерии, которые исправляют одни и те же меры, считаются за один): { $list }
advice-left = Что остаётся и что есть ещё
advice-unmendable = Этого не исправит ни одна мера кластерной политики: { $gap }
advice-outside = Вне кластерной политики: { $list }
advice-within-budget = На всё бюджета не хватает. В порядке от истоков он оплачивает { $set } за { $cost }; остаётся: { $open }
advice-helps = Улучшает недостающий признак, не решая его: { $list }
advice-beside = Не выполнен и признак { $sign }. Он не входит в девять признаков и ничего не решает, поэтому его нет в наборе; восполнить его можно так: { $list }
advice-beside-nothing = Не выполнен и признак { $sign }. Он не входит в девять признаков и ничего не решает; ни одна мера каталога не восполняет того, чего в нём нет
advice-questions = Сначала выяснить эти факты
advice-assumed = Для меры { $measure }: { $question }
advice-ask-support = С какого времени кластер поддерживается?
advice-more-questions = … и ещё { $n }; все перечисляет `karenina assess`
advice-years = лет с начала финансирования: { $years }
advice-letter = Для письма
advice-allocation = Один бюджет
advice-allocation-says = Из { $budget } распределено { $spent }: { $n ->
    [one] оплачен { $n } кластер
    [few] оплачены { $n } кластера
   *[other] оплачено { $n } кластеров
}, из-за нехватки денег осталось без оплаты: { $left }, не кандидаты: { $none }. Ожидаемое число кластеров, чьи известные пробелы исправлены: { $worth }; больше не даёт никакое другое распределение.
advice-funded = Оплачено
advice-left-out = Без оплаты: денег не хватает
advice-no-candidate = Не кандидаты: решение по ним другое
advice-programme-curve = Исправленные кластеры в зависимости от бюджета
advice-curve-budget = Бюджет
advice-curve-worth = Кластеров
advice-budget = Бюджет
advice-budget-unused = Бюджет программы ({ $budget } { $currency }) не использован: стоимость мер указана в единицах «{ $unit }»; бюджет в этих единицах принимает --budget.
advice-terms-say = Статья даёт мало чисел. Эти числа устанавливает программа; с другими числами решения другие.
advice-asked = задано в командной строке
advice-order = Решает первое подходящее: правило отказа (R11) или задержки (R5, R13); кластер уже устойчив (F5); известно слишком мало или пробел может объясняться ошибкой измерения (F1); недостаёт слишком многого (F4); пробел, который не исправит ни одна мера (F2, R2); вероятность недостижима (F7); стоимость выше бюджета или предела (F3); условие или неизвестный признак; затем — поддержка или её корректировка, если она уже есть. Вместо отказа по найденному — подождать, пока не пройдут годы до оценки (R3).
letter-support = Рекомендуется поддержать кластер «{ $cluster }» мерами, названными ниже.
letter-on-condition = Рекомендуется поддержать кластер «{ $cluster }» мерами, названными ниже, при условии, что названное вместе с ними будет выполнено или выяснено.
letter-adjust = Рекомендуется продолжить поддержку кластера «{ $cluster }» и скорректировать её под меры, названные ниже.
letter-wait = Судить о результатах кластера «{ $cluster }» рано; решение откладывается.
letter-redirect = То, чего недостаёт кластеру «{ $cluster }», находится вне кластерной политики и передаётся дальше.
letter-withhold = Поддержка кластера «{ $cluster }» задерживается, пока не исправлено названное ниже.
letter-refuse = Рекомендуется не поддерживать кластер «{ $cluster }».
letter-find-out = Решения по кластеру «{ $cluster }» пока нет: сначала надо выяснить факты, названные ниже.
letter-missing = Чего недостаёт по найденному: { $list }.
letter-measures = Рекомендуется: { $list }.
letter-would-mend = Что исправило бы доступное кластерной политике: { $list }.
letter-outside = За пределами кластерной политики: { $list }.
letter-changes = Что изменило бы решение: { $list }.
letter-questions = Предстоит выяснить: { $list }
letter-rests-on = Основание — то, что было известно о кластере ({ $key }) на { $date }; неизвестное не засчитано против него. Каждое значение можно проследить до того, кто его сообщил.
no-measures = в каталоге нет мер поддержки (measures/ и rules.toml), и рекомендовать нечего
advice-undecided = Поиск закончился раньше, чем нашёлся набор; дешевле чем { $bound } его нет. Увеличьте параметр search_steps.
advice-nothing-affordable = Бюджета или предела не хватает ни на одну часть набора.

### Что различается

diff-title = Что различается
diff-what-if = Что если
diff-lead = Сопоставлено кластеров: { $compared }; с различиями: { $clusters }. Вердиктов по кластерам: { $verdicts }, по признакам: { $signs }; значений: { $findings }.
diff-set = Задано вручную: { $set }
diff-causes-say = Причины: изменились факты (сказано больше или новое), исправление (о том же дне сказано другое), время (нового не сказано, но что-то началось или закончилось), определение, порог, применимость, требование признака. Сначала заменяется день, затем факты, затем каталог; причина изменения — тот шаг, который его вызвал.
diff-the-cluster = кластер
diff-before = Было
diff-after = Стало
diff-cause = Причина
diff-indicator = Показатель
diff-verdicts = Вердикты
diff-findings = Значения
diff-clusters-gone = Кластеры, которые есть только в первом
diff-clusters-new = Кластеры, которые есть только во втором
diff-indicators-gone = Показатели, которые есть только в первом
diff-indicators-new = Показатели, которые есть только во втором
cause-set = задано вручную
cause-facts = изменились факты
cause-correction = исправление
cause-time = время
cause-definition = определение
cause-threshold = порог
cause-applicability = применимость
cause-requirement = требование признака
