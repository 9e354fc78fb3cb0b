//! Reports of a small programme: what they say, and that they say the same in every format.

use std::collections::HashSet;

use karenina_assess::{Assessment, Options};
use karenina_catalogue::Catalogue;
use karenina_model::{Dataset, Date, Problem, TableBuilder, TableId};

use crate::{
    AsOfFrom, Edition, Lang, Report, csv, explanation, html, indicator_list, indicator_page, json,
    markdown, terminal, terminal::columns_of, wording::words,
};

const MODEL: &str = r#"
title = { en = "A small model", ru = "Малая модель" }
source = "book"

[[group]]
id = "A"
title = { en = "Ground", ru = "Почва" }
[[group]]
id = "B"
title = { en = "Growth", ru = "Рост" }

[[sign]]
id = "A1"
group = "A"
folder = "mass"
title = { en = "Critical mass", ru = "Критическая масса" }
short = { en = "Mass", ru = "Масса" }
question = { en = "Are there enough?", ru = "Достаточно ли их?" }
required = ["mass/members"]
[[sign]]
id = "T0"
group = "B"
folder = "trust"
latent = true
title = { en = "Trust", ru = "Доверие" }
short = { en = "Trust", ru = "Доверие" }
question = { en = "Do they trust each other?", ru = "Доверяют ли друг другу?" }
required = ["trust/code"]
[[sign]]
id = "B1"
group = "B"
folder = "lead"
title = { en = "Firms lead", ru = "Ведут фирмы" }
short = { en = "Lead", ru = "Фирмы" }
question = { en = "Do firms lead?", ru = "Ведут ли фирмы?" }
required = ["lead/share_of_companies"]

[[link]]
from = "A1"
to = "B1"
says = { en = "few firms lead nobody", ru = "малое число фирм никого не ведёт" }
at = "p. 3"

[policy]
firm = 0.95
robust_sustainable_at_least = 0.8
robust_not_at_most = 0.2
alpha = 0.05
u_statistic = 0.05
design_effect = 1.0
thin_below = 0.65
prior = 0.5
peers_at_least = 5

[shared_error]
rho = 0.5
draws = 100
groups = []

[judging]
"mass/members" = "low"

[caveats]
old = { en = "long ago", ru = "это было давно" }
"#;

const MEMBERS: &str = r#"
article = "A"
title = { en = "Member organisations", ru = "Организации-участники" }
question = { en = "How many members are there?", ru = "Сколько участников?" }
read = { en = "More is better.", ru = "Чем больше, тем лучше." }
unit = "organisations"
direction = "higher_is_better"
nature = "count"
[measure.count]
of = "memberships"
[[threshold]]
name = "low"
since = "2000-01-01"
rule = ">= 3"
source = "book"
at = "p. 7"
[[threshold]]
name = "high"
since = "2000-01-01"
rule = ">= 5"
source = "book"
at = "p. 8"
[[benchmark]]
what = { en = "mean elsewhere", ru = "среднее в других странах" }
value = 80
n = 356
year = 2012
source = "book"
caveat = "old"
[[case]]
name = "three are enough"
claim = "3"
expect = { value = 3, verdict = "met" }
"#;

const SHARE: &str = r#"
article = "B"
title = { en = "Share of companies", ru = "Доля компаний" }
question = { en = "What part are companies?", ru = "Какую часть составляют компании?" }
read = { en = "More than a half.", ru = "Больше половины." }
unit = "share"
direction = "higher_is_better"
nature = "count"
[measure.share]
of = "memberships"
having = { "organisation.kind" = ["manufacturing_company", "service_company"] }
[[threshold]]
since = "2000-01-01"
rule = "> 0.5"
source = "book"
"#;

const CODE: &str = r#"
article = "T"
title = { en = "Code of conduct", ru = "Кодекс" }
question = { en = "Is there a code?", ru = "Есть ли кодекс?" }
read = { en = "It helps.", ru = "Он помогает." }
unit = "yes_no"
direction = "should_be"
nature = "fact"
[measure.practice]
practice = "code"
[[threshold]]
since = "2000-01-01"
rule = "is true"
source = "book"
"#;

const TALK: &str = r#"
article = "T"
title = { en = "Quarrels", ru = "Ссоры" }
question = { en = "Are there quarrels?", ru = "Бывают ли ссоры?" }
read = { en = "They harm.", ru = "Они вредят." }
unit = "yes_no"
direction = "should_not_be"
nature = "fact"
[measure.practice]
practice = "quarrels"
"#;

const SOURCES: &str = r#"
[book]
title = "A Book"
author = "A. Author"
year = 2001
kind = "book"
url = "https://example.org/book"
"#;

