//! Comments, and the drawing that old and new spreadsheets show them by.

use std::collections::BTreeMap;

use super::{
    At, NotMarked,
    sheet::reference,
    xml::{Edits, Kind, escape, tags},
};

const AUTHOR: &str = "Karenina";

/// A part with comments, from nothing.
pub fn new_part(comments: &BTreeMap<At, String>, namespace: &str) -> String {
    let list: String = comments.iter().map(|(at, text)| comment("", *at, 0, text)).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{namespace}\"><authors><author>{AUTHOR}</author></authors><commentList>{list}</commentList></comments>"
    )
}

fn comment(p: &str, at: At, author: usize, text: &str) -> String {
    format!(
        "<{p}comment ref=\"{}\" authorId=\"{author}\"><{p}text><{p}t xml:space=\"preserve\">{}</{p}t></{p}text></{p}comment>",
        reference(at),
        escape(text)
    )
}

/// The sender's comments and ours. Where a cell has one already, ours is put behind its words: a
/// cell has only one. Those that are new are given back, for the drawing.
pub fn add(
    text: &str,
    comments: &BTreeMap<At, String>,
) -> Result<(String, BTreeMap<At, String>), NotMarked> {
    let mut edits = Edits::default();
    let mut new = comments.clone();
    let mut prefix = String::new();
    let mut n_authors = 0;
    let mut here: Option<&str> = None;
    let mut last_text = None;
    let (mut authors_end, mut list_end) = (None, None);
    for tag in tags(text) {
        let tag = tag?;
        match (tag.depth, tag.local(), tag.kind) {
            (0, "comments", Kind::Start) => tag.prefix().clone_into(&mut prefix),
            (0, _, Kind::Start | Kind::Empty) => return Err(NotMarked::Broken),
            (1, "authors", Kind::End) => authors_end = Some(tag.span.start..tag.span.start),
            (1, "authors", Kind::Empty) => authors_end = Some(tag.span.clone()),
            (2, "author", Kind::Start | Kind::Empty) => n_authors += 1,
            (1, "commentList", Kind::End) => list_end = Some(tag.span.start..tag.span.start),
            (1, "commentList", Kind::Empty) => list_end = Some(tag.span.clone()),
            (2, "comment", Kind::Start) => {
                last_text = None;
                let at = tag.attribute("ref").and_then(|it| match super::corner(&it) {
                    Some((Some(row), Some(column))) => Some(At { row, column }),
                    _ => None,
                });
                here = at.and_then(|it| {
                    new.remove(&it);
                    comments.get(&it).map(String::as_str)
                });
            }
            // Phonetic texts (`rPh`) have words too, and are not shown.
            (4 | 5, "t", Kind::End) => last_text = Some(tag.span.start),
            (2, "comment", Kind::End) => {
                if let (Some(more), Some(at)) = (here.take(), last_text.take()) {
                    edits.insert(at, escape(&format!("\n\n{AUTHOR}: {more}")));
                }
            }
            _ => {}
        }
    }
    let (Some(authors_end), Some(list_end)) = (authors_end, list_end) else {
        return Err(NotMarked::Broken);
    };
    if !new.is_empty() {
        let p = &prefix;
        let list: String = new.iter().map(|(at, text)| comment(p, *at, n_authors, text)).collect();
        put(&mut edits, authors_end, "authors", p, &format!("<{p}author>{AUTHOR}</{p}author>"));
        put(&mut edits, list_end, "commentList", p, &list);
    }
    Ok((edits.apply(text), new))
}

fn put(edits: &mut Edits, span: std::ops::Range<usize>, name: &str, p: &str, inner: &str) {
    if span.is_empty() {
        edits.insert(span.start, inner);
    } else {
        edits.replace(span, format!("<{p}{name}>{inner}</{p}{name}>"));
    }
}

const NAMESPACES: [(&str, &str); 3] = [
    ("v", "urn:schemas-microsoft-com:vml"),
    ("o", "urn:schemas-microsoft-com:office:office"),
    ("x", "urn:schemas-microsoft-com:office:excel"),
];

const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// The drawing of comments, from nothing. `block` keeps the numbers of shapes apart from those of
/// other sheets.
pub fn new_drawing(comments: &BTreeMap<At, String>, block: u32) -> String {
    let shapes = shapes(comments, block * 1024 + 1, "");
    let names: String =
        NAMESPACES.iter().map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\"")).collect();
    format!(
        "<xml{names}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{block}\"/></o:shapelayout>{SHAPE_TYPE}{shapes}</xml>"
    )
}

/// The drawing of the sender with our comments. It is a text of Microsoft's own kind, not always
/// well formed, so nothing of it is understood but its end.
pub fn add_to_drawing(text: &str, comments: &BTreeMap<At, String>) -> Result<String, NotMarked> {
    let end = text.rfind("</").ok_or(NotMarked::Broken)?;
    let root = &text[..text.find('>').ok_or(NotMarked::Broken)?];
    let names: String = NAMESPACES
        .iter()
        .filter(|(prefix, uri)| {
            !root.contains(&format!("xmlns:{prefix}=\"{uri}\""))
                && !root.contains(&format!("xmlns:{prefix}='{uri}'"))
        })
        .map(|(prefix, uri)| format!(" xmlns:{prefix}=\"{uri}\""))
        .collect();
    let highest = text
        .split("_x0000_s")
        .skip(1)
        .filter_map(|it| {
            let digits: String = it.chars().take_while(char::is_ascii_digit).take(9).collect();
            digits.parse::<u32>().ok()
        })
        .max()
        .unwrap_or(1_024);
    let mut new = String::new();
    if !text.contains("_x0000_t202\"") && !text.contains("_x0000_t202'") {
        new += &SHAPE_TYPE.replacen("<v:shapetype", &format!("<v:shapetype{names}"), 1);
    }
    new += &shapes(comments, highest + 1, &names);
    Ok(format!("{}{new}{}", &text[..end], &text[end..]))
}

fn shapes(comments: &BTreeMap<At, String>, first: u32, names: &str) -> String {
    comments
        .iter()
        .zip(first..)
        .map(|((at, text), id)| {
            let At { row, column } = *at;
            // As high as the words need, at about forty to a line.
            let lines = (text.chars().count() / 38 + text.lines().count()).clamp(4, 20) as u32;
            let top = row.saturating_sub(1);
            format!(
                "<v:shape{names} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{}, 15, {top}, 2, {}, 40, {}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
                column + 1,
                column + 4,
                top + lines,
            )
        })
        .collect()
}
