//! The answer in a terminal: the map of signs, what is missing, how many, and where to read on.

use karenina_assess::{ClusterFinding, ClusterVerdict};
use karenina_model::TableId;

use crate::{
    Report,
    view::{Section, State, View},
    wording::{severity_counts, share_bounds},
};

/// From how many columns on keys stand beside the names.
const WIDE: usize = 100;

/// The report as a terminal shows it, in lines of at most `width` characters.
pub fn terminal(report: &Report<'_>, colour: bool, width: usize) -> String {
    let view = View::new(report);
    let width = width.max(60);
    let paint = Paint { colour };
    let mut out = String::new();
    let line = |out: &mut String, text: &str| {
        for text in wrapped(text, width) {
            out.push_str(&text);
            out.push('\n');
        }
    };
    line(&mut out, &paint.bold(&clean(view.programme_name())));
    line(&mut out, &format!("{}, {}", view.judged_as_of(), view.as_of_from()));
    out.push('\n');
    line(&mut out, &view.result());
    for note in view.notes() {
        line(&mut out, &note);
    }
    if !view.sections.is_empty() {
        out.push('\n');
        map(&view, paint, width, &mut out);
        out.push('\n');
        counts(&view, paint, width, &mut out);
    }
    out.push('\n');
    if report.problems.is_empty() {
        line(&mut out, view.words.word("no-problems"));
    } else {
        let list = severity_counts(report.problems, view.words);
        let text = view.words.say("problems-count", &[("list", (&list).into())]);
        line(&mut out, &format!("{text}. {}", view.words.word("problems-see")));
    }
    line(&mut out, view.words.word("terminal-more"));
    out
}

fn map(view: &View<'_>, paint: Paint, width: usize, out: &mut String) {
    let signs = &view.report.catalogue.model.signs;
    // One character a sign, groups apart, what is not part of the verdict last.
    let mut columns: Vec<(usize, &str)> = Vec::new();
    for at in &view.counted {
        let begins =
            columns.last().is_none_or(|(before, _)| signs[*before].group != signs[*at].group);
        let apart = match (columns.is_empty(), begins) {
            (true, _) => "",
            (false, true) => "  ",
            (false, false) => " ",
        };
        columns.push((*at, apart));
    }
    columns.extend(view.latent.iter().map(|at| (*at, " │ ")));
    let map_width: usize =
        columns.iter().map(|(at, apart)| columns_of(apart) + columns_of(&signs[*at].id)).sum();
    let all = || view.sections.iter().flat_map(|(_, clusters)| clusters.iter().copied());
    let longest = |text: &dyn Fn(&ClusterFinding) -> usize| all().map(text).max().unwrap_or(0);
    let table = view.report.dataset.table(TableId::CLUSTERS);
    // The key is what the other commands ask for; a narrow terminal has no room for it.
    let key_width =
        if width >= WIDE { longest(&|it| columns_of(table.key(it.cluster))).min(22) } else { 0 };
    let keyed = key_width + if key_width > 0 { 2 } else { 0 };
    let room = width.saturating_sub(map_width + 4 + keyed);
    let said = longest(&|it| columns_of(&formula(view, Section::NotCounted, it, room / 2, false)));
    let name_width = longest(&|it| columns_of(view.cluster_name(it.cluster)))
        .min(room.saturating_sub(said).max(18));
    let rest = room.saturating_sub(name_width);
    // Words for all rows or for none, so that rows can be compared.
    let with_words = all().all(|it| columns_of(&view.misses(it, true)) <= rest);
    out.push_str(&" ".repeat(keyed + name_width + 2));
    for (at, apart) in &columns {
        out.push_str(apart);
        out.push_str(&signs[*at].id);
    }
    out.push('\n');
    for (section, clusters) in &view.sections {
        let title = format!("{} ({})", view.section_title(*section), clusters.len());
        for text in wrapped(&title, width) {
            out.push_str(&paint.bold(&text));
            out.push('\n');
        }
        for it in clusters {
            if key_width > 0 {
                out.push_str(&paint.faint(&fitted(table.key(it.cluster), key_width)));
                out.push_str("  ");
            }
            out.push_str(&fitted(view.cluster_name(it.cluster), name_width));
            out.push_str("  ");
            for (at, apart) in &columns {
                let state = view.state(it, *at);
                out.push_str(apart);
                out.push_str(&paint.state(state));
                out.push_str(&" ".repeat(columns_of(&signs[*at].id).saturating_sub(1)));
            }
            let said = formula(view, *section, it, rest, with_words);
            let row = if said.is_empty() { String::new() } else { format!("  {said}") };
            out.push_str(&row);
            while out.ends_with(' ') {
                out.pop();
            }
            out.push('\n');
        }
    }
    let legend = view.legend().map(|it| it.replace(' ', "\u{a0}"));
    for text in wrapped(&legend.join(" \u{a0}"), width) {
        out.push_str(&paint.faint(&text));
        out.push('\n');
    }
}

/// What is missing, as long as there is room for it.
fn formula(
    view: &View<'_>,
    section: Section,
    it: &ClusterFinding,
    room: usize,
    with_words: bool,
) -> String {
    let fits = |text: String| if columns_of(&text) <= room { text } else { String::new() };
    if it.missing.is_empty() {
        // The heading of the section says it already.
        return match section {
            Section::Counted(_) => String::new(),
            Section::NotCounted => fits(view.words.cluster_verdict_short(it.verdict).to_owned()),
        };
    }
    let text = view.misses(it, with_words);
    if columns_of(&text) <= room {
        return text;
    }
    // Half a sentence would be worse than none: the map shows the gaps.
    fits(view.words.say("misses-many", &[("n", it.missing.len().into())]))
}