const PRACTICES: &str =
    "code = [\"code of conduct\", \"кодекс\"]\nquarrels = [\"quarrels\", \"ссоры\"]\n";

fn catalogue() -> Catalogue {
    let files = [
        ("model.toml", MODEL),
        ("sources.toml", SOURCES),
        ("practices.toml", PRACTICES),
        ("fields.toml", "wood = [\"wood\", \"дерево\"]\n"),
        ("indicators/mass/members.toml", MEMBERS),
        ("indicators/lead/share_of_companies.toml", SHARE),
        ("indicators/trust/code.toml", CODE),
        ("indicators/trust/quarrels.toml", TALK),
    ];
    let (catalogue, problems) = Catalogue::parse(files);
    assert_eq!(problems, []);
    catalogue
}

pub(crate) fn table(name: &str, text: &str) -> TableBuilder {
    let mut lines = text.trim().lines();
    let heading = lines.next().unwrap().split('|').map(str::trim);
    let id = TableId::named(name).unwrap();
    let mut table = TableBuilder::new(id, &format!("{name}.csv"), None, 1, heading);
    for (at, line) in lines.enumerate() {
        table.push(at as u32 + 2, line.split('|').map(str::trim));
    }
    table
}

/// Three units and one outside: one that fails, one that is open, one that is well.
pub(crate) fn programme() -> Vec<TableBuilder> {
    vec![
        table(
            "sources",
            "id | title | kind | date\nreport-1 | Report of the agency | report | 2024",
        ),
        table(
            "programme",
            "id | name | name_ru | clusters_total\nwoods | Programme of the woods | Программа лесов | 4",
        ),
        table(
            "clusters",
            "id | name | standing | field | members_list_complete | region | initiator_kind
             north | North | supported | wood | yes | Far | privat
             south | South *star* | supported | wood | yes | Near |
             east | East | supported | | | Near |
             old | Old | outside | | | |",
        ),
        table("lineage", "from | into | on | kind\neast | south | 2020 | merger"),
        table(
            "organisations",
            "id | name | kind
             mill | Saw mill | manufacturing_company
             office | Office | regional_authority
             joinery | Joinery | service_company
             somebody | Somebody |",
        ),
        table(
            "memberships",
            "cluster | organisation
             north | mill
             north | office
             south | mill
             south | office
             south | joinery
             south | somebody",
        ),
        table(
            "practices",
            "cluster | practice | value | source | via | said_by | said_on | status
             south | code | yes | report-1 | p. 2 | Agency | 2024-05-31 | confirmed
             south | quarrels | no | report-1 | p. 3 | Agency | 2024 |
             north | quarrels | yes | | | | |",
        ),
        table(
            "claims",
            "subject | indicator | value | said_by | said_on | certainty | unit
             east | mass/members | 4..9 | East itself | 2024-02-01 | stated |
             east | fact/people_in_town | 12000 | East itself | 2024-02-01 | implied | people
             world | fact/clusters | 2500 | A. Author | 2001 | outside |",
        ),
    ]
}

/// Everything that a report borrows.
pub(crate) struct Made {
    catalogue: Catalogue,
    pub(crate) dataset: Dataset,
    found: Assessment,
    problems: Vec<Problem>,
    edition: Edition,
}

impl Made {
    pub(crate) fn of(tables: Vec<TableBuilder>) -> Self {
        let catalogue = catalogue();
        let (dataset, mut problems) = Dataset::assemble(tables);
        let on = Date::new(2025, 1, 1).unwrap();
        let found = karenina_assess::assess(&catalogue, &dataset, Options { on, seed: 7 });
        problems.extend(karenina_assess::check(&catalogue, &dataset, &found));
        let edition = Edition {
            catalogue: "0123456789abcdef".to_owned(),
            data: "fedcba9876543210".to_owned(),
            data_name: "woods".to_owned(),
            program: "0.0.0".to_owned(),
            set: Vec::new(),
            as_of_from: AsOfFrom::Given,
        };
        Self { catalogue, dataset, found, problems, edition }
    }

    pub(crate) fn report(&self, lang: Lang) -> Report<'_> {
        Report {
            catalogue: &self.catalogue,
            dataset: &self.dataset,
            found: &self.found,
            problems: &self.problems,
            edition: &self.edition,
            robustness: None,
            lang,
        }
    }
}

fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_report_in_markdown() {
    let made = Made::of(programme());
    insta::assert_snapshot!("markdown_en", markdown(&made.report(Lang::En)));
    insta::assert_snapshot!("markdown_ru", markdown(&made.report(Lang::Ru)));
}

