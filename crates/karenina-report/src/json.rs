//! JSON, for programs: the whole assessment, one cluster a line. Its schema is
//! `docs/assessment.schema.json`; a key is never given another meaning.

use std::{
    collections::BTreeMap,
    io::{self, Write},
    sync::{OnceLock, mpsc},
    thread,
};

use karenina_assess::{
    ClusterFinding, Counting, Evidence, Fact, Finding, GroupCounts, PeerStanding, Peers,
    Population, Question, SignFinding, Verdict,
};
use karenina_catalogue::{Indicator, Rule};
use karenina_model::{
    Absence, Cell, Interval, Period, Place, Problem, RowId, TableId, Truth, Value, table::ValueCell,
};
use rayon::prelude::*;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{Report, wording};

/// The name of this shape; a change that breaks readers gets another number.
pub const SCHEMA: &str = "karenina-assessment/1";

/// How many clusters are made into text at a time: enough for all cores, few enough to stay small.
const AT_ONCE: usize = 64;

/// Writes the assessment as JSON.
///
/// It waits for the threads that make the text, so it must not be called from one of theirs.
pub fn json(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":\"{SCHEMA}\",\n\"edition\":")?;
    value(out, &edition(report))?;
    out.write_all(b",\n\"programme\":")?;
    value(out, &programme(report))?;
    out.write_all(b",\n\"benchmarks\":")?;
    value(out, &benchmarks(report))?;
    out.write_all(b",\n\"clusters\":[")?;
    clusters(report, out)?;
    out.write_all(b"],\n\"problems\":")?;
    value(out, &problems(report.problems, report.lang))?;
    out.write_all(b"}\n")
}

/// One cluster with all that is found of it, as it stands among the others.
pub fn cluster_json(
    report: &Report<'_>,
    it: &ClusterFinding,
    peers: &OnceLock<Peers>,
    out: &mut dyn Write,
) -> io::Result<()> {
    let peers = peers.get_or_init(|| Peers::new(report.catalogue, report.dataset, report.found));
    write!(out, "{{\"schema\":\"{SCHEMA}\",\n\"edition\":")?;
    value(out, &edition(report))?;
    out.write_all(b",\n\"cluster\":")?;
    value(out, &cluster(report, peers, it))?;
    out.write_all(b"}\n")
}

/// Values elsewhere, once for each indicator: they are the same for every cluster of a field.
#[derive(Serialize)]
struct BenchmarkOut<'a> {
    what: &'a str,
    low: f64,
    high: f64,
    population: Option<&'a str>,
    n: Option<u32>,
    year: Option<i16>,
    source: &'a str,
    at: Option<&'a str>,
    field: Option<&'a str>,
    caveat: Option<&'a str>,
}

fn benchmarks<'a>(report: &'a Report<'_>) -> BTreeMap<&'a str, Vec<BenchmarkOut<'a>>> {
    let caveats = &report.catalogue.model.caveats;
    let of = |label| report.lang.of(label);
    let with = report.catalogue.indicators.iter().filter(|it| !it.benchmarks.is_empty());
    with.map(|indicator| {
        let list = indicator
            .benchmarks
            .iter()
            .map(|it| BenchmarkOut {
                what: of(&it.what),
                low: it.low,
                high: it.high,
                population: it.population.as_ref().map(of),
                n: it.n,
                year: it.year,
                source: &it.source,
                at: it.at.as_deref(),
                field: it.field.as_deref(),
                caveat: it.caveat.as_ref().and_then(|it| caveats.get(it)).map(of),
            })
            .collect();
        (indicator.id.as_str(), list)
    })
    .collect()
}

/// Clusters are made into text in parallel, while those before them are written.
fn clusters(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    let peers = Peers::new(report.catalogue, report.dataset, report.found);
    let text = |it: &ClusterFinding| {
        let mut bytes = Vec::with_capacity(64 * 1024);
        value(&mut bytes, &cluster(report, &peers, it)).map(|()| bytes)
    };
    let text = &text;
    let (made, next) = mpsc::sync_channel::<Vec<io::Result<Vec<u8>>>>(1);
    thread::scope(|scope| {
        scope.spawn(move || {
            for chunk in report.found.clusters.chunks(AT_ONCE) {
                // Where nobody takes the text any more, writing has failed, and says why.
                if made.send(chunk.par_iter().map(text).collect()).is_err() {
                    break;
                }
            }
        });
        let mut before: &[u8] = b"\n";
        for bytes in next.into_iter().flatten() {
            out.write_all(before)?;
            out.write_all(&bytes?)?;
            before = b",\n";
        }
        Ok(())
    })
}

