//! A report as a document: title page, map, programme, clusters, and what all of it rests on.

use karenina_model::TableId;

use super::{Block, Builder, Cell, Column, Document, Kind, Row, Style, figures};
use crate::{Report, view::View};

/// The whole report as one document.
pub fn document(report: &Report<'_>) -> Document {
    let view = View::new(report);
    let mut body = Builder::new(true);
    map(&view, &mut body);
    super::programme::programme(&view, &mut body);
    super::sureness::sureness(&view, &mut body);
    article_figures(&view, &mut body);
    super::clusters::clusters(&view, &mut body);
    super::back::back(&view, &mut body);
    Document {
        kind: Kind::Report,
        lang: report.lang,
        title: super::clean(view.programme_name()),
        about: view.result(),
        on: report.found.on,
        edition: edition_key(report),
        program: report.edition.program.clone(),
        front: front(&view),
        body: body.blocks,
    }
}

/// What tells one edition from another.
pub(crate) fn edition_key(report: &Report<'_>) -> String {
    let it = report.edition;
    format!(
        "{}-{}-{}-{}-{}",
        it.catalogue,
        it.data,
        report.found.on,
        report.found.seed,
        report.lang.code()
    )
}

fn front(view: &View<'_>) -> Vec<Block> {
    let mut out = Builder::new(false);
    out.text(Style::Title, view.programme_name());
    out.text(Style::Subtitle, format!("{}, {}", view.judged_as_of(), view.as_of_from()));
    out.text(Style::Lead, view.result());
    for note in view.notes() {
        out.text(Style::Body, note);
    }
    if let Some(about) = view.programme_about() {
        out.text(Style::Body, about);
    }
    out.text(Style::Note, edition_line(view));
    out.blocks
}

/// Catalogue, data, program and seed; digests cut as people compare them.
pub(crate) fn edition_line(view: &View<'_>) -> String {
    let it = view.report.edition;
    let short = |digest: &str| digest.chars().take(12).collect::<String>();
    let (catalogue, data) = (short(&it.catalogue), short(&it.data));
    let seed = view.report.found.seed.to_string();
    view.words.say(
        "edition-line",
        &[
            ("catalogue", (&catalogue).into()),
            ("data", (&data).into()),
            ("program", (&it.program).into()),
            ("seed", (&seed).into()),
        ],
    )
}

fn map(view: &View<'_>, out: &mut Builder) {
    let w = view.words;
    out.heading(1, w.word("Map"), "map");
    if view.sections.is_empty() {
        out.text(Style::Body, w.word("result-none"));
        return;
    }
    out.text(Style::Body, format!("{}. {}", view.legend().join("; "), w.word("fig-bar")));
    let pages = figures::heat_maps(view);
    let n = pages.len();
    for (at, drawing) in pages.into_iter().enumerate() {
        let caption = if n == 1 {
            w.word("fig-heat-map").to_owned()
        } else {
            w.say("fig-heat-map-part", &[("part", (at + 1).into()), ("of", n.into())])
        };
        out.figure(caption, heat_map_alternative(view), drawing, Vec::new());
    }
}

/// The figures of the article with this programme's values: each with its table and source.
fn article_figures(view: &View<'_>, out: &mut Builder) {
    let all = crate::figure::figure_documents(&view.report);
    if all.is_empty() {
        return;
    }
    out.heading(1, view.words.word("Figures"), "figures");
    for it in all {
        let Some(size) = crate::fonts::figure(&it.svg).map(|it| it.size()) else { continue };
        out.heading(3, format!("{} ({})", it.title, it.article), &format!("figure-{}", it.id));
        out.text(Style::Note, &it.read);
        let drawing = figures::Drawing { svg: it.svg, width: size.width(), height: size.height() };
        let mut notes = it.notes;
        notes.push(it.source);
        out.figure(&it.title, &it.alt, drawing, notes);
        if it.table.rows.is_empty() {
            continue;
        }
        let columns = it
            .table
            .head
            .iter()
            .enumerate()
            .map(|(at, head)| {
                if it.table.numeric.get(at) == Some(&true) {
                    Column::right(head, 1.0)
                } else {
                    Column::left(head, if at == 0 { 2.4 } else { 1.2 })
                }
            })
            .collect();
        let rows =
            it.table.rows.iter().map(|it| Row::of(it.iter().map(Cell::text).collect())).collect();
        out.table(&it.title, columns, rows, Vec::new());
    }
}

/// The heat map in words: per sign how many miss it, and where the same stands as text.
fn heat_map_alternative(view: &View<'_>) -> String {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    let mut parts = Vec::new();
    if let Some(units) = view.units {
        for at in view.counted.iter().chain(&view.latent) {
            let it = units.signs[*at];
            let counts = w
                .say("map-counts", &[("not", it.not_met.into()), ("open", it.undetermined.into())]);
            parts.push(format!("{} {}: {counts}", signs[*at].id, view.of(&signs[*at].short)));
        }
    }
    w.say("fig-heat-map-alt", &[("signs", (&parts.join("; ")).into())])
}

/// A link to a document that the data name, where the table of sources has it.
pub(super) fn document_anchor(view: &View<'_>, row: u32) -> (String, String) {
    let key = view.report.dataset.table(TableId::SOURCES).key(row);
    (key.to_owned(), format!("doc-{row}"))
}
