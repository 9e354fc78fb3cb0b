//! A small drawing layer: shapes, letters whose width is estimated, a house style.
//!
//! `plotters` and `kuva` were tried on the first figure (long Russian labels, bars with bounds):
//! plotters cut the labels off and knows neither hatching nor alternative texts; kuva takes 51
//! seconds of building and draws columns whose labels overlap; neither has a form for seven of
//! the sixteen figures. What is needed is rectangles, lines and wrapped text in one style, on
//! paper, on a page in the dark and on a telephone.

mod bars;
mod stacks;
mod svg;
mod text;

pub(crate) use bars::{BarChart, BarRow, BarSeries, BarValue, Level};
pub(crate) use stacks::{StackChart, StackRow};
pub(crate) use svg::{Anchor, Drawing, Paint, Style, polyline};
pub(crate) use text::{text_width, wrapped};

/// Size of letters in the drawings.
pub(crate) const SIZE: f64 = 13.0;
/// Size of secondary letters.
pub(crate) const SMALL: f64 = 12.0;
/// Height of a line of text.
pub(crate) const LEADING: f64 = 17.0;
/// Below this width a drawing is made for a telephone.
pub(crate) const WIDE: f64 = 560.0;
