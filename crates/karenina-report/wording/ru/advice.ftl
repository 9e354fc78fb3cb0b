
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
