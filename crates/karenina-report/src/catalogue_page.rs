//! The catalogue for people: one indicator with everything about it, and the list of all.

use std::fmt::Write as _;

use karenina_catalogue::{
    Applies, Catalogue, ColumnPath, Condition, GraphMeasure, MappedMeasure, Measure, Parts,
    Quantity, Selection, Test,
};
use karenina_model::{ColumnType, Interval, schema};

use crate::{
    Lang,
    markdown::plain,
    terminal::wrapped,
    wording::{Words, words},
};

/// Everything about one indicator, as Markdown.
pub fn indicator_page(catalogue: &Catalogue, index: usize, lang: Lang) -> String {
    let w = words(lang);
    let it = &catalogue.indicators[index];
    let sign = &catalogue.model.signs[it.sign];
    let role = if sign.required.contains(&index) { "role-required" } else { "role-informs" };
    let named = format!("{} {}", sign.id, lang.of(&sign.title));
    let mut out = format!("## {}\n\n`{}`\n", lang.of(&it.title), it.id);
    _ = write!(out, "\n*{}*\n\n{}\n\n", lang.of(&it.question), lang.of(&it.read));
    let mut line = |id: &str, text: &str| _ = writeln!(out, "- {}: {text}", w.word(id));
    line("Role", &w.say(role, &[("sign", (&named).into())]));
    line("Unit", w.unit_name(it.unit));
    line("Direction", w.direction(it.direction));
    line("Nature", w.nature(it.nature));
    line("Measure", &measure(catalogue, &it.measure, lang));
    if let Some(applies) = &it.applies {
        let text = match applies {
            Applies::Where(at, rule) => {
                let asked = &catalogue.indicators[*at];
                let rule = w.rule(*rule, asked.unit);
                let args = [("indicator", lang.of(&asked.title).into()), ("rule", (&rule).into())];
                w.say("applies-where", &args)
            }
            Applies::Fields(keys) => {
                let fields: Vec<String> = keys
                    .iter()
                    .map(|key| {
                        catalogue.fields.get(key).map_or(key.as_str(), |it| lang.of(it)).to_owned()
                    })
                    .collect();
                w.say("applies-fields", &[("fields", (&w.all_of(&fields)).into())])
            }
        };
        line("Applies", &text);
    }
    thresholds(catalogue, index, lang, &mut out);
    benchmarks(catalogue, index, lang, &mut out);
    cases(catalogue, index, lang, &mut out);
    out
}

/// Author, year and where in it.
pub(crate) fn citation(catalogue: &Catalogue, key: &str, at: Option<&str>) -> String {
    let mut text = catalogue
        .sources
        .get(key)
        .map_or_else(|| key.to_owned(), |it| format!("{} {}", it.author, it.year));
    if let Some(at) = at {
        text.push_str(", ");
        text.push_str(at);
    }
    plain(&text)
}

fn thresholds(catalogue: &Catalogue, index: usize, lang: Lang, out: &mut String) {
    let w = words(lang);
    let it = &catalogue.indicators[index];
    if it.thresholds.is_empty() {
        return;
    }
    _ = write!(out, "\n{}:\n\n", w.word("Rules"));
    for threshold in &it.thresholds {
        let date = w.date(threshold.since);
        let since = w.say("since", &[("date", (&date).into())]);
        let chosen = it.thresholds.len() > 1 && it.judged_by.as_ref() == Some(&threshold.name);
        let chosen = if chosen { format!("; {}", w.word("judging")) } else { String::new() };
        _ = writeln!(
            out,
            "- {}, {since} ({}){chosen}",
            w.rule(threshold.rule, it.unit),
            citation(catalogue, &threshold.source, threshold.at.as_deref())
        );
    }
}

