//! The words of reports and messages, in two languages: the only place that knows either.
//!
//! Sentences stand in `wording/en/` and `wording/ru/`, one file a subject. A report shows tens of thousands of
//! cells, most of them with the same few words, so messages without variables are resolved once.

mod number;
mod problem;
mod value;

pub(crate) use number::{number, percent, share_bounds};
pub use problem::{
    explained, help, problem_explained, problem_line, problem_list, problem_page, problem_text,
};
pub(crate) use problem::{place_text, severity_counts, severity_word};

use std::{
    collections::{BTreeMap, HashMap},
    sync::LazyLock,
};

use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use karenina_assess::{ClusterVerdict, Verdict};
use karenina_catalogue::{Direction, Nature, Unit};
use unic_langid::langid;

use crate::Lang;

type Bundle = fluent_bundle::concurrent::FluentBundle<FluentResource>;

const EN: &str = concat!(
    include_str!("../wording/en/report.ftl"),
    include_str!("../wording/en/problems.ftl"),
    include_str!("../wording/en/network.ftl"),
    include_str!("../wording/en/network_structure.ftl"),
    include_str!("../wording/en/advice.ftl"),
    include_str!("../wording/en/advice_problems.ftl"),
    include_str!("../wording/en/form.ftl"),
    include_str!("../wording/en/map.ftl"),
    include_str!("../wording/en/map_plots.ftl"),
    include_str!("../wording/en/robustness.ftl"),
    include_str!("../wording/en/necessity.ftl"),
    include_str!("../wording/en/figures.ftl"),
    include_str!("../wording/en/reading.ftl"),
    include_str!("../wording/en/returned.ftl"),
    include_str!("../wording/en/documents.ftl"),
    include_str!("../wording/en/schemes.ftl"),
    include_str!("../wording/en/trouble.ftl"),
    include_str!("../wording/en/usage.ftl"),
    include_str!("../wording/en/register.ftl"),
    include_str!("../wording/en/site.ftl"),
    include_str!("../wording/en/database.ftl"),
    include_str!("../wording/en/people.ftl"),
);
const RU: &str = concat!(
    include_str!("../wording/ru/report.ftl"),
    include_str!("../wording/ru/problems.ftl"),
    include_str!("../wording/ru/network.ftl"),
    include_str!("../wording/ru/network_structure.ftl"),
    include_str!("../wording/ru/advice.ftl"),
    include_str!("../wording/ru/advice_problems.ftl"),
    include_str!("../wording/ru/form.ftl"),
    include_str!("../wording/ru/map.ftl"),
    include_str!("../wording/ru/map_plots.ftl"),
    include_str!("../wording/ru/robustness.ftl"),
    include_str!("../wording/ru/necessity.ftl"),
    include_str!("../wording/ru/figures.ftl"),
    include_str!("../wording/ru/reading.ftl"),
    include_str!("../wording/ru/returned.ftl"),
    include_str!("../wording/ru/documents.ftl"),
    include_str!("../wording/ru/schemes.ftl"),
    include_str!("../wording/ru/trouble.ftl"),
    include_str!("../wording/ru/usage.ftl"),
    include_str!("../wording/ru/register.ftl"),
    include_str!("../wording/ru/site.ftl"),
    include_str!("../wording/ru/database.ftl"),
    include_str!("../wording/ru/people.ftl"),
);

static WORDS: LazyLock<[Words; 2]> =
    LazyLock::new(|| [Words::read(Lang::En, EN), Words::read(Lang::Ru, RU)]);

/// The words of a language.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &WORDS[0],
        Lang::Ru => &WORDS[1],
    }
}

