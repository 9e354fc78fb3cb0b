//! The figures of the article: what survives of them comes out exactly, what is lost stays lost,
//! and every one of them can be drawn of both examples in both languages.

// Tests look at the repository's own files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use karenina_assess::{
    Area, Assessment, Bars, Basis, Body, Datum, Figure, Name, Options, SeriesOf, assess, figure,
};
use karenina_catalogue::{Catalogue, FigureKind};
use karenina_dev::{catalogue, example};
use karenina_model::{Dataset, Date, Value};
use karenina_report::{AsOfFrom, Edition, Lang, Report, figure_documents};

struct Example {
    catalogue: Catalogue,
    dataset: Dataset,
    found: Assessment,
}

impl Example {
    fn new(name: &str, on: (i16, i8, i8)) -> Self {
        let (catalogue, problems) = catalogue().unwrap();
        assert_eq!(problems, []);
        let dataset = example(name).unwrap().dataset;
        let on = Date::new(on.0, on.1, on.2).unwrap();
        let found = assess(&catalogue, &dataset, Options { on, seed: 0 });
        Self { catalogue, dataset, found }
    }

    fn article() -> Self {
        Self::new("russia-pilot-clusters", (2015, 3, 31))
    }

    fn worked() -> Self {
        Self::new("worked-programme", (2026, 1, 1))
    }

    fn figure(&self, kind: FigureKind) -> Figure {
        let at = self.catalogue.figures.iter().position(|it| it.kind == kind).unwrap();
        figure(&self.catalogue, &self.dataset, &self.found, at)
    }

    fn bars(&self, kind: FigureKind) -> (Figure, Bars) {
        let it = self.figure(kind);
        let bars = match &it.body {
            Body::Bars(bars) | Body::Spokes(bars) => bars.clone(),
            other => panic!("{other:?}"),
        };
        (it, bars)
    }
}

fn key(name: &Name) -> String {
    match name {
        Name::Item(key) | Name::Field(key) => key.clone(),
        other => format!("{other:?}"),
    }
}

fn point(it: &Datum) -> f64 {
    match it.value {
        Value::Known(it) if it.is_point() => it.low(),
        other => panic!("{other:?}"),
    }
}

fn counts(bars: &Bars, series: usize) -> Vec<(String, f64)> {
    bars.rows
        .iter()
        .filter_map(|it| {
            let count = it.data[series].as_ref()?.count?;
            Some((key(&it.name), count.low()))
        })
        .collect()
}

#[test]
fn mean_members_by_field_are_those_of_the_article() {
    let (it, bars) = Example::article().bars(FigureKind::MeanMembersByField);
    assert_eq!(it.basis, Basis::Claims);
    let means: Vec<f64> =
        bars.rows.iter().filter_map(|it| it.data[0].as_ref()).map(point).collect();
    assert_eq!(means, [60.0, 50.0, 47.0, 42.0, 29.0, 24.0]);
    assert_eq!(bars.all[0].as_ref().map(point), Some(44.0));
    assert_eq!(bars.all[1].as_ref().map(point), Some(80.0));
    assert_eq!(bars.series[0].vintage.unwrap().text(), "2012..2013");
    assert_eq!(
        (bars.series[1].n, bars.series[1].vintage.unwrap().text()),
        (Some(356), "2012".into())
    );
}

#[test]
fn clusters_of_the_world_by_field_add_up_to_all_that_were_asked() {
    let (_, bars) = Example::article().bars(FigureKind::ClustersByField);
    let world = bars.series.iter().position(|it| it.of == SeriesOf::Reference(0)).unwrap();
    let counts = counts(&bars, world);
    assert_eq!(counts.len(), 29);
    assert_eq!(counts.iter().map(|it| it.1).sum::<f64>(), 356.0);
    assert!(counts.contains(&("ict".to_owned(), 55.0)));
    assert!(counts.contains(&("maritime_technologies".to_owned(), 11.0)));
}

#[test]
fn eight_of_fifteen_bodies_are_development_institutes() {
    let (_, bars) = Example::article().bars(FigureKind::StatusOfSpecialistOrganisations);
    let expected = [
        ("development_institute", 8.0),
        ("development_centre", 4.0),
        ("corporation_department", 1.0),
        ("technology_park", 1.0),
        ("institute_with_centre", 1.0),
    ];
    let found = counts(&bars, 0);
    assert_eq!(found, expected.map(|(key, n)| (key.to_owned(), n)));
    assert_eq!(bars.series[0].n, Some(15));
    for it in &bars.rows {
        assert_eq!(it.data[0].as_ref().unwrap().certainty, Some("reconstructed"));
    }
    let printed: Vec<_> = bars.rows.iter().map(|it| it.data[0].as_ref().unwrap().printed).collect();
    assert_eq!(printed, [0.533, 0.266, 0.067, 0.067, 0.067].map(Some));
}

