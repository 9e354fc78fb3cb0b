//! What every format shows, in the order in which it is shown: formats differ in marks only.

use std::{collections::BTreeSet, sync::OnceLock};

use karenina_assess::{
    ClusterFinding, ClusterVerdict, Evidence, Finding, PeerStanding, Peers, Population,
    PopulationKind, SignFinding, Verdict,
};
use karenina_catalogue::{Benchmark, Direction, Indicator, Link, Rule, Source, Threshold, Unit};
use karenina_model::{
    Cell, ColumnType, Interval, RowId, TableId, Value, schema::Label, table::ValueCell,
};

use crate::{
    Lang, Report,
    wording::{Words, place_text, share_bounds, words},
};

/// A report with what is looked up again and again.
pub(crate) struct View<'a> {
    pub report: Report<'a>,
    pub words: &'static Words,
    /// The signs that make up the verdict, by their places.
    pub counted: Vec<usize>,
    /// Those that are shown beside it.
    pub latent: Vec<usize>,
    /// The clusters in the order in which they are shown.
    pub sections: Vec<(Section, Vec<&'a ClusterFinding>)>,
    pub units: Option<&'a Population>,
    pub current: Option<&'a Population>,
    /// Where values stand among those of other clusters; gathered when first asked for.
    peers: Gathered<'a>,
}

/// Where values stand among others: gathered for one view, or once for many.
enum Gathered<'a> {
    Own(OnceLock<Peers>),
    Shared(&'a OnceLock<Peers>),
}

/// A part of the list of clusters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Section {
    /// Of the programme, with this verdict.
    Counted(ClusterVerdict),
    /// Outside the programme or refused: judged, and not part of any count.
    NotCounted,
}

/// What a cell of the map shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Met,
    NotMet,
    /// Something is said, and not enough.
    Undetermined,
    /// Nothing is said.
    Silent,
    NotApplicable,
}

impl State {
    /// What a map shows, and the words for it.
    pub(crate) const LEGEND: [(Self, &'static str); 4] = [
        (Self::Met, "legend-met"),
        (Self::NotMet, "legend-not-met"),
        (Self::Undetermined, "legend-undetermined"),
        (Self::Silent, "legend-silent"),
    ];

    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Self::Met => "✓",
            Self::NotMet => "✗",
            Self::Undetermined => "?",
            Self::Silent => "·",
            Self::NotApplicable => "–",
        }
    }
}

/// How an indicator that decides nothing stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tells {
    Strength,
    Risk,
    Open,
    Context,
}

impl Tells {
    pub(crate) fn symbol(self) -> &'static str {
        match self {
            Self::Strength => "✓",
            Self::Risk => "✗",
            Self::Open => "?",
            Self::Context => "·",
        }
    }

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Risk => "risk",
            Self::Open => "open",
            Self::Context => "context",
        }
    }
}

/// Who said something, when, where, and how sure it is.
pub(crate) struct Said<'a> {
    pub mark: &'static str,
    /// "declared by E. Kutsenko".
    pub who: String,
    pub on: Option<String>,
    /// The row of the document.
    pub document: Option<u32>,
    /// Page, section or cell of the document.
    pub via: Option<&'a str>,
    pub certainty: Option<&'a str>,
    pub note: Option<&'a str>,
    /// File and line, or file, sheet and cell.
    pub place: String,
}

impl Said<'_> {
    /// Everything but the document and the note.
    pub(crate) fn line(&self) -> String {
        let mut text = format!("{} {}", self.mark, self.who);
        for part in [self.on.as_deref(), self.via, self.certainty, Some(self.place.as_str())]
            .into_iter()
            .flatten()
        {
            text.push_str(", ");
            text.push_str(part);
        }
        text
    }
}

/// A name in the language of the report, else in the other, else the key.
pub fn row_name<'a>(report: &Report<'a>, table: TableId, row: u32) -> &'a str {
    let it = report.dataset.table(table);
    let names = match report.lang {
        Lang::En => ["name", "name_ru"],
        Lang::Ru => ["name_ru", "name"],
    };
    names.iter().find_map(|name| it.named_text(row, name)).unwrap_or_else(|| it.key(row))
}

impl<'a> View<'a> {
    /// The legend of the map: a symbol and its words each.
    pub(crate) fn legend(&self) -> [String; 4] {
        State::LEGEND.map(|(state, id)| format!("{} {}", state.symbol(), self.words.word(id)))
    }

    /// The same, with what is gathered over all clusters kept for others.
    pub(crate) fn sharing(report: &Report<'a>, peers: &'a OnceLock<Peers>) -> Self {
        Self { peers: Gathered::Shared(peers), ..Self::new(report) }
    }

    pub(crate) fn new(report: &Report<'a>) -> Self {
        let report = *report;
        let signs = &report.catalogue.model.signs;
        let (latent, counted) = (0..signs.len()).partition(|at| signs[*at].latent);
        let of_kind = |kind| report.found.populations.iter().find(|it| it.kind == kind);
        let mut it = Self {
            report,
            words: words(report.lang),
            counted,
            latent,
            sections: Vec::new(),
            units: of_kind(PopulationKind::Units),
            current: of_kind(PopulationKind::Current),
            peers: Gathered::Own(OnceLock::new()),
        };
        it.sections = it.in_order();
        it
    }