/// A text of the site: without variables, or a sentence with texts in it.
pub fn site_text(lang: Lang, id: &str, args: &[(&'static str, &str)]) -> String {
    if args.is_empty() {
        return words(lang).word(id).to_owned();
    }
    let args: Vec<(&'static str, Arg<'_>)> =
        args.iter().map(|(name, it)| (*name, Arg::Text(it))).collect();
    words(lang).say(id, &args)
}

/// A place as messages name it: file, sheet and cell, or file and line.
pub fn place(it: &karenina_model::Place) -> String {
    place_text(it)
}

/// The words of one language.
pub(crate) struct Words {
    pub lang: Lang,
    bundle: Bundle,
    /// Messages without variables, as they are shown.
    plain: HashMap<&'static str, String>,
}

/// Something that a sentence speaks of.
#[derive(Clone, Copy)]
pub(crate) enum Arg<'a> {
    Text(&'a str),
    /// A number that is shown, and that nouns may agree with.
    Number(f64),
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Arg<'_> {
    fn from(n: usize) -> Self {
        Self::Number(n as f64)
    }
}

impl From<u64> for Arg<'_> {
    fn from(n: u64) -> Self {
        Self::Number(n as f64)
    }
}

impl From<u32> for Arg<'_> {
    fn from(n: u32) -> Self {
        Self::Number(f64::from(n))
    }
}

impl From<f64> for Arg<'_> {
    fn from(x: f64) -> Self {
        Self::Number(x)
    }
}

/// Beyond this the plural rules of the library give up; nouns then agree with a round number.
const LARGEST_PLURAL: f64 = 1e15;

impl Words {
    fn read(lang: Lang, text: &'static str) -> Self {
        let resource = match FluentResource::try_new(text.to_owned()) {
            Ok(it) => it,
            // The texts are part of the program; a test reads them.
            Err((_, errors)) => panic!("{}.ftl: {errors:?}", lang.code()),
        };
        let locale = match lang {
            Lang::En => langid!("en"),
            Lang::Ru => langid!("ru"),
        };
        let mut bundle = Bundle::new_concurrent(vec![locale]);
        // The marks would be seen in files and terminals; our texts are of one direction.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::En => |value, _| shown(value, Lang::En),
            Lang::Ru => |value, _| shown(value, Lang::Ru),
        }));
        if let Err(errors) = bundle.add_resource(resource) {
            panic!("{}.ftl: {errors:?}", lang.code());
        }
        let mut it = Self { lang, bundle, plain: HashMap::new() };
        for id in keys(text) {
            let mut errors = Vec::new();
            let text = it.format(id, None, &mut errors);
            if errors.is_empty() {
                it.plain.insert(id, text);
            }
        }
        it
    }

    /// A text without variables.
    pub(crate) fn word(&self, id: &str) -> &str {
        debug_assert!(self.plain.contains_key(id), "no word {id}");
        self.plain.get(id).map_or("", String::as_str)
    }

    /// A sentence.
    pub(crate) fn say(&self, id: &str, args: &[(&'static str, Arg<'_>)]) -> String {
        let mut errors = Vec::new();
        let text = self.format(id, Some(args), &mut errors);
        debug_assert!(errors.is_empty(), "{id}: {errors:?}");
        text
    }

    fn format(
        &self,
        id: &str,
        args: Option<&[(&'static str, Arg<'_>)]>,
        errors: &mut Vec<FluentError>,
    ) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|it| it.value()) else {
            debug_assert!(false, "no message {id}");
            return String::new();
        };
        let args = args.map(|args| {
            let mut all = FluentArgs::with_capacity(args.len());
            for (name, arg) in args {
                match *arg {
                    Arg::Text(text) => all.set(*name, text),
                    Arg::Number(x) if x.is_finite() && x.abs() < LARGEST_PLURAL => {
                        all.set(*name, x);
                    }
                    Arg::Number(x) => all.set(*name, number(x, self.lang)),
                }
            }
            all
        });
        self.bundle.format_pattern(pattern, args.as_ref(), errors).into_owned()
    }

    /// The verdict on a criterion or sign.
    pub(crate) fn verdict(&self, it: Verdict) -> &str {
        self.word(match it {
            Verdict::Met => "verdict-met",
            Verdict::NotMet => "verdict-not-met",
            Verdict::Undetermined => "verdict-undetermined",
            Verdict::NotApplicable => "verdict-not-applicable",
            Verdict::NoThreshold => "verdict-no-threshold",
        })
    }

    /// The verdict on a cluster.
    pub(crate) fn cluster_verdict(&self, it: ClusterVerdict) -> &str {
        self.word(match it {
            ClusterVerdict::Sustainable => "cluster-sustainable",
            ClusterVerdict::NotSustainable => "cluster-not-sustainable",
            ClusterVerdict::Undetermined => "cluster-undetermined",
        })
    }

    /// The same in a word or two.
    pub(crate) fn cluster_verdict_short(&self, it: ClusterVerdict) -> &str {
        self.word(match it {
            ClusterVerdict::Sustainable => "cluster-sustainable-short",
            ClusterVerdict::NotSustainable => "cluster-not-sustainable-short",
            ClusterVerdict::Undetermined => "cluster-undetermined-short",
        })
    }

    pub(crate) fn unit_name(&self, it: Unit) -> &str {
        self.word(match it {
            Unit::Share => "unit-name-share",
            Unit::YesNo => "unit-name-yes-no",
            Unit::Organisations => "unit-name-organisations",
            Unit::People => "unit-name-people",
            Unit::Posts => "unit-name-posts",
            Unit::Years => "unit-name-years",
            Unit::Ratio => "unit-name-ratio",
            Unit::Projects => "unit-name-projects",
            Unit::Groups => "unit-name-groups",
            Unit::Meetings => "unit-name-meetings",
            Unit::Events => "unit-name-events",
            Unit::Seats => "unit-name-seats",
            Unit::Practices => "unit-name-practices",
            Unit::Lines => "unit-name-lines",
            Unit::Criteria => "unit-name-criteria",
            Unit::Rank => "unit-name-rank",
            Unit::Money => "unit-name-money",
            Unit::Points => "unit-name-points",
            Unit::Number => "unit-name-number",
        })
    }

    pub(crate) fn direction(&self, it: Direction) -> &str {
        self.word(match it {
            Direction::HigherIsBetter => "direction-higher-is-better",
            Direction::LowerIsBetter => "direction-lower-is-better",
            Direction::ShouldBe => "direction-should-be",
            Direction::ShouldNotBe => "direction-should-not-be",
            Direction::Balance => "direction-balance",
            Direction::Neutral => "direction-neutral",
        })
    }

    pub(crate) fn nature(&self, it: Nature) -> &str {
        self.word(match it {
            Nature::Fact => "nature-fact",
            Nature::Count => "nature-count",
            Nature::Statistic => "nature-statistic",
            Nature::Survey => "nature-survey",
            Nature::Expert => "nature-expert",
        })
    }

    /// "a, b or c".
    pub(crate) fn any_of(&self, texts: &[String]) -> String {
        self.joined("list-or", texts)
    }

    /// "a, b and c".
    pub(crate) fn all_of(&self, texts: &[String]) -> String {
        self.joined("list-and", texts)
    }

    fn joined(&self, id: &str, texts: &[String]) -> String {
        match texts {
            [] => String::new(),
            [one] => one.clone(),
            [list @ .., last] => {
                self.say(id, &[("list", (&list.join(", ")).into()), ("last", last.into())])
            }
        }
    }
}

