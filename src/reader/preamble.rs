//! What stands before the text of an article: a line ` date 2025-12-21 Title…`, or front matter between `---` or `+++`.

use std::fmt;
use std::ops::Range;

use super::{Block, Date, Piece, Role};
use crate::languages::Language;

/// What the preamble says, and where the text begins.
#[derive(Debug, Default)]
pub(super) struct Preamble {
    pub date: Option<Date>,
    pub language: Option<Language>,
    pub title: Option<Block>,
    /// Bytes of the text that belong to the preamble.
    pub end: usize,
}

/// Reads the preamble, if there is one.
pub(super) fn read(text: &str) -> Preamble {
    front_matter(text).or_else(|| date_line(text)).unwrap_or_default()
}

/// ` date 2025-12-21 Title…`. The title stays in the text: what is a headline is decided there.
fn date_line(text: &str) -> Option<Preamble> {
    let start = text.len() - text.trim_start().len();
    let rest = text[start..].strip_prefix("date")?;
    let rest = rest.strip_prefix(':').unwrap_or(rest);
    let date_text = rest.trim_start_matches([' ', '\t']);
    if date_text.len() == rest.len() {
        return None;
    }
    let length = date_text.find(char::is_whitespace).unwrap_or(date_text.len());
    let date = Date::parse(&date_text[..length])?;
    Some(Preamble { date: Some(date), end: text.len() - date_text.len() + length, ..Preamble::default() })
}

/// The longest front matter that is looked for, lines.
const MOST_LINES: usize = 100;

/// `---` with YAML-like lines or `+++` with TOML lines: title, date and language are taken, the rest is left out.
fn front_matter(text: &str) -> Option<Preamble> {
    let mut lines = Lines { text, position: 0 };
    let fence = text[lines.next()?].trim_end();
    let separator = match fence {
        "---" => ':',
        "+++" => '=',
        _ => return None,
    };
    let mut preamble = Preamble::default();
    for _ in 0..MOST_LINES {
        let range = lines.next()?;
        let line = text[range.clone()].trim_end();
        if line == fence || (separator == ':' && line == "...") {
            return Some(Preamble { end: range.end, ..preamble });
        }
        let is_continued = line.starts_with([' ', '\t', '-', '#', ']', '"', '[']);
        if line.is_empty() || is_continued {
            continue;
        }
        // Anything but `key: value` means that the fence was a thematic break.
        let (key, value) = line.split_once(separator)?;
        let value_start = range.start + key.len() + 1;
        let value = unquoted(text, value_start..value_start + value.len());
        match key.trim().to_ascii_lowercase().as_str() {
            "title" if !value.is_empty() => {
                preamble.title =
                    Some(Block { role: Role::Headline, language: None, pieces: vec![Piece::Literal(value)] });
            }
            "date" | "published" => preamble.date = preamble.date.or(Date::parse(&text[value])),
            "lang" | "language" | "locale" => preamble.language = language_of_tag(&text[value]),
            _ => {}
        }
    }
    None
}

/// The language of a tag such as `uk` or `ru-RU`.
pub(super) fn language_of_tag(tag: &str) -> Option<Language> {
    tag.get(..2).filter(|_| !tag[2..].starts_with(|c: char| c.is_alphanumeric()))?.to_ascii_lowercase().parse().ok()
}

/// The value without the spaces and quotation marks around it.
fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.end - text[range.clone()].trim_start().len();
    let trimmed = start..start + text[start..range.end].trim_end().len();
    let value = &text[trimmed.clone()];
    let is_quoted = ['"', '\''].iter().any(|q| value.len() > 1 && value.starts_with(*q) && value.ends_with(*q));
    if is_quoted { trimmed.start + 1..trimmed.end - 1 } else { trimmed }
}

/// Lines with their places, the line break included.
struct Lines<'t> {
    text: &'t str,
    position: usize,
}

impl Iterator for Lines<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let rest = &self.text[self.position..];
        let start = self.position;
        self.position += rest.find('\n').map_or(rest.len(), |end| end + 1);
        (!rest.is_empty()).then_some(start..self.position)
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Date> for String {
    fn from(date: Date) -> String {
        date.to_string()
    }
}

impl TryFrom<String> for Date {
    type Error = String;

    fn try_from(text: String) -> Result<Date, String> {
        Date::parse(&text).ok_or_else(|| format!("{text:?} is no date such as 2016-05-19"))
    }
}

impl Date {
    /// Reads `2025-12-21` or `21.12.2025`, whatever follows (a time).
    pub(super) fn parse(text: &str) -> Option<Date> {
        let number = |range: Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u16>().ok()).flatten()
        };
        let separators =
            (text.as_bytes().get(4)?, text.as_bytes().get(7), text.as_bytes().get(2)?, text.as_bytes().get(5)?);
        let (year, month, day) = match separators {
            (b'-' | b'/' | b'.', Some(b'-' | b'/' | b'.'), _, _) => (number(0..4)?, number(5..7)?, number(8..10)?),
            (_, _, b'.' | b'/', b'.' | b'/') => (number(6..10)?, number(3..5)?, number(0..2)?),
            _ => return None,
        };
        if text[10..].starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_date = (1..=12).contains(&month) && (1..=31).contains(&day);
        // Both fit: they were just bounded by 31.
        is_date.then_some(Date { year, month: month as u8, day: day as u8 })
    }
}
