//! What differs between two assessments, and why: each step from the one to the other is taken by
//! itself, and what a step changes has that step as its cause.

use karenina_catalogue::{Applies, Catalogue, Indicator, Measure};
use karenina_model::{Dataset, Date, TableId, Value};
use rustc_hash::FxHashMap;

use crate::{Assessment, ClusterFinding, ClusterVerdict, Options, Verdict, assess};

/// One of the two.
#[derive(Debug, Clone, Copy)]
pub struct Side<'a> {
    /// What is asked.
    pub catalogue: &'a Catalogue,
    /// What was said.
    pub dataset: &'a Dataset,
    /// What was found.
    pub found: &'a Assessment,
}

/// Why something differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// More or other facts.
    Facts,
    /// What is said of the same day is now said otherwise.
    Correction,
    /// Nothing was said anew; time has passed, and something has begun or ended.
    Time,
    /// The indicator is measured otherwise.
    Definition,
    /// Another rule is asked for.
    Threshold,
    /// It applies to others than before.
    Applicability,
    /// The sign requires other criteria.
    Requirement,
}

impl Cause {
    /// The stable word of it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Facts => "facts_changed",
            Self::Correction => "correction",
            Self::Time => "time",
            Self::Definition => "definition",
            Self::Threshold => "threshold",
            Self::Applicability => "applicability",
            Self::Requirement => "requirement",
        }
    }
}

/// Everything that differs.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// Clusters with any difference, in the order of the second.
    pub clusters: Vec<ClusterChange>,
    /// Keys of clusters that only the first has.
    pub clusters_gone: Vec<String>,
    /// Keys of clusters that only the second has.
    pub clusters_new: Vec<String>,
    /// Ids of indicators that only the first has.
    pub indicators_gone: Vec<String>,
    /// Ids of indicators that only the second has.
    pub indicators_new: Vec<String>,
    /// How many clusters were compared.
    pub n_compared: usize,
}

impl Comparison {
    /// Whether nothing differs.
    pub fn is_empty(&self) -> bool {
        self.clusters.is_empty()
            && self.clusters_gone.is_empty()
            && self.clusters_new.is_empty()
            && self.indicators_gone.is_empty()
            && self.indicators_new.is_empty()
    }
}

/// What differs for a cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct ClusterChange {
    /// Its key.
    pub key: String,
    /// Its row in the second dataset.
    pub cluster: u32,
    /// The verdict, where it differs.
    pub verdict: Option<Changed<ClusterVerdict>>,
    /// Signs whose verdict differs, by their places in the second model.
    pub signs: Vec<(usize, Changed<Verdict>)>,
    /// Findings that differ, by the places of their indicators in the second catalogue.
    pub findings: Vec<(usize, Changed<(Value, Verdict)>)>,
}

/// Before, after, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed<T> {
    /// In the first.
    pub before: T,
    /// In the second.
    pub after: T,
    /// Every step that changed it; a step may undo what another did.
    pub causes: Vec<Cause>,
}