    /// What is known to fail first, then what is open, then what is well; the worst first.
    fn in_order(&self) -> Vec<(Section, Vec<&'a ClusterFinding>)> {
        let units: BTreeSet<u32> =
            self.units.iter().flat_map(|it| it.clusters.iter().copied()).collect();
        let section = |it: &ClusterFinding| {
            if units.contains(&it.cluster) {
                Section::Counted(it.verdict)
            } else {
                Section::NotCounted
            }
        };
        [
            Section::Counted(ClusterVerdict::NotSustainable),
            Section::Counted(ClusterVerdict::Undetermined),
            Section::Counted(ClusterVerdict::Sustainable),
            Section::NotCounted,
        ]
        .into_iter()
        .filter_map(|which| {
            let mut clusters: Vec<&ClusterFinding> =
                self.report.found.clusters.iter().filter(|it| section(it) == which).collect();
            let rank = |it: ClusterVerdict| match it {
                ClusterVerdict::NotSustainable => 0,
                ClusterVerdict::Undetermined => 1,
                ClusterVerdict::Sustainable => 2,
            };
            clusters.sort_by_cached_key(|it| {
                let name = self.cluster_name(it.cluster).to_lowercase();
                (rank(it.verdict), usize::MAX - it.missing.len(), name, it.cluster)
            });
            (!clusters.is_empty()).then_some((which, clusters))
        })
        .collect()
    }

