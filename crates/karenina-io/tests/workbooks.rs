//! Workbooks: sheets, cells, origins, and files that are made to do harm.

// Tests may unwrap.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

mod common;

use std::io::{Cursor, Read, Write};

use common::{
    archive, biff, clusters, compound, content, detail, label, number, ods, of_kind, places, read,
    xls, xlsb, xlsx, xlsx_with,
};
use karenina_io::{Reading, read_embedded};
use karenina_model::{Cell, Code, TableId};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::{ZipWriter, write::SimpleFileOptions};

const CLUSTERS: &str = "id,name,started_on,members_total,born_of_tender\n\
                        a,Первый,2013-04-01,44,yes\nb,\"Second, or not\",2014-12-31,12.5,no\n";
const PLACES: &str = "id,creative_employment_share\np,0.25\n";

/// The table of clusters of [`CLUSTERS`] in a sheet of `rust_xlsxwriter`.
fn book() -> Workbook {
    let day = Format::new().set_num_format("dd.mm.yyyy");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("Кластеры").unwrap();
    for (at, name) in
        ["id", "name", "started_on", "members_total", "born_of_tender"].iter().enumerate()
    {
        sheet.write(0, at as u16, *name).unwrap();
    }
    for (row, id, name, date, members, tender) in [
        (1, "a", "Первый", "2013-04-01", 44.0, true),
        (2, "b", "Second, or not", "2014-12-31", 12.5, false),
    ] {
        sheet.write(row, 0, id).unwrap();
        sheet.write(row, 1, name).unwrap();
        let date = ExcelDateTime::parse_from_str(date).unwrap();
        sheet.write_datetime_with_format(row, 2, &date, &day).unwrap();
        sheet.write(row, 3, members).unwrap();
        sheet.write(row, 4, tender).unwrap();
    }
    let sheet = book.add_worksheet().set_name("places").unwrap();
    for (row, texts) in [["id", "creative_employment_share"], ["p", ""]].iter().enumerate() {
        sheet.write(row as u32, 0, texts[0]).unwrap();
        sheet.write(row as u32, 1, texts[1]).unwrap();
    }
    sheet.write(1, 1, 0.25).unwrap();
    book
}

/// Headings as a ministry's form has them: none is a name or title of the schema.
#[test]
fn a_workbook_headed_in_ordinary_russian_is_read() {
    let sheets: [(&str, &[&[&str]]); 6] = [
        (
            "Кластеры",
            &[
                &[
                    "№ п/п",
                    "Наименование кластера",
                    "Субъект РФ",
                    "Дата создания",
                    "Количество участников",
                ],
                &["1", "Северный", "Томская область", "2013", "2"],
            ],
        ),
        (
            "Предприятия",
            &[
                &[
                    "№ п/п",
                    "Наименование организации",
                    "ИНН организации",
                    "Категория участника",
                    "Среднесписочная численность работников, чел.",
                    "Объем отгруженной продукции за 2024 год, млн руб.",
                    "Затраты на исследования и разработки, тыс. руб.",
                    "Доля государственного заказа, %",
                    "Год основания",
                ],
                &[
                    "1",
                    "ООО «Акме»",
                    "7707083893",
                    "производственная компания",
                    "120",
                    "1,5",
                    "200",
                    "12",
                    "1998",
                ],
                &[
                    "2",
                    "АО «Болт»",
                    "7710140679",
                    "сервисная компания",
                    "80",
                    "0,7",
                    "н/д",
                    "0",
                    "2004",
                ],
            ],
        ),
        (
            "Участники",
            &[
                &[
                    "№ п/п",
                    "Наименование кластера",
                    "Наименование участника",
                    "Дата вступления",
                    "Членский взнос, руб.",
                    "Уплачено взносов, руб.",
                ],
                &["1", "Северный", "ООО «Акме»", "01.02.2015", "1000", "1000"],
                &["2", "Северный", "АО «Болт»", "2016", "1000", "500"],
            ],
        ),
        (
            "Проекты",
            &[
                &[
                    "№ п/п",
                    "Наименование проекта",
                    "Кластер",
                    "Стоимость проекта, тыс. руб.",
                    "Бюджетное финансирование, тыс. руб.",
                    "Внебюджетные средства, тыс. руб.",
                    "Дата начала",
                    "Срок окончания",
                    "Стадия реализации",
                ],
                &["1", "Датчики", "Северный", "500", "300", "200", "2023", "2025", "идёт"],
            ],
        ),
        (
            "Финансирование",
            &[
                &[
                    "Наименование кластера",
                    "Отчетный год",
                    "Источник финансирования",
                    "Объем финансирования, тыс. руб.",
                ],
                &["Северный", "2024", "региональный бюджет", "12,5"],
            ],
        ),
        (
            "Участники проектов",
            &[
                &["Наименование проекта", "Исполнитель", "Роль в проекте", "Размер вклада, руб."],
                &["Датчики", "АО «Болт»", "участник", "100000"],
            ],
        ),
    ];
    let mut book = Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                sheet.write(row as u32, column as u16, *text).unwrap();
            }
        }
    }
    let reading = read("форма.xlsx", book.save_to_buffer().unwrap());
    // Units are changed for, keys are taken from names, and nothing else is asked about.
    let asked: Vec<_> = reading
        .problems
        .iter()
        .filter(|it| it.severity() != karenina_model::Severity::Note)
        .map(|it| format!("{} {} {:?}", it.code.id(), it.place, it.details))
        .collect();
    assert_eq!(asked, Vec::<String>::new());
    let content = content(&reading.dataset);
    for line in [
        "clusters 0 id: \"Северный\"",
        "organisations 0 tax_number: \"7707083893\"",
        "memberships 1 fee_paid: [500, 500]",
        "projects 0 own_money: [200000, 200000]",
        "funding 0 amount: [12500, 12500]",
        "project_partners 0 contribution: [100000, 100000]",
    ] {
        assert!(content.iter().any(|it| it == line), "{line}: {content:#?}");
    }
    let organisations = reading.dataset.table(TableId::ORGANISATIONS);
    let place = organisations.place(0, organisations.column("revenue"));
    assert_eq!(place.column.as_deref(), Some("revenue"));
    assert_eq!(place.heading.as_deref(), Some("Объем отгруженной продукции за 2024 год, млн руб."));
}

