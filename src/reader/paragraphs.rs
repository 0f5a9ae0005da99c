//! Bounds the length of paragraphs, so that the memory and time that a later stage needs for one are bounded.

use super::{Block, Piece};

/// The longest paragraph, bytes. Real ones rarely have more than 5,000.
const LONGEST: usize = 1 << 15;

/// Divides paragraphs that are too long, after a sentence where there is one, else between words.
pub(super) fn limit_length(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut limited = Vec::with_capacity(blocks.len());
    for block in blocks {
        let length: usize = block.pieces.iter().map(|piece| piece.range().len()).sum();
        if length <= LONGEST {
            limited.push(block);
        } else {
            divide(text, block, &mut limited);
        }
    }
    limited
}

fn divide(text: &str, block: Block, blocks: &mut Vec<Block>) {
    let (role, language) = (block.role, block.language);
    let mut pieces = Vec::new();
    let mut length = 0;
    for piece in block.pieces {
        let mut rest = piece.range().clone();
        if let Piece::Literal(_) = piece {
            while length + rest.len() > LONGEST {
                let end = last_break(text, rest.start, rest.start + (LONGEST - length));
                pieces.push(Piece::Literal(rest.start..end));
                blocks.push(Block { role, language, pieces: std::mem::take(&mut pieces) });
                length = 0;
                rest.start = end;
            }
            length += rest.len();
            if !rest.is_empty() {
                pieces.push(Piece::Literal(rest));
            }
        } else {
            if length > LONGEST {
                blocks.push(Block { role, language, pieces: std::mem::take(&mut pieces) });
                length = 0;
            }
            length += rest.len();
            pieces.push(piece);
        }
    }
    blocks.push(Block { role, language, pieces });
}

/// The best place to divide between `start` and `limit`, never at `start` itself.
fn last_break(text: &str, start: usize, limit: usize) -> usize {
    let end = text.floor_char_boundary(limit);
    let earliest = text.floor_char_boundary(end.saturating_sub(LONGEST / 4)).max(start);
    let window = &text[earliest..end];
    let after = |position: usize, mark: &str| earliest + position + mark.len();
    let sentence = [". ", "! ", "? ", "… ", ".» ", ".\n"]
        .iter()
        .filter_map(|mark| window.rfind(mark).map(|position| after(position, mark)))
        .max();
    let space = || window.rfind(char::is_whitespace).map(|position| text.ceil_char_boundary(earliest + position + 1));
    let next_character = || text.ceil_char_boundary(start + 1);
    sentence.or_else(space).unwrap_or(end).max(next_character())
}