    pub(crate) fn section_title(&self, section: Section) -> &'static str {
        self.words.word(match section {
            Section::Counted(ClusterVerdict::Sustainable) => "clusters-sustainable",
            Section::Counted(ClusterVerdict::NotSustainable) => "clusters-not-sustainable",
            Section::Counted(ClusterVerdict::Undetermined) => "clusters-undetermined",
            Section::NotCounted => "clusters-not-counted",
        })
    }

    pub(crate) fn of<'b>(&self, label: &'b Label) -> &'b str {
        self.report.lang.of(label)
    }

    /// A name in the language of the report, else in the other, else the key.
    pub(crate) fn name(&self, table: TableId, row: u32) -> &'a str {
        row_name(&self.report, table, row)
    }

    pub(crate) fn cluster_name(&self, row: u32) -> &'a str {
        self.name(TableId::CLUSTERS, row)
    }

    pub(crate) fn cluster_text(&self, row: u32, column: &str) -> Option<&'a str> {
        self.report.dataset.table(TableId::CLUSTERS).named_text(row, column)
    }

    pub(crate) fn programme_name(&self) -> &'a str {
        if self.report.dataset.table(TableId::PROGRAMME).is_empty() {
            return self.words.word("programme-unnamed");
        }
        self.name(TableId::PROGRAMME, 0)
    }

    pub(crate) fn programme_about(&self) -> Option<&'a str> {
        let table = self.report.dataset.table(TableId::PROGRAMME);
        if table.is_empty() {
            return None;
        }
        match self.report.lang {
            Lang::En => table.named_text(0, "about"),
            Lang::Ru => table.named_text(0, "about_ru").or_else(|| table.named_text(0, "about")),
        }
    }

    pub(crate) fn judged_as_of(&self) -> String {
        let date = self.words.date(self.report.found.on);
        self.words.say("judged-as-of", &[("date", (&date).into())])
    }

    /// The result in one sentence.
    pub(crate) fn result(&self) -> String {
        let Some(units) = self.units.filter(|it| !it.clusters.is_empty()) else {
            return self.words.word("result-none").to_owned();
        };
        if units.clusters.len() == 1 {
            let id = match (units.sustainable, units.not_sustainable) {
                (1, _) => "result-one-sustainable",
                (_, 1) => "result-one-not-sustainable",
                _ => "result-one-undetermined",
            };
            return self.words.word(id).to_owned();
        }
        self.words.say(
            "result",
            &[
                ("n", units.clusters.len().into()),
                ("not", units.not_sustainable.into()),
                ("open", units.undetermined.into()),
                ("yes", units.sustainable.into()),
            ],
        )
    }

    /// What has to be known beside the result.
    pub(crate) fn notes(&self) -> Vec<String> {
        let (Some(units), Some(current)) = (self.units, self.current) else { return Vec::new() };
        let merged = units.clusters.len().saturating_sub(current.clusters.len());
        let outside = self
            .sections
            .iter()
            .filter(|(section, _)| *section == Section::NotCounted)
            .map(|(_, clusters)| clusters.len())
            .sum::<usize>();
        let set = &self.report.edition.set;
        let by_hand = set.iter().map(|it| self.words.say("diff-set", &[("set", it.into())]));
        let counted = [
            ("note-merged", merged as u64),
            ("note-unlisted", current.unlisted),
            ("note-outside", outside as u64),
        ]
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(id, n)| self.words.say(id, &[("n", n.into())]));
        by_hand.chain(counted).collect()
    }

    pub(crate) fn state(&self, it: &ClusterFinding, sign: usize) -> State {
        let silent = || {
            let required = &self.report.catalogue.model.signs[sign].required;
            required.iter().all(|at| it.findings[*at].value.interval().is_none())
        };
        match it.signs[sign].verdict {
            Verdict::Met => State::Met,
            Verdict::NotMet => State::NotMet,
            Verdict::NotApplicable => State::NotApplicable,
            Verdict::Undetermined | Verdict::NoThreshold if silent() => State::Silent,
            Verdict::Undetermined | Verdict::NoThreshold => State::Undetermined,
        }
    }

    /// The state of a sign as its word says it.
    pub(crate) fn state_word(&self, state: State) -> &'static str {
        match state {
            State::Met => self.words.verdict(Verdict::Met),
            State::NotMet => self.words.verdict(Verdict::NotMet),
            State::Undetermined => self.words.verdict(Verdict::Undetermined),
            State::Silent => self.words.word("verdict-silent"),
            State::NotApplicable => self.words.verdict(Verdict::NotApplicable),
        }
    }

    /// The state of one criterion.
    pub(crate) fn criterion_state(finding: &Finding) -> State {
        match finding.verdict {
            Verdict::Met => State::Met,
            Verdict::NotMet => State::NotMet,
            Verdict::NotApplicable => State::NotApplicable,
            Verdict::Undetermined | Verdict::NoThreshold => match finding.value {
                Value::Known(_) => State::Undetermined,
                Value::Absent(_) => State::Silent,
            },
        }
    }

    /// "misses A1 City, A3 Initiative"; with ids alone where that has to do.
    pub(crate) fn misses(&self, it: &ClusterFinding, with_words: bool) -> String {
        if it.missing.is_empty() {
            return self.words.word("misses-nothing").to_owned();
        }
        let signs: Vec<String> = it
            .missing
            .iter()
            .map(|at| {
                let sign = &self.report.catalogue.model.signs[*at];
                if with_words {
                    format!("{} {}", sign.id, self.of(&sign.short))
                } else {
                    sign.id.clone()
                }
            })
            .collect();
        self.words.say("misses", &[("signs", (&signs.join(", ")).into())])
    }

    /// The links of the model between signs that are missing, then those from a missing sign to
    /// one that is not known.
    pub(crate) fn links(&self, it: &ClusterFinding) -> (Vec<&'a Link>, Vec<&'a Link>) {
        let model = &self.report.catalogue.model;
        let is_missing = |end: &str| {
            it.missing.iter().any(|at| {
                model.signs[*at].id == end || model.groups[model.signs[*at].group].id == end
            })
        };
        let is_open = |end: &str| {
            model
                .signs
                .iter()
                .zip(&it.signs)
                .any(|(sign, found)| sign.id == end && found.verdict == Verdict::Undetermined)
        };
        let (mut between, mut at_risk) = (Vec::new(), Vec::new());
        for link in &model.links {
            if !is_missing(&link.from) {
                continue;
            }
            if is_missing(&link.to) {
                between.push(link);
            } else if is_open(&link.to) && model.signs.iter().any(|it| it.id == link.from) {
                at_risk.push(link);
            }
        }
        (between, at_risk)
    }

    /// Whether the model has a link between two missing signs that are named one after the other.
    pub(crate) fn leads_to(&self, from: usize, to: usize) -> bool {
        let model = &self.report.catalogue.model;
        let is = |end: &str, at: usize| {
            let sign = &model.signs[at];
            end == sign.id || (end == model.groups[sign.group].id)
        };
        model.links.iter().any(|it| it.from != it.to && is(&it.from, from) && is(&it.to, to))
    }

    /// The verdict with errors in mind, where it says more than the verdict itself.
    pub(crate) fn robust(&self, it: &ClusterFinding) -> Option<String> {
        let robust = &it.robust;
        let plain = |x: f64| x == 0.0 || x == 1.0;
        if robust.verdict == it.verdict && plain(robust.chance.0) && plain(robust.chance.1) {
            return None;
        }
        let lang = self.report.lang;
        let chance = share_bounds(robust.chance, lang);
        let mut text = if robust.verdict == it.verdict {
            self.words.say("robust-same", &[("chance", (&chance).into())])
        } else {
            let any = share_bounds(robust.any_dependence, lang);
            let verdict = self.words.cluster_verdict(robust.verdict);
            self.words.say(
                "robust-differs",
                &[
                    ("verdict", verdict.into()),
                    ("chance", (&chance).into()),
                    ("any", (&any).into()),
                ],
            )
        };
        if let Some(shared) = robust.shared_error {
            let shared = share_bounds(shared, lang);
            text.push(' ');
            text += &self.words.say("robust-shared", &[("chance", (&shared).into())]);
        }
        if !robust.failed.is_empty() {
            let signs: Vec<&str> = robust
                .failed
                .iter()
                .map(|at| self.report.catalogue.model.signs[*at].id.as_str())
                .collect();
            let alpha = crate::wording::percent(self.report.catalogue.model.policy.alpha, lang);
            text.push(' ');
            text += &self.words.say(
                "robust-failed",
                &[("alpha", (&alpha).into()), ("signs", (&signs.join(", ")).into())],
            );
        }
        Some(text)
    }

    /// How few facts would settle an open verdict.
    pub(crate) fn smallest(&self, it: &ClusterFinding) -> Option<String> {
        if it.verdict != ClusterVerdict::Undetermined {
            return None;
        }
        let mut texts = Vec::new();
        if let Some(n) = it.smallest.for_not_sustainable {
            texts.push(self.words.say("smallest-not", &[("n", n.into())]));
        }
        texts.push(match it.smallest.for_sustainable {
            Some(n) => self.words.say("smallest-sustainable", &[("n", n.into())]),
            None => self.words.word("smallest-sustainable-never").to_owned(),
        });
        Some(texts.join(" "))
    }

    /// How many indicators of a sign there are and of how many anything is known.
    pub(crate) fn known_of(&self, it: &ClusterFinding, sign: usize) -> (usize, usize) {
        let all = || {
            self.report
                .catalogue
                .indicators_of(sign)
                .filter(|at| it.findings[*at].verdict != Verdict::NotApplicable)
        };
        (all().filter(|at| it.findings[*at].value.interval().is_some()).count(), all().count())
    }

    pub(crate) fn sign_known(&self, it: &ClusterFinding, sign: usize) -> String {
        let (known, of) = self.known_of(it, sign);
        let text = self.words.say("sign-known", &[("known", known.into()), ("of", of.into())]);
        if it.signs[sign].thin && known > 0 {
            format!("{text}; {}", self.words.word("thin"))
        } else {
            text
        }
    }

    /// The verdict in words: with what is attained where it is not met.
    pub(crate) fn verdict_word(
        &self,
        verdict: Verdict,
        near: bool,
        degree: (f64, f64),
    ) -> &'static str {
        match (near, degree.0 >= 1.0) {
            (false, _) => self.words.verdict(verdict),
            (true, false) => self.words.word("near"),
            (true, true) => self.words.word("at-bound"),
        }
    }

    pub(crate) fn sign_verdict(&self, it: &SignFinding) -> &'static str {
        self.verdict_word(it.verdict, it.near, it.degree)
    }

    pub(crate) fn criterion_verdict(&self, it: &Finding) -> &'static str {
        self.verdict_word(it.verdict, it.near, it.degree)
    }

    /// Indicators of a sign that decide nothing, in three heaps: with a value, without one, and
    /// those that do not apply.
    pub(crate) fn informing(
        &self,
        it: &ClusterFinding,
        sign: usize,
    ) -> (Vec<usize>, Vec<usize>, usize) {
        let required = &self.report.catalogue.model.signs[sign].required;
        let (mut with, mut without, mut not_applicable) = (Vec::new(), Vec::new(), 0);
        for at in self.report.catalogue.indicators_of(sign) {
            if required.contains(&at) {
                continue;
            }
            match (it.findings[at].verdict, it.findings[at].value) {
                (Verdict::NotApplicable, _) => not_applicable += 1,
                (_, Value::Known(_)) => with.push(at),
                (_, Value::Absent(_)) => without.push(at),
            }
        }
        (with, without, not_applicable)
    }

    pub(crate) fn tells(indicator: &Indicator, finding: &Finding) -> Tells {
        match finding.verdict {
            Verdict::Met => return Tells::Strength,
            Verdict::NotMet => return Tells::Risk,
            Verdict::Undetermined => return Tells::Open,
            Verdict::NotApplicable | Verdict::NoThreshold => {}
        }
        let yes_no = finding.value.interval().filter(|_| indicator.unit == Unit::YesNo);
        match (indicator.direction, yes_no.map(|it| (it.low(), it.high()))) {
            (Direction::ShouldBe, Some((1.0, _))) => Tells::Strength,
            (Direction::ShouldBe, Some((_, 0.0))) => Tells::Risk,
            (Direction::ShouldNotBe, Some((1.0, _))) => Tells::Risk,
            (Direction::ShouldNotBe, Some((_, 0.0))) => Tells::Strength,
            _ => Tells::Context,
        }
    }

    /// "Kutsenko (2015)" and where in it.
    pub(crate) fn citation(&self, key: &str, at: Option<&str>) -> String {
        let mut text = match self.report.catalogue.sources.get(key) {
            Some(Source { author, year, .. }) => format!("{author} {year}"),
            None => key.to_owned(),
        };
        if let Some(at) = at {
            text.push_str(", ");
            text.push_str(at);
        }
        text
    }

    /// What a threshold asks for.
    pub(crate) fn asks_for(&self, it: &Threshold, unit: Unit) -> String {
        match it.rule {
            Rule::IsTrue => self.words.word("asks-for-yes").to_owned(),
            Rule::IsFalse => self.words.word("asks-for-no").to_owned(),
            rule => {
                let rule = self.words.rule(rule, unit);
                self.words.say("asks-for", &[("rule", (&rule).into())])
            }
        }
    }

    /// The answers to a question that meet the criterion and that do not.
    pub(crate) fn answers(&self, indicator: &Indicator) -> (String, &'static str) {
        let words = self.words;
        let rule = indicator.judging(self.report.found.on).map(|at| indicator.thresholds[at].rule);
        match rule {
            Some(Rule::IsTrue) | None => (words.word("q-if-yes").to_owned(), words.word("q-if-no")),
            Some(Rule::IsFalse) => (words.word("q-if-no").to_owned(), words.word("q-if-yes")),
            Some(rule) => {
                let rule = words.rule(rule, indicator.unit);
                (words.say("q-if", &[("rule", (&rule).into())]), words.word("q-if-not"))
            }
        }
    }

    /// Where a threshold comes from.
    pub(crate) fn threshold_source(&self, it: &Threshold) -> String {
        self.citation(&it.source, it.at.as_deref())
    }

    /// The benchmarks that speak of a cluster: those of its field, and those of no field.
    pub(crate) fn benchmarks(
        &self,
        indicator: &'a Indicator,
        cluster: u32,
    ) -> impl Iterator<Item = &'a Benchmark> + use<'a> {
        let field = self.cluster_text(cluster, "field").unwrap_or("");
        indicator
            .benchmarks
            .iter()
            .filter(move |it| it.field.as_ref().is_none_or(|of| words_of(field).any(|it| it == of)))
    }

    /// What a benchmark is, of whom, when; its value stands beside it.
    pub(crate) fn benchmark_text(&self, it: &Benchmark) -> String {
        let mut parts = vec![self.of(&it.what).to_owned()];
        parts.extend(it.field.as_ref().map(|it| self.field_text(it)));
        parts.extend(it.population.as_ref().map(|it| self.of(it).to_owned()));
        parts.extend(
            it.n.map(|n| format!("n = {}", crate::wording::number(f64::from(n), self.report.lang))),
        );
        parts.extend(it.year.map(|it| it.to_string()));
        parts.join(", ")
    }

    pub(crate) fn benchmark_value(&self, indicator: &Indicator, it: &Benchmark) -> String {
        Interval::new(it.low, it.high).map_or_else(String::new, |value| {
            self.words.interval(value, indicator.unit, indicator.least)
        })
    }

    /// Where a value stands among those of the other clusters, a sentence a group.
    pub(crate) fn peers(&self, it: &ClusterFinding, indicator: usize) -> Vec<String> {
        let report = self.report;
        let cell = match &self.peers {
            Gathered::Own(it) => it,
            Gathered::Shared(it) => it,
        };
        let peers = cell.get_or_init(|| Peers::new(report.catalogue, report.dataset, report.found));
        let about = &report.catalogue.indicators[indicator];
        peers.of(it, indicator).iter().map(|it| self.peer_text(it, about)).collect()
    }

    fn peer_text(&self, it: &PeerStanding, about: &Indicator) -> String {
        let words = self.words;
        let group = match &it.field {
            Some(field) => {
                words.say("peers-of-field", &[("field", (&self.field_text(field)).into())])
            }
            None => words.word("peers-of-all").to_owned(),
        };
        let same = it.n - it.lower - it.higher.min(it.n - it.lower);
        let args = [
            ("group", (&group).into()),
            ("n", it.n.into()),
            ("lower", it.lower.into()),
            ("same", same.into()),
            ("higher", it.higher.into()),
        ];
        if about.unit == Unit::YesNo {
            return words.say("peers-yes-no", &args);
        }
        let [first, median, third] = it.quartiles.map(|x| {
            Interval::point(x)
                .map_or_else(String::new, |it| words.interval(it, about.unit, about.least))
        });
        let text = words.say("peers-position", &args);
        let quartiles = words.say(
            "peers-quartiles",
            &[("first", (&first).into()), ("median", (&median).into()), ("third", (&third).into())],
        );
        format!("{text} {quartiles}")
    }

    pub(crate) fn caveat(&self, it: &Benchmark) -> Option<&'a str> {
        let label = self.report.catalogue.model.caveats.get(it.caveat.as_ref()?)?;
        Some(self.report.lang.of(label))
    }

    /// Thresholds that would judge otherwise, and how many would judge the same.
    pub(crate) fn rivals(finding: &Finding) -> (Vec<(usize, Verdict)>, usize) {
        let otherwise: Vec<(usize, Verdict)> =
            finding.rivals.iter().copied().filter(|it| it.1 != finding.verdict).collect();
        let same = finding.rivals.len() - otherwise.len();
        (otherwise, same)
    }

    /// The field of a cluster in words; it may stand in several.
    pub(crate) fn field_text(&self, keys: &str) -> String {
        let fields: Vec<&str> = words_of(keys)
            .map(|key| self.report.catalogue.fields.get(key).map_or(key, |it| self.of(it)))
            .collect();
        fields.join("; ")
    }

    /// The value of a group of clusters as people read it.
    pub(crate) fn group_text(&self, by: &str, value: Option<&str>) -> String {
        match value {
            None => self.words.word("not-said").to_owned(),
            Some(it) if by == "field" => self.field_text(it),
            Some(it) => it.to_owned(),
        }
    }

    pub(crate) fn place_name(&self, cluster: u32) -> Option<&'a str> {
        let table = self.report.dataset.table(TableId::CLUSTERS);
        let place = table.reference(cluster, table.column("place")?).known()?;
        let places = self.report.dataset.table(TableId::PLACES);
        let named = ["name", "name_ru"].iter().any(|it| places.named_text(place, it).is_some());
        // A place that nobody has named says nothing to a reader.
        named.then(|| self.name(TableId::PLACES, place))
    }

    /// The label of a word of an enumeration in a cell.
    pub(crate) fn code_label(
        &self,
        table: TableId,
        row: u32,
        column: &str,
    ) -> Option<&'static str> {
        let it = self.report.dataset.table(table);
        let column = it.column(column)?;
        let ColumnType::Code(enumeration) = table.schema().columns[column].kind else {
            return None;
        };
        let code = it.code(row, column).known()?;
        Some(self.report.lang.of(&enumeration.codes[usize::from(code)].1))
    }

    /// Where the cluster came from and what became of it.
    pub(crate) fn lineage(&self, cluster: u32) -> Vec<String> {
        let lineage = self.report.dataset.table(TableId::LINEAGE);
        let clusters = self.report.dataset.table(TableId::CLUSTERS);
        let Some(from) = lineage.column("from") else { return Vec::new() };
        let key = clusters.key(cluster);
        let kind = |row| {
            let kind = self.code_label(TableId::LINEAGE, row, "kind").unwrap_or("→");
            let mut letters = kind.chars();
            letters.next().map_or_else(String::new, |first| {
                first.to_uppercase().chain(letters).collect::<String>()
            })
        };
        let mut texts = Vec::new();
        let (mut parts, mut kind_of_parts) = (Vec::new(), String::new());
        for row in lineage.rows().filter(|row| lineage.counts(*row)) {
            let part = lineage.reference(row, from).known();
            let into = lineage.named_text(row, "into").unwrap_or("");
            if part == Some(cluster) {
                let whole = clusters.find(into).map_or(into, |it| self.cluster_name(it));
                let on = lineage.column("on").and_then(|it| lineage.period(row, it).known());
                let date = on.map_or_else(|| "none".to_owned(), |it| self.words.period(it));
                texts.push(self.words.say(
                    "lineage-into",
                    &[
                        ("kind", (&kind(row)).into()),
                        ("part", self.cluster_name(cluster).into()),
                        ("whole", whole.into()),
                        ("date", (&date).into()),
                    ],
                ));
            } else if into == key && !key.is_empty() {
                parts.extend(part.map(|it| self.cluster_name(it).to_owned()));
                kind_of_parts = kind(row);
            }
        }
        if !parts.is_empty() {
            let n = parts.len();
            let parts = self.words.all_of(&parts);
            texts.push(self.words.say(
                "lineage-from",
                &[("kind", (&kind_of_parts).into()), ("parts", (&parts).into()), ("n", n.into())],
            ));
        }
        if !texts.is_empty() {
            texts.push(self.words.word("lineage-warning").to_owned());
        }
        texts
    }

    /// Since when and until when the state supports it.
    pub(crate) fn support(&self, cluster: u32) -> Option<String> {
        let table = self.report.dataset.table(TableId::CLUSTERS);
        let period = |name: &str| {
            let it = table.period(cluster, table.column(name)?).known()?;
            Some(self.words.period(it))
        };
        let period = match (period("support_since"), period("support_until")) {
            (None, None) => return None,
            (Some(from), Some(to)) => {
                self.words.say("from-to", &[("from", (&from).into()), ("to", (&to).into())])
            }
            (Some(from), None) => self.words.say("since", &[("date", (&from).into())]),
            (None, Some(to)) => self.words.say("until", &[("date", (&to).into())]),
        };
        Some(self.words.say("support", &[("period", (&period).into())]))
    }

    /// Who said what stands in a row, when and where.
    pub(crate) fn said(&self, row: RowId, column: Option<usize>) -> Said<'a> {
        let table = self.report.dataset.table(row.table);
        let text = |name: &str| table.named_text(row.row, name);
        // What nobody has checked is declared.
        let (mark, status) = match table.common_code(row.row, "status") {
            Some("checked") => ("◐", "status-checked"),
            Some("confirmed") => ("●", "status-confirmed"),
            Some("disputed") => ("⚡", "status-disputed"),
            Some(_) | None => ("○", "status-declared"),
        };
        let status = self.words.word(status);
        let who = match text("said_by") {
            Some(who) => {
                self.words.say("said-by", &[("status", status.into()), ("who", who.into())])
            }
            None => status.to_owned(),
        };
        let said_on = table.column("said_on").and_then(|it| table.period(row.row, it).known());
        Said {
            mark,
            who,
            on: said_on.map(|it| self.words.period(it)),
            document: table.column("source").and_then(|it| table.reference(row.row, it).known()),
            via: text("via"),
            certainty: self.code_label(row.table, row.row, "certainty"),
            note: text("note"),
            place: place_text(&karenina_model::Place {
                column: None,
                ..table.place(row.row, column)
            }),
        }
    }

    /// The row and cell of a claim or attribute; `None` for counted rows.
    pub(crate) fn evidence_row(it: Evidence) -> Option<(RowId, Option<usize>)> {
        match it {
            Evidence::Claim(row) => Some((row, row.table.schema().column("value"))),
            Evidence::Cell(row, column) => Some((row, Some(usize::from(column)))),
            Evidence::Rows { .. } => None,
        }
    }

    /// Counted rows in words.
    pub(crate) fn rows_text(&self, it: Evidence) -> Option<String> {
        let Evidence::Rows { table, yes, no, unknown, missing } = it else { return None };
        let title = self.table_title(table).into();
        let mut text = if (yes, no, unknown) == (0, 0, 0) {
            self.words.say("rows-none", &[("table", title)])
        } else {
            self.words.say(
                "rows-counted",
                &[
                    ("table", title),
                    ("yes", yes.into()),
                    ("no", no.into()),
                    ("unknown", unknown.into()),
                ],
            )
        };
        match missing {
            Some(0) => {}
            Some(n) => {
                text += "; ";
                text += &self.words.say("rows-missing", &[("n", n.into())]);
            }
            None => {
                text += "; ";
                text += self.words.word("rows-missing-unbounded");
            }
        }
        Some(text)
    }

    pub(crate) fn table_title(&self, table: TableId) -> &'static str {
        self.report.lang.of(&table.schema().title)
    }

    /// Tables and claims beside each other, where there are both and they are not the same.
    pub(crate) fn both_values(&self, indicator: &Indicator, finding: &Finding) -> Option<String> {
        let computed = finding.computed?.value;
        let claimed = finding.claimed?;
        let said = claimed.interval()?;
        // A claim that only narrows what the tables leave open is the value itself.
        let narrows = |it: Interval| it.intersection(said) == Some(said);
        if computed.interval().is_none_or(narrows) {
            return None;
        }
        let (a, b) = (self.words.value(computed, indicator), self.words.value(claimed, indicator));
        Some(self.words.say("both-values", &[("computed", (&a).into()), ("claimed", (&b).into())]))
    }

    /// The chance that a criterion holds, where it is neither sure nor wholly open.
    pub(crate) fn chance(&self, finding: &Finding) -> Option<String> {
        let plain = |x: f64| x == 0.0 || x == 1.0;
        if finding.threshold.is_none() || (plain(finding.chance.0) && plain(finding.chance.1)) {
            return None;
        }
        let chance = share_bounds(finding.chance, self.report.lang);
        let mut text = self.words.say("chance-is", &[("chance", (&chance).into())]);
        if finding.firm == Some(false) {
            text += "; ";
            text += self.words.word("firm-not");
        }
        Some(text)
    }

    pub(crate) fn attained(&self, degree: (f64, f64)) -> String {
        let degree = share_bounds(degree, self.report.lang);
        self.words.say("attained", &[("degree", (&degree).into())])
    }

    /// The cell of a claim or fact as people read it.
    pub(crate) fn fact_value(&self, row: u32) -> String {
        let table = self.report.dataset.table(TableId::CLAIMS);
        let Some(column) = table.column("value") else { return String::new() };
        let unit = table.named_text(row, "unit");
        let value = match table.value(row, column) {
            Cell::Known(ValueCell::Number(it)) => {
                if let Some(unit) = unit.and_then(unit_named) {
                    return self.words.interval(*it, unit, None);
                }
                self.words.interval(*it, Unit::Number, None)
            }
            Cell::Known(ValueCell::Flag(it)) => self.words.word(it.word()).to_owned(),
            Cell::Known(ValueCell::Text(it)) => it.to_string(),
            Cell::Known(ValueCell::Nothing) | Cell::Empty => {
                self.words.absence(karenina_model::Absence::NotSaid)
            }
            Cell::Absent(why) => self.words.absence(why),
        };
        match unit {
            // A unit that the catalogue does not know stands as it was written.
            Some(unit) if unit_named(unit).is_none() => {
                format!("{value} {}", unit.replace('_', " "))
            }
            Some(_) | None => value,
        }
    }

    /// What a fact is on: its name, item and period.
    pub(crate) fn fact_name(&self, row: u32) -> String {
        let table = self.report.dataset.table(TableId::CLAIMS);
        let name = table.named_text(row, "indicator").unwrap_or("");
        let mut text = name.strip_prefix("fact/").unwrap_or(name).replace('_', " ");
        if let Some(item) = table.named_text(row, "item") {
            text.push_str(": ");
            text.push_str(item);
        }
        if let Some(period) = table.column("period").and_then(|it| table.period(row, it).known()) {
            text.push_str(", ");
            text.push_str(&self.words.period(period));
        }
        text
    }

    /// Claims on the programme and other populations.
    pub(crate) fn programme_facts(&self) -> Vec<u32> {
        let claims = self.report.dataset.table(TableId::CLAIMS);
        let clusters = self.report.dataset.table(TableId::CLUSTERS);
        claims
            .rows()
            .filter(|row| claims.counts(*row))
            .filter(|row| {
                claims.named_text(*row, "subject").is_some_and(|it| clusters.find(it).is_none())
            })
            .collect()
    }

    /// Keys of the catalogue's sources that the report cites.
    pub(crate) fn cited(&self) -> BTreeSet<&'a str> {
        let catalogue = self.report.catalogue;
        let mut cited = BTreeSet::new();
        cited.insert(catalogue.model.source.as_str());
        for sign in &catalogue.model.signs {
            for at in &sign.required {
                let indicator = &catalogue.indicators[*at];
                if let Some(judging) = indicator.judging(self.report.found.on) {
                    cited.insert(indicator.thresholds[judging].source.as_str());
                }
            }
        }
        for it in &self.report.found.clusters {
            for (indicator, finding) in catalogue.indicators.iter().zip(&it.findings) {
                if finding.value.interval().is_none() {
                    continue;
                }
                for at in finding.threshold.into_iter().chain(finding.rivals.iter().map(|it| it.0))
                {
                    cited.insert(indicator.thresholds[at].source.as_str());
                }
                cited.extend(indicator.benchmarks.iter().map(|it| it.source.as_str()));
            }
        }
        cited.extend(catalogue.schemes.iter().map(|it| it.source.as_str()));
        for figure in &catalogue.figures {
            cited.extend(figure.references.iter().map(|it| it.source.as_str()));
        }
        cited.retain(|key| !key.is_empty());
        cited
    }

    /// A document of the catalogue in full.
    pub(crate) fn source_text(&self, key: &str) -> String {
        let Some(it) = self.report.catalogue.sources.get(key) else { return key.to_owned() };
        let mut text = format!("{} ({}). {}.", it.author.trim_end_matches('.'), it.year, it.title);
        if let Some(publisher) = &it.publisher {
            text.push(' ');
            text.push_str(publisher);
            text.push('.');
        }
        if !it.certain {
            text.push(' ');
            text.push_str(self.words.word("certain-not"));
        }
        text
    }

    /// A document of the data in full.
    pub(crate) fn document_text(&self, row: u32) -> String {
        let table = self.report.dataset.table(TableId::SOURCES);
        let mut parts =
            vec![table.named_text(row, "title").unwrap_or_else(|| table.key(row)).to_owned()];
        parts.extend(self.code_label(TableId::SOURCES, row, "kind").map(str::to_owned));
        let date = table.column("date").and_then(|it| table.period(row, it).known());
        parts.extend(date.map(|it| self.words.period(it)));
        parts.extend(table.named_text(row, "locator").map(str::to_owned));
        parts.join("; ")
    }

    pub(crate) fn populations_text(&self) -> Option<String> {
        let (units, current) = (self.units?, self.current?);
        let note = self.words.say(
            "pop-current-note",
            &[("listed", current.clusters.len().into()), ("unlisted", current.unlisted.into())],
        );
        let n = current.clusters.len() as u64 + current.unlisted;
        let units = crate::wording::number(units.clusters.len() as f64, self.report.lang);
        let current = format!("{} ({note})", crate::wording::number(n as f64, self.report.lang));
        Some(
            self.words
                .say("populations", &[("units", (&units).into()), ("current", (&current).into())]),
        )
    }

    /// How to read the first row of the counting table.
    pub(crate) fn counting_example(&self) -> Option<String> {
        let first = self.units?.counting.first()?;
        let h = share_bounds(first.incidence, self.report.lang);
        Some(self.words.say(
            "counting-example",
            &[("k", first.k.into()), ("signs", self.counted.len().into()), ("h", (&h).into())],
        ))
    }

    pub(crate) fn counting_lead(&self) -> String {
        self.words.say("counting-lead", &[("signs", self.counted.len().into())])
    }

    /// The constants of the method with their names.
    pub(crate) fn policy(&self) -> Vec<(&'static str, String)> {
        let it = &self.report.catalogue.model.policy;
        let lang = self.report.lang;
        let percent = |x| crate::wording::percent(x, lang);
        let number = |x| crate::wording::number(x, lang);
        [
            ("policy-firm", percent(it.firm)),
            ("policy-robust-yes", percent(it.robust_sustainable_at_least)),
            ("policy-robust-no", percent(it.robust_not_at_most)),
            ("policy-alpha", percent(it.alpha)),
            ("policy-u", percent(it.u_statistic)),
            ("policy-deff", number(it.design_effect)),
            ("policy-thin", percent(it.thin_below)),
            ("policy-prior", percent(it.prior)),
            ("policy-peers", number(it.peers_at_least as f64)),
        ]
        .into_iter()
        .map(|(id, value)| (self.words.word(id), value))
        .collect()
    }

    pub(crate) fn method_source(&self) -> String {
        let model = &self.report.catalogue.model;
        let source = self.source_text(&model.source);
        self.words.say(
            "method-source",
            &[
                ("title", self.of(&model.title).into()),
                ("source", source.trim_end_matches('.').into()),
            ],
        )
    }

    /// The command that makes this report again.
    pub(crate) fn repeat(&self) -> String {
        let lang = match self.report.lang {
            Lang::En => "",
            Lang::Ru => " --lang ru",
        };
        let name = &self.report.edition.data_name;
        // The bundled data set is the one that is judged when none is named.
        let data =
            if name.contains(char::is_whitespace) { format!("'{name}'") } else { name.clone() };
        let found = self.report.found;
        let set = self.report.edition.set.join("' --set '");
        let set = if set.is_empty() { set } else { format!(" --set '{set}'") };
        format!(
            "karenina assess {data}{set} --as-of {} --seed {}{lang} --format html --out report.html",
            found.on, found.seed
        )
    }

    pub(crate) fn as_of_from(&self) -> &'static str {
        self.words.word(match self.report.edition.as_of_from {
            crate::AsOfFrom::Given => "as-of-given",
            crate::AsOfFrom::Programme => "as-of-programme",
            crate::AsOfFrom::Today => "as-of-today",
        })
    }
}

/// A unit by the word that catalogue files have for it.
fn unit_named(word: &str) -> Option<Unit> {
    use serde::{Deserialize, de::value};
    Unit::deserialize(value::StrDeserializer::<value::Error>::new(word)).ok()
}

/// The words of a list in one cell.
pub(crate) fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split([';', '|']).map(str::trim).filter(|it| !it.is_empty())
}
