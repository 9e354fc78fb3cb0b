//! Texts of letters as people write them: a little Markdown with places that are filled in.
//!
//! `{cluster}` inside a line is a field; `{{missing}}` alone on a line is a part; lines between
//! `{{when not_sustainable}}` and `{{end}}` stand only where that holds, and all where there are several. `#` begins the subject,
//! `##` a heading, `>` a line on the right, `-` an item of a list, `---` a new page, `%` a
//! remark that is not printed. Everything else is a paragraph; an empty line ends it.

use karenina_model::nearest;

use super::{Builder, Run, Style, run};

/// What is wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateFault {
    /// From 1.
    pub line: usize,
    /// What stands there.
    pub found: String,
    /// The name that was probably meant.
    pub near: Option<String>,
    /// The names that are possible; empty where a condition is not closed or was never opened.
    pub known: Vec<&'static str>,
}

/// What a template is filled in with.
pub(super) trait Filling {
    fn fields(&self) -> Vec<(&'static str, String)>;
    fn conditions(&self) -> Vec<(&'static str, bool)>;
    fn parts(&self) -> &'static [&'static str];
    fn part(&self, name: &str, out: &mut Builder);
}

/// Fills a template in, or says everything that is wrong with it.
pub(super) fn fill(
    text: &str,
    filling: &impl Filling,
    out: &mut Builder,
) -> Result<(), Vec<TemplateFault>> {
    let fields = filling.fields();
    let conditions = filling.conditions();
    let mut faults = Vec::new();
    let mut open: Option<(usize, bool)> = None;
    let mut paragraph = String::new();
    let mut items: Vec<Vec<Run>> = Vec::new();
    // The mark makes the last paragraph end like any other.
    for (n, line) in text.lines().chain([""]).enumerate() {
        let line = line.trim();
        let number = n + 1;
        if line.starts_with('%') {
            continue;
        }
        let command = line.strip_prefix("{{").and_then(|it| it.strip_suffix("}}")).map(str::trim);
        let item = line.strip_prefix("- ");
        if item.is_none() {
            out.list(false, std::mem::take(&mut items));
        }
        let ends = line.is_empty()
            || command.is_some()
            || item.is_some()
            || line == "---"
            || line.starts_with(['#', '>']);
        if ends {
            out.paragraph(Style::Body, runs(&std::mem::take(&mut paragraph)));
        }
        if let Some(command) = command {
            match command.split_once(' ').unwrap_or((command, "")) {
                ("end", "") => {
                    if open.take().is_none() {
                        faults.push(fault(number, line, &[], None));
                    }
                }
                ("when", name) => {
                    if let Some((at, _)) = open {
                        faults.push(fault(at, line, &[], None));
                    }
                    let mut all_hold = true;
                    for name in name.split_whitespace() {
                        match conditions.iter().find(|it| it.0 == name) {
                            Some((_, holds)) => all_hold &= holds,
                            None => {
                                let known = conditions.iter().map(|it| it.0).collect::<Vec<_>>();
                                faults.push(fault(number, name, &known, Some(name)));
                            }
                        }
                    }
                    open = Some((number, all_hold));
                }
                (name, _) if filling.parts().contains(&name) => {
                    if shown(open) {
                        filling.part(name, out);
                    }
                }
                (name, _) => faults.push(fault(number, name, filling.parts(), Some(name))),
            }
            continue;
        }
        let filled = fields_in(line, number, &fields, &mut faults);
        if !shown(open) {
            continue;
        }
        let rest = |mark: &str| filled.strip_prefix(mark).map(|it| it.trim().to_owned());
        if line == "---" {
            out.page_break();
        } else if let Some(text) = rest("## ") {
            out.heading(2, text, &format!("part-{number}"));
        } else if let Some(text) = rest("# ") {
            out.text(Style::Subject, text);
        } else if let Some(text) = rest(">") {
            out.paragraph(Style::Right, runs(&text));
        } else if let Some(text) = rest("- ") {
            items.push(runs(&text));
        } else if !filled.is_empty() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&filled);
        }
    }
    if let Some((line, _)) = open {
        faults.push(fault(line, "when", &[], None));
    }
    if faults.is_empty() { Ok(()) } else { Err(faults) }
}

fn shown(open: Option<(usize, bool)>) -> bool {
    open.is_none_or(|(_, holds)| holds)
}

fn fault(line: usize, found: &str, known: &[&'static str], name: Option<&str>) -> TemplateFault {
    let near = name.and_then(|it| nearest(it, known.iter().copied())).map(str::to_owned);
    TemplateFault { line, found: found.to_owned(), near, known: known.to_vec() }
}

/// A line with its fields filled in. Braces that hold no name are text.
fn fields_in(
    line: &str,
    number: usize,
    fields: &[(&'static str, String)],
    faults: &mut Vec<TemplateFault>,
) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('{') {
        out.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        let name_ends = after.find('}').filter(|end| {
            *end > 0 && after[..*end].chars().all(|it| it.is_alphanumeric() || it == '_')
        });
        let Some(end) = name_ends else {
            out.push('{');
            rest = after;
            continue;
        };
        let name = &after[..end];
        match fields.iter().find(|it| it.0 == name) {
            // Marks of the data are text and no looks.
            Some((_, value)) => out.push_str(&value.replace("**", "* *")),
            None => {
                let known: Vec<&'static str> = fields.iter().map(|it| it.0).collect();
                faults.push(fault(number, name, &known, Some(name)));
            }
        }
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// A text with `**strong**` parts.
fn runs(text: &str) -> Vec<Run> {
    text.split("**")
        .enumerate()
        .filter(|(_, it)| !it.is_empty())
        .map(|(n, it)| if n % 2 == 1 { run(it).strong() } else { run(it) })
        .collect()
}