const ODS: &str = r#"
<table:table table:name="Кластеры">
 <table:table-column table:number-columns-repeated="5"/>
 <table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>name</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>started_on</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>members_total</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>born_of_tender</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="string"><office:annotation><text:p>a remark</text:p></office:annotation><text:p>Пер<text:span>вый</text:span></text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2013-04-01"><text:p>01.04.2013</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="44"><text:p>44,00</text:p></table:table-cell><table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>ИСТИНА</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>Second,<text:s text:c="1"/>or&#32;not</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2014-12-31T00:00:00"/><table:table-cell office:value-type="float" office:value="12.5"/><table:table-cell office:value-type="boolean" office:boolean-value="false"/><table:table-cell table:number-columns-repeated="16379"/></table:table-row>
 <table:table-row table:number-rows-repeated="1048573"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
</table:table>
<table:table table:name="places">
 <table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>creative_employment_share</text:p></table:table-cell></table:table-row>
 <table:table-row><table:table-cell office:value-type="string"><text:p>p</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.25"><text:p>25 %</text:p></table:table-cell></table:table-row>
</table:table>"#;

#[test]
fn csv_xlsx_and_ods_give_the_same_dataset() {
    let texts = read_embedded(
        "texts",
        &[("clusters.csv", CLUSTERS.as_bytes()), ("places.csv", PLACES.as_bytes())],
    );
    let expected = content(&texts.dataset);
    assert!(expected.contains(&"clusters 0 name: \"Первый\"".to_owned()), "{expected:#?}");
    // 12.5 members are none.
    assert_eq!(places(&texts), [("K0203", "3".to_owned())]);

    let mut book = book();
    for (name, bytes) in [("book.xlsx", book.save_to_buffer().unwrap()), ("book.ods", ods(ODS))] {
        let reading = read(name, &bytes);
        assert_eq!(content(&reading.dataset), expected, "{name}");
        assert_eq!(places(&reading), [("K0203", "D3".to_owned())], "{name}");
        assert_eq!(reading.problems[0].place.sheet.as_deref(), Some("Кластеры"));
        assert_eq!(reading.files[0].rows, 3);
        // People rename files, and the content says what it is.
        let renamed = read("clusters.csv", &bytes);
        assert_eq!(content(&renamed.dataset), expected, "{name}");
    }
}

