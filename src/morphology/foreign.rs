//! Names of people from elsewhere, which decline in another way than Slavic names that look like them.

use super::choices::{Choice, Setting, choices_like};
use super::grammar::{Case, Gender, Number};
use super::lookup::{Dictionary, readings};
use super::pieces::Piece;
use super::tags::Tags;
use crate::languages::Language;

/// Whether a name is made of three syllables, as Korean and Chinese ones are: only the last one declines (Ким Чен Ына).
/// In other names of three short words the one in the middle is a first name (Джон Пол Джонс).
pub(super) fn is_of_syllables(pieces: &[Piece], words: &[usize], language: Language) -> bool {
    let vowels = language.rules().vowels;
    let is_syllable =
        |word: &str| word.chars().flat_map(char::to_lowercase).filter(|letter| vowels.contains(*letter)).count() == 1;
    let &[_, middle, _] = words else { return false };
    pieces.iter().filter(|piece| piece.word).count() == 3
        && words.iter().all(|word| is_syllable(&pieces[*word].text))
        && !dictionary_has(&pieces[middle].text, Tags::FIRST_NAME, language)
}

/// Lets a foreigner's surname in -ин, given in the nominative, decline like other foreign surnames: «Ллойдом Остином».
/// The first name says whose surname it is; without one it is a foreigner's.
/// Returns what the surname can be then, if it is one.
pub(super) fn foreign_surname(
    first: Option<&str>,
    surname: &str,
    setting: Setting,
    choices: &[Choice],
) -> Option<Vec<Choice>> {
    let language = setting.language;
    let rules = language.rules();
    let lower = surname.to_lowercase();
    let ending = rules.slavic_surname_endings.iter().find(|(ending, _)| lower.ends_with(ending));
    let (ending, like) = ending.filter(|_| !first.is_some_and(|first| is_slavic(first, language)))?;
    let paradigms = Dictionary::of(language).paradigms();
    let declines_as_slavic = |choice: &Choice| {
        choice.tags.case() == Some(Case::Nominative)
            && choice.tags.allows_gender(Gender::Masculine)
            && paradigms.rows(choice.id.paradigm).any(|row| {
                row.tags.case() == Some(Case::Instrumental)
                    && row.tags.number() == Some(Number::Singular)
                    && rules.slavic_instrumentals.iter().any(|ending| row.ending.ends_with(ending))
            })
    };
    let mut kept = choices.to_vec();
    kept.retain(|choice| !declines_as_slavic(choice));
    if kept.len() == choices.len() {
        return None;
    }
    let letters = surname.chars().count() - ending.chars().count();
    let model: String = surname.chars().take(letters).chain(like.chars()).collect();
    let models = choices_like(surname, &model, setting).into_iter();
    kept.extend(models.filter(|model| model.tags.gender() == Some(Gender::Masculine)));
    Some(kept)
}

/// Whether a first name is at home where people have patronymics: one is made of it, or it is a man's in -а or -я, as
/// short forms are (Вова, Женя).
fn is_slavic(first: &str, language: Language) -> bool {
    let rules = language.rules();
    let ends = first.char_indices().rev().map(|(at, _)| at).take(2);
    let mut stems = std::iter::once(first.len()).chain(ends).map(|end| &first[..end]);
    let mut patronymics = |stem: &str| {
        rules
            .patronymic_endings
            .iter()
            .any(|ending| dictionary_has(&format!("{stem}{ending}"), Tags::PATRONYMIC, language))
    };
    stems.any(&mut patronymics)
        || first.to_lowercase().ends_with(rules.short_first_name_endings)
            && dictionary_has(first, Tags::FIRST_NAME, language)
}

/// Whether the dictionary itself has a word as a man's name of a sort.
fn dictionary_has(word: &str, sort: Tags, language: Language) -> bool {
    readings(word, language)
        .map(|reading| reading.tags())
        .any(|tags| tags.any(sort) && !tags.any(Tags::INFERRED) && tags.allows_gender(Gender::Masculine))
}
