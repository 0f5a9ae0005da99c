//! Words → keys under which spellings of one word fall together.

use super::characters::{APOSTROPHE, is_apostrophe};
use crate::languages::Language;

/// The key of a word or name for comparison within one language: small letters, ё as е, one kind of apostrophe.
pub fn comparable(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        key.push(match c {
            'ё' => 'е',
            c if is_apostrophe(c) => APOSTROPHE,
            c => c,
        });
    }
    key
}

/// The key of a word or name for comparison between the languages: what Russian and Ukrainian write differently by
/// rule falls together by the table of each (`Rules::folded_letters`), signs and apostrophes vanish, a doubled letter
/// counts as one, and an initial у before a vowel is в (Уоррен, Воррен). Nine names in ten that are spelled by rule
/// have equal keys; the key also joins words that are different names, so it finds candidates and proves nothing.
pub fn fold(name: &str, language: Language) -> String {
    let rules = language.rules();
    let mut key = String::with_capacity(name.len());
    let mut previous = ' ';
    let mut letters = name.chars().flat_map(char::to_lowercase).filter(|c| !is_apostrophe(*c)).peekable();
    while let Some(letter) = letters.next() {
        let is_initial = !previous.is_alphabetic();
        let folded = match rules.folded_letters.iter().find(|(from, _)| *from == letter) {
            Some((_, None)) => continue,
            Some((_, Some(to))) => *to,
            None => letter,
        };
        let begins_like_w =
            is_initial && folded == 'у' && letters.peek().is_some_and(|next| rules.vowels.contains(*next));
        let folded = if begins_like_w { 'в' } else { folded };
        if folded != previous || !folded.is_alphabetic() {
            key.push(folded);
        }
        previous = folded;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_by_rule_fall_together() {
        let table = include_str!("../../tests/fixtures/normalizer/folding.tsv");
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with("##")) {
            let mut fields = line.split('\t');
            let (russian, ukrainian) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let (key, other) = (fold(russian, Language::Russian), fold(ukrainian, Language::Ukrainian));
            match fields.next() {
                Some("differ") => assert_ne!(key, other, "{russian} {ukrainian}"),
                _ => assert_eq!(key, other, "{russian} {ukrainian}"),
            }
        }
    }

    #[test]
    fn spellings_in_one_language_are_comparable() {
        assert_eq!(comparable("КОРОЛЁВ"), comparable("Королев"));
        assert_eq!(comparable("Прип\u{2bc}ять"), comparable("Прип’ять"));
        assert_ne!(comparable("Мілер"), comparable("Міллер"));
    }
}
