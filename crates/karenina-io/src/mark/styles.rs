//! `styles.xml`: a coloured copy of each style that a faulty cell has, and the few of the list.

use std::{collections::BTreeMap, ops::Range};

use karenina_model::Severity;

use super::{
    NotMarked, colour,
    xml::{Edits, Kind, Tag, escape, tags},
};

/// The order of the elements, as the format asks for it.
const ORDER: [&str; 6] = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs"];

/// The styles of the list of problems.
#[derive(Debug, Clone, Copy)]
pub struct ListStyles {
    pub title: usize,
    pub heading: usize,
    pub text: usize,
    pub link: usize,
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl ListStyles {
    pub fn of(self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.errors,
            Severity::Warning => self.warnings,
            Severity::Note => self.notes,
        }
    }
}

/// The styles of a workbook, and those that are added to them.
pub struct Styles<'a> {
    text: &'a str,
    prefix: String,
    /// Each of [`ORDER`] that is there, and where its content ends.
    lists: BTreeMap<&'static str, List>,
    /// Where one of them would go that is not there, by its place in the order.
    places: Vec<(usize, usize)>,
    /// The formats of cells, as they are written.
    xfs: Vec<Range<usize>>,
    added: Vec<String>,
    fills: Vec<Severity>,
    coloured: BTreeMap<(usize, Severity), usize>,
}

struct List {
    open: Range<usize>,
    count: Option<Range<usize>>,
    /// How many children it has.
    n: usize,
    /// Where its closing tag begins; none where it has no content.
    end: Option<usize>,
}