#[test]
fn the_quick_reader_gives_the_cells_that_calamine_gives() {
    let mut book = book();
    let sheet = book.add_worksheet().set_name("Всякое").unwrap();
    let time = Format::new().set_num_format("[h]:mm:ss");
    let bold = Format::new().set_bold();
    sheet.write(3, 5, "  a < b & \"c\"\n_x000D_ ").unwrap();
    sheet.write(3, 6, -0.000_123_4).unwrap();
    sheet.write(3, 7, 1e21).unwrap();
    sheet.write(3, 8, 0.1 + 0.2).unwrap();
    sheet.write_number_with_format(4, 0, 1.5, &time).unwrap();
    sheet.write_number_with_format(4, 1, 12.0, &bold).unwrap();
    sheet.write_blank(4, 2, &bold).unwrap();
    sheet.write_formula(5, 0, Formula::new("=1+1").set_result("2")).unwrap();
    sheet.write_formula(5, 1, Formula::new("=A1").set_result("text & more")).unwrap();
    sheet.write_formula(5, 2, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    let runs = [(&bold, "one "), (&Format::default(), "two")];
    sheet.write_rich_string(6, 0, &runs).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let [quick, careful] = karenina_io::read_both_ways(&bytes).unwrap();
    assert_eq!(quick, careful);
    assert!(quick.iter().any(|it| it.3 == "Second, or not"), "{quick:?}");
    let mut plain = Workbook::new();
    let sheet = plain.add_worksheet();
    for row in 0..3_000_u32 {
        sheet.write(row, 0, format!("Организация № {row} <&>")).unwrap();
        sheet.write(row, 1, f64::from(row) * 0.37).unwrap();
        sheet.write_number_with_format(row, 2, f64::from(row) * 3.3, &time).unwrap();
    }
    let [quick, careful] = karenina_io::read_both_ways(&plain.save_to_buffer().unwrap()).unwrap();
    assert_eq!(quick.len(), 9_000);
    assert_eq!(quick, careful);
}

#[test]
fn xls_and_xlsb_give_the_same_dataset() {
    let expected = content(&read("clusters.csv", "id,name,members_total\na,Первый,44\n").dataset);
    let cells = [
        label(0, 0, "id"),
        label(0, 1, "name"),
        label(0, 2, "members_total"),
        label(1, 0, "a"),
        label(1, 1, "Первый"),
        number(1, 2, 44.0),
    ];
    let reading = read("book.xls", xls("clusters", &cells));
    assert_eq!(content(&reading.dataset), expected);
    assert_eq!(places(&reading), []);
    let rows: [&[&str]; 2] = [&["id", "name", "members_total"], &["a", "Первый", "44"]];
    let reading = read("book.xlsb", xlsb("clusters", &rows));
    assert_eq!(places(&reading), []);
    assert_eq!(content(&reading.dataset), expected);
}

#[test]
fn rows_and_columns_are_those_of_the_sheet_wherever_the_table_stands() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("clusters").unwrap();
    for (row, column, text) in [
        (4, 2, "id"),
        (4, 4, "members_total"),
        (6, 2, "a"),
        (6, 4, "many"),
        (9, 2, "b"),
        (9, 4, "few"),
    ] {
        sheet.write(row, column, text).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let cells = [
        label(4, 2, "id"),
        label(4, 4, "members_total"),
        label(6, 2, "a"),
        label(6, 4, "many"),
        label(9, 2, "b"),
        label(9, 4, "few"),
    ];
    let open = ods(
        r#"<table:table table:name="clusters"><table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:covered-table-cell/><table:table-cell office:value-type="string"><text:p>members_total</text:p></table:table-cell></table:table-row>
        <table:table-row/>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>many</text:p></table:table-cell></table:table-row>
        <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
        <table:table-row><table:table-cell table:number-columns-repeated="2"/><table:table-cell office:value-type="string"><text:p>b</text:p></table:table-cell><table:table-cell/><table:table-cell office:value-type="string"><text:p>few</text:p></table:table-cell></table:table-row>
        </table:table>"#,
    );
    for (name, bytes) in [("a.xlsx", bytes), ("a.xls", xls("clusters", &cells)), ("a.ods", open)] {
        let reading = read(name, bytes);
        let expected = [("K0201", "E10".to_owned()), ("K0201", "E7".to_owned())];
        assert_eq!(places(&reading), expected, "{name}");
        let place = reading.dataset.table(TableId::CLUSTERS).place(1, Some(0));
        assert_eq!(place.cell.as_deref(), Some("C10"), "{name}");
    }
}

#[test]
fn the_error_of_a_formula_is_unknown_and_named() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("clusters").unwrap();
    for (at, text) in ["id", "members_total", "support_since"].iter().enumerate() {
        sheet.write(0, at as u16, *text).unwrap();
    }
    sheet.write(1, 0, "a").unwrap();
    sheet.write_formula(1, 1, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_formula(1, 2, Formula::new("=A9").set_result("2014")).unwrap();
    let open = ods(
        r#"<table:table table:name="clusters"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>members_total</text:p></table:table-cell></table:table-row>
        <table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell></table:table-row></table:table>"#,
    );
    let error = biff(0x0205, &[1, 0, 1, 0, 0, 0, 0x07, 1]);
    let cells = [label(0, 0, "id"), label(0, 1, "members_total"), label(1, 0, "a"), error];
    for (name, bytes) in [
        ("a.xlsx", book.save_to_buffer().unwrap()),
        ("a.ods", open),
        ("a.xls", xls("clusters", &cells)),
    ] {
        let reading = read(name, bytes);
        assert_eq!(places(&reading), [("K0115", "B2".to_owned())], "{name}");
        assert_eq!(detail(&reading.problems[0], "found"), "#DIV/0!");
        assert_eq!(reading.problems[0].place.column.as_deref(), Some("members_total"));
        let table = reading.dataset.table(TableId::CLUSTERS);
        let column = table.column("members_total").unwrap();
        assert!(matches!(table.number(0, column), Cell::Absent(_)), "{name}");
    }
}

#[test]
fn numbers_dates_and_truths_become_the_texts_that_a_csv_file_would_hold() {
    // Styles 1 to 3: a day, hours of a day, hours beyond a day.
    let styles = br#"<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="20"/><xf numFmtId="46"/></cellXfs></styleSheet>"#;
    let cells = [
        ("<c r=\"A2\"><v>12</v></c>", "12"),
        ("<c r=\"A2\"><v>12.0</v></c>", "12"),
        ("<c r=\"A2\"><v>0.1</v></c>", "0.1"),
        ("<c r=\"A2\"><v>-5E-3</v></c>", "-0.005"),
        ("<c r=\"A2\"><v>1E+21</v></c>", "1e21"),
        ("<c r=\"A2\" t=\"b\"><v>1</v></c>", "yes"),
        ("<c r=\"A2\" t=\"b\"><v>0</v></c>", "no"),
        ("<c r=\"A2\" t=\"str\"><f>A1</f><v>said</v></c>", "said"),
        ("<c r=\"A2\" t=\"inlineStr\"><is><t>in line</t></is></c>", "in line"),
        ("<c r=\"A2\" t=\"d\"><v>2014-05-31T00:00:00</v></c>", "2014-05-31"),
        ("<c r=\"A2\" s=\"1\"><v>41790</v></c>", "2014-05-31"),
        ("<c r=\"A2\" s=\"1\"><v>41790.75</v></c>", "2014-05-31"),
        ("<c r=\"A2\" s=\"2\"><v>0.5</v></c>", "12:00:00"),
        ("<c r=\"A2\" s=\"3\"><v>1.5</v></c>", "36:00:00"),
    ];
    for (cell, expected) in cells {
        let rows = format!(
            "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>id</t></is></c></row><row r=\"2\">{cell}</row>"
        );
        let reading = read("a.xlsx", xlsx_with("clusters", &rows, &[("xl/styles.xml", styles)]));
        assert_eq!(clusters(&reading, "id"), [expected], "{cell}: {:?}", reading.problems);
    }
}

#[test]
fn days_of_the_calendar_of_1904_are_the_days_that_the_sheet_shows() {
    let styles = br#"<styleSheet><cellXfs><xf numFmtId="14"/></cellXfs></styleSheet>"#;
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c></row><row r=\"2\"><c r=\"A2\" s=\"0\"><v>40328</v></c></row>";
    let bytes = xlsx_with("clusters", rows, &[("xl/styles.xml", styles)]);
    // The flag stands in the description of the workbook.
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<String> = zip.file_names().map(|it| it.unwrap().into_owned()).collect();
    let mut files = Vec::new();
    for name in &names {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        files.push(text.replace("<sheets>", "<workbookPr date1904=\"1\"/><sheets>"));
    }
    let pairs: Vec<(&str, &[u8])> =
        names.iter().zip(&files).map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
    assert_eq!(clusters(&read("a.xlsx", archive(&pairs)), "id"), ["2014-05-31"]);
}

#[test]
fn sheets_that_are_no_tables_are_named_except_covers_and_empty_ones() {
    let mut book = Workbook::new();
    for (name, text) in [
        ("Обложка", "Кластеры России"),
        ("about", "x"),
        ("Справка", "y"),
        ("Лист2", ""),
        ("Расчёт", "1"),
        ("cluster", "id"),
        ("Organisations", ""),
        ("clusters", "id"),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        if !text.is_empty() {
            sheet.write(3, 3, text).unwrap();
        }
    }
    let reading = read("a.xlsx", book.save_to_buffer().unwrap());
    let unknown: Vec<_> = of_kind(&reading, Code::TableUnknown)
        .iter()
        .map(|it| (detail(it, "found").to_owned(), detail(it, "near").to_owned()))
        .collect();
    let named = |found: &str, near: &str| (found.to_owned(), near.to_owned());
    assert_eq!(unknown, [named("cluster", "clusters"), named("Расчёт", "none")]);
    let empty = of_kind(&reading, Code::TableEmpty);
    assert_eq!(empty[0].place.sheet.as_deref(), Some("Organisations"));
    assert_eq!(empty.len(), 1);
}

#[test]
fn a_table_on_several_sheets_is_read_as_one() {
    let rows = |id: &str| {
        format!(
            r#"<table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>{id}</text:p></table:table-cell></table:table-row>"#
        )
    };
    let tables = format!(
        r#"<table:table table:name="clusters">{}</table:table><table:table table:name="Кластеры">{}</table:table>"#,
        rows("a"),
        rows("b")
    );
    let reading = read("a.ods", ods(&tables));
    assert_eq!(clusters(&reading, "id"), ["a", "b"]);
    let joined = of_kind(&reading, Code::TableJoined);
    assert_eq!(detail(joined[0], "files"), "a.ods: clusters, a.ods: Кластеры");
}

#[test]
fn rows_that_do_not_come_in_order_are_put_in_order() {
    let cell = |at: &str, text: &str| format!("<c r=\"{at}\" t=\"str\"><v>{text}</v></c>");
    let rows = format!(
        "<row r=\"3\">{}</row><row r=\"1\">{}{}</row><row r=\"2\">{}{}</row>",
        cell("A3", "b"),
        cell("B1", "name"),
        cell("A1", "id"),
        cell("A2", "a"),
        cell("B2", "One")
    );
    let reading = read("a.xlsx", xlsx("clusters", &rows));
    assert_eq!(clusters(&reading, "id"), ["a", "b"]);
    assert_eq!(clusters(&reading, "name"), ["One", ""]);
    assert_eq!(places(&reading), []);
}

/// Reads a file that is no sound workbook beside one that is fine: the reason.
fn refused(name: &str, bytes: &[u8]) -> String {
    let reading = read_embedded("test", &[(name, bytes), ("clusters.csv", b"id\na\n")]);
    assert_eq!(clusters(&reading, "id"), ["a"], "{name}");
    let broken = of_kind(&reading, Code::WorkbookBroken);
    assert_eq!(broken.len(), 1, "{:?}", reading.problems);
    assert_eq!(broken[0].place.file, name);
    detail(broken[0], "reason").to_owned()
}

#[test]
fn what_is_no_workbook_is_named_with_its_reason_and_the_others_are_read() {
    assert_eq!(refused("a.xlsx", b""), "empty");
    assert_eq!(refused("a.xlsx", b"id,name\na,b\n"), "text");
    assert_eq!(refused("a.xls", b"<html><body><table><tr><td>id"), "web-page");
    assert_eq!(refused("a.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\r"), "not-a-workbook");
    assert_eq!(refused("a.xlsx", b"PK\x03\x04 and no archive"), "damaged");
    assert_eq!(refused("a.xlsx", &archive(&[("a.txt", b"x")])), "not-a-workbook");
    let word = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", b"<a/>"),
    ]);
    assert_eq!(refused("a.ods", &word), "not-a-workbook");
    let whole = book().save_to_buffer().unwrap();
    assert_eq!(refused("a.xlsx", &whole[..whole.len() / 2]), "damaged");
    assert_eq!(refused("a.xls", &compound(b"")[..700]), "damaged");
}

