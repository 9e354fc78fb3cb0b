//! The whole report as Markdown: for mail, wikis, and tools that compare texts.

use std::fmt::Write as _;

use karenina_assess::{ClusterFinding, Finding, Population};
use karenina_model::{RowId, Severity, TableId};

use crate::{
    Report,
    terminal::verdict_symbol,
    view::{State, View},
    wording::{place_text, problem_text, share_bounds},
};

/// The whole report as Markdown.
pub fn markdown(report: &Report<'_>) -> String {
    let view = View::new(report);
    let w = view.words;
    let mut out = String::with_capacity(1 << 16);
    head(&view, &mut out);
    map(&view, &mut out);
    programme(&view, &mut out);
    _ = write!(out, "\n## {}\n", w.word("Clusters"));
    for (_, clusters) in &view.sections {
        for it in clusters {
            cluster(&view, it, &mut out);
        }
    }
    sources(&view, &mut out);
    problems(&view, &mut out);
    method(&view, &mut out);
    edition(&view, &mut out);
    out
}

/// A text of the data: its marks are text and not Markdown, and it stays on its line.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for it in text.chars() {
        match it {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' => {
                out.push('\\');
                out.push(it);
            }
            it if it.is_control() => out.push(' '),
            it => out.push(it),
        }
    }
    out
}

/// A text as code; backticks inside would end it.
pub(crate) fn code(text: &str) -> String {
    format!("`{}`", text.replace(|it: char| it == '`' || it.is_control(), "'").replace('|', "\\|"))
}

fn head(view: &View<'_>, out: &mut String) {
    _ = write!(
        out,
        "# {}\n\n{}, {}\n\n**{}**\n",
        plain(view.programme_name()),
        view.judged_as_of(),
        view.as_of_from(),
        view.result()
    );
    let notes = view.notes();
    if !notes.is_empty() {
        _ = write!(out, "\n{}\n", notes.join(" "));
    }
    if let Some(about) = view.programme_about() {
        _ = write!(out, "\n{}\n", plain(about));
    }
}

fn map(view: &View<'_>, out: &mut String) {
    let w = view.words;
    _ = write!(out, "\n## {}\n", w.word("Map"));
    if view.sections.is_empty() {
        _ = write!(out, "\n{}\n", w.word("result-none"));
        return;
    }
    let signs = &view.report.catalogue.model.signs;
    let order: Vec<usize> = view.counted.iter().chain(&view.latent).copied().collect();
    _ = write!(out, "\n{}\n", view.legend().join(" · "));
    for (section, clusters) in &view.sections {
        _ = write!(out, "\n### {} ({})\n\n", view.section_title(*section), clusters.len());
        _ = write!(out, "| {} |", w.word("Cluster"));
        for at in &order {
            let beside =
                if signs[*at].latent { format!(" ({})", w.word("Beside")) } else { String::new() };
            _ = write!(out, " {} {}{beside} |", signs[*at].id, view.of(&signs[*at].short));
        }
        _ = write!(out, " {} |\n|---|{}---|\n", w.word("Verdict"), ":-:|".repeat(order.len()));
        for it in clusters {
            _ = write!(out, "| {} |", plain(view.cluster_name(it.cluster)));
            for at in &order {
                _ = write!(out, " {} |", view.state(it, *at).symbol());
            }
            let misses = if it.missing.is_empty() {
                String::new()
            } else {
                format!(": {}", view.misses(it, false))
            };
            _ = writeln!(out, " {}{misses} |", w.cluster_verdict_short(it.verdict));
        }
    }
}

