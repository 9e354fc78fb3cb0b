//! Drafts of forms under two people's hands.

use proptest::prelude::*;
use serde_json::json;

use super::{at, manager, scratch};
use crate::{AccessError, AccountId, Saved, draft::MOST_DRAFT_BYTES};

#[test]
fn two_people_at_one_form_lose_nothing() {
    let mut it = scratch("drafts");
    let (anna, boris) = (AccountId(1), AccountId(2));
    let form = ("sarov", "2025");
    let mut save = |cells: &serde_json::Value, from, who, second| {
        it.people.save_draft(form, cells, from, who, at(second)).unwrap()
    };
    let (first, annas, boriss) = (json!({}), json!({ "members": "47" }), json!({ "board": "yes" }));
    assert_eq!(save(&first, 0, anna, 0), Saved::Kept { version: 1 });
    // Both begin from version 1.
    assert_eq!(save(&annas, 1, anna, 1), Saved::Kept { version: 2 });
    let Saved::Conflict { theirs } = save(&boriss, 1, boris, 2) else { panic!("overwritten") };
    assert_eq!((theirs.account, theirs.version, &theirs.cells), (anna, 2, &annas));
    // Also who saves as if there had been nothing yet.
    assert!(matches!(save(&boriss, 0, boris, 2), Saved::Conflict { .. }));
    // The same page sent twice is no conflict.
    assert_eq!(save(&annas, 1, anna, 3), Saved::Kept { version: 2 });
    let aside = it.people.drafts_aside(Some("sarov")).unwrap();
    assert_eq!((aside.len(), aside[0].account, &aside[0].cells), (1, boris, &boriss));
    // Boris puts both together, begun from Anna's.
    let both = json!({ "members": "47", "board": "yes" });
    let found = it.people.save_draft(form, &both, 2, boris, at(4)).unwrap();
    assert_eq!(found, Saved::Kept { version: 3 });
    assert!(it.people.drafts_aside(None).unwrap().is_empty());
    assert_eq!(it.people.draft("sarov", "2025").unwrap().unwrap().cells, both);
    assert_eq!(it.people.drafts(Some("obninsk")).unwrap(), []);
    it.people.drop_draft("sarov", "2025").unwrap();
    assert_eq!(it.people.drafts(None).unwrap(), []);
}

#[test]
fn what_is_no_form_is_not_kept() {
    let mut it = scratch("no-form");
    let id = it.officer();
    it.add("Mark Manager", None, &manager("sarov"));
    let large = json!({ "note": "x".repeat(MOST_DRAFT_BYTES) });
    for cells in [json!("text"), json!([1]), large] {
        let found = it.people.save_draft(("sarov", "2025"), &cells, 0, id, at(0));
        assert!(matches!(found, Err(AccessError::NotADraft(_))));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    /// Whoever saves what, begun from whatever they had seen: the last thing that each has saved is
    /// the draft, or was taken over by somebody who had seen it, or is set aside.
    #[test]
    fn nobodys_work_is_lost(steps in proptest::collection::vec((0_u64..3, any::<bool>()), 1..12)) {
        let mut it = scratch("lost");
        let mut seen = [0_u64; 3];
        let mut version_of = [0_u64; 3];
        let mut last = [None, None, None];
        for (n, (who, reloads)) in steps.into_iter().enumerate() {
            let at_ = who as usize;
            let cells = json!({ "step": n });
            let found = it
                .people
                .save_draft(("c", "2025"), &cells, seen[at_], AccountId(who), at(n.cast_signed() as i64))
                .unwrap();
            last[at_] = Some(cells);
            match found {
                Saved::Kept { version } => (seen[at_], version_of[at_]) = (version, version),
                Saved::Conflict { theirs } => {
                    version_of[at_] = 0;
                    if reloads {
                        seen[at_] = theirs.version;
                    }
                }
            }
        }
        let head = it.people.draft("c", "2025").unwrap().unwrap();
        let aside = it.people.drafts_aside(None).unwrap();
        for (who, cells) in last.iter().enumerate() {
            let Some(cells) = cells else { continue };
            let is_aside = aside.iter().any(|it| it.account.0 == who as u64 && it.cells == *cells);
            let was_kept = version_of[who] > 0 && version_of[who] <= head.version;
            prop_assert!(is_aside || was_kept);
        }
    }
}
