trouble-no-dataset = { $path }: такого файла или папки нет; набор данных — это папка с таблицами (clusters.csv и другие), книга (.xlsx, .xlsm, .xlsb, .xls, .ods) или одна таблица в файле .csv, .tsv или .txt
trouble-no-catalogue = { $path }: такой папки нет; каталог — это папка, где лежат model.toml, sources.toml, practices.toml и indicators/
trouble-no-cases = { $path }: такого файла нет; случаи — это CSV с заголовком: название в первом столбце, рядом числа
trouble-unreadable = { $path }: прочитать нельзя; система сообщает: { $reason }
trouble-neither = { $path }: это не файл и не папка; укажите то или другое
trouble-too-large = { $path }: { $size ->
    [one] { $size } байт
    [few] { $size } байта
   *[other] { $size } байт
}: слишком много для файла каталога, в нём может быть не больше { $most }
trouble-loop = { $path }: ссылка ведёт обратно в папку, в которой лежит; уберите ссылку
trouble-not-text = { $path }: строка { $line }: это не текст в UTF-8; сохраните файл в UTF-8
trouble-is-an-input = { $path }: это исходный файл, он никогда не изменяется; укажите другое имя
trouble-is-a-folder = { $path }: это папка; укажите имя файла
trouble-not-written = { $path }: записать нельзя; система сообщает: { $reason }
trouble-no-folder = { $path }: папку создать нельзя; система сообщает: { $reason }
trouble-no-table = { $path }: строка { $line }: это не строка таблицы: { $reason }
trouble-no-such-year = { $path }: строк за { $year } год нет; есть годы: { $years }
trouble-no-clusters-in-cordis = в файлах CORDIS кластеров нет; составьте их с помощью --as-dataset ПАПКА
trouble-several-datasets = набор данных может быть только один; вместе читаются лишь файлы CORDIS
trouble-not-cordis = --as-dataset составляет кластеры из файлов CORDIS; назовите эти файлы перед ним
trouble-no-region = ни в одном регионе нет { $n ->
    [one] { $n } организации
    [few] { $n } организаций
   *[other] { $n } организаций
} в одной части программы; уменьшите --least-members или проверьте коды в --region и --part
trouble-no-picture = никто ни с кем не связан: рисовать нечего
trouble-no-file = { $path }: такого файла нет; проверьте имя и папку
trouble-not-allowed = { $path }: читать это вам не разрешено; обратитесь к владельцу или сделайте свою копию
trouble-no-place = { $path }: папки для этого файла нет; сначала создайте её или укажите другое имя
trouble-not-allowed-to-write = { $path }: писать сюда вам не разрешено; укажите другое имя
trouble-not-of-a-catalogue = { $path }: это не каталог; каталог — это папка, где лежат model.toml, sources.toml, practices.toml и indicators/
trouble-no-address-of-a-cluster = "{ $found }" — не адрес вычислительного кластера; пишите так: ballista://имя:порт
trouble-no-engine = программы karenina-distributed нет ни рядом с этой, ни в пути поиска; соберите её: cargo build --release -p karenina-distributed, или уберите --engine
trouble-cluster-adds-up-establishments = вычислительный кластер суммирует только предприятия; укажите --layout establishments или уберите --engine
trouble-no-cluster = вычислительный кластер не отвечает: { $reason }; запущен ли планировщик, открыт ли порт?
trouble-cluster-gave-up = вычислительный кластер прекратил расчёт; он сообщает: { $reason }. Ничего не записано, потеряна лишь проделанная работа: запустите ещё раз или уберите --engine, чтобы посчитать на этом компьютере
trouble-cluster-not-in-time = вычислительный кластер не закончил за { $seconds } с. Ничего не записано, потеряна лишь проделанная работа: посмотрите на планировщике, не потеряны ли машины, запустите ещё раз, дайте больше времени (--patience) или уберите --engine, чтобы посчитать на этом компьютере
