//! In which language a paragraph, and an article, is written.

use std::borrow::Cow;

use super::{Block, Paragraph, Piece};
use crate::languages::{Language, scripts::Script};

/// Fewer letters than this are too few for statistics.
const FEWEST_LETTERS: usize = 40;
/// As many letters as this are enough.
const ENOUGH_BYTES: usize = 4096;

/// Gives every paragraph its language, and the article that of most of its letters. Letters that only one alphabet has
/// decide; where there are none, or nearly as many of the other, the statistics of a longer text; then `stated`, what
/// the article says of itself, or the language of the other paragraphs.
pub(super) fn identify(text: &str, blocks: Vec<Block>, stated: Option<Language>) -> (Language, Vec<Paragraph>) {
    let counter = LetterCounter::new();
    let languages: Vec<(Option<Language>, usize)> = blocks
        .iter()
        .map(|block| {
            let sample = sample(text, &block.pieces);
            let letters = counter.count(&sample);
            (letters.decide().or_else(|| statistics(&sample, letters.cyrillic)), letters.cyrillic)
        })
        .collect();
    let weight =
        |language| languages.iter().filter(|(l, _)| *l == Some(language)).map(|(_, letters)| letters).sum::<usize>();
    let (russian, ukrainian) = (weight(Language::Russian), weight(Language::Ukrainian));
    let article_language = match russian.cmp(&ukrainian) {
        std::cmp::Ordering::Greater => Language::Russian,
        std::cmp::Ordering::Less => Language::Ukrainian,
        std::cmp::Ordering::Equal => stated.unwrap_or(Language::Russian),
    };
    let paragraphs = blocks.into_iter().zip(languages).map(|(block, (language, _))| Paragraph {
        role: block.role,
        language: language.unwrap_or(article_language),
        pieces: block.pieces,
    });
    (article_language, paragraphs.collect())
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
struct OwnLetters {
    cyrillic: usize,
    /// In the order of `Language::ALL`.
    own: [usize; Language::ALL.len()],
}

impl OwnLetters {
    /// The language with clearly more letters of its own.
    fn decide(&self) -> Option<Language> {
        let [russian, ukrainian] = self.own;
        if russian > 2 * ukrainian {
            Some(Language::Russian)
        } else if ukrainian > 2 * russian {
            Some(Language::Ukrainian)
        } else {
            None
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
        let mut letters = OwnLetters { cyrillic: 0, own: [0; Language::ALL.len()] };
        for c in text.chars().filter(|c| Script::of(*c) == Some(Script::Cyrillic)) {
            letters.cyrillic += 1;
            if let Some(own) = letters.own.get_mut(usize::from(self.owner[(c as usize - Self::FIRST) & 0xff])) {
                *own += 1;
            }
        }
        letters
    }
}
