//! Case endings of names.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Language;
use crate::morphology::Case;

/// Whether a word ends in the longer one of two equal endings: «Віткоффові» beside «Віткоффу».
pub fn has_long_dative(word: &str, language: Language) -> bool {
    const LONG: [&str; 3] = ["ові", "еві", "єві"];
    let word = word.to_lowercase();
    language == Language::Ukrainian && LONG.iter().any(|ending| word.ends_with(ending))
}

/// How many letters at the beginning of a dictionary form (lower-case) its other forms share, at least: what is left
/// without the ending, and without a vowel that may be lost (Павел, Павла).
pub fn shared_letters(dictionary_form: &[char]) -> usize {
    let ending = match dictionary_form {
        [.., 'е' | 'є' | 'о' | 'і' | 'ї', _, 'ь'] => 3,
        [.., 'а' | 'я' | 'о' | 'е' | 'у' | 'ю' | 'ы' | 'и' | 'і' | 'ї' | 'є' | 'э' | 'ь'] => {
            match dictionary_form[..dictionary_form.len() - 1] {
                // «Новая», «Нижнє», «Ольга» (Ользі)
                [.., 'а' | 'я' | 'о' | 'е' | 'ы' | 'и' | 'г' | 'к' | 'х' | 'ґ'] => 2,
                _ => 1,
            }
        }
        [.., 'й'] | [.., 'е' | 'є' | 'о' | 'и' | 'і' | 'ї' | 'ё', _] => 2,
        _ => 0,
    };
    dictionary_form.len().saturating_sub(ending).max(1.min(dictionary_form.len()))
}

/// Every case ending of nouns and adjectives in both languages, as it follows the part that the forms share.
const ENDINGS: &[&str] = &[
    "", "а", "я", "у", "ю", "е", "є", "и", "і", "ї", "ы", "о", "э", "ь", "й", "ом", "ем", "єм", "им", "ым", "ім", "їм",
    "ой", "ей", "єй", "ою", "ею", "єю", "ах", "ях", "ам", "ям", "ов", "ев", "єв", "ів", "їв", "ий", "ый", "ій", "їй",
    "их", "ых", "іх", "їх", "ая", "яя", "ую", "юю", "ое", "ее", "ые", "ие", "ии", "ию", "ия", "ії", "ія", "ію", "ью",
    "ья", "ье", "ьи", "ого", "его", "ому", "ему", "ими", "ыми", "іми", "їми", "ами", "ями", "ові", "еві", "єві", "ією",
    "ией", "ьго", "ього", "ьому", "ием", "иям", "иях", "іям", "іях", "иями", "іями",
];

/// Whether a word may go on with `rest` behind the letters that the forms of a name share, where its dictionary form
/// goes on with `tail`: some of the tail, possibly changed, and a case ending.
pub fn may_go_on(rest: &[char], tail: &[char]) -> bool {
    static NUMBERS: LazyLock<FxHashSet<u64>> = LazyLock::new(|| {
        ENDINGS.iter().filter_map(|ending| ending_number(&ending.chars().collect::<Vec<_>>())).collect()
    });
    let is_ending = |letters: &[char]| ending_number(letters).is_some_and(|number| NUMBERS.contains(&number));
    rest == tail || (0..=tail.len().min(rest.len())).any(|kept| is_ending(&rest[kept..]))
}

/// Up to four letters as a number; none for more, and for letters that no ending has.
fn ending_number(letters: &[char]) -> Option<u64> {
    const LONGEST: usize = 4;
    if letters.len() > LONGEST {
        return None;
    }
    letters.iter().try_fold(0, |number, letter| Some(number << 16 | u64::from(u16::try_from(u32::from(*letter)).ok()?)))
}

/// A case ending of a masculine noun that ends in a consonant, in both languages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NounEnding {
    russian: &'static str,
    ukrainian: &'static str,
    /// The cases that it marks.
    pub cases: &'static [Case],
}

const NOUN_ENDINGS: &[NounEnding] = &[
    NounEnding { russian: "а", ukrainian: "а", cases: &[Case::Genitive, Case::Accusative] },
    NounEnding { russian: "у", ukrainian: "у", cases: &[Case::Dative] },
    NounEnding { russian: "у", ukrainian: "ові", cases: &[Case::Dative] },
    NounEnding { russian: "ом", ukrainian: "ом", cases: &[Case::Instrumental] },
    NounEnding { russian: "е", ukrainian: "і", cases: &[Case::Locative] },
];