fn programme(view: &View<'_>, out: &mut String) {
    let (w, lang) = (view.words, view.report.lang);
    let (Some(units), Some(current)) = (view.units, view.current) else { return };
    if units.clusters.is_empty() {
        return;
    }
    _ = write!(out, "\n## {}\n", w.word("Programme"));
    if let Some(text) = view.populations_text() {
        _ = write!(out, "\n{text}\n");
    }
    for (title, population) in [("pop-units", units), ("pop-current", current)] {
        let n = population.clusters.len() as u64 + population.unlisted;
        _ = write!(out, "\n### {} ({n})\n\n", w.word(title));
        sign_counts(view, population, out);
    }
    _ = write!(out, "\n### {}\n\n{}", w.word("counting-title"), view.counting_lead());
    if let Some(text) = view.counting_example() {
        _ = write!(out, " {text}");
    }
    _ = write!(
        out,
        "\n\n| {} | {} | {} | {} | {} |\n|--:|--:|--:|--:|--:|\n",
        w.word("col-k"),
        w.word("col-h"),
        w.word("col-a"),
        w.word("col-m0"),
        w.word("col-m1")
    );
    for it in &units.counting {
        let intensity = it
            .intensity
            .map_or_else(|| w.word("no-intensity").to_owned(), |ends| share_bounds(ends, lang));
        _ = writeln!(
            out,
            "| {} | {} | {intensity} | {} | {} |",
            it.k,
            share_bounds(it.incidence, lang),
            share_bounds(it.adjusted, lang),
            share_bounds(it.depth, lang)
        );
    }
    for (by, title, column) in [
        ("field", "by-field", "field"),
        ("region", "by-region", "region"),
        ("tender_group", "by-tender-group", "tender-group"),
    ] {
        let groups: Vec<_> = units.groups.iter().filter(|it| it.by == by).collect();
        if groups.len() < 2 {
            continue;
        }
        _ = write!(
            out,
            "\n### {}\n\n| {} | {} | {} (k = 1) | {} (k = 1) | {} (k = 1) |\n|---|--:|--:|--:|--:|\n",
            w.word(title),
            w.word(column),
            w.word("col-n"),
            w.word("col-h"),
            w.word("col-m0"),
            w.word("col-m1")
        );
        for it in groups {
            _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} |",
                plain(&view.group_text(by, it.value.as_deref())),
                it.n,
                share_bounds(it.incidence, lang),
                share_bounds(it.adjusted, lang),
                share_bounds(it.depth, lang)
            );
        }
    }
    let facts = view.programme_facts();
    if !facts.is_empty() {
        _ = write!(out, "\n### {}\n\n", w.say("programme-facts", &[("n", facts.len().into())]));
        for row in facts {
            let subject =
                view.report.dataset.table(TableId::CLAIMS).named_text(row, "subject").unwrap_or("");
            _ = write!(out, "- {}: ", plain(subject));
            fact(view, row, out);
        }
    }
}

fn sign_counts(view: &View<'_>, population: &Population, out: &mut String) {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    _ = write!(
        out,
        "| {} | ✗ {} | ? {} | ✓ {} | {} |\n|---|--:|--:|--:|--:|\n",
        w.word("Sign"),
        w.word("col-not-met"),
        w.word("col-undetermined"),
        w.word("col-met"),
        w.word("col-missing")
    );
    for at in view.counted.iter().chain(&view.latent) {
        let it = population.signs[*at];
        let (low, high) = it.missing();
        _ = writeln!(
            out,
            "| {} {} | {} | {} | {} | {low}–{high} |",
            signs[*at].id,
            view.of(&signs[*at].title),
            it.not_met,
            it.undetermined,
            it.met
        );
    }
}

fn cluster(view: &View<'_>, it: &ClusterFinding, out: &mut String) {
    let w = view.words;
    let signs = &view.report.catalogue.model.signs;
    _ = write!(out, "\n### {}\n\n", plain(view.cluster_name(it.cluster)));
    _ = write!(out, "**{} {}**", verdict_symbol(it.verdict), w.cluster_verdict(it.verdict));
    if !it.missing.is_empty() {
        _ = write!(out, ": {}", view.misses(it, true));
    }
    out.push('\n');
    if let Some(names) = view.cluster_text(it.cluster, "also_called") {
        _ = write!(out, "\n{}\n", w.say("also-called", &[("names", (&plain(names)).into())]));
    }
    let mut about = Vec::new();
    let facts = [
        ("place", view.place_name(it.cluster).map(str::to_owned)),
        ("region", view.cluster_text(it.cluster, "region").map(str::to_owned)),
        ("field", view.cluster_text(it.cluster, "field").map(|it| view.field_text(it))),
        ("standing", view.code_label(TableId::CLUSTERS, it.cluster, "standing").map(str::to_owned)),
        ("tender-group", view.cluster_text(it.cluster, "tender_group").map(str::to_owned)),
    ];
    for (id, text) in facts {
        about.extend(text.map(|text| format!("{}: {}", w.word(id), plain(&text))));
    }
    about.extend(view.support(it.cluster));
    if !about.is_empty() {
        _ = write!(out, "\n{}\n", about.join(" · "));
    }
    let lineage = view.lineage(it.cluster);
    if !lineage.is_empty() {
        _ = write!(out, "\n{}\n", plain(&lineage.join(" ")));
    }
    let (between, _) = view.links(it);
    if !between.is_empty() {
        _ = write!(out, "\n{}:\n\n", w.word("links-between"));
        for link in between {
            _ = writeln!(
                out,
                "- {} → {}: {} ({})",
                link.from,
                link.to,
                view.of(&link.says),
                link.at
            );
        }
    }
    for text in [view.robust(it), view.smallest(it)].into_iter().flatten() {
        _ = write!(out, "\n{text}\n");
    }
    _ = write!(out, "\n{}:\n\n", w.word("Signs"));
    for at in view.counted.iter().chain(&view.latent) {
        let state = view.state(it, *at);
        let word = match state {
            State::Silent => w.word("verdict-silent"),
            State::Met | State::NotMet | State::Undetermined | State::NotApplicable => {
                view.sign_verdict(&it.signs[*at])
            }
        };
        _ = write!(
            out,
            "- **{} {} {}**: {word}",
            state.symbol(),
            signs[*at].id,
            view.of(&signs[*at].title)
        );
        if !matches!(state, State::Silent | State::NotApplicable) {
            _ = write!(out, ", {}", view.attained(it.signs[*at].degree));
        }
        _ = writeln!(out, "; {}", view.sign_known(it, *at));
        for indicator in &signs[*at].required {
            criterion(view, it, *indicator, out);
        }
        let (with, _, _) = view.informing(it, *at);
        for indicator in with {
            informing(view, it, indicator, out);
        }
    }
    questions(view, it, out);
    if !it.facts.is_empty() {
        _ = write!(out, "\n{}:\n\n", w.word("Facts"));
        for it in &it.facts {
            out.push_str("- ");
            fact(view, it.row.row, out);
        }
    }
}

