//! From files as written to a checked catalogue: every name is looked up, every problem found.

mod figure;
mod measure;
mod paths;
mod policy;
mod scheme;

use indexmap::IndexMap;
use karenina_model::{Code, Date, Place, Problem, nearest, schema::Label};
use rayon::prelude::*;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::{
    Applies, Benchmark, Case, CaseRow, Catalogue, Expected, Group, Indicator, Link, Measure, Model,
    Policy, Rule, SharedError, Sign, SignRule, Source, Threshold, written,
};

/// The day on which cases are judged that name none.
const CASE_DAY: (i16, i8, i8) = (2026, 1, 1);

/// A file, and the problems found in it.
pub(crate) struct File<'a> {
    path: &'a str,
    text: &'a str,
    problems: Vec<Problem>,
}

impl File<'_> {
    fn place(&self, at: usize) -> Place {
        let before = self.text.get(..at).unwrap_or(self.text);
        Place::line(self.path, before.matches('\n').count() as u32 + 1)
    }

    /// Reports a problem at something that was written.
    fn complain<T>(
        &mut self,
        code: Code,
        written: &Spanned<T>,
        details: impl IntoIterator<Item = (&'static str, String)>,
    ) {
        let mut problem = Problem::new(code, self.place(written.span().start));
        for (name, text) in details {
            problem = problem.with(name, text);
        }
        self.problems.push(problem);
    }

    /// A name that is none of those known.
    fn unknown<'b>(
        &mut self,
        code: Code,
        written: &Spanned<String>,
        known: impl IntoIterator<Item = &'b str>,
    ) {
        let near = nearest(written.get_ref(), known).unwrap_or("none").to_owned();
        self.complain(code, written, [("found", written.get_ref().clone()), ("near", near)]);
    }

    fn number(&mut self, written: &Spanned<f64>, low: f64, high: f64) -> f64 {
        let x = *written.get_ref();
        if !(low..=high).contains(&x) {
            let details =
                [("found", x.to_string()), ("low", low.to_string()), ("high", high.to_string())];
            self.complain(Code::NumberUnfit, written, details);
            return low;
        }
        x
    }

    fn date(&mut self, written: &Spanned<String>) -> Option<Date> {
        let date = written.get_ref().parse().ok();
        if date.is_none() {
            self.complain(Code::NotADate, written, [("found", written.get_ref().clone())]);
        }
        date
    }

    fn rule(&mut self, written: &Spanned<String>) -> Option<Rule> {
        let rule = Rule::parse(written.get_ref());
        if rule.is_none() {
            let details = [("found", written.get_ref().clone()), ("reason", "rule".to_owned())];
            self.complain(Code::CatalogueUnreadable, written, details);
        }
        rule
    }
}

