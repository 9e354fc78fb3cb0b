//! What surrounds each page: menu, state of the view, foot.

use karenina_report::{Lang, site_text};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use karenina_access::{Action, Scope, Subject, may};

use crate::{asked::Asked, who::Who};

/// What a frame is made of.
pub(crate) struct Frame<'a> {
    pub lang: Lang,
    pub asked: &'a Asked,
    /// The path of the page, for the change of language and day.
    pub path: &'a str,
    pub who: Option<&'a Who>,
    pub is_register: bool,
    pub has_people: bool,
    pub program: &'a str,
}

/// A page of the menu: its address and the name of its word.
const MENU: [(&str, &str, Action); 8] = [
    ("/", "site-programme", Action::SeeProgramme),
    ("/indicators", "site-indicators", Action::SeeIndicator),
    ("/organisations", "site-organisations", Action::SeeOrganisation),
    ("/network", "site-network", Action::SeeProgramme),
    ("/map", "site-map", Action::SeeMap),
    ("/problems", "site-problems", Action::SeeProblems),
    ("/compare", "site-compare", Action::SeeProgramme),
    ("/catalogue", "site-catalogue", Action::EditCatalogue),
];
/// Those of a register.
const OF_REGISTER: [(&str, &str, Action); 3] = [
    ("/changes", "site-changes", Action::SeeChangeSet),
    ("/journal", "site-journal", Action::SeeJournal),
    ("/editions", "site-editions", Action::SeeProgramme),
];

/// Those of a site that asks who comes.
const OF_PEOPLE: [(&str, &str, Action); 2] = [
    ("/people", "site-people", Action::ManagePeople),
    ("/access", "site-access", Action::ReadAccessLog),
];

impl Frame<'_> {
    fn word(&self, id: &str) -> String {
        site_text(self.lang, id, &[])
    }

    /// A page with everything round it.
    pub(crate) fn page(&self, title: &str, body: &str) -> String {
        html! {
            (DOCTYPE)
            html lang=(self.lang.code()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width,initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (title) " · Karenina" }
                    link rel="stylesheet" href="/style.css";
                    link rel="icon" href="/icon.svg" type="image/svg+xml";
                    script src="/site.js" defer {}
                }
                body {
                    (self.bar())
                    (PreEscaped(body))
                    footer.site {
                        p {
                            "karenina " (self.program) " · "
                            a href={ "/sources" (self.asked.query()) } { (self.word("site-sources")) } " · "
                            a href={ "/method" (self.asked.query()) } { (self.word("site-method")) } " · "
                            a href="/api" { "API" }
                        }
                    }
                }
            }
        }
        .into_string()
    }

    /// The menu, the search, the language and the days: the same above every page.
    pub(crate) fn bar(&self) -> Markup {
        let query = self.asked.query();
        // Pages of the programme are shown of everything or of an edition; those of the register,
        // of whatever is theirs.
        let of_programme = |action| {
            self.who.is_none_or(|it| {
                it.is_alone
                    || may(&it.standing, action, &Subject::Whole).scope() == Some(Scope::All)
                    || may(&it.standing, action, &Subject::Edition("")).scope().is_some()
            })
        };
        let of_register = |action| {
            self.who.is_none_or(|it| {
                it.is_alone || may(&it.standing, action, &Subject::Whole).scope().is_some()
            })
        };
        let menu = MENU
            .iter()
            .filter(|it| of_programme(it.2))
            .chain(OF_REGISTER.iter().filter(|it| self.is_register && of_register(it.2)))
            .chain(OF_PEOPLE.iter().filter(|it| self.has_people && of_register(it.2)));
        html! {
            a.skip href="#main" { (self.word("site-skip")) }
            div.site {
                nav aria-label=(self.word("site-menu")) {
                    a.brand href={ "/" (query) } { "Karenina" }
                    ul {
                        @for (to, word, _) in menu {
                            li {
                                a href={ (to) (query) } aria-current=[(*to == self.path).then_some("page")] {
                                    (self.word(word))
                                }
                            }
                        }
                    }
                }
                div.state {
                    form role="search" action="/search" method="get" {
                        @if let Some(lang) = self.asked.lang { input type="hidden" name="lang" value=(lang.code()); }
                        input type="search" name="q" required aria-label=(self.word("site-search")) placeholder=(self.word("site-search"));
                        button type="submit" { (self.word("site-find")) }
                    }
                    details.days open[self.asked.as_of.is_some() || self.asked.known_on.is_some()] {
                        summary { (self.word("site-days")) }
                        form action=(self.path) method="get" {
                            @if let Some(lang) = self.asked.lang { input type="hidden" name="lang" value=(lang.code()); }
                            @for (name, value) in &self.asked.rest { input type="hidden" name=(name) value=(value); }
                            label { (self.word("site-as-of")) " " input type="date" name="as_of" value=[self.asked.as_of]; }
                            @if self.is_register {
                                label { (self.word("site-known-on")) " " input type="date" name="known_on" value=[self.asked.known_on]; }
                            }
                            button type="submit" { (self.word("site-show")) }
                        }
                    }
                    ul.lang aria-label=(self.word("site-language")) {
                        @for lang in Lang::ALL {
                            li {
                                @let to = Asked { lang: Some(lang), ..self.asked.clone() };
                                @let rest: Vec<(&str, &str)> = to.rest.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
                                a href={ (self.path) (to.with(&rest)) } lang=(lang.code()) hreflang=(lang.code())
                                    aria-current=[(lang == self.lang).then_some("true")] {
                                    (match lang { Lang::En => "English", Lang::Ru => "Русский" })
                                }
                            }
                        }
                    }
                    @if let Some(who) = self.who {
                        @if let Some(account) = &who.account {
                            form.who action="/logout" method="post" {
                                input type="hidden" name="token" value=(who.token);
                                a href={ "/account" (query) } { (account.shown()) }
                                button type="submit" { (self.word("site-log-out")) }
                            }
                        } @else if self.has_people {
                            a.who href={ "/login" (query) } { (self.word("site-log-in")) }
                        } @else { p.who { (who.name) } }
                    }
                }
            }
        }
    }
}
