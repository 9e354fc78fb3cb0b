//! Tables where they do not begin in the first row, do not end in the last, and are not called as
//! they should be.

use super::{Case, book, case, made, xlsx};

// A table reads as a table, row by row.
#[rustfmt::skip]
pub fn cases() -> Vec<Case> {
    vec![
        case("titles and a logo stand above the headings", "a.xlsx", xlsx("Организации", &[
            &["", "Министерство экономики"],
            &["Отчёт за 2024 год"],
            &[],
            &["Ключ", "Название", "ИНН"],
            &["acme", "ООО Акме", "7707083893"],
        ]), &["K0123 a.xlsx!Организации!1:2"]).holding(&[("organisations", 0, "tax_number", "7707083893")]),
        case("the headings take two rows, the upper one merged", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Показатели", "", ""],
            &["", "", "Работников", "Выручка", "Экспорт"],
            &["acme", "Acme", "12", "700", "70"],
        ]), &[]).holding(&[("organisations", 0, "exports", "70")]),
        case("the headings take three rows under a title", "a.xlsx", xlsx("organisations", &[
            &["Реестр участников, 2024"],
            &["Общие сведения", "", "Деятельность", ""],
            &["Ключ", "Название", "Финансы", ""],
            &["", "", "Выручка", "Экспорт"],
            &["acme", "Acme", "700", "70"],
        ]), &["K0123 a.xlsx!organisations!1:2"]).holding(&[("organisations", 0, "revenue", "700")]),
        case("columns are numbered under the headings", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["1", "2", "3"],
            &["acme", "Acme", "700"],
        ]), &["K0122 a.xlsx!organisations!2:2"]).holding(&[("organisations", 0, "id", "acme")]),
        case("a total below the rows agrees with them", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["a", "Acme", "700"],
            &["b", "Bolt", "300"],
            &["", "Итого", "1000"],
        ]), &["K0122 a.xlsx!organisations!4:4"]),
        case("a total below the rows does not agree with them", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["a", "Acme", "700"],
            &["b", "Bolt", "300"],
            &["Всего:", "", "1300"],
        ]), &["K0121 a.xlsx!organisations!C4", "K0122 a.xlsx!organisations!4:4"]),
        case("subtotals and a total stand between the rows", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "employees"],
            &["a", "Acme", "7"],
            &["b", "Bolt", "3"],
            &["Итого по Томску", "", "10"],
            &["c", "Cog", "5"],
            &["Итого по Северску", "", "5"],
            &["Всего", "", "15"],
        ]), &["K0122 a.xlsx!organisations!4:4", "K0122 a.xlsx!organisations!6:6", "K0122 a.xlsx!organisations!7:7"]).holding(&[("organisations", 2, "id", "c")]),
        case("a total where a row is not known can only be too low", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "employees"],
            &["a", "Acme", "7"],
            &["b", "Bolt", "н/д"],
            &["Итого", "", "20"],
            &["c", "Cog", "5"],
            &["Всего", "", "11"],
        ]), &["K0121 a.xlsx!organisations!C6", "K0122 a.xlsx!organisations!4:4", "K0122 a.xlsx!organisations!6:6"]),
        case("notes and signatures stand under the table", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["a", "Acme", "700"],
            &[],
            &["* без НДС"],
            &["Примечание: данные предварительные"],
            &["Руководитель", "", "И. И. Иванов"],
        ]), &["K0122 a.xlsx!organisations!4:4", "K0122 a.xlsx!organisations!5:5", "K0122 a.xlsx!organisations!6:6"]),
        case("the heading stands again on every page", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["a", "Acme", "700"],
            &["id", "name", "revenue"],
            &["b", "Bolt", "300"],
        ]), &["K0122 a.xlsx!organisations!3:3"]).holding(&[("organisations", 1, "id", "b")]),
        case("parts of the table have titles", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"],
            &["Раздел 1. Крупные предприятия"],
            &["a", "Acme", "700"],
        ]), &["K0122 a.xlsx!organisations!2:2"]),
        case("thousands stand in the heading", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Выручка, тыс. руб.", "Экспорт, млн руб."],
            &["a", "Acme", "1 234,5", "0.5"],
            &["b", "Bolt", "12 млн руб.", "2..3"],
        ]), &["K0119 a.xlsx!organisations!C1", "K0119 a.xlsx!organisations!D1"]).holding(&[
            ("organisations", 0, "revenue", "1234500"),
            ("organisations", 1, "revenue", "12000000"),
            ("organisations", 1, "exports", "2000000..3000000"),
        ]),
        case("per cent stands in the heading", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Доля госзаказа в продажах, %"],
            &["a", "Acme", "45"],
            &["b", "Bolt", "0.45"],
            &["c", "Cog", "45 %"],
        ]), &["K0202 a.xlsx!organisations!C3", "K0119 a.xlsx!organisations!C1"]).holding(&[
            ("organisations", 0, "public_contracts_share", "0.45"),
            ("organisations", 1, "public_contracts_share", "not_known"),
            ("organisations", 2, "public_contracts_share", "0.45"),
        ]),
        case("thousands stand in a title above the table", "a.xlsx", xlsx("organisations", &[
            &["Показатели участников (тыс. руб.)"],
            &["id", "name", "Выручка", "Работников"],
            &["a", "Acme", "700", "12"],
        ]), &["K0129 a.xlsx!organisations!2:2", "K0123 a.xlsx!organisations!1:1"]).holding(&[
            ("organisations", 0, "revenue", "700000"),
            ("organisations", 0, "employees", "12"),
        ]),
        case("headings are misspelt and in another order", "a.xlsx", xlsx("organisations", &[
            &["exprots", "name", "id", "Работникв"],
            &["70", "Acme", "a", "12"],
        ]), &["K0118 a.xlsx!organisations!A1", "K0118 a.xlsx!organisations!D1"]).holding(&[("organisations", 0, "exports", "70"), ("organisations", 0, "employees", "12")]),
        case("a heading has a Latin letter within", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Выpучка"],
            &["a", "Acme", "700"],
        ]), &[]).holding(&[("organisations", 0, "revenue", "700")]),
        case("two headings are like one column", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue", "revenu"],
            &["a", "Acme", "700", "800"],
        ]), &["K0104 a.xlsx!organisations!D1"]).holding(&[("organisations", 0, "revenue", "700")]),
        case("a year stands in the heading", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Выручка за 2024 год, руб."],
            &["a", "Acme", "700"],
        ]), &[]).holding(&[("organisations", 0, "revenue", "700")]),
        case("a column stands for each of two years", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "Выручка 2023", "Выручка 2024"],
            &["a", "Acme", "700", "800"],
        ]), &["K0106 a.xlsx!organisations!D1"]),
        case("a sheet is called Sheet1 and is a table by its headings", "a.xlsx", xlsx("Лист1", &[
            &["Ключ", "Название", "ИНН", "Вид"],
            &["a", "Акме", "7707083893", "service_company"],
        ]), &["K0120 a.xlsx!Лист1!1:1"]).holding(&[("organisations", 0, "kind", "service_company")]),
        case("a sheet is called almost as a table", "a.xlsx", xlsx("1. Реестр организаций 2024", &[
            &["Ключ", "Название", "ИНН"],
            &["a", "Акме", "7707083893"],
        ]), &["K0120 a.xlsx!1. Реестр организаций 2024!1:1"]),
        case("a sheet is called Weather and is one", "a.xlsx", xlsx("Погода", &[
            &["Дата", "Температура"],
            &["1", "12"],
        ]), &["K0102 a.xlsx!Погода"]),
        case("a text file has another name and the headings of a table", "список.csv",
            "id,name,tax_number,kind\na,Acme,7707083893,service_company\n",
            &["K0120 список.csv:1"]).holding(&[("organisations", 0, "id", "a")]),
        case("there is one sheet a quarter", "a.xlsx", book(&[
            ("Funding 1 кв. 2024", &[&["cluster", "source_kind", "amount"], &["north", "member_fees", "100"]]),
            ("Funding II квартал 2024", &[&["cluster", "source_kind", "amount"], &["north", "member_fees", "200"]]),
        ]), &["K0114 a.xlsx!Funding 1 кв. 2024", "K0120 a.xlsx!Funding 1 кв. 2024!1:1", "K0125 a.xlsx!Funding 1 кв. 2024", "K0120 a.xlsx!Funding II квартал 2024!1:1", "K0125 a.xlsx!Funding II квартал 2024"]).holding(&[
            ("funding", 0, "year", "2024-01-01..2024-03-31"),
            ("funding", 1, "year", "2024-04-01..2024-06-30"),
        ]),
        case("a hidden sheet is a table", "a.xlsx", made(&[("organisations", &[
            &["id", "name"], &["a", "Acme"],
        ]), ("Cover", &[&["x"]])], |book| {
            if let Ok(sheet) = book.worksheet_from_name("organisations") {
                sheet.set_hidden(true);
            }
            if let Ok(sheet) = book.worksheet_from_name("Cover") {
                sheet.set_active(true);
            }
        }), &["K0124 a.xlsx!organisations"]).holding(&[("organisations", 0, "id", "a")]),
        case("a hidden sheet is none", "a.xlsx", made(&[("organisations", &[
            &["id", "name"], &["a", "Acme"],
        ]), ("Черновик", &[&["x"], &["y"]])], |book| {
            if let Ok(sheet) = book.worksheet_from_name("Черновик") {
                sheet.set_very_hidden(true);
            }
        }), &["K0124 a.xlsx!Черновик"]),
        case("a total stands in a CSV file", "organisations.csv",
            "id,name,revenue\na,Acme,700\nb,Bolt,300\n,Итого,900\n", &["K0121 organisations.csv:4", "K0122 organisations.csv:4"]),
        case("titles stand above the headings of a CSV file", "organisations.csv",
            "Реестр участников\n\nid;name;revenue, тыс. руб.\na;Acme;1 234,5\n",
            &["K0123 organisations.csv:1", "K0119 organisations.csv:3"]).holding(&[("organisations", 0, "revenue", "1234500")]),
        case("members are named and not keyed", "memberships.csv",
            "cluster,organisation\nnorth,ООО «Акме»\nСевер,7707083893\nnorth,Nobody\n", &["K0211 memberships.csv:4", "K0218 memberships.csv:2", "K0218 memberships.csv:3", "K0218 memberships.csv:3"])
            .and("organisations.csv", "id,name,tax_number\na,\"Акме, ООО\",7700000000\nb,Болт,7707083893\n")
            .and("clusters.csv", "id,name,name_ru\nnorth,North,Север\n")
            .holding(&[("memberships", 0, "organisation", "0"), ("memberships", 1, "organisation", "1")]),
        case("a foreign form is read by a recipe", "form.xlsx", book(&[("Приложение 3", &[
            &["Сведения об участниках кластера"],
            &["№", "Участник", "ИНН", "Тип", "Объём реализации, тыс. руб.", "Телефон"],
            &["1", "ООО Акме", "7707083893", "завод", "700", "н/д"],
            &["2", "НИИ Болт", "7700000000", "наука", "-", ""],
            &["", "Итого", "", "", "700", ""],
        ])]), &["K0122 form.xlsx!Приложение 3!5:5", "K0557 form.xlsx!Приложение 3!2:2"]).by(r#"form = "Приложение 3"

[[table]]
table = "organisations"
file = "*.xlsx"
sheet = "Приложение*"
skip = ["Итого*"]

[[table.column]]
from = "Участник"
to = "id"

[[table.column]]
from = "Участник"
to = "name"

[[table.column]]
from = "ИНН"
to = "tax_number"

[[table.column]]
from = "Тип"
to = "kind"
codes = { "завод" = "manufacturing_company", "наука" = "research_organisation" }

[[table.column]]
from = "Объём реализации, тыс. руб."
to = "revenue"
unit = "thousand"
empty = ["-"]

[[table]]
table = "memberships"
sheet = "Приложение*"
heading = "2"
rows = "3..4"

[[table.column]]
at = "B"
to = "organisation"

[table.constants]
cluster = "north"
"#).holding(&[
            ("organisations", 0, "revenue", "700000"),
            ("organisations", 1, "kind", "research_organisation"),
            ("organisations", 1, "revenue", "empty"),
            ("memberships", 1, "organisation", "1"),
        ]),
        case("a recipe fits another form", "a.xlsx", xlsx("organisations", &[
            &["id", "name"], &["a", "Acme"],
        ]), &["K0555 a.xlsx!organisations!1:1", "K0556 recipe.toml:10", "K0557 a.xlsx!organisations!1:1"]).by("[[table]]\ntable = \"organisations\"\nsheet = \"organ*\"\n[[table.column]]\nfrom = \"id\"\nto = \"id\"\n[[table.column]]\nfrom = \"nome\"\nto = \"name\"\n[[table]]\ntable = \"projects\"\nsheet = \"Проекты\"\n"),
        case("a recipe is no TOML", "a.xlsx", xlsx("organisations", &[
            &["id", "name"], &["a", "Acme"],
        ]), &["K0550 recipe.toml:1"]).by("[[table]\ntable = 1\n"),
        case("a recipe says what makes no sense", "a.xlsx", xlsx("organisations", &[
            &["id", "name"], &["a", "Acme"],
        ]), &["K0551 recipe.toml:2", "K0554 recipe.toml:5", "K0552 recipe.toml:8", "K0554 recipe.toml:10"]).by("[[table]]\ntable = \"organistions\"\n[[table]]\ntable = \"organisations\"\nrows = \"9..3\"\n[[table.column]]\nfrom = \"id\"\nto = \"idd\"\n[[table.column]]\nat = \"7\"\nto = \"name\"\n"),
    ]
}