/// How numbers are shown inside sentences.
fn shown(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    match value {
        FluentValue::Number(it) => Some(number(it.value, lang)),
        FluentValue::String(_)
        | FluentValue::Custom(_)
        | FluentValue::None
        | FluentValue::Error => None,
    }
}

/// The keys of a file, in order: a key stands at the beginning of its line.
fn keys(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.lines().filter(|it| it.starts_with(|it: char| it.is_ascii_alphabetic())).filter_map(|it| {
        let (key, _) = it.split_once(" =")?;
        Some(key)
    })
}

/// The verdict on a criterion, in a word or two.
pub fn verdict_word(it: Verdict, lang: Lang) -> &'static str {
    words(lang).verdict(it)
}

/// That a report has been written.
pub fn written(path: &str, lang: Lang) -> String {
    words(lang).say("written", &[("path", path.into())])
}

/// That no cluster has this key.
pub fn no_cluster(found: &str, near: Option<&str>, lang: Lang) -> String {
    words(lang)
        .say("no-cluster", &[("found", found.into()), ("near", near.unwrap_or("none").into())])
}

/// That a form was written.
pub fn form_written(path: &str, lang: Lang) -> String {
    words(lang).say("form-written", &[("path", path.into())])
}

/// How many cells of the data a form shows as they were said, since nobody can read them.
pub fn form_open_cells(known: &karenina_model::Dataset, lang: Lang) -> Option<String> {
    let n: usize = karenina_model::TableId::all().map(|it| known.table(it).n_unread()).sum();
    (n > 0).then(|| words(lang).say("form-open-cells", &[("n", n.into())]))
}

