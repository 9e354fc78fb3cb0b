//! Who stands between others, and who is in the middle.

use karenina_assess::network::{Bounds, NetworkFinding, Position};
use karenina_model::Class;
use maud::{Markup, PreEscaped, html};

use super::{
    NetworkReport,
    picture::{class_letter, shape},
};
use crate::wording::number;

/// Organisations in the table of those who stand between others.
const SHOWN: usize = 12;

/// Those who stand between others, and the roles of each kind.
pub(super) fn between_others(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    if it.shape.n_ties == 0 {
        return html! {};
    }
    let positions = &it.structure.positions;
    let mut order: Vec<usize> =
        (0..positions.len()).filter(|at| positions[*at].effective_size.is_some()).collect();
    order.sort_by(|a, b| {
        let size = |at: &usize| positions[*at].effective_size.unwrap_or(0.0);
        size(b).total_cmp(&size(a)).then_with(|| a.cmp(b))
    });
    let open = (0..positions.len())
        .filter(|at| it.actors[*at].degree > 0 && positions[*at].effective_size.is_none())
        .count();
    let roles =
        ["net-role-coordinator", "net-role-consultant", "net-role-gatekeeper", "net-role-liaison"];
    html! {
        h3 { (w.word("net-brokers")) }
        p.note { (w.word("net-brokers-how")) }
        @if open > 0 { p.note.caution { (w.say("net-brokers-open", &[("n", open.into())])) } }
        @if !order.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(w.word("net-brokers")) {
                table.d {
                    thead { tr {
                        th scope="col" { (w.word("net-organisation")) }
                        th scope="col" { (w.word("net-class")) }
                        th.r scope="col" { (w.word("net-partners")) }
                        th.r scope="col" { (w.word("net-effective-size")) }
                        th.r scope="col" { (w.word("net-constraint")) }
                        th.r scope="col" { (w.word("net-core")) }
                        @for role in roles { th.r scope="col" { (w.word(role)) } }
                    } }
                    tbody {
                        @for at in order.iter().take(SHOWN) {
                            @let about = &it.collaboration.organisations[*at];
                            tr {
                                th scope="row" { (report.label(about)) }
                                td {
                                    svg.key viewBox="0 0 20 20" aria-hidden="true" {
                                        g class={ "k" (class_letter(about.class)) } { (PreEscaped(shape(about.class, 10.0, 10.0, 7.5))) }
                                    }
                                    " " (report.class_word(about.class))
                                }
                                td.r { (number(f64::from(it.actors[*at].degree), report.lang)) }
                                (position(report, &positions[*at]))
                            }
                        }
                    }
                }
            }
            (of_classes(report, it, &roles))
        }
    }
}

fn position(report: &NetworkReport<'_>, it: &Position) -> Markup {
    let lang = report.lang;
    let rounded = |it: f64, parts: f64| number((it * parts).round() / parts, lang);
    html! {
        td.r { @if let Some(it) = it.effective_size { (rounded(it, 10.0)) } }
        td.r { @if let Some(it) = it.constraint { (rounded(it, 100.0)) } }
        td.r { (report.ties_text((u64::from(it.core.0), u64::from(it.core.1)))) }
        @if let Some(roles) = &it.roles {
            @for role in [roles.coordinator, roles.consultant, roles.gatekeeper, roles.liaison] {
                td.r { (count(report, role)) }
            }
        } @else { td {} td {} td {} td {} }
    }
}

fn count(report: &NetworkReport<'_>, it: Bounds) -> String {
    report.ties_text((it.low as u64, it.high as u64))
}

