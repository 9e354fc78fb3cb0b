//! `necessity`: what the data say of the principle that every sign is needed.

use std::path::Path;

use anyhow::bail;
use karenina_assess::{ConditionData, NecessityData, NecessityOptions};
use karenina_report::{self as report, Lang, NecessityMessage};

use crate::{
    args::{Necessity, PageFormat},
    inputs,
    output::{self, Outcome},
};

/// Anchors by the name of what they calibrate; without a name the outcome.
type Anchors = Vec<(Option<String>, [f64; 3])>;

pub(crate) fn necessity(args: &Necessity) -> anyhow::Result<Outcome> {
    let lang = inputs::lang(&args.input.common);
    let quiet = args.input.common.quiet;
    let anchors: Anchors =
        args.calibrate.iter().map(|it| anchors(it, lang)).collect::<Result<_, _>>()?;
    let options = NecessityOptions {
        draws: args.draws,
        seed: args.input.seed,
        consistency: args.consistency,
        relevance: args.relevance,
        inclusion: args.inclusion,
        ..NecessityOptions::default()
    };
    let (data, guard) = match &args.cases {
        Some(path) => (of_cases(args, path, &anchors, lang)?, vec![path.clone()]),
        None => of_clusters(args, &anchors, lang)?,
    };
    let found =
        output::with_progress(quiet, "testing", || karenina_assess::necessity(&data, options));
    let of_clusters = args.cases.is_none();
    let by_name = args.out.as_deref().and_then(PageFormat::of_file);
    let format = args.format.or(by_name).unwrap_or(PageFormat::Table);
    let render = |out: &mut dyn std::io::Write| match format {
        PageFormat::Table => {
            let colour = args.out.is_none() && output::colour();
            let width = output::width();
            let text = report::necessity_terminal(&found, of_clusters, lang, colour, width);
            out.write_all(text.as_bytes())
        }
        PageFormat::Json => report::necessity_json(&found, out),
        PageFormat::Md => {
            out.write_all(report::necessity_markdown(&found, of_clusters, lang).as_bytes())
        }
        PageFormat::Html => {
            let program = env!("CARGO_PKG_VERSION");
            out.write_all(report::necessity_html(&found, of_clusters, lang, program).as_bytes())
        }
    };
    match &args.out {
        Some(path) => {
            output::write_file(path, &guard, render)?;
            if !quiet {
                output::complain(&report::written(&path.display().to_string(), lang));
            }
        }
        None => output::print(render)?,
    }
    Ok(Outcome::Answered)
}

fn say(it: &NecessityMessage, lang: Lang) -> anyhow::Error {
    anyhow::Error::msg(report::necessity_message(it, lang))
}

/// `NAME=5,10,15` or `5,10,15`; semicolons where commas are decimal.
fn anchors(text: &str, lang: Lang) -> anyhow::Result<(Option<String>, [f64; 3])> {
    let (name, rest) = match text.rsplit_once('=') {
        Some((name, rest)) => (Some(name.trim().to_owned()), rest),
        None => (None, text),
    };
    let separator = if rest.contains(';') { ';' } else { ',' };
    let numbers: Option<Vec<f64>> = rest.split(separator).map(number).collect();
    match numbers.as_deref() {
        Some([out, doubt, full])
            if (out < doubt && doubt < full) || (out > doubt && doubt > full) =>
        {
            Ok((name, [*out, *doubt, *full]))
        }
        Some(_) | None => Err(say(&NecessityMessage::Anchors(text.to_owned()), lang)),
    }
}

fn number(text: &str) -> Option<f64> {
    text.trim().replace(',', ".").parse::<f64>().ok().filter(|it| it.is_finite())
}

fn for_name(anchors: &Anchors, name: Option<&str>) -> Option<[f64; 3]> {
    anchors.iter().find(|it| it.0.as_deref() == name).map(|it| it.1)
}

fn for_outcome(anchors: &Anchors, name: &str) -> Option<[f64; 3]> {
    for_name(anchors, Some(name)).or_else(|| for_name(anchors, None))
}