/// The problems alone, as `karenina check --format json` writes them.
pub fn problems_json(list: &[Problem], lang: crate::Lang, out: &mut dyn Write) -> io::Result<()> {
    write!(out, "{{\"schema\":\"karenina-problems/1\",\n\"problems\":")?;
    value(out, &problems(list, lang))?;
    out.write_all(b"}\n")
}

pub(crate) fn value(out: &mut (impl Write + ?Sized), it: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer(out, it).map_err(io::Error::from)
}

#[derive(Serialize)]
struct EditionOut<'a> {
    catalogue: &'a str,
    data: &'a str,
    data_name: &'a str,
    program: &'a str,
    as_of: String,
    seed: u64,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    set: &'a [String],
}

fn edition<'a>(report: &'a Report<'_>) -> EditionOut<'a> {
    let it = report.edition;
    EditionOut {
        catalogue: &it.catalogue,
        data: &it.data,
        data_name: &it.data_name,
        program: &it.program,
        as_of: report.found.on.to_string(),
        seed: report.found.seed,
        set: &it.set,
    }
}

#[derive(Serialize)]
struct ProgrammeOut<'a> {
    id: Option<&'a str>,
    name: Option<&'a str>,
    name_ru: Option<&'a str>,
    populations: Vec<PopulationOut<'a>>,
    policy: PolicyOut,
    facts: Vec<FactOut<'a>>,
}

#[derive(Serialize)]
struct PolicyOut {
    firm: f64,
    robust_sustainable_at_least: f64,
    robust_not_at_most: f64,
    alpha: f64,
    u_statistic: f64,
    design_effect: f64,
    thin_below: f64,
    prior: f64,
    peers_at_least: usize,
}

#[derive(Serialize)]
struct PopulationOut<'a> {
    population: &'static str,
    n: u64,
    listed: u64,
    unlisted: u64,
    sustainable: u64,
    not_sustainable: u64,
    undetermined: u64,
    signs: Vec<SignCountsOut<'a>>,
    counting: Vec<CountingOut<'a>>,
    groups: Vec<GroupOut<'a>>,
}

#[derive(Serialize)]
struct SignCountsOut<'a> {
    id: &'a str,
    met: u64,
    not_met: u64,
    undetermined: u64,
}

#[derive(Serialize)]
struct CountingOut<'a> {
    k: usize,
    incidence: Ends,
    intensity: Option<Ends>,
    adjusted_headcount: Ends,
    adjusted_gap: Ends,
    censored_headcounts: Vec<CensoredOut<'a>>,
}

#[derive(Serialize)]
struct CensoredOut<'a> {
    sign: &'a str,
    low: f64,
    high: f64,
}

#[derive(Serialize)]
struct GroupOut<'a> {
    by: &'static str,
    value: Option<&'a str>,
    n: u64,
    incidence: Ends,
    adjusted_headcount: Ends,
    adjusted_gap: Ends,
    signs: Vec<SignCountsOut<'a>>,
}

/// Two ends; one that nothing bounds is null.
#[derive(Serialize)]
struct Ends {
    low: f64,
    high: f64,
}

impl From<(f64, f64)> for Ends {
    fn from((low, high): (f64, f64)) -> Self {
        Self { low, high }
    }
}

fn programme<'a>(report: &'a Report<'_>) -> ProgrammeOut<'a> {
    let table = report.dataset.table(TableId::PROGRAMME);
    let text = |name: &str| if table.is_empty() { None } else { table.named_text(0, name) };
    let policy = report.catalogue.model.policy;
    let claims = report.dataset.table(TableId::CLAIMS);
    let clusters = report.dataset.table(TableId::CLUSTERS);
    let facts = claims
        .rows()
        .filter(|row| {
            claims.named_text(*row, "subject").is_some_and(|it| clusters.find(it).is_none())
        })
        .map(|row| fact(report, RowId { table: TableId::CLAIMS, row }))
        .collect();
    ProgrammeOut {
        id: text("id"),
        name: text("name"),
        name_ru: text("name_ru"),
        populations: report.found.populations.iter().map(|it| population(report, it)).collect(),
        policy: PolicyOut {
            firm: policy.firm,
            robust_sustainable_at_least: policy.robust_sustainable_at_least,
            robust_not_at_most: policy.robust_not_at_most,
            alpha: policy.alpha,
            u_statistic: policy.u_statistic,
            design_effect: policy.design_effect,
            thin_below: policy.thin_below,
            prior: policy.prior,
            peers_at_least: policy.peers_at_least,
        },
        facts,
    }
}

