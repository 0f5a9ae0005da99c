//! Case endings that have a rival with the same meaning.

use super::Language;

/// Whether a word ends in the longer one of two equal endings: «Віткоффові» beside «Віткоффу».
pub fn has_long_dative(word: &str, language: Language) -> bool {
    const LONG: [&str; 3] = ["ові", "еві", "єві"];
    let word = word.to_lowercase();
    language == Language::Ukrainian && LONG.iter().any(|ending| word.ends_with(ending))
}
