//! Schemes beside the nine signs, and values beside those of other clusters: on the worked
//! programme they come to what its rows say, and a faulty file is named with its line.

// Tests look at the repository's own files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used)]

use karenina_assess::{Assessment, Options, Peers, assess, scheme};
use karenina_catalogue::{Catalogue, SchemeRule, Standing};
use karenina_dev::{catalogue, docs, example};
use karenina_model::{Code, Dataset, Date, TableId, Truth};

struct Worked {
    catalogue: Catalogue,
    dataset: Dataset,
    found: Assessment,
}

impl Worked {
    fn new() -> Self {
        let (catalogue, problems) = catalogue().unwrap();
        assert_eq!(problems, []);
        let dataset = example("worked-programme").unwrap().dataset;
        let on = Date::new(2026, 1, 1).unwrap();
        let found = assess(&catalogue, &dataset, Options { on, seed: 0 });
        Self { catalogue, dataset, found }
    }

    fn cluster(&self, key: &str) -> &karenina_assess::ClusterFinding {
        let row = self.dataset.table(TableId::CLUSTERS).find(key).unwrap();
        self.found.clusters.iter().find(|it| it.cluster == row).unwrap()
    }

    fn scheme(&self, id: &str, cluster: &str) -> karenina_assess::SchemeFinding {
        let at = self.catalogue.schemes.iter().position(|it| it.id == id).unwrap();
        scheme(&self.catalogue, &self.dataset, self.cluster(cluster), at)
    }
}

#[test]
fn the_governance_audit_has_eight_items_and_asks_for_all() {
    let it = Worked::new();
    for (cluster, met, all) in [
        ("lindenford-optics", (8, 8), Truth::Yes),
        ("ironmere-castings", (0, 0), Truth::No),
        ("clovermere-health", (7, 8), Truth::Unknown),
        ("clover-pharma", (0, 8), Truth::Unknown),
    ] {
        let found = it.scheme("governance_audit", cluster);
        assert_eq!((found.criteria.len(), found.met, found.all), (8, met, Some(all)), "{cluster}");
    }
}

#[test]
fn the_department_of_one_member_is_not_independent_and_dual_rule_is_found() {
    let it = Worked::new();
    assert_eq!(it.scheme("independence", "ironmere-castings").all, Some(Truth::No));
    assert_eq!(it.scheme("independence", "clovermere-health").all, Some(Truth::No));
    assert_ne!(it.scheme("independence", "lindenford-optics").all, Some(Truth::No));
}

#[test]
fn what_is_not_known_leaves_the_level_open() {
    let it = Worked::new();
    assert_eq!(it.scheme("management_self_check", "lindenford-optics").level, Some((2, 2)));
    let (low, high) = it.scheme("management_self_check", "applewick-food").level.unwrap();
    assert!(low < high);
}

/// No table holds languages of websites: what cannot be known is not met by silence.
#[test]
fn the_admission_list_is_never_met_by_silence() {
    let it = Worked::new();
    let found = it.scheme("eccp_admission", "lindenford-optics");
    assert_eq!(found.all, Some(Truth::Unknown));
    assert_eq!(found.met, (found.criteria.len() - 1, found.criteria.len()));
}

#[test]
fn the_diamond_has_four_sides_and_decides_nothing() {
    let (catalogue, _) = catalogue().unwrap();
    let diamond = catalogue.schemes.iter().find(|it| it.id == "porters_diamond").unwrap();
    assert_eq!(diamond.sides.len(), 4);
    assert!(matches!(diamond.rule, SchemeRule::Sides));
}

/// None is called official, and what is a guess is no part of what decides.
#[test]
fn no_scheme_claims_to_be_a_label() {
    let (catalogue, _) = catalogue().unwrap();
    for it in &catalogue.schemes {
        assert_ne!(it.standing, Standing::Published, "{}", it.id);
        assert!(it.criteria().all(|criterion| criterion.certainty >= it.certainty), "{}", it.id);
    }
}

#[test]
fn a_value_stands_among_others_where_these_are_five() {
    let it = Worked::new();
    let members = it.catalogue.find("critical_mass/member_organisations").unwrap();
    let peers = Peers::new(&it.catalogue, &it.dataset, &it.found);
    let of = |cluster: &str| peers.of(it.cluster(cluster), members);
    // 19, 30, 31, 31, 32, 42: six clusters, five others; no field has five others.
    let largest = of("lindenford-optics");
    assert_eq!(largest.len(), 1);
    assert_eq!((largest[0].n, largest[0].lower, largest[0].higher), (5, 5, 0));
    assert_eq!(largest[0].quartiles, [30.25, 31.0, 31.75]);
    let smallest = of("ironmere-castings");
    assert_eq!((smallest[0].n, smallest[0].lower, smallest[0].higher), (5, 0, 5));
    // With a larger least group nobody is shown.
    let mut strict = it.catalogue.clone();
    strict.model.policy.peers_at_least = 6;
    let peers = Peers::new(&strict, &it.dataset, &it.found);
    assert_eq!(peers.of(it.cluster("lindenford-optics"), members), []);
}

