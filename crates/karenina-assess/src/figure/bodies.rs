//! Fig 4 and Fig 5: what specialist organisations are, and how interests are weighed.

use karenina_model::{Absence, Answer, Interval, TableId, Truth, Value};

use super::{
    Bar, Bars, Basis, Body, Counted, Datum, Made, Measured, Name,
    scope::{Scope, Tally, own_series},
};

pub(super) fn status(scope: &Scope<'_>) -> Made {
    if let Some(bars) = scope.claimed_bars(Measured::Share, Counted::Respondents) {
        return (Basis::Claims, Body::Bars(bars), Vec::new());
    }
    let bodies = scope.specialist_organisations(scope.current);
    let status = |row: u32| scope.code(TableId::BODIES, row, "status_kind");
    let n = bodies.iter().filter(|it| status(**it).is_some()).count() as u64;
    let mut rows: Vec<Bar> = scope
        .about
        .items
        .keys()
        .filter_map(|key| {
            let mut tally = Tally::default();
            for body in bodies.iter().filter(|it| status(**it) == Some(key)) {
                tally.add(scope.in_force(TableId::BODIES, *body));
            }
            let count = tally.interval();
            (count.high() > 0.0).then(|| Bar {
                name: Name::Item(key.clone()),
                part: false,
                marked: false,
                data: vec![Some(Datum::part(count, n))],
            })
        })
        .collect();
    let count = |it: &Bar| it.data[0].as_ref().and_then(|it| it.count).map_or(0.0, |it| it.high());
    rows.sort_by(|a, b| count(b).total_cmp(&count(a)));
    let silent = bodies.len() as u64 - n;
    if silent > 0 {
        rows.push(not_said(silent));
    }
    let bars = Bars {
        measured: Measured::Share,
        series: vec![own_series(n, Counted::Organisations, scope.on)],
        rows,
        all: vec![None],
    };
    (if n > 0 { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

/// Those of whom nobody has said it: a number without a share.
fn not_said(n: u64) -> Bar {
    let datum = Datum {
        count: Some(Interval::exactly(n)),
        ..Datum::of_value(Value::Absent(Absence::NotSaid))
    };
    Bar { name: Name::NotSaid, part: false, marked: false, data: vec![Some(datum)] }
}

pub(super) fn mechanisms(scope: &Scope<'_>) -> Made {
    if let Some(bars) = scope.claimed_bars(Measured::Count, Counted::Clusters) {
        return (Basis::Claims, Body::Bars(bars), Vec::new());
    }
    let mut said = false;
    let rows: Vec<Bar> = scope
        .about
        .items
        .iter()
        .map(|(key, item)| {
            let mut tally = Tally::default();
            let mut known = false;
            for cluster in scope.current {
                let truth = match &item.practice {
                    Some(practice) => in_practice(scope, *cluster, practice),
                    None => chosen(scope, *cluster, key),
                };
                known |= truth != Truth::Unknown;
                tally.add(truth);
            }
            said |= known;
            // Nobody has been asked: unknown of all of them is no number.
            let value = if known {
                Value::Known(tally.interval())
            } else {
                Value::Absent(Absence::NotSaid)
            };
            Bar {
                name: Name::Item(key.clone()),
                part: item.of.is_some(),
                marked: item.marked,
                data: vec![Some(Datum::of_value(value))],
            }
        })
        .collect();
    let bars = Bars {
        measured: Measured::Count,
        series: vec![own_series(scope.current.len() as u64, Counted::Clusters, scope.on)],
        rows,
        all: vec![None],
    };
    (if said { Basis::Rows } else { Basis::Nothing }, Body::Bars(bars), Vec::new())
}

/// Whether a practice is in force in a cluster; partly is not yes.
pub(super) fn answer(scope: &Scope<'_>, cluster: u32, practice: &str) -> Option<Answer> {
    let table = scope.dataset.table(TableId::PRACTICES);
    let value = table.column("value")?;
    scope
        .dataset
        .rows_of(TableId::PRACTICES, cluster)
        .iter()
        .filter(|row| table.named_text(**row, "practice") == Some(practice))
        .filter(|row| scope.in_force(TableId::PRACTICES, **row) == Truth::Yes)
        .find_map(|row| table.flag(*row, value).known())
}

fn in_practice(scope: &Scope<'_>, cluster: u32, practice: &str) -> Truth {
    answer(scope, cluster, practice).map(|it| it == Answer::Yes).into()
}

/// Whether the body of a cluster is chosen as an item says; unknown where there is none.
fn chosen(scope: &Scope<'_>, cluster: u32, item: &str) -> Truth {
    let bodies = scope.specialist_organisations(&[cluster]);
    if bodies.is_empty() {
        return Truth::Unknown;
    }
    let one = |row: u32| {
        let is = |column: &str, words: &[&str]| -> Truth {
            let word = scope.code(TableId::BODIES, row, column);
            word.map(|it| words.contains(&it)).into()
        };
        let by_state = || is("director_chosen_by", &["regional_authority", "state_body"]);
        match item {
            "general_meeting" => is("chosen_by", &["general_meeting"]),
            "general_meeting_yet_director_by_region" => {
                is("chosen_by", &["general_meeting"]) & by_state()
            }
            "director_by_state_bodies" => by_state(),
            "regional_authority" => is("chosen_by", &["regional_authority"]),
            "board_or_committee" => is("chosen_by", &["board"]),
            "director_with_participants" => is("director_chosen_by", &["with_participants"]),
            "local_authority" => is("chosen_by", &["local_authority"]),
            // No column says whether the meeting approved what the region chose: it can be so
            // only where the region chose.
            "regional_authority_approved_by_meeting" => {
                is("chosen_by", &["regional_authority"]) & Truth::Unknown
            }
            _ => Truth::Unknown,
        }
    };
    bodies.iter().fold(Truth::No, |all, row| all | one(*row))
}
