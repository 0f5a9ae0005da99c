//! Which language the sentences of a side are in, to tell swapped or wrong files early.

use crate::languages::Language;

/// So many letters that only one of the languages has, and so many times more than of the other, decide.
const LEAST_LETTERS: usize = 4;
const LEAST_RATIO: usize = 4;

/// The language of the text, by the letters that only one of the two has; `None` where they do not decide.
pub fn language_of<S: AsRef<str>>(sentences: &[S]) -> Option<Language> {
    let mut counts = Language::ALL.map(|language| (language, 0));
    for letter in sentences.iter().flat_map(|sentence| sentence.as_ref().chars()).flat_map(char::to_lowercase) {
        for (language, count) in &mut counts {
            *count += usize::from(language.rules().own_letters.contains(letter));
        }
    }
    counts.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    let [(language, most), (_, least)] = counts;
    (most >= LEAST_LETTERS && most >= LEAST_RATIO * least).then_some(language)
}