fn population<'a>(report: &'a Report<'_>, it: &'a Population) -> PopulationOut<'a> {
    PopulationOut {
        population: it.kind.word(),
        n: it.clusters.len() as u64 + it.unlisted,
        listed: it.clusters.len() as u64,
        unlisted: it.unlisted,
        sustainable: it.sustainable,
        not_sustainable: it.not_sustainable,
        undetermined: it.undetermined,
        signs: sign_counts(report, &it.signs),
        counting: it.counting.iter().map(|it| counting(report, it)).collect(),
        groups: it.groups.iter().map(|it| group(report, it)).collect(),
    }
}

fn sign_counts<'a>(
    report: &'a Report<'_>,
    counts: &[karenina_assess::SignCounts],
) -> Vec<SignCountsOut<'a>> {
    report
        .catalogue
        .model
        .signs
        .iter()
        .zip(counts)
        .map(|(sign, it)| SignCountsOut {
            id: &sign.id,
            met: it.met,
            not_met: it.not_met,
            undetermined: it.undetermined,
        })
        .collect()
}

fn counting<'a>(report: &'a Report<'_>, it: &'a Counting) -> CountingOut<'a> {
    let counted = report.catalogue.model.signs.iter().filter(|it| !it.latent);
    CountingOut {
        k: it.k,
        incidence: it.incidence.into(),
        intensity: it.intensity.map(Ends::from),
        adjusted_headcount: it.adjusted.into(),
        adjusted_gap: it.depth.into(),
        censored_headcounts: counted
            .zip(&it.censored)
            .map(|(sign, (low, high))| CensoredOut { sign: &sign.id, low: *low, high: *high })
            .collect(),
    }
}

fn group<'a>(report: &'a Report<'_>, it: &'a GroupCounts) -> GroupOut<'a> {
    GroupOut {
        by: it.by,
        value: it.value.as_deref(),
        n: it.n,
        incidence: it.incidence.into(),
        adjusted_headcount: it.adjusted.into(),
        adjusted_gap: it.depth.into(),
        signs: sign_counts(report, &it.signs),
    }
}

#[derive(Serialize)]
struct ClusterOut<'a> {
    id: &'a str,
    name: Option<&'a str>,
    name_ru: Option<&'a str>,
    standing: Option<&'static str>,
    /// The day of judgement, where it is not that of the edition.
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    verdict: &'static str,
    missing: Vec<&'a str>,
    robust: RobustOut<'a>,
    signs: Vec<SignOut<'a>>,
    questions: Vec<QuestionOut<'a>>,
    settled_by: SettledOut,
    facts: Vec<FactOut<'a>>,
    schemes: Vec<SchemeOut<'a>>,
}

/// What a scheme beside the signs says.
#[derive(Serialize)]
struct SchemeOut<'a> {
    id: &'a str,
    met: CountOut,
    criteria: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    all: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<CountOut>,
}

#[derive(Serialize)]
struct CountOut {
    low: usize,
    high: usize,
}

/// Where a value stands among the other clusters.
#[derive(Serialize)]
struct PeerOut {
    field: Option<String>,
    n: usize,
    lower: usize,
    higher: usize,
    quartiles: [f64; 3],
}

impl From<PeerStanding> for PeerOut {
    fn from(it: PeerStanding) -> Self {
        let PeerStanding { field, n, lower, higher, quartiles } = it;
        Self { field, n, lower, higher, quartiles }
    }
}

#[derive(Serialize)]
struct RobustOut<'a> {
    verdict: &'static str,
    chance: Ends,
    any_dependence: Ends,
    #[serde(skip_serializing_if = "Option::is_none")]
    shared_error: Option<Ends>,
    failed: Vec<&'a str>,
}

#[derive(Serialize)]
struct SettledOut {
    facts_for_sustainable: Option<usize>,
    facts_for_not_sustainable: Option<usize>,
    expected_cost: f64,
}