#[test]
fn a_password_is_named_as_the_reason() {
    let manifest = br#"<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"#;
    let open = archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"\x01\x02\x03"),
    ]);
    assert_eq!(refused("a.ods", &open), "password");
    // An encrypted XLSX is a compound file with one stream of this name.
    let mut encrypted = compound(b"");
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let at = 512 + 512 + 128;
    encrypted[at..at + name.len()].copy_from_slice(&name);
    assert_eq!(refused("a.xlsx", &encrypted), "password");
    // BIFF says so in a record.
    let stream = [biff(0x0809, &[0, 6, 5, 0]), biff(0x002f, &[1, 0]), biff(0x000a, &[])].concat();
    assert_eq!(refused("a.xls", &compound(&stream)), "password");
}

#[test]
fn an_open_document_that_is_cut_off_or_has_unknown_entities_ends_with_a_message() {
    for tables in [
        "<table:table table:name=\"clusters\"><table:table-row>",
        "<table:table table:name=\"clusters\"><table:table-row><table:table-cell><office:annotation>",
        "<table:table table:name=\"clusters\"><table:table-row><table:table-cell><text:p>&evil;</text:p></table:table-cell></table:table-row></table:table>",
        "<table:table table:name=\"clusters\"><table:table-row table:number-rows-repeated=\"-1\"/></table:table>",
    ] {
        assert_eq!(refused("a.ods", &ods(tables)), "damaged", "{tables}");
    }
}

