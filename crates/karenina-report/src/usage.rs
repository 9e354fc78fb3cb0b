//! What is wrong with a command as it was typed, in the words of the user.

use karenina_model::Date;

use crate::{
    Lang,
    wording::{Arg, words},
};

/// What was typed that is not understood, or not typed that is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mistyped {
    /// No command of that name; what may have been meant.
    Command(String, Option<String>),
    /// Nothing at all; the commands that there are.
    NoCommand(Vec<String>),
    /// An option or argument that the command does not take; what may have been meant.
    Argument(String, Option<String>),
    /// A value that the option does not take: value, option, those that it takes, what may have been
    /// meant.
    Value(String, String, Vec<String>, Option<String>),
    /// A value that cannot be read: value, option, why.
    Unreadable(String, String, Option<String>),
    /// An option without the value that belongs to it, and the values that there are.
    NoValue(String, Vec<String>),
    /// Options and arguments that are needed and not there.
    Missing(Vec<String>),
    /// Two options that exclude each other.
    Together(String, Vec<String>),
    /// An option given more often than once.
    Again(String),
    /// Bytes that are no text.
    NotText,
    /// Anything else, as the reader of arguments says it.
    Other(String),
}

/// Why a value cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// A month or a year where a day is needed; its last day.
    Span(Date),
    /// No day of the calendar.
    NoDay,
    /// No part of a whole, above 0 and up to 1.
    NoShare,
    /// No amount of money from 0.
    NoBudget,
    /// No chance from 0 to 1.
    NoChance,
    /// No whole number.
    NoWholeNumber,
    /// No number.
    NoNumber,
}

/// What would be right instead.
pub fn unfit(it: Unfit, lang: Lang) -> String {
    let w = words(lang);
    match it {
        Unfit::Span(last) => w.say("usage-span", &[("last", last.to_string().as_str().into())]),
        Unfit::NoDay => w.say("usage-no-day", &[]),
        Unfit::NoShare => w.say("usage-no-share", &[]),
        Unfit::NoBudget => w.say("usage-no-budget", &[]),
        Unfit::NoChance => w.say("usage-no-chance", &[]),
        Unfit::NoWholeNumber => w.say("usage-no-whole-number", &[]),
        Unfit::NoNumber => w.say("usage-no-number", &[]),
    }
}

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&unfit(*self, Lang::En))
    }
}

impl std::error::Error for Unfit {}

/// The sentence that says so, and where the command's help is.
pub fn mistyped(it: &Mistyped, help: &str, lang: Lang) -> String {
    let w = words(lang);
    let list = |of: &[String]| of.join(", ");
    let meant = |it: &Option<String>| it.clone().unwrap_or_default();
    let (id, args): (&str, Vec<(&str, String)>) = match it {
        Mistyped::Command(name, like) => {
            ("usage-no-such-command", vec![("found", name.clone()), ("meant", meant(like))])
        }
        Mistyped::NoCommand(known) => ("usage-no-command", vec![("known", list(known))]),
        Mistyped::Argument(name, like) => {
            ("usage-no-such-argument", vec![("found", name.clone()), ("meant", meant(like))])
        }
        Mistyped::Value(value, of, known, like) => (
            "usage-no-such-value",
            vec![
                ("found", value.clone()),
                ("of", of.clone()),
                ("known", list(known)),
                ("meant", meant(like)),
            ],
        ),
        Mistyped::Unreadable(value, of, why) => (
            "usage-unreadable-value",
            vec![("found", value.clone()), ("of", of.clone()), ("reason", meant(why))],
        ),
        Mistyped::NoValue(of, known) => {
            ("usage-no-value", vec![("of", of.clone()), ("known", list(known))])
        }
        Mistyped::Missing(which) => ("usage-missing", vec![("which", list(which))]),
        Mistyped::Together(one, others) => {
            ("usage-together", vec![("one", one.clone()), ("others", list(others))])
        }
        Mistyped::Again(which) => ("usage-again", vec![("which", which.clone())]),
        Mistyped::NotText => ("usage-not-text", vec![]),
        Mistyped::Other(said) => ("usage-other", vec![("reason", said.clone())]),
    };
    // A sentence asks whether something is there before it names it.
    let is_there = [("meant", "has-meant"), ("reason", "has-reason"), ("known", "has-known")].map(
        |(name, has)| {
            let is_there = args.iter().any(|(of, it)| *of == name && !it.is_empty());
            (has, Arg::from(if is_there { "yes" } else { "no" }))
        },
    );
    let args: Vec<_> =
        args.iter().map(|(name, it)| (*name, Arg::from(it.as_str()))).chain(is_there).collect();
    let help = w.say("usage-help", &[("command", help.into())]);
    format!("{}\n{help}", w.say(id, &args))
}