fn with_file(path: &str, text: &str) -> Vec<(Code, Option<u32>)> {
    let mut files = karenina_io::read_catalogue(&docs::root().join("catalogue")).unwrap();
    files.retain(|it| it.0 != path);
    files.push((path.to_owned(), text.to_owned()));
    let (_, problems) = Catalogue::parse(files.iter().map(|(a, b)| (a.as_str(), b.as_str())));
    problems.iter().filter(|it| it.place.file == path).map(|it| (it.code, it.place.line)).collect()
}

const HEAD: &str = "title = { en = \"a\", ru = \"а\" }\nabout = { en = \"a\", ru = \"а\" }\nstanding = \
                    \"illustrative\"\ncertainty = \"D\"\n";

#[test]
fn a_faulty_scheme_is_named_with_its_line() {
    let scheme = |rest: &str| with_file("schemes/mine.toml", &format!("{HEAD}{rest}"));
    let side = "[[side]]\nid = \"s\"\ntitle = { en = \"a\", ru = \"а\" }\n";
    let criterion = "[[side.criterion]]\nid = \"c\"\ntitle = { en = \"a\", ru = \"а\" }\n";
    let source = "source = \"ecei_2012\"\n";
    assert_eq!(
        scheme(&format!("source = \"nobody\"\ndecides = \"all\"\n{side}")),
        [(Code::SourceUnknown, Some(5))]
    );
    assert_eq!(
        scheme(&format!("{source}decides = \"some\"\n{side}")),
        [(Code::SchemeRuleUnknown, Some(6))]
    );
    assert_eq!(
        scheme(&format!("{source}decides = \"levels\"\n{side}")),
        [(Code::SchemeLevels, Some(6))]
    );
    assert_eq!(
        scheme(&format!("{source}decides = \"all\"\n{side}{criterion}")),
        [(Code::SchemeAsksNothing, Some(11))]
    );
    assert_eq!(
        scheme(&format!("{source}decides = \"all\"\n{side}{criterion}indicators = [\"a/b\"]\n")),
        [(Code::MeasureIndicatorUnknown, Some(13))]
    );
    let practice = "practice = \"annual_report\"\n";
    assert_eq!(
        scheme(&format!(
            "{source}decides = \"all\"\n{side}{criterion}{practice}{criterion}{practice}"
        )),
        [(Code::SchemeTwice, Some(15))]
    );
    let level = |n: u32| format!("[[level]]\nfrom = {n}\ntitle = {{ en = \"a\", ru = \"а\" }}\n");
    assert_eq!(
        scheme(&format!("{source}decides = \"levels\"\n{}{side}{criterion}{practice}", level(7))),
        [(Code::SchemeLevels, Some(8))]
    );
    assert_eq!(scheme("decides ="), [(Code::CatalogueUnreadable, Some(5))]);
}

#[test]
fn a_faulty_figure_is_named_with_its_line() {
    let head = "article = \"Fig 6\"\ntitle = { en = \"a\", ru = \"а\" }\nread = { en = \"a\", ru = \
                \"а\" }\nfrom = { en = \"a\", ru = \"а\" }\n";
    let figure = |rest: &str| with_file("figures/board_composition.toml", &format!("{head}{rest}"));
    assert_eq!(figure(""), []);
    assert_eq!(
        figure("not_with = \"pie\"\nnot_with_because = { en = \"a\", ru = \"а\" }\n"),
        [(Code::FigureUnknown, Some(5))]
    );
    let reference = "[[reference]]\nwhat = { en = \"a\", ru = \"а\" }\nsource = \"oecd_2004\"\n";
    assert_eq!(
        figure(&format!("{reference}values = {{ business = 1 }}\n")),
        [(Code::FigureItemUnknown, Some(8))]
    );
    assert_eq!(
        figure("[item]\na = { en = \"a\", ru = \"а\", of = \"b\" }\n"),
        [(Code::FigureItemUnknown, Some(6))]
    );
    assert_eq!(with_file("figures/pie.toml", head), [(Code::FigureUnknown, None)]);
}
