//! Plain tables for further work: one row of heads, codes beside labels, units in a column of
//! their own, numbers in full precision. Workbook and Parquet are made of the same ones.

use karenina_catalogue::Threshold;
use karenina_model::{Cell, Date, RowId, TableId, Value, table::ValueCell};

use crate::{
    csv::{evidence, verdict_code},
    view::View,
    wording::problem_text,
};

/// A table of data.
pub(crate) struct PlainTable {
    /// What it is called in files: `findings`.
    pub name: &'static str,
    pub columns: Vec<(&'static str, Kind)>,
    pub rows: Vec<Vec<Datum>>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    Date,
    Flag,
}

/// One cell; what is not known is nothing at all.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Datum {
    Nothing,
    Text(String),
    Number(f64),
    Date(Date),
    Flag(bool),
}

impl From<&str> for Datum {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text.to_owned()) }
    }
}

impl From<String> for Datum {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Nothing } else { Self::Text(text) }
    }
}

impl From<Option<&str>> for Datum {
    fn from(text: Option<&str>) -> Self {
        text.map_or(Self::Nothing, Self::from)
    }
}

impl From<f64> for Datum {
    fn from(x: f64) -> Self {
        if x.is_finite() { Self::Number(x) } else { Self::Nothing }
    }
}

impl From<usize> for Datum {
    fn from(n: usize) -> Self {
        Self::Number(n as f64)
    }
}

impl From<bool> for Datum {
    fn from(it: bool) -> Self {
        Self::Flag(it)
    }
}

use Kind::{Flag, Number, Text};

/// Every table that a workbook holds, in its order.
pub(crate) fn tables(view: &View<'_>) -> Vec<PlainTable> {
    vec![
        clusters(view),
        signs(view),
        findings(view),
        claims(view),
        questions(view),
        definitions(view),
        sources(view),
        problems(view),
    ]
}

fn clusters(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("cluster", Text),
        ("cluster_name", Text),
        ("cluster_verdict", Text),
        ("cluster_verdict_label", Text),
        ("missing", Text),
        ("n_missing", Number),
        ("robust_verdict", Text),
        ("chance_low", Number),
        ("chance_high", Number),
        ("counted", Flag),
        ("judged_as_of", Kind::Date),
        ("place", Text),
        ("region", Text),
        ("field", Text),
        ("tender_group", Text),
        ("standing", Text),
    ];
    let table = view.report.dataset.table(TableId::CLUSTERS);
    let signs = &view.report.catalogue.model.signs;
    let mut rows = Vec::new();
    for (section, clusters) in &view.sections {
        for it in clusters {
            let text = |column| view.cluster_text(it.cluster, column);
            let missing: Vec<&str> = it.missing.iter().map(|at| signs[*at].id.as_str()).collect();
            rows.push(vec![
                table.key(it.cluster).into(),
                view.cluster_name(it.cluster).into(),
                it.verdict.word().into(),
                view.words.cluster_verdict(it.verdict).into(),
                missing.join(", ").into(),
                it.missing.len().into(),
                it.robust.verdict.word().into(),
                it.robust.chance.0.into(),
                it.robust.chance.1.into(),
                (*section != crate::view::Section::NotCounted).into(),
                Datum::Date(it.on),
                view.place_name(it.cluster).into(),
                text("region").into(),
                text("field").map(|it| view.field_text(it)).unwrap_or_default().into(),
                text("tender_group").into(),
                table.common_code(it.cluster, "standing").into(),
            ]);
        }
    }
    PlainTable { name: "clusters", columns, rows }
}