#[cfg(test)]
mod tests {
    use super::{Mistyped, Unfit, mistyped, unfit};
    use crate::Lang;
    use karenina_model::Date;

    #[test]
    fn what_would_be_right_is_said_in_both_languages() {
        for it in [
            Unfit::Span(Date::constant(2014, 12, 31)),
            Unfit::NoDay,
            Unfit::NoShare,
            Unfit::NoBudget,
            Unfit::NoChance,
            Unfit::NoWholeNumber,
            Unfit::NoNumber,
        ] {
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| unfit(it, lang));
            assert_ne!(en, ru, "{it:?} is not translated");
            assert!(en.contains(char::is_numeric) && ru.contains(char::is_numeric), "{en} {ru}");
        }
    }

    #[test]
    fn what_was_typed_and_what_may_be_meant_are_said_in_both_languages() {
        let text = |it: &str| it.to_owned();
        let like = Some(text("assess"));
        let known = vec![text("html"), text("pdf")];
        for (it, found) in [
            (Mistyped::Command(text("asess"), like.clone()), vec!["asess", "assess"]),
            (Mistyped::Command(text("asess"), None), vec!["asess"]),
            (Mistyped::NoCommand(known.clone()), vec!["html, pdf"]),
            (
                Mistyped::Argument(text("--as-off"), Some(text("--as-of"))),
                vec!["--as-off", "--as-of"],
            ),
            (
                Mistyped::Value(text("htm"), text("--format"), known.clone(), Some(text("html"))),
                vec!["htm", "--format", "html, pdf"],
            ),
            (
                Mistyped::Value(text("htm"), text("--format"), known.clone(), None),
                vec!["html, pdf"],
            ),
            (
                Mistyped::Unreadable(text("x"), text("--seed"), Some(text("no digit"))),
                vec!["x", "--seed", "no digit"],
            ),
            (Mistyped::Unreadable(text("x"), text("--seed"), None), vec!["x", "--seed"]),
            (Mistyped::NoValue(text("--format"), known.clone()), vec!["--format", "html, pdf"]),
            (Mistyped::NoValue(text("--out"), vec![]), vec!["--out"]),
            (Mistyped::Missing(vec![text("TABLE")]), vec!["TABLE"]),
            (Mistyped::Together(text("--set"), vec![text("--mark")]), vec!["--set", "--mark"]),
            (Mistyped::Again(text("--out")), vec!["--out"]),
            (Mistyped::NotText, vec![]),
            (Mistyped::Other(text("odd")), vec!["odd"]),
        ] {
            let [en, ru] = [Lang::En, Lang::Ru].map(|lang| mistyped(&it, "karenina --help", lang));
            assert_ne!(en.lines().next(), ru.lines().next(), "{it:?} is not translated");
            for said in [&en, &ru] {
                assert!(said.ends_with("karenina --help"), "{said}");
                for found in &found {
                    assert!(said.contains(found), "{said} does not say {found}");
                }
            }
        }
    }
}
