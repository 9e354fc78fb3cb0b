//! Advice as CSV, a row a cluster: codes and full precision.

use std::io::{self, Write};

use karenina_assess::Awarded;
use karenina_model::TableId;

use super::AdviceReport;

pub(super) fn write(it: &AdviceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record([
        "cluster",
        "cluster_name",
        "decision",
        "refusals",
        "rules",
        "missing_signs",
        "open_signs",
        "measures",
        "cost",
        "cost_low",
        "cost_high",
        "cost_unit",
        "lower_bound",
        "n_cheapest",
        "chance",
        "runner_up",
        "runner_up_cost",
        "always_cheapest",
        "allocation",
    ])?;
    let catalogue = it.report.catalogue;
    let clusters = it.report.dataset.table(TableId::CLUSTERS);
    let signs = |list: &[usize]| {
        let ids: Vec<&str> = list.iter().map(|at| catalogue.model.signs[*at].id.as_str()).collect();
        ids.join(";")
    };
    let measures = |list: &[usize]| {
        let ids: Vec<&str> =
            list.iter().map(|at| catalogue.advice.measures[*at].article.as_str()).collect();
        ids.join(";")
    };
    for (at, advice) in it.advice.clusters.iter().enumerate() {
        let found = it.report.found.clusters.iter().find(|it| it.cluster == advice.cluster);
        let set = advice.package.as_ref().filter(|it| !it.measures.is_empty());
        let number = |get: &dyn Fn(&karenina_assess::Package) -> Option<f64>| {
            set.and_then(get).map_or(String::new(), |it| it.to_string())
        };
        let rules: Vec<&str> = advice
            .rules
            .iter()
            .filter(|it| it.certain)
            .map(|it| catalogue.advice.rules[it.rule].id.as_str())
            .collect();
        let refusals: Vec<&str> = advice.refusals.iter().map(|it| it.word()).collect();
        let awarded = it.advice.allocation.as_ref().map_or("", |it| match it.awarded[at] {
            Awarded::Funded => "funded",
            Awarded::LeftOut => "left_out",
            Awarded::NoCandidate => "no_candidate",
        });
        writer.write_record([
            crate::csv::plain(clusters.key(advice.cluster)).as_ref(),
            crate::csv::plain(clusters.named_text(advice.cluster, "name").unwrap_or_default())
                .as_ref(),
            advice.decision.word(),
            &refusals.join(";"),
            &rules.join(";"),
            &found.map_or(String::new(), |it| signs(&it.missing)),
            &signs(&advice.open_signs),
            &set.map_or(String::new(), |it| measures(&it.measures)),
            &number(&|it| Some(it.cost)),
            &number(&|it| Some(it.range.0)),
            &number(&|it| Some(it.range.1)),
            catalogue.advice.cost_unit(),
            &number(&|it| Some(it.proof.lower_bound)),
            &number(&|it| it.proof.n_cheapest.map(|it| it as f64)),
            &number(&|it| Some(it.chance)),
            &set.and_then(|it| it.runner_up.as_ref()).map_or(String::new(), |it| measures(&it.0)),
            &number(&|it| it.runner_up.as_ref().map(|it| it.1)),
            set.map_or("", |it| if it.always { "yes" } else { "no" }),
            awarded,
        ])?;
    }
    writer.flush()
}