fn benchmarks(catalogue: &Catalogue, index: usize, lang: Lang, out: &mut String) {
    let w = words(lang);
    let it = &catalogue.indicators[index];
    if it.benchmarks.is_empty() {
        return;
    }
    _ = write!(out, "\n{}:\n\n", w.word("Benchmarks"));
    for benchmark in &it.benchmarks {
        let value = Interval::new(benchmark.low, benchmark.high)
            .map_or_else(String::new, |value| w.interval(value, it.unit, it.least));
        let mut parts = vec![lang.of(&benchmark.what).to_owned()];
        let field = benchmark.field.as_ref().and_then(|it| catalogue.fields.get(it));
        parts.extend(field.map(|it| lang.of(it).to_owned()));
        parts.extend(benchmark.population.as_ref().map(|it| lang.of(it).to_owned()));
        parts.extend(benchmark.n.map(|it| format!("n = {it}")));
        parts.extend(benchmark.year.map(|it| it.to_string()));
        let caveat = benchmark
            .caveat
            .as_ref()
            .and_then(|it| catalogue.model.caveats.get(it))
            .map(|it| format!(". {}: {}", w.word("Caveat"), lang.of(it)))
            .unwrap_or_default();
        _ = writeln!(
            out,
            "- {value}: {} ({}){caveat}",
            parts.join(", "),
            citation(catalogue, &benchmark.source, benchmark.at.as_deref())
        );
    }
}

/// Cases are written by the catalogue's authors, in their language.
fn cases(catalogue: &Catalogue, index: usize, lang: Lang, out: &mut String) {
    let w = words(lang);
    let it = &catalogue.indicators[index];
    if it.cases.is_empty() {
        return;
    }
    _ = write!(
        out,
        "\n{}:\n\n| {} | {} | {} |\n|---|---|---|\n",
        w.word("Cases"),
        w.word("col-case"),
        w.word("col-expected"),
        w.word("Verdict")
    );
    for case in &it.cases {
        let value = case
            .expected
            .value
            .and_then(|(low, high)| Interval::new(low, high))
            .map_or_else(|| "–".to_owned(), |value| w.interval(value, it.unit, it.least));
        _ = writeln!(
            out,
            "| {} | {value} | {} |",
            plain(&case.name),
            w.verdict(case.expected.verdict)
        );
    }
}

/// Every indicator by sign, one a line.
pub fn indicator_list(catalogue: &Catalogue, lang: Lang) -> String {
    let w = words(lang);
    let mut out = String::new();
    for (at, sign) in catalogue.model.signs.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        _ = writeln!(out, "{} {}", sign.id, lang.of(&sign.title));
        for line in wrapped(lang.of(&sign.question), 96) {
            _ = writeln!(out, "{line}");
        }
        for index in catalogue.indicators_of(at) {
            let it = &catalogue.indicators[index];
            let mark = if sign.required.contains(&index) { "●" } else { "○" };
            _ = writeln!(out, "  {mark} {}: {}", it.id, lang.of(&it.title));
        }
    }
    _ = writeln!(out, "\n● {}   ○ {}", w.word("weakest"), w.word("informs"));
    out
}