#[test]
fn a_report_in_a_terminal() {
    let made = Made::of(programme());
    insta::assert_snapshot!("terminal_en", terminal(&made.report(Lang::En), false, 80));
    insta::assert_snapshot!("terminal_ru", terminal(&made.report(Lang::Ru), false, 120));
}

#[test]
fn one_number_explained() {
    let made = Made::of(programme());
    let options = Options { on: made.found.on, seed: 7 };
    let of = |cluster: &str, indicator: &str, lang| {
        let cluster = made.dataset.table(TableId::CLUSTERS).find(cluster).unwrap();
        let at = made.catalogue.find(indicator).unwrap();
        let it = karenina_assess::explain(&made.catalogue, &made.dataset, options, cluster, at);
        explanation(&made.report(lang), &it)
    };
    insta::assert_snapshot!("explain_rows", of("south", "lead/share_of_companies", Lang::En));
    insta::assert_snapshot!("explain_claim", of("east", "mass/members", Lang::Ru));
}

#[test]
fn one_indicator_described() {
    let catalogue = catalogue();
    let at = catalogue.find("mass/members").unwrap();
    insta::assert_snapshot!("indicator_en", indicator_page(&catalogue, at, Lang::En));
    let at = catalogue.find("lead/share_of_companies").unwrap();
    insta::assert_snapshot!("indicator_ru", indicator_page(&catalogue, at, Lang::Ru));
    insta::assert_snapshot!("indicator_list", indicator_list(&catalogue, Lang::En));
}

#[test]
fn terminal_lines_fit() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        for width in [60, 80, 100, 200] {
            for colour in [false, true] {
                for line in terminal(&made.report(lang), colour, width).lines() {
                    assert!(columns_of(line) <= width, "{width}: {line}");
                }
            }
        }
        let plain = terminal(&made.report(lang), false, 80);
        assert!(!plain.contains('\u{1b}'));
    }
}

/// The verdict on each cluster, as one format after another says it.
#[test]
fn every_format_says_the_same_verdicts() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        let report = made.report(lang);
        let (text, page) = (markdown(&report), html(&report));
        let json: serde_json::Value =
            serde_json::from_str(&written(|out| json(&report, out).unwrap())).unwrap();
        let rows = written(|out| csv(&report, out).unwrap());
        let shown = terminal(&report, false, 200);
        for (at, found) in made.found.clusters.iter().enumerate() {
            let clusters = made.dataset.table(TableId::CLUSTERS);
            let (key, verdict) = (clusters.key(found.cluster), found.verdict);
            let name = clusters.named_text(found.cluster, "name").unwrap();
            let words = words(lang).cluster_verdict(verdict);
            let part = |text: &str, from: &str, to: &str| {
                let from = text.find(from).unwrap_or_else(|| panic!("{from}"));
                let rest = &text[from..];
                rest[..rest[1..].find(to).map_or(rest.len(), |it| it + 1)].to_owned()
            };
            let heading = format!("\n### {}\n", name.replace('*', "\\*"));
            assert!(part(&text, &heading, "\n###").contains(words), "{key}");
            let article =
                part(&page, &format!("<article class=\"cluster\" id=\"c-{key}\""), "<article");
            let capital: String = words.chars().skip(1).collect();
            assert!(part(&article, "<p class=\"verdict\"", "</p>").contains(&capital), "{key}");
            assert_eq!(json["clusters"][at]["id"], key);
            assert_eq!(json["clusters"][at]["verdict"], verdict.word());
            for row in rows.lines().filter(|it| it.starts_with(&format!("{key},"))) {
                assert!(row.contains(verdict.word()), "{row}");
            }
            assert!(shown.contains(&format!("\n{key} ")), "{shown}");
            for (sign, it) in made.catalogue.model.signs.iter().zip(&found.signs) {
                let class = match it.verdict {
                    karenina_assess::Verdict::Met => "m",
                    karenina_assess::Verdict::NotMet => "n",
                    _ => "[us]",
                };
                let at = article.find(&format!("id=\"c-{key}.{}\"", sign.id)).unwrap();
                let tile = &article[at..at + article[at..].find("</span>").unwrap()];
                assert!(
                    class.contains(&tile[tile.find("t ").unwrap() + 2..][..1]),
                    "{key} {}",
                    sign.id
                );
            }
        }
    }
}