fn counts(view: &View<'_>, paint: Paint, width: usize, out: &mut String) {
    let (Some(units), words) = (view.units.filter(|it| !it.clusters.is_empty()), view.words) else {
        return;
    };
    let signs = &view.report.catalogue.model.signs;
    let heads = [words.word("col-not-met"), words.word("col-undetermined"), words.word("col-met")];
    let number = heads.iter().map(|it| columns_of(it)).max().unwrap_or(0).max(5);
    let name = width.saturating_sub(3 * (number + 2)).min(56);
    let mut text = fitted(words.word("Sign"), name);
    for head in heads {
        text += &" ".repeat(number - columns_of(head) + 2);
        text += head;
    }
    out.push_str(&paint.bold(&text));
    out.push('\n');
    for at in view.counted.iter().chain(&view.latent) {
        let it = units.signs[*at];
        out.push_str(&fitted(&format!("{} {}", signs[*at].id, view.of(&signs[*at].title)), name));
        for n in [it.not_met, it.undetermined, it.met] {
            let n = n.to_string();
            out.push_str(&" ".repeat(number.saturating_sub(n.len()) + 2));
            out.push_str(&n);
        }
        out.push('\n');
    }
    if let Some(first) = units.counting.first() {
        let lang = view.report.lang;
        for (id, ends) in [("col-h", first.incidence), ("col-m0", first.adjusted)] {
            let text = format!("{}, k = 1: {}", words.word(id), share_bounds(ends, lang));
            for text in wrapped(&text, width) {
                out.push_str(&text);
                out.push('\n');
            }
        }
    }
}

/// Colours of a terminal, or none.
#[derive(Clone, Copy)]
struct Paint {
    colour: bool,
}

impl Paint {
    fn with(self, code: &str, text: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    fn faint(self, text: &str) -> String {
        self.with("2", text)
    }

    fn state(self, state: State) -> String {
        match state {
            State::Met => self.with("32", state.symbol()),
            State::NotMet => self.with("1;31", state.symbol()),
            State::Undetermined => self.with("33", state.symbol()),
            State::Silent | State::NotApplicable => self.with("2", state.symbol()),
        }
    }
}

/// How many columns of a terminal a text takes: letters of East Asia two, marks none.
pub(crate) fn columns_of(text: &str) -> usize {
    let mut in_escape = false;
    text.chars()
        .map(|it| {
            match (in_escape, it) {
                (true, 'm') => {
                    in_escape = false;
                    return 0;
                }
                (true, _) => return 0,
                (false, '\x1b') => {
                    in_escape = true;
                    return 0;
                }
                (false, _) => {}
            }
            match u32::from(it) {
                0..=0x1f
                | 0x7f..=0x9f
                | 0x300..=0x36f
                | 0x200b..=0x200f
                | 0x202a..=0x202e
                | 0x2060..=0x2069
                | 0xfe00..=0xfe0f
                | 0xfeff => 0,
                0x1100..=0x115f
                | 0x2e80..=0xa4cf
                | 0xac00..=0xd7a3
                | 0xf900..=0xfaff
                | 0xfe30..=0xfe6f
                | 0xff00..=0xff60
                | 0xffe0..=0xffe6
                | 0x1f300..=0x1f64f
                | 0x1f900..=0x1f9ff
                | 0x20000..=0x3fffd => 2,
                _ => 1,
            }
        })
        .sum()
}

/// A text cut to so many columns, and filled up to them. Control characters would move the
/// cursor, and marks of direction the whole line.
pub(crate) fn fitted(text: &str, width: usize) -> String {
    let mut it = fitted_plain(text, width);
    it.push_str(&" ".repeat(width.saturating_sub(columns_of(&it))));
    it
}

fn fitted_plain(text: &str, width: usize) -> String {
    let text = clean(text);
    if columns_of(&text) <= width {
        return text;
    }
    let mut cut = String::new();
    for it in text.chars() {
        if columns_of(&cut) + 2 > width {
            break;
        }
        cut.push(it);
    }
    format!("{}…", cut.trim_end())
}

/// Texts of the data must not steer the terminal: no control characters, no marks of direction.
pub(crate) fn clean(text: &str) -> String {
    let steers = |it: char| {
        it.is_control()
            || matches!(it, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    text.replace(steers, "")
}

/// Lines of at most so many columns; a longer word has a line of its own.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ').filter(|it| !it.is_empty()) {
        let last = lines.len() - 1;
        let line = &mut lines[last];
        if !line.is_empty() && columns_of(line) + 1 + columns_of(word) > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// A verdict with its symbol.
pub(crate) fn verdict_symbol(it: ClusterVerdict) -> &'static str {
    match it {
        ClusterVerdict::Sustainable => "✓",
        ClusterVerdict::NotSustainable => "✗",
        ClusterVerdict::Undetermined => "?",
    }
}

#[cfg(test)]
mod tests {
    use super::{columns_of, fitted, wrapped};

    #[test]
    fn texts_are_measured_in_columns() {
        assert_eq!(columns_of("Дубна"), 5);
        assert_eq!(columns_of("日本"), 4);
        assert_eq!(columns_of("\x1b[31m✗\x1b[0m"), 1);
        assert_eq!(fitted("Dimitrovgrad", 6), "Dimit…");
        assert_eq!(fitted("ab", 4), "ab  ");
        assert_eq!(fitted("\u{202e}ab\u{7}", 4), "ab  ");
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrapped("one two three", 7), ["one two", "three"]);
        assert_eq!(wrapped("incomprehensibilities", 7), ["incomprehensibilities"]);
    }
}
