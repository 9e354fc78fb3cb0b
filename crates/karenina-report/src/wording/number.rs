//! Numbers as each language writes them.

use crate::Lang;

/// Narrow no-break space: between thousands in Russian, before the per cent sign in both.
pub(super) const NARROW: char = '\u{202f}';

/// A number: as many decimals as tell, a decimal comma in Russian, thousands apart from 10,000.
pub(crate) fn number(x: f64, lang: Lang) -> String {
    if x == f64::INFINITY {
        return "∞".to_owned();
    }
    if x == f64::NEG_INFINITY {
        return "−∞".to_owned();
    }
    let size = x.abs();
    if size != 0.0 && !(1e-6..1e15).contains(&size) {
        return localised(&format!("{x:.3e}"), lang);
    }
    let decimals = if size.fract() == 0.0 || size >= 1e6 {
        0
    } else if size >= 100.0 {
        1
    } else if size >= 1.0 {
        2
    } else if size >= 0.01 {
        3
    } else {
        7
    };
    fixed(x, decimals, lang)
}

fn fixed(x: f64, decimals: usize, lang: Lang) -> String {
    let text = format!("{:.decimals$}", x.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let mut shown = String::with_capacity(text.len() + 8);
    if x < 0.0 && text.bytes().any(|it| (b'1'..=b'9').contains(&it)) {
        shown.push('−');
    }
    if whole.len() >= 5 {
        let apart = match lang {
            Lang::En => ',',
            Lang::Ru => NARROW,
        };
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                shown.push(apart);
            }
            shown.push(digit);
        }
    } else {
        shown.push_str(whole);
    }
    if !fraction.is_empty() {
        shown.push(match lang {
            Lang::En => '.',
            Lang::Ru => ',',
        });
        shown.push_str(fraction);
    }
    shown
}

fn localised(text: &str, lang: Lang) -> String {
    let text = text.replace('-', "−");
    match lang {
        Lang::En => text,
        Lang::Ru => text.replace('.', ","),
    }
}

/// A share in per cent.
pub(crate) fn percent(share: f64, lang: Lang) -> String {
    let x = share * 100.0;
    let mut decimals = 1;
    // 0.5004 is more than a half and must not look like one.
    let looks_whole = |decimals: usize| {
        let factor = [1.0, 10.0, 100.0, 1_000.0, 10_000.0][decimals];
        let rounded = (x * factor).round() / factor;
        rounded.fract() == 0.0 && (x - rounded).abs() > 1e-9
    };
    while decimals < 4 && looks_whole(decimals) {
        decimals += 1;
    }
    format!("{}{NARROW}%", fixed(x, decimals, lang))
}

/// The two ends of a share in per cent, or the one where they meet.
pub(crate) fn share_bounds((low, high): (f64, f64), lang: Lang) -> String {
    if low == high {
        rounded_percent(low, lang)
    } else {
        format!("{}–{}", rounded_percent(low, lang), rounded_percent(high, lang))
    }
}

/// A share that no rule is held against: one decimal, but nearly all is not all, nor nearly
/// nothing nothing.
fn rounded_percent(share: f64, lang: Lang) -> String {
    if (0.0005..0.9995).contains(&share) {
        format!("{}{NARROW}%", fixed(share * 100.0, 1, lang))
    } else {
        percent(share, lang)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lang, number, percent, share_bounds};

    #[test]
    fn numbers_are_written_as_each_language_writes_them() {
        for (x, en, ru) in [
            (0.0, "0", "0"),
            (-0.0, "0", "0"),
            (44.0, "44", "44"),
            (2014.0, "2014", "2014"),
            (12_345.0, "12,345", "12\u{202f}345"),
            (1_234_567.5, "1,234,568", "1\u{202f}234\u{202f}568"),
            (12.5, "12.5", "12,5"),
            (0.125, "0.125", "0,125"),
            (-3.25, "−3.25", "−3,25"),
            (0.000_25, "0.00025", "0,00025"),
            (f64::INFINITY, "∞", "∞"),
        ] {
            assert_eq!(number(x, Lang::En), en);
            assert_eq!(number(x, Lang::Ru), ru);
        }
    }

    #[test]
    fn a_little_more_than_a_half_does_not_look_like_a_half() {
        assert_eq!(percent(0.5, Lang::En), "50\u{202f}%");
        assert_eq!(percent(0.5004, Lang::En), "50.04\u{202f}%");
        assert_eq!(percent(1.0 / 3.0, Lang::Ru), "33,3\u{202f}%");
        assert_eq!(share_bounds((0.5, 1.0), Lang::En), "50\u{202f}%–100\u{202f}%");
        assert_eq!(share_bounds((0.229_88, 0.9999), Lang::En), "23\u{202f}%–99.99\u{202f}%");
    }
}