pub(crate) fn catalogue<'a>(
    files: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> (Catalogue, Vec<Problem>) {
    let mut files: Vec<(&str, &str)> = files.into_iter().collect();
    files.sort_unstable();
    let text_of = |path: &str| files.iter().find(|it| it.0 == path).map(|it| it.1);
    let mut problems = Vec::new();
    let mut missing = |path: &'static str| {
        let text = text_of(path);
        if text.is_none() {
            problems.push(Problem::new(Code::CatalogueFileMissing, Place::file(path)));
        }
        File { path, text: text.unwrap_or_default(), problems: Vec::new() }
    };
    let mut model_file = missing("model.toml");
    let mut sources_file = missing("sources.toml");
    let mut practices_file = missing("practices.toml");
    let optional = |path: &'static str| File {
        path,
        text: text_of(path).unwrap_or_default(),
        problems: Vec::new(),
    };
    let mut fields_file = optional("fields.toml");
    let mut not_measured_file = optional("not-measured.toml");

    let sources: IndexMap<String, Source> = parse(&mut sources_file).unwrap_or_default();
    let practices = labels(&mut practices_file);
    let fields = labels(&mut fields_file);
    let not_measured = labels(&mut not_measured_file);
    let model: Option<written::Model> =
        if model_file.text.is_empty() { None } else { parse(&mut model_file) };

    // Every indicator file on its own first, then with the ids of all of them known.
    let mut indicator_files: Vec<(String, File<'_>)> = files
        .iter()
        .filter_map(|(path, text)| {
            let id = path.strip_prefix("indicators/")?.strip_suffix(".toml")?;
            Some((id.to_owned(), File { path, text, problems: Vec::new() }))
        })
        .collect();
    let parsed: Vec<Option<written::Indicator>> =
        indicator_files.par_iter_mut().map(|(_, file)| parse(file)).collect();
    let mut understood: Vec<(String, File<'_>, written::Indicator)> = Vec::new();
    for ((id, file), it) in indicator_files.into_iter().zip(parsed) {
        match it {
            Some(it) => understood.push((id, file, it)),
            None => problems.extend(file.problems),
        }
    }

    // In the order of the signs; a folder that no sign claims is a problem.
    let folders: Vec<&str> =
        model.iter().flat_map(|it| it.sign.iter().map(|sign| sign.folder.as_str())).collect();
    let sign_of = |id: &str| {
        let folder = id.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.iter().position(|it| *it == folder)
    };
    let mut with_sign: Vec<(usize, String, File<'_>, written::Indicator)> = Vec::new();
    for (id, file, it) in understood {
        if let Some(sign) = sign_of(&id) {
            with_sign.push((sign, id, file, it));
        } else if model.is_some() {
            problems.push(
                Problem::new(Code::SignUnknown, Place::file(file.path)).with("indicator", id),
            );
        }
    }
    with_sign.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let names = Names {
        indicators: with_sign.iter().map(|it| it.1.clone()).collect(),
        sources: &sources,
        practices: &practices,
        fields: &fields,
        caveats: model.as_ref().map(|it| it.caveats.clone()).unwrap_or_default(),
    };
    let checked: Vec<(Indicator, Vec<Problem>)> = with_sign
        .into_par_iter()
        .map(|(sign, id, mut file, it)| {
            let indicator = indicator(&mut file, &names, sign, id, it);
            (indicator, file.problems)
        })
        .collect();
    // The places of indicators are those of `names`: an indicator whose measure makes no sense
    // stays, as one that is only claimed.
    let mut indicators = Vec::with_capacity(checked.len());
    for (indicator, found) in checked {
        problems.extend(found);
        indicators.push(indicator);
    }
    let model = model.map_or_else(Model::empty, |it| {
        model_checked(&mut model_file, &names, &mut indicators, it)
    });
    circular(&indicators, &mut problems);
    let advice = policy::checked(&files, &names, &model, &indicators, &mut problems);
    let of_folder = |folder: &str| -> Vec<(String, File<'_>)> {
        files
            .iter()
            .filter_map(|(path, text)| {
                let id = path.strip_prefix(folder)?.strip_suffix(".toml")?;
                Some((id.to_owned(), File { path, text, problems: Vec::new() }))
            })
            .collect()
    };
    let figures = figure::figures(of_folder("figures/"), &names, &mut problems);
    let schemes = scheme::schemes(of_folder("schemes/"), &names, &mut problems);
    for file in [model_file, sources_file, practices_file, fields_file, not_measured_file] {
        problems.extend(file.problems);
    }
    let mut all = karenina_model::problem::Problems::default();
    all.extend(problems);
    let catalogue = Catalogue {
        model,
        indicators,
        sources,
        practices,
        fields,
        not_measured,
        advice,
        figures,
        schemes,
    };
    (catalogue, all.into_list())
}

/// The names that files may refer to.
pub(crate) struct Names<'a> {
    indicators: Vec<String>,
    sources: &'a IndexMap<String, Source>,
    practices: &'a IndexMap<String, Label>,
    fields: &'a IndexMap<String, Label>,
    caveats: IndexMap<String, Label>,
}

impl Names<'_> {
    fn indicator(&self, file: &mut File<'_>, written: &Spanned<String>) -> Option<usize> {
        let at = self.indicators.iter().position(|it| it == written.get_ref());
        if at.is_none() {
            let known = self.indicators.iter().map(String::as_str);
            file.unknown(Code::MeasureIndicatorUnknown, written, known);
        }
        at
    }

    fn source(&self, file: &mut File<'_>, written: &Spanned<String>) -> String {
        if !self.sources.contains_key(written.get_ref()) {
            file.unknown(Code::SourceUnknown, written, self.sources.keys().map(String::as_str));
        }
        written.get_ref().clone()
    }

    fn practice(&self, file: &mut File<'_>, written: &Spanned<String>) -> String {
        if !self.practices.contains_key(written.get_ref()) {
            let known = self.practices.keys().map(String::as_str);
            file.unknown(Code::MeasurePracticeUnknown, written, known);
        }
        written.get_ref().clone()
    }
}

fn parse<T: DeserializeOwned>(file: &mut File<'_>) -> Option<T> {
    match toml::from_str(file.text) {
        Ok(it) => Some(it),
        Err(err) => {
            let place = file.place(err.span().map_or(0, |it| it.start));
            // The library's message is in English; what it found is quoted in both languages.
            let reason = err.message().lines().collect::<Vec<_>>().join("; ");
            file.problems
                .push(Problem::new(Code::CatalogueUnreadable, place).with("reason", reason));
            None
        }
    }
}

