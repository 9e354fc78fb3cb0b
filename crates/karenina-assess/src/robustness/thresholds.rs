//! In which interval of a threshold a verdict stays: exact, by sorting the values.

use karenina_catalogue::{Catalogue, Rule};
use karenina_model::{Interval, Truth};

use crate::{Assessment, ClusterFinding, ClusterVerdict, Finding, Verdict, sign};

/// The interval of one bound in which verdicts stay.
#[derive(Debug, Clone, PartialEq)]
pub struct ThresholdRange {
    /// The place of the indicator.
    pub indicator: usize,
    /// The place of the threshold that judges.
    pub threshold: usize,
    /// Whether it is the upper end of a band.
    pub upper: bool,
    /// The bound that judges.
    pub bound: f64,
    /// Where the verdicts on clusters stay.
    pub verdicts: Range,
    /// Where every sign of every cluster stays as it is; of one cluster: its signs.
    pub signs: Range,
}

/// An interval of a bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range {
    /// From where; −∞ where nothing changes downwards.
    pub low: f64,
    /// Whether the lower end itself changes something.
    pub low_is_open: bool,
    /// Up to where.
    pub high: f64,
    /// Whether the upper end itself changes something.
    pub high_is_open: bool,
}

impl Range {
    /// Everything.
    pub const ANY: Self = Self {
        low: f64::NEG_INFINITY,
        low_is_open: false,
        high: f64::INFINITY,
        high_is_open: false,
    };

    /// Whether nothing ever changes.
    pub fn is_any(&self) -> bool {
        self.low == f64::NEG_INFINITY && self.high == f64::INFINITY
    }

    fn and(self, other: Self) -> Self {
        let (low, low_is_open) = if (self.low, self.low_is_open) > (other.low, other.low_is_open) {
            (self.low, self.low_is_open)
        } else {
            (other.low, other.low_is_open)
        };
        let (high, high_is_open) =
            if (self.high, !self.high_is_open) < (other.high, !other.high_is_open) {
                (self.high, self.high_is_open)
            } else {
                (other.high, other.high_is_open)
            };
        Self { low, low_is_open, high, high_is_open }
    }
}

/// The ranges of one bound, cluster by cluster.
pub(super) struct OfBound {
    indicator: usize,
    threshold: usize,
    upper: bool,
    bound: f64,
    clusters: Vec<(Range, Range)>,
}

impl OfBound {
    fn told(&self, ranges: (Range, Range)) -> ThresholdRange {
        ThresholdRange {
            indicator: self.indicator,
            threshold: self.threshold,
            upper: self.upper,
            bound: self.bound,
            verdicts: ranges.0,
            signs: ranges.1,
        }
    }

    /// Of one cluster, where some bound would turn its verdict.
    pub(super) fn of_cluster(&self, at: usize) -> Option<ThresholdRange> {
        let ranges = *self.clusters.get(at)?;
        (!ranges.0.is_any()).then(|| self.told(ranges))
    }

    /// Where nothing changes at all.
    pub(super) fn of_programme(&self) -> ThresholdRange {
        let all = self
            .clusters
            .iter()
            .fold((Range::ANY, Range::ANY), |all, it| (all.0.and(it.0), all.1.and(it.1)));
        self.told(all)
    }
}

/// Every bound that decides something, with its ranges.
pub(super) fn of_all(catalogue: &Catalogue, found: &Assessment) -> Vec<OfBound> {
    let mut all = Vec::new();
    for (sign, about) in catalogue.model.signs.iter().enumerate() {
        if about.latent {
            continue;
        }
        for indicator in &about.required {
            let mut judging: Vec<usize> =
                found.clusters.iter().filter_map(|it| it.findings[*indicator].threshold).collect();
            judging.sort_unstable();
            judging.dedup();
            for threshold in judging {
                let rule = catalogue.indicators[*indicator].thresholds[threshold].rule;
                for (upper, bound) in bounds(rule) {
                    let clusters = found
                        .clusters
                        .iter()
                        .map(|it| {
                            if it.findings[*indicator].threshold == Some(threshold) {
                                of_cluster(catalogue, it, sign, *indicator, rule, upper)
                            } else {
                                (Range::ANY, Range::ANY)
                            }
                        })
                        .collect();
                    all.push(OfBound { indicator: *indicator, threshold, upper, bound, clusters });
                }
            }
        }
    }
    all
}

