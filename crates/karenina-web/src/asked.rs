//! What an address asks for: the language, the day of judgement, what was known when.

use karenina_model::Date;
use karenina_report::Lang;
use karenina_store::Moment;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use crate::{answer::Trouble, office::When};

/// The state of a view, as its address says it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Asked {
    /// The language, where the address names one.
    pub lang: Option<Lang>,
    pub as_of: Option<Date>,
    pub known_on: Option<Date>,
    /// The name of an edition, instead of days.
    pub edition: Option<String>,
    /// Everything else, in the order in which it was written.
    pub rest: Vec<(String, String)>,
}

impl Asked {
    /// Reads the query of an address. Of a page it may come from a form, whose empty fields say
    /// nothing; a program says what it means.
    pub(crate) fn read(query: &str, of_page: bool) -> Result<Self, Trouble> {
        let mut it = Self::default();
        for (name, value) in pairs(query) {
            match name.as_str() {
                "lang" | "as_of" | "known_on" | "edition" if of_page && value.is_empty() => {}
                "lang" => {
                    let found = Lang::ALL.into_iter().find(|lang| lang.code() == value);
                    it.lang = Some(found.ok_or(Trouble::NotALanguage(value))?);
                }
                "edition" => it.edition = Some(value),
                "as_of" => it.as_of = Some(day(&value)?),
                "known_on" => it.known_on = Some(day(&value)?),
                _ => it.rest.push((name, value)),
            }
        }
        Ok(it)
    }

    /// A parameter of this page alone.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.rest.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.get(name)?.parse().ok()
    }

    /// Of what time the data are to be.
    pub(crate) fn when(&self) -> When<'_> {
        match &self.edition {
            Some(name) => When::Edition(name),
            None => When::Moment(Moment { as_of: self.as_of, known_on: self.known_on }),
        }
    }

    /// The query that goes with every link: empty, or beginning with a question mark.
    pub(crate) fn query(&self) -> String {
        let mut parts = Vec::new();
        if let Some(lang) = self.lang {
            parts.push(format!("lang={}", lang.code()));
        }
        if let Some(day) = self.as_of {
            parts.push(format!("as_of={day}"));
        }
        if let Some(day) = self.known_on {
            parts.push(format!("known_on={day}"));
        }
        if let Some(name) = &self.edition {
            parts.push(format!("edition={}", encoded(name)));
        }
        if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
    }

    /// The same with more of it, for links within a page.
    pub(crate) fn with(&self, more: &[(&str, &str)]) -> String {
        let mut query = self.query();
        for (name, value) in more {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(name);
            query.push('=');
            query.push_str(&encoded(value));
        }
        query
    }
}

fn day(text: &str) -> Result<Date, Trouble> {
    text.parse().map_err(|_| Trouble::NotADay(text.to_owned()))
}

/// The pairs of a query or of a form.
pub(crate) fn pairs(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|it| !it.is_empty())
        .map(|it| {
            let (name, value) = it.split_once('=').unwrap_or((it, ""));
            (decoded(name), decoded(value))
        })
        .collect()
}

fn decoded(text: &str) -> String {
    let text = text.replace('+', " ");
    percent_decode_str(&text).decode_utf8_lossy().into_owned()
}

/// Letters, digits and what needs no disguise in an address.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use karenina_report::Lang;

    #[test]
    fn the_state_of_a_view_goes_through_its_address_and_back() {
        let it = Asked::read("as_of=2014-12-31&q=a+b%26&lang=ru&known_on=", true).unwrap();
        assert_eq!(it.lang, Some(Lang::Ru));
        assert_eq!(it.get("q"), Some("a b&"));
        assert_eq!(it.query(), "?lang=ru&as_of=2014-12-31");
        assert_eq!(it.with(&[("q", "a b&")]), "?lang=ru&as_of=2014-12-31&q=a%20b%26");
    }

    #[test]
    fn a_day_or_language_that_is_none_is_said() {
        assert!(Asked::read("as_of=31.02.2014", true).is_err());
        assert!(Asked::read("lang=xx", true).is_err());
        assert!(Asked::read("lang=&&=&a", true).is_ok());
        assert!(Asked::read("known_on=", false).is_err());
    }
}