/// The size that is refused, with its unit.
fn too_large(name: &str, bytes: &[u8]) -> (String, String) {
    let reading: Reading = read_embedded("test", &[(name, bytes), ("clusters.csv", b"id\na\n")]);
    assert_eq!(clusters(&reading, "id"), ["a"], "{name}");
    let found = of_kind(&reading, Code::WorkbookTooLarge);
    assert_eq!(found.len(), 1, "{:?}", reading.problems);
    (detail(found[0], "size").to_owned(), detail(found[0], "unit").to_owned())
}

#[test]
fn an_archive_that_would_fill_the_memory_is_not_unpacked() {
    // A sheet of 600 MiB of spaces in a file of some kilobytes.
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated)
        .compression_level(Some(1));
    let book = xlsx("clusters", "");
    let mut small = zip::ZipArchive::new(Cursor::new(&book)).unwrap();
    for at in 0..small.len() {
        let entry = small.by_index(at).unwrap();
        if !entry.name().unwrap().contains("sheet1") {
            zip.raw_copy_file(entry).unwrap();
        }
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
    zip.write_all(b"<worksheet><sheetData>").unwrap();
    let spaces = vec![b' '; 1 << 20];
    for _ in 0..600 {
        zip.write_all(&spaces).unwrap();
    }
    let mut bytes = zip.finish().unwrap().into_inner();
    assert!(bytes.len() < 8 << 20, "{}", bytes.len());
    assert_eq!(too_large("bomb.xlsx", &bytes), ("600 MiB".to_owned(), "bytes".to_owned()));

    // The same with a lie: every mention of the true size says that it is a thousand bytes. The
    // lie is found out when the thousand and first comes.
    let size = ((600_u32 << 20) + "<worksheet><sheetData>".len() as u32).to_le_bytes();
    let places: Vec<usize> =
        (0..bytes.len() - 4).filter(|at| bytes[*at..*at + 4] == size).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + 4].copy_from_slice(&1_000_u32.to_le_bytes());
    }
    let reading = read("bomb.xlsx", &bytes);
    let broken = of_kind(&reading, Code::WorkbookBroken);
    assert_eq!(detail(broken[0], "reason"), "damaged", "{:?}", reading.problems);
    assert!(detail(broken[0], "technical").contains("larger than its declared"), "{broken:?}");
}