/// Compares two assessments: first the day, then the facts, then the catalogue are exchanged.
pub fn compare(before: Side<'_>, after: Side<'_>) -> Comparison {
    let judge = |catalogue: &Catalogue, dataset: &Dataset, on: Date| {
        assess(catalogue, dataset, Options { on, seed: after.found.seed })
    };
    let (day_before, day_after) = (before.found.on, after.found.on);
    // The same catalogue and data on the second day; the second data on the second day.
    let later =
        (day_before != day_after).then(|| judge(before.catalogue, before.dataset, day_after));
    let other_facts = judge(before.catalogue, after.dataset, day_after);
    // What the second data say of the first day.
    let of_first_day = later.as_ref().map(|_| judge(before.catalogue, after.dataset, day_before));

    let mut comparison = Comparison::default();
    let index = |dataset: &Dataset, found: &Assessment| -> FxHashMap<String, usize> {
        let table = dataset.table(TableId::CLUSTERS);
        let pairs = found.clusters.iter().enumerate();
        pairs.map(|(at, it)| (table.key(it.cluster).to_owned(), at)).collect()
    };
    let in_before = index(before.dataset, before.found);
    let in_later = later.as_ref().map(|it| index(before.dataset, it));
    let in_other = index(after.dataset, &other_facts);
    let in_first = of_first_day.as_ref().map(|it| index(after.dataset, it));
    let indicators = matched(before.catalogue, after.catalogue);
    let signs = matched_signs(before.catalogue, after.catalogue);
    let ids = |catalogue: &Catalogue| -> Vec<String> {
        catalogue.indicators.iter().map(|it| it.id.clone()).collect()
    };
    comparison.indicators_new = ids(after.catalogue)
        .into_iter()
        .zip(&indicators)
        .filter(|it| it.1.is_none())
        .map(|it| it.0)
        .collect();
    comparison.indicators_gone = ids(before.catalogue)
        .into_iter()
        .enumerate()
        .filter(|(at, _)| !indicators.contains(&Some(*at)))
        .map(|it| it.1)
        .collect();

    let table = after.dataset.table(TableId::CLUSTERS);
    for now in &after.found.clusters {
        let key = table.key(now.cluster);
        let Some(then) = in_before.get(key).map(|at| &before.found.clusters[*at]) else {
            comparison.clusters_new.push(key.to_owned());
            continue;
        };
        comparison.n_compared += 1;
        let at = |found: &Option<Assessment>, index: &Option<FxHashMap<String, usize>>| {
            let place = index.as_ref()?.get(key)?;
            found.as_ref().map(|_| *place)
        };
        let steps = Steps {
            before,
            after,
            then,
            later: at(&later, &in_later).and_then(|at| later.as_ref().map(|it| &it.clusters[at])),
            other: in_other.get(key).map(|at| &other_facts.clusters[*at]),
            first: at(&of_first_day, &in_first)
                .and_then(|at| of_first_day.as_ref().map(|it| &it.clusters[at])),
            now,
        };
        let change = steps.change(key, &indicators, &signs);
        if change.verdict.is_some() || !change.signs.is_empty() || !change.findings.is_empty() {
            comparison.clusters.push(change);
        }
    }
    let gone = before.dataset.table(TableId::CLUSTERS);
    comparison.clusters_gone = before
        .found
        .clusters
        .iter()
        .map(|it| gone.key(it.cluster))
        .filter(|key| table.find(key).is_none())
        .map(str::to_owned)
        .collect();
    comparison
}

/// For each indicator of the second catalogue its place in the first.
fn matched(before: &Catalogue, after: &Catalogue) -> Vec<Option<usize>> {
    let place = |id: &str| before.indicators.iter().position(|it| it.id == id);
    after
        .indicators
        .iter()
        .map(|it| place(&it.id).or_else(|| it.formerly.iter().find_map(|id| place(id))))
        .collect()
}

fn matched_signs(before: &Catalogue, after: &Catalogue) -> Vec<Option<usize>> {
    let signs = &before.model.signs;
    after.model.signs.iter().map(|it| signs.iter().position(|other| other.id == it.id)).collect()
}

/// One cluster on the way from the first to the second.
struct Steps<'a> {
    before: Side<'a>,
    after: Side<'a>,
    then: &'a ClusterFinding,
    /// First catalogue and data, second day; `None` where the day is the same.
    later: Option<&'a ClusterFinding>,
    /// First catalogue, second data and day.
    other: Option<&'a ClusterFinding>,
    /// First catalogue, second data, first day; `None` where the day is the same.
    first: Option<&'a ClusterFinding>,
    now: &'a ClusterFinding,
}

