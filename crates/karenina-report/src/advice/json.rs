//! Advice as JSON: decisions, codes, facts, sets with their proof, allocation.

use std::io::{self, Write};

use karenina_assess::{Awarded, ClusterAdvice, Package};
use karenina_model::TableId;
use serde_json::{Value, json};

use super::{AdviceReport, letter::advice_letter};

const SCHEMA: &str = "karenina-advice/1";

pub(super) fn write(it: &AdviceReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let catalogue = it.report.catalogue;
    let edition = it.report.edition;
    let terms = it.advice.terms;
    // Without a limit there is no number.
    let finite = |x: f64| x.is_finite().then_some(x);
    let document = json!({
        "schema": SCHEMA,
        "edition": {
            "catalogue": edition.catalogue,
            "data": edition.data,
            "data_name": edition.data_name,
            "program": edition.program,
            "as_of": it.report.found.on.to_string(),
            "seed": it.report.found.seed,
        },
        "terms": {
            "most_missing_signs": finite(terms.most_missing_signs),
            "cap_per_cluster": terms.cap,
            "chance": terms.chance,
            "lift_chance": terms.lift_chance,
            "years_before_judging": terms.years_before_judging,
            "search_steps": terms.search_steps,
            "budget": terms.budget,
            "budget_unused": it.advice.budget_unused,
            "cost_unit": catalogue.advice.cost_unit(),
        },
        "clusters": it.advice.clusters.iter().map(|advice| cluster(it, advice)).collect::<Vec<_>>(),
        "allocation": it.advice.allocation.as_ref().map(|all| json!({
            "budget": all.budget,
            "spent": all.spent,
            "worth": all.worth,
            "awarded": it.advice.clusters.iter().zip(&all.awarded).map(|(advice, awarded)| json!({
                "cluster": it.report.dataset.table(TableId::CLUSTERS).key(advice.cluster),
                "outcome": match awarded {
                    Awarded::Funded => "funded",
                    Awarded::LeftOut => "left_out",
                    Awarded::NoCandidate => "no_candidate",
                },
            })).collect::<Vec<_>>(),
            "curve": all.curve.iter().map(|it| json!({ "budget": it.budget, "worth": it.worth })).collect::<Vec<_>>(),
        })),
    });
    serde_json::to_writer_pretty(&mut *out, &document).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

fn cluster(it: &AdviceReport<'_>, advice: &ClusterAdvice) -> Value {
    let catalogue = it.report.catalogue;
    let signs = |list: &[usize]| -> Vec<&str> {
        list.iter().map(|at| catalogue.model.signs[*at].id.as_str()).collect()
    };
    let found = it.report.found.clusters.iter().find(|it| it.cluster == advice.cluster);
    let indicator = |at: usize| catalogue.indicators[at].id.as_str();
    json!({
        "cluster": it.report.dataset.table(TableId::CLUSTERS).key(advice.cluster),
        "decision": advice.decision.word(),
        "refusals": advice.refusals.iter().map(|it| it.word()).collect::<Vec<_>>(),
        "rules": advice.rules.iter().map(|fired| json!({
            "rule": catalogue.advice.rules[fired.rule].id,
            "kind": catalogue.advice.rules[fired.rule].kind.word(),
            "certain": fired.certain,
            "facts": fired.facts.iter().map(|at| json!({
                "indicator": indicator(*at),
                "value": found.and_then(|it| it.findings[*at].value.interval()).map(|it| it.to_string()),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "missing_signs": found.map(|it| signs(&it.missing)),
        "open_signs": signs(&advice.open_signs),
        "gaps": advice.gaps.iter().map(|gap| json!({
            "sign": catalogue.model.signs[gap.sign].id,
            "indicator": indicator(gap.indicator),
            "practice": gap.practice,
            "mendable": gap.mendable,
        })).collect::<Vec<_>>(),
        "set": advice.package.as_ref().map(|set| package(it, advice, set)),
        "within_budget": advice.within_budget.as_ref().map(|set| package(it, advice, set)),
        "outside": articles(it, &advice.outside),
        "helps": articles(it, &advice.helps),
        "beside": advice.beside.iter().map(|(sign, measures)| json!({
            "sign": it.report.catalogue.model.signs[*sign].id,
            "measures": articles(it, measures),
        })).collect::<Vec<_>>(),
        "best_chance": advice.best_chance,
        "years_of_support": advice.support.years.map(|(low, high)| json!({ "low": low, "high": high })),
        "questions": found.map(|found| found.questions.iter().map(|it| json!({
            "indicator": indicator(it.indicator),
            "decides": it.decides,
        })).collect::<Vec<_>>()),
        "letter": advice_letter(it, advice.cluster),
    })
}

fn articles<'a>(it: &AdviceReport<'a>, list: &[usize]) -> Vec<&'a str> {
    list.iter().map(|at| it.report.catalogue.advice.measures[*at].article.as_str()).collect()
}

fn package(it: &AdviceReport<'_>, advice: &ClusterAdvice, set: &Package) -> Value {
    let measures = &it.report.catalogue.advice.measures;
    json!({
        "measures": set.measures.iter().map(|at| json!({
            "article": measures[*at].article,
            "id": measures[*at].id,
            "cost_low": measures[*at].cost.low,
            "cost_high": measures[*at].cost.high,
            "acts": measures[*at].acts,
        })).collect::<Vec<_>>(),
        "cost": set.cost,
        "cost_low": set.range.0,
        "cost_high": set.range.1,
        "years": { "low": set.years.0, "high": set.years.1 },
        "chance": set.chance,
        "proof": {
            "lower_bound": set.proof.lower_bound,
            "proven": set.proof.lower_bound >= set.cost,
            "n_cheapest": set.proof.n_cheapest,
            "steps": set.proof.steps,
        },
        "runner_up": set.runner_up.as_ref().map(|(list, cost)| json!({
            "measures": articles(it, list),
            "cost": cost,
        })),
        "always_cheapest": set.always,
        "moves": set.moves.iter().map(|it| json!({
            "measure": measures[it.measure].article,
            "in_set": it.chosen,
            "at_cost": it.at,
        })).collect::<Vec<_>>(),
        "at_lowest_costs": articles(it, &set.at_ends.0),
        "at_highest_costs": articles(it, &set.at_ends.1),
        "gaps": set.gaps.iter().map(|at| {
            let gap = &advice.gaps[*at];
            json!({
                "indicator": it.report.catalogue.indicators[gap.indicator].id,
                "practice": gap.practice,
            })
        }).collect::<Vec<_>>(),
        "curve": set.curve,
    })
}
