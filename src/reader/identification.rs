//! In which language a paragraph, and an article, is written.

use std::borrow::Cow;
use std::cmp::Ordering;

use super::{Block, Paragraph, Piece};
use crate::languages::{Language, scripts::Script};
use crate::morphology::dictionary;

/// A shorter text, in letters, is not judged by its statistics.
const FEWEST_LETTERS: usize = 120;
/// As much of a paragraph is enough, bytes.
const ENOUGH_BYTES: usize = 4096;

/// Gives every paragraph its language, and the article that of most of its letters. What a file states of a paragraph
/// holds; elsewhere words that only one language has decide, names aside: a Ukrainian name does not make a Russian
/// paragraph Ukrainian. Where they do not, letters that only one alphabet has; then the statistics of a longer text;
/// then the language of the other paragraphs, or `stated`, what the article says of itself.
pub(super) fn identify(text: &str, blocks: Vec<Block>, stated: Option<Language>) -> (Language, Vec<Paragraph>) {
    let counter = LetterCounter::new();
    let mut total = OwnLetters::default();
    let mut weights = [0; Language::ALL.len()];
    let mut languages = Vec::with_capacity(blocks.len());
    for block in &blocks {
        let sample = sample(text, &block.pieces);
        let letters = counter.count(&sample);
        let language = block.language.or_else(|| letters.language_of(&sample));
        if let Some(language) = language {
            weights[index(language)] += letters.cyrillic;
        }
        total.add(&letters);
        languages.push(language);
    }
    let article_language = match weights[0].cmp(&weights[1]) {
        Ordering::Greater => Language::ALL[0],
        Ordering::Less => Language::ALL[1],
        Ordering::Equal => total.decide().or(stated).unwrap_or(Language::Russian),
    };
    let paragraphs = blocks.into_iter().zip(languages).map(|(block, language)| Paragraph {
        role: block.role,
        language: language.unwrap_or(article_language),
        pieces: block.pieces,
    });
    (article_language, paragraphs.collect())
}

/// The language of a text, or `None` where nothing tells.
pub(super) fn language_of(text: &str) -> Option<Language> {
    LetterCounter::new().count(text).language_of(text)
}

/// The place of a language in `Language::ALL`.
fn index(language: Language) -> usize {
    usize::from(language != Language::ALL[0])
}

/// The text of a paragraph, as much as is enough.
fn sample<'t>(text: &'t str, pieces: &[Piece]) -> Cow<'t, str> {
    if let [Piece::Literal(range)] = pieces {
        let end = text.floor_char_boundary(range.end.min(range.start + ENOUGH_BYTES));
        return Cow::Borrowed(&text[range.start..end]);
    }
    let mut sample = String::new();
    for piece in pieces {
        match piece {
            Piece::Literal(range) => {
                let end = text.floor_char_boundary(range.end.min(range.start + ENOUGH_BYTES));
                sample.push_str(&text[range.start..end]);
            }
            Piece::Reference(_, character) => sample.push(*character),
        }
        if sample.len() >= ENOUGH_BYTES {
            break;
        }
    }
    Cow::Owned(sample)
}

/// The words of a text that begin with a small letter.
fn small_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !is_letter(c) && !matches!(c, '-' | '\'' | '’' | 'ʼ' | '\u{301}'));
    words.filter(|word| word.starts_with(char::is_lowercase))
}

/// Cyrillic letters are told at once, without the tables of Unicode.
fn is_letter(c: char) -> bool {
    matches!(c, '\u{400}'..='\u{481}') || c.is_alphabetic()
}

/// So many words, or so many for one language, are enough.
const ENOUGH_WORDS: usize = 60;
const ENOUGH_VOTES: usize = 12;
/// So many for one language and none for the other are enough too.
const CLEAR_VOTES: usize = 5;

/// The language that has more than twice as many of the words for itself as the other: by a letter of its own, else
/// because its dictionary alone has the word.
fn vocabulary(sample: &str) -> Option<Language> {
    let mut votes = [0; Language::ALL.len()];
    for word in small_words(sample).take(ENOUGH_WORDS) {
        let own = Language::ALL.map(|language| word.contains(|c| language.rules().own_letters.contains(c)));
        let is_of = match own {
            [false, false] => Language::ALL.map(|language| dictionary::readings(word, language).next().is_some()),
            own => own,
        };
        match is_of {
            [true, false] => votes[0] += 1,
            [false, true] => votes[1] += 1,
            _ => {}
        }
        let (least, most) = (votes[0].min(votes[1]), votes[0].max(votes[1]));
        if most >= ENOUGH_VOTES || least == 0 && most >= CLEAR_VOTES {
            break;
        }
    }
    match votes {
        [first, second] if first > 2 * second => Some(Language::ALL[0]),
        [first, second] if second > 2 * first => Some(Language::ALL[1]),
        _ => None,
    }
}

