# Люди: роли, что им можно делать и видеть, учётные записи, журнал доступа.

problem-K0830 = { $which ->
    [organisation] организации
   *[other] кластера
} `{ $found }` ({ $account }) нет в реестре{ $near ->
    [none] {""}
   *[other] ; имеется в виду `{ $near }`?
}
help-K0830 = Владелец учётной записи видит строки ключа, о котором ещё никто не отчитался. Если ключ написан с ошибкой, задайте роль заново: karenina people role. Если первый отчёт ещё впереди, делать ничего не нужно.

problem-K0831 = файл людей может читать не только его владелец
help-K0831 = В нём имена, адреса и хеши паролей. Закройте его от остальных, например командой chmod 600; копии сохраняют прежние права, поэтому проверьте и резервные копии.

access-role-officer = сотрудник ведомства
access-role-expert = эксперт
access-role-decider = принимающий решение
access-role-manager = управляющий кластером
access-role-member = участник
access-role-analyst = аналитик
access-role-auditor = аудитор
access-role-public = все остальные

access-about-officer = собирает отчёты, проверяет их и принимает, заводит учётные записи
access-about-expert = смотрит порученные кластеры и никогда — те, где есть конфликт интересов
access-about-decider = решает о поддержке; второй взгляд на то, чему верит реестр
access-about-manager = управляет одним кластером и отчитывается за него
access-about-member = действует от имени одной организации-участника
access-about-analyst = ведёт и сравнивает показатели; имён не видит
access-about-auditor = читает всё, не пишет ничего; чтение записывается в журнал
access-about-public = любой, без учётной записи

access-scope-all = все строки
access-scope-assigned = порученные кластеры
access-scope-own-cluster = свой кластер
access-scope-own-organisation = своя организация
access-scope-own-account = своя учётная запись
access-scope-published = опубликованные издания
access-scope-none = –

access-action-see-programme = смотреть программу
access-action-see-cluster = смотреть кластер
access-action-see-organisation = смотреть организацию
access-action-see-indicator = смотреть показатель
access-action-see-map = смотреть карты
access-action-see-problems = смотреть замечания
access-action-see-change-set = смотреть набор изменений
access-action-see-history = смотреть историю утверждения
access-action-see-journal = смотреть журнал реестра
access-action-download = скачать то, что показано
access-action-download-data = скачать все данные (data.parquet)
access-action-explain = спросить, откуда число
access-action-propose = предложить: загрузить книгу, заполнить форму
access-action-decide = принять или отклонить набор изменений
access-action-check = отметить утверждение проверенным
access-action-confirm = отметить утверждение подтверждённым
access-action-dispute = оспорить утверждение
access-action-reply = ответить на возражение
access-action-withdraw = отозвать утверждение
access-action-supersede = заменить утверждение другим
access-action-name-edition = назвать издание
access-action-edit-catalogue = править черновики каталога
access-action-manage-people = вести учётные записи
access-action-read-access-log = читать журнал доступа
access-action-export-person = выгрузить всё о человеке
access-action-erase-person = стереть человека
access-action-keep-account = сменить пароль, закончить сеансы

access-class-open = открытые
access-class-personal = личные
access-class-commercial = коммерческие
access-class-confidential = доверительные
access-class-internal = служебные

access-class-about-open = то, что может показать опубликованное издание
access-class-about-personal = имена людей и свободный текст, в котором они могут быть названы
access-class-about-commercial = деньги и показатели отдельных организаций и то, из чего они следуют
access-class-about-confidential = ответы, данные доверительно
access-class-about-internal = нужное только для ведения: номера государственных реестров, где лежат файлы

access-refused-role = вашей роли это не разрешено; кому разрешено, сказано в таблице доступа (docs/access.ru.md)
access-refused-no-account = для этого нужно войти
access-refused-not-own = это не ваше: вашей роли это разрешено для своего кластера или организации
access-refused-conflict = здесь у вас конфликт интересов, поэтому ничего отсюда вам не показано

