//! Figures drawn once as SVG: they look the same on page and paper, in both languages.
//!
//! Marks are drawn and not letters, so that no font has to have them; colours are those of the
//! page in print, and no figure rests on colour alone.

mod degree_bars;
mod heat_map;
mod sign_counts;
mod svg;

pub(crate) use degree_bars::degree_bars;
pub(crate) use heat_map::heat_maps;
pub(crate) use sign_counts::sign_counts;

/// A drawing with its size in points.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drawing {
    pub svg: String,
    pub width: f32,
    pub height: f32,
}