fn signs(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("cluster", Text),
        ("cluster_name", Text),
        ("sign", Text),
        ("sign_title", Text),
        ("latent", Flag),
        ("verdict", Text),
        ("verdict_label", Text),
        ("degree_low", Number),
        ("degree_high", Number),
        ("chance_low", Number),
        ("chance_high", Number),
        ("coverage", Number),
    ];
    let table = view.report.dataset.table(TableId::CLUSTERS);
    let mut rows = Vec::new();
    for it in view.sections.iter().flat_map(|it| &it.1) {
        for at in view.counted.iter().chain(&view.latent) {
            let sign = &view.report.catalogue.model.signs[*at];
            let found = &it.signs[*at];
            rows.push(vec![
                table.key(it.cluster).into(),
                view.cluster_name(it.cluster).into(),
                sign.id.as_str().into(),
                view.of(&sign.title).into(),
                sign.latent.into(),
                verdict_code(found.verdict).into(),
                view.state_word(view.state(it, *at)).into(),
                found.degree.0.into(),
                found.degree.1.into(),
                found.chance.0.into(),
                found.chance.1.into(),
                found.coverage.into(),
            ]);
        }
    }
    PlainTable { name: "signs", columns, rows }
}

/// Every finding that has a value or decides a sign.
pub(crate) fn findings(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("cluster", Text),
        ("cluster_name", Text),
        ("sign", Text),
        ("indicator", Text),
        ("title", Text),
        ("role", Text),
        ("low", Number),
        ("high", Number),
        ("low_is_open", Flag),
        ("high_is_open", Flag),
        ("unit", Text),
        ("unit_label", Text),
        ("absent", Text),
        ("absent_label", Text),
        ("rule", Text),
        ("rule_source", Text),
        ("verdict", Text),
        ("verdict_label", Text),
        ("degree_low", Number),
        ("degree_high", Number),
        ("chance_low", Number),
        ("chance_high", Number),
        ("contradicted", Flag),
        ("evidence", Text),
    ];
    let w = view.words;
    let catalogue = view.report.catalogue;
    let table = view.report.dataset.table(TableId::CLUSTERS);
    let mut rows = Vec::new();
    for it in view.sections.iter().flat_map(|it| &it.1) {
        for (at, sign) in catalogue.model.signs.iter().enumerate() {
            for indicator in catalogue.indicators_of(at) {
                let about = &catalogue.indicators[indicator];
                let finding = &it.findings[indicator];
                let required = sign.required.contains(&indicator);
                let (interval, absent) = match finding.value {
                    Value::Known(it) => (Some(it), None),
                    Value::Absent(_) if !required => continue,
                    Value::Absent(why) => (None, Some(why)),
                };
                let threshold = finding.threshold.map(|at| &about.thresholds[at]);
                rows.push(vec![
                    table.key(it.cluster).into(),
                    view.cluster_name(it.cluster).into(),
                    sign.id.as_str().into(),
                    about.id.as_str().into(),
                    view.of(&about.title).into(),
                    if required { "required" } else { "informs" }.into(),
                    interval.map_or(Datum::Nothing, |it| it.low().into()),
                    interval.map_or(Datum::Nothing, |it| it.high().into()),
                    interval.map_or(Datum::Nothing, |it| it.low_is_open().into()),
                    interval.map_or(Datum::Nothing, |it| it.high_is_open().into()),
                    about.unit.word().into(),
                    w.unit_name(about.unit).into(),
                    absent.map(karenina_model::Absence::word).into(),
                    absent.map(|it| w.absence(it)).unwrap_or_default().into(),
                    threshold.map(|it| it.rule.to_string()).unwrap_or_default().into(),
                    threshold.map(|it| it.source.as_str()).into(),
                    verdict_code(finding.verdict).into(),
                    w.verdict(finding.verdict).into(),
                    finding.degree.0.into(),
                    finding.degree.1.into(),
                    finding.chance.0.into(),
                    finding.chance.1.into(),
                    finding.contradicted.into(),
                    evidence(&view.report, &finding.evidence).into(),
                ]);
            }
        }
    }
    PlainTable { name: "findings", columns, rows }
}

