//! Values with their units, rules, dates, and why there is no value.

use karenina_catalogue::{Indicator, Rule, Unit};
use karenina_model::{Absence, Date, Interval, Period, Value};

use super::{Words, number, percent};

impl Words {
    /// The value of an indicator, or why there is none.
    pub(crate) fn value(&self, value: Value, indicator: &Indicator) -> String {
        match value {
            Value::Known(it) => self.interval(it, indicator.unit, indicator.least),
            Value::Absent(why) => self.absence(why),
        }
    }

    /// An interval in a unit. `least` is the least that is possible, where the unit allows less:
    /// an end that bounds nothing is not shown.
    pub(crate) fn interval(&self, it: Interval, unit: Unit, least: Option<f64>) -> String {
        if unit == Unit::YesNo {
            return self.yes_no(it).to_owned();
        }
        if it.is_point() {
            return self.with_unit("unit", &self.bare(it.low(), unit), it.low(), unit);
        }
        let lowest = least.unwrap_or(unit.range().low());
        let no_low = it.low() == f64::NEG_INFINITY || (it.low() <= lowest && it.low() <= 1.0);
        // Between nothing and everything a share is best shown as it is.
        let no_low = no_low && !(unit == Unit::Share && it.high() == 1.0);
        match (no_low, it.high() == f64::INFINITY) {
            (true, true) => self.word("any-number").to_owned(),
            (true, false) => self.up_to(it, unit),
            (false, true) => {
                let word = if it.low_is_open() { "more-than" } else { "at-least" };
                self.bounded(word, it.low(), unit)
            }
            (false, false) => {
                let (low, high) = (self.bare(it.low(), unit), self.bare(it.high(), unit));
                let text = if it.low() < 0.0 {
                    self.say("between", &[("low", (&low).into()), ("high", (&high).into())])
                } else {
                    format!("{low}–{high}")
                };
                self.with_unit("unit", &text, it.high(), unit)
            }
        }
    }

    fn up_to(&self, it: Interval, unit: Unit) -> String {
        let high = it.high();
        if it.high_is_open() {
            return self.bounded(
                if unit.is_whole() { "fewer-than" } else { "less-than" },
                high,
                unit,
            );
        }
        // "Fewer than 20" is kept as "at most 19"; people gave the round number.
        if unit.is_whole() && unit != Unit::Rank && (high + 1.0) % 5.0 == 0.0 {
            return self.bounded("fewer-than", high + 1.0, unit);
        }
        self.bounded("at-most", high, unit)
    }

    fn bounded(&self, word: &str, bound: f64, unit: Unit) -> String {
        let with_unit = self.with_unit("of", &self.bare(bound, unit), bound, unit);
        format!("{} {with_unit}", self.word(word))
    }

    fn bare(&self, x: f64, unit: Unit) -> String {
        match unit {
            Unit::Share => percent(x, self.lang),
            _ => number(x, self.lang),
        }
    }

    fn with_unit(&self, form: &str, text: &str, n: f64, unit: Unit) -> String {
        let noun = match unit {
            Unit::Share | Unit::YesNo | Unit::Ratio | Unit::Money | Unit::Number => {
                return text.to_owned();
            }
            Unit::Organisations => "organisations",
            Unit::People => "people",
            Unit::Posts => "posts",
            Unit::Years => "years",
            Unit::Projects => "projects",
            Unit::Groups => "groups",
            Unit::Meetings => "meetings",
            Unit::Events => "events",
            Unit::Seats => "seats",
            Unit::Practices => "practices",
            Unit::Lines => "lines",
            Unit::Criteria => "criteria",
            Unit::Rank => "rank",
            Unit::Points => "points",
        };
        self.say(&format!("{form}-{noun}"), &[("text", text.into()), ("n", n.abs().into())])
    }

    fn yes_no(&self, it: Interval) -> &str {
        self.word(match (it.low(), it.high()) {
            (1.0, _) => "yes",
            (_, 0.0) => "no",
            (0.5, 0.5) => "partly",
            (low, _) if low >= 0.5 => "yes-or-partly",
            (_, high) if high <= 0.5 => "no-or-partly",
            _ => "yes-or-no",
        })
    }

    /// What a value has to satisfy.
    pub(crate) fn rule(&self, rule: Rule, unit: Unit) -> String {
        match rule {
            Rule::Above(bound) => self.bounded("more-than", bound, unit),
            Rule::AtLeast(bound) => self.bounded("at-least", bound, unit),
            Rule::Below(bound) => {
                self.bounded(if unit.is_whole() { "fewer-than" } else { "less-than" }, bound, unit)
            }
            Rule::AtMost(bound) => self.bounded("at-most", bound, unit),
            Rule::Between(low, high) => {
                let low = self.bare(low, unit);
                let high = self.with_unit("of", &self.bare(high, unit), high, unit);
                self.say("between", &[("low", (&low).into()), ("high", (&high).into())])
            }
            Rule::IsTrue => self.word("rule-yes").to_owned(),
            Rule::IsFalse => self.word("rule-no").to_owned(),
        }
    }

    /// Why there is no value.
    pub(crate) fn absence(&self, why: Absence) -> String {
        let word = match why {
            Absence::ListIncomplete { listed } => {
                return self.say("absent-list-incomplete", &[("listed", listed.into())]);
            }
            Absence::PartsMissing { missing, of } => {
                let args = [("missing", missing.into()), ("of", of.into())];
                return self.say("absent-parts-missing", &args);
            }
            Absence::NotSaid => "absent-not-said",
            Absence::NotKnown => "absent-not-known",
            Absence::NotCollected => "absent-not-collected",
            Absence::Refused => "absent-refused",
            Absence::NotApplicable => "absent-not-applicable",
            Absence::Suppressed => "absent-suppressed",
            Absence::TooOld => "absent-too-old",
            Absence::NothingToCount => "absent-nothing-to-count",
        };
        self.word(word).to_owned()
    }

