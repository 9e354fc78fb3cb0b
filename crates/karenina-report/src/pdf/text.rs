//! Text: which font has a letter, how wide a word is, where lines break.

use std::collections::HashMap;

use krilla::text::{Font, GlyphId, KrillaGlyph};
use rustybuzz::{Face as Shaper, UnicodeBuffer};

use crate::{
    document::{Link, Run},
    fonts,
};

/// A font of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Face {
    Sans,
    SansBold,
    Serif,
    SerifBold,
    Fallback,
}

pub(super) const INK: (u8, u8, u8) = (0x1b, 0x1d, 0x20);
pub(super) const SOFT: (u8, u8, u8) = (0x55, 0x57, 0x5d);
pub(super) const LINK: (u8, u8, u8) = (0x0d, 0x4f, 0x7c);

/// How a text is set before its runs say more.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Look {
    pub serif: bool,
    pub bold: bool,
    pub size: f32,
    /// Distance of base lines in sizes.
    pub leading: f32,
    pub colour: (u8, u8, u8),
}

impl Look {
    fn face(self, run: &Run) -> Face {
        match (self.serif, self.bold || run.strong) {
            (true, false) => Face::Serif,
            (true, true) => Face::SerifBold,
            (false, false) => Face::Sans,
            (false, true) => Face::SansBold,
        }
    }

    pub(super) fn line_height(self) -> f32 {
        self.size * self.leading
    }
}

/// Letters that are drawn at one go.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    /// From the beginning of the line.
    pub x: f32,
    pub face: Face,
    pub size: f32,
    pub colour: (u8, u8, u8),
    pub text: String,
    pub glyphs: Vec<KrillaGlyph>,
    pub width: f32,
    pub link: Option<Link>,
}

/// A line that fits.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    pub pieces: Vec<Piece>,
    pub width: f32,
}

/// The fonts, and the widths of words that were met.
pub(super) struct Type {
    fonts: Vec<(Shaper<'static>, Font)>,
    widths: HashMap<(Face, String), f32>,
}

/// Part of a run between two places where a line may break.
struct Word<'a> {
    text: &'a str,
    run: usize,
    /// Without the space at its end.
    width: f32,
    space: f32,
    /// A line may end after it.
    breaks: bool,
}