/// Every claim as it was made, with where it stood.
pub(crate) fn claims(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("subject", Text),
        ("indicator", Text),
        ("item", Text),
        ("period", Text),
        ("low", Number),
        ("high", Number),
        ("low_is_open", Flag),
        ("high_is_open", Flag),
        ("text", Text),
        ("unit", Text),
        ("absent", Text),
        ("status", Text),
        ("certainty", Text),
        ("said_by", Text),
        ("said_on", Text),
        ("source", Text),
        ("via", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
        ("line", Number),
        ("note", Text),
    ];
    let table = view.report.dataset.table(TableId::CLAIMS);
    let value_column = TableId::CLAIMS.schema().column("value");
    let period = |row: u32, name: &str| -> Datum {
        let it = table.column(name).and_then(|it| table.period(row, it).known());
        it.map_or(Datum::Nothing, |it| it.text().into())
    };
    let rows = table
        .rows()
        .map(|row| {
            let text = |name| Datum::from(table.named_text(row, name));
            let value = value_column.map_or(Cell::Empty, |it| table.value(row, it));
            let nothing = || (Datum::Nothing, Datum::Nothing, Datum::Nothing, Datum::Nothing);
            let (low, high, said, absent) = match value {
                Cell::Known(ValueCell::Number(it)) => {
                    (it.low().into(), it.high().into(), Datum::Nothing, Datum::Nothing)
                }
                Cell::Known(ValueCell::Flag(it)) => {
                    let none = nothing();
                    (none.0, none.1, it.word().into(), none.3)
                }
                Cell::Known(ValueCell::Text(it)) => {
                    let none = nothing();
                    (none.0, none.1, it.to_string().into(), none.3)
                }
                Cell::Known(ValueCell::Nothing) | Cell::Empty => nothing(),
                Cell::Absent(why) => {
                    let none = nothing();
                    (none.0, none.1, none.2, why.word().into())
                }
            };
            let open = match value {
                Cell::Known(ValueCell::Number(it)) => Some((it.low_is_open(), it.high_is_open())),
                Cell::Known(_) | Cell::Empty | Cell::Absent(_) => None,
            };
            let place = table.place(row, value_column);
            vec![
                text("subject"),
                text("indicator"),
                text("item"),
                period(row, "period"),
                low,
                high,
                open.map_or(Datum::Nothing, |it| it.0.into()),
                open.map_or(Datum::Nothing, |it| it.1.into()),
                said,
                text("unit"),
                absent,
                table.common_code(row, "status").into(),
                table.common_code(row, "certainty").into(),
                text("said_by"),
                period(row, "said_on"),
                source_key(view, RowId { table: TableId::CLAIMS, row }),
                text("via"),
                place.file.into(),
                place.sheet.as_deref().into(),
                place.cell.as_deref().into(),
                place.line.map_or(Datum::Nothing, |it| Datum::Number(f64::from(it))),
                text("note"),
            ]
        })
        .collect();
    PlainTable { name: "claims", columns, rows }
}

fn source_key(view: &View<'_>, row: RowId) -> Datum {
    let table = view.report.dataset.table(row.table);
    let at = table.column("source").and_then(|it| table.reference(row.row, it).known());
    at.map_or(Datum::Nothing, |it| view.report.dataset.table(TableId::SOURCES).key(it).into())
}

fn questions(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("cluster", Text),
        ("cluster_name", Text),
        ("place_in_order", Number),
        ("sign", Text),
        ("indicator", Text),
        ("question", Text),
        ("decides", Flag),
        ("if_met", Text),
        ("if_not_met", Text),
        ("chance_met", Number),
        ("cost", Number),
    ];
    let catalogue = view.report.catalogue;
    let table = view.report.dataset.table(TableId::CLUSTERS);
    let mut rows = Vec::new();
    for it in view.sections.iter().flat_map(|it| &it.1) {
        for (n, question) in it.questions.iter().enumerate() {
            let indicator = &catalogue.indicators[question.indicator];
            rows.push(vec![
                table.key(it.cluster).into(),
                view.cluster_name(it.cluster).into(),
                (n + 1).into(),
                catalogue.model.signs[question.sign].id.as_str().into(),
                indicator.id.as_str().into(),
                view.of(&indicator.question).into(),
                question.decides.into(),
                question.if_met.1.word().into(),
                question.if_not_met.1.word().into(),
                question.chance.into(),
                question.cost.into(),
            ]);
        }
    }
    PlainTable { name: "questions", columns, rows }
}