#[derive(Serialize)]
struct SignOut<'a> {
    id: &'a str,
    verdict: Verdict,
    near: bool,
    degree: Ends,
    chance: Ends,
    coverage: f64,
    thin: bool,
    criteria: Vec<CriterionOut<'a>>,
    informs: Vec<CriterionOut<'a>>,
}

#[derive(Serialize)]
struct CriterionOut<'a> {
    indicator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<IntervalOut>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    absent: Option<AbsentOut>,
    unit: karenina_catalogue::Unit,
    rule: Option<RuleOut>,
    source: Option<&'a str>,
    verdict: Verdict,
    #[serde(skip_serializing_if = "Option::is_none")]
    degree: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    distance: Option<EndsOrNull>,
    #[serde(skip_serializing_if = "Option::is_none")]
    chance: Option<Ends>,
    #[serde(skip_serializing_if = "Option::is_none")]
    firm: Option<bool>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    near: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    contradicted: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    computed: Option<IntervalOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    claimed: Option<IntervalOut>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    rivals: Vec<RivalOut<'a>>,
    evidence: Vec<EvidenceOut<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    peers: Vec<PeerOut>,
}

#[derive(Serialize)]
struct RivalOut<'a> {
    rule: RuleOut,
    source: &'a str,
    verdict: Verdict,
}

/// A rule as catalogue files write it.
struct RuleOut(Rule);

impl Serialize for RuleOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

struct AbsentOut(Absence);

impl Serialize for AbsentOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("absent", self.0.word())?;
        match self.0 {
            Absence::ListIncomplete { listed } => map.serialize_entry("listed", &listed)?,
            Absence::PartsMissing { missing, of } => {
                map.serialize_entry("missing", &missing)?;
                map.serialize_entry("of", &of)?;
            }
            Absence::NotSaid
            | Absence::NotKnown
            | Absence::NotCollected
            | Absence::Refused
            | Absence::NotApplicable
            | Absence::Suppressed
            | Absence::TooOld
            | Absence::NothingToCount => {}
        }
        map.end()
    }
}

/// An interval: an end that nothing bounds is null, one that does not belong to it is marked.
struct IntervalOut(Interval);

impl Serialize for IntervalOut {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let it = self.0;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("low", &finite(it.low()))?;
        map.serialize_entry("high", &finite(it.high()))?;
        if it.low_is_open() && it.low().is_finite() {
            map.serialize_entry("low_open", &true)?;
        }
        if it.high_is_open() && it.high().is_finite() {
            map.serialize_entry("high_open", &true)?;
        }
        map.end()
    }
}

fn finite(x: f64) -> Option<f64> {
    x.is_finite().then_some(x)
}

#[derive(Serialize)]
struct EndsOrNull {
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum EvidenceOut<'a> {
    Claim(RowOut<'a>),
    Cell(RowOut<'a>),
    Rows { table: &'a str, yes: u32, no: u32, unknown: u32, missing: Option<u32> },
}

#[derive(Serialize)]
struct RowOut<'a> {
    table: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    file: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_by: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    said_on: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certainty: Option<&'static str>,
}

#[derive(Serialize)]
struct QuestionOut<'a> {
    indicator: &'a str,
    sign: &'a str,
    decides: bool,
    if_met: OutcomeOut,
    if_not_met: OutcomeOut,
    chance: f64,
    cost: f64,
}

#[derive(Serialize)]
struct OutcomeOut {
    sign: Verdict,
    cluster: &'static str,
}

#[derive(Serialize)]
struct FactOut<'a> {
    subject: &'a str,
    indicator: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period: Option<String>,
    value: FactValue<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    n: Option<IntervalOut>,
    #[serde(skip_serializing_if = "Option::is_none")]
    population: Option<&'a str>,
    evidence: RowOut<'a>,
}

enum FactValue<'a> {
    Absent,
    Text(&'a str),
    Number(Interval),
}

impl Serialize for FactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Absent => serializer.serialize_none(),
            Self::Text(it) => serializer.serialize_str(it),
            Self::Number(it) => IntervalOut(*it).serialize(serializer),
        }
    }
}

