//! Comparing words letter by letter.

use std::ops::Range;

use crate::languages::endings::{may_go_on, shared_letters};

/// A letter as it counts here: lower-case, ё as е, every apostrophe alike.
#[inline]
pub(super) fn fold(c: char) -> char {
    match lower(c) {
        'ё' => 'е',
        '’' | 'ʼ' | '‘' | '`' | '´' | '′' => '\'',
        c => c,
    }
}

#[inline]
pub(super) fn lower(c: char) -> char {
    match c {
        'а'..='я' | 'a'..='z' | 'і' | 'ї' | 'є' | 'ґ' | 'ё' => c,
        'А'..='Я' => char::from_u32(c as u32 + 32).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Letters and digits; Cyrillic letters are told at once, without the tables of Unicode.
#[inline]
fn is_of_word(c: char) -> bool {
    is_cyrillic(c) || c.is_alphanumeric()
}

#[inline]
fn is_cyrillic(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}')
}

#[inline]
fn is_capital(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{42f}') || !matches!(c, '\u{430}'..='\u{45f}') && c.is_uppercase()
}

/// How alike two words are that count as the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sameness {
    /// But for ё and е, or apostrophes.
    Folded,
    /// Letter by letter, but for capitals.
    Exact,
}

/// Whether two words are the same here.
pub(super) fn same_word(a: &str, b: &str) -> Option<Sameness> {
    let mut sameness = Sameness::Exact;
    let mut b = b.chars();
    for x in a.chars() {
        let y = b.next()?;
        if x == y || lower(x) == lower(y) {
            continue;
        }
        if fold(x) != fold(y) {
            return None;
        }
        sameness = Sameness::Folded;
    }
    b.next().is_none().then_some(sameness)
}

/// The folded letters of a word, on the stack: the first so many of them, which is all of any name.
pub(super) struct Letters {
    letters: [char; 64],
    length: usize,
}

impl Letters {
    pub fn of(word: &str) -> Letters {
        let mut folded = Letters { letters: [' '; 64], length: 0 };
        for (slot, c) in folded.letters.iter_mut().zip(word.chars()) {
            *slot = fold(c);
            folded.length += 1;
        }
        folded
    }
}

impl std::ops::Deref for Letters {
    type Target = [char];

    fn deref(&self) -> &[char] {
        &self.letters[..self.length]
    }
}

/// Whether `word` (folded) may be an inflected form of `dictionary_form`, judged by its beginning: cheap and generous.
pub(super) fn may_be_form(word: &[char], dictionary_form: &str) -> bool {
    let dictionary_form = Letters::of(dictionary_form);
    let shared = shared_by_forms(&dictionary_form);
    word.starts_with(&dictionary_form[..shared])
        && if dictionary_form.contains(&'-') {
            word.contains(&'-')
        } else {
            may_go_on(&word[shared..], &dictionary_form[shared..])
        }
}

/// How many letters at its beginning all forms of a word share. Each part of a compound may decline:
/// «Франкфурта-на-Майне», «Салтикова-Щедріна».
pub(super) fn shared_by_forms(dictionary_form: &[char]) -> usize {
    let first_part = dictionary_form.iter().position(|c| *c == '-').unwrap_or(dictionary_form.len());
    shared_letters(&dictionary_form[..first_part])
}

/// The letters and digits of a name, word by word, with hyphens, apostrophes and stops inside words.
pub(super) fn words(name: &str) -> impl Iterator<Item = Range<usize>> {
    let mut position = 0;
    std::iter::from_fn(move || {
        let start = position + name[position..].find(is_of_word)?;
        let mut end = start;
        let mut rest = name[start..].chars().peekable();
        while let Some(c) = rest.next() {
            // Marks that combine with the letter before them belong to it.
            if !is_of_word(c) && !('\u{300}'..='\u{36f}').contains(&c) {
                let joins = matches!(fold(c), '-' | '\'' | '.') && rest.peek().is_some_and(|next| is_of_word(*next));
                if !joins {
                    break;
                }
            }
            end += c.len_utf8();
        }
        position = end;
        Some(start..end)
    })
}

/// How a word is capitalised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Capitals {
    /// «путін»
    None,
    /// «Путін», «О'Брайен»
    First,
    /// «ПУТІН», «США»
    All,
}