#[test]
fn mechanisms_and_their_insets_are_those_of_the_article() {
    let (_, bars) = Example::article().bars(FigureKind::InterestMechanisms);
    let values: Vec<(f64, bool)> =
        bars.rows.iter().map(|it| (point(it.data[0].as_ref().unwrap()), it.part)).collect();
    assert_eq!(
        values,
        [
            (9.0, false),
            (5.0, true),
            (8.0, false),
            (4.0, false),
            (1.0, true),
            (3.0, false),
            (2.0, false),
            (1.0, false),
            (0.0, false),
            (0.0, false),
        ]
    );
    assert!(bars.rows.iter().any(|it| it.marked));
}

#[test]
fn boards_and_money_of_the_world_are_whole() {
    let it = Example::article();
    for (kind, expected) in [
        (FigureKind::BoardComposition, vec![0.61, 0.16, 0.14, 0.07, 0.02]),
        (FigureKind::FundingByMoney, vec![0.26, 0.23, 0.18, 0.13, 0.12, 0.08]),
    ] {
        let (figure, bars) = it.bars(kind);
        assert_eq!(figure.basis, Basis::Nothing);
        let values: Vec<f64> =
            bars.rows.iter().filter_map(|it| it.data[0].as_ref()).map(point).collect();
        assert_eq!(values, expected);
        assert!((values.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }
}

#[test]
fn nine_of_fourteen_is_39_to_84_per_cent() {
    let (_, bars) = Example::article().bars(FigureKind::FundingByRespondents);
    let found: Vec<f64> = counts(&bars, 0).iter().map(|it| it.1).collect();
    assert_eq!(found, [9.0, 3.0, 1.0, 1.0]);
    assert_eq!(bars.series[0].n, Some(14));
    let first = bars.rows[0].data[0].as_ref().unwrap();
    assert!((point(first) - 0.643).abs() < 5e-4);
    let (low, high) = first.sampling.unwrap();
    assert!((low - 0.39).abs() < 5e-3 && (high - 0.84).abs() < 5e-3);
    assert_eq!(first.printed, Some(0.644));
}

/// The two answer different questions; each says so and names the other.
#[test]
fn shares_of_respondents_and_of_money_are_kept_apart() {
    let it = Example::article();
    let about = |kind| it.catalogue.figures.iter().find(|it| it.kind == kind).unwrap();
    let (by_respondents, by_money) =
        (about(FigureKind::FundingByRespondents), about(FigureKind::FundingByMoney));
    assert_eq!(by_respondents.not_with.as_ref().unwrap().0, FigureKind::FundingByMoney);
    assert_eq!(by_money.not_with.as_ref().unwrap().0, FigureKind::FundingByRespondents);
    assert!(by_respondents.references.is_empty());
}

#[test]
fn what_is_lost_stays_lost() {
    let it = Example::article();
    let (_, bars) = it.bars(FigureKind::CollaborationPriorities);
    let rank = |series: usize, item: &str| {
        let row = bars.rows.iter().find(|it| key(&it.name) == item).unwrap();
        row.data[series].as_ref().and_then(|it| it.rank)
    };
    assert_eq!(rank(0, "business_to_state"), Some(1.0));
    assert_eq!(rank(0, "other_clusters"), Some(0.0));
    assert_eq!(rank(1, "company_to_company"), Some(1.0));
    let lost =
        bars.rows.iter().flat_map(|it| it.data.iter().flatten()).filter(|it| it.lost).count();
    assert_eq!(lost, 5 + 6);
    let Body::Stacks(classes) = it.figure(FigureKind::MemberClasses).body else { panic!() };
    assert!(classes.rows.iter().all(|it| it.lost));
    assert_eq!((classes.rows[0].parts[0], classes.rows[0].n), (0.34, Some(21)));
    assert_eq!(classes.rows[1].parts[0], 0.19);
    assert_eq!(classes.rows[2].parts.iter().sum::<f64>(), 0.0);
}

#[test]
fn eight_clusters_have_an_initiator_and_none_of_them_surely() {
    let Body::Arrows(groups) = Example::article().figure(FigureKind::Initiators).body else {
        panic!()
    };
    let known: Vec<_> = groups.iter().filter(|it| it.from != Name::NotSaid).collect();
    assert_eq!(known.iter().map(|it| it.to.len()).collect::<Vec<_>>(), [2, 2, 2, 2]);
    assert!(known.iter().all(|it| it.to.iter().all(|it| it.1.is_some())));
    assert_eq!(groups.last().unwrap().to.len(), 21);
}

#[test]
fn mechanisms_are_sorted_by_two_answers() {
    assert_eq!(Area::of(true, true), Area::Both);
    assert_eq!(Area::of(true, false), Area::InnovationOnly);
    assert_eq!(Area::of(false, true), Area::ClusterOnly);
    assert_eq!(Area::of(false, false), Area::Neither);
    let Body::Areas(all) = Example::worked().figure(FigureKind::OpenInnovation).body else {
        panic!()
    };
    let of = |item: &str| all.iter().find(|it| it.item == item).unwrap().area;
    assert_eq!(of("overlap_strategy"), Area::Both);
    assert_eq!(of("tool_purchase_of_firms_or_ip"), Area::InnovationOnly);
}

/// Values that the catalogue holds for every dataset and that the example claims as facts agree.
#[test]
fn references_of_the_catalogue_agree_with_the_facts_of_the_example() {
    let it = Example::article();
    let claims = it.dataset.table(karenina_model::TableId::CLAIMS);
    let value = |subject: &str, fact: &str, item: &str| -> f64 {
        let row = claims
            .rows()
            .find(|row| {
                claims.named_text(*row, "subject") == Some(subject)
                    && claims.named_text(*row, "indicator") == Some(fact)
                    && claims.named_text(*row, "item").unwrap_or_default() == item
            })
            .unwrap_or_else(|| panic!("{subject} {fact} {item}"));
        let column = claims.column("value").unwrap();
        match claims.value(row, column).known().unwrap() {
            karenina_model::table::ValueCell::Number(it) => it.low(),
            other => panic!("{other:?}"),
        }
    };
    for (kind, fact) in [
        (FigureKind::ClustersByField, "fact/clusters_in_the_world"),
        (FigureKind::BoardComposition, "fact/board_seats_world"),
        (FigureKind::FundingByMoney, "fact/funding_world"),
    ] {
        let about = it.catalogue.figures.iter().find(|it| it.kind == kind).unwrap();
        for (item, x) in &about.references[0].values {
            assert_eq!(value("world", fact, item), *x, "{item}");
        }
    }
}

#[test]
fn every_figure_is_there_and_can_be_set_with_table_source_and_alternative_text() {
    for it in [Example::article(), Example::worked()] {
        assert_eq!(it.catalogue.figures.len(), FigureKind::ALL.len());
        for lang in Lang::ALL {
            let edition = Edition {
                catalogue: String::new(),
                data: String::new(),
                data_name: String::new(),
                program: String::new(),
                set: Vec::new(),
                as_of_from: AsOfFrom::Given,
            };
            let report = Report {
                catalogue: &it.catalogue,
                dataset: &it.dataset,
                found: &it.found,
                problems: &[],
                robustness: None,
                edition: &edition,
                lang,
            };
            for document in figure_documents(&report) {
                let id = document.id;
                assert!(
                    document.svg.starts_with("<svg") && document.svg.ends_with("</svg>"),
                    "{id}"
                );
                assert!(!document.svg.contains("NaN") && !document.svg.contains("\"inf"), "{id}");
                assert!(document.alt.len() > document.title.len() + 2, "{id}: {}", document.alt);
                assert!(document.source.contains("Kutsenko"), "{id}: {}", document.source);
                let width = document.table.head.len();
                assert!(document.table.rows.iter().all(|it| it.len() == width), "{id}");
                assert_eq!(document.table.numeric.len(), width, "{id}");
            }
        }
    }
}

/// The rows of the worked programme, counted by hand.
#[test]
fn figures_of_rows_are_what_the_rows_say() {
    let it = Example::worked();
    let (_, boards) = it.bars(FigureKind::BoardComposition);
    assert_eq!(boards.series[0].n, Some(42));
    assert_eq!(counts(&boards, 0)[0], ("business".to_owned(), 21.0));
    let (_, status) = it.bars(FigureKind::StatusOfSpecialistOrganisations);
    assert_eq!(status.series[0].n, Some(5));
    let Body::Portfolio(portfolio) = it.figure(FigureKind::Portfolio).body else { panic!() };
    assert_eq!((portfolio.centres.len(), portfolio.networks.len()), (1, 2));
    let Body::Profile(elements) = it.figure(FigureKind::PolicyProfile).body else { panic!() };
    assert!(elements.iter().all(|it| it.first + it.second + it.unknown == 6));
}
