//! Figures in words, as tables and as drawings. What they show was computed elsewhere; each has
//! its title, its table, its source line and its alternative text.

mod draw;
mod json;
mod table;
mod write;

pub use json::figures_json;
pub use table::FigureTable;
pub use write::{
    figure_list, figure_page, figure_text, figures_csv, figures_reference, no_figure, one_drawing,
};

use std::fmt::Write;

use karenina_assess::{Bars, Basis, Body, Counted, Datum, Figure, Name, Note, Series, SeriesOf};
use karenina_catalogue::{FigureAbout, Reference};
use karenina_model::{Interval, RowId, TableId, Value};

use crate::{
    Report,
    chart::Style,
    view::View,
    wording::{Words, number, share_bounds},
};

/// Widths of drawings: on paper and a desk, and on a telephone.
pub(crate) const WIDTHS: [f64; 2] = [720.0, 340.0];

/// A figure ready to be set: in a page, a document, a workbook.
#[derive(Debug, Clone)]
pub struct FigureDocument {
    /// Its id, such as `mean_members_by_field`.
    pub id: &'static str,
    /// Its number in the article, such as `Fig 1`.
    pub article: String,
    /// What it shows.
    pub title: String,
    /// How to read it.
    pub read: String,
    /// What has to be said beside it, a sentence each.
    pub notes: Vec<String>,
    /// Where its values come from.
    pub source: String,
    /// What a reader who does not see it is told.
    pub alt: String,
    /// Its values.
    pub table: FigureTable,
    /// The drawing alone: colours written into it, on white, without title and notes.
    pub svg: String,
}

/// Every figure of a report, in the order of the article.
pub fn figure_documents(report: &Report<'_>) -> Vec<FigureDocument> {
    let view = View::new(report);
    let figures = karenina_assess::figures(report.catalogue, report.dataset, report.found);
    figures.iter().map(|it| FigureView::new(&view, it).document()).collect()
}

/// One figure as a drawing that stands alone, with title, notes and source line.
pub fn figure_svg(report: &Report<'_>, figure: &Figure) -> String {
    let view = View::new(report);
    FigureView::new(&view, figure).framed(WIDTHS[0])
}

/// A figure with what its words need.
pub(crate) struct FigureView<'a> {
    pub view: &'a View<'a>,
    pub figure: &'a Figure,
    pub about: &'a FigureAbout,
}

impl<'a> FigureView<'a> {
    pub(crate) fn new(view: &'a View<'a>, figure: &'a Figure) -> Self {
        Self { view, figure, about: &view.report.catalogue.figures[figure.about] }
    }

    fn document(&self) -> FigureDocument {
        FigureDocument {
            id: self.figure.kind.id(),
            article: self.number(),
            title: self.title().to_owned(),
            read: self.view.of(&self.about.read).to_owned(),
            notes: self.notes(),
            source: self.source(),
            alt: self.alt(),
            table: self.table(),
            svg: self.drawing(WIDTHS[0], Style::Alone),
        }
    }