impl Type {
    pub(super) fn new() -> Option<Self> {
        let data =
            [fonts::SANS, fonts::SANS_BOLD, fonts::SERIF, fonts::SERIF_BOLD, fonts::FALLBACK];
        let fonts = data
            .into_iter()
            .map(|it| Some((Shaper::from_slice(it, 0)?, Font::new(it.into(), 0)?)))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { fonts, widths: HashMap::new() })
    }

    pub(super) fn font(&self, face: Face) -> Font {
        self.fonts[face as usize].1.clone()
    }

    /// The font that has a letter; where none has, a mark stands for it.
    fn face_for(&self, wanted: Face, letter: char) -> (Face, bool) {
        [wanted, Face::Fallback]
            .into_iter()
            .find(|it| self.fonts[*it as usize].0.glyph_index(letter).is_some())
            .map_or((Face::Fallback, false), |it| (it, true))
    }

    /// A text cut where the font changes.
    fn by_face<'t>(&self, wanted: Face, text: &'t str) -> Vec<(Face, bool, &'t str)> {
        let mut parts: Vec<(Face, bool, usize, usize)> = Vec::new();
        for (at, letter) in text.char_indices() {
            let end = at + letter.len_utf8();
            // A space belongs to the word before it.
            let (face, known) = match parts.last() {
                Some((face, true, ..)) if letter == ' ' => (*face, true),
                _ => self.face_for(wanted, letter),
            };
            match parts.last_mut() {
                Some((last, was_known, _, to)) if *last == face && *was_known && known => *to = end,
                _ => parts.push((face, known, at, end)),
            }
        }
        parts.into_iter().map(|(face, known, from, to)| (face, known, &text[from..to])).collect()
    }

    fn shape(&self, face: Face, known: bool, text: &str) -> (Vec<KrillaGlyph>, f32) {
        let shaper = &self.fonts[face as usize].0;
        let per_em = shaper.units_per_em() as f32;
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(if known { text } else { "\u{fffd}" });
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(shaper, &[], buffer);
        let infos = shaped.glyph_infos();
        let mut starts: Vec<usize> = infos.iter().map(|it| it.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut width = 0.0;
        let glyphs = infos
            .iter()
            .zip(shaped.glyph_positions())
            .map(|(info, position)| {
                let from = info.cluster as usize;
                let next = starts.partition_point(|it| *it <= from);
                let to = starts.get(next).copied().unwrap_or(text.len());
                let range = if known { from..to } else { 0..text.len() };
                width += position.x_advance as f32 / per_em;
                KrillaGlyph::new(
                    GlyphId::new(info.glyph_id),
                    position.x_advance as f32 / per_em,
                    position.x_offset as f32 / per_em,
                    position.y_offset as f32 / per_em,
                    0.0,
                    range,
                    None,
                )
            })
            .collect();
        (glyphs, width)
    }

    /// The width of a text in parts of its size.
    pub(super) fn width(&mut self, face: Face, text: &str) -> f32 {
        if let Some(it) = self.widths.get(&(face, text.to_owned())) {
            return *it;
        }
        let width = self
            .by_face(face, text)
            .into_iter()
            .map(|(f, known, it)| self.shape(f, known, it).1)
            .sum();
        self.widths.insert((face, text.to_owned()), width);
        width
    }

    /// The width of the widest word: a column should not be narrower.
    pub(super) fn widest_word(&mut self, runs: &[Run], look: Look) -> f32 {
        let mut widest: f32 = 0.0;
        for run in runs {
            for word in run.text.split([' ', '/']) {
                widest = widest.max(self.width(look.face(run), word) * look.size);
            }
        }
        widest
    }

    /// Runs as lines of at most this width.
    pub(super) fn lines(&mut self, runs: &[Run], look: Look, width: f32) -> Vec<Line> {
        let mut words: Vec<Word<'_>> = Vec::new();
        for (at, run) in runs.iter().enumerate() {
            self.words(run, at, look, width, &mut words);
        }
        let mut lines = Vec::new();
        let (mut from, mut used) = (0, 0.0);
        let mut last_break = None;
        let mut at = 0;
        while at < words.len() {
            let word = &words[at];
            // What runs join without a space must stay together.
            if used + word.width > width + 0.01 && at > from {
                let to = last_break.filter(|it| *it > from).unwrap_or(at);
                lines.push(self.line(runs, &words[from..to], look));
                from = to;
                at = to;
                used = 0.0;
                last_break = None;
                continue;
            }
            used += word.width + word.space;
            at += 1;
            if word.breaks {
                last_break = Some(at);
            }
        }
        if from < words.len() {
            lines.push(self.line(runs, &words[from..], look));
        }
        lines
    }

    fn words<'t>(
        &mut self,
        run: &'t Run,
        at: usize,
        look: Look,
        width: f32,
        out: &mut Vec<Word<'t>>,
    ) {
        let face = look.face(run);
        let space = self.width(face, " ") * look.size;
        let mut rest = run.text.as_str();
        while !rest.is_empty() {
            // A word ends with its spaces, after a slash, or after a dash between words.
            let mut end = rest.len();
            let mut letters = rest.char_indices().peekable();
            while let Some((i, letter)) = letters.next() {
                let after = i + letter.len_utf8();
                let next = letters.peek().map(|it| it.1);
                let breaks = letter == ' ' && next != Some(' ')
                    || (matches!(letter, '/' | '—' | '-' | '_')
                        && i > 1
                        && next.is_some_and(char::is_alphabetic));
                if breaks {
                    end = after;
                    break;
                }
            }
            let (whole, after) = rest.split_at(end);
            let text = whole.trim_end_matches(' ');
            let n_spaces = (whole.len() - text.len()) as f32;
            let measured = self.width(face, text) * look.size;
            let breaks = n_spaces > 0.0 || !after.is_empty();
            if measured <= width || text.chars().count() < 2 {
                out.push(Word {
                    text: whole,
                    run: at,
                    width: measured,
                    space: space * n_spaces,
                    breaks,
                });
            } else {
                self.cut(whole, face, at, look, width, out);
            }
            rest = after;
        }
    }

    /// A word that no line has room for is cut between letters.
    fn cut<'t>(
        &mut self,
        text: &'t str,
        face: Face,
        run: usize,
        look: Look,
        width: f32,
        out: &mut Vec<Word<'t>>,
    ) {
        let (mut from, mut used) = (0, 0.0);
        let mut one = [0; 4];
        for (at, letter) in text.char_indices() {
            let letter_width = self.width(face, letter.encode_utf8(&mut one)) * look.size;
            if used + letter_width > width && at > from {
                out.push(Word {
                    text: &text[from..at],
                    run,
                    width: used,
                    space: 0.0,
                    breaks: true,
                });
                from = at;
                used = 0.0;
            }
            used += letter_width;
        }
        out.push(Word { text: &text[from..], run, width: used, space: 0.0, breaks: true });
    }

    fn line(&mut self, runs: &[Run], words: &[Word<'_>], look: Look) -> Line {
        let mut line = Line::default();
        let mut at = 0;
        while at < words.len() {
            let run = words[at].run;
            let to =
                words[at..].iter().position(|it| it.run != run).map_or(words.len(), |n| at + n);
            let mut text: String = words[at..to].iter().map(|it| it.text).collect();
            if to == words.len() {
                text.truncate(text.trim_end_matches(' ').len());
            }
            let about = &runs[run];
            let colour = match (&about.link, about.soft) {
                (Some(_), _) => LINK,
                (None, true) => SOFT,
                (None, false) => look.colour,
            };
            for (face, known, part) in self.by_face(look.face(about), &text) {
                let (glyphs, width) = self.shape(face, known, part);
                line.pieces.push(Piece {
                    x: line.width,
                    face,
                    size: look.size,
                    colour,
                    text: part.to_owned(),
                    glyphs,
                    width: width * look.size,
                    link: about.link.clone(),
                });
                line.width += width * look.size;
            }
            at = to;
        }
        line
    }
}
