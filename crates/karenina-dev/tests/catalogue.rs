//! The whole catalogue: every worked case holds, every number has a source, every source is
//! used, everything is said in both languages.

// Tests look at the repository's own files.
#![allow(clippy::disallowed_methods, clippy::unwrap_used, clippy::print_stdout)]

use std::{collections::BTreeSet, fs};

use karenina_assess::case_outcome;
use karenina_catalogue::{Applies, Catalogue, Direction, Indicator, Measure, Rule, Unit};
use karenina_dev::{catalogue, docs, shared};

fn checked() -> Catalogue {
    let (catalogue, problems) = catalogue().unwrap();
    let lines: Vec<String> = problems
        .iter()
        .map(|it| karenina_report::problem_line(it, karenina_report::Lang::En))
        .collect();
    assert!(problems.is_empty(), "the catalogue has problems:\n{}", lines.join("\n"));
    catalogue
}

#[test]
fn every_worked_case_comes_out_as_it_says() {
    let catalogue = checked();
    let mut wrong = Vec::new();
    for (at, indicator) in catalogue.indicators.iter().enumerate() {
        for case in &indicator.cases {
            let outcome = case_outcome(&catalogue, at, case);
            if !outcome.holds {
                wrong.push(format!(
                    "{}: {}: expected {:?}, found {:?} {:?} {:?}",
                    indicator.id,
                    case.name,
                    case.expected,
                    outcome.finding.value,
                    outcome.finding.verdict,
                    outcome.problems,
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Invariant 6: cases where people would argue.
#[test]
fn every_indicator_has_a_case_with_something_unknown_and_one_on_the_bound() {
    let catalogue = checked();
    for it in &catalogue.indicators {
        assert!(it.cases.len() >= 2, "{}: {} cases", it.id, it.cases.len());
        let unknown =
            it.cases.iter().any(|case| case.expected.value.is_none_or(|(low, high)| low != high));
        assert!(unknown, "{}: no case has anything unknown", it.id);
        let Some(bound) = numeric_bound(it) else { continue };
        let on_bound = it.cases.iter().any(|case| {
            case.expected.value.is_some_and(|(low, high)| low == bound || high == bound)
        });
        assert!(on_bound, "{}: no case lies on the bound {bound}", it.id);
    }
}

fn numeric_bound(it: &Indicator) -> Option<f64> {
    let rule = it.thresholds.first()?.rule;
    match rule {
        Rule::IsTrue | Rule::IsFalse => None,
        Rule::Above(_)
        | Rule::AtLeast(_)
        | Rule::Below(_)
        | Rule::AtMost(_)
        | Rule::Between(..) => Some(rule.bound()),
    }
}

/// Invariant 5.
#[test]
fn every_source_is_used_and_every_number_has_one() {
    let catalogue = checked();
    let mut used: BTreeSet<&str> = BTreeSet::from([catalogue.model.source.as_str()]);
    for it in &catalogue.indicators {
        used.extend(it.thresholds.iter().map(|it| it.source.as_str()));
        used.extend(it.benchmarks.iter().map(|it| it.source.as_str()));
    }
    for it in &catalogue.figures {
        used.extend(it.references.iter().map(|it| it.source.as_str()));
    }
    used.extend(catalogue.schemes.iter().map(|it| it.source.as_str()));
    // That each is known has been checked on reading.
    for source in catalogue.sources.keys() {
        assert!(used.contains(source.as_str()), "{source} is cited nowhere");
    }
}

#[test]
fn every_practice_and_caveat_is_used() {
    let catalogue = checked();
    let mut practices: BTreeSet<&str> = BTreeSet::new();
    for it in &catalogue.indicators {
        match &it.measure {
            Measure::Practice(name) => _ = practices.insert(name),
            Measure::Practices(names) => practices.extend(names.iter().map(String::as_str)),
            _ => {}
        }
    }
    let unused: Vec<&String> =
        catalogue.practices.keys().filter(|it| !practices.contains(it.as_str())).collect();
    assert!(unused.is_empty(), "practices that no indicator asks for: {unused:?}");
    let caveats: BTreeSet<&str> = catalogue
        .indicators
        .iter()
        .flat_map(|it| it.benchmarks.iter().filter_map(|it| it.caveat.as_deref()))
        .collect();
    for caveat in catalogue.model.caveats.keys() {
        assert!(caveats.contains(caveat.as_str()), "caveat {caveat} is used nowhere");
    }
}

#[test]
fn there_are_enough_indicators_and_each_says_what_it_carries_out() {
    let catalogue = checked();
    let judged = catalogue
        .indicators
        .iter()
        .filter(|it| !it.thresholds.is_empty() || !it.benchmarks.is_empty())
        .count();
    println!("{} indicators, {judged} with a threshold or benchmark", catalogue.indicators.len());
    assert!(judged > 80, "{judged}");
    for it in &catalogue.indicators {
        let sign = &catalogue.model.signs[it.sign].id;
        assert!(it.article.starts_with(sign.as_str()), "{}: article {}", it.id, it.article);
    }
}

/// A row of the model is carried out by an indicator, or stands in the list of those that are
/// not, with the reason; and none does both.
#[test]
fn every_row_of_the_model_is_carried_out_or_listed_with_the_reason() {
    let catalogue = checked();
    let carried_out: BTreeSet<&str> =
        catalogue.indicators.iter().map(|it| it.article.as_str()).collect();
    for (row, reason) in &catalogue.not_measured {
        assert!(!carried_out.contains(row.as_str()), "{row} is carried out after all");
        assert!(reason.en.len() > 20 && reason.ru.len() > 20, "{row}");
    }
    // The rows of section 1 by number, so that none can be lost where the page is not at hand.
    let last = [
        ("A1", 20),
        ("A2", 13),
        ("A3", 22),
        ("A4", 11),
        ("B0", 10),
        ("B1", 15),
        ("B2", 5),
        ("B3", 17),
        ("C1", 13),
        ("C2", 12),
    ];
    let rows: Vec<String> = last
        .iter()
        .flat_map(|(sign, last)| (1..=*last).map(move |row| format!("{sign}.{row}")))
        .collect();
    assert_eq!(rows.len(), 138);
    for row in &rows {
        let listed = catalogue.not_measured.contains_key(row.as_str());
        assert!(carried_out.contains(row.as_str()) || listed, "{row} is nowhere");
    }
    for row in carried_out.iter().copied().chain(catalogue.not_measured.keys().map(String::as_str))
    {
        assert!(rows.iter().any(|it| it == row), "{row} is no row of the model");
    }
    let Some(path) = shared("design/MODEL.md") else {
        println!("skipped: ../shared/design is not here");
        return;
    };
    let page = fs::read_to_string(path).unwrap();
    let rows: BTreeSet<&str> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| ")?.split(" |").next())
        .filter(|it| {
            let mut letters = it.chars();
            matches!(letters.next(), Some('A'..='C'))
                && it.contains('.')
                && letters.all(|it| it.is_ascii_digit() || it == '.')
        })
        .collect();
    assert_eq!(rows.len(), 138, "rows of the model");
    let missing: Vec<&&str> = rows
        .iter()
        .filter(|it| !carried_out.contains(**it) && !catalogue.not_measured.contains_key(**it))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn texts_are_in_both_languages() {
    let cyrillic =
        |text: &str| text.chars().any(|it| ('а'..='я').contains(&it.to_ascii_lowercase()));
    for it in &checked().indicators {
        for label in [&it.title, &it.question, &it.read] {
            assert!(!label.en.trim().is_empty() && !cyrillic(&label.en), "{}: {}", it.id, label.en);
            assert!(cyrillic(&label.ru), "{}: {}", it.id, label.ru);
        }
    }
}

/// Ids are published: no number in them, and never two alike.
#[test]
fn ids_are_words() {
    let catalogue = checked();
    for it in &catalogue.indicators {
        let ok = it.id.chars().all(|it| it.is_ascii_lowercase() || it == '_' || it == '/');
        assert!(ok, "{}", it.id);
    }
}

#[test]
fn members_are_judged_by_one_of_rival_sources_and_companies_are_not_called_private() {
    let catalogue = checked();
    let members =
        &catalogue.indicators[catalogue.find("critical_mass/member_organisations").unwrap()];
    let bounds: Vec<f64> = members.thresholds.iter().map(|it| it.rule.bound()).collect();
    for bound in [30.0, 50.0, 100.0] {
        assert!(bounds.contains(&bound), "{bound} is missing among {bounds:?}");
    }
    assert!(members.benchmarks.iter().any(|it| it.low == 80.0 && it.n == Some(356)));
    let companies =
        &catalogue.indicators[catalogue.find("private_initiative/share_of_companies").unwrap()];
    assert!(!companies.title.en.to_lowercase().contains("private"));
    assert_eq!(companies.thresholds[0].rule, Rule::Above(0.5));
    let beyond: Vec<&Indicator> = catalogue
        .indicators
        .iter()
        .filter(|it| matches!(&it.applies, Some(Applies::Where(..))))
        .collect();
    assert!(beyond.len() >= 2, "rules for clusters of more than 40 and of more than 100 members");
}

/// A rule says which way is good, and so does the direction: they must agree.
#[test]
fn rules_and_directions_agree() {
    for it in &checked().indicators {
        for threshold in &it.thresholds {
            let agrees = match (it.direction, threshold.rule) {
                (Direction::HigherIsBetter, Rule::Above(_) | Rule::AtLeast(_)) => true,
                (Direction::LowerIsBetter, Rule::Below(_) | Rule::AtMost(_)) => true,
                (Direction::ShouldBe, Rule::IsTrue) | (Direction::ShouldNotBe, Rule::IsFalse) => {
                    it.unit == Unit::YesNo
                }
                (Direction::Balance, Rule::Between(..)) => true,
                _ => false,
            };
            assert!(agrees, "{}: {:?} and {}", it.id, it.direction, threshold.rule);
        }
    }
}

/// Invariant 7.
#[test]
fn made_pages_are_up_to_date() {
    for (path, text) in docs::pages().unwrap() {
        let written = fs::read_to_string(docs::root().join(path)).unwrap_or_default();
        assert!(written == text, "{path} is not up to date; run `cargo dev docs`");
    }
}

#[test]
fn the_table_of_the_readme_names_every_page() {
    let readme = fs::read_to_string(docs::root().join("README.md")).unwrap();
    for entry in fs::read_dir(docs::root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        let is_page = path.extension().is_some_and(|it| it == "md" || it == "json");
        let name = path.file_name().unwrap().to_str().unwrap();
        let is_named = readme.contains(&format!("](docs/{name})"));
        assert!(!is_page || is_named, "README.md lacks docs/{name}");
    }
}

/// Roles, actions and reasons are words of one crate, and what they are called stands in another.
#[test]
fn every_word_of_the_table_of_access_is_called_something_in_both_languages() {
    use karenina_access as access;
    use karenina_report::{AccessWord as W, access_word};
    let mut all = Vec::new();
    all.extend(
        access::Role::ALL.iter().flat_map(|it| [W::Role(it.word()), W::AboutRole(it.word())]),
    );
    all.extend(access::Action::ALL.iter().map(|it| W::Action(it.word())));
    all.extend(access::Scope::ALL.iter().map(|it| W::Scope(it.word())));
    let classes = access::Class::ALL.iter();
    all.extend(classes.flat_map(|it| [W::Class(it.word()), W::AboutClass(it.word())]));
    all.extend(access::Refusal::ALL.iter().map(|it| W::Refusal(it.word())));
    all.extend(access::PasswordFault::ALL.iter().map(|it| W::Password(it.word())));
    all.extend(access::StandingFault::ALL.iter().map(|it| W::Fault(it.word())));
    for it in all {
        let [en, ru] = [karenina_report::Lang::En, karenina_report::Lang::Ru]
            .map(|lang| access_word(it, lang));
        assert!(!en.is_empty() && !ru.is_empty() && en != ru, "{it:?}");
    }
    // The sentence names the number that the rule has.
    let short = access_word(W::Password("too_short"), karenina_report::Lang::En);
    assert!(short.contains(&access::LEAST_CHARACTERS.to_string()), "{short}");
}

#[test]
fn the_three_arrows_of_the_model_form_a_circle_and_none_goes_back() {
    let catalogue = checked();
    let groups: Vec<&str> = catalogue.model.groups.iter().map(|it| it.id.as_str()).collect();
    let between: BTreeSet<(&str, &str)> = catalogue
        .model
        .links
        .iter()
        .map(|it| (it.from.as_str(), it.to.as_str()))
        .filter(|(from, to)| groups.contains(from) && groups.contains(to))
        .collect();
    assert_eq!(between, BTreeSet::from([("A", "B"), ("B", "C"), ("C", "A")]));
}

/// Every threshold and benchmark says where in its source it stands, and every indicator how it is
/// to be read, in both languages.
#[test]
fn every_number_names_its_clause_and_every_indicator_says_how_to_read_it() {
    let catalogue = checked();
    for it in &catalogue.indicators {
        assert!(it.read.en.len() > 40 && it.read.ru.len() > 40, "{}: how to read it", it.id);
        let of_thresholds = it.thresholds.iter().map(|it| it.at.as_deref());
        let of_benchmarks = it.benchmarks.iter().map(|it| it.at.as_deref());
        for at in of_thresholds.chain(of_benchmarks) {
            assert!(
                at.is_some_and(|it| !it.trim().is_empty()),
                "{}: a number without a clause",
                it.id
            );
        }
    }
}

/// What MODEL.md section 5.1 says that each measure mends; a letter alone is the whole group.
#[test]
fn every_measure_mends_the_signs_that_the_model_says() {
    let expected = [
        "A1", "A1 A4", "A1", "A1", "A1", "", "A2", "A2", "A2 A3", "A3", "A3 B3", "A3", "A3 C1",
        "A4", "B0 B1", "B0", "B0 B3", "B0", "B1", "B1 B0", "B1 B0 C1", "B1", "B1 A4", "B2", "B2",
        "B2 A2", "B3 A3", "B3", "B3 B1", "B3 C1", "B3 A3", "B3", "C1", "C1", "C1", "C1 B0", "C2",
        "C2", "C2", "C2", "C2 A2", "C1 C2",
    ];
    let catalogue = checked();
    for (measure, expected) in catalogue.advice.measures.iter().zip(expected) {
        // M6, instruments outside cluster policy, may mend any sign.
        if expected.is_empty() {
            continue;
        }
        let found: BTreeSet<&str> =
            measure.mends.iter().map(|it| catalogue.model.signs[*it].id.as_str()).collect();
        let expected: BTreeSet<&str> = expected.split(' ').collect();
        assert_eq!(found, expected, "{}", measure.article);
    }
}

/// Table 1 and figures 1 to 15 of the article, each once.
#[test]
fn every_figure_of_the_model_is_there() {
    let catalogue = checked();
    let mut found: Vec<&str> = catalogue.figures.iter().map(|it| it.article.as_str()).collect();
    let mut expected: Vec<String> = (1..=15).map(|it| format!("Fig {it}")).collect();
    expected.push("Table 1".to_owned());
    found.sort_unstable();
    expected.sort();
    assert_eq!(found, expected);
}

/// MODEL.md section 5: 42 measures with what they mend, and 19 rules.
#[test]
fn every_measure_and_rule_of_the_model_is_there() {
    let catalogue = checked();
    let articles: Vec<&str> =
        catalogue.advice.measures.iter().map(|it| it.article.as_str()).collect();
    let expected: Vec<String> = (1..=42).map(|it| format!("M{it}")).collect();
    assert_eq!(articles, expected);
    let rules: Vec<&str> = catalogue.advice.rules.iter().map(|it| it.id.as_str()).collect();
    let expected: Vec<String> = (1..=19).map(|it| format!("R{it}")).collect();
    assert_eq!(rules, expected);
    assert_eq!(catalogue.advice.cost_unit(), karenina_catalogue::RELATIVE, "no invented prices");
}

/// A gap that nothing lifts is refused or redirected: the closed town alone is such a gap.
#[test]
fn every_deciding_criterion_but_the_closed_town_can_be_lifted_by_cluster_policy() {
    let catalogue = checked();
    for sign in catalogue.model.signs.iter().filter(|it| !it.latent) {
        for at in &sign.required {
            let indicator = &catalogue.indicators[*at];
            let mut inside = catalogue.advice.measures.iter().filter(|it| !it.outside);
            let practices = match &indicator.measure {
                Measure::Practices(list) => Some(list),
                _ => None,
            };
            let lifted = match practices {
                Some(list) => list.iter().all(|key| {
                    catalogue.advice.measures.iter().any(|it| it.practices.contains(key))
                }),
                None => inside.any(|it| it.lifts.iter().any(|lift| lift.indicator == *at)),
            };
            assert_eq!(
                lifted,
                indicator.id != "urban_environment/seat_in_closed_city",
                "{}",
                indicator.id
            );
        }
    }
}
