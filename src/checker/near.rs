//! Words that are close to a word of a name, but no form of it.

use super::cells::Cells;
use super::names::{Gendered, IndexedWord, Names, letter_bit};
use super::spelling::{Change, Edit, Letters, edit, fold};
use crate::languages::Language;
use crate::languages::endings::{may_be_inflected, shared_letters};

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
        let stem = &dictionary_form[..shared_letters(&dictionary_form)];
        // Two changes, one of them at the very beginning, make another name.
        let limit = if folded.first() == stem.first() { limit } else { 1 };
        if !begins_nearly_with(folded, stem, limit) || may_be_inflected(folded, &dictionary_form) {
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

/// Whether a word begins with a stem, but for at most `limit` changes.
fn begins_nearly_with(word: &[char], stem: &[char], limit: usize) -> bool {
    let common = word.iter().zip(stem).take_while(|(a, b)| a == b).count();
    let (word, stem) = (&word[common..], &stem[common..]);
    if stem.len() <= limit {
        return true;
    }
    if limit == 0 {
        return false;
    }

    (!word.is_empty() && begins_nearly_with(&word[1..], &stem[1..], limit - 1))
        || (!word.is_empty() && begins_nearly_with(&word[1..], stem, limit - 1))
        || begins_nearly_with(word, &stem[1..], limit - 1)
        || (word.len() > 1
            && stem.len() > 1
            && word[0] == stem[1]
            && word[1] == stem[0]
            && begins_nearly_with(&word[2..], &stem[2..], limit - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_is_found_behind_changes() {
        let begins = |word: &str, stem: &str, limit| {
            let letters = |word: &str| word.chars().collect::<Vec<_>>();
            begins_nearly_with(&letters(word), &letters(stem), limit)
        };
        assert!(begins("столтенбкргом", "столтенбе", 1));
        assert!(begins("сотлтенбергом", "столтенбе", 1));
        assert!(begins("стлтенберга", "столтенбе", 1));
        assert!(begins("уитакером", "витаке", 1));
        assert!(!begins("макроном", "мерке", 1));
        assert!(begins("закербергом", "цукербе", 2));
    }
}
