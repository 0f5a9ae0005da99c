//! Words that are close to a word of a name, but no form of it.

use super::cells::Cells;
use super::names::{Gendered, IndexedWord, Names, letter_bit};
use super::spelling::{Change, Edit, Letters, edit, fold};
use crate::languages::Language;
use crate::languages::endings::{may_be_inflected, may_go_on, shared_letters};

/// A word close to a word of a name.
#[derive(Clone, Debug)]
pub(super) struct NearWord {
    /// Index into [`Names::forms`], and which word of that form.
    pub form: u32,
    pub position: u8,
    /// The forms of the name's word that are closest.
    pub cells: Cells,
    /// How these forms are written.
    pub spellings: Vec<String>,
    pub edit: Edit,
}

/// The order in which changes are the more likely an error of typing: the least first.
fn unlikeliness(edit: &Edit) -> (usize, usize) {
    let touches_ending = usize::from(edit.suffix < 2 && edit.change == Change::Other);
    (edit.distance, touches_ending)
}

impl Names<'_> {
    /// Every word of a name of this language that is at most `limit` (1 or 2) changes from a word of a text in one of
    /// its forms, of those that are `wanted`. Looks at each word of the glossary once.
    pub fn near(
        &self,
        word: &str,
        language: Language,
        limit: usize,
        wanted: impl Fn(&IndexedWord) -> bool,
    ) -> Vec<NearWord> {
        let folded: Vec<char> = word.chars().map(fold).collect();
        let letters = folded.iter().fold(0, |all, &c| all | letter_bit(c));
        let mut near = Vec::new();
        for indexed in &self.words {
            // Endings replace up to two letters of the dictionary form.
            let missing = (indexed.letters & !letters).count_ones() as usize;
            if missing > limit + 2
                || usize::from(indexed.length).abs_diff(folded.len()) > limit + 3
                || indexed.language != language
                || !wanted(indexed)
            {
                continue;
            }
            near.extend(self.near_to(&folded, indexed, language, limit));
        }
        near
    }

    /// The same for one word of a name.
    pub fn near_to(
        &self,
        folded: &[char],
        indexed: &IndexedWord,
        language: Language,
        limit: usize,
    ) -> Option<NearWord> {
        let dictionary_form = Letters::of(self.word(indexed));
        let (stem, tail) = dictionary_form.split_at(shared_letters(&dictionary_form));
        // Two changes, one of them at the very beginning, make another name.
        let limit = if folded.first() == stem.first() { limit } else { 1 };
        if !is_nearly(folded, stem, tail, limit) || may_be_inflected(folded, &dictionary_form) {
            return None;
        }
        let mut best: Option<NearWord> = None;
        for row in self.rows(indexed.form, language, Gendered::Likely).flatten() {
            let Some(spelling) = row.word(usize::from(indexed.position)) else { continue };
            let form: Vec<char> = spelling.chars().map(fold).collect();
            let Some(edit) = edit(folded, &form, limit) else { continue };
            match &mut best {
                Some(best) if unlikeliness(&best.edit) < unlikeliness(&edit) => {}
                Some(best) if unlikeliness(&best.edit) == unlikeliness(&edit) => {
                    best.cells.insert(row.form);
                    if !best.spellings.iter().any(|known| known == spelling) {
                        best.spellings.push(spelling.to_owned());
                    }
                }
                _ => {
                    let mut cells = Cells::default();
                    cells.insert(row.form);
                    let spellings = vec![spelling.to_owned()];
                    best = Some(NearWord { form: indexed.form, position: indexed.position, cells, spellings, edit });
                }
            }
        }
        best
    }
}

/// Whether a word may be a form that begins with a stem, but for at most `limit` changes. `tail` is what the dictionary
/// form goes on with.
fn is_nearly(word: &[char], stem: &[char], tail: &[char], limit: usize) -> bool {
    const LONGEST_ENDING: usize = 4;
    let common = word.iter().zip(stem).take_while(|(a, b)| a == b).count();
    let (word, stem) = (&word[common..], &stem[common..]);
    if stem.is_empty() {
        return if limit == 0 { may_go_on(word, tail) } else { word.len() <= tail.len() + LONGEST_ENDING };
    }
    if limit == 0 {
        return false;
    }
    let left = limit - 1;
    (!word.is_empty() && is_nearly(&word[1..], &stem[1..], tail, left))
        || (!word.is_empty() && is_nearly(&word[1..], stem, tail, left))
        || is_nearly(word, &stem[1..], tail, left)
        || (word.len() > 1
            && stem.len() > 1
            && word[0] == stem[1]
            && word[1] == stem[0]
            && is_nearly(&word[2..], &stem[2..], tail, left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_found_behind_changes() {
        let nearly = |word: &str, stem: &str, tail: &str, limit| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            is_nearly(&letters(word), &letters(stem), &letters(tail), limit)
        };
        assert!(nearly("столтенбкргом", "столтенб", "ерг", 2));
        assert!(nearly("сотлтенбергом", "столтенберг", "", 1));
        assert!(nearly("стлтенберга", "столтенберг", "", 1));
        assert!(nearly("уитакером", "витак", "ер", 1));
        assert!(!nearly("макроном", "мерк", "ель", 1));
        assert!(nearly("закербергом", "цукерберг", "", 2));
        assert!(!nearly("закербергом", "цукерберг", "", 1));
    }
}