/// The signs of the clusters, and the claims on what became of them.
fn of_clusters(
    args: &Necessity,
    anchors: &Anchors,
    lang: Lang,
) -> anyhow::Result<(NecessityData, Vec<std::path::PathBuf>)> {
    let judged = output::with_progress(args.input.common.quiet, "reading and judging", || {
        inputs::judged(&args.input)
    })?;
    let outcomes = karenina_assess::outcomes(&judged.dataset);
    let names: Vec<String> = outcomes.iter().map(|it| it.name.clone()).collect();
    let outcome = match (&args.outcome, outcomes.as_slice()) {
        (_, []) => return Err(say(&NecessityMessage::NoOutcomes, lang)),
        (None, [one]) => one,
        (None, _) => return Err(say(&NecessityMessage::Which(names), lang)),
        (Some(name), all) => {
            let name = name.strip_prefix(karenina_assess::OUTCOME).unwrap_or(name);
            match all.iter().find(|it| it.name == name) {
                Some(it) => it,
                None => return Err(say(&NecessityMessage::NoSuch(name.to_owned(), names), lang)),
            }
        }
    };
    let data = karenina_assess::necessity_data(
        &judged.catalogue,
        &judged.dataset,
        &judged.found,
        outcome,
        for_outcome(anchors, &outcome.name),
    );
    Ok((data, judged.inputs))
}

/// Any cases: the first column names them, an empty cell is not known.
fn of_cases(
    args: &Necessity,
    path: &Path,
    anchors: &Anchors,
    lang: Lang,
) -> anyhow::Result<NecessityData> {
    let cases = karenina_io::read_cases(path)?;
    for it in &cases.problems {
        output::complain(&report::problem_line(it, lang));
    }
    let columns: Vec<String> = cases.columns.iter().skip(1).cloned().collect();
    let place =
        |name: &str| {
            cases.columns.iter().skip(1).position(|it| it == name).map(|it| it + 1).ok_or_else(
                || say(&NecessityMessage::NoColumn(name.to_owned(), columns.clone()), lang),
            )
        };
    let Some(outcome) = args.outcome.as_deref() else {
        return Err(say(&NecessityMessage::Which(columns), lang));
    };
    let outcome_at = place(outcome)?;
    let is_number = |at: usize| {
        cases.rows.iter().all(|(_, row)| row[at].is_empty() || number(&row[at]).is_some())
            && cases.rows.iter().any(|(_, row)| !row[at].is_empty())
    };
    let conditions: Vec<usize> = if args.conditions.is_empty() {
        (1..cases.columns.len()).filter(|at| *at != outcome_at && is_number(*at)).collect()
    } else {
        args.conditions.iter().map(|it| place(it.trim())).collect::<Result<_, _>>()?
    };
    if conditions.is_empty() {
        return Err(say(&NecessityMessage::NoCondition, lang));
    }
    let cell = |line: u32, row: &[String], at: usize| -> anyhow::Result<Option<f64>> {
        if row[at].is_empty() {
            return Ok(None);
        }
        match number(&row[at]) {
            Some(it) => Ok(Some(it)),
            None => bail!(say(
                &NecessityMessage::NotNumber {
                    line,
                    column: cases.columns[at].clone(),
                    found: row[at].clone(),
                },
                lang,
            )),
        }
    };
    let mut data = NecessityData { outcome: outcome.to_owned(), ..NecessityData::default() };
    let mut levels: Vec<Vec<Option<f64>>> = vec![Vec::new(); conditions.len()];
    for (line, row) in &cases.rows {
        let Some(level) = cell(*line, row, outcome_at)? else {
            data.without_outcome.push(row[0].clone());
            continue;
        };
        data.cases.push(row[0].clone());
        data.level.push(level);
        for (levels, at) in levels.iter_mut().zip(&conditions) {
            levels.push(cell(*line, row, *at)?);
        }
    }
    data.membership = karenina_assess::memberships(&data.level, for_outcome(anchors, outcome));
    data.conditions = conditions
        .iter()
        .zip(levels)
        .map(|(at, levels)| condition(&cases.columns[*at], &levels, anchors))
        .collect();
    Ok(data)
}

/// What is not known may be anything that the other cases are.
fn condition(name: &str, levels: &[Option<f64>], anchors: &Anchors) -> ConditionData {
    let known: Vec<f64> = levels.iter().copied().flatten().collect();
    let least = known.iter().copied().fold(f64::INFINITY, f64::min);
    let most = known.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let memberships = karenina_assess::memberships(&known, for_name(anchors, Some(name)));
    let membership = memberships.map(|known| {
        let mut known = known.into_iter();
        levels
            .iter()
            .map(|it| match it.and_then(|_| known.next()) {
                Some(x) => (x, x),
                None => (0.0, 1.0),
            })
            .collect()
    });
    ConditionData {
        name: name.to_owned(),
        level: levels.iter().map(|it| it.map_or((least, most), |x| (x, x))).collect(),
        membership,
        scope: None,
    }
}