/// How a value is found, in words.
fn measure(catalogue: &Catalogue, it: &Measure, lang: Lang) -> String {
    let w = words(lang);
    let of_rows = |id: &str, of: &Selection, more: &[(&'static str, String)]| {
        let (table, where_) = (lang.of(&of.of.schema().title), selection(of, lang));
        let mut args = vec![("table", table.into()), ("where", (&where_).into())];
        args.extend(more.iter().map(|(name, text)| (*name, text.into())));
        w.say(id, &args)
    };
    let titles = |places: &[usize]| {
        let titles: Vec<&str> =
            places.iter().map(|at| lang.of(&catalogue.indicators[*at].title)).collect();
        titles.join("; ")
    };
    let practice = |name: &String| {
        catalogue.practices.get(name).map_or(name.as_str(), |it| lang.of(it)).to_owned()
    };
    match it {
        Measure::Count(of) => of_rows("measure-count", of, &[]),
        Measure::Exists(of) => of_rows("measure-exists", of, &[]),
        Measure::Share { of, having, weight } => {
            let having = conditions(having, w);
            match weight {
                None => of_rows("measure-share", of, &[("having", having)]),
                Some(weight) => of_rows(
                    "measure-share-weighted",
                    of,
                    &[("having", having), ("weight", column(weight, lang))],
                ),
            }
        }
        Measure::Sum(of, path) => of_rows("measure-sum", of, &[("column", column(path, lang))]),
        Measure::Mean(of, path) => of_rows("measure-mean", of, &[("column", column(path, lang))]),
        Measure::Ratio(part, over) => {
            let (part, over) = (quantity(part, lang), quantity(over, lang));
            w.say("measure-ratio", &[("part", (&part).into()), ("over", (&over).into())])
        }
        Measure::NumberOfKinds { of, by, at_least } => {
            let (table, where_, by) =
                (lang.of(&of.of.schema().title), selection(of, lang), column(by, lang));
            w.say(
                "measure-kinds",
                &[
                    ("by", (&by).into()),
                    ("n", (*at_least).into()),
                    ("table", table.into()),
                    ("where", (&where_).into()),
                ],
            )
        }
        Measure::LargestShare(of, by) => of_rows("measure-largest", of, &[("by", parts(by, lang))]),
        Measure::Concentration(of, by) => {
            of_rows("measure-concentration", of, &[("by", parts(by, lang))])
        }
        Measure::Entropy(of, by) => of_rows("measure-entropy", of, &[("by", parts(by, lang))]),
        Measure::YearsSince(None, path) => {
            w.say("measure-years", &[("column", (&column(path, lang)).into())])
        }
        Measure::YearsSince(Some(of), path) => {
            of_rows("measure-years-rows", of, &[("column", column(path, lang))])
        }
        Measure::Practice(name) => {
            w.say("measure-practice", &[("practice", (&practice(name)).into())])
        }
        Measure::Practices(names) => {
            let names: Vec<String> = names.iter().map(practice).collect();
            w.say("measure-practices", &[("practices", (&names.join("; ")).into())])
        }
        Measure::Attribute(path, None) => {
            w.say("measure-attribute", &[("column", (&column(path, lang)).into())])
        }
        Measure::Attribute(path, Some(test)) => w.say(
            "measure-attribute-one-of",
            &[
                ("column", (&column(path, lang)).into()),
                ("words", (&test_words(path, test, w)).into()),
            ],
        ),
        Measure::RankOf(kind) => {
            let kinds = &schema::enumerations()["collaboration"].codes;
            let kind = kinds.get(usize::from(*kind)).map_or("", |it| lang.of(&it.1));
            w.say("measure-rank", &[("kind", kind.into())])
        }
        Measure::Mapped(at, what) => {
            let columns = &karenina_model::TableId::REGION_ACTIVITY.schema().columns;
            let id = match what {
                MappedMeasure::Multiple => "measure-mapped",
                MappedMeasure::Rank => "measure-mapped-rank",
            };
            w.say(id, &[("column", lang.of(&columns[*at].title).into())])
        }
        Measure::Graph(what, ties) => {
            let id = match what {
                GraphMeasure::MembersTied => "measure-graph-members",
                GraphMeasure::TiesAcrossClasses => "measure-graph-across",
                GraphMeasure::TiesBetweenCompanies => "measure-graph-companies",
                GraphMeasure::TiesWithState => "measure-graph-state",
                GraphMeasure::TiesOutside => "measure-graph-outside",
                GraphMeasure::Dependence => "measure-graph-dependence",
            };
            let ties = w.word(match (ties.projects, ties.groups) {
                (_, false) => "measure-ties-projects",
                (false, true) => "measure-ties-groups",
                (true, true) => "measure-ties-both",
            });
            w.say(id, &[("ties", ties.into())])
        }
        Measure::Compound(places) => {
            w.say("measure-compound", &[("criteria", (&titles(places)).into())])
        }
        Measure::Claimed => w.word("measure-claimed").to_owned(),
    }
}

fn selection(it: &Selection, lang: Lang) -> String {
    let w = words(lang);
    let mut text = String::new();
    if let Some(years) = it.within_years {
        text += &w.say("where-within", &[("years", years.into())]);
    }
    if !it.conditions.is_empty() {
        let conditions = conditions(&it.conditions, w);
        text += &w.say("where-conditions", &[("conditions", (&conditions).into())]);
    }
    text
}

fn conditions(list: &[Condition], w: &Words) -> String {
    let texts: Vec<String> = list
        .iter()
        .map(|it| {
            let column = column(&it.path, w.lang);
            match &it.test {
                Test::Is(true) => w.say("condition-yes", &[("column", (&column).into())]),
                Test::Is(false) => w.say("condition-no", &[("column", (&column).into())]),
                Test::There(true) => w.say("condition-there", &[("column", (&column).into())]),
                Test::There(false) => w.say("condition-none", &[("column", (&column).into())]),
                Test::Rule(rule) => {
                    let rule = w.rule(*rule, karenina_catalogue::Unit::Number);
                    w.say(
                        "condition-rule",
                        &[("column", (&column).into()), ("rule", (&rule).into())],
                    )
                }
                Test::OneOfCodes(_) | Test::OneOfTexts(_) => {
                    let words = test_words(&it.path, &it.test, w);
                    w.say(
                        "condition-codes",
                        &[("column", (&column).into()), ("words", (&words).into())],
                    )
                }
            }
        })
        .collect();
    w.all_of(&texts)
}

fn test_words(path: &ColumnPath, test: &Test, w: &Words) -> String {
    let (table, at) = path.last();
    let texts: Vec<String> = match (test, table.schema().columns[at].kind) {
        (Test::OneOfCodes(set), ColumnType::Code(it) | ColumnType::Codes(it)) => it
            .codes
            .iter()
            .enumerate()
            .filter(|(bit, _)| set & (1 << bit) != 0)
            .map(|(_, (_, label))| w.lang.of(label).to_owned())
            .collect(),
        (Test::OneOfTexts(texts), _) => texts.clone(),
        (Test::Is(yes) | Test::There(yes), _) => {
            vec![w.word(if *yes { "yes" } else { "no" }).to_owned()]
        }
        (Test::Rule(_) | Test::OneOfCodes(_), _) => Vec::new(),
    };
    w.any_of(&texts)
}

/// A column by its title, after the tables that lead to it.
fn column(path: &ColumnPath, lang: Lang) -> String {
    let titles: Vec<&str> =
        path.steps.iter().map(|(table, at)| lang.of(&table.schema().columns[*at].title)).collect();
    titles.join(" › ")
}

fn parts(it: &Parts, lang: Lang) -> String {
    match it {
        Parts::Weight(path) | Parts::By(path) => column(path, lang),
    }
}

fn quantity(it: &Quantity, lang: Lang) -> String {
    let w = words(lang);
    match (&it.of, &it.column) {
        (Some(of), None) => {
            let (table, where_) = (lang.of(&of.of.schema().title), selection(of, lang));
            w.say("number-of-rows", &[("table", table.into()), ("where", (&where_).into())])
        }
        (Some(of), Some(path)) => {
            let (table, where_, column) =
                (lang.of(&of.of.schema().title), selection(of, lang), column(path, lang));
            w.say(
                "sum-of",
                &[
                    ("column", (&column).into()),
                    ("table", table.into()),
                    ("where", (&where_).into()),
                ],
            )
        }
        (None, Some(path)) => w.say("own-value", &[("column", (&column(path, lang)).into())]),
        (None, None) => String::new(),
    }
}
