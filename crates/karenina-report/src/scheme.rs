//! Schemes beside the nine signs, in words: as a list, a table, JSON, CSV and Markdown.

use std::{
    fmt::Write as _,
    io::{self, Write},
};

use karenina_assess::{ClusterFinding, SchemeFinding};
use karenina_catalogue::{Catalogue, Scheme, SchemeCriterion, SchemeRule};
use karenina_model::{TableId, Truth};
use serde_json::{Value as Json, json};

use crate::{
    Lang, Report,
    json::truth_word,
    page::{Block, Cell, Page, Table},
    view::View,
    wording::{Words, words},
};

/// The schemes that there are, one a line.
pub fn scheme_list(catalogue: &Catalogue, lang: Lang) -> String {
    let w = words(lang);
    let mut text = String::new();
    let widest = catalogue.schemes.iter().map(|it| it.id.len()).max().unwrap_or(0);
    for it in &catalogue.schemes {
        let standing = standing(it, w);
        _ = writeln!(text, "{:<widest$}  {} ({standing})", it.id, lang.of(&it.title));
    }
    if catalogue.schemes.is_empty() {
        text += w.word("schemes-none");
        text.push('\n');
    }
    text
}

/// Whose a scheme is, and how sure it is that it is so in the original.
pub(crate) fn standing(it: &Scheme, w: &Words) -> String {
    let standing = w.word(match it.standing {
        karenina_catalogue::Standing::Published => "scheme-published",
        karenina_catalogue::Standing::Derived => "scheme-derived",
        karenina_catalogue::Standing::Illustrative => "scheme-illustrative",
    });
    let certainty = it.certainty.letter().into();
    w.say("scheme-standing", &[("standing", standing.into()), ("certainty", certainty)])
}

/// What a scheme comes to for a cluster, in one phrase.
pub(crate) fn outcome(about: &Scheme, it: &SchemeFinding, w: &Words, lang: Lang) -> String {
    let of = it.criteria.len();
    let met = if it.met.0 == it.met.1 {
        w.say("scheme-met", &[("n", it.met.0.into()), ("of", of.into())])
    } else {
        let args = [("low", it.met.0.into()), ("high", it.met.1.into()), ("of", of.into())];
        w.say("scheme-met-between", &args)
    };
    match (&about.rule, it.all, it.level) {
        (SchemeRule::Levels(levels), _, Some((low, high))) => {
            let name = |at: usize| lang.of(&levels[at].title);
            let level = if low == high {
                name(low).to_owned()
            } else {
                format!("{} – {}", name(low), name(high))
            };
            w.say("scheme-level", &[("level", (&level).into()), ("met", (&met).into())])
        }
        (_, Some(all), _) => {
            let all = w.word(match all {
                Truth::Yes => "scheme-all-met",
                Truth::No => "scheme-not-all-met",
                Truth::Unknown => "scheme-all-unknown",
            });
            format!("{all}; {met}")
        }
        _ => met,
    }
}

pub(crate) fn mark(it: Truth) -> &'static str {
    match it {
        Truth::Yes => "✓",
        Truth::No => "✗",
        Truth::Unknown => "?",
    }
}

/// The clusters in the order of the report, with what the scheme says of each.
fn found<'a>(view: &View<'a>, scheme: usize) -> Vec<(&'a ClusterFinding, SchemeFinding)> {
    let report = view.report;
    view.sections
        .iter()
        .flat_map(|it| it.1.iter().copied())
        .map(|it| (it, karenina_assess::scheme(report.catalogue, report.dataset, it, scheme)))
        .collect()
}

/// Criteria with their place among those of the whole scheme.
pub(crate) fn numbered(about: &Scheme) -> Vec<(usize, Vec<(usize, &SchemeCriterion)>)> {
    let mut n = 0;
    about
        .sides
        .iter()
        .enumerate()
        .map(|(at, side)| {
            let criteria = side
                .criteria
                .iter()
                .map(|it| {
                    n += 1;
                    (n - 1, it)
                })
                .collect();
            (at, criteria)
        })
        .collect()
}