impl Steps<'_> {
    fn change(
        &self,
        key: &str,
        indicators: &[Option<usize>],
        signs: &[Option<usize>],
    ) -> ClusterChange {
        let mut findings = Vec::new();
        let mut causes_of: FxHashMap<usize, Vec<Cause>> = FxHashMap::default();
        for (at, old) in indicators.iter().enumerate() {
            let Some(old) = *old else { continue };
            let of =
                |it: &ClusterFinding, at: usize| (it.findings[at].value, it.findings[at].verdict);
            let (then, now) = (of(self.then, old), of(self.now, at));
            let later = self.later.map_or(then, |it| of(it, old));
            let other = self.other.map_or(later, |it| of(it, old));
            let mut causes = Vec::new();
            if later != then {
                causes.push(Cause::Time);
            }
            if other != later {
                causes.push(self.facts_or_correction(old, later, other));
            }
            if now != other {
                causes.extend(catalogue_causes(
                    (self.before.catalogue, old),
                    (self.after.catalogue, at),
                ));
            }
            if now != then {
                causes_of.insert(at, causes.clone());
                findings.push((at, Changed { before: then, after: now, causes }));
            }
        }
        let mut changed_signs = Vec::new();
        let mut verdict_causes = Vec::new();
        for (at, old) in signs.iter().enumerate() {
            let Some(old) = *old else { continue };
            let (then, now) = (self.then.signs[old].verdict, self.now.signs[at].verdict);
            if then == now {
                continue;
            }
            let sign = &self.after.catalogue.model.signs[at];
            let mut causes: Vec<Cause> = sign
                .required
                .iter()
                .filter_map(|it| causes_of.get(it))
                .flatten()
                .copied()
                .collect();
            let ids = |catalogue: &Catalogue, sign: usize| -> Vec<String> {
                let required = &catalogue.model.signs[sign].required;
                required.iter().map(|it| catalogue.indicators[*it].id.clone()).collect()
            };
            let was = &self.before.catalogue.model.signs[old];
            if ids(self.before.catalogue, old) != ids(self.after.catalogue, at)
                || was.rule != sign.rule
                || was.latent != sign.latent
            {
                causes.push(Cause::Requirement);
            }
            tidy(&mut causes);
            if !sign.latent {
                verdict_causes.extend(causes.iter().copied());
            }
            changed_signs.push((at, Changed { before: then, after: now, causes }));
        }
        tidy(&mut verdict_causes);
        let verdict = (self.then.verdict != self.now.verdict).then(|| Changed {
            before: self.then.verdict,
            after: self.now.verdict,
            // A sign that only one of the models has is a requirement too.
            causes: if verdict_causes.is_empty() {
                vec![Cause::Requirement]
            } else {
                verdict_causes
            },
        });
        ClusterChange {
            key: key.to_owned(),
            cluster: self.now.cluster,
            verdict,
            signs: changed_signs,
            findings,
        }
    }

    /// On two days: a correction where the second data already say something else of the first day.
    /// On one day: a correction where what was said is now said otherwise, and not merely more of it.
    fn facts_or_correction(
        &self,
        indicator: usize,
        later: (Value, Verdict),
        other: (Value, Verdict),
    ) -> Cause {
        if let Some(first) = self.first {
            let (then, now) = (&self.then.findings[indicator], &first.findings[indicator]);
            let said_otherwise = contradicts(then.value, now.value);
            return if said_otherwise { Cause::Correction } else { Cause::Facts };
        }
        if contradicts(later.0, other.0) { Cause::Correction } else { Cause::Facts }
    }
}

/// Whether a value is not merely a narrower one.
fn contradicts(before: Value, after: Value) -> bool {
    match (before, after) {
        (Value::Known(a), Value::Known(b)) => a.intersection(b) != Some(b),
        // What was said is taken back.
        (Value::Known(_), Value::Absent(_)) => true,
        (Value::Absent(_), _) => false,
    }
}

fn tidy(causes: &mut Vec<Cause>) {
    causes.sort_unstable();
    causes.dedup();
}

/// What of an indicator differs between two catalogues.
fn catalogue_causes(before: (&Catalogue, usize), after: (&Catalogue, usize)) -> Vec<Cause> {
    let (a, b) = (&before.0.indicators[before.1], &after.0.indicators[after.1]);
    let mut causes = Vec::new();
    let rules = |it: &Indicator| format!("{:?} {:?}", it.thresholds, it.judged_by);
    if rules(a) != rules(b) {
        causes.push(Cause::Threshold);
    }
    if applies(before.0, a) != applies(after.0, b) {
        causes.push(Cause::Applicability);
    }
    if definition(before.0, a) != definition(after.0, b) || causes.is_empty() {
        // Also where a criterion that it asks for has changed, or a constant of the method.
        causes.push(Cause::Definition);
    }
    causes
}

/// What is written of the conditions, with ids in place of places.
fn applies(catalogue: &Catalogue, it: &Indicator) -> String {
    match &it.applies {
        Some(Applies::Where(at, rule)) => format!("{} {rule}", catalogue.indicators[*at].id),
        Some(Applies::Fields(fields)) => fields.join(" "),
        None => String::new(),
    }
}

fn definition(catalogue: &Catalogue, it: &Indicator) -> String {
    let measure = match &it.measure {
        Measure::Compound(places) => places
            .iter()
            .map(|at| catalogue.indicators[*at].id.as_str())
            .collect::<Vec<_>>()
            .join(" "),
        measure => format!("{measure:?}"),
    };
    format!("{measure} {:?} {:?} {:?} {:?} {:?}", it.unit, it.nature, it.least, it.most, it.max_age)
}
