//! The networks as one HTML file: picture first, then what it says in tables.

use karenina_assess::network::{NetworkFinding, NetworkScope};
use karenina_model::{Class, Truth, Value};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{
    NetworkReport, decline,
    picture::{Picture, class_letter, shape},
    standing,
};
use crate::wording::{number, share_bounds};

const STYLE: &str = concat!(include_str!("../html/style.css"), include_str!("network.css"));
const SCRIPT: &str = include_str!("../html/script.js");

/// Organisations in the ranked table.
const RANKED: usize = 40;
/// Organisations, or communities, in the matrix.
const MATRIX: usize = 40;

/// Networks as one self-contained file.
pub fn network_html(report: &NetworkReport<'_>) -> String {
    let w = report.words();
    let title = report.title();
    html! {
        (DOCTYPE)
        html lang=(report.lang.code()) {
            (crate::shell::head(report.program, &html! { (title) " · " (w.word("net-title")) }, &[STYLE, crate::shell::bars(), &shades()]))
            body {
                a.skip href="#n-0" { (w.word("net-skip")) }
                header.top #top {
                    p.kick { (w.word("net-title")) ", " (report.when()) }
                    h1 { (title) }
                    @if let Some(first) = report.networks.first() {
                        p.lead { @for text in report.lead(first) { (text) " " } }
                    } @else {
                        p.lead { (w.word("net-nothing")) }
                    }
                    p.note { (edition(report)) }
                    nav.toc aria-label=(w.word("Contents")) {
                        ul {
                            @for (at, it) in report.networks.iter().enumerate() {
                                li { a href={ "#" (NetworkReport::anchor(at)) } { (report.name(it)) } }
                            }
                            li { a href="#problems" { (w.word("Problems")) } }
                            li { a href="#read" { (w.word("net-how")) } }
                        }
                    }
                }
                main {
                    @for (at, it) in report.networks.iter().enumerate() {
                        (one(report, at, it))
                    }
                    (crate::shell::problems(report.problems, report.lang))
                    (how(report))
                }
                footer { p { (w.word("net-footer")) } }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn edition(report: &NetworkReport<'_>) -> String {
    let data: String = report.data.chars().take(12).collect();
    let seed = report.seed.to_string();
    report.words().say(
        "net-edition",
        &[("data", (&data).into()), ("program", report.program.into()), ("seed", (&seed).into())],
    )
}

fn one(report: &NetworkReport<'_>, at: usize, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let id = NetworkReport::anchor(at);
    let cautions = report.cautions(it);
    html! {
        section id=(id) aria-labelledby={ (id) "-h" } {
            h2 id={ (id) "-h" } { (report.name(it)) }
            @if at > 0 { p { @for text in report.lead(it) { (text) " " } } }
            @if !cautions.is_empty() {
                ul.note.caution { @for text in &cautions { li { (text) } } }
            }
            (picture(report, it, &id))
            (figures(report, it))
            @if matches!(it.scope, NetworkScope::Cluster(_)) && it.shape.n_ties > 0 { (gaps(report, it)) }
            (between(report, it))
            (dependence(report, it))
            (standing::departure(report, it))
            (decline::section(report, it))
            (withdrawal(report, it))
            (ranked(report, it))
            (standing::between_others(report, it))
            (standing::middle(report, it))
            (classes(report, it))
            (matrix(report, it))
            (merged(report, it))
        }
        @if report.networks.len() > 1 { p.top-line { a href="#top" { (w.word("net-to-top")) } } }
    }
}

fn picture(report: &NetworkReport<'_>, it: &NetworkFinding, id: &str) -> Markup {
    let w = report.words();
    let Some(picture) = Picture::of(report, it) else { return html! {} };
    let lang = report.lang;
    let label = w.say("net-picture", &[("name", (&report.name(it)).into())]);
    let drawn = w.say(
        if picture.drawn_ties < picture.all_ties { "net-backbone" } else { "net-all-ties" },
        &[
            ("drawn", (&number(picture.drawn_ties as f64, lang)).into()),
            ("all", (&number(picture.all_ties as f64, lang)).into()),
        ],
    );
    html! {
        ul.legend aria-label=(w.word("legend")) {
            @for class in picture.classes() {
                li {
                    svg.key viewBox="0 0 20 20" aria-hidden="true" {
                        g class={ "k" (class_letter(class)) } { (PreEscaped(shape(class, 10.0, 10.0, 7.5))) }
                    }
                    (report.class_word(class))
                }
            }
            @if picture.has_outsiders() {
                li {
                    svg.key viewBox="0 0 20 20" aria-hidden="true" {
                        g.k5.o { circle cx="10" cy="10" r="7" {} }
                    }
                    (w.word("net-outsider"))
                }
            }
        }
        figure.net {
            div.scroll tabindex="0" role="region" aria-label=(label) { (picture.svg(&label)) }
            figcaption.note {
                @if picture.members_only { (w.word("net-is-members")) " " }
                @else if picture.communities { (w.word("net-is-communities")) " " }
                @else { (w.word("net-is-organisations")) " " }
                (drawn)
                @if picture.left_out > 0 {
                    " " (w.say(
                        if picture.communities { "net-more-communities" } else { "net-more-organisations" },
                        &[("n", picture.left_out.into())],
                    ))
                }
                @if it.shape.n_alone > 0 {
                    " " (w.say("net-alone", &[("n", it.shape.n_alone.into())]))
                }
                " " a href={ "#" (id) "-m" } { (w.word("net-as-matrix")) }
            }
        }
    }
}

fn figures(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    html! {
        @if let Some(text) = report.layers(it) { p.note { (text) } }
        h3 { (w.word("net-figures")) }
        dl.figs {
            @for figure in NetworkReport::figures(it) {
                div {
                    dt { (report.figure_word(it, figure.id)) }
                    dd {
                        @if let Value::Known(value) = figure.value {
                            b { (report.figure_value(figure)) } (crate::shell::bar((value.low(), value.high())))
                        } @else {
                            span.soft { (report.figure_value(figure)) }
                        }
                        small.soft { (report.figure_counts(figure)) }
                    }
                }
            }
        }
    }
}

fn gaps(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    html! {
        h3 { (w.word("net-gaps")) }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-gaps")) {
            table.d.narrow {
                thead { tr {
                    th scope="col" { (w.word("net-gap")) }
                    th.r scope="col" { (w.word("net-ties")) }
                    th.r scope="col" { (w.word("net-other-side")) }
                    th scope="col" { (w.word("net-by-specialist")) }
                    th.r scope="col" { (w.word("net-rank")) }
                } }
                tbody {
                    @for gap in &it.gaps {
                        tr {
                            th scope="row" { (report.gap_word(gap.kind)) }
                            td.r { (report.ties_text(gap.ties)) }
                            td.r { (number(gap.n_other_side as f64, report.lang)) }
                            td {
                                @let (mark, class) = match gap.by_specialist {
                                    Truth::Yes => ("✓", "m"),
                                    Truth::No => ("✕", "n"),
                                    Truth::Unknown => ("?", "u"),
                                };
                                span.t.sm class=(class) aria-hidden="true" { (mark) } " "
                                (report.truth_word(gap.by_specialist))
                            }
                            td.r {
                                @if let Some(rank) = gap.rank {
                                    (report.ties_text((rank.low() as u64, rank.high() as u64)))
                                } @else { span.soft { "–" } }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn between(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    if it.scope != NetworkScope::Programme {
        return html! {};
    }
    html! {
        h3 { (w.word("net-between-clusters")) }
        @if it.between_clusters.is_empty() {
            p { (w.word("net-clusters-apart")) }
        } @else {
            div.scroll tabindex="0" role="region" aria-label=(w.word("net-between-clusters")) {
                table.d.narrow {
                    thead { tr {
                        th scope="col" { (w.word("net-pair")) }
                        th.r scope="col" { (w.word("net-shared-members")) }
                        th.r scope="col" { (w.word("net-shared-groups")) }
                        th.r scope="col" { (w.word("net-shared-projects")) }
                    } }
                    tbody {
                        @for tie in it.between_clusters.iter().take(RANKED) {
                            tr {
                                th scope="row" {
                                    (report.cluster_name(tie.clusters.0)) " – "
                                    (report.cluster_name(tie.clusters.1))
                                }
                                td.r { (tie.members) }
                                td.r { (tie.groups) }
                                td.r { (tie.projects) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn dependence(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    if it.shape.n_ties == 0 {
        return html! {};
    }
    html! {
        h3 { (w.word("net-dependence")) }
        @if it.dependence.is_empty() {
            p { (w.word("net-dependence-none")) }
        } @else {
            ul.bars {
                @for one in it.dependence.iter().take(8) {
                    @let name = report.label(&it.collaboration.organisations[one.organisation as usize]);
                    @let share = share_bounds((one.share, one.share), report.lang);
                    li {
                        span.w { (w.say("net-without", &[("name", name.into()), ("share", (&share).into())])) }
                        (crate::shell::bar((one.share, one.share)))
                    }
                }
            }
        }
    }
}

fn withdrawal(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let x = it.withdrawal;
    if x.ties.now.1 == 0 || it.scope == NetworkScope::Files && x.events[1] + x.events[2] == 0 {
        return html! {};
    }
    let rows = [("net-left-ties", x.ties), ("net-left-pairs", x.pairs), ("net-left-tied", x.tied)];
    html! {
        h3 { (w.word("net-withdrawal")) }
        p.note {
            (w.say("net-withdrawal-of", &[
                ("funded", x.events[0].into()), ("not", x.events[1].into()), ("open", x.events[2].into()),
            ]))
        }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-withdrawal")) {
            table.d.narrow {
                thead { tr {
                    th scope="col" { (w.word("net-what")) }
                    th.r scope="col" { (w.word("net-now")) }
                    th.r scope="col" { (w.word("net-after")) }
                    th.r scope="col" { (w.word("net-left")) }
                } }
                tbody {
                    @for (id, it) in rows {
                        tr {
                            th scope="row" { (w.word(id)) }
                            td.r { (report.ties_text(it.now)) }
                            td.r { (report.ties_text(it.left)) }
                            td.r { @if let Some(share) = it.share { (report.share_text(share)) } }
                        }
                    }
                }
            }
        }
    }
}

fn ranked(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    if it.shape.n_ties == 0 {
        return html! {};
    }
    let lang = report.lang;
    let order = NetworkReport::ranked(it);
    let with_between = it.actors.iter().any(|it| it.betweenness.is_some());
    html! {
        h3 { (w.word("net-strongest")) }
        @if order.len() > RANKED {
            p.note { (w.say("net-first-of", &[("n", RANKED.into()), ("all", (&number(order.len() as f64, lang)).into())])) }
        }
        @if let Some(sampled) = it.sampled {
            p.note {
                (w.say("net-sampled", &[
                    ("n", sampled.sources.into()),
                    ("usual", (&share_bounds((sampled.standard_error, sampled.standard_error), lang)).into()),
                    ("error", (&share_bounds((sampled.error, sampled.error), lang)).into()),
                ]))
            }
        }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-strongest")) {
            table.d {
                thead { tr {
                    th.r scope="col" { "№" }
                    th scope="col" { (w.word("net-organisation")) }
                    th scope="col" { (w.word("net-class")) }
                    th.r scope="col" { (w.word("net-partners")) }
                    th.r scope="col" { (w.word("net-projects")) }
                    th.r scope="col" { (w.word("net-strength")) }
                    @if with_between { th.r scope="col" { (w.word("net-betweenness")) } }
                    th.r scope="col" { (w.word("net-depends")) }
                } }
                tbody {
                    @for (rank, at) in order.iter().take(RANKED).enumerate() {
                        @let about = &it.collaboration.organisations[*at as usize];
                        @let actor = &it.actors[*at as usize];
                        tr {
                            td.r { (rank + 1) }
                            th scope="row" {
                                (report.label(about))
                                @if about.is_specialist { " " span.soft { "(" (w.word("net-specialist")) ")" } }
                                @if about.member == Some(Truth::No) { " " span.soft { "(" (w.word("net-outsider")) ")" } }
                                @if let Some(country) = &about.country { " " span.soft { (country) } }
                            }
                            td {
                                svg.key viewBox="0 0 20 20" aria-hidden="true" {
                                    g class={ "k" (class_letter(about.class)) } { (PreEscaped(shape(about.class, 10.0, 10.0, 7.5))) }
                                }
                                " " (report.class_word(about.class))
                            }
                            td.r { (number(f64::from(actor.degree), lang)) }
                            td.r { (number(f64::from(actor.n_events), lang)) }
                            td.r { (number((actor.strength * 10.0).round() / 10.0, lang)) }
                            @if with_between {
                                td.r { @if let Some(it) = actor.betweenness { (share_bounds((it, it), lang)) } }
                            }
                            td.r { @if let Some(it) = actor.dependence { (share_bounds((it, it), lang)) } }
                        }
                    }
                }
            }
        }
    }
}

fn classes(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let occurs = |at: usize| it.classes[at].iter().any(|n| *n > 0);
    let shown: Vec<usize> = (0..7).filter(|at| occurs(*at)).collect();
    if shown.is_empty() {
        return html! {};
    }
    let most = it.classes.iter().flatten().copied().max().unwrap_or(1).max(1);
    let word = |at: usize| report.class_word(Class::ALL.get(at).copied());
    html! {
        h3 { (w.word("net-class-ties")) }
        div.scroll tabindex="0" role="region" aria-label=(w.word("net-class-ties")) {
            table.d.grid {
                thead { tr { td {} @for at in &shown { th.r scope="col" { (word(*at)) } } } }
                tbody {
                    @for a in &shown {
                        tr {
                            th scope="row" { (word(*a)) }
                            @for b in &shown {
                                @let n = it.classes[*a][*b];
                                td class={ "r " (shade(n as f64 / most as f64)) } { (number(n as f64, report.lang)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The darkest cell, in parts of a hundred.
const DARKEST: f64 = 62.0;

/// How dark a cell is, as a class.
fn shade(part: f64) -> String {
    format!("d{:.0}", DARKEST * part.clamp(0.0, 1.0).sqrt())
}

/// What the classes mean.
fn shades() -> String {
    let rule = |at: u32| format!(".d{at}{{--d:{at}%}}");
    (0..=DARKEST as u32).map(rule).collect()
}

/// The twin of the picture for whoever reads tables: who is tied to whom, and how strongly.
fn matrix(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let at = report.networks.iter().position(|other| std::ptr::eq(other, it)).unwrap_or(0);
    let id = NetworkReport::anchor(at);
    if it.shape.n_ties == 0 {
        return html! {};
    }
    let mut shown: Vec<u32> = NetworkReport::ranked(it)
        .into_iter()
        .filter(|at| it.actors[*at as usize].degree > 0)
        .take(MATRIX)
        .collect();
    // Communities stand together, so that blocks can be seen.
    shown.sort_by_key(|at| it.actors[*at as usize].community);
    let most = shown
        .iter()
        .flat_map(|a| shown.iter().filter_map(|b| it.graph.weight(*a, *b)))
        .fold(0.0, f64::max)
        .max(1e-9);
    html! {
        details open[shown.len() <= 16] id={ (id) "-m" } {
            summary { (w.word("net-matrix")) }
            p.note { (w.say("net-matrix-of", &[("n", shown.len().into())])) }
            div.scroll tabindex="0" role="region" aria-label=(w.word("net-matrix")) {
                table.grid.matrix {
                    thead {
                        tr {
                            td {}
                            @for (at, _) in shown.iter().enumerate() { th scope="col" { (at + 1) } }
                        }
                    }
                    tbody {
                        @for (row, a) in shown.iter().enumerate() {
                            tr {
                                th scope="row" {
                                    (row + 1) ". " (report.label(&it.collaboration.organisations[*a as usize]))
                                }
                                @for b in &shown {
                                    @if let Some(weight) = it.graph.weight(*a, *b) {
                                        td class=(shade(weight / most)) {
                                            (number((weight * 10.0).round().max(1.0) / 10.0, report.lang))
                                        }
                                    } @else if a == b { td.self {} } @else { td {} }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn merged(report: &NetworkReport<'_>, it: &NetworkFinding) -> Markup {
    let w = report.words();
    let list = &it.collaboration.merged;
    if list.is_empty() {
        return html! {};
    }
    html! {
        details {
            summary { (w.say("net-merged", &[("n", list.len().into())])) }
            ul.prob {
                @for one in list.iter().take(200) {
                    li {
                        (one.found) " → "
                        (report.label(&it.collaboration.organisations[one.into as usize]))
                        span.mono { (it.collaboration.organisations[one.into as usize].key) }
                    }
                }
            }
        }
    }
}

fn how(report: &NetworkReport<'_>) -> Markup {
    let w = report.words();
    html! {
        section #read aria-labelledby="read-h" {
            h2 #read-h { (w.word("net-how")) }
            @for id in ["net-how-ties", "net-how-bounds", "net-how-dependence", "net-how-state", "net-how-picture"] {
                p { (w.word(id)) }
            }
        }
    }
}
