//! Sentences → words in a spelling that both languages share.

use crate::languages::Language;
use crate::normalizer::{Mark, Text, Token, TokenClass, sentences, tokens};
use crate::reader::Piece;

/// A word of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// One ASCII letter a sound, or the digits of a number; never empty.
    pub(super) folded: String,
    /// What its look says about it.
    pub(super) class: WordClass,
}

/// What the look of a word says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// Digits.
    Number,
    /// A capital that does not come from the beginning of a sentence.
    Capitalised,
    /// The first word of a sentence: its capital says nothing.
    First,
    /// Any other word.
    Plain,
}

/// A unit of text as the aligner sees it: usually a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Unit {
    /// In order. Parts of a hyphenated word are words of their own.
    pub(super) words: Vec<Word>,
    /// How many sentences it consists of, at least 1.
    pub(super) count: u32,
    /// Whether it ends without a mark that ends sentences, as headlines and items of lists do.
    pub(super) is_open: bool,
}

/// Reads a sentence, or a line of several.
pub(super) fn unit(source: &str, language: Language) -> Unit {
    let text = Text::of_pieces(source, &[Piece::Literal(0..source.len())]).text;
    let tokens = tokens(&text, language.rules());
    let mut words = Vec::with_capacity(tokens.len());
    let mut is_first = true;
    for token in &tokens {
        add_words(&text, token, &mut is_first, &mut words);
    }
    let count = sentences(&text, &tokens, language.rules()).len();
    let last = tokens.iter().rev().find(|token| {
        !matches!(token.class, TokenClass::Punctuation(Mark::CloseQuote | Mark::CloseBracket | Mark::OpenQuote))
    });
    let ends = |class| {
        matches!(
            class,
            TokenClass::Abbreviation
                | TokenClass::Punctuation(
                    Mark::Stop
                        | Mark::Ellipsis
                        | Mark::Exclamation
                        | Mark::Question
                        | Mark::Colon
                        | Mark::Comma
                        | Mark::Semicolon
                )
        )
    };
    Unit { words, count: (count as u32).max(1), is_open: last.is_some_and(|token| !ends(token.class)) }
}

fn add_words(text: &str, token: &Token, is_first: &mut bool, words: &mut Vec<Word>) {
    match token.class {
        TokenClass::Punctuation(_) | TokenClass::Symbol => return,
        TokenClass::Word
        | TokenClass::Initial
        | TokenClass::Abbreviation
        | TokenClass::Number
        | TokenClass::Url
        | TokenClass::Email
        | TokenClass::Hashtag
        | TokenClass::Handle => {}
    }
    for part in token.of(text).split('-') {
        let digits: String = part.chars().filter(char::is_ascii_digit).collect();
        if !digits.is_empty() {
            words.push(Word { folded: digits, class: WordClass::Number });
            *is_first = false;
            continue;
        }
        let folded = fold(part);
        if folded.is_empty() {
            continue;
        }
        let class = match part.chars().find(|c| c.is_alphabetic()) {
            Some(c) if c.is_uppercase() && !*is_first => WordClass::Capitalised,
            Some(_) if *is_first => WordClass::First,
            _ => WordClass::Plain,
        };
        words.push(Word { folded, class });
        *is_first = false;
    }
}

/// A word with one ASCII letter for each sound, in which spellings of the two languages and Latin ones fall together:
/// signs, apostrophes and doubled letters vanish. Other scripts vanish too.
///
/// The letters that the languages write for one another are from the counts of correspondences in parallel news:
/// и/і/ы/ї, е/э/є, г/ґ/х, в/у are the frequent ones; в/у is left apart, as it would join too many words.
pub(super) fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for letter in word.chars().flat_map(char::to_lowercase) {
        let sound = match letter {
            'а' | 'я' | 'a' | 'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
            'б' | 'b' => 'b',
            'в' | 'v' | 'w' => 'v',
            'г' | 'ґ' | 'х' | 'g' | 'h' => 'g',
            'д' | 'd' => 'd',
            'е' | 'ё' | 'э' | 'є' | 'e' | 'é' | 'è' | 'ê' | 'ë' => 'e',
            'ж' | 'j' => 'j',
            'з' | 'z' | 'ž' => 'z',
            'и' | 'і' | 'ї' | 'й' | 'ы' | 'i' | 'y' | 'í' | 'ï' | 'î' => 'i',
            'к' | 'k' | 'c' | 'q' => 'k',
            'л' | 'l' | 'ł' => 'l',
            'м' | 'm' => 'm',
            'н' | 'n' | 'ñ' => 'n',
            'о' | 'o' | 'ó' | 'ö' | 'ô' | 'ø' => 'o',
            'п' | 'p' => 'p',
            'р' | 'r' => 'r',
            'с' | 's' | 'x' | 'š' => 's',
            'т' | 't' => 't',
            'у' | 'ю' | 'u' | 'ú' | 'ü' => 'u',
            'ф' | 'f' => 'f',
            'ц' => 'c',
            'ч' | 'č' => 'q',
            'ш' | 'щ' => 'w',
            _ => continue,
        };
        if !folded.ends_with(sound) {
            folded.push(sound);
        }
    }
    folded
}

/// What a folded word keeps in most of its case forms: long words lose their endings, short ones stay whole.
pub(super) fn stem(folded: &str) -> &str {
    let kept = match folded.len() {
        length @ 0..=4 => length,
        5..=6 => 4,
        7 => 5,
        _ => 6,
    };
    &folded[..kept]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_both_languages_fold_together() {
        for (russian, ukrainian) in [
            ("Миллера", "Мілера"),
            ("Эрдоган", "Ердоган"),
            ("Харрис", "Гарріс"),
            ("объект", "об'єкт"),
            ("Трамп", "Trаmp"),
        ] {
            assert_eq!(fold(russian), fold(ukrainian), "{russian} {ukrainian}");
        }
    }

    #[test]
    fn hyphens_divide_words_and_numbers_keep_their_digits() {
        let found = unit("24-летний Том из Нью-Йорка заплатил 1 432,5 долл.", Language::Russian).words;
        let folded: Vec<&str> = found.iter().map(|word| word.folded.as_str()).collect();
        assert_eq!(folded[..6], ["24", "letni", "tom", "iz", "nu", "iorka"]);
        assert_eq!(found[0].class, WordClass::Number);
        assert_eq!(found[2].class, WordClass::Capitalised);
        assert_eq!(found[3].class, WordClass::Plain);
    }
}