/// That there is neither a cluster nor a programme of this name to make a form for.
pub fn no_form_subject(found: &str, near: Option<&str>, lang: Lang) -> String {
    words(lang)
        .say("form-no-subject", &[("found", found.into()), ("near", near.unwrap_or("none").into())])
}

/// That the catalogue has no measures of support to advise with.
pub fn no_measures(lang: Lang) -> String {
    words(lang).word("no-measures").to_owned()
}

/// That the catalogue has no such indicator or sign; an empty name is none at all.
pub fn no_indicator(found: &str, near: Option<&str>, lang: Lang) -> String {
    let found = if found.is_empty() { "none" } else { found };
    words(lang)
        .say("no-indicator", &[("found", found.into()), ("near", near.unwrap_or("none").into())])
}

/// What a check of a catalogue came to.
pub fn catalogue_counts(
    n_indicators: usize,
    n_cases: usize,
    n_problems: usize,
    lang: Lang,
) -> String {
    words(lang).say(
        "catalogue-counts",
        &[
            ("indicators", n_indicators.into()),
            ("cases", n_cases.into()),
            ("problems", n_problems.into()),
        ],
    )
}

/// The variables that each message of a language uses; for tests.
#[cfg_attr(not(test), expect(dead_code, reason = "only tests compare the two files"))]
fn variables(text: &'static str) -> BTreeMap<&'static str, Vec<&'static str>> {
    let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut key = "";
    for line in text.lines().filter(|it| !it.starts_with('#')) {
        if let Some(it) = keys(line).next() {
            key = it;
            all.entry(key).or_default();
        }
        for part in line.split('$').skip(1) {
            let end = part.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(part.len());
            let of_key = all.entry(key).or_default();
            if !of_key.contains(&&part[..end]) {
                of_key.push(&part[..end]);
            }
        }
    }
    for names in all.values_mut() {
        names.sort_unstable();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::{EN, Lang, RU, keys, variables, words};

    #[test]
    fn both_files_have_the_same_keys_and_variables() {
        let (en, ru) = (variables(EN), variables(RU));
        for (key, names) in &en {
            // The genitive of Russian is a matter of its own; the English entry refers on.
            if key.starts_with("of-") {
                assert!(ru.contains_key(key), "{key}");
                continue;
            }
            assert_eq!(ru.get(key), Some(names), "{key}");
        }
        assert_eq!(en.keys().collect::<Vec<_>>(), ru.keys().collect::<Vec<_>>());
        for text in [EN, RU] {
            let mut all: Vec<&str> = keys(text).collect();
            all.sort_unstable();
            assert!(all.windows(2).all(|it| it[0] != it[1]), "a key stands twice");
        }
    }

    #[test]
    fn russian_is_russian() {
        for (key, text) in &words(Lang::Ru).plain {
            let cyrillic = text
                .chars()
                .any(|it| ('а'..='я').contains(&it.to_lowercase().next().unwrap_or(it)));
            assert!(cyrillic || text.chars().count() < 12, "{key}: {text}");
        }
    }

    #[test]
    fn nouns_agree_with_their_numbers() {
        let say = |lang, n: u64| words(lang).say("severity-errors", &[("n", n.into())]);
        assert_eq!(say(Lang::En, 1), "1 error");
        assert_eq!(say(Lang::En, 0), "0 errors");
        for (n, expected) in [
            (1, "1 ошибка"),
            (2, "2 ошибки"),
            (5, "5 ошибок"),
            (11, "11 ошибок"),
            (21, "21 ошибка"),
            (112, "112 ошибок"),
        ] {
            assert_eq!(say(Lang::Ru, n), expected);
        }
    }

    /// A report must not stop at a number that nobody would write.
    #[test]
    fn enormous_numbers_are_shown_too() {
        for n in [1e16, 1e300, f64::MAX] {
            assert!(words(Lang::Ru).say("severity-errors", &[("n", n.into())]).ends_with("ошибок"));
        }
    }
}