/// A scheme for a terminal: what it asks, then a line a cluster.
pub fn scheme_text(report: &Report<'_>, scheme: usize) -> String {
    let view = View::new(report);
    let (w, lang) = (view.words, report.lang);
    let about = &report.catalogue.schemes[scheme];
    let mut text =
        format!("{} ({})\n{}\n", lang.of(&about.title), standing(about, w), lang.of(&about.about));
    for (side, criteria) in numbered(about) {
        _ = writeln!(text, "\n{}", lang.of(&about.sides[side].title));
        for (n, it) in criteria {
            let certainty = it.certainty.letter();
            _ = write!(text, "  {:>2}  {} [{certainty}]", n + 1, lang.of(&it.title));
            if let Some(why) = &it.why_not {
                _ = write!(text, ": {}", lang.of(why));
            }
            text.push('\n');
        }
    }
    text.push('\n');
    for (cluster, it) in found(&view, scheme) {
        let marks: Vec<&str> = it.criteria.iter().map(|it| mark(*it)).collect();
        let name: String = view.cluster_name(cluster.cluster).chars().take(44).collect();
        _ = writeln!(text, "{name:<44}  {}  {}", marks.join(""), outcome(about, &it, w, lang));
    }
    _ = writeln!(text, "\n{}", w.word("scheme-marks"));
    text.lines().map(|it| crate::terminal::clean(it) + "\n").collect()
}

/// A scheme as Markdown.
pub fn scheme_page(report: &Report<'_>, scheme: usize) -> String {
    let view = View::new(report);
    let (w, lang) = (view.words, report.lang);
    let about = &report.catalogue.schemes[scheme];
    let cell = |it: &str| it.replace('|', "\\|").replace('\n', " ");
    let mut text = scheme_reference(about, lang);
    let n: Vec<String> = (1..=about.criteria().count()).map(|it| it.to_string()).collect();
    _ = write!(
        text,
        "\n| {} | {} | {} |\n|---|{}---|\n",
        w.word("Cluster"),
        n.join(" | "),
        w.word("Verdict"),
        "---|".repeat(n.len())
    );
    for (cluster, it) in found(&view, scheme) {
        let marks: Vec<&str> = it.criteria.iter().map(|it| mark(*it)).collect();
        _ = writeln!(
            text,
            "| {} | {} | {} |",
            cell(view.cluster_name(cluster.cluster)),
            marks.join(" | "),
            outcome(about, &it, w, lang)
        );
    }
    _ = write!(text, "\n{}\n", w.word("scheme-marks"));
    text
}

/// What a scheme asks, for the page of documentation and the head of results.
pub fn scheme_reference(about: &Scheme, lang: Lang) -> String {
    let w = words(lang);
    let mut text = format!(
        "## {} (`{}`)\n\n{} ({})\n",
        lang.of(&about.title),
        about.id,
        lang.of(&about.about),
        standing(about, w)
    );
    for (side, criteria) in numbered(about) {
        _ = write!(text, "\n**{}**\n\n", lang.of(&about.sides[side].title));
        for (n, it) in criteria {
            _ = write!(text, "{}. {} [{}]", n + 1, lang.of(&it.title), it.certainty.letter());
            if let Some(why) = &it.why_not {
                _ = write!(text, ": {}", lang.of(why));
            }
            text.push('\n');
        }
    }
    if let SchemeRule::Levels(levels) = &about.rule {
        let levels: Vec<String> =
            levels.iter().map(|it| format!("{} ≥ {}", lang.of(&it.title), it.from)).collect();
        _ = write!(text, "\n{}\n", levels.join(", "));
    }
    text
}

/// A scheme as one HTML file: a line a cluster, then each criterion with how many meet it.
pub fn scheme_html(report: &Report<'_>, scheme: usize) -> String {
    let view = View::new(report);
    let (w, lang) = (view.words, report.lang);
    let about = &report.catalogue.schemes[scheme];
    let all = found(&view, scheme);
    let share = |n: usize, of: usize| if of == 0 { 0.0 } else { n as f64 / of as f64 };
    let bar = |met: usize, not: usize, of: usize| {
        Some([share(not, of), share(of.saturating_sub(met + not), of), share(met, of)])
    };
    let mut head = vec![(w.word("Cluster").to_owned(), false)];
    head.extend(about.sides.iter().map(|it| (lang.of(&it.title).to_owned(), false)));
    head.push((w.word("Verdict").to_owned(), false));
    let rows = all
        .iter()
        .map(|(cluster, it)| {
            let of = it.criteria.len();
            let mut row: Vec<Cell> = vec![view.cluster_name(cluster.cluster).into()];
            row.extend(numbered(about).iter().map(|(_, criteria)| {
                let marks: Vec<&str> =
                    criteria.iter().map(|(n, _)| mark(it.criteria[*n])).collect();
                Cell::from(marks.join("\u{2009}"))
            }));
            let text = outcome(about, it, w, lang);
            row.push(Cell { text, bar: bar(it.met.0, of - it.met.1, of) });
            row
        })
        .collect();
    let mut blocks = vec![
        Block::Lead(lang.of(&about.about).to_owned()),
        Block::Note(format!("{}. {}", standing(about, w), w.word("scheme-marks"))),
        Block::Table(Table { caption: lang.of(&about.title).to_owned(), head, rows }),
    ];
    if let SchemeRule::Levels(levels) = &about.rule {
        let levels: Vec<String> =
            levels.iter().map(|it| format!("{} ≥ {}", lang.of(&it.title), it.from)).collect();
        blocks.push(Block::Text(levels.join(", ")));
    }
    for (side, criteria) in numbered(about) {
        let title = lang.of(&about.sides[side].title);
        let rows = criteria
            .iter()
            .map(|(n, criterion)| {
                let of = |truth: Truth| all.iter().filter(|it| it.1.criteria[*n] == truth).count();
                let (met, not) = (of(Truth::Yes), of(Truth::No));
                let mut text = format!("{}. {}", n + 1, lang.of(&criterion.title));
                if let Some(why) = &criterion.why_not {
                    text = format!("{text}: {}", lang.of(why));
                }
                let counts = format!("✓ {met}  ? {}  ✗ {not}", all.len() - met - not);
                vec![
                    text.into(),
                    Cell { text: counts, bar: bar(met, not, all.len()) },
                    criterion.certainty.letter().into(),
                ]
            })
            .collect();
        blocks.push(Block::Heading(title.to_owned()));
        blocks.push(Block::Table(Table {
            caption: title.to_owned(),
            head: vec![
                (w.word("scheme-criterion").to_owned(), false),
                (w.word("scheme-clusters").to_owned(), false),
                (w.word("scheme-certainty").to_owned(), false),
            ],
            rows,
        }));
    }
    let edition = &report.edition;
    blocks.push(Block::Note(format!(
        "{} · {} · karenina {}",
        edition.data_name, edition.catalogue, edition.program
    )));
    Page { title: lang.of(&about.title).to_owned(), blocks }.html(lang, &edition.program)
}