fn labels(file: &mut File<'_>) -> IndexMap<String, Label> {
    let written: IndexMap<String, [String; 2]> = parse(file).unwrap_or_default();
    written.into_iter().map(|(key, [en, ru])| (key, Label { en, ru })).collect()
}

fn indicator(
    file: &mut File<'_>,
    names: &Names<'_>,
    sign: usize,
    id: String,
    it: written::Indicator,
) -> Indicator {
    let measure = measure::checked(file, names, &it.measure).unwrap_or(Measure::Claimed);
    let mut thresholds: Vec<Threshold> = Vec::new();
    let several = it.threshold.len() > 1;
    for written in it.threshold {
        let name = match &written.name {
            Some(name) => name.get_ref().clone(),
            None => written.source.get_ref().clone(),
        };
        if several && thresholds.iter().any(|other| other.name == name) {
            let at = written.name.as_ref().unwrap_or(&written.source);
            file.complain(Code::ThresholdsAlike, at, [("name", name.clone())]);
        }
        let (Some(since), Some(rule)) = (file.date(&written.since), file.rule(&written.rule))
        else {
            continue;
        };
        let until = written.until.as_ref().and_then(|it| file.date(it));
        let zero = written.zero.map(|it| it.0).or(match rule {
            Rule::IsTrue => Some(0.0),
            Rule::IsFalse => Some(1.0),
            // More is better from nothing on, unless the file says where the scale begins.
            Rule::Above(bound) | Rule::AtLeast(bound) if bound > 0.0 => Some(0.0),
            Rule::Above(_)
            | Rule::AtLeast(_)
            | Rule::Below(_)
            | Rule::AtMost(_)
            | Rule::Between(..) => None,
        });
        let zero = zero.filter(|zero| {
            let wrong_side = match rule {
                Rule::Above(bound) | Rule::AtLeast(bound) | Rule::Between(bound, _) => {
                    *zero >= bound
                }
                Rule::Below(bound) | Rule::AtMost(bound) => *zero <= bound,
                Rule::IsTrue | Rule::IsFalse => false,
            };
            if wrong_side {
                let details = [
                    ("found", zero.to_string()),
                    ("low", "zero".to_owned()),
                    ("high", rule.to_string()),
                ];
                file.complain(Code::NumberUnfit, &written.rule, details);
            }
            !wrong_side
        });
        let source = names.source(file, &written.source);
        thresholds.push(Threshold {
            name,
            since,
            until,
            rule,
            zero,
            u: written.u.map_or(0.0, |it| it.0.max(0.0)),
            source,
            at: written.at,
        });
    }
    let benchmarks = it.benchmark.into_iter().filter_map(|it| benchmark(file, names, it)).collect();
    let applies = it.applies.and_then(|it| applies(file, names, it));
    let cases = it.case.into_iter().filter_map(|it| case(file, it)).collect();
    Indicator {
        id,
        formerly: it.formerly,
        sign,
        article: it.article,
        title: it.title,
        question: it.question,
        read: it.read,
        unit: it.unit,
        direction: it.direction,
        nature: it.nature,
        least: it.least.map(|it| it.0),
        most: it.most.map(|it| it.0),
        cost: it.cost.map_or(1.0, |it| if it.0 > 0.0 { it.0 } else { 1.0 }),
        max_age: it.max_age.map(|it| it.0),
        measure,
        thresholds,
        judged_by: None,
        benchmarks,
        applies,
        cases,
    }
}

fn benchmark(file: &mut File<'_>, names: &Names<'_>, it: written::Benchmark) -> Option<Benchmark> {
    let source = names.source(file, &it.source);
    if let Some(caveat) = &it.caveat
        && !names.caveats.contains_key(caveat.get_ref())
    {
        file.unknown(Code::SourceUnknown, caveat, names.caveats.keys().map(String::as_str));
    }
    if let Some(field) = &it.field
        && !names.fields.contains_key(field.get_ref())
    {
        file.unknown(Code::MeasureCodeUnknown, field, names.fields.keys().map(String::as_str));
    }
    let low = it.value.or(it.low).map(|it| it.0);
    let high = it.value.or(it.high).map(|it| it.0);
    let ends = low.zip(high).filter(|(low, high)| low <= high);
    if ends.is_none() {
        let details = [
            ("found", format!("{low:?}..{high:?}")),
            ("low", "value".to_owned()),
            ("high", "low..high".to_owned()),
        ];
        file.complain(Code::NumberUnfit, &it.source, details);
    }
    let (low, high) = ends?;
    Some(Benchmark {
        what: it.what,
        low,
        high,
        population: it.population,
        n: it.n,
        year: it.year,
        source,
        at: it.at,
        caveat: it.caveat.map(Spanned::into_inner),
        field: it.field.map(Spanned::into_inner),
    })
}

