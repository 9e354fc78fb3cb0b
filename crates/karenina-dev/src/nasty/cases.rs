//! Workbooks that are broken, locked, too large, or no workbooks; formulas, links and macros in
//! them; every format by hand.

use std::fmt::Write as _;

use rust_xlsxwriter::{ExcelDateTime, Format};

use super::{
    Case,
    by_hand::{self, archive, compound, label, number, ods, xls, xlsb, xlsx_with},
    case, made, xlsx,
};

/// Cells of one row as they stand in the XML.
fn inline(row: u32, cells: &[(&str, &str)]) -> String {
    let mut text = format!(r#"<row r="{row}">"#);
    for (at, cell) in cells {
        let _ = write!(text, r#"<c r="{at}{row}" t="inlineStr"><is><t>{cell}</t></is></c>"#);
    }
    text + "</row>"
}

fn sound() -> Vec<u8> {
    xlsx("organisations", &[&["id", "name"], &["a", "Acme"]])
}

// A table reads as a table, row by row.
#[rustfmt::skip]
pub fn cases() -> Vec<Case> {
    let heading = inline(1, &[("A", "id"), ("B", "name"), ("C", "revenue")]);
    let mut encrypted = ods("").clone();
    let manifest = b"<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    encrypted.clear();
    encrypted.extend(archive(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", b"x"),
    ]));
    let bomb = "A".repeat(64 << 20);
    vec![
        case("a workbook has a password", "a.xlsx", {
            let mut file = compound(&[]);
            // The stream is called EncryptedPackage, as Office calls it.
            let name: Vec<u8> =
                "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let at = 512 + 512 + 128;
            file[at..at + 64].fill(0);
            file[at..at + name.len()].copy_from_slice(&name);
            file
        }, &["K0112 a.xlsx"]),
        case("an open document has a password", "a.ods", encrypted, &["K0112 a.ods"]),
        case("a workbook is cut off", "a.xlsx", {
            let mut bytes = sound();
            bytes.truncate(bytes.len() / 2);
            bytes
        }, &["K0112 a.xlsx"]),
        case("a workbook is empty", "a.xlsx", Vec::new(), &["K0112 a.xlsx"]),
        case("a workbook is a text", "a.xlsx", "id,name\na,Acme\n", &["K0112 a.xlsx"]),
        case("a workbook is a web page", "a.xls", "<html><table><tr><td>id</td></tr></table></html>", &["K0112 a.xls"]),
        case("a workbook is a picture", "a.xlsx", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0".to_vec(), &["K0112 a.xlsx"]),
        case("a workbook is an archive of something else", "a.xlsx", archive(&[("a.txt", b"hello")]), &["K0112 a.xlsx"]),
        case("a table is a workbook by its content", "organisations.csv", sound(), &[])
            .holding(&[("organisations", 0, "id", "a")]),
        case("an archive would be a thousand times larger", "a.xlsx", xlsx_with(
            "organisations",
            &heading,
            &[("xl/styles.xml", bomb.as_bytes())],
        ), &["K0113 a.xlsx"]),
        case("the errors of formulas are no values", "a.xlsx", by_hand::xlsx("organisations", &format!(
            r#"{heading}<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="C2" t="e"><v>#REF!</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="C3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>"#
        )), &["K0115 a.xlsx!organisations!C2", "K0115 a.xlsx!organisations!C3"]).holding(&[("organisations", 0, "revenue", "not_known")]),
        case("formulas have no results", "a.xlsx", by_hand::xlsx("organisations", &format!(
            r#"{heading}<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="C2"><f>SUM(A1:A9)</f></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="C3"><f>1+1</f><v></v></c></row>"#
        )), &["K0126 a.xlsx!organisations!C2", "K0126 a.xlsx!organisations!C3"]).holding(&[("organisations", 0, "revenue", "empty")]),
        case("formulas have results", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"], &["a", "A1", "=300+400|700"],
        ]), &[]).holding(&[("organisations", 0, "revenue", "700")]),
        case("values come from other workbooks", "a.xlsx", xlsx_with("organisations", &format!(
            r#"{heading}<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="C2"><f>[1]Sheet1!A1</f><v>7</v></c></row>"#
        ), &[("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]), &["K0127 a.xlsx"])
            .holding(&[("organisations", 0, "revenue", "7")]),
        case("there are macros", "a.xlsm", xlsx_with("organisations", &format!(
            "{heading}{}", inline(2, &[("A", "a"), ("B", "Acme")])
        ), &[("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0macros")]), &["K0128 a.xlsm"]),
        case("days are counted from 1904", "a.xlsx", {
            let rows = format!(
                r#"{}<row r="2"><c r="A2" t="inlineStr"><is><t>a</t></is></c><c r="B2" s="1"><v>1</v></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>b</t></is></c><c r="B3" s="1"><v>40000</v></c></row>"#,
                inline(1, &[("A", "id"), ("B", "founded_on")])
            );
            by_hand::xlsx_of(
                r#"<workbookPr date1904="1"/>"#,
                "organisations",
                &rows,
                &[("xl/styles.xml", br#"<styleSheet><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#)],
            )
        }, &[]).holding(&[("organisations", 0, "founded_on", "1904-01-02"), ("organisations", 1, "founded_on", "2013-07-07")]),
        case("days are dates of a spreadsheet", "a.xlsx", made(&[("organisations", &[
            &["id", "name"], &["a", "A1"],
        ])], |book| {
            let day = Format::new().set_num_format("dd.mm.yyyy");
            if let (Ok(sheet), Ok(date)) =
                (book.worksheet_from_name("organisations"), ExcelDateTime::from_ymd(2014, 5, 31))
            {
                let _ = sheet.write_string(0, 2, "founded_on");
                let _ = sheet.write_datetime_with_format(1, 2, &date, &day);
            }
        }), &[]).holding(&[("organisations", 0, "founded_on", "2014-05-31")]),
        case("there are sixteen thousand columns of nothing", "a.xlsx", made(&[("organisations", &[
            &["id", "name"], &["a", "A1"],
        ])], |book| {
            if let Ok(sheet) = book.worksheet_from_name("organisations") {
                let bold = Format::new().set_bold();
                for column in 2..16_384 {
                    let _ = sheet.write_blank(0, column, &bold);
                    let _ = sheet.write_blank(1, column, &bold);
                }
            }
        }), &[]),
        case("a cell stands in the far corner", "a.xlsx", by_hand::xlsx("organisations", &format!(
            "{heading}{}{}", inline(2, &[("A", "a")]), inline(1_048_576, &[("XFD", "x")])
        )), &["K0210 a.xlsx!organisations!A1048576", "K0109 a.xlsx!organisations!XFD1048576"]),
        case("rows are out of order", "a.xlsx", by_hand::xlsx("organisations", &format!(
            "{}{heading}", inline(2, &[("A", "a"), ("B", "Acme")])
        )), &[]).holding(&[("organisations", 0, "id", "a")]),
        case("the XML of a sheet is broken", "a.xlsx", by_hand::xlsx("organisations", "<row><c></row"), &["K0112 a.xlsx!organisations"]),
        case("a sheet is there and empty", "a.xlsx", xlsx("organisations", &[]), &["K0103 a.xlsx!organisations"]),
        case("an old workbook is read", "a.xls", xls("organisations", &[
            label(0, 0, "id"), label(0, 1, "name"), label(0, 2, "revenue"),
            label(1, 0, "a"), label(1, 1, "Акме"), number(1, 2, 7.5),
        ]), &[]).holding(&[("organisations", 0, "revenue", "7.5")]),
        case("an old workbook is cut off", "a.xls", {
            let mut bytes = xls("organisations", &[label(0, 0, "id")]);
            bytes.truncate(700);
            bytes
        }, &["K0112 a.xls"]),
        case("an old workbook has titles and a total", "a.xls", xls("organisations", &[
            label(0, 0, "Реестр участников"),
            label(2, 0, "id"), label(2, 1, "name"), label(2, 2, "revenue"),
            label(3, 0, "a"), label(3, 1, "Акме"), number(3, 2, 7.5),
            label(4, 1, "Итого"), number(4, 2, 8.5),
        ]), &["K0121 a.xls!organisations!C5", "K0122 a.xls!organisations!5:5", "K0123 a.xls!organisations!1:1"]),
        case("a binary workbook is read", "a.xlsb", xlsb("organisations", &[
            &["id", "name", "revenue"], &["a", "Acme", "7"],
        ]), &[]).holding(&[("organisations", 0, "revenue", "7")]),
        case("a binary workbook is junk", "a.xlsb", {
            let junk: Vec<u8> =
                (0..5_000_u32).map(|it| (it.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
            junk
        }, &["K0112 a.xlsb"]),
        case("an open document is read", "a.ods", ods(r#"<table:table table:name="organisations"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>revenue, тыс. руб.</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="7"><text:p>7</text:p></table:table-cell></table:table-row></table:table>"#), &["K0119 a.ods!organisations!B1"])
            .holding(&[("organisations", 0, "revenue", "7000")]),
        case("a sheet of an open document is hidden", "a.ods", by_hand::ods_with_styles(
            r#"<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>"#,
            r#"<table:table table:name="organisations" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>"#,
        ), &["K0124 a.ods!organisations"]).holding(&[("organisations", 0, "id", "a")]),
        case("an open document repeats a row a million times", "a.ods", ods(r#"<table:table table:name="organisations"><table:table-row><table:table-cell office:value-type="string"><text:p>id</text:p></table:table-cell></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row></table:table>"#), &[]),
        case("a table is on two sheets and in a file", "a.xlsx", super::book(&[
            ("organisations", &[&["id", "name"], &["a", "Acme"]]),
            ("Организации", &[&["id", "name"], &["b", "Bolt"]]),
        ]), &["K0114 a.xlsx!organisations"]).and("organisations.csv", "id,name\nc,Cog\n"),
        case("half of seven agreed", "answers.csv", b"survey,question,n_answered,value\ns,ready_to_join,7,0.5\ns,trust,6,3.5\n".to_vec(), &["K0695 answers.csv:2"])
            .and("surveys.csv", "id,cluster,n_invited,n_answered\ns,north,20,7\n"),
        case("more answered a question than the survey", "answers.csv", b"survey,question,n_answered,value\ns,ready_to_join,8,0.5\n".to_vec(), &["K0325 answers.csv:2"])
            .and("surveys.csv", "id,cluster,n_invited,n_answered\ns,north,20,7\n"),
        case("more attention has the worse rank", "priorities.csv", b"cluster,kind,rank,share\nnorth,company_to_company,2,0.5\nnorth,business_to_state,1,0.2\n".to_vec(), &["K0696 priorities.csv:3"]),
        case("a complete list has fewer than the total", "clusters.csv", b"id,name,members_total,members_list_complete\nnorth,North,3,yes\n".to_vec(), &["K0697 clusters.csv:2"])
            .and("organisations.csv", "id\na\nb\n")
            .and("memberships.csv", "cluster,organisation\nnorth,a\nnorth,b\n"),
        case("partners put in more than the project has", "project_partners.csv", b"project,organisation,contribution\np,a,70\np,b,50\n".to_vec(), &["K0325 project_partners.csv:3"])
            .and("organisations.csv", "id\na\nb\n")
            .and("projects.csv", "id,cluster,total\np,north,100\n"),
        case("a region has more than the nation", "region_activity.csv", b"region,activity,year,employees\n*,*,2024,100\nR,*,2024,120\nR,62,2024,130\n".to_vec(), &["K0325 region_activity.csv:3", "K0325 region_activity.csv:4"]),
        case("money of a year is fifty times that of the year before", "funding.csv", b"cluster,year,source_kind,amount\nnorth,2023,federal,1000\nnorth,2024,federal,50000\n".to_vec(), &["K0698 funding.csv:3"]),
        case("a person is named with a patronymic", "organisations.csv", "id,note,ФИО руководителя\na,ответственный Пётр Сергеевич Иванов,Иванов И.И.\n".as_bytes().to_vec(), &["K0104 organisations.csv:1", "K0323 organisations.csv:2", "K0323 organisations.csv:2"]),
        case("a file is none of ours", "письмо.pdf", b"%PDF-1.7".to_vec(), &["K0102 письмо.pdf"]),
    ]
}
