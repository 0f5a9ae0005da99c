//! A word of a text → what is known of it, wherever it stands.

use rustc_hash::FxHashMap;

use super::grammar::Grammar;
use super::lexicon::{Lexicon, Lists};
use super::spelling::Spelling;
use super::words::{Word, pair_key};
use crate::languages::Language;
use crate::normalizer::TokenClass;

/// Looks words up in the lexicon and in the dictionary, and keeps what it found: an archive asks for each word once.
#[derive(Clone, Debug)]
pub struct Vocabulary<'d> {
    lexicon: Lexicon<'d>,
    /// By language and spelling the place of the word met last.
    known: [FxHashMap<Box<str>, u32>; Language::ALL.len()],
    words: Vec<Word>,
}

impl<'d> Vocabulary<'d> {
    /// A vocabulary that has not met any word yet.
    pub fn new(lexicon: Lexicon<'d>) -> Vocabulary<'d> {
        Vocabulary { lexicon, known: Default::default(), words: Vec::new() }
    }

    /// The number of words met, those counted twice that were met as tokens of several classes.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether no word was met yet.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// What is known of a token as it is written.
    pub fn word(&mut self, spelt: &str, class: TokenClass, language: Language) -> Word {
        let known = &mut self.known[language as usize];
        let word = known.get(spelt).map(|place| self.words[*place as usize]);
        if let Some(word) = word.filter(|word| word.class == class) {
            return word;
        }
        let place = self.words.len() as u32;
        let word = look_up(spelt, class, language, &self.lexicon, place + 1);
        known.insert(spelt.into(), place);
        self.words.push(word);
        word
    }

    /// Whether two neighbours follow each other in the name of a place.
    pub fn is_place_pair(&self, first: &Word, second: &Word) -> bool {
        first.spelling.shape.may_begin_name()
            && second.spelling.shape.is_word()
            && self.lexicon.lists(pair_key(&first.spelling, &second.spelling)).meets(Lists::PLACE_PAIR)
    }
}

fn look_up(spelt: &str, class: TokenClass, language: Language, lexicon: &Lexicon<'_>, number: u32) -> Word {
    let spelling = Spelling::of(spelt, class);
    let is_word = spelling.shape.is_word();
    Word {
        number,
        spelling,
        class,
        lists: if is_word { lexicon.lists(spelling.stem) } else { Lists::default() },
        use_class: if is_word { lexicon.class(&spelling) } else { 0 },
        grammar: if spelling.shape.is_cyrillic() { Grammar::of(spelt, language) } else { Grammar::default() },
        begins_place_pair: false,
        quote_depth: 0,
        quote: 0,
    }
}
