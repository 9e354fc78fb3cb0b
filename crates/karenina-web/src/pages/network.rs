//! Who works with whom: in the programme and in one cluster.

use karenina_assess::network::{self, Layers, NetworkScope, Question};
use karenina_report::{NetworkReport, network_html};

use crate::{
    answer::{Answer, Trouble},
    routes::Look,
};

const ALL: Layers = Layers { projects: true, groups: true, meetings: true };

pub(crate) fn programme(look: &Look<'_>) -> Result<Answer, Trouble> {
    of(look, None)
}

pub(crate) fn cluster(look: &Look<'_>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let row = look.cluster(&report)?.cluster;
    of(look, Some(row))
}

fn of(look: &Look<'_>, cluster: Option<u32>) -> Result<Answer, Trouble> {
    let judgement = look.judgement()?;
    let report = judgement.report(look.lang);
    let on = report.found.on;
    let data = &judgement.judged().dataset;
    let (all, scope) = match cluster {
        None => (network::of_programme(data, on, ALL), NetworkScope::Programme),
        Some(row) => (network::of_cluster(data, row, on, ALL), NetworkScope::Cluster(row)),
    };
    let question = Question { scope, dataset: Some(data), seed: report.found.seed, without: &[] };
    let found = network::network(all, &question).map_err(|it| Trouble::Inside(it.to_string()))?;
    // Problems quote cells: who may not see the list of them sees none here.
    let mut problems = network::network_problems(data);
    if !judgement.has_problems() {
        problems.clear();
    }
    let page = NetworkReport {
        networks: std::slice::from_ref(&found),
        dataset: Some(report.dataset),
        problems: &problems,
        data: &report.edition.data,
        data_name: &report.edition.data_name,
        program: &look.office.options.program,
        on: Some(on),
        seed: report.found.seed,
        lang: look.lang,
    };
    Ok(Answer::Whole(network_html(&page)))
}
