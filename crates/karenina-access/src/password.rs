//! Passwords: what may be one, and the only thing that is kept of it.

use argon2::{Algorithm, Argon2, Params, Version};
use ctutils::CtEq;
use unicode_normalization::UnicodeNormalization;

use crate::{error::AccessError, token::random};

/// What one guess costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory, in KiB.
    pub memory_kib: u32,
    /// How often it is gone over.
    pub passes: u32,
    /// In how many lanes at a time.
    pub lanes: u32,
}

impl Cost {
    /// Argon2id with 19 MiB, two passes, one lane: the least that the OWASP Password Storage Cheat
    /// Sheet recommends (<https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html>,
    /// Argon2id). Each hash keeps its own cost, so that this can be raised; who logs in next is
    /// then hashed anew.
    pub const OWASP: Self = Self { memory_kib: 19 * 1024, passes: 2, lanes: 1 };
}

/// The fewest characters. NIST SP 800-63B-4 asks for 15 where a password is all there is and for 8
/// beside a second factor; here attempts are limited and slow as well.
pub const LEAST_CHARACTERS: usize = 12;

/// The most bytes: room for any sentence, and none for an attack by length.
pub const MOST_BYTES: usize = 1024;

/// The fewest different characters.
const LEAST_DIFFERENT: usize = 5;

/// Why a text is no password.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer characters than [`LEAST_CHARACTERS`].
    TooShort,
    /// More bytes than [`MOST_BYTES`].
    TooLong,
    /// It holds the person's name, or the part of the address before the @.
    HoldsName,
    /// It is one of those that are tried first.
    Common,
    /// It consists of too few different characters.
    TooUniform,
}

impl PasswordFault {
    /// All of them.
    pub const ALL: &[Self] =
        &[Self::TooShort, Self::TooLong, Self::HoldsName, Self::Common, Self::TooUniform];

    /// The word that stands for it in the wording.
    pub fn word(self) -> &'static str {
        match self {
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::HoldsName => "holds_name",
            Self::Common => "common",
            Self::TooUniform => "too_uniform",
        }
    }
}

/// What is tried first, of our own making: rows of keys, counting, and the words that people at
/// such a desk think of, without digits and signs at the end. Kept short on purpose: length and a
/// limit on attempts do more than a list.
const COMMON: &[&str] = &[
    "password",
    "passwordpassword",
    "mypassword",
    "newpassword",
    "thepassword",
    "passw0rd",
    "p@ssw0rd",
    "p@ssword",
    "parol",
    "parolparol",
    "moyparol",
    "пароль",
    "парольпароль",
    "мойпароль",
    "новыйпароль",
    "gfhjkm",
    "gfhjkmgfhjkm",
    "qwerty",
    "qwertyqwerty",
    "qwertyuiop",
    "qwertyuiopasdf",
    "qwertyuiopasdfgh",
    "asdfghjkl",
    "asdfghjklzxcvbnm",
    "zxcvbnm",
    "qazwsxedc",
    "qazwsxedcrfv",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "q1w2e3r4t5y6",
    "йцукен",
    "йцукенгшщзхъ",
    "йцукенгшщз",
    "фывапролджэ",
    "ячсмитьбю",
    "abcdefghijkl",
    "abcdefghijklm",
    "abcdef",
    "abc",
    "абвгдеёжзийк",
    "абвгдежзийкл",
    "administrator",
    "admin",
    "adminadmin",
    "администратор",
    "админ",
    "welcome",
    "welcomewelcome",
    "letmein",
    "letmeinplease",
    "changeme",
    "changemenow",
    "iloveyou",
    "iloveyouforever",
    "secret",
    "secretsecret",
    "секрет",
    "correcthorsebatterystaple",
    "karenina",
    "annakarenina",
    "anna karenina",
    "каренина",
    "аннакаренина",
    "cluster",
    "clusters",
    "innovation",
    "innovationcluster",
    "кластер",
    "кластеры",
    "инновации",
    "инновационныйкластер",
    "ministry",
    "министерство",
    "минэкономразвития",
    "register",
    "реестр",
    "test",
    "testtest",
    "testtesttest",
    "user",
    "guest",
    "login",
    "winter",
    "spring",
    "summer",
    "autumn",
    "moscow",
    "москва",
    "russia",
    "россия",
    "football",
    "footballfootball",
    "sunshine",
    "princess",
    "dragon",
    "monkey",
    "master",
    "superman",
    "любовь",
    "привет",
    "приветпривет",
];

/// Everything that keeps a text from being the password of somebody with these names.
pub fn password_faults(password: &str, names: &[&str]) -> Vec<PasswordFault> {
    let mut faults = Vec::new();
    let text = normal(password);
    let lower = text.to_lowercase();
    if text.chars().count() < LEAST_CHARACTERS {
        faults.push(PasswordFault::TooShort);
    }
    if password.len() > MOST_BYTES || text.len() > MOST_BYTES {
        faults.push(PasswordFault::TooLong);
    }
    let parts = names.iter().flat_map(|it| {
        // Of an address what stands before the @: the rest is that of everybody in the office.
        let it = normal(it.split('@').next().unwrap_or_default()).to_lowercase();
        it.split_whitespace().map(str::to_owned).chain([it.clone()]).collect::<Vec<_>>()
    });
    if parts.into_iter().any(|it| it.chars().count() >= 4 && lower.contains(&it)) {
        faults.push(PasswordFault::HoldsName);
    }
    let is_filling = |it: char| it.is_ascii_digit() || it.is_ascii_punctuation() || it == ' ';
    let stem = lower.trim_matches(is_filling);
    let is_counting = !lower.is_empty() && lower.chars().all(is_filling) && is_row(&lower);
    if is_counting || COMMON.contains(&stem) || COMMON.contains(&lower.as_str()) {
        faults.push(PasswordFault::Common);
    }
    let mut different: Vec<char> = lower.chars().collect();
    different.sort_unstable();
    different.dedup();
    if different.len() < LEAST_DIFFERENT {
        faults.push(PasswordFault::TooUniform);
    }
    faults
}

