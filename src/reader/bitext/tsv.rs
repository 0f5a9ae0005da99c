//! Lines of two texts with a tab between them.

use super::{Linked, Raw, Side, stated, with_languages};
use crate::reader::Piece;

/// Reads the first two columns; the id is the number of the line. A first line of two language codes states the
/// languages.
pub(super) fn read(text: &str) -> Vec<Linked> {
    let mut units = Vec::new();
    let mut languages = [None, None];
    let mut start = 0;
    for (index, line) in text.split('\n').enumerate() {
        let line_start = start;
        start += line.len() + 1;
        let Some((source, rest)) = line.split_once('\t') else { continue };
        let target = rest.split('\t').next().unwrap_or_default().trim_end_matches('\r');
        if index == 0 && is_code(source) && is_code(target) {
            languages = [stated(source), stated(target)];
            continue;
        }
        let target_start = line_start + source.len() + 1;
        let texts = vec![
            (Side::Source, languages[0], vec![Piece::Literal(line_start..line_start + source.len())]),
            (Side::Target, languages[1], vec![Piece::Literal(target_start..target_start + target.len())]),
        ];
        units.push(Raw { id: (index + 1).to_string(), texts });
    }
    with_languages(text, units)
}

fn is_code(field: &str) -> bool {
    let field = field.trim();
    (2..=7).contains(&field.len())
        && field.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}
