//! A paragraph as a row of words.

use std::ops::Range;

use super::spelling::Capitals;
use crate::languages::Language;
use crate::morphology::dictionary::{PartOfSpeech, Tags, readings};
use crate::normalizer::{Mark, Text, Token, TokenClass, sentences, tokens};
use crate::reader::Paragraph;

/// A paragraph as a row of words. Addresses, hashtags, handles and the like are not among them.
#[derive(Debug)]
pub(super) struct Passage {
    pub text: Text,
    pub language: Language,
    pub words: Vec<Word>,
    /// Stretches of `text.text` between quotation marks, in order.
    pub quotations: Vec<Range<usize>>,
}

/// A word in its surroundings.
#[derive(Clone, Debug)]
pub(super) struct Word {
    /// Bytes of the passage's text, without the stop of an initial.
    pub range: Range<usize>,
    pub kind: WordKind,
    pub capitals: Capitals,
    /// Whether any word would have a capital here.
    pub capital_expected: bool,
    /// What stands between this word and the one before.
    pub gap: Gap,
    /// Whether the file writes it with look-alike letters of the other script.
    pub mixed_script: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordKind {
    Word,
    /// A first name cut short: «С.».
    Initial,
    Number,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// White space, or the stop of an initial.
    Space,
    /// Quotation marks, hyphens, dashes.
    Loose,
    /// Anything that no name runs across.
    Break,
}

impl Passage {
    /// Reads a paragraph of `source`, the decoded file.
    pub fn new(source: &str, paragraph: &Paragraph) -> Passage {
        let text = Text::of_paragraph(source, paragraph);
        let rules = paragraph.language.rules();
        let tokens = tokens(&text.text, rules);
        let sentences = sentences(&text.text, &tokens, rules);
        let mut passage = Passage { text, language: paragraph.language, words: Vec::new(), quotations: Vec::new() };
        for sentence in sentences {
            passage.read_sentence(&tokens[sentence]);
        }
        passage
    }

    fn read_sentence(&mut self, tokens: &[Token]) {
        let first = self.words.len();
        let mut gap = Gap::Break;
        let mut capital_expected = true;
        let mut in_code = false;
        let mut quote_start = None;
        for token in tokens {
            let kind = match token.class {
                TokenClass::Word => WordKind::Word,
                TokenClass::Initial => WordKind::Initial,
                TokenClass::Number => WordKind::Number,
                TokenClass::Punctuation(mark) => {
                    match mark {
                        Mark::OpenQuote => quote_start = Some(token.range.end),
                        Mark::CloseQuote => {
                            self.quotations.extend(quote_start.take().map(|start| start..token.range.start));
                        }
                        _ => {}
                    }
                    gap = gap.max(match mark {
                        Mark::OpenQuote | Mark::CloseQuote | Mark::Hyphen | Mark::Dash => Gap::Loose,
                        _ => Gap::Break,
                    });
                    capital_expected |= matches!(mark, Mark::OpenQuote | Mark::Bullet | Mark::Colon);
                    continue;
                }
                TokenClass::Symbol if token.of(&self.text.text) == "`" => {
                    in_code = !in_code;
                    gap = Gap::Break;
                    continue;
                }
                _ => {
                    gap = Gap::Break;
                    capital_expected = false;
                    continue;
                }
            };
            if in_code {
                gap = Gap::Break;
                continue;
            }
            let stop = if kind == WordKind::Initial {
                token.of(&self.text.text).trim_end_matches('.').len()
            } else {
                token.range.len()
            };
            let range = token.range.start..token.range.start + stop;
            self.words.push(Word {
                kind,
                capitals: Capitals::of(&self.text.text[range.clone()]),
                capital_expected,
                gap,
                mixed_script: self.text.is_mixed_script(range.clone()),
                range,
            });
            gap = Gap::Space;
            capital_expected = false;
        }
        self.quotations.extend(quote_start.map(|start| start..tokens.last().map_or(start, |token| token.range.end)));
        let sentence = &mut self.words[first..];
        let long = |word: &&Word| word.kind == WordKind::Word && word.range.len() > 2;
        let capitals = sentence.iter().filter(long).filter(|word| word.capitals == Capitals::All).count();
        let all = sentence.iter().filter(long).count();
        // A line in capitals says nothing about which words are names.
        if all >= 3 && capitals * 4 >= all * 3 {
            sentence.iter_mut().for_each(|word| word.capital_expected = true);
        }
    }

    /// The word as it stands in normal spelling.
    pub fn word(&self, index: usize) -> &str {
        &self.text.text[self.words[index].range.clone()]
    }

    /// What stands before a word, back to the beginning of the paragraph.
    pub fn before(&self, index: usize) -> &str {
        &self.text.text[..self.words[index].range.start]
    }

    /// The preposition or other word directly before a word, in the same breath.
    pub fn previous(&self, index: usize) -> Option<usize> {
        (index > 0 && self.words[index].gap != Gap::Break).then(|| index - 1)
    }
}

/// What the dictionary knows of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Known {
    /// As a word that is no name.
    pub as_word: bool,
    /// As a name.
    pub as_name: bool,
    /// As a first name.
    pub as_first_name: bool,
    /// As a patronymic.
    pub as_patronymic: bool,
    /// As the name of a place.
    pub as_place: bool,
}

impl Known {
    /// Looks a word up; a word with hyphens is known where each of its parts is.
    pub fn of(word: &str, language: Language) -> Known {
        let whole = Known::of_simple(word, language);
        if whole.is_any() || !word.contains('-') {
            return whole;
        }
        let parts = word.split('-').map(|part| Known::of_simple(part, language));
        parts.reduce(Known::and).unwrap_or(whole)
    }

    fn of_simple(word: &str, language: Language) -> Known {
        let mut known =
            Known { as_word: false, as_name: false, as_first_name: false, as_patronymic: false, as_place: false };
        for reading in readings(word, language) {
            let tags = reading.tags();
            let name = tags.any(Tags::NAME) || tags.any(Tags::PROPER);
            known.as_name |= name;
            known.as_word |= !name && tags.part_of_speech() != PartOfSpeech::Other;
            known.as_first_name |= tags.any(Tags::FIRST_NAME);
            known.as_patronymic |= tags.any(Tags::PATRONYMIC);
            known.as_place |= tags.any(Tags::PLACE);
        }
        known
    }

    fn and(self, other: Known) -> Known {
        Known {
            as_word: self.is_any() && other.is_any() && (self.as_word || other.as_word),
            as_name: self.is_any() && other.is_any() && (self.as_name || other.as_name),
            as_first_name: self.as_first_name && other.as_first_name,
            as_patronymic: self.as_patronymic && other.as_patronymic,
            as_place: self.as_place && other.as_place,
        }
    }

    pub fn is_any(self) -> bool {
        self.as_word || self.as_name
    }
}