fn definitions(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("indicator", Text),
        ("sign", Text),
        ("sign_title", Text),
        ("role", Text),
        ("title", Text),
        ("question", Text),
        ("read", Text),
        ("unit", Text),
        ("unit_label", Text),
        ("direction_label", Text),
        ("nature_label", Text),
        ("rule", Text),
        ("judges", Flag),
        ("since", Kind::Date),
        ("until", Kind::Date),
        ("rule_source", Text),
        ("at", Text),
    ];
    let w = view.words;
    let catalogue = view.report.catalogue;
    let mut rows = Vec::new();
    for (at, sign) in catalogue.model.signs.iter().enumerate() {
        for indicator in catalogue.indicators_of(at) {
            let it = &catalogue.indicators[indicator];
            let judging = it.judging(view.report.found.on);
            let mut add = |threshold: Option<(usize, &Threshold)>| {
                rows.push(vec![
                    it.id.as_str().into(),
                    sign.id.as_str().into(),
                    view.of(&sign.title).into(),
                    if sign.required.contains(&indicator) { "required" } else { "informs" }.into(),
                    view.of(&it.title).into(),
                    view.of(&it.question).into(),
                    view.of(&it.read).into(),
                    it.unit.word().into(),
                    w.unit_name(it.unit).into(),
                    w.direction(it.direction).into(),
                    w.nature(it.nature).into(),
                    threshold.map(|it| it.1.rule.to_string()).unwrap_or_default().into(),
                    threshold.map_or(Datum::Nothing, |it| (judging == Some(it.0)).into()),
                    threshold.map_or(Datum::Nothing, |it| Datum::Date(it.1.since)),
                    threshold.and_then(|it| it.1.until).map_or(Datum::Nothing, Datum::Date),
                    threshold.map(|it| it.1.source.as_str()).into(),
                    threshold.and_then(|it| it.1.at.as_deref()).into(),
                ]);
            };
            if it.thresholds.is_empty() {
                add(None);
            }
            for threshold in it.thresholds.iter().enumerate() {
                add(Some(threshold));
            }
        }
    }
    PlainTable { name: "definitions", columns, rows }
}

fn sources(view: &View<'_>) -> PlainTable {
    let columns = vec![("source", Text), ("of", Text), ("document", Text), ("url", Text)];
    let mut rows: Vec<Vec<Datum>> = view
        .report
        .catalogue
        .sources
        .iter()
        .map(|(key, it)| {
            vec![
                key.as_str().into(),
                "catalogue".into(),
                view.source_text(key).into(),
                it.url.as_deref().into(),
            ]
        })
        .collect();
    let documents = view.report.dataset.table(TableId::SOURCES);
    rows.extend(documents.rows().map(|row| {
        vec![
            documents.key(row).into(),
            "data".into(),
            view.document_text(row).into(),
            documents.named_text(row, "locator").filter(|it| it.starts_with("http")).into(),
        ]
    }));
    PlainTable { name: "sources", columns, rows }
}

fn problems(view: &View<'_>) -> PlainTable {
    let columns = vec![
        ("severity", Text),
        ("code", Text),
        ("file", Text),
        ("sheet", Text),
        ("cell", Text),
        ("line", Number),
        ("column", Text),
        ("message", Text),
        ("heading", Text),
    ];
    let rows = view
        .report
        .problems
        .iter()
        .map(|it| {
            vec![
                it.severity().word().into(),
                it.code.id().into(),
                it.place.file.as_str().into(),
                it.place.sheet.as_deref().into(),
                it.place.cell.as_deref().into(),
                it.place.line.map_or(Datum::Nothing, |it| Datum::Number(f64::from(it))),
                it.place.column.as_deref().into(),
                problem_text(it, view.report.lang).into(),
                it.place.heading.as_deref().into(),
            ]
        })
        .collect();
    PlainTable { name: "problems", columns, rows }
}
