//! Cells that say a thing in words, in another unit, another alphabet or another calendar, and
//! figures that do not fit each other.

use super::{Case, case, xlsx};

// A table reads as a table, row by row.
#[rustfmt::skip]
pub fn cases() -> Vec<Case> {
    vec![
        case("numbers are texts", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue", "employees"],
            &["a", "A1", "'1 234,5", "'12"],
            &["b", "B1", "'1 234,5 тыс. руб.", "'12 чел."],
            &["c", "C1", "—", "н/д"],
            &["d", "D1", "n/a", "нет"],
            &["e", "E1", "нет данных", "отсутствует"],
            &["f", "F1", "много", "двенадцать"],
        ]), &["K0201 a.xlsx!organisations!C7", "K0201 a.xlsx!organisations!D7", "K0214 a.xlsx!organisations!D5", "K0214 a.xlsx!organisations!D6"]).holding(&[
            ("organisations", 0, "revenue", "1234.5"),
            ("organisations", 1, "revenue", "1234500"),
            ("organisations", 1, "employees", "12"),
            ("organisations", 2, "employees", "not_collected"),
            ("organisations", 3, "employees", "not_known"),
        ]),
        case("a number can be read in two ways", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "revenue"], &["a", "A1", "'1,234"],
        ]), &["K0202 a.xlsx!organisations!C2"]),
        case("dates are before 1900", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "founded_on"],
            &["a", "A1", "12.05.1878"],
            &["b", "B1", "31 мая 1899 г."],
            &["c", "C1", "1805"],
        ]), &[]).holding(&[
            ("organisations", 0, "founded_on", "1878-05-12"),
            ("organisations", 1, "founded_on", "1899-05-31"),
        ]),
        case("dates are bare numbers of days", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "founded_on"], &["a", "A1", "45321"], &["b", "B1", "3"],
        ]), &["K0207 a.xlsx!organisations!C3", "K0217 a.xlsx!organisations!C2"]),
        case("a date is none of the calendar", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "founded_on"], &["a", "A1", "30.02.2014"], &["b", "B1", "скоро"],
        ]), &["K0207 a.xlsx!organisations!C2", "K0207 a.xlsx!organisations!C3"]),
        case("an end is before its beginning", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "founded_on", "closed_on"], &["a", "A1", "2015", "2012"],
        ]), &["K0213 a.xlsx!organisations!D2"]),
        case("words of a list have letters of two alphabets", "a.xlsx", xlsx("organisations", &[
            // A Latin o in the Russian title of the code, and in a name.
            &["id", "name", "kind"],
            &["a", "Завод Рoссия", "прoизводственная компания"],
        ]), &["K0215 a.xlsx!organisations!B2", "K0215 a.xlsx!organisations!C2"]),
        case("names have ten thousand characters", "a.xlsx", {
            let long = "я".repeat(10_000);
            xlsx("organisations", &[&["id", "name"], &["a", &long]])
        }, &[]),
        case("there are control characters in texts", "organisations.csv",
            "id,name,note\na,Ac\u{1}me,a long remark that has nothing of the kind in it and then some\nb,Bo\u{7}lt,another remark that is as long as the one above or nearly so\n", &["K0216 organisations.csv:2", "K0216 organisations.csv:3"]),
        case("a name is a formula for a spreadsheet", "organisations.csv",
            "id,name\na,=1+1\nb,@SUM(A1)\nc,+7\n", &[]),
        case("a word is none of the list", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "kind"], &["a", "A1", "service_compny"],
        ]), &["K0209 a.xlsx!organisations!C2"]),
        case("keys stand twice and lead nowhere", "a.xlsx", xlsx("organisations", &[
            &["id", "name", "parent"], &["a", "A1", ""], &["a", "B1", "zz"],
        ]), &["K0211 a.xlsx!organisations!C3", "K0212 a.xlsx!organisations!A3"]),
        case("keys are missing", "a.xlsx", xlsx("organisations", &[
            &["id", "name"], &["", "A1"], &["b", "B1"],
        ]), &["K0210 a.xlsx!organisations!A2"]),
        case("one organisation stands twice by its tax number", "organisations.csv",
            "id,name,tax_number\na,Акме,7707083893\nb,Акмэ плюс,7707083893\n", &["K0320 organisations.csv:3"]),
        case("one organisation stands twice by its name", "organisations.csv",
            "id,name\na,ООО «Завод Акме»\nb,\"Общество с ограниченной ответственностью \"\"ЗАВОД АКМЕ\"\"\"\n", &["K0321 organisations.csv:3"]),
        case("two organisations of one name have numbers that tell them apart", "organisations.csv",
            "id,name,tax_number\na,ООО Восход,7707083893\nb,ООО Восход,7707083894\n", &[]),
        case("two names sound alike in two alphabets", "organisations.csv",
            "id,name\na,Техноком Сервис\nb,Tekhnokom Servis\n", &["K0322 organisations.csv:3"]),
        case("what belongs to a person stands in notes and unknown columns", "organisations.csv",
            "id,name,note,Телефон\na,Acme,ivanov@mail.ru,+7 916 123-45-67\nb,Bolt,info@bolt.example,\nc,Cog,СНИЛС 112-233-445 95,\n", &["K0104 organisations.csv:1", "K0323 organisations.csv:2", "K0323 organisations.csv:2", "K0323 organisations.csv:4"]),
        case("shares of attention are more than the whole", "priorities.csv",
            "cluster,kind,share\nnorth,company_to_company,0.7\nnorth,business_to_state,0.5\n", &["K0324 priorities.csv:3"]),
        case("parts are larger than their whole", "projects.csv",
            "id,cluster,title,total,public,own_money\np,north,Project,100,80,40\nq,north,Project Q,100,120,0\n", &["K0325 projects.csv:2", "K0325 projects.csv:3", "K0325 surveys.csv:2"])
            .and("surveys.csv", "id,cluster,n_invited,n_answered\ns,north,40,44\n"),
        case("a figure leaps a thousandfold in a year", "funding.csv",
            "cluster,year,source_kind,amount\nnorth,2023,member_fees,1200\nnorth,2024,member_fees,1300000\n", &["K0326 funding.csv:3"]),
        case("more members are listed than there are said to be", "memberships.csv",
            "cluster,organisation\nnorth,a\nnorth,b\nnorth,c\nnorth,d\n", &["K0305 clusters.csv:2"])
            .and("organisations.csv", "id,name\na,Acme\nb,Bolt\nc,Cog\nd,Disc\n"),
        case("a claim is not what the table of clusters says", "claims.csv",
            "subject,indicator,period,value\nnorth,critical_mass/member_organisations,2025,20\nnorth,critical_mass/member_organisations,2025,60\n", &["K0302 claims.csv:2"]),
        case("the file is in windows-1251 with semicolons", "organisations.csv",
            b"id;name\na;\xc0\xea\xec\xe5\n".to_vec(), &["K0107 organisations.csv"]).holding(&[("organisations", 0, "name", "Акме")]),
        case("bytes are no text", "organisations.csv", b"id,name\na,\xd0\x9a\xff\n".to_vec(), &["K0108 organisations.csv:2"]),
        case("a quote is never closed", "organisations.csv", "id,name\na,\"Acme\nb,Bolt\n", &["K0116 organisations.csv:2"]),
        case("a cell is longer than a cell can be", "organisations.csv",
            format!("id,name\na,{}\n", "x".repeat(40_000)), &["K0110 organisations.csv:2"]),
        case("a row has more cells than the heading", "organisations.csv", "id,name\na,Acme,7,8\n", &["K0109 organisations.csv:2"]),
        case("a column stands twice", "organisations.csv", "id,name,name\na,Acme,Bolt\n", &["K0106 organisations.csv:1"]),
        case("a required column is missing", "memberships.csv", "organisation,from\na,2015\n", &["K0105 memberships.csv:1"])
            .and("organisations.csv", "id,name\na,Acme\n"),
    ]
}