#[test]
fn a_declared_size_beyond_the_limit_is_believed() {
    let mut bytes = archive(&[("_rels/.rels", b"<a/>"), ("xl/a.xml", &[b'x'; 12_345])]);
    let (size, lie) = (12_345_u32.to_le_bytes(), (2_000_u32 << 20).to_le_bytes());
    for at in 0..bytes.len() - 4 {
        if bytes[at..at + 4] == size {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
    }
    assert_eq!(too_large("bomb.xlsx", &bytes), ("2000 MiB".to_owned(), "bytes".to_owned()));
}

#[test]
fn far_corners_and_repetitions_do_not_make_a_sheet_large() {
    // One cell in the far corner: nothing lies between.
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><v>x</v></c></row>";
    let reading = read("a.xlsx", xlsx("clusters", rows));
    let corner = [("K0210", "A1048576".to_owned()), ("K0109", "XFD1048576".to_owned())];
    assert_eq!(places(&reading), corner);
    assert_eq!(clusters(&reading, "id"), ["a"]);
    // A cell beyond the last column is no cell.
    let reading =
        read("a.xlsx", xlsx("clusters", "<row r=\"1\"><c r=\"XFE1\" t=\"str\"><v>x</v></c></row>"));
    assert_eq!(places(&reading), [("K0112", String::new())]);

    // A kilobyte that says "sixteen thousand columns of x, a million times over".
    let row = r#"<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>"#;
    let sheet = format!(r#"<table:table table:name="clusters">{row}</table:table>"#);
    assert_eq!(too_large("a.ods", &ods(&sheet)).1, "cells");
    let spaces = r#"<table:table table:name="clusters"><table:table-row><table:table-cell><text:p>id<text:s text:c="4000000000"/></text:p></table:table-cell></table:table-row></table:table>"#;
    assert_eq!(places(&read("b.ods", ods(spaces))), []);
}

#[test]
fn more_texts_than_there_can_be_are_not_believed() {
    let texts = br#"<sst count="1" uniqueCount="1000000000000"><si><t>id</t></si></sst>"#;
    let bytes = xlsx_with("clusters", "", &[("xl/sharedStrings.xml", texts)]);
    assert_eq!(refused("a.xlsx", &bytes), "damaged");
}

#[test]
fn an_xls_that_lies_about_its_size_ends_with_a_message() {
    // Dimensions of four thousand million rows.
    let mut dimensions = Vec::new();
    dimensions.extend(0_u32.to_le_bytes());
    dimensions.extend(u32::MAX.to_le_bytes());
    dimensions.extend([0, 0, 0, 1, 0, 0]);
    let bytes = xls("clusters", &[biff(0x0200, &dimensions)]);
    assert_eq!(too_large("a.xls", &bytes).1, "cells");
    // Two cells with four thousand million between them.
    let bytes = xls("clusters", &[label(0, 0, "id"), label(65_535, 65_535, "x")]);
    assert_eq!(too_large("a.xls", &bytes), ("4294967296".to_owned(), "cells".to_owned()));
    // The chain of the directory, and that of the stream, lead back to themselves.
    for (chain, leads_to) in [(1, 1_u32), (2, 2), (9, 2)] {
        let mut bytes = compound(&[]);
        let at = 512 + chain * 4;
        bytes[at..at + 4].copy_from_slice(&leads_to.to_le_bytes());
        let reading = read("a.xls", &bytes);
        assert!(!reading.problems.is_empty());
    }
    // A stream of four gigabytes in a file of five kilobytes.
    let mut bytes = compound(&[]);
    let at = 512 + 512 + 128 + 120;
    bytes[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
    assert_eq!(refused("a.xls", &bytes), "damaged");
}

#[test]
fn a_cell_of_a_workbook_may_be_too_long() {
    let rows = format!(
        "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>id</v></c><c r=\"B1\" t=\"str\"><v>name</v></c></row><row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c><c r=\"B2\" t=\"str\"><v>{}</v></c></row>",
        "x".repeat(1 << 20)
    );
    let reading = read("a.xlsx", xlsx("clusters", &rows));
    assert_eq!(places(&reading), [("K0110", "B2".to_owned())]);
    assert_eq!(clusters(&reading, "id"), ["a"]);
}