/// In whose hands the roles are.
fn of_classes(report: &NetworkReport<'_>, it: &NetworkFinding, roles: &[&str; 4]) -> Markup {
    let w = report.words();
    let shown: Vec<usize> =
        (0..7).filter(|at| it.structure.roles_of_class[*at].iter().any(|it| it.1 > 0.0)).collect();
    if shown.len() < 2 {
        return html! {};
    }
    html! {
        h4 { (w.word("net-roles-of-class")) }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-roles-of-class")) {
            table.d.narrow {
                thead { tr {
                    th scope="col" { (w.word("net-class")) }
                    @for role in roles { th.r scope="col" { (w.word(role)) } }
                } }
                tbody {
                    @for at in shown {
                        tr {
                            th scope="row" { (report.class_word(Class::ALL.get(at).copied())) }
                            @for role in &it.structure.roles_of_class[at] {
                                td.r { (report.ties_text((role.0 as u64, role.1 as u64))) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The innermost core, the middle and the rim, and how the network mixes.
pub(super) fn middle(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    if it.shape.n_ties == 0 {
        return html! {};
    }
    let lang = report.lang;
    let structure = &it.structure;
    let highest = structure.positions.iter().map(|it| it.core.0).max().unwrap_or(0);
    let inner = structure.positions.iter().filter(|it| it.core.0 == highest).count();
    let rounded = |it: f64| number((it * 100.0).round() / 100.0, lang);
    let range = |(low, high): (f64, f64)| {
        let (low, high) = (rounded(low), rounded(high));
        if low == high { low } else { format!("{low} … {high}") }
    };
    html! {
        h3 { (w.word("net-middle")) }
        p {
            (w.say("net-middle-core", &[("n", inner.into()), ("k", highest.into())])) " "
            @if let Some(middle) = &structure.middle {
                (w.say("net-middle-division", &[("n", middle.size.into())])) " "
                @match middle.fit {
                    Some(fit) => (w.say(
                        if fit >= 0.5 { "net-middle-fits" } else { "net-middle-no-fit" },
                        &[("fit", (&rounded(fit)).into())],
                    )),
                    None => (w.word("net-middle-all-alike")),
                }
            } @else { (w.word("net-middle-open")) }
        }
        @if let Some(middle) = &structure.middle {
            @let shown: Vec<usize> = (0..7).filter(|at| middle.of_class[*at] != [0, 0]).collect();
            @if shown.len() > 1 {
                div.scroll tabindex="0" role="region" aria-label=(w.word("net-middle")) {
                    table.d.narrow {
                        thead { tr {
                            th scope="col" { (w.word("net-class")) }
                            th.r scope="col" { (w.word("net-in-middle")) }
                            th.r scope="col" { (w.word("net-on-rim")) }
                        } }
                        tbody {
                            @for at in shown {
                                tr {
                                    th scope="row" { (report.class_word(Class::ALL.get(at).copied())) }
                                    td.r { (number(middle.of_class[at][0] as f64, lang)) }
                                    td.r { (number(middle.of_class[at][1] as f64, lang)) }
                                }
                            }
                        }
                    }
                }
            }
        }
        p.note {
            (w.word("net-middle-how"))
            @if let Some(index) = structure.ei_index {
                " " (w.say("net-ei", &[("value", (&range(index)).into())]))
            }
            @if let Some(again) = structure.meets_again {
                " " (w.say("net-meets-again", &[("value", (&rounded(again)).into())]))
            }
        }
    }
}

/// What is left if those leave who were named.
pub(super) fn departure(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let Some(text) = report.departure(it) else { return html! {} };
    html! { h3 { (report.words().word("net-departure")) } p { (text) } }
}

impl NetworkReport<'_> {
    /// What is left if those leave who were named, as a sentence.
    pub(super) fn departure(&self, it: &NetworkFinding) -> Option<String> {
        let gone = it.departure.as_ref()?;
        let w = self.words();
        let all = &it.collaboration.organisations;
        let names: Vec<&str> =
            gone.organisations.iter().map(|it| self.label(&all[*it as usize])).collect();
        let [before, after] =
            gone.largest.map(|it| self.ties_text((u64::from(it.0), u64::from(it.1))));
        let apart = match gone.apart {
            Some(it) => self.share_text((it, it)),
            None => w.word("net-not-known").to_owned(),
        };
        Some(w.say(
            "net-departure-text",
            &[
                ("names", (&names.join(", ")).into()),
                ("apart", (&apart).into()),
                ("among", (&self.ties_text(gone.among)).into()),
                ("left", (&self.ties_text(gone.left)).into()),
                ("before", (&before).into()),
                ("after", (&after).into()),
            ],
        ))
    }

    /// A share, or its bounds where its ends look different.
    pub(super) fn share_text(&self, (low, high): (f64, f64)) -> String {
        let text = |it: f64| crate::wording::share_bounds((it, it), self.lang);
        if text(low) == text(high) {
            text(low)
        } else {
            crate::wording::share_bounds((low, high), self.lang)
        }
    }
}