/// Tags are closed in the order in which they are opened, anchors are there and there once.
fn well_formed(page: &str) {
    const VOID: [&str; 6] = ["meta", "br", "input", "col", "link", "hr"];
    let mut open: Vec<&str> = Vec::new();
    let (mut ids, mut links) = (HashSet::new(), Vec::new());
    let mut rest = page.strip_prefix("<!DOCTYPE html>").unwrap();
    while let Some(at) = rest.find('<') {
        assert!(!rest[..at].contains('>') || open.last() == Some(&"style"), "{}", &rest[..at]);
        rest = &rest[at + 1..];
        let end = rest.find('>').unwrap();
        let tag = &rest[..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        if !VOID.contains(&name) {
            open.push(name);
        }
        for part in tag.split(" id=\"").skip(1) {
            let id = &part[..part.find('"').unwrap()];
            assert!(ids.insert(id), "{id} stands twice");
        }
        for (attribute, mark) in [(" href=\"", "#"), (" aria-labelledby=\"", ""), (" for=\"", "")] {
            for part in tag.split(attribute).skip(1) {
                let target = &part[..part.find('"').unwrap()];
                links.extend(target.strip_prefix(mark));
            }
        }
        // What is inside is no markup.
        if name == "style" || name == "script" {
            rest = &rest[rest.find(&format!("</{name}>")).unwrap()..];
        }
    }
    assert_eq!(open, [] as [&str; 0]);
    for link in links {
        assert!(ids.contains(link), "nothing stands at #{link}");
    }
}

#[test]
fn html_is_well_formed() {
    let made = Made::of(programme());
    for lang in Lang::ALL {
        well_formed(&html(&made.report(lang)));
    }
}

#[test]
fn html_needs_nothing_from_elsewhere() {
    let made = Made::of(programme());
    let page = html(&made.report(Lang::En));
    for loads in [" src=", "<link", "@import", "url(http", "fetch(", "<iframe"] {
        assert!(!page.contains(loads), "{loads}");
    }
    // The one address is the document's own, and it is only followed when somebody clicks.
    assert_eq!(page.matches("href=\"https://example.org/book\"").count(), 1);
}

#[test]
fn no_cluster_and_one_cluster() {
    for rows in ["id | name", "id | name\nonly | Only one"] {
        let made = Made::of(vec![table("clusters", rows)]);
        for lang in Lang::ALL {
            let report = made.report(lang);
            well_formed(&html(&report));
            assert!(markdown(&report).len() > 500);
            assert!(terminal(&report, true, 80).lines().count() > 4);
        }
    }
}

const HOSTILE: &str = "<script>alert(1)</script>\" onclick='x' <!-- &lt; ]]> \u{202e}abc\u{7}";

/// Data decide what is read, and never what happens.
#[test]
fn names_do_no_harm() {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(40);
    let rows = format!(
        "id | name | also_called | region | field\n\
         <b>\"k'1</b> | {HOSTILE} | {HOSTILE} | {HOSTILE} | {HOSTILE}\n\
         k 1 | {long} | | |\n\
         k-1 | =cmd() | | |\n\
         k_1 | العنقود | | |"
    );
    let claims = format!(
        "subject | indicator | value | said_by | via | note\n\
         k-1 | mass/members | 9 | {HOSTILE} | {HOSTILE} | {HOSTILE}\n\
         k-1 | fact/{HOSTILE} | {HOSTILE} | {HOSTILE} | {HOSTILE} | {HOSTILE}\n\
         {HOSTILE} | {HOSTILE} | {HOSTILE} | | |"
    );
    let sources = format!("id | title | locator\n{HOSTILE} | {HOSTILE} | javascript:alert(1)");
    let mut made = Made::of(vec![
        table("clusters", &rows),
        table("claims", &claims),
        table("sources", &sources),
        table("programme", &format!("id | name\nx | {HOSTILE}")),
        table("lineage", &format!("from | into\nk-1 | {HOSTILE}")),
    ]);
    made.edition.data_name = HOSTILE.to_owned();
    for lang in Lang::ALL {
        let report = made.report(lang);
        let page = html(&report);
        well_formed(&page);
        assert_eq!(page.matches("<script").count(), 1, "only our own");
        assert!(!page.contains("<b>\""));
        assert!(!page.contains("href=\"javascript"));
        // Inside of code nothing is markup.
        let text = markdown(&report).replace("\\`", "");
        let outside: String = text.split('`').step_by(2).collect();
        assert!(!outside.contains("<script>alert"));
        let shown = terminal(&report, false, 80);
        assert!(!shown.contains(['\u{7}', '\u{202e}', '\u{1b}']));
        for line in shown.lines() {
            assert!(columns_of(line) <= 80 || !line.contains(' '), "{line}");
        }
    }
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (a, b) = (Made::of(programme()), Made::of(programme()));
    assert_eq!(html(&a.report(Lang::En)), html(&b.report(Lang::En)));
    assert_eq!(markdown(&a.report(Lang::Ru)), markdown(&b.report(Lang::Ru)));
}