impl Capitals {
    pub(super) fn of(word: &str) -> Capitals {
        let mut letters = word.chars().filter(|c| is_cyrillic(*c) || c.is_alphabetic());
        if !letters.next().is_some_and(is_capital) {
            return Capitals::None;
        }
        let mut others = letters.peekable();
        if others.peek().is_some() && others.all(is_capital) { Capitals::All } else { Capitals::First }
    }
}

/// One or two changed letters between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    /// How many letters are inserted, left out, replaced or swapped with their neighbour.
    pub distance: usize,
    /// How many letters before the first change.
    pub prefix: usize,
    /// How many letters after the last change.
    pub suffix: usize,
    /// What kind of change, where it is one.
    pub change: Change,
}

/// The kind of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A letter was doubled, or of a double letter one was left out.
    Doubling,
    /// Two neighbours were swapped.
    Swap,
    /// Anything else.
    Other,
}

/// The difference of two words of folded letters, if it is of at most `limit` changes (1 or 2) and not nothing.
pub(super) fn edit(a: &[char], b: &[char], limit: usize) -> Option<Edit> {
    if a.len().abs_diff(b.len()) > limit {
        return None;
    }
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let suffix = a[prefix..].iter().rev().zip(b[prefix..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (x, y) = (&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]);
    // Other numbers make other names: «потік-1», «потік-2».
    if x.iter().chain(y).any(|c| c.is_numeric()) {
        return None;
    }
    let (distance, change) = match (x, y) {
        ([], []) => return None,
        ([extra], []) | ([], [extra]) => {
            let doubled = prefix > 0 && a[prefix - 1] == *extra;
            (1, if doubled { Change::Doubling } else { Change::Other })
        }
        ([_], [_]) => (1, Change::Other),
        ([p, q], [r, s]) if p == s && q == r => (1, Change::Swap),
        _ if limit < 2 || x.len().max(y.len()) > 12 => return None,
        _ => (optimal_string_alignment(x, y), Change::Other),
    };
    (distance <= limit).then_some(Edit { distance, prefix, suffix, change })
}

fn optimal_string_alignment(a: &[char], b: &[char]) -> usize {
    let width = b.len() + 1;
    let mut table = vec![0; (a.len() + 1) * width];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i * width + j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[(i - 1) * width + j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut best = replaced.min(table[(i - 1) * width + j] + 1).min(table[i * width + j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    best = best.min(table[(i - 2) * width + j - 2] + 1);
                }
                best
            };
        }
    }
    table[a.len() * width + b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().map(fold).collect()
    }

    #[test]
    fn words_are_the_same_but_for_yo_and_apostrophes() {
        assert_eq!(same_word("ВИТКОФФ", "Виткофф"), Some(Sameness::Exact));
        assert_eq!(same_word("Артём", "Артем"), Some(Sameness::Folded));
        assert_eq!(same_word("О’Браєн", "О'Браєн"), Some(Sameness::Folded));
        assert_eq!(same_word("Мерц", "Мерца"), None);
        assert_eq!(same_word("Мерца", "Мерц"), None);
    }

    #[test]
    fn a_name_is_cut_into_words() {
        let cut = |name: &str| words(name).map(|range| name[range].to_owned()).collect::<Vec<_>>();
        assert_eq!(cut("Дж. Д. Вэнс"), ["Дж", "Д", "Вэнс"]);
        assert_eq!(cut("ООО «Нью-Йорк»"), ["ООО", "Нью-Йорк"]);
        assert_eq!(cut("О'Брайен Lenta.ru"), ["О'Брайен", "Lenta.ru"]);
        assert_eq!(cut(" – "), [""; 0]);
    }

    #[test]
    fn changes_are_located() {
        let between = |a: &str, b: &str, limit| {
            edit(&letters(a), &letters(b), limit).map(|e| (e.distance, e.prefix, e.suffix, e.change))
        };
        assert_eq!(between("Мерцц", "Мерц", 1), Some((1, 4, 0, Change::Doubling)));
        assert_eq!(between("Столтенбегр", "Столтенберг", 1), Some((1, 9, 0, Change::Swap)));
        assert_eq!(between("Цукербергом", "Закербергом", 2), Some((2, 0, 9, Change::Other)));
        assert_eq!(between("Мерц", "Мерц", 2), None);
        assert_eq!(between("Мерцалов", "Мерц", 2), None);
    }
}