fn cluster<'a>(report: &'a Report<'_>, peers: &Peers, it: &'a ClusterFinding) -> ClusterOut<'a> {
    let table = report.dataset.table(TableId::CLUSTERS);
    let signs = &report.catalogue.model.signs;
    let ids = |places: &[usize]| places.iter().map(|at| signs[*at].id.as_str()).collect();
    ClusterOut {
        id: table.key(it.cluster),
        name: table.named_text(it.cluster, "name"),
        name_ru: table.named_text(it.cluster, "name_ru"),
        standing: table.common_code(it.cluster, "standing"),
        as_of: (it.on != report.found.on).then(|| it.on.to_string()),
        verdict: it.verdict.word(),
        missing: ids(&it.missing),
        robust: RobustOut {
            verdict: it.robust.verdict.word(),
            chance: it.robust.chance.into(),
            any_dependence: it.robust.any_dependence.into(),
            shared_error: it.robust.shared_error.map(Ends::from),
            failed: ids(&it.robust.failed),
        },
        signs: it
            .signs
            .iter()
            .enumerate()
            .map(|(at, sign)| sign_out(report, peers, it, at, sign))
            .collect(),
        questions: it.questions.iter().map(|it| question(report, it)).collect(),
        settled_by: SettledOut {
            facts_for_sustainable: it.smallest.for_sustainable,
            facts_for_not_sustainable: it.smallest.for_not_sustainable,
            expected_cost: it.smallest.expected_cost,
        },
        facts: it.facts.iter().map(|Fact { row }| fact(report, *row)).collect(),
        schemes: karenina_assess::schemes(report.catalogue, report.dataset, it)
            .into_iter()
            .filter(karenina_assess::SchemeFinding::says_anything)
            .map(|found| SchemeOut {
                id: &report.catalogue.schemes[found.scheme].id,
                met: CountOut { low: found.met.0, high: found.met.1 },
                criteria: found.criteria.len(),
                all: found.all.map(truth_word),
                level: found.level.map(|(low, high)| CountOut { low, high }),
            })
            .collect(),
    }
}

/// A truth as other formats write it.
pub(crate) fn truth_word(it: Truth) -> &'static str {
    match it {
        Truth::Yes => "yes",
        Truth::No => "no",
        Truth::Unknown => "unknown",
    }
}

fn sign_out<'a>(
    report: &'a Report<'_>,
    peers: &Peers,
    cluster: &'a ClusterFinding,
    at: usize,
    sign: &SignFinding,
) -> SignOut<'a> {
    let about = &report.catalogue.model.signs[at];
    let criterion = |at: usize| {
        let mut out = criterion(report, &report.catalogue.indicators[at], &cluster.findings[at]);
        out.peers = peers.of(cluster, at).into_iter().map(PeerOut::from).collect();
        out
    };
    let informs = report
        .catalogue
        .indicators_of(at)
        .filter(|it| !about.required.contains(it))
        .map(criterion)
        .collect();
    SignOut {
        id: &about.id,
        verdict: sign.verdict,
        near: sign.near,
        degree: sign.degree.into(),
        chance: sign.chance.into(),
        coverage: sign.coverage,
        thin: sign.thin,
        criteria: about.required.iter().copied().map(criterion).collect(),
        informs,
    }
}

fn criterion<'a>(
    report: &'a Report<'_>,
    indicator: &'a Indicator,
    it: &'a Finding,
) -> CriterionOut<'a> {
    let threshold = it.threshold.map(|at| &indicator.thresholds[at]);
    let (value, absent) = match it.value {
        Value::Known(it) => (Some(IntervalOut(it)), None),
        Value::Absent(why) => (None, Some(AbsentOut(why))),
    };
    let known = value.is_some() && threshold.is_some();
    // Beside each other only where there are two.
    let both = it.claimed.is_some() && it.computed.is_some();
    let interval = |it: Option<Value>| it.and_then(|it| it.interval()).map(IntervalOut);
    CriterionOut {
        indicator: &indicator.id,
        value,
        absent,
        unit: indicator.unit,
        rule: threshold.map(|it| RuleOut(it.rule)),
        source: threshold.map(|it| it.source.as_str()),
        verdict: it.verdict,
        degree: known.then(|| it.degree.into()),
        distance: it
            .distance
            .map(|(low, high)| EndsOrNull { low: finite(low), high: finite(high) }),
        chance: known.then(|| it.chance.into()),
        firm: it.firm,
        near: it.near,
        contradicted: it.contradicted,
        computed: both.then(|| interval(it.computed.map(|it| it.value))).flatten(),
        claimed: both.then(|| interval(it.claimed)).flatten(),
        rivals: it
            .rivals
            .iter()
            .map(|(at, verdict)| {
                let rival = &indicator.thresholds[*at];
                RivalOut { rule: RuleOut(rival.rule), source: &rival.source, verdict: *verdict }
            })
            .collect(),
        evidence: it.evidence.iter().map(|it| evidence(report, *it)).collect(),
        peers: Vec::new(),
    }
}