/// The bounds that can be moved: none of a yes or no.
fn bounds(rule: Rule) -> Vec<(bool, f64)> {
    match rule {
        Rule::Above(bound) | Rule::AtLeast(bound) => vec![(false, bound)],
        Rule::Below(bound) | Rule::AtMost(bound) => vec![(true, bound)],
        Rule::Between(low, high) => vec![(false, low), (true, high)],
        Rule::IsTrue | Rule::IsFalse => Vec::new(),
    }
}

fn moved(rule: Rule, upper: bool, to: f64) -> Rule {
    match rule {
        Rule::Above(_) => Rule::Above(to),
        Rule::AtLeast(_) => Rule::AtLeast(to),
        Rule::Below(_) => Rule::Below(to),
        Rule::AtMost(_) => Rule::AtMost(to),
        Rule::Between(low, _) if upper => Rule::Between(low, to),
        Rule::Between(_, high) => Rule::Between(to, high),
        Rule::IsTrue => Rule::IsTrue,
        Rule::IsFalse => Rule::IsFalse,
    }
}

/// The verdict changes only where the bound passes an end of the value: between two of these ends,
/// and on each of them, one look suffices.
fn of_cluster(
    catalogue: &Catalogue,
    cluster: &ClusterFinding,
    sign: usize,
    indicator: usize,
    rule: Rule,
    upper: bool,
) -> (Range, Range) {
    let finding = &cluster.findings[indicator];
    let Some(value) = finding.value.interval() else { return (Range::ANY, Range::ANY) };
    if finding.verdict == Verdict::NotApplicable || !decides(finding, value, rule) {
        return (Range::ANY, Range::ANY);
    }
    let current = bounds(rule).into_iter().find(|it| it.0 == upper).map_or(0.0, |it| it.1);
    let mut ends: Vec<f64> =
        [value.low(), value.high()].into_iter().filter(|it| it.is_finite()).collect();
    ends.sort_by(f64::total_cmp);
    ends.dedup();
    let outcome = |bound: f64| {
        let verdict = match moved(rule, upper, bound).holds(value) {
            Truth::Yes => Verdict::Met,
            Truth::No => Verdict::NotMet,
            Truth::Unknown => Verdict::Undetermined,
        };
        outcome(catalogue, cluster, sign, indicator, verdict)
    };
    let here = outcome(current);
    let (mut on_verdict, mut on_sign) = (Range::ANY, Range::ANY);
    let keep = |range: &mut Range, bound: f64, itself: bool, upwards: bool| {
        // `itself`: only the bound at this end, else everything beyond it up to the next.
        if upwards && (bound < range.high || (bound == range.high && itself)) {
            (range.high, range.high_is_open) = (bound, itself);
        } else if !upwards && (bound > range.low || (bound == range.low && itself)) {
            (range.low, range.low_is_open) = (bound, itself);
        }
    };
    // Pieces above the current bound, nearest first, then below.
    for (at, end) in ends.iter().enumerate() {
        let next = ends.get(at + 1).map_or(end + 1.0, |next| f64::midpoint(*end, *next));
        let last = if at == 0 { end - 1.0 } else { f64::midpoint(ends[at - 1], *end) };
        for (probe, itself, above) in
            [(*end, true, None), (next, false, Some(true)), (last, false, Some(false))]
        {
            let there = outcome(probe);
            for (range, differs) in
                [(&mut on_verdict, there.1 != here.1), (&mut on_sign, there.0 != here.0)]
            {
                if !differs {
                    continue;
                }
                match above {
                    None if *end > current => keep(range, *end, itself, true),
                    None if *end < current => keep(range, *end, itself, false),
                    // Beyond an end: everything just past it differs, the end itself may not.
                    Some(true) if *end >= current => keep(range, *end, false, true),
                    Some(false) if *end <= current => keep(range, *end, false, false),
                    // The piece that the current bound lies in never differs from itself.
                    None | Some(_) => {}
                }
            }
        }
    }
    (on_verdict, on_sign)
}

/// Whether the value decides the criterion at all; where it is open if the criterion applies no
/// bound matters.
fn decides(finding: &Finding, value: Interval, rule: Rule) -> bool {
    !(finding.verdict == Verdict::Undetermined && rule.holds(value) != Truth::Unknown)
}

/// The verdicts on sign and cluster if one criterion had another verdict.
pub(super) fn outcome(
    catalogue: &Catalogue,
    cluster: &ClusterFinding,
    sign: usize,
    indicator: usize,
    verdict: Verdict,
) -> (Verdict, ClusterVerdict) {
    let mut signs = cluster.signs.clone();
    signs[sign].verdict = sign::verdict_with(catalogue, &cluster.findings, sign, &|at| {
        (at == indicator).then_some(verdict)
    });
    (signs[sign].verdict, sign::cluster_verdict(catalogue, &signs))
}
