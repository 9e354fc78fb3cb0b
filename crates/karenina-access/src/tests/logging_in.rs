//! Passwords, waits, sessions.

use super::{PASSWORD, at, manager, scratch};
use crate::{
    AccessError, FREE_FAILURES, IDLE_SECONDS, INVITATION_SECONDS, LONGEST_SECONDS,
    LONGEST_WAIT_SECONDS, LogIn, Standing, StandingFault, csrf_matches,
    password::{CHEAP, Cost, PasswordHash, RUNS},
    role::Role,
};

fn runs<T>(work: impl FnOnce() -> T) -> (u32, T) {
    let before = RUNS.with(std::cell::Cell::get);
    let done = work();
    (RUNS.with(std::cell::Cell::get) - before, done)
}

#[test]
fn an_unknown_name_a_wrong_password_and_a_locked_account_take_the_same_work_and_answer() {
    let mut it = scratch("same-work");
    it.officer();
    let locked = it.add("Lena Locked", None, &Standing::of(Role::Analyst));
    it.people.lock(locked).unwrap();
    it.people.add("Nadia New", None, &Standing::of(Role::Analyst), at(0)).unwrap();
    for name in ["Nobody Known", "Olga Officer", "Lena Locked", "Nadia New", ""] {
        let password = if name == "Lena Locked" { PASSWORD } else { "wrong and wrong again" };
        let (n, found) = runs(|| it.log_in(name, password, 1));
        assert_eq!(n, 1, "{name}");
        assert!(matches!(found, LogIn::Refused { wait_until: None }), "{name}: {found:?}");
    }
    let (n, found) = runs(|| it.log_in("Olga Officer", PASSWORD, 1));
    assert_eq!(n, 1);
    assert!(matches!(found, LogIn::Begun { .. }));
}

#[test]
fn names_and_addresses_are_known_in_any_case_of_letters_and_spacing() {
    let mut it = scratch("names");
    it.officer();
    for name in ["olga  OFFICER ", "OLGA@ministry.example"] {
        assert!(it.is_in(name, PASSWORD, 1), "{name}");
    }
    let taken = it.people.add("OLGA officer", None, &Standing::of(Role::Analyst), at(2));
    assert!(matches!(taken, Err(AccessError::Taken(_))));
    let long = "x".repeat(201);
    let none = ["", "  ", "account-7", "12", "a@b", "line\nbreak", long.as_str()];
    // The same in other letters, and with letters that nobody sees.
    let seem = ["Account-7", "１２", "a＠b", "Olga\u{200b} Officer", "\u{2067}olga", "\u{ad}"];
    for name in none.into_iter().chain(seem) {
        let found = it.people.add(name, None, &Standing::of(Role::Analyst), at(2));
        assert!(matches!(found, Err(AccessError::NotAName(_))), "{name:?}");
    }
    // No file holds this number.
    let found = it.people.find(&u64::MAX.to_string());
    assert!(matches!(found, Err(AccessError::NoAccount(_))), "{found:?}");
}