    /// A day in words.
    pub(crate) fn date(&self, day: Date) -> String {
        let month = self.word(OF_MONTHS[usize::from(day.month().unsigned_abs()) - 1]);
        // Years and days are no quantities: nothing stands between their thousands.
        let (d, y) = (day.day().to_string(), day.year().to_string());
        let args = [("day", (&d).into()), ("month", month.into()), ("year", (&y).into())];
        self.say("date-day", &args)
    }

    /// A day, month, year or span of them.
    pub(crate) fn period(&self, it: Period) -> String {
        let Period { first, last } = it;
        let whole_years = first.day_of_year() == 1 && last == last.last_of_year();
        if first == last {
            self.date(first)
        } else if whole_years && first.year() == last.year() {
            first.year().to_string()
        } else if whole_years {
            format!("{}–{}", first.year(), last.year())
        } else if first.first_of_month() == first && first.last_of_month() == last {
            let month = self.word(MONTHS[usize::from(first.month().unsigned_abs()) - 1]);
            let year = first.year().to_string();
            self.say("date-month", &[("month", month.into()), ("year", (&year).into())])
        } else {
            let (first, last) = (self.date(first), self.date(last));
            self.say("date-span", &[("first", (&first).into()), ("last", (&last).into())])
        }
    }
}

const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8",
    "month-9", "month-10", "month-11", "month-12",
];

const OF_MONTHS: [&str; 12] = [
    "of-month-1",
    "of-month-2",
    "of-month-3",
    "of-month-4",
    "of-month-5",
    "of-month-6",
    "of-month-7",
    "of-month-8",
    "of-month-9",
    "of-month-10",
    "of-month-11",
    "of-month-12",
];

#[cfg(test)]
mod tests {
    use karenina_catalogue::{Rule, Unit};
    use karenina_model::{Absence, Date, Interval, Period, number};

    use crate::{Lang, wording::words};

    #[test]
    fn values_are_said_as_people_say_them() {
        for (text, unit, en, ru) in [
            ("44", Unit::Organisations, "44 organisations", "44 организации"),
            ("1", Unit::Organisations, "1 organisation", "1 организация"),
            ("0..19", Unit::Organisations, "fewer than 20 organisations", "менее 20 организаций"),
            ("0..3", Unit::Organisations, "at most 3 organisations", "не более 3 организаций"),
            (">=30", Unit::Organisations, "at least 30 organisations", "не менее 30 организаций"),
            ("30..50", Unit::Organisations, "30–50 organisations", "30–50 организаций"),
            ("0.5", Unit::Share, "50 %", "50 %"),
            ("0.5..1", Unit::Share, "50 %–100 %", "50 %–100 %"),
            ("0..1", Unit::Share, "0 %–100 %", "0 %–100 %"),
            ("0..0.5", Unit::Share, "at most 50 %", "не более 50 %"),
            ("1", Unit::YesNo, "yes", "да"),
            ("0.5", Unit::YesNo, "partly", "частично"),
            ("0..1", Unit::YesNo, "not known whether yes or no", "неизвестно, да или нет"),
            ("3.5", Unit::Years, "3.5 years", "3,5 года"),
            ("5", Unit::Years, "5 years", "5 лет"),
            ("1", Unit::Rank, "place 1", "1-е место"),
            ("-5..3", Unit::Number, "between −5 and 3", "от −5 до 3"),
        ] {
            let it = number::parse(text).unwrap();
            let plain = |it: String| it.replace('\u{202f}', " ");
            assert_eq!(plain(words(Lang::En).interval(it, unit, None)), en, "{text}");
            assert_eq!(plain(words(Lang::Ru).interval(it, unit, None)), ru, "{text}");
        }
    }

    #[test]
    fn rules_and_absences_are_sentences() {
        let (en, ru) = (words(Lang::En), words(Lang::Ru));
        assert_eq!(en.rule(Rule::Above(0.5), Unit::Share), "more than 50\u{202f}%");
        assert_eq!(ru.rule(Rule::AtLeast(1.0), Unit::Groups), "не менее 1 группы");
        assert_eq!(ru.rule(Rule::Between(2.0, 23.0), Unit::People), "от 2 до 23 человек");
        assert_eq!(
            en.absence(Absence::PartsMissing { missing: 3, of: 20 }),
            "3 of 20 parts are missing"
        );
        assert_eq!(
            ru.absence(Absence::ListIncomplete { listed: 2 }),
            "в списке 2 строки, а сколько всего — не сказано"
        );
        // Every number of years has its word.
        assert_eq!(ru.rule(Rule::AtLeast(5.0), Unit::Years), "не менее 5 лет");
        assert_eq!(ru.rule(Rule::AtLeast(2.5), Unit::Years), "не менее 2,5 года");
        let _ = Interval::SHARE;
    }

    #[test]
    fn dates_are_written_out() {
        let day = Date::new(2015, 3, 31).unwrap();
        assert_eq!(words(Lang::En).date(day), "31 March 2015");
        assert_eq!(words(Lang::Ru).date(day), "31 марта 2015 г.");
        for (text, en, ru) in [
            ("2012", "2012", "2012"),
            ("2012..2013", "2012–2013", "2012–2013"),
            ("2014-05", "May 2014", "май 2014 г."),
            ("2014-Q2", "1 April 2014 to 30 June 2014", "1 апреля 2014 г. — 30 июня 2014 г."),
        ] {
            let period = Period::parse(text).unwrap();
            assert_eq!(words(Lang::En).period(period), en);
            assert_eq!(words(Lang::Ru).period(period), ru);
        }
    }
}