fn criterion(view: &View<'_>, it: &ClusterFinding, at: usize, out: &mut String) {
    let w = view.words;
    let indicator = &view.report.catalogue.indicators[at];
    let finding = &it.findings[at];
    let state = View::criterion_state(finding);
    _ = write!(
        out,
        "  - {} {}: **{}**",
        state.symbol(),
        view.of(&indicator.title),
        w.value(finding.value, indicator)
    );
    if let Some(at) = finding.threshold.or_else(|| indicator.judging(view.report.found.on)) {
        let threshold = &indicator.thresholds[at];
        _ = write!(
            out,
            "; {} ({})",
            view.asks_for(threshold, indicator.unit),
            plain(&view.threshold_source(threshold))
        );
    }
    if !matches!(state, State::Silent | State::NotApplicable) {
        _ = write!(out, ": {}", view.criterion_verdict(finding));
        if let Some(chance) = view.chance(finding) {
            _ = write!(out, "; {chance}");
        }
    }
    out.push('\n');
    basis(view, it, at, finding, out);
}

fn informing(view: &View<'_>, it: &ClusterFinding, at: usize, out: &mut String) {
    let w = view.words;
    let indicator = &view.report.catalogue.indicators[at];
    let finding = &it.findings[at];
    let tells = View::tells(indicator, finding);
    _ = writeln!(
        out,
        "  - {} {} ({}): {}",
        tells.symbol(),
        view.of(&indicator.title),
        w.word(tells.word()),
        w.value(finding.value, indicator)
    );
    basis(view, it, at, finding, out);
}

fn basis(view: &View<'_>, it: &ClusterFinding, at: usize, finding: &Finding, out: &mut String) {
    let w = view.words;
    let indicator = &view.report.catalogue.indicators[at];
    if finding.contradicted {
        _ = writeln!(out, "    - ⚡ {}", w.word("contradicted"));
    }
    if let Some(both) = view.both_values(indicator, finding) {
        _ = writeln!(out, "    - {both}");
    }
    for evidence in &finding.evidence {
        if let Some((row, column)) = View::evidence_row(*evidence) {
            let said = view.said(row, column);
            _ = write!(out, "    - {}", plain(&said.line()));
            if let Some(note) = said.note {
                _ = write!(out, " ({})", plain(note));
            }
            out.push('\n');
        } else if let Some(text) = view.rows_text(*evidence) {
            _ = writeln!(out, "    - {text}");
        }
    }
    if finding.value.interval().is_none() {
        return;
    }
    let (otherwise, _) = View::rivals(finding);
    for (at, verdict) in otherwise {
        let threshold = &indicator.thresholds[at];
        let rule = w.rule(threshold.rule, indicator.unit);
        let source = plain(&view.threshold_source(threshold));
        let rival = w.say(
            "rival",
            &[
                ("rule", (&rule).into()),
                ("source", (&source).into()),
                ("verdict", w.verdict(verdict).into()),
            ],
        );
        _ = writeln!(out, "    - {} {rival}", w.word("rivals-differ"));
    }
    for benchmark in view.benchmarks(indicator, it.cluster) {
        let caveat = view.caveat(benchmark).map(|it| format!("; {it}")).unwrap_or_default();
        _ = writeln!(
            out,
            "    - {}: {}, {} ({}){caveat}",
            w.word("benchmarks"),
            view.benchmark_value(indicator, benchmark),
            view.benchmark_text(benchmark),
            plain(&view.citation(&benchmark.source, benchmark.at.as_deref()))
        );
    }
}

