//! Cyrillic → Latin letters, as passports and road signs write it.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Language;

/// A letter, what it becomes at the beginning of a word, and what it becomes elsewhere.
type Row = (char, &'static str, &'static str);

/// Resolution 55 of the Cabinet of Ministers of Ukraine, 27 January 2010. Soft sign and apostrophe are not written;
/// «зг» becomes `zgh`, see [`romanise`].
const UKRAINIAN: &[Row] = &[
    ('а', "a", "a"),
    ('б', "b", "b"),
    ('в', "v", "v"),
    ('г', "h", "h"),
    ('ґ', "g", "g"),
    ('д', "d", "d"),
    ('е', "e", "e"),
    ('є', "ye", "ie"),
    ('ж', "zh", "zh"),
    ('з', "z", "z"),
    ('и', "y", "y"),
    ('і', "i", "i"),
    ('ї', "yi", "i"),
    ('й', "y", "i"),
    ('к', "k", "k"),
    ('л', "l", "l"),
    ('м', "m", "m"),
    ('н', "n", "n"),
    ('о', "o", "o"),
    ('п', "p", "p"),
    ('р', "r", "r"),
    ('с', "s", "s"),
    ('т', "t", "t"),
    ('у', "u", "u"),
    ('ф', "f", "f"),
    ('х', "kh", "kh"),
    ('ц', "ts", "ts"),
    ('ч', "ch", "ch"),
    ('ш', "sh", "sh"),
    ('щ', "shch", "shch"),
    ('ь', "", ""),
    ('ю', "yu", "iu"),
    ('я', "ya", "ia"),
];

/// ICAO Doc 9303, part 3, section 6, table B (Cyrillic).
const RUSSIAN: &[Row] = &[
    ('а', "a", "a"),
    ('б', "b", "b"),
    ('в', "v", "v"),
    ('г', "g", "g"),
    ('д', "d", "d"),
    ('е', "e", "e"),
    ('ё', "e", "e"),
    ('ж', "zh", "zh"),
    ('з', "z", "z"),
    ('и', "i", "i"),
    ('й', "i", "i"),
    ('к', "k", "k"),
    ('л', "l", "l"),
    ('м', "m", "m"),
    ('н', "n", "n"),
    ('о', "o", "o"),
    ('п', "p", "p"),
    ('р', "r", "r"),
    ('с', "s", "s"),
    ('т', "t", "t"),
    ('у', "u", "u"),
    ('ф', "f", "f"),
    ('х', "kh", "kh"),
    ('ц', "ts", "ts"),
    ('ч', "ch", "ch"),
    ('ш', "sh", "sh"),
    ('щ', "shch", "shch"),
    ('ъ', "ie", "ie"),
    ('ы', "y", "y"),
    ('ь', "", ""),
    ('э', "e", "e"),
    ('ю', "iu", "iu"),
    ('я', "ia", "ia"),
];

/// A name in lower-case Latin letters: Ukrainian by resolution 55 (2010), Russian by ICAO Doc 9303. Letters of the other
/// language are read as it writes them, apostrophes are left out, diacritics of Latin letters too; other characters stay.
pub fn romanise(name: &str, language: Language) -> String {
    let (own, other) = match language {
        Language::Russian => (RUSSIAN, UKRAINIAN),
        Language::Ukrainian => (UKRAINIAN, RUSSIAN),
    };
    let mut latin = String::with_capacity(name.len());
    let mut previous = None;
    for c in name.nfc().flat_map(char::to_lowercase) {
        let at_start = !previous.is_some_and(|p: char| p.is_alphabetic() || is_apostrophe(p));
        let row = own.iter().chain(other).find(|row| row.0 == c);
        match row {
            Some(_) if c == 'г' && previous == Some('з') && language == Language::Ukrainian => latin.push_str("gh"),
            Some(row) => latin.push_str(if at_start { row.1 } else { row.2 }),
            None if is_apostrophe(c) => {}
            None => latin.extend(std::iter::once(c).nfd().filter(|&c| !is_combining_mark(c))),
        }
        previous = Some(c);
    }
    latin
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '`')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_of_the_tables() {
        for (name, language, latin) in [
            ("Алушта", Language::Ukrainian, "alushta"),
            ("Борщагівка", Language::Ukrainian, "borshchahivka"),
            ("Єнакієве", Language::Ukrainian, "yenakiieve"),
            ("Короп'є", Language::Ukrainian, "koropie"),
            ("Їжакевич", Language::Ukrainian, "yizhakevych"),
            ("Кадиївка", Language::Ukrainian, "kadyivka"),
            ("Йосипівка", Language::Ukrainian, "yosypivka"),
            ("Згорани", Language::Ukrainian, "zghorany"),
            ("Розгон", Language::Ukrainian, "rozghon"),
            ("Знам’янка", Language::Ukrainian, "znamianka"),
            ("Ґалаґан", Language::Ukrainian, "galagan"),
            ("Костянтин Юрій", Language::Ukrainian, "kostiantyn yurii"),
            ("Подъячев", Language::Russian, "podieiachev"),
            ("Юрий Щукин", Language::Russian, "iurii shchukin"),
            ("Эмиль", Language::Russian, "emil"),
            ("Beyoncé", Language::Russian, "beyonce"),
        ] {
            assert_eq!(romanise(name, language), latin, "{name}");
        }
    }
}
