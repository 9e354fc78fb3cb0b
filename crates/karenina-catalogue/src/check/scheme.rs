//! Schemes as written to schemes checked.

use karenina_model::{Code, Problem};
use toml::Spanned;

use super::{File, Names, parse};
use crate::{Certainty, Level, Scheme, SchemeCriterion, SchemeRule, Side, written};

/// The schemes of `schemes/`, by id.
pub(crate) fn schemes(
    files: Vec<(String, File<'_>)>,
    names: &Names<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Scheme> {
    let mut schemes = Vec::new();
    for (id, mut file) in files {
        if let Some(it) = parse(&mut file) {
            schemes.push(scheme(&mut file, names, id, it));
        }
        problems.append(&mut file.problems);
    }
    schemes
}

fn scheme(file: &mut File<'_>, names: &Names<'_>, id: String, it: written::Scheme) -> Scheme {
    let source = names.source(file, &it.source);
    let mut ids: Vec<String> = Vec::new();
    let mut sides = Vec::new();
    for side in it.side {
        once(file, &mut ids, &side.id);
        let mut criteria = Vec::new();
        for written in side.criterion {
            once(file, &mut ids, &written.id);
            criteria.push(criterion(file, names, it.certainty, written));
        }
        sides.push(Side { id: side.id.into_inner(), title: side.title, criteria });
    }
    let n_criteria = sides.iter().map(|it| it.criteria.len()).sum();
    let rule = match it.decides.get_ref().as_str() {
        "all" => SchemeRule::All,
        "sides" => SchemeRule::Sides,
        "levels" => SchemeRule::Levels(levels(file, it.level, n_criteria, &it.decides)),
        _ => {
            file.unknown(Code::SchemeRuleUnknown, &it.decides, ["all", "levels", "sides"]);
            SchemeRule::Sides
        }
    };
    Scheme {
        id,
        title: it.title,
        about: it.about,
        standing: it.standing,
        certainty: it.certainty,
        source,
        at: it.at,
        rule,
        sides,
    }
}

/// Words of sides and criteria are told apart by them.
fn once(file: &mut File<'_>, ids: &mut Vec<String>, id: &Spanned<String>) {
    if ids.contains(id.get_ref()) {
        file.complain(Code::SchemeTwice, id, [("found", id.get_ref().clone())]);
    }
    ids.push(id.get_ref().clone());
}

fn criterion(
    file: &mut File<'_>,
    names: &Names<'_>,
    certainty: Certainty,
    it: written::SchemeCriterion,
) -> SchemeCriterion {
    let indicators: Vec<usize> =
        it.indicators.iter().filter_map(|id| names.indicator(file, id)).collect();
    let practice = it.practice.as_ref().map(|it| names.practice(file, it));
    if it.indicators.is_empty() && practice.is_none() && it.why_not.is_none() {
        file.complain(Code::SchemeAsksNothing, &it.id, [("found", it.id.get_ref().clone())]);
    }
    let rule = it.rule.as_ref().and_then(|it| file.rule(it));
    SchemeCriterion {
        id: it.id.into_inner(),
        title: it.title,
        indicators,
        practice,
        rule,
        certainty: it.certainty.unwrap_or(certainty),
        why_not: it.why_not,
    }
}

fn levels(
    file: &mut File<'_>,
    written: Vec<written::Level>,
    n_criteria: usize,
    decides: &Spanned<String>,
) -> Vec<Level> {
    if written.is_empty() {
        let details =
            [("found", "0".to_owned()), ("low", "0".to_owned()), ("high", "0".to_owned())];
        file.complain(Code::SchemeLevels, decides, details);
    }
    let mut levels: Vec<Level> = Vec::new();
    for it in written {
        let from = *it.from.get_ref();
        let low = levels.last().map_or(0, |it| it.from + 1);
        if from < low || from > n_criteria {
            let details = [
                ("found", from.to_string()),
                ("low", low.to_string()),
                ("high", n_criteria.to_string()),
            ];
            file.complain(Code::SchemeLevels, &it.from, details);
        }
        levels.push(Level { from, title: it.title });
    }
    levels
}