impl NounEnding {
    /// The ending in one language.
    pub fn of(self, language: Language) -> &'static str {
        match language {
            Language::Russian => self.russian,
            Language::Ukrainian => self.ukrainian,
        }
    }

    /// Reads what follows a dictionary form (lower-case) that ends in a consonant as such an ending of either language.
    /// Foreign names in -ин and -ов decline so (Остином, Остіном), Russian ones like adjectives (Пушкиным), and no
    /// dictionary knows of every name which it is.
    pub fn read(dictionary_form: &[char], rest: &[char]) -> Option<NounEnding> {
        let is_hard = dictionary_form.last().is_some_and(|c| "бвгґджзклмнпрстфхцчшщ".contains(*c));
        let is_rest = |ending: &str| ending.chars().eq(rest.iter().copied());
        let mut endings = NOUN_ENDINGS.iter().filter(|ending| is_rest(ending.russian) || is_rest(ending.ukrainian));
        if is_hard { endings.next().copied() } else { None }
    }
}

/// Whether a word (lower-case) is a dictionary form with something like a case ending: no misspelling, but a form that
/// the inflection does not know.
pub fn may_be_inflected(word: &[char], dictionary_form: &[char]) -> bool {
    const LONGEST_ENDING: usize = 3;
    let is_vowel = |c: &char| "аеёиоуыэюяіїє".contains(*c);
    let stem = match dictionary_form {
        [stem @ .., last] if is_vowel(last) || matches!(last, 'ь' | 'й') => stem,
        whole => whole,
    };
    word.strip_prefix(stem).is_some_and(|rest| rest.first().is_none_or(is_vowel) && rest.len() <= LONGEST_ENDING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn forms_share_a_beginning() {
        let cases = [
            ("павел", "павла"),
            ("ольга", "ользі"),
            ("київ", "києва"),
            ("донець", "донця"),
            ("заєць", "зайця"),
            ("лев", "льва"),
            ("мерц", "мерцем"),
            ("зеленський", "зеленського"),
            ("дніпро", "дніпра"),
            ("рига", "ризі"),
            ("новая", "новой"),
            ("тернопіль", "тернополя"),
            ("петро", "петрові"),
        ];
        for (dictionary_form, form) in cases {
            let shared = shared_letters(&letters(dictionary_form));
            let common = dictionary_form.chars().zip(form.chars()).take_while(|(a, b)| a == b).count();
            assert!(common >= shared, "{dictionary_form}, {form}: {common} < {shared}");
        }
    }

    #[test]
    fn words_go_on_with_endings() {
        let goes_on = |form: &str, dictionary_form: &str| {
            let (form, dictionary_form) = (letters(form), letters(dictionary_form));
            let shared = shared_letters(&dictionary_form);
            may_go_on(&form[shared..], &dictionary_form[shared..])
        };
        for (form, dictionary_form) in [
            ("павла", "павел"),
            ("ользі", "ольга"),
            ("києвом", "київ"),
            ("зайцеві", "заєць"),
            ("мерцем", "мерц"),
            ("зеленського", "зеленський"),
            ("тернополя", "тернопіль"),
            ("нової", "нова"),
            ("комісією", "комісія"),
        ] {
            assert!(goes_on(form, dictionary_form), "{dictionary_form}, {form}");
        }
        assert!(!goes_on("путин", "путя"));
        assert!(!goes_on("мерцалов", "мерц"));
    }

    #[test]
    fn unknown_forms_are_no_misspellings() {
        assert!(may_be_inflected(&letters("лахоре"), &letters("лахор")));
        assert!(may_be_inflected(&letters("мулви"), &letters("мулва")));
        assert!(!may_be_inflected(&letters("мерцц"), &letters("мерц")));
        assert!(!may_be_inflected(&letters("мерцалов"), &letters("мерц")));
    }

    #[test]
    fn noun_endings_correspond() {
        let ending = NounEnding::read(&letters("остін"), &letters("ом")).map(|e| e.of(Language::Russian));
        assert_eq!(ending, Some("ом"));
        let ending = NounEnding::read(&letters("остин"), &letters("е")).map(|e| e.of(Language::Ukrainian));
        assert_eq!(ending, Some("і"));
        assert_eq!(NounEnding::read(&letters("рубио"), &letters("м")), None);
    }
}
