//! The fonts that every PDF and picture is set in; nothing of the computer's own is used, so that
//! the same inputs give the same bytes anywhere. See `fonts/README.md` for origin and licence.

use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, fontdb};

pub(crate) const SANS: &[u8] = include_bytes!("../fonts/PTS55F.ttf");
pub(crate) const SANS_BOLD: &[u8] = include_bytes!("../fonts/PTS75F.ttf");
pub(crate) const SERIF: &[u8] = include_bytes!("../fonts/PTF55F.ttf");
pub(crate) const SERIF_BOLD: &[u8] = include_bytes!("../fonts/PTF75F.ttf");
/// For letters and marks that the others lack.
pub(crate) const FALLBACK: &[u8] = include_bytes!("../fonts/DejaVuSans.ttf");

static DATABASE: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut it = fontdb::Database::new();
    for data in [SANS, SANS_BOLD, FALLBACK] {
        it.load_font_source(fontdb::Source::Binary(Arc::new(data)));
    }
    it.set_sans_serif_family("PT Sans");
    Arc::new(it)
});

static FACES: LazyLock<Vec<rustybuzz::Face<'static>>> = LazyLock::new(|| {
    [SANS, FALLBACK].into_iter().filter_map(|it| rustybuzz::Face::from_slice(it, 0)).collect()
});

/// How wide a text is in the sans serif, in parts of its size.
pub(crate) fn width(text: &str) -> f32 {
    text.chars()
        .map(|it| {
            FACES
                .iter()
                .find_map(|face| {
                    let advance = face.glyph_hor_advance(face.glyph_index(it)?)?;
                    Some(f32::from(advance) / face.units_per_em() as f32)
                })
                .unwrap_or(1.0)
        })
        .sum()
}

/// A figure, read; `None` if it were no SVG.
pub(crate) fn figure(svg: &str) -> Option<usvg::Tree> {
    let options = usvg::Options {
        fontdb: Arc::clone(&DATABASE),
        font_family: "PT Sans".to_owned(),
        ..usvg::Options::default()
    };
    usvg::Tree::from_str(svg, &options).ok()
}

/// A figure with its letters as shapes, so that it looks the same where the fonts are missing.
pub(crate) fn outlined(svg: &str) -> Option<String> {
    let options = usvg::WriteOptions {
        preserve_text: false,
        coordinates_precision: 2,
        transforms_precision: 4,
        indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    Some(figure(svg)?.to_string(&options))
}

/// A figure as a picture with so many pixels a point, on white.
pub(crate) fn png(svg: &str, scale: f32) -> Option<Vec<u8>> {
    use resvg::tiny_skia;
    let tree = figure(svg)?;
    let size = tree.size();
    let pixels = |it: f32| (it * scale).ceil().clamp(1.0, 16_000.0) as u32;
    let mut map = tiny_skia::Pixmap::new(pixels(size.width()), pixels(size.height()))?;
    map.fill(tiny_skia::Color::WHITE);
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut map.as_mut());
    map.encode_png().ok()
}