/// What the frequencies of letters say of a text that is long enough.
fn statistics(sample: &str, letters: usize) -> Option<Language> {
    if letters < FEWEST_LETTERS {
        return None;
    }
    let allowed = whatlang::Detector::with_allowlist(vec![whatlang::Lang::Rus, whatlang::Lang::Ukr]);
    match allowed.detect_lang(sample)? {
        whatlang::Lang::Rus => Some(Language::Russian),
        whatlang::Lang::Ukr => Some(Language::Ukrainian),
        _ => None,
    }
}

/// How many letters of a text only one of the alphabets has.
#[derive(Default)]
struct OwnLetters {
    cyrillic: usize,
    /// In the order of `Language::ALL`.
    own: [usize; Language::ALL.len()],
}

impl OwnLetters {
    /// The language of the text whose letters these are, or `None` where nothing tells.
    fn language_of(&self, text: &str) -> Option<Language> {
        self.undisputed()
            .or_else(|| vocabulary(text))
            .or_else(|| self.decide())
            .or_else(|| statistics(text, self.cyrillic))
    }

    /// The language whose own letters are there, where the other has none although the text is long enough for them.
    fn undisputed(&self) -> Option<Language> {
        const EXPECTED: f64 = 2.5;
        /// Three thousand times as likely.
        const BEYOND_DOUBT: f64 = 8.0;
        let is_absent = |language: Language| {
            let expected = language.rules().own_letter_share * self.cyrillic as f64;
            self.own[index(language)] == 0 && expected > EXPECTED
        };
        self.likelier(BEYOND_DOUBT).filter(|language| self.own[index(*language)] > 0 && is_absent(language.other()))
    }

    /// The language that the counts make much likelier, or `None`: so one і in a word decides, one in a long text does
    /// not, and a long text without any is Russian, whose own letters are rarer.
    fn decide(&self) -> Option<Language> {
        /// Four times as likely; twelve times where there are no own letters to go by.
        const CLEAR: f64 = 1.5;
        const CLEAR_BY_ABSENCE: f64 = 2.5;
        self.likelier(if self.own.iter().any(|own| *own > 0) { CLEAR } else { CLEAR_BY_ABSENCE })
    }

    /// The language that the counts make likelier by so much, as a natural logarithm. The counts are taken as Poisson
    /// distributed, a letter of the other alphabet as one of a foreign name.
    fn likelier(&self, clear: f64) -> Option<Language> {
        const FOREIGN_SHARE: f64 = 0.002;
        let likelihood = |language: Language| {
            let share = language.rules().own_letter_share;
            // Counts of letters of one paragraph are exact in f64.
            let (own, all) = (self.own[index(language)] as f64, self.cyrillic as f64);
            own * (share / FOREIGN_SHARE).ln() - all * (share - FOREIGN_SHARE)
        };
        let [first, second] = Language::ALL;
        let difference = likelihood(first) - likelihood(second);
        if difference.abs() < clear {
            None
        } else if difference > 0.0 {
            Some(first)
        } else {
            Some(second)
        }
    }

    fn add(&mut self, other: &OwnLetters) {
        self.cyrillic += other.cyrillic;
        for (sum, own) in self.own.iter_mut().zip(other.own) {
            *sum += own;
        }
    }
}

/// Which language has a letter for its own, for the basic Cyrillic block.
struct LetterCounter {
    owner: [u8; 0x100],
}

const NOBODY: u8 = u8::MAX;

impl LetterCounter {
    const FIRST: usize = 0x400;

    fn new() -> LetterCounter {
        let mut owner = [NOBODY; 0x100];
        for (index, language) in (0u8..).zip(Language::ALL) {
            for letter in language.rules().own_letters.chars() {
                for form in letter.to_lowercase().chain(letter.to_uppercase()) {
                    if let Some(owner) = (form as usize).checked_sub(Self::FIRST).and_then(|i| owner.get_mut(i)) {
                        *owner = index;
                    }
                }
            }
        }
        LetterCounter { owner }
    }

    fn count(&self, text: &str) -> OwnLetters {
        let mut letters = OwnLetters::default();
        for c in text.chars().filter(|c| Script::of(*c) == Some(Script::Cyrillic)) {
            letters.cyrillic += 1;
            if let Some(own) = letters.own.get_mut(usize::from(self.owner[(c as usize - Self::FIRST) & 0xff])) {
                *own += 1;
            }
        }
        letters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language(text: &str) -> Option<Language> {
        vocabulary(text).or_else(|| LetterCounter::new().count(text).decide())
    }

    #[test]
    fn names_do_not_decide() {
        assert_eq!(language("В Києві и Харкові открыли мост"), Some(Language::Russian));
        assert_eq!(language("С Остіном говорили отдельно"), Some(Language::Russian));
        assert_eq!(language("У Киеве и Выборге відкрили міст"), Some(Language::Ukrainian));
        assert_eq!(language("Київ. Харків"), Some(Language::Ukrainian));
        assert_eq!(language("Москва. Минск"), None);
    }
}
