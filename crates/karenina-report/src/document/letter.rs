//! Letters about one cluster: the decision, and its annual form. Texts are templates that an
//! office may replace by its own; what is filled in comes from the same findings as the report.

use karenina_assess::{Advice, ClusterVerdict};
use karenina_model::TableId;

use super::{
    Builder, Cell, Column, Document, Kind, Row, Style, TemplateFault, parts,
    report::edition_key,
    run,
    template::{Filling, fill},
};
use crate::{
    AdviceReport, Lang, Report, advice_letter,
    view::{State, View},
};

/// Which letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterKind {
    /// What was decided on a cluster and why.
    Decision,
    /// What is known of a cluster, with room to correct and to answer.
    AnnualForm,
}

/// A letter to write.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Which one.
    pub kind: LetterKind,
    /// The row of the cluster in its table.
    pub cluster: u32,
    /// The office's own text; without it the bundled one.
    pub text: Option<&'a str>,
    /// What is advised, where the catalogue has measures.
    pub advice: Option<&'a Advice>,
}

impl LetterKind {
    /// The bundled text, which an office may copy and change.
    pub fn template(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Self::Decision, Lang::En) => include_str!("../../templates/en/decision.md"),
            (Self::Decision, Lang::Ru) => include_str!("../../templates/ru/decision.md"),
            (Self::AnnualForm, Lang::En) => include_str!("../../templates/en/annual.md"),
            (Self::AnnualForm, Lang::Ru) => include_str!("../../templates/ru/annual.md"),
        }
    }
}

/// A letter as a document; the faults of the template where it has any.
pub fn letter(report: &Report<'_>, letter: Letter<'_>) -> Result<Document, Vec<TemplateFault>> {
    let view = View::new(report);
    let mut out = Builder::new(false);
    let Some(found) = report.found.clusters.iter().find(|it| it.cluster == letter.cluster) else {
        return Err(Vec::new());
    };
    let advice = letter
        .advice
        .and_then(|advice| advice_letter(&AdviceReport { report: *report, advice }, letter.cluster))
        .unwrap_or_default();
    let filling = ClusterFilling { view: &view, it: found, advice };
    let text = letter.text.unwrap_or_else(|| letter.kind.template(report.lang));
    fill(text, &filling, &mut out)?;
    let name = super::clean(view.cluster_name(letter.cluster));
    let title = out.blocks.iter().find_map(|it| match it {
        super::Block::Paragraph(Style::Subject, runs) => Some(super::builder::text_of(runs)),
        _ => None,
    });
    Ok(Document {
        kind: Kind::Letter,
        lang: report.lang,
        title: title.unwrap_or_else(|| name.clone()),
        about: format!("{name}: {}", view.words.cluster_verdict(found.verdict)),
        on: report.found.on,
        edition: format!("{}-{}", edition_key(report), letter.cluster),
        program: report.edition.program.clone(),
        front: Vec::new(),
        body: out.blocks,
    })
}

/// What a letter about a cluster can say.
struct ClusterFilling<'a, 'b> {
    view: &'b View<'a>,
    it: &'a karenina_assess::ClusterFinding,
    /// Paragraphs with the decision and its reasons.
    advice: Vec<String>,
}

/// The parts, by the names that templates use.
const PARTS: &[&str] = &[
    "advice",
    "verdict",
    "about",
    "missing",
    "links",
    "degrees",
    "criteria",
    "questions",
    "form",
    "facts",
    "sources",
    "edition",
];

impl Filling for ClusterFilling<'_, '_> {
    fn fields(&self) -> Vec<(&'static str, String)> {
        let (view, it) = (self.view, self.it);
        let w = view.words;
        let text = |column| view.cluster_text(it.cluster, column).unwrap_or("").to_owned();
        let clusters = view.report.dataset.table(TableId::CLUSTERS);
        vec![
            ("programme", view.programme_name().to_owned()),
            ("cluster", view.cluster_name(it.cluster).to_owned()),
            ("cluster_key", clusters.key(it.cluster).to_owned()),
            ("date", w.date(view.report.found.on)),
            ("judged_as_of", view.judged_as_of()),
            ("verdict", w.cluster_verdict(it.verdict).to_owned()),
            ("misses", view.misses(it, true)),
            ("n_missing", it.missing.len().to_string()),
            ("n_questions", it.questions.len().to_string()),
            ("region", text("region")),
            ("place", view.place_name(it.cluster).unwrap_or("").to_owned()),
            ("field", view.field_text(&text("field"))),
            ("tender_group", text("tender_group")),
            ("support", view.support(it.cluster).unwrap_or_default()),
            ("model", view.method_source()),
            ("edition", super::report::edition_line(view)),
            ("repeat", view.repeat()),
        ]
    }

    fn conditions(&self) -> Vec<(&'static str, bool)> {
        let it = self.it;
        vec![
            ("sustainable", it.verdict == ClusterVerdict::Sustainable),
            ("not_sustainable", it.verdict == ClusterVerdict::NotSustainable),
            ("undetermined", it.verdict == ClusterVerdict::Undetermined),
            ("has_missing", !it.missing.is_empty()),
            ("has_questions", !it.questions.is_empty()),
            ("has_facts", !it.facts.is_empty()),
            ("has_advice", !self.advice.is_empty()),
            ("no_advice", self.advice.is_empty()),
        ]
    }

