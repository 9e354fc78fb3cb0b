//! The table of a figure: what the drawing shows, for those who calculate or cannot see it.

use karenina_assess::{Bars, Body, Datum, Measured, Portfolio, Stacks};
use karenina_model::Value;

use super::FigureView;
use crate::wording::{number, share_bounds};

/// The values of a figure as a table: a head, and rows as long as it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTable {
    /// Names of the columns.
    pub head: Vec<String>,
    /// The first column names; the others hold values.
    pub rows: Vec<Vec<String>>,
    /// Which columns hold numbers.
    pub numeric: Vec<bool>,
}

impl FigureView<'_> {
    pub(crate) fn table(&self) -> FigureTable {
        let (head, rows): (Vec<String>, Vec<Vec<String>>) = match &self.figure.body {
            Body::Bars(it) | Body::Spokes(it) => self.bars_table(it),
            Body::Stacks(it) => self.stacks_table(it),
            Body::Arrows(groups) => {
                let head = self.heads(&["fig-initiator", "Cluster", "fig-certainty"]);
                let rows = groups
                    .iter()
                    .flat_map(|group| {
                        group.to.iter().map(|(to, certainty)| {
                            vec![
                                self.name(&group.from),
                                self.name(to),
                                certainty.map_or_else(String::new, |it| self.certainty(it)),
                            ]
                        })
                    })
                    .collect();
                (head, rows)
            }
            Body::Portfolio(it) => self.portfolio_table(it),
            Body::Areas(mechanisms) => {
                let head =
                    self.heads(&["fig-mechanism", "fig-area", "yes", "partly", "no", "not-said"]);
                let rows = mechanisms
                    .iter()
                    .map(|it| {
                        let mut row = vec![self.item(&it.item), self.item(it.area.item())];
                        row.extend(it.counts.iter().map(|it| self.n(*it)));
                        row
                    })
                    .collect();
                (head, rows)
            }
            Body::Model(counts) => {
                let head = self.heads(&["Sign", "col-not-met", "col-undetermined", "col-met"]);
                let signs = &self.view.report.catalogue.model.signs;
                let rows = signs
                    .iter()
                    .zip(counts)
                    .map(|(sign, it)| {
                        vec![
                            format!("{} {}", sign.id, self.view.of(&sign.title)),
                            self.n(it.not_met),
                            self.n(it.undetermined),
                            self.n(it.met),
                        ]
                    })
                    .collect();
                (head, rows)
            }
            Body::Profile(elements) => {
                let head = self.heads(&[
                    "fig-element",
                    "fig-first-side",
                    "fig-clusters",
                    "fig-second-side",
                    "fig-clusters",
                    "not-said",
                ]);
                let rows = elements
                    .iter()
                    .map(|it| {
                        vec![
                            self.item(&it.item),
                            self.item(&format!("{}_bottom_up", it.item)),
                            self.n(it.first),
                            self.item(&format!("{}_top_down", it.item)),
                            self.n(it.second),
                            self.n(it.unknown),
                        ]
                    })
                    .collect();
                (head, rows)
            }
        };
        let is_number = |it: &String| {
            let mut chars = it.chars();
            chars.next().is_none_or(|it| it.is_ascii_digit() || "≥≤–<>".contains(it))
        };
        let numeric =
            (0..head.len()).map(|at| at > 0 && rows.iter().all(|it| is_number(&it[at]))).collect();
        FigureTable { head, rows, numeric }
    }

    fn heads(&self, ids: &[&str]) -> Vec<String> {
        ids.iter().map(|it| self.view.words.word(it).to_owned()).collect()
    }

    fn n(&self, n: u64) -> String {
        number(n as f64, self.view.report.lang)
    }

    pub(crate) fn certainty(&self, word: &str) -> String {
        let of = karenina_model::schema::enumerations().get("certainty");
        let label = of.and_then(|it| it.codes.iter().find(|it| it.0 == word));
        label.map_or_else(|| word.to_owned(), |it| self.view.of(&it.1).to_owned())
    }

    fn bars_table(&self, bars: &Bars) -> (Vec<String>, Vec<Vec<String>>) {
        let lang = self.view.report.lang;
        let data = || bars.rows.iter().flat_map(|it| it.data.iter().flatten());
        let has_counts = data().any(|it| it.count.is_some());
        let has_sampling = data().any(|it| it.sampling.is_some());
        let has_printed = data().any(|it| it.printed.is_some());
        let has_rank = data().any(|it| it.rank.is_some());
        let has_certainty = data().any(|it| it.certainty.is_some());
        let has_share = bars.measured != Measured::Weight
            || data().any(|it| matches!(it.value, Value::Known(_)));
        let word = |id: &str| self.view.words.word(id);
        let value_head = match bars.measured {
            Measured::Mean => "fig-col-mean",
            Measured::Count => "fig-col-count",
            Measured::Share | Measured::Weight => "fig-col-share",
        };
        let mut head = vec![word("fig-item").to_owned()];
        for series in &bars.series {
            let of = self.series_name(series);
            let own = |it: bool| it && series.claim.is_some();
            for (shown, id) in [
                (has_counts, "fig-col-count"),
                (has_share, value_head),
                (has_sampling, "fig-col-interval"),
                (own(has_printed), "fig-col-printed"),
                (has_rank, "fig-col-rank"),
                (has_certainty, "fig-certainty"),
            ] {
                if shown {
                    head.push(format!("{of}: {}", word(id)));
                }
            }
        }
        let cells = |datum: Option<&Datum>, claim: bool| -> Vec<String> {
            let mut cells = Vec::new();
            let lost = datum.is_some_and(|it| it.lost && it.rank.is_none());
            if has_counts {
                cells.push(
                    datum.and_then(|it| it.count).map_or_else(String::new, |it| self.plain(it)),
                );
            }
            if has_share {
                cells.push(match datum {
                    None => String::new(),
                    Some(_) if lost => word("fig-lost").to_owned(),
                    Some(it) => match (it.value, bars.measured) {
                        (Value::Known(value), Measured::Share | Measured::Weight) => {
                            share_bounds((value.low(), value.high()), lang)
                        }
                        (Value::Known(value), Measured::Mean) => self.mean(value),
                        (Value::Known(value), Measured::Count) => self.plain(value),
                        (Value::Absent(_), _) if it.count.is_some() || it.rank.is_some() => {
                            String::new()
                        }
                        (Value::Absent(why), _) => self.view.words.absence(why),
                    },
                });
            }
            if has_sampling {
                let text = datum.and_then(|it| it.sampling);
                cells.push(text.map_or_else(String::new, |it| self.sampling(it)));
            }
            if has_printed && claim {
                let text = datum.and_then(|it| it.printed);
                cells.push(text.map_or_else(String::new, |it| share_bounds((it, it), lang)));
            }
            if has_rank {
                let rank = datum.and_then(|it| it.rank);
                cells.push(match rank {
                    Some(rank) => self.rank(rank),
                    None if lost && !has_share => word("fig-lost").to_owned(),
                    None => String::new(),
                });
            }
            if has_certainty {
                let text = datum.and_then(|it| it.certainty);
                cells.push(text.map_or_else(String::new, |it| self.certainty(it)));
            }
            cells
        };
        let mut rows: Vec<Vec<String>> = bars
            .rows
            .iter()
            .map(|row| {
                let mark = if row.marked { " ◆" } else { "" };
                let mut line = vec![format!("{}{mark}", self.name(&row.name))];
                for (datum, series) in row.data.iter().zip(&bars.series) {
                    line.extend(cells(datum.as_ref(), series.claim.is_some()));
                }
                line
            })
            .collect();
        if bars.all.iter().any(Option::is_some) {
            let mut line = vec![word("fig-all").to_owned()];
            for (datum, series) in bars.all.iter().zip(&bars.series) {
                line.extend(cells(datum.as_ref(), series.claim.is_some()));
            }
            rows.push(line);
        }
        (head, rows)
    }

    fn stacks_table(&self, stacks: &Stacks) -> (Vec<String>, Vec<Vec<String>>) {
        let lang = self.view.report.lang;
        let word = |id: &str| self.view.words.word(id);
        let mut head = vec![word("fig-item").to_owned()];
        head.extend(stacks.classes.iter().map(|it| self.name(it)));
        head.push(word("not-said").to_owned());
        head.push("n".to_owned());
        let rows = stacks
            .rows
            .iter()
            .map(|row| {
                let shares = row.lost;
                let cell = |x: f64| {
                    if shares && x == 0.0 {
                        word("fig-lost").to_owned()
                    } else if shares {
                        share_bounds((x, x), lang)
                    } else {
                        number(x, lang)
                    }
                };
                let mut line = vec![self.stack_name(row)];
                line.extend(row.parts.iter().map(|it| cell(*it)));
                line.push(if shares { String::new() } else { cell(row.unknown) });
                line.push(row.n.map_or_else(String::new, |it| self.n(it)));
                line
            })
            .collect();
        (head, rows)
    }

    pub(crate) fn stack_name(&self, row: &karenina_assess::Stack) -> String {
        match row.reference {
            Some(at) => self.reference_name(at),
            None => self.name(&row.name),
        }
    }

    fn portfolio_table(&self, it: &Portfolio) -> (Vec<String>, Vec<Vec<String>>) {
        let head = self.heads(&["fig-what", "Name", "fig-reaches"]);
        let reached = |of: &[usize]| {
            of.iter().map(|at| self.name(&it.clusters[*at])).collect::<Vec<_>>().join("; ")
        };
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (id, list) in [("fig-centre", &it.centres), ("fig-network", &it.networks)] {
            for (name, of) in list {
                rows.push(vec![self.view.words.word(id).to_owned(), self.name(name), reached(of)]);
            }
        }
        for (at, reference) in self.about.references.iter().enumerate() {
            let n = |key: &str| reference.values.get(key).copied().unwrap_or(0.0) as u64;
            let clusters = self.view.words.say("fig-clusters-lost", &[("n", n("clusters").into())]);
            for name in &reference.names {
                rows.push(vec![
                    format!("{}, {}", self.view.words.word("fig-network"), self.reference_name(at)),
                    self.view.of(name).to_owned(),
                    clusters.clone(),
                ]);
            }
        }
        (head, rows)
    }
}