/// A scheme as CSV: one row a cluster and criterion.
pub fn scheme_csv(report: &Report<'_>, scheme: usize, out: &mut dyn Write) -> io::Result<()> {
    let view = View::new(report);
    let about = &report.catalogue.schemes[scheme];
    let clusters = report.dataset.table(TableId::CLUSTERS);
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["scheme", "cluster", "side", "criterion", "title", "certainty", "met"])?;
    for (cluster, it) in found(&view, scheme) {
        for (side, criteria) in numbered(about) {
            for (n, criterion) in criteria {
                writer.write_record([
                    about.id.as_str(),
                    clusters.key(cluster.cluster),
                    &about.sides[side].id,
                    &criterion.id,
                    view.of(&criterion.title),
                    criterion.certainty.letter(),
                    truth_word(it.criteria[n]),
                ])?;
            }
        }
    }
    writer.flush()
}

/// A scheme as JSON.
pub fn scheme_json(report: &Report<'_>, scheme: usize) -> String {
    let view = View::new(report);
    let (w, lang) = (view.words, report.lang);
    let about = &report.catalogue.schemes[scheme];
    let clusters = report.dataset.table(TableId::CLUSTERS);
    let list: Vec<Json> = found(&view, scheme)
        .iter()
        .map(|(cluster, it)| {
            let criteria: Vec<Json> = about
                .criteria()
                .zip(&it.criteria)
                .map(|(about, met)| {
                    json!({
                        "id": about.id, "met": truth_word(*met),
                        "certainty": about.certainty.letter(),
                    })
                })
                .collect();
            json!({
                "id": clusters.key(cluster.cluster),
                "met": { "low": it.met.0, "high": it.met.1 },
                "all": it.all.map(truth_word),
                "level": it.level.map(|(low, high)| json!({ "low": low, "high": high })),
                "outcome": outcome(about, it, w, lang),
                "criteria": criteria,
            })
        })
        .collect();
    let document = json!({
        "schema": "karenina-scheme/1",
        "edition": {
            "catalogue": report.edition.catalogue, "data": report.edition.data,
            "program": report.edition.program, "as_of": report.found.on.to_string(),
        },
        "scheme": {
            "id": about.id, "title": lang.of(&about.title), "standing": about.standing.word(),
            "certainty": about.certainty.letter(), "source": about.source,
        },
        "clusters": list,
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

/// That the catalogue has no such scheme.
pub fn no_scheme(found: &str, near: Option<&str>, lang: Lang) -> String {
    words(lang)
        .say("no-scheme", &[("found", found.into()), ("near", near.unwrap_or("none").into())])
}

/// The page of documentation: every scheme and what it asks.
pub fn schemes_reference(catalogue: &Catalogue, lang: Lang) -> String {
    let w = words(lang);
    let mut page = format!("# {}\n\n{}\n", w.word("Schemes"), w.word("schemes-page-lead"));
    for it in &catalogue.schemes {
        page.push('\n');
        page += &scheme_reference(it, lang);
    }
    page
}