fn evidence<'a>(report: &'a Report<'_>, it: Evidence) -> EvidenceOut<'a> {
    match it {
        Evidence::Claim(row) => {
            EvidenceOut::Claim(row_out(report, row, row.table.schema().column("value")))
        }
        Evidence::Cell(row, column) => {
            EvidenceOut::Cell(row_out(report, row, Some(usize::from(column))))
        }
        Evidence::Rows { table, yes, no, unknown, missing } => {
            EvidenceOut::Rows { table: table.name(), yes, no, unknown, missing }
        }
    }
}

fn row_out<'a>(report: &'a Report<'_>, row: RowId, column: Option<usize>) -> RowOut<'a> {
    let table = report.dataset.table(row.table);
    let Place { file, sheet, line, cell, .. } = table.place(row.row, column);
    let text = |name: &str| table.named_text(row.row, name);
    let source = table
        .column("source")
        .and_then(|it| table.reference(row.row, it).known())
        .map(|it| report.dataset.table(TableId::SOURCES).key(it));
    RowOut {
        table: row.table.name(),
        column: column.map(|it| row.table.schema().columns[it].name.as_str()),
        file,
        sheet,
        cell,
        line,
        source,
        via: text("via"),
        said_by: text("said_by"),
        said_on: table
            .column("said_on")
            .and_then(|it| table.period(row.row, it).known())
            .map(Period::text),
        status: table.common_code(row.row, "status"),
        certainty: table.common_code(row.row, "certainty"),
    }
}

fn question<'a>(report: &'a Report<'_>, it: &Question) -> QuestionOut<'a> {
    let outcome = |(sign, cluster): (Verdict, karenina_assess::ClusterVerdict)| OutcomeOut {
        sign,
        cluster: cluster.word(),
    };
    QuestionOut {
        indicator: &report.catalogue.indicators[it.indicator].id,
        sign: &report.catalogue.model.signs[it.sign].id,
        decides: it.decides,
        if_met: outcome(it.if_met),
        if_not_met: outcome(it.if_not_met),
        chance: it.chance,
        cost: it.cost,
    }
}

fn fact<'a>(report: &'a Report<'_>, row: RowId) -> FactOut<'a> {
    let table = report.dataset.table(TableId::CLAIMS);
    let text = |name: &str| table.named_text(row.row, name);
    let value = table.column("value").map_or(Cell::Empty, |it| table.value(row.row, it));
    FactOut {
        subject: text("subject").unwrap_or_default(),
        indicator: text("indicator").unwrap_or_default(),
        item: text("item"),
        period: table
            .column("period")
            .and_then(|it| table.period(row.row, it).known())
            .map(Period::text),
        value: match value {
            Cell::Known(ValueCell::Number(it)) => FactValue::Number(*it),
            Cell::Known(ValueCell::Flag(it)) => FactValue::Text(it.word()),
            Cell::Known(ValueCell::Text(it)) => FactValue::Text(it),
            Cell::Known(ValueCell::Nothing) | Cell::Empty | Cell::Absent(_) => FactValue::Absent,
        },
        unit: text("unit"),
        n: table.column("n").and_then(|it| table.number(row.row, it).known()).map(IntervalOut),
        population: text("population"),
        evidence: row_out(report, row, table.column("value")),
    }
}

#[derive(Serialize)]
pub(crate) struct ProblemOut<'a> {
    code: &'static str,
    severity: &'static str,
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    heading: Option<&'a str>,
    message: String,
}

pub(crate) fn problems(list: &[Problem], lang: crate::Lang) -> Vec<ProblemOut<'_>> {
    list.iter()
        .map(|it| ProblemOut {
            code: it.code.id(),
            severity: it.severity().word(),
            file: &it.place.file,
            sheet: it.place.sheet.as_deref(),
            cell: it.place.cell.as_deref(),
            line: it.place.line,
            column: it.place.column.as_deref(),
            heading: it.place.heading.as_deref(),
            message: wording::problem_text(it, lang),
        })
        .collect()
}
