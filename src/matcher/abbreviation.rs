//! Abbreviations and what they stand for: РФПИ, Минфин, Евросоюз.

use super::letters::{self, Script};
use super::words::{Role, Word};

/// Whether `short` abbreviates `long`: its letters are the initials of the words (РФПИ), or it is put together from
/// their beginnings (Минфин, Евросоюз). Works within and across the languages.
pub(super) fn abbreviates(short: &Word, long: &[Word]) -> bool {
    if long.len() < 2 || short.script == Script::Other {
        return false;
    }
    let content: Vec<&Word> = long.iter().filter(|w| !matches!(w.role, Role::Function | Role::Particle)).collect();
    if content.len() < 2 || content.iter().any(|w| w.script != short.script || w.lower.is_empty()) {
        return false;
    }
    if short.acronym { is_initials(&short.lower, long, &content) } else { is_blend(&short.skeleton, &content) }
}

fn folded(c: char) -> char {
    letters::skeleton(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c)
}

fn is_initials(short: &str, long: &[Word], content: &[&Word]) -> bool {
    let wanted: Vec<char> = short.chars().filter(|c| c.is_alphabetic()).map(folded).collect();
    if wanted.len() < 3 {
        return false;
    }
    let initials = |words: &mut dyn Iterator<Item = &Word>| -> Vec<char> {
        words.flat_map(|w| w.lower.split(' ')).filter_map(|w| w.chars().next()).map(folded).collect()
    };
    initials(&mut content.iter().copied()) == wanted || initials(&mut long.iter()) == wanted
}

/// Whether the word is a chain of beginnings, each of two letters or more, of all the words in order.
fn is_blend(short: &str, content: &[&Word]) -> bool {
    let Some((first, rest)) = content.split_first() else {
        return short.is_empty();
    };
    let most = common_prefix(short, &first.skeleton);
    let mut ends: Vec<usize> = short[..most].char_indices().map(|(at, _)| at).skip(2).collect();
    if most > 0 && short[..most].chars().count() >= 2 {
        ends.push(most);
    }
    if rest.is_empty() {
        // The last part may end in its own case ending.
        return letters::stem(short).len() <= most && short.chars().count() >= 3;
    }
    ends.into_iter().rev().any(|end| is_blend(&short[end..], rest))
}

fn common_prefix(a: &str, b: &str) -> usize {
    a.char_indices().zip(b.chars()).find(|((_, x), y)| x != y).map_or(a.len().min(b.len()), |((at, _), _)| at)
}