/// Whether digits count up or down, or stand as in a date: 123456789012, 098765432109.
fn is_row(text: &str) -> bool {
    let digits: Vec<u32> = text.chars().filter_map(|it| it.to_digit(10)).collect();
    let steps: Vec<u32> = digits.windows(2).map(|it| (it[1] + 10 - it[0]) % 10).collect();
    !steps.is_empty()
        && (steps.iter().all(|it| *it == steps[0])
            || digits.windows(12).any(|it| it[..6] == it[6..]))
}

/// One text for all ways in which keyboards send it (NIST SP 800-63B, 5.1.1.2).
fn normal(text: &str) -> String {
    text.nfkc().collect()
}

/// All that is kept of a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasswordHash {
    pub(crate) cost: Cost,
    pub(crate) salt: [u8; 16],
    pub(crate) hash: [u8; 32],
}

impl PasswordHash {
    /// Looks at a password and hashes it. This takes as long as a guess does: do it where nobody
    /// waits for the file of people.
    pub fn make(password: &str, names: &[&str], cost: Cost) -> Result<Self, AccessError> {
        let faults = password_faults(password, names);
        if !faults.is_empty() {
            return Err(AccessError::Password(faults));
        }
        let salt = random()?;
        let hash = run(password, &salt, cost)?;
        Ok(Self { cost, salt, hash })
    }

    /// What stands in the place of a hash where there is none, so that an unknown name takes the
    /// same work as a known one. No password has this hash.
    pub(crate) fn of_nobody(cost: Cost) -> Self {
        Self { cost, salt: [0; 16], hash: [0; 32] }
    }

    /// Whether this is the password: always one run of the hash, and a comparison whose time tells
    /// nothing.
    pub(crate) fn matches(&self, password: &str) -> bool {
        run(password, &self.salt, self.cost)
            .is_ok_and(|it| it.ct_eq(&self.hash).to_bool() && password.len() <= MOST_BYTES)
    }
}

fn run(password: &str, salt: &[u8; 16], cost: Cost) -> Result<[u8; 32], AccessError> {
    #[cfg(test)]
    RUNS.with(|it| it.set(it.get() + 1));
    let damaged = |err: argon2::Error| AccessError::Damaged(err.to_string());
    let params =
        Params::new(cost.memory_kib, cost.passes, cost.lanes, Some(32)).map_err(damaged)?;
    let mut hash = [0; 32];
    let short: String = password.chars().take(MOST_BYTES).collect();
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(normal(&short).as_bytes(), salt, &mut hash)
        .map_err(damaged)?;
    Ok(hash)
}

#[cfg(test)]
thread_local! {
    /// How often this thread has hashed.
    pub(crate) static RUNS: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// What tests may spend on a guess.
#[cfg(test)]
pub(crate) const CHEAP: Cost = Cost { memory_kib: 8, passes: 1, lanes: 1 };

#[cfg(test)]
mod tests {
    use super::{CHEAP, Cost, PasswordFault as F, PasswordHash, password_faults, run};
    use crate::token::hex;

    #[test]
    fn what_is_no_password_is_told_with_every_reason() {
        let names = ["Ivan Petrov", "i.petrov@cluster.example"];
        let cases: [(&str, &[F]); 14] = [
            ("short", &[F::TooShort]),
            ("", &[F::TooShort, F::TooUniform]),
            ("aaaaaaaaaaaaaaaa", &[F::TooUniform]),
            ("password1234", &[F::Common]),
            ("Password!!!!", &[F::Common]),
            ("йцукенгшщзхъ", &[F::Common]),
            ("123456789012", &[F::Common]),
            ("098765432109", &[F::Common]),
            ("ivan petrov is here", &[F::HoldsName]),
            ("PETROV 1917 garden", &[F::HoldsName]),
            ("i.petrov-at-home", &[F::HoldsName]),
            ("three quiet herons", &[]),
            ("тихие цапли на реке", &[]),
            ("48203957162849", &[]),
        ];
        for (text, faults) in cases {
            assert_eq!(password_faults(text, &names), faults, "{text}");
        }
        assert_eq!(password_faults(&"abcdef".repeat(200), &[]), [F::TooLong]);
        // Three letters of a name are in every other sentence.
        assert_eq!(password_faults("the only heron there", &["Eon Li"]), []);
    }

    /// The vectors of RFC 9106 have a secret and associated data, which passwords have not: this
    /// value is that of the reference implementation in C (argon2-cffi, `hash_secret_raw`).
    #[test]
    fn the_hash_is_argon2id() {
        let cost = Cost { memory_kib: 256, passes: 2, lanes: 1 };
        let found = run("password", b"somesalt12345678", cost).unwrap();
        assert_eq!(hex(&found), "8110e1165eb0e1114ee37d5ff017573ba0084b8366b4108db44749954b8d9871");
    }

    #[test]
    fn only_the_password_matches_however_the_keyboard_sends_it() {
        let it = PasswordHash::make("три тихие цапли й", &[], CHEAP).unwrap();
        assert!(it.matches("три тихие цапли й"));
        // й in two characters.
        assert!(it.matches("три тихие цапли и\u{306}"));
        assert!(!it.matches("три тихие цапли и"));
        let again = PasswordHash::make("три тихие цапли й", &[], CHEAP).unwrap();
        assert_ne!(it, again, "each has its own salt");
        assert!(!PasswordHash::of_nobody(CHEAP).matches(""));
    }
}
