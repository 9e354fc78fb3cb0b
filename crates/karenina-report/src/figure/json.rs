//! Figures as JSON: full precision, codes rather than words, titles beside them.

use karenina_assess::{Bars, Body, Datum, Figure, Name, Series, SeriesOf, Stacks};
use karenina_model::{Interval, TableId, Value};
use serde_json::{Map, Value as Json, json};

use super::FigureView;
use crate::{Report, view::View};

/// Figures with everything that they show.
pub fn figures_json(report: &Report<'_>, figures: &[Figure]) -> String {
    let view = View::new(report);
    let all: Vec<Json> = figures.iter().map(|it| figure(&FigureView::new(&view, it))).collect();
    let document = json!({
        "schema": "karenina-figures/1",
        "edition": {
            "catalogue": report.edition.catalogue,
            "data": report.edition.data,
            "program": report.edition.program,
            "as_of": report.found.on.to_string(),
            "seed": report.found.seed,
        },
        "figures": all,
    });
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn figure(it: &FigureView<'_>) -> Json {
    let table = it.table();
    let mut out = Map::new();
    let mut put = |key: &str, value: Json| out.insert(key.to_owned(), value);
    put("id", json!(it.figure.kind.id()));
    put("article", json!(it.about.article));
    put("title", json!(it.title()));
    put("read", json!(it.view.of(&it.about.read)));
    put("basis", json!(it.figure.basis.word()));
    put("notes", json!(it.notes()));
    put("source", json!(it.source()));
    put("alt", json!(it.alt()));
    put("table", json!({ "head": table.head, "rows": table.rows }));
    match &it.figure.body {
        Body::Bars(bars) | Body::Spokes(bars) => {
            put("measured", json!(bars.measured.word()));
            put("series", bars.series.iter().map(|series| of_series(it, series)).collect());
            put("items", items(it, bars));
            put("all", bars.all.iter().map(|it| it.as_ref().map_or(Json::Null, datum)).collect());
        }
        Body::Stacks(stacks) => put_stacks(it, stacks, &mut put),
        Body::Arrows(groups) => {
            let arrows: Vec<Json> = groups
                .iter()
                .flat_map(|group| {
                    group.to.iter().map(|(to, certainty)| {
                        json!({ "from": name(it, &group.from), "to": name(it, to), "certainty": certainty })
                    })
                })
                .collect();
            put("arrows", json!(arrows));
        }
        Body::Portfolio(portfolio) => {
            put("clusters", portfolio.clusters.iter().map(|at| name(it, at)).collect());
            for (key, list) in [("centres", &portfolio.centres), ("networks", &portfolio.networks)]
            {
                let list: Vec<Json> = list
                    .iter()
                    .map(|(of, reaches)| {
                        let reaches: Vec<Json> =
                            reaches.iter().map(|at| name(it, &portfolio.clusters[*at])).collect();
                        json!({ "id": name(it, of), "reaches": reaches })
                    })
                    .collect();
                put(key, json!(list));
            }
        }
        Body::Areas(mechanisms) => {
            let list: Vec<Json> = mechanisms
                .iter()
                .map(|it| {
                    let [yes, partly, no, not_said] = it.counts;
                    json!({
                        "id": it.item, "area": it.area.item(), "yes": yes, "partly": partly,
                        "no": no, "not_said": not_said,
                    })
                })
                .collect();
            put("mechanisms", json!(list));
        }
        Body::Model(counts) => {
            let signs = &it.view.report.catalogue.model.signs;
            let list: Vec<Json> = signs
                .iter()
                .zip(counts)
                .map(|(sign, n)| {
                    json!({
                        "id": sign.id, "met": n.met, "not_met": n.not_met,
                        "undetermined": n.undetermined,
                    })
                })
                .collect();
            put("signs", json!(list));
        }
        Body::Profile(elements) => {
            let list: Vec<Json> = elements
                .iter()
                .map(|it| {
                    json!({
                        "id": it.item, "organisational": it.first, "statistical": it.second,
                        "not_said": it.unknown,
                    })
                })
                .collect();
            put("elements", json!(list));
        }
    }
    Json::Object(out)
}

fn put_stacks(
    it: &FigureView<'_>,
    stacks: &Stacks,
    put: &mut impl FnMut(&str, Json) -> Option<Json>,
) {
    put("classes", stacks.classes.iter().map(|at| name(it, at)).collect());
    let rows: Vec<Json> = stacks
        .rows
        .iter()
        .map(|row| {
            json!({
                "id": match row.reference {
                    Some(at) => json!(it.reference(at).source),
                    None => name(it, &row.name),
                },
                "parts": row.parts,
                "not_said": row.unknown,
                "lost": row.lost,
                "n": row.n,
                "certainty": row.certainty,
            })
        })
        .collect();
    put("rows", json!(rows));
}

fn items(it: &FigureView<'_>, bars: &Bars) -> Json {
    bars.rows
        .iter()
        .map(|row| {
            let values: Vec<Json> =
                row.data.iter().map(|it| it.as_ref().map_or(Json::Null, datum)).collect();
            json!({
                "id": name(it, &row.name),
                "title": it.name(&row.name),
                "part": row.part,
                "marked": row.marked,
                "values": values,
            })
        })
        .collect()
}

fn of_series(it: &FigureView<'_>, series: &Series) -> Json {
    let of = match &series.of {
        SeriesOf::Programme => json!("programme"),
        SeriesOf::Population(name) => json!({ "population": name }),
        SeriesOf::Reference(at) => {
            let reference = it.reference(*at);
            json!({
                "reference": reference.source, "at": reference.at, "caveat": reference.caveat,
                "title": it.view.of(&reference.what),
            })
        }
    };
    json!({
        "of": of,
        "n": series.n,
        "counted": series.counted.word(),
        "period": series.vintage.map(karenina_model::Period::text),
        "population": series.population,
        "certainty": series.certainty,
    })
}

fn datum(it: &Datum) -> Json {
    let (value, absent) = match it.value {
        Value::Known(value) => (ends(value), None),
        Value::Absent(why) => (Json::Null, Some(if it.lost { "lost" } else { why.word() })),
    };
    json!({
        "value": value,
        "absent": absent,
        "count": it.count.map(ends),
        "of": it.of,
        "interval_95": it.sampling.map(|(low, high)| json!({ "low": low, "high": high })),
        "printed": it.printed,
        "rank": it.rank,
        "certainty": it.certainty,
    })
}

fn ends(it: Interval) -> Json {
    let end = |x: f64| if x.is_finite() { json!(x) } else { Json::Null };
    json!({ "low": end(it.low()), "high": end(it.high()) })
}

fn name(it: &FigureView<'_>, of: &Name) -> Json {
    match of {
        Name::Item(key) | Name::Field(key) => json!(key),
        Name::Code(word, _) => json!(word),
        Name::Row(row) => {
            let table = it.view.report.dataset.table(row.table);
            let key = table.key(row.row);
            if key.is_empty() && row.table != TableId::CLUSTERS {
                json!(it.name(of))
            } else {
                json!(key)
            }
        }
        Name::Programme => json!("programme"),
        Name::NotSaid => json!("not_said"),
        Name::Yes => json!("yes"),
        Name::Partly => json!("partly"),
        Name::No => json!("no"),
    }
}