access-page-title = Кому что можно делать и видеть
access-page-about = Одна таблица решает, что может каждая роль, с чьими строками и какие столбцы она видит. Чего в таблице нет, то запрещено и скрыто. В клетке стоят строки, доступные роли; из нескольких действует первое подходящее: «свой кластер, опубликованные издания» — всё о своём кластере, а об остальных то, что сказано в опубликованном издании. `karenina people table --format csv` печатает таблицу для сравнения версий; об учётных записях и журнале доступа — [people.md](people.md).
access-page-roles = Роли
access-page-actions = Что может каждая роль
access-page-fields = Какие столбцы видит каждая роль
access-page-fields-about = Каждый столбец каждой таблицы относится к одному виду, и роль видит этот вид в названных здесь строках. Столбец без вида не видит никто; пока вида нет, проверка не проходит.
access-page-columns = Столбцы по видам
access-page-action = Действие
access-page-class = Вид

people-added = { $account }: { $name }, { $role }
people-invitation = приглашение, показано один раз и действует до { $until }: { $token }
people-role = { $account }: теперь { $role }
people-locked = { $account }: доступ закрыт, сеансы окончены
people-unlocked = { $account }: доступ открыт
people-erased = человек за номером { $account } стёрт; номер остаётся
people-erased-in-register = в реестре вместо имени стоит { $person }
people-none = учётных записей ещё нет; заведите первую: karenina people add { $path } ИМЯ --role officer
people-log-empty = журнал доступа пуст
people-forgotten = { $n ->
    [one] забыта { $n } строка
    [few] забыты { $n } строки
   *[many] забыто { $n } строк
}
people-state-erased = стёрт
people-state-locked = закрыт
people-state-invited = приглашён до { $until }
people-state-no-password = нет ни пароля, ни приглашения
people-state-active = действует
people-conflicts = кроме { $clusters }
people-allowed = разрешено
people-refused = отказано
people-at-machine = за самой машиной

people-fault-one-cluster = у управляющего один кластер: --cluster КЛЮЧ
people-fault-one-organisation = участник действует от имени одной организации: --organisation КЛЮЧ
people-fault-no-clusters = кластеры бывают только у управляющих и экспертов; уберите --cluster
people-fault-no-organisation = организация бывает только у участников; уберите --organisation
people-fault-no-conflicts = конфликты интересов здесь ведутся только для экспертов; уберите --conflict
people-fault-public = всем остальным учётная запись не нужна

password-too-short = меньше 12 знаков; возьмите несколько не связанных между собой слов
password-too-long = длиннее 1024 байт; возьмите короче
password-holds-name = в нём ваше имя или адрес
password-common = он из тех, что пробуют первыми
password-too-uniform = в нём слишком мало разных знаков

people-trouble-no-place = { $path }: рядом с реестром в базе данных нет файла; укажите, где хранить учётные записи: --people ФАЙЛ
people-trouble-not-found = { $path }: рядом с реестром нет файла людей; он появится с первой учётной записью: karenina people add
people-trouble-not-people = { $path }: это не файл людей; его создаёт karenina people add
people-trouble-broken = { $path }: файл повреждён или обрезан; база данных сообщает: { $reason }. Возьмите последнюю исправную копию
people-trouble-busy = { $path }: в файл пишет другая программа; попробуйте ещё раз
people-trouble-read-only = { $path }: писать нельзя: файл или диск только для чтения, или файл не ваш; проверьте права на файл и папку
people-trouble-full = { $path }: диск полон; ничего не изменено; освободите место и повторите
people-trouble-cannot-open = { $path }: не открывается; проверьте права на файл и папку ({ $reason })
people-trouble-other = { $path }: { $reason }
people-trouble-newer = { $path }: создан более новой программой (вид файла { $found }, эта знает до { $known }); откройте файл той программой
people-trouble-damaged = { $path }: здесь то, чего эта программа не пишет: { $reason }
people-trouble-no-account = нет учётной записи `{ $found }`; все показывает karenina people list
people-trouble-taken = `{ $found }` — имя или адрес другой учётной записи
people-trouble-not-a-name = `{ $found }` — не имя и не адрес: имя — текст без @ и не число, в адресе есть @
people-trouble-password = это не пароль: { $reasons }
people-trouble-no-invitation = приглашение уже использовано, устарело или его не было; попросите новое
people-trouble-last-officer = не останется никого, кто ведёт учётные записи; сначала заведите другого сотрудника
people-trouble-not-a-draft = это нельзя сохранить как черновик: { $reason }
people-trouble-no-randomness = система не даёт случайных чисел: { $reason }