fn questions(view: &View<'_>, it: &ClusterFinding, out: &mut String) {
    let w = view.words;
    if it.questions.is_empty() {
        return;
    }
    let decides = it.questions.iter().any(|it| it.decides);
    _ = write!(
        out,
        "\n{}. {}\n\n",
        w.word("Questions"),
        w.word(if decides { "q-lead-decides" } else { "q-lead-diagnosis" })
    );
    let catalogue = view.report.catalogue;
    for (n, question) in it.questions.iter().enumerate() {
        let indicator = &catalogue.indicators[question.indicator];
        let sign = &catalogue.model.signs[question.sign];
        let (if_met, if_not_met) = view.answers(indicator);
        let outcome = |(of_sign, of_cluster)| {
            w.say(
                "q-outcome",
                &[
                    ("sign", (&sign.id).into()),
                    ("verdict", w.verdict(of_sign).into()),
                    ("cluster", w.cluster_verdict_short(of_cluster).into()),
                ],
            )
        };
        _ = writeln!(
            out,
            "{}. {} ({}: {}; {}: {})",
            n + 1,
            view.of(&indicator.question),
            if_met,
            outcome(question.if_met),
            if_not_met,
            outcome(question.if_not_met)
        );
    }
}

fn fact(view: &View<'_>, row: u32, out: &mut String) {
    let value = TableId::CLAIMS.schema().column("value");
    let said = view.said(RowId { table: TableId::CLAIMS, row }, value);
    _ = writeln!(
        out,
        "{}: {} ({})",
        plain(&view.fact_name(row)),
        plain(&view.fact_value(row)),
        plain(&said.line())
    );
}

fn sources(view: &View<'_>, out: &mut String) {
    let w = view.words;
    _ = write!(out, "\n## {}\n\n{}:\n\n", w.word("Sources"), w.word("sources-catalogue"));
    for key in view.cited() {
        _ = writeln!(out, "- {}", plain(&view.source_text(key)));
    }
    let documents = view.report.dataset.table(TableId::SOURCES);
    if !documents.is_empty() {
        _ = write!(out, "\n{}:\n\n", w.word("sources-data"));
        for row in documents.rows() {
            _ = writeln!(out, "- {} {}", code(documents.key(row)), plain(&view.document_text(row)));
        }
    }
}

fn problems(view: &View<'_>, out: &mut String) {
    let w = view.words;
    _ = write!(out, "\n## {}\n", w.word("Problems"));
    if view.report.problems.is_empty() {
        _ = write!(out, "\n{}\n", w.word("no-problems"));
    }
    for (severity, title) in
        [(Severity::Error, "Errors"), (Severity::Warning, "Warnings"), (Severity::Note, "Notes")]
    {
        let mut list =
            view.report.problems.iter().filter(|it| it.severity() == severity).peekable();
        if list.peek().is_none() {
            continue;
        }
        _ = write!(out, "\n### {}\n\n", w.word(title));
        for it in list {
            _ = writeln!(
                out,
                "- {} {}: {}",
                it.code.id(),
                code(&place_text(&it.place)),
                plain(&problem_text(it, view.report.lang))
            );
        }
    }
}

fn method(view: &View<'_>, out: &mut String) {
    let w = view.words;
    _ = write!(out, "\n## {}\n", w.word("Method"));
    for id in
        ["method-three", "method-conjunctive", "method-degree", "method-silence", "method-marks"]
    {
        _ = write!(out, "\n{}\n", w.word(id));
    }
    _ = write!(out, "\n{}\n", plain(&view.method_source()));
    _ = write!(out, "\n| {} | |\n|---|--:|\n", w.word("method-policy"));
    for (name, value) in view.policy() {
        _ = writeln!(out, "| {name} | {value} |");
    }
}

fn edition(view: &View<'_>, out: &mut String) {
    let w = view.words;
    let it = view.report.edition;
    _ = write!(out, "\n## {}\n\n{}\n\n", w.word("Edition"), w.word("edition-lead"));
    let lines = [
        ("edition-catalogue", code(&format!("sha256 {}", it.catalogue))),
        (
            "edition-data",
            format!("{} {}", plain(&it.data_name), code(&format!("sha256 {}", it.data))),
        ),
        ("edition-program", format!("karenina {}", it.program)),
        ("edition-day", w.date(view.report.found.on)),
        ("edition-seed", view.report.found.seed.to_string()),
        ("edition-repeat", code(&view.repeat())),
    ];
    for (id, text) in lines {
        _ = writeln!(out, "- {}: {text}", w.word(id));
    }
}
