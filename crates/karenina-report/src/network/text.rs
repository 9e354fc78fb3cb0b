//! Networks as plain text and as Markdown.

use std::fmt::Write as _;

use karenina_assess::network::{NetworkFinding, NetworkScope};

use super::NetworkReport;
use crate::{
    markdown, terminal,
    wording::{number, severity_counts, share_bounds},
};

/// How many organisations are listed.
const LISTED: usize = 10;

/// The networks as a terminal shows them.
pub fn network_terminal(report: &NetworkReport<'_>, width: usize) -> String {
    let w = report.words();
    let width = width.max(60);
    let mut out = String::new();
    let line = |out: &mut String, text: &str| {
        let indent = text.len() - text.trim_start().len();
        for (at, text) in terminal::wrapped(&terminal::clean(text.trim_start()), width - indent - 2)
            .iter()
            .enumerate()
        {
            // What goes on on the next line stands a little further in.
            out.push_str(&" ".repeat(indent + 2 * usize::from(at > 0)));
            out.push_str(text);
            out.push('\n');
        }
    };
    line(&mut out, &format!("{}, {}", report.title(), report.when()));
    for it in report.networks {
        out.push('\n');
        line(&mut out, &report.name(it));
        for text in report.lead(it).iter().chain(&report.cautions(it)) {
            line(&mut out, &format!("  {text}"));
        }
        if let Some(text) = report.layers(it) {
            line(&mut out, &format!("  {text}"));
        }
        for figure in NetworkReport::figures(it) {
            let value = report.figure_value(figure);
            let counts = report.figure_counts(figure);
            line(&mut out, &format!("  {}: {value}  {counts}", report.figure_word(it, figure.id)));
        }
        if matches!(it.scope, NetworkScope::Cluster(_)) && it.shape.n_ties > 0 {
            line(&mut out, &format!("  {}", w.word("net-gaps")));
            for gap in &it.gaps {
                let (ties, by) = (report.ties_text(gap.ties), report.truth_word(gap.by_specialist));
                line(
                    &mut out,
                    &format!(
                        "    {}: {ties}; {}: {by}",
                        report.gap_word(gap.kind),
                        w.word("net-by-specialist")
                    ),
                );
            }
        }
        if let Some(text) = report.departure(it) {
            line(&mut out, &format!("  {text}"));
        }
        if it.shape.n_ties > 0 {
            line(&mut out, &format!("  {}", w.word("net-strongest")));
            for (rank, at) in NetworkReport::ranked(it).into_iter().take(LISTED).enumerate() {
                let (about, actor) =
                    (&it.collaboration.organisations[at as usize], &it.actors[at as usize]);
                line(
                    &mut out,
                    &format!(
                        "    {:>2}. {} · {} · {} · {}",
                        rank + 1,
                        report.label(about),
                        report.class_word(about.class),
                        w.say("net-n-partners", &[("n", actor.degree.into())]),
                        w.say("net-n-projects", &[("n", actor.n_events.into())]),
                    ),
                );
            }
        }
        report.between(it, &mut |text| line(&mut out, &format!("    {text}")));
    }
    out.push('\n');
    if report.problems.is_empty() {
        line(&mut out, w.word("no-problems"));
    } else {
        line(&mut out, &severity_counts(report.problems, w));
    }
    out
}

/// The networks as Markdown.
pub fn network_markdown(report: &NetworkReport<'_>) -> String {
    let w = report.words();
    let mut out = String::new();
    let plain = markdown::plain;
    _ = writeln!(out, "# {}\n\n{}\n", plain(&report.title()), plain(&report.when()));
    for it in report.networks {
        _ = writeln!(out, "## {}\n", plain(&report.name(it)));
        for text in report.lead(it) {
            _ = writeln!(out, "{}", plain(&text));
        }
        out.push('\n');
        for text in report.cautions(it) {
            _ = writeln!(out, "- {}", plain(&text));
        }
        _ = writeln!(
            out,
            "\n| {} | {} | {} |\n|---|---:|---|",
            w.word("net-question"),
            w.word("net-answer"),
            w.word("net-of")
        );
        for figure in NetworkReport::figures(it) {
            _ = writeln!(
                out,
                "| {} | {} | {} |",
                plain(report.figure_word(it, figure.id)),
                plain(&report.figure_value(figure)),
                plain(&report.figure_counts(figure)),
            );
        }
        if matches!(it.scope, NetworkScope::Cluster(_)) {
            _ = writeln!(
                out,
                "\n| {} | {} | {} |\n|---|---:|---|",
                w.word("net-gap"),
                w.word("net-ties"),
                w.word("net-by-specialist")
            );
            for gap in &it.gaps {
                _ = writeln!(
                    out,
                    "| {} | {} | {} |",
                    plain(report.gap_word(gap.kind)),
                    report.ties_text(gap.ties),
                    report.truth_word(gap.by_specialist),
                );
            }
        }
        _ = writeln!(
            out,
            "\n| {} | {} | {} | {} | {} |\n|---|---|---:|---:|---:|",
            w.word("net-organisation"),
            w.word("net-class"),
            w.word("net-partners"),
            w.word("net-projects"),
            w.word("net-depends")
        );
        for at in NetworkReport::ranked(it).into_iter().take(2 * LISTED) {
            let (about, actor) =
                (&it.collaboration.organisations[at as usize], &it.actors[at as usize]);
            _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                plain(report.label(about)),
                report.class_word(about.class),
                number(f64::from(actor.degree), report.lang),
                number(f64::from(actor.n_events), report.lang),
                actor.dependence.map_or_else(String::new, |it| share_bounds((it, it), report.lang)),
            );
        }
        if let Some(text) = report.departure(it) {
            _ = writeln!(out, "\n{}", plain(&text));
        }
        out.push('\n');
        report.between(it, &mut |text| _ = writeln!(out, "- {}", plain(text)));
    }
    if !report.problems.is_empty() {
        _ = writeln!(out, "\n## {}\n", w.word("Problems"));
        for it in report.problems {
            _ = writeln!(out, "- {}", plain(&crate::problem_line(it, report.lang)));
        }
    }
    out
}

impl NetworkReport<'_> {
    /// "3", or "2–5".
    pub(super) fn ties_text(&self, (low, high): (u64, u64)) -> String {
        let show = |it: u64| number(it as f64, self.lang);
        if low == high { show(low) } else { format!("{}–{}", show(low), show(high)) }
    }

    /// What ties the clusters of a programme, a line a pair.
    pub(super) fn between(&self, it: &NetworkFinding, each: &mut dyn FnMut(&str)) {
        if it.scope != NetworkScope::Programme {
            return;
        }
        let w = self.words();
        if it.between_clusters.is_empty() {
            each(w.word("net-clusters-apart"));
        }
        for tie in &it.between_clusters {
            let (one, other) =
                (self.cluster_name(tie.clusters.0), self.cluster_name(tie.clusters.1));
            each(&w.say(
                "net-between",
                &[
                    ("one", (&one).into()),
                    ("other", (&other).into()),
                    ("members", tie.members.into()),
                    ("groups", tie.groups.into()),
                    ("projects", tie.projects.into()),
                ],
            ));
        }
    }
}