fn applies(file: &mut File<'_>, names: &Names<'_>, it: written::Applies) -> Option<Applies> {
    match (it.indicator, it.rule, it.field) {
        (_, _, Some(fields)) => Some(Applies::Fields(fields)),
        (Some(indicator), Some(rule), None) => {
            let at = names.indicator(file, &indicator);
            let rule = file.rule(&rule);
            Some(Applies::Where(at?, rule?))
        }
        (Some(written), None, None) | (None, Some(written), None) => {
            let details = [("found", written.get_ref().clone()), ("reason", "applies".to_owned())];
            file.complain(Code::CatalogueUnreadable, &written, details);
            None
        }
        (None, None, None) => None,
    }
}

fn case(file: &mut File<'_>, it: written::Case) -> Option<Case> {
    let (year, month, day) = CASE_DAY;
    let on = match &it.on {
        Some(on) => file.date(on)?,
        None => jiff_date(year, month, day),
    };
    let mut rows: IndexMap<String, Vec<CaseRow>> = IndexMap::new();
    let row = |cells: IndexMap<String, written::Text>| {
        let mut times = 1;
        let cells = cells
            .into_iter()
            .filter_map(|(column, text)| {
                if column == "times" {
                    times = text.0.parse().unwrap_or(1);
                    return None;
                }
                Some((column, text.0))
            })
            .collect();
        CaseRow { cells, times }
    };
    if !it.place.is_empty() {
        rows.insert("places".to_owned(), vec![row(it.place)]);
    }
    rows.insert("clusters".to_owned(), vec![row(it.cluster)]);
    for (table, written) in it.rows {
        if karenina_model::TableId::named(&table).is_none() {
            let known = karenina_model::schema::tables().iter().map(|it| it.name.as_str());
            let near = nearest(&table, known).unwrap_or("none").to_owned();
            file.complain(Code::MeasureTableUnknown, &it.name, [("found", table), ("near", near)]);
            continue;
        }
        rows.insert(table, written.into_iter().map(row).collect());
    }
    let expect = it.expect;
    let value = match (expect.value, expect.low, expect.high) {
        _ if expect.absent => None,
        (Some(value), _, _) => Some((value.0, value.0)),
        (None, Some(low), Some(high)) => Some((low.0, high.0)),
        (None, Some(low), None) => Some((low.0, f64::INFINITY)),
        (None, None, Some(high)) => Some((f64::NEG_INFINITY, high.0)),
        (None, None, None) => None,
    };
    Some(Case {
        name: it.name.into_inner(),
        on,
        rows,
        claim: it.claim.map(|it| it.0),
        expected: Expected { value, verdict: expect.verdict },
    })
}

fn jiff_date(year: i16, month: i8, day: i8) -> Date {
    Date::constant(year, month, day)
}