    fn parts(&self) -> &'static [&'static str] {
        PARTS
    }

    fn part(&self, name: &str, out: &mut Builder) {
        let (view, it) = (self.view, self.it);
        match name {
            "verdict" => parts::verdict(view, it, out),
            "advice" => self.advice.iter().for_each(|it| out.text(Style::Body, it)),
            "about" => super::clusters::about(view, it.cluster, out),
            "missing" => missing(view, it, out),
            "links" => parts::links(view, it, out),
            "degrees" => parts::degrees(view, it, out),
            "criteria" => parts::criteria(view, it, out),
            "questions" => questions(view, it, out),
            "form" => form(view, it, out),
            "facts" if !it.facts.is_empty() => {
                let rows: Vec<u32> = it.facts.iter().map(|it| it.row.row).collect();
                parts::facts(view, view.words.word("Facts"), &rows, false, out);
            }
            "sources" => sources(view, it, out),
            "edition" => out.text(Style::Note, super::report::edition_line(view)),
            // `PARTS` is what can be asked for.
            _ => {}
        }
    }
}

/// Each missing sign with the requirements that it fails.
fn missing(view: &View<'_>, it: &karenina_assess::ClusterFinding, out: &mut Builder) {
    let w = view.words;
    let catalogue = view.report.catalogue;
    let items = it
        .missing
        .iter()
        .map(|at| {
            let sign = &catalogue.model.signs[*at];
            let failed: Vec<String> = sign
                .required
                .iter()
                .filter(|at| View::criterion_state(&it.findings[**at]) == State::NotMet)
                .map(|at| {
                    let indicator = &catalogue.indicators[*at];
                    let finding = &it.findings[*at];
                    let rule = finding.threshold.map(|at| &indicator.thresholds[at]);
                    let rule = rule.map_or_else(String::new, |it| {
                        format!(
                            " ({}, {})",
                            view.asks_for(it, indicator.unit),
                            view.threshold_source(it)
                        )
                    });
                    let value = w.value(finding.value, indicator);
                    format!("{}: {value}{rule}", view.of(&indicator.title))
                })
                .collect();
            vec![
                run(format!("{} {}. ", sign.id, view.of(&sign.title))).strong(),
                run(format!("{}.", failed.join("; "))),
            ]
        })
        .collect();
    out.list(true, items);
}

/// The questions alone, numbered, for an answer by return.
fn questions(view: &View<'_>, it: &karenina_assess::ClusterFinding, out: &mut Builder) {
    let catalogue = view.report.catalogue;
    let items = it
        .questions
        .iter()
        .map(|it| {
            let sign = &catalogue.model.signs[it.sign];
            vec![
                run(format!("{} ", view.of(&catalogue.indicators[it.indicator].question))),
                run(format!("({})", sign.id)).soft(),
            ]
        })
        .collect();
    out.list(true, items);
}

/// Every requirement with what is known and room for an answer.
fn form(view: &View<'_>, it: &karenina_assess::ClusterFinding, out: &mut Builder) {
    let w = view.words;
    let catalogue = view.report.catalogue;
    let mut rows = Vec::new();
    for at in view.counted.iter().chain(&view.latent) {
        let sign = &catalogue.model.signs[*at];
        rows.push(Row::section(format!("{} {}", sign.id, view.of(&sign.title))));
        for indicator in &sign.required {
            let about = &catalogue.indicators[*indicator];
            let finding = &it.findings[*indicator];
            let mut known = Cell::text(w.value(finding.value, about));
            for evidence in &finding.evidence {
                if let Some((row, column)) = View::evidence_row(*evidence) {
                    known.paragraphs.push(parts::said(view, &view.said(row, column)));
                } else if let Some(text) = view.rows_text(*evidence) {
                    known.paragraphs.push(vec![run(text).soft()]);
                }
            }
            rows.push(Row::of(vec![
                Cell::text(view.of(&about.question)),
                known,
                Cell::text(w.unit_name(about.unit)),
                Cell::default(),
                Cell::default(),
            ]));
        }
    }
    let columns = vec![
        Column::left(w.word("Question"), 3.2),
        Column::left(w.word("doc-known"), 2.6),
        Column::left(w.word("Unit"), 1.4),
        Column::left(w.word("doc-answer"), 1.8),
        Column::left(w.word("doc-evidence"), 1.8),
    ];
    let name = view.cluster_name(it.cluster);
    out.table(w.say("doc-form-of", &[("cluster", name.into())]), columns, rows, Vec::new());
}

/// The documents that thresholds of the missing signs rest on.
fn sources(view: &View<'_>, it: &karenina_assess::ClusterFinding, out: &mut Builder) {
    let catalogue = view.report.catalogue;
    let mut keys = std::collections::BTreeSet::from([catalogue.model.source.as_str()]);
    for at in view.counted.iter().flat_map(|at| &catalogue.model.signs[*at].required) {
        if let Some(threshold) = it.findings[*at].threshold {
            keys.insert(catalogue.indicators[*at].thresholds[threshold].source.as_str());
        }
    }
    let items = keys
        .into_iter()
        .filter(|it| !it.is_empty())
        .map(|key| vec![run(view.source_text(key))])
        .collect();
    out.list(false, items);
}
