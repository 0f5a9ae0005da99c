//! Plain text → paragraphs.

use std::ops::Range;

use super::{Block, Contents, Piece, Role};

/// A paragraph a line, except where lines are a paragraph broken to a width.
pub(super) fn read(text: &str, start: usize) -> Contents {
    let mut blocks = Vec::new();
    let mut group: Vec<Line> = Vec::new();
    for line in lines(text, start) {
        if line.range.is_empty() {
            finish_group(text, &mut group, &mut blocks);
        } else {
            group.push(line);
        }
    }
    finish_group(text, &mut group, &mut blocks);
    if let Some(first) = blocks.first_mut() {
        first.role = role_of_first(text, first);
    }
    Contents { blocks, ..Contents::default() }
}

struct Line {
    /// Without the white space around it.
    range: Range<usize>,
    /// Characters.
    width: usize,
}

fn lines(text: &str, start: usize) -> impl Iterator<Item = Line> {
    let mut position = start;
    text[start..].split(['\n', '\r', '\u{c}', '\u{b}', '\u{85}', '\u{2028}', '\u{2029}']).map(move |line| {
        let line_start = position;
        let after = line_start + line.len();
        position = after + text[after..].chars().next().map_or(0, char::len_utf8);
        let trimmed = line.trim();
        let start = line_start + (line.len() - line.trim_start().len());
        // Only short lines can belong to a paragraph that was broken to a width; of long ones the exact width is idle.
        let width = if trimmed.len() > 4 * WIDEST { usize::MAX } else { trimmed.chars().count() };
        Line { range: start..start + trimmed.len(), width }
    })
}

/// The widest line of a text broken to a width, characters.
const WIDEST: usize = 100;
/// The narrowest.
const NARROWEST: usize = 40;

/// Lines without an empty one between them: those broken to a width make one paragraph, others one each.
fn finish_group(text: &str, group: &mut Vec<Line>, blocks: &mut Vec<Block>) {
    let widest = group.iter().map(|line| line.width).max().unwrap_or(0);
    for run in group.chunk_by(|line, next| is_full(text, line, next, widest)) {
        if let [first, .., last] = run
            && is_paragraph(text, run)
        {
            let pieces = vec![Piece::Literal(first.range.start..last.range.end)];
            blocks.push(Block { role: Role::Body, language: None, pieces });
            continue;
        }
        for line in run {
            let role = if is_subheading(&text[line.range.clone()], line.width) { Role::Headline } else { Role::Body };
            blocks.push(Block { role, language: None, pieces: vec![Piece::Literal(line.range.clone())] });
        }
    }
    group.clear();
}

/// Whether a line had no room for the first word of the next: the mark of lines broken to a width.
fn is_full(text: &str, line: &Line, next: &Line, widest: usize) -> bool {
    let next = &text[next.range.clone()];
    let next_word = next.split(char::is_whitespace).next().unwrap_or_default();
    (NARROWEST..=WIDEST).contains(&widest)
        && line.width + 1 + next_word.chars().count() > widest
        && !next.starts_with(is_list_sign)
}

/// Whether full lines are one paragraph: most of them break off within a sentence.
fn is_paragraph(text: &str, lines: &[Line]) -> bool {
    let breaks_off = |line: &Line| {
        let line = text[line.range.clone()].trim_end_matches(['"', '»', '”', '“', ')']);
        !line.ends_with(['.', '!', '?', '…', ':', ';'])
    };
    match lines {
        [first, second] => breaks_off(first) && text[second.range.clone()].starts_with(char::is_lowercase),
        [before @ .., _] => before.iter().filter(|line| breaks_off(line)).count() * 2 >= before.len(),
        [] => false,
    }
}

fn is_list_sign(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '•' | '*' | '·')
}

/// The first paragraph is the headline, unless it is one word, long, or ends as a sentence does.
pub(super) fn role_of_first(text: &str, block: &Block) -> Role {
    const LONGEST: usize = 250;
    let title: String = block.pieces.iter().map(|piece| &text[piece.range().clone()]).collect();
    let is_short = title.chars().nth(LONGEST).is_none();
    let is_phrase = has_two_words(&title) && !title.ends_with(['.', ',', ';', ':']);
    if is_short && is_phrase { Role::Headline } else { Role::Body }
}

/// A line of a few words that does not end as a sentence does.
fn is_subheading(line: &str, width: usize) -> bool {
    const LONGEST: usize = 120;
    width <= LONGEST
        && !line.starts_with(|c: char| is_list_sign(c) || c.is_lowercase())
        && has_two_words(line)
        && line.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '»' | '"' | '”' | '“' | '?' | '!' | ')'))
}

fn has_two_words(line: &str) -> bool {
    line.split_whitespace().filter(|word| word.chars().any(char::is_alphabetic)).nth(1).is_some()
}