impl<'a> Styles<'a> {
    pub fn read(text: &'a str) -> Result<Self, NotMarked> {
        let mut it = Self {
            text,
            prefix: String::new(),
            lists: BTreeMap::new(),
            places: Vec::new(),
            xfs: Vec::new(),
            added: Vec::new(),
            fills: Vec::new(),
            coloured: BTreeMap::new(),
        };
        let mut inside: Option<&'static str> = None;
        let mut xf_start = None;
        for tag in tags(text) {
            let tag: Tag<'_> = tag?;
            match tag.depth {
                0 if tag.opens() => {
                    if tag.local() != "styleSheet" || tag.kind == Kind::Empty {
                        return Err(NotMarked::Broken);
                    }
                    tag.prefix().clone_into(&mut it.prefix);
                }
                0 => it.places.push((usize::MAX, tag.span.start)),
                1 => {
                    let known = ORDER.iter().position(|name| *name == tag.local());
                    if tag.opens() {
                        it.places.push((known.unwrap_or(ORDER.len()), tag.span.start));
                        inside = known.map(|at| ORDER[at]);
                        if let Some(name) = inside {
                            let list = List {
                                open: tag.span.clone(),
                                count: tag.value_span("count"),
                                n: 0,
                                end: None,
                            };
                            it.lists.insert(name, list);
                        }
                    } else if let Some(list) = inside.and_then(|name| it.lists.get_mut(name)) {
                        list.end = Some(tag.span.start);
                    }
                    if tag.kind != Kind::Start {
                        inside = None;
                    }
                }
                2 => {
                    let Some(name) = inside else { continue };
                    if tag.opens()
                        && let Some(list) = it.lists.get_mut(name)
                    {
                        list.n += 1;
                    }
                    if name == "cellXfs" {
                        match tag.kind {
                            Kind::Start => xf_start = Some(tag.span.start),
                            Kind::Empty => it.xfs.push(tag.span.clone()),
                            Kind::End => {
                                it.xfs.push(xf_start.unwrap_or(tag.span.start)..tag.span.end);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(it)
    }

    fn count(&self, name: &str) -> usize {
        self.lists.get(name).map_or(0, |it| it.n)
    }

    /// How many formats there are before ours: where there are none, the first is the plain one.
    fn n_xfs(&self) -> usize {
        self.xfs.len().max(1)
    }

    /// The style that is like `base`, in the colour of a severity.
    pub fn coloured(&mut self, base: usize, severity: Severity) -> usize {
        if let Some(known) = self.coloured.get(&(base, severity)) {
            return *known;
        }
        let fill = self.fill(severity);
        let xf = match self.xfs.get(base).or_else(|| self.xfs.first()) {
            Some(span) => {
                let text = &self.text[span.clone()];
                let mut edits = Edits::default();
                if let Some(Ok(tag)) = tags(text).next() {
                    tag.set(&mut edits, "fillId", &fill.to_string());
                    tag.set(&mut edits, "applyFill", "1");
                }
                edits.apply(text)
            }
            None => self.xf(0, fill, "applyFill=\"1\"", ""),
        };
        let at = self.n_xfs() + self.added.len();
        self.added.push(xf);
        self.coloured.insert((base, severity), at);
        at
    }

    fn fill(&mut self, severity: Severity) -> usize {
        let at = self.fills.iter().position(|it| *it == severity).unwrap_or_else(|| {
            self.fills.push(severity);
            self.fills.len() - 1
        });
        // Fills 0 and 1 are reserved.
        self.count("fills").max(2) + at
    }

    fn xf(&self, font: usize, fill: usize, more: &str, inner: &str) -> String {
        let p = &self.prefix;
        format!(
            "<{p}xf numFmtId=\"0\" fontId=\"{font}\" fillId=\"{fill}\" borderId=\"0\" xfId=\"0\" {more}>{inner}</{p}xf>"
        )
    }

    /// The styles of the list.
    pub fn list(&mut self) -> ListStyles {
        let fonts = self.count("fonts").max(1);
        let p = self.prefix.clone();
        let wrap = format!("<{p}alignment vertical=\"top\" wrapText=\"1\"/>");
        let top = format!("<{p}alignment vertical=\"top\"/>");
        let add = |it: &mut Self, xf: String| {
            it.added.push(xf);
            it.n_xfs() + it.added.len() - 1
        };
        let (font, align) = ("applyFont=\"1\"", "applyAlignment=\"1\"");
        let title = add(self, self.xf(fonts + 1, 0, font, ""));
        let heading = add(self, self.xf(fonts, 0, &format!("{font} {align}"), &wrap));
        let text = add(self, self.xf(0, 0, align, &wrap));
        let link = add(self, self.xf(fonts + 2, 0, &format!("{font} {align}"), &top));
        let severity = |it: &mut Self, severity| {
            let fill = it.fill(severity);
            let xf = it.xf(0, fill, &format!("applyFill=\"1\" {align}"), &top);
            add(it, xf)
        };
        let errors = severity(self, Severity::Error);
        let warnings = severity(self, Severity::Warning);
        let notes = severity(self, Severity::Note);
        ListStyles { title, heading, text, link, errors, warnings, notes }
    }

    /// The text with all that was added.
    pub fn finish(self) -> String {
        let p = self.prefix.as_str();
        let font = |size: u32, inner: &str| {
            format!(
                "<{p}font>{inner}<{p}sz val=\"{size}\"/><{p}name val=\"Calibri\"/><{p}family val=\"2\"/></{p}font>"
            )
        };
        let bold = format!("<{p}b/>");
        // Underlined, and its colour after the size, as the format asks for it.
        let link = format!(
            "<{p}font><{p}u/><{p}sz val=\"11\"/><{p}color rgb=\"FF1F5FA8\"/><{p}name val=\"Calibri\"/><{p}family val=\"2\"/></{p}font>"
        );
        let fills = self.fills.iter().map(|it| {
            format!(
                "<{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FF{0}\"/><{p}bgColor indexed=\"64\"/></{p}patternFill></{p}fill>",
                escape(colour(*it))
            )
        });
        let plain_fill =
            |kind: &str| format!("<{p}fill><{p}patternFill patternType=\"{kind}\"/></{p}fill>");
        let missing = |name: &str, n: usize, first: Vec<String>| {
            // What the indices of ours count on.
            first.into_iter().skip(self.count(name)).take(n.saturating_sub(self.count(name)))
        };
        let fonts: Vec<String> = missing("fonts", 1, vec![font(11, "")])
            .chain([font(11, &bold), font(14, &bold), link])
            .collect();
        let fills: Vec<String> =
            missing("fills", 2, vec![plain_fill("none"), plain_fill("gray125")])
                .chain(fills)
                .collect();
        let borders: Vec<String> = missing("borders", 1, vec![format!("<{p}border/>")]).collect();
        let style_xfs: Vec<String> = missing(
            "cellStyleXfs",
            1,
            vec![format!("<{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/>")],
        )
        .collect();
        let xfs: Vec<String> = missing(
            "cellXfs",
            1,
            vec![format!(
                "<{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>"
            )],
        )
        .chain(self.added.iter().cloned())
        .collect();
        let mut edits = Edits::default();
        for (name, new) in [
            ("fonts", fonts),
            ("fills", fills),
            ("borders", borders),
            ("cellStyleXfs", style_xfs),
            ("cellXfs", xfs),
        ] {
            self.add(&mut edits, name, &new);
        }
        edits.apply(self.text)
    }

    fn add(&self, edits: &mut Edits, name: &'static str, new: &[String]) {
        let p = &self.prefix;
        if new.is_empty() {
            return;
        }
        let inner = new.concat();
        let Some(list) = self.lists.get(name) else {
            let order = ORDER.iter().position(|it| *it == name).unwrap_or(ORDER.len());
            let place = self.places.iter().find(|(at, _)| *at > order);
            let at = place.map_or(self.text.len(), |it| it.1);
            edits.insert(at, format!("<{p}{name} count=\"{}\">{inner}</{p}{name}>", new.len()));
            return;
        };
        if let Some(count) = &list.count {
            edits.replace(count.clone(), (list.n + new.len()).to_string());
        }
        match list.end {
            Some(end) => edits.insert(end, inner),
            // `<fills/>` opens, and closes behind what is new.
            None => {
                edits.replace(list.open.end - 2..list.open.end, format!(">{inner}</{p}{name}>"));
            }
        }
    }
}

/// The styles of a workbook that has none.
pub const NO_STYLES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>\
<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>\
<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>\
<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>\
</styleSheet>";