#[test]
fn waits_grow_and_end_and_are_the_same_for_names_that_nobody_has() {
    let mut it = scratch("waits");
    it.officer();
    let mut waits = [Vec::new(), Vec::new()];
    for (name, waits) in ["Olga Officer", "Nobody Known"].into_iter().zip(&mut waits) {
        let mut now = 10;
        for _ in 0..FREE_FAILURES + 7 {
            let LogIn::Refused { wait_until } = it.log_in(name, "wrong and wrong again", now)
            else {
                panic!("{name} is in");
            };
            let until = wait_until.map_or(now, |it| it.as_second() - at(0).as_second());
            waits.push(until - now);
            // Meanwhile not even the right password is taken.
            if until > now {
                assert!(!it.is_in(name, PASSWORD, until - 1));
            }
            now = until;
        }
    }
    assert_eq!(waits[0], [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
    assert_eq!(waits[0], waits[1]);
    // After the wait the right one is, and all is forgotten.
    let now = 10 + waits[0].iter().sum::<i64>();
    assert!(it.is_in("Olga Officer", PASSWORD, now));
    let next = it.log_in("Olga Officer", "wrong and wrong again", now + 1);
    assert!(matches!(next, LogIn::Refused { wait_until: None }));
}

#[test]
fn a_clock_that_was_far_ahead_keeps_nobody_out_longer_than_the_longest_wait() {
    let mut it = scratch("clock");
    it.officer();
    for _ in 0..20 {
        it.log_in("Olga Officer", "wrong and wrong again", 1_000_000_000);
        // The failures themselves are far apart, so that each is counted.
    }
    for _ in 0..FREE_FAILURES {
        it.log_in("Olga Officer", "wrong and wrong again", 0);
    }
    let LogIn::Refused { wait_until: Some(until) } = it.log_in("Olga Officer", PASSWORD, 0) else {
        panic!("no wait");
    };
    assert!(until <= at(LONGEST_WAIT_SECONDS));
    let id = it.people.find("Olga Officer").unwrap().id;
    it.people.unlock(id).unwrap();
    assert!(it.is_in("Olga Officer", PASSWORD, 0), "whoever unlocks ends the wait");
}

#[test]
fn attempts_at_the_same_time_are_counted_one_after_another() {
    let mut it = scratch("parallel");
    it.officer();
    // All looked up and hashed before the first is counted: the right one came too late.
    let mut all: Vec<_> = (0..FREE_FAILURES)
        .map(|_| it.people.attempt("Olga Officer").unwrap().check("wrong and wrong", CHEAP))
        .collect();
    all.push(it.people.attempt("Olga Officer").unwrap().check(PASSWORD, CHEAP));
    let mut last = None;
    for checked in all {
        last = Some(it.people.conclude(&checked, None, at(1)).unwrap());
    }
    assert!(matches!(last, Some(LogIn::Refused { wait_until: Some(_) })));
}

#[test]
fn a_session_has_a_new_token_and_the_one_that_was_presented_is_worth_nothing() {
    let mut it = scratch("fixation");
    it.officer();
    // Made up by whoever wants to be in with them.
    let fixed = "f".repeat(64);
    let found = it.people.log_in("Olga Officer", PASSWORD, Some(&fixed), at(0)).unwrap();
    let LogIn::Begun { session, .. } = found else { panic!("refused") };
    assert_ne!(session.reveal(), fixed);
    assert!(it.people.session(&fixed, at(1)).unwrap().is_none());
    // And a real one of before the log-in ends with it.
    let found = it.people.log_in("Olga Officer", PASSWORD, Some(session.reveal()), at(2)).unwrap();
    let LogIn::Begun { session: next, .. } = found else { panic!("refused") };
    assert!(it.people.session(session.reveal(), at(3)).unwrap().is_none());
    let open = it.people.session(next.reveal(), at(3)).unwrap().unwrap();
    assert!(csrf_matches(next.reveal(), &open.csrf));
    assert!(!csrf_matches(session.reveal(), &open.csrf));
    // Of neither is more than a digest in the file.
    let bytes = std::fs::read(&it.path).unwrap();
    for token in [session.reveal(), next.reveal(), &open.csrf] {
        assert!(!bytes.windows(token.len()).any(|it| it == token.as_bytes()));
    }
}

#[test]
fn sessions_end_after_half_an_hour_of_nothing_and_after_twelve_hours_of_anything() {
    let mut it = scratch("expiry");
    it.officer();
    let idle = it.session("Olga Officer", 0);
    assert!(it.people.session(idle.reveal(), at(IDLE_SECONDS - 1)).unwrap().is_some());
    assert!(it.people.session(idle.reveal(), at(2 * IDLE_SECONDS)).unwrap().is_none());
    assert!(it.people.session(idle.reveal(), at(1)).unwrap().is_none(), "it is gone");
    let busy = it.session("Olga Officer", 0);
    let mut now = 0;
    while now + IDLE_SECONDS - 1 < LONGEST_SECONDS {
        now += IDLE_SECONDS - 1;
        let open = it.people.session(busy.reveal(), at(now)).unwrap().unwrap();
        assert!(open.ends_at <= at(LONGEST_SECONDS));
    }
    assert!(it.people.session(busy.reveal(), at(LONGEST_SECONDS)).unwrap().is_none());
    // A clock that was set back by days does not make a session longer.
    let early = it.session("Olga Officer", 0);
    assert!(it.people.session(early.reveal(), at(-100_000)).unwrap().is_none());
    let swept = it.session("Olga Officer", 0);
    it.people.sweep(at(IDLE_SECONDS + 1)).unwrap();
    assert!(it.people.session(swept.reveal(), at(1)).unwrap().is_none());
}

#[test]
fn a_new_password_ends_the_other_sessions_and_needs_the_old_one() {
    let mut it = scratch("change");
    let id = it.officer();
    let (mine, other) = (it.session("Olga Officer", 0), it.session("Olga Officer", 0));
    let new = PasswordHash::make("four quieter herons", &[], CHEAP).unwrap();
    let wrong = it.people.attempt_of(id).unwrap().check("wrong and wrong again", CHEAP);
    assert!(!it.people.change_password(&wrong, &new, Some(mine.reveal()), at(1)).unwrap());
    assert_eq!(it.people.account(id).unwrap().failures, 1);
    let right = it.people.attempt_of(id).unwrap().check(PASSWORD, CHEAP);
    assert!(it.people.change_password(&right, &new, Some(mine.reveal()), at(1)).unwrap());
    assert!(it.people.session(mine.reveal(), at(2)).unwrap().is_some());
    assert!(it.people.session(other.reveal(), at(2)).unwrap().is_none());
    assert!(!it.is_in("Olga Officer", PASSWORD, 3));
    assert!(it.is_in("Olga Officer", "four quieter herons", 3));
}

#[test]
fn an_invitation_is_used_once_and_not_after_a_week() {
    let mut it = scratch("invitation");
    let officer = Standing::of(Role::Officer);
    let (id, token) = it.people.add("Olga Officer", None, &officer, at(0)).unwrap();
    let hash = PasswordHash::make(PASSWORD, &[], CHEAP).unwrap();
    let late = it.people.accept_invitation(token.reveal(), &hash, at(INVITATION_SECONDS));
    assert!(matches!(late, Err(AccessError::NoInvitation)));
    assert_eq!(it.people.invited(token.reveal(), at(1)).unwrap().id, id);
    it.people.accept_invitation(token.reveal(), &hash, at(1)).unwrap();
    let again = it.people.accept_invitation(token.reveal(), &hash, at(2));
    assert!(matches!(again, Err(AccessError::NoInvitation)));
    // A second one takes the place of the first; the password holds until it is used.
    let first = it.people.invite(id, at(3)).unwrap();
    let second = it.people.invite(id, at(4)).unwrap();
    assert!(it.people.invited(first.reveal(), at(5)).is_err());
    assert!(it.is_in("Olga Officer", PASSWORD, 5));
    assert!(it.people.invited(second.reveal(), at(5)).is_ok());
}

#[test]
fn a_role_has_what_belongs_to_it_and_nothing_else() {
    use StandingFault as F;
    let mut it = scratch("standing");
    let id = it.officer();
    let with = |role, clusters: &[&str], organisation: Option<&str>, conflicts: &[&str]| Standing {
        role,
        clusters: clusters.iter().map(|it| (*it).to_owned()).collect(),
        conflicts: conflicts.iter().map(|it| (*it).to_owned()).collect(),
        organisation: organisation.map(str::to_owned),
    };
    let cases = [
        (with(Role::Manager, &[], None, &[]), F::OneCluster),
        (with(Role::Manager, &["a", "b"], None, &[]), F::OneCluster),
        (with(Role::Manager, &["a"], None, &["b"]), F::NoConflicts),
        (with(Role::Member, &[], None, &[]), F::OneOrganisation),
        (with(Role::Member, &["a"], Some("o"), &[]), F::NoClusters),
        (with(Role::Officer, &["a"], None, &[]), F::NoClusters),
        (with(Role::Expert, &["a"], Some("o"), &[]), F::NoOrganisation),
        (with(Role::Auditor, &[], None, &["a"]), F::NoConflicts),
        (with(Role::Public, &[], None, &[]), F::Public),
    ];
    for (standing, fault) in cases {
        let found = it.people.set_standing(id, &standing);
        assert!(matches!(found, Err(AccessError::Standing(it)) if it == fault), "{standing:?}");
    }
    let expert = with(Role::Expert, &["a", "b"], None, &["b"]);
    let (id, _) = it.people.add("Egor Expert", None, &expert, at(0)).unwrap();
    let found = it.people.account(id).unwrap();
    assert_eq!((found.clusters, found.conflicts), (vec!["a".into()], vec!["b".into()]));
}

#[test]
fn somebody_is_always_left_who_may_manage_people() {
    let mut it = scratch("last-officer");
    let first = it.officer();
    let refused = |found| assert!(matches!(found, Err(AccessError::LastOfficer)));
    refused(it.people.lock(first));
    refused(it.people.set_standing(first, &manager("sarov")));
    refused(it.people.erase(first, at(1)));
    let second = it.add("Oleg Officer", None, &Standing::of(Role::Officer));
    it.people.lock(first).unwrap();
    refused(it.people.lock(second));
}

#[test]
fn another_role_or_a_lock_ends_what_is_open() {
    let mut it = scratch("role-change");
    it.officer();
    let id = it.add("Mark Manager", None, &manager("sarov"));
    let open = it.session("Mark Manager", 0);
    it.people.set_standing(id, &manager("obninsk")).unwrap();
    assert!(it.people.session(open.reveal(), at(1)).unwrap().is_none());
    let open = it.session("Mark Manager", 1);
    it.people.lock(id).unwrap();
    assert!(it.people.session(open.reveal(), at(2)).unwrap().is_none());
    assert!(!it.is_in("Mark Manager", PASSWORD, 2));
    it.people.unlock(id).unwrap();
    assert!(it.is_in("Mark Manager", PASSWORD, 2));
}

#[test]
fn who_is_known_elsewhere_logs_in_without_a_password_unless_locked() {
    let mut it = scratch("openid");
    let id = it.officer();
    let other = it.add("Oleg Officer", None, &Standing::of(Role::Officer));
    it.people.link_openid(id, Some(("https://id.example", "4711"))).unwrap();
    let twice = it.people.link_openid(other, Some(("https://id.example", "4711")));
    assert!(matches!(twice, Err(AccessError::Taken(_))));
    let found = it.people.find_openid("https://id.example", "4711").unwrap().unwrap();
    assert_eq!(found.id, id);
    assert!(it.people.find_openid("https://other.example", "4711").unwrap().is_none());
    let found = it.people.log_in_as(id, None, at(0)).unwrap();
    assert!(matches!(found, LogIn::Begun { .. }));
    it.people.lock(id).unwrap();
    let found = it.people.log_in_as(id, None, at(0)).unwrap();
    assert!(matches!(found, LogIn::Refused { .. }));
}

#[test]
fn a_hash_that_cost_less_than_hashes_do_now_is_made_anew_at_the_next_log_in() {
    let mut it = scratch("rehash");
    let id = it.officer();
    let dear = Cost { memory_kib: 16, passes: 1, lanes: 1 };
    it.people.set_cost(dear);
    assert!(it.is_in("Olga Officer", PASSWORD, 1));
    assert_eq!(it.people.storage.password(id).unwrap().unwrap().cost, dear);
    assert!(it.is_in("Olga Officer", PASSWORD, 2));
}