fn model_checked(
    file: &mut File<'_>,
    names: &Names<'_>,
    indicators: &mut [Indicator],
    it: written::Model,
) -> Model {
    names.source(file, &it.source);
    for (id, threshold) in &it.judging {
        let Some(at) = names.indicator(file, id) else { continue };
        let indicator = &mut indicators[at];
        if indicator.thresholds.iter().any(|it| it.name == *threshold) {
            indicator.judged_by = Some(threshold.clone());
        } else {
            let known: Vec<&str> = indicator.thresholds.iter().map(|it| it.name.as_str()).collect();
            let details = [("found", threshold.clone()), ("known", known.join(", "))];
            file.complain(Code::JudgingUnknown, id, details);
        }
    }
    let groups: Vec<Group> =
        it.group.into_iter().map(|it| Group { id: it.id, title: it.title }).collect();
    let group_ids: Vec<&str> = groups.iter().map(|it| it.id.as_str()).collect();
    let signs: Vec<Sign> = it
        .sign
        .into_iter()
        .map(|it| {
            let group = group_ids.iter().position(|id| id == it.group.get_ref());
            if group.is_none() {
                file.unknown(Code::SignUnknown, &it.group, group_ids.iter().copied());
            }
            let mut places = Vec::new();
            for written in &it.required {
                let Some(at) = names.indicator(file, written) else { continue };
                if indicators[at].thresholds.is_empty() {
                    let details = [("indicator", written.get_ref().clone())];
                    file.complain(Code::RequiredWithoutThreshold, written, details);
                } else {
                    if let Some((names, day)) = indicators[at].judging_ambiguous() {
                        let details = [
                            ("indicator", written.get_ref().clone()),
                            ("names", names),
                            ("day", day.to_string()),
                        ];
                        file.complain(Code::JudgingAmbiguous, written, details);
                    }
                    places.push(at);
                }
            }
            let key = it.key.iter().filter_map(|it| names.indicator(file, it)).collect();
            Sign {
                id: it.id,
                group: group.unwrap_or(0),
                folder: it.folder,
                latent: it.latent,
                title: it.title,
                short: it.short,
                question: it.question,
                required: places,
                rule: it.at_least.map_or(SignRule::All, SignRule::AtLeast),
                key,
            }
        })
        .collect();
    let ends: Vec<String> =
        groups.iter().map(|it| it.id.clone()).chain(signs.iter().map(|it| it.id.clone())).collect();
    let links = it
        .link
        .into_iter()
        .map(|it| {
            for end in [&it.from, &it.to] {
                if !ends.contains(end.get_ref()) {
                    file.unknown(Code::SignUnknown, end, ends.iter().map(String::as_str));
                }
            }
            Link {
                from: it.from.into_inner(),
                to: it.to.into_inner(),
                slow: it.slow,
                says: it.says,
                at: it.at,
            }
        })
        .collect();
    let policy = Policy {
        firm: file.number(&it.policy.firm, 0.5, 1.0),
        robust_sustainable_at_least: file.number(&it.policy.robust_sustainable_at_least, 0.0, 1.0),
        robust_not_at_most: file.number(&it.policy.robust_not_at_most, 0.0, 1.0),
        alpha: file.number(&it.policy.alpha, 0.0, 0.5),
        u_statistic: file.number(&it.policy.u_statistic, 0.0, 1.0),
        design_effect: file.number(&it.policy.design_effect, 0.0, 100.0),
        thin_below: file.number(&it.policy.thin_below, 0.0, 1.0),
        prior: file.number(&it.policy.prior, 0.0, 1.0),
        peers_at_least: it.policy.peers_at_least,
    };
    let shared_error = SharedError {
        rho: file.number(&it.shared_error.rho, 0.0, 1.0),
        draws: it.shared_error.draws,
        groups: it
            .shared_error
            .groups
            .iter()
            .map(|group| group.iter().filter_map(|it| names.indicator(file, it)).collect())
            .collect(),
    };
    Model {
        title: it.title,
        source: it.source.into_inner(),
        groups,
        signs,
        links,
        policy,
        shared_error,
        caveats: it.caveats,
    }
}

impl Model {
    /// A model without signs: what remains when model.toml cannot be understood.
    fn empty() -> Self {
        let nothing = || Label { en: String::new(), ru: String::new() };
        Self {
            title: nothing(),
            source: String::new(),
            groups: Vec::new(),
            signs: Vec::new(),
            links: Vec::new(),
            policy: Policy {
                firm: 0.95,
                robust_sustainable_at_least: 0.8,
                robust_not_at_most: 0.2,
                alpha: 0.05,
                u_statistic: 0.05,
                design_effect: 1.0,
                thin_below: 0.65,
                prior: 0.5,
                peers_at_least: 5,
            },
            shared_error: SharedError { rho: 0.5, draws: 0, groups: Vec::new() },
            caveats: IndexMap::new(),
        }
    }
}

/// Compounds and conditions of applicability must not ask for each other in a circle.
fn circular(indicators: &[Indicator], problems: &mut Vec<Problem>) {
    fn asks(indicator: &Indicator) -> Vec<usize> {
        let mut asked = match &indicator.measure {
            Measure::Compound(criteria) => criteria.clone(),
            _ => Vec::new(),
        };
        if let Some(Applies::Where(at, _)) = &indicator.applies {
            asked.push(*at);
        }
        asked
    }
    for start in 0..indicators.len() {
        let mut seen = vec![false; indicators.len()];
        let mut open = asks(&indicators[start]);
        while let Some(at) = open.pop() {
            if at == start {
                let place = Place::file(format!("indicators/{}.toml", indicators[start].id));
                problems.push(
                    Problem::new(Code::CriteriaCircular, place)
                        .with("indicator", indicators[start].id.as_str()),
                );
                break;
            }
            if !std::mem::replace(&mut seen[at], true) {
                open.extend(asks(&indicators[at]));
            }
        }
    }
}
