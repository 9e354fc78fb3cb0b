# Схемы рядом с признаками и другие кластеры рядом со значением.

### Другие кластеры и схемы

Peers = Другие кластеры
peers-of-all = программы
peers-of-field = направления «{ $field }»
peers-position = Среди { $n } других { $group } с известным значением: ниже — { $lower }, столько же или в пределах границ — { $same }, выше — { $higher }.
peers-yes-no = Среди { $n } других { $group }, о которых это известно: меньше, чем у этого кластера, — { $lower }, так же — { $same }, больше — { $higher }.
peers-quartiles = Квартили вместе с ним самим: { $first }; { $median }; { $third }.
Strengths = Сильные стороны, от причин к следствиям
Weaknesses = Слабые стороны, от причин к следствиям
feeds = → ведёт к
Schemes = Схемы рядом с девятью признаками
schemes-none = В каталоге нет схем.
schemes-page-lead = Наборы критериев с именем — данные в `catalogue/schemes/`: `karenina scheme` перечислит их, `karenina scheme eccp_admission ПАПКА` покажет итог по каждому кластеру, они есть и на странице кластера. На вывод они не влияют. Ни одна не является знаком качества; буквы говорят, насколько точно критерий совпадает с оригиналом: A — прочитано в первоисточнике, B — хорошо известно и отчасти подтверждено, C — правдоподобно, D — догадка.
scheme-published = как опубликовано
scheme-derived = по опубликованному, не официально
scheme-illustrative = пример, не официально
scheme-standing = { $standing }; достоверность { $certainty }
scheme-criterion = Критерий
scheme-clusters = Кластеры
scheme-certainty = Достоверность
scheme-met = выполнено { $n } из { $of }
scheme-met-between = выполнено от { $low } до { $high } из { $of }
scheme-level = { $level }: { $met }
scheme-all-met = всё выполнено
scheme-not-all-met = выполнено не всё
scheme-all-unknown = решить нельзя
scheme-marks = ✓ выполнено, ✗ не выполнено, ? никто не сказал. [A]–[D]: насколько точно так спрашивает оригинал. Знак качества не присваивается и не заявляется.
no-scheme = схемы `{ $found }` нет{ $near ->
    [none] {";"}
   *[other] ; возможно, имелось в виду `{ $near }`?
} все схемы покажет karenina scheme