    pub(crate) fn title(&self) -> &'a str {
        self.view.of(&self.about.title)
    }

    /// Its number in the article, in the language of the report.
    pub(crate) fn number(&self) -> String {
        number_in_words(&self.about.article, self.view.words)
    }

    fn word(&self, id: &str) -> &'static str {
        self.view.words.word(id)
    }

    pub(crate) fn name(&self, it: &Name) -> String {
        match it {
            Name::Item(key) => self.item(key),
            Name::Field(key) => self.view.field_text(key),
            Name::Code(_, label) => self.view.of(label).to_owned(),
            Name::Row(RowId { table, row }) => self.view.name(*table, *row).to_owned(),
            Name::Programme => self.word("fig-programme").to_owned(),
            Name::NotSaid => self.word("not-said").to_owned(),
            Name::Yes => self.word("yes").to_owned(),
            Name::Partly => self.word("partly").to_owned(),
            Name::No => self.word("no").to_owned(),
        }
    }

    pub(crate) fn item(&self, key: &str) -> String {
        self.about
            .items
            .get(key)
            .map_or_else(|| self.view.field_text(key), |it| self.view.of(&it.label).to_owned())
    }

    pub(crate) fn reference(&self, at: usize) -> &'a Reference {
        &self.about.references[at]
    }

    /// "world, n = 356, 2012".
    pub(crate) fn reference_name(&self, at: usize) -> String {
        let it = self.reference(at);
        let mut text = self.view.of(&it.what).to_owned();
        if let Some(n) = it.n {
            _ = write!(text, ", n = {n}");
        }
        if let Some(year) = it.year {
            _ = write!(text, ", {year}");
        }
        text
    }

    /// Whose values a series holds, how many they were and when.
    pub(crate) fn series_name(&self, it: &Series) -> String {
        match &it.of {
            SeriesOf::Reference(at) => self.reference_name(*at),
            of => {
                let mut text = match of {
                    SeriesOf::Population(name) => name.clone(),
                    _ => self.word("fig-programme").to_owned(),
                };
                if let Some(n) = it.n {
                    text += ", ";
                    text += &self.counted(it.counted, n);
                }
                if let Some(period) = it.vintage {
                    text += ", ";
                    text += &self.view.words.period(period);
                }
                text
            }
        }
    }

    fn counted(&self, what: Counted, n: u64) -> String {
        let id = match what {
            Counted::Clusters => "fig-n-clusters",
            Counted::Organisations => "fig-n-organisations",
            Counted::Respondents => "fig-n-respondents",
            Counted::Seats => "fig-n-seats",
            Counted::Pairs => "fig-n-pairs",
        };
        self.view.words.say(id, &[("n", n.into())])
    }

    /// One value in words, as it stands at the end of its bar.
    pub(crate) fn datum(&self, it: &Datum, with_of: bool) -> String {
        let lang = self.view.report.lang;
        if it.lost && it.rank.is_none() {
            return self.word("fig-lost").to_owned();
        }
        let mut text = match (it.value, it.count) {
            (Value::Known(value), Some(count)) => {
                let share = share_bounds((value.low(), value.high()), lang);
                let count = self.plain(count);
                match it.of.filter(|_| with_of) {
                    Some(of) => {
                        let of = number(of as f64, lang);
                        let args = [
                            ("count", (&count).into()),
                            ("of", (&of).into()),
                            ("share", (&share).into()),
                        ];
                        self.view.words.say("fig-count-of", &args)
                    }
                    None => format!("{count} · {share}"),
                }
            }
            (Value::Known(value), None) => match self.measured() {
                karenina_assess::Measured::Share | karenina_assess::Measured::Weight => {
                    share_bounds((value.low(), value.high()), lang)
                }
                karenina_assess::Measured::Mean => self.mean(value),
                karenina_assess::Measured::Count => self.plain(value),
            },
            (Value::Absent(_), Some(count)) => self.plain(count),
            (Value::Absent(_), None) if it.rank.is_some() => String::new(),
            (Value::Absent(why), None) => self.view.words.absence(why),
        };
        if let Some(rank) = it.rank {
            let rank = self.rank(rank);
            text = if text.is_empty() { rank } else { format!("{text} · {rank}") };
        }
        if let Some(sampling) = it.sampling {
            _ = write!(text, " ({})", self.sampling(sampling));
        }
        if it.certainty.is_some() {
            text += " °";
        }
        text
    }

    pub(crate) fn rank(&self, rank: f64) -> String {
        if rank == 0.0 {
            return self.word("fig-rank-last").to_owned();
        }
        let rank = number((rank * 100.0).round() / 100.0, self.view.report.lang);
        self.view.words.say("fig-rank", &[("rank", (&rank).into())])
    }

    /// Whole per cent: an interval of few cases tells no more.
    pub(crate) fn sampling(&self, (low, high): (f64, f64)) -> String {
        let lang = self.view.report.lang;
        let whole = |x: f64| number((x * 100.0).round(), lang);
        format!("{}–{}\u{202f}%", whole(low), whole(high))
    }

    fn mean(&self, it: Interval) -> String {
        let round = |x: f64| (x * 10.0).round() / 10.0;
        let (low, high) = (round(it.low()), round(it.high()));
        Interval::new(low, high).map_or_else(String::new, |it| self.plain(it))
    }

    /// A number or its bounds, without a unit.
    pub(crate) fn plain(&self, it: Interval) -> String {
        let lang = self.view.report.lang;
        if it.is_point() {
            number(it.low(), lang)
        } else if it.high() == f64::INFINITY {
            format!("≥ {}", number(it.low(), lang))
        } else if it.low() == f64::NEG_INFINITY {
            format!("≤ {}", number(it.high(), lang))
        } else {
            format!("{}–{}", number(it.low(), lang), number(it.high(), lang))
        }
    }

    fn measured(&self) -> karenina_assess::Measured {
        match &self.figure.body {
            Body::Bars(it) | Body::Spokes(it) => it.measured,
            Body::Stacks(_)
            | Body::Arrows(_)
            | Body::Portfolio(_)
            | Body::Areas(_)
            | Body::Model(_)
            | Body::Profile(_) => karenina_assess::Measured::Count,
        }
    }

    /// What has to be said beside the figure.
    pub(crate) fn notes(&self) -> Vec<String> {
        let words = self.view.words;
        let mut notes = Vec::new();
        let bars: Option<&Bars> = match &self.figure.body {
            Body::Bars(it) | Body::Spokes(it) => Some(it),
            _ => None,
        };
        // A figure whose values are those of the article says what of it is lost.
        let from_article = self.figure.basis != Basis::Rows
            || matches!(&self.figure.body, Body::Arrows(groups)
                if groups.iter().any(|it| it.to.iter().any(|to| to.1.is_some())));
        if let Some(lost) = &self.about.lost
            && (from_article || self.shows_lost())
        {
            notes.push(words.say("fig-note-lost", &[("text", self.view.of(lost).into())]));
        }
        if self.is_unsure() {
            notes.push(words.word("fig-note-unsure").to_owned());
        }
        let sampled = |it: &Bars| {
            it.rows.iter().flat_map(|it| it.data.iter().flatten()).any(|it| it.sampling.is_some())
        };
        if bars.is_some_and(sampled) {
            notes.push(words.word("fig-note-wilson").to_owned());
        }
        if let Some((other, why)) = &self.about.not_with {
            let about = self.view.report.catalogue.figures.iter().find(|it| it.kind == *other);
            if let Some(about) = about {
                let title = self.view.of(&about.title);
                notes.push(words.say(
                    "fig-note-not-with",
                    &[
                        ("figure", (&number_in_words(&about.article, words)).into()),
                        ("title", title.into()),
                        ("why", self.view.of(why).into()),
                    ],
                ));
            }
        }
        for note in &self.figure.notes {
            notes.push(match note {
                Note::NothingListed => words.word("fig-note-nothing").to_owned(),
                Note::SeveralFields => words.word("fig-note-several-fields").to_owned(),
                Note::Unlisted(n) => words.say("fig-note-unlisted", &[("n", (*n).into())]),
                Note::AmountsUnknown(n, of) => {
                    words.say("fig-note-amounts", &[("n", (*n).into()), ("of", (*of).into())])
                }
                Note::TooLarge(n) => words.say("fig-note-too-large", &[("n", (*n).into())]),
            });
        }
        for reference in &self.about.references {
            let caveat = reference.caveat.as_ref();
            if let Some(text) =
                caveat.and_then(|it| self.view.report.catalogue.model.caveats.get(it))
            {
                let of = self.view.of(&reference.what);
                notes.push(words.say(
                    "fig-note-caveat",
                    &[("of", of.into()), ("text", self.view.of(text).into())],
                ));
            }
        }
        notes
    }

    fn shows_lost(&self) -> bool {
        match &self.figure.body {
            Body::Bars(it) | Body::Spokes(it) => {
                it.rows.iter().flat_map(|it| it.data.iter().flatten()).any(|it| it.lost)
            }
            Body::Stacks(it) => it.rows.iter().any(|it| it.lost),
            Body::Portfolio(_) => true,
            Body::Arrows(_) | Body::Areas(_) | Body::Model(_) | Body::Profile(_) => false,
        }
    }

    /// Whether anything is reconstructed or implied rather than said.
    fn is_unsure(&self) -> bool {
        match &self.figure.body {
            Body::Bars(it) | Body::Spokes(it) => it
                .rows
                .iter()
                .flat_map(|it| it.data.iter().flatten())
                .any(|it| it.certainty.is_some()),
            Body::Stacks(it) => it.rows.iter().any(|it| it.certainty.is_some()),
            Body::Arrows(it) => it.iter().any(|it| it.to.iter().any(|to| to.1.is_some())),
            Body::Portfolio(_) | Body::Areas(_) | Body::Model(_) | Body::Profile(_) => false,
        }
    }

    /// Where the values come from.
    pub(crate) fn source(&self) -> String {
        let (view, words) = (self.view, self.view.words);
        let mut parts = Vec::new();
        match (self.figure.basis, self.figure.claim) {
            (Basis::Claims, Some(row)) => {
                let said = view.said(RowId { table: TableId::CLAIMS, row }, None);
                let mut text = said.who.clone();
                if let Some(row) = said.document {
                    text += ", ";
                    text += view.report.dataset.table(TableId::SOURCES).key(row);
                }
                if let Some(via) = said.via {
                    text += ", ";
                    text += via;
                }
                parts.push(words.say("fig-source-claims", &[("said", (&text).into())]));
            }
            (Basis::Claims | Basis::Rows, _) => {
                let date = words.date(view.report.found.on);
                parts.push(words.say(
                    "fig-source-rows",
                    &[("programme", view.programme_name().into()), ("date", (&date).into())],
                ));
            }
            (Basis::Nothing, _) => {}
        }
        for it in &self.about.references {
            let cited = view.citation(&it.source, it.at.as_deref());
            parts.push(format!("{}: {cited}", view.of(&it.what)));
        }
        let number = self.number();
        let model = view.citation(&view.report.catalogue.model.source, Some(&number));
        parts.push(words.say("fig-source-model", &[("source", (&model).into())]));
        format!("{}: {}.", words.word("fig-source"), parts.join("; "))
    }

    /// What a reader who does not see it is told: the table in a breath.
    pub(crate) fn alt(&self) -> String {
        const MOST: usize = 700;
        let table = self.table();
        let mut text = format!("{}.", self.title());
        for row in &table.rows {
            let mut cells = row.iter();
            let Some(first) = cells.next() else { continue };
            let rest: Vec<String> = cells
                .zip(table.head.iter().skip(1))
                .filter(|(it, _)| !it.is_empty())
                .map(
                    |(it, head)| {
                        if table.head.len() > 2 { format!("{head}: {it}") } else { it.clone() }
                    },
                )
                .collect();
            let line = format!(" {first}: {}.", rest.join(", "));
            if text.len() + line.len() > MOST {
                text += " …";
                break;
            }
            text += &line;
        }
        text
    }
}

/// "Fig 4" as the language of a report says it.
pub(crate) fn number_in_words(article: &str, words: &Words) -> String {
    match article.split_once(' ') {
        Some(("Fig", n)) => words.say("fig-figure", &[("n", n.into())]),
        Some(("Table", n)) => words.say("fig-table-n", &[("n", n.into())]),
        _ => article.to_owned(),
    }
}
