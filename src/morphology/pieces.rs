//! A name cut into the words that may decline and what stands between them.

use std::rc::Rc;

use super::letters::Key;

/// A stretch of a name. All pieces together spell the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// The characters.
    pub text: Rc<str>,
    /// Whether it may decline: a Cyrillic word, outside of a quoted title, no initial, abbreviation or number.
    pub declines: bool,
    /// Whether a hyphen ties it to the word after it.
    pub tied: bool,
    /// Whether it is a word at all, not blanks and marks.
    pub word: bool,
    /// Whether it is an initial or an abbreviation with its stop after it.
    pub abbreviated: bool,
}

const OPENING: &str = "«„“\"";
const CLOSING: &str = "»“”\"";

/// A text of more pieces is nobody's name: to decline it would cost much and mean nothing.
const MOST_PIECES: usize = 200;

/// Cuts a name. `whole` says which hyphenated words are one word: those that the dictionary has. A text that is too long
/// for a name is one piece, which does not decline.
pub(super) fn pieces(name: &str, whole: impl Fn(&str) -> bool) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let is_quoted_whole = name.starts_with(|c| OPENING.contains(c))
        && name.ends_with(|c| CLOSING.contains(c))
        && name.chars().filter(|&c| OPENING.contains(c) || CLOSING.contains(c)).count() == 2;
    let mut quoted = false;
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_word = |c: char| c.is_alphanumeric() || "'’ʼ‘`-‑".contains(c);
        let length = if is_word(first) {
            rest.find(|c| !is_word(c)).unwrap_or(rest.len())
        } else {
            rest.find(is_word).unwrap_or(rest.len())
        };
        let (text, after) = rest.split_at(length);
        rest = after;
        if !is_word(first) {
            for mark in text.chars() {
                if quoted && CLOSING.contains(mark) {
                    quoted = false;
                } else if OPENING.contains(mark) && !is_quoted_whole {
                    quoted = true;
                }
            }
            pieces.push(Piece { text: text.into(), declines: false, tied: false, word: false, abbreviated: false });
            continue;
        }
        let abbreviated = after.starts_with('.') && text.chars().count() <= 3 && !after[1..].is_empty();
        let mut parts = text;
        if text.contains(['-', '‑']) && (Key::of(text).is_none() || !whole(text)) {
            while let Some(hyphen) = parts[..].find(['-', '‑']) {
                let (part, tail) = parts.split_at(hyphen);
                let mark = tail.chars().next().map_or(0, char::len_utf8);
                let declines = !quoted && Key::of(part).is_some();
                pieces.push(Piece { text: part.into(), declines, tied: true, word: true, abbreviated: false });
                pieces.push(Piece {
                    text: tail[..mark].into(),
                    declines: false,
                    tied: false,
                    word: false,
                    abbreviated: false,
                });
                parts = &tail[mark..];
            }
        }
        let declines = !quoted && !abbreviated && Key::of(parts).is_some();
        pieces.push(Piece { text: parts.into(), declines, tied: false, word: true, abbreviated });
        if pieces.len() > MOST_PIECES {
            return vec![Piece { text: name.into(), declines: false, tied: false, word: true, abbreviated: false }];
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(name: &str) -> String {
        pieces(name, |word| word == "Нью-Йорка")
            .iter()
            .map(|p| if p.declines { format!("[{}]", p.text) } else { p.text.to_string() })
            .collect()
    }

    #[test]
    fn what_is_too_long_for_a_name_is_one_piece() {
        for name in ["Стив ".repeat(500), "А-".repeat(500)] {
            assert_eq!(cut(&name), name);
            assert_eq!(pieces(&name, |_| false).len(), 1);
        }
    }

    #[test]
    fn cuts() {
        for (name, expected) in [
            ("Стива Уиткоффа", "[Стива] [Уиткоффа]"),
            ("С. Барклі", "С. [Барклі]"),
            ("С.В.Лаврова", "С.В.[Лаврова]"),
            ("Нью-Йорка", "[Нью-Йорка]"),
            ("Рис-Могга", "[Рис]-[Могга]"),
            ("компании «Северный поток»", "[компании] «Северный поток»"),
            ("«Северного потока»", "«[Северного] [потока]»"),
            ("О'Брайена", "[О'Брайена]"),
            ("Nord Stream 2", "Nord Stream 2"),
        ] {
            assert_eq!(cut(name), expected);
        }
    }
}
