//! How wide letters are, about: no font is at hand where reports are made, so that the same input
//! gives the same bytes everywhere. Estimates are on the wide side.

/// The width of a text at a size of letters.
pub(crate) fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(width).sum::<f64>() * size
}

/// The width of one letter, in parts of the size.
fn width(it: char) -> f64 {
    match it {
        'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | '’' | '·' => 0.29,
        ' ' | '\u{a0}' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' => 0.35,
        '\u{202f}' => 0.2,
        'm' | 'w' | 'M' | 'W' | '%' | '—' | '@' => 0.9,
        'ж' | 'ш' | 'щ' | 'ы' | 'ю' | 'ф' | 'м' => 0.8,
        'Ж' | 'Ш' | 'Щ' | 'Ю' | 'Ф' | 'М' | 'Ы' => 0.95,
        'А'..='Я' | 'Ё' | 'A'..='Z' => 0.7,
        'г' | 'т' => 0.5,
        'а'..='я' | 'ё' => 0.6,
        '0'..='9' => 0.58,
        _ => 0.58,
    }
}

/// A text cut into lines that fit a width; a word that does not fit is cut, and what would be
/// more than `most` lines ends in an ellipsis.
pub(crate) fn wrapped(text: &str, size: f64, width: f64, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    // A space that does not break keeps its neighbours together.
    let breaks = |it: char| it.is_whitespace() && it != '\u{a0}' && it != '\u{202f}';
    for word in text.split(breaks).filter(|it| !it.is_empty()) {
        let mut word = word.to_owned();
        loop {
            let with = if line.is_empty() { word.clone() } else { format!("{line} {word}") };
            if text_width(&with, size) <= width {
                line = with;
                break;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
                continue;
            }
            // A word longer than the line: as much of it as fits, at least one letter.
            let mut fits = String::new();
            for it in word.chars() {
                if !fits.is_empty() && text_width(&fits, size) + text_width("n-", size) > width {
                    break;
                }
                fits.push(it);
            }
            let rest = word[fits.len()..].to_owned();
            if rest.is_empty() {
                line = fits;
                break;
            }
            lines.push(format!("{fits}-"));
            word = rest;
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most.max(1) {
        lines.truncate(most.max(1));
        if let Some(last) = lines.last_mut() {
            while text_width(last, size) + text_width("…", size) > width && last.pop().is_some() {
            }
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{text_width, wrapped};

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "производство летательных и космических аппаратов, судостроение";
        let lines = wrapped(text, 13.0, 150.0, 9);
        assert!(lines.len() > 1);
        assert!(lines.iter().all(|it| text_width(it, 13.0) <= 150.0), "{lines:?}");
        assert_eq!(lines.join(" "), text);
    }

    #[test]
    fn a_mark_stays_with_its_word() {
        let lines = wrapped("Кластер «Физтех\u{a0}°", 13.0, 74.0, 3);
        assert_eq!(lines, ["Кластер", "«Физтех\u{a0}°"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_and_too_many_lines_end_in_an_ellipsis() {
        let lines = wrapped("Donaudampfschifffahrtsgesellschaft", 13.0, 80.0, 9);
        assert!(lines.len() > 2 && lines[0].ends_with('-'));
        let lines = wrapped("one two three four five six seven", 13.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(wrapped("", 13.0, 10.0, 1).is_empty());
        assert_eq!(wrapped("abc", 13.0, 0.0, 5).len(), 3);
    }
}
