//! The sentences of one side and their different words.

use rustc_hash::FxHashMap;

use super::furniture;
use super::words::{Unit, Word, WordClass, unit};
use crate::languages::Language;

/// What is known of a different word of one side.
#[derive(Debug)]
pub(super) struct WordType {
    pub(super) folded: String,
    pub(super) class: TypeClass,
    /// The sentences that it stands in, ascending, each once.
    pub(super) sentences: Vec<u32>,
}

/// What most uses of a word say about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TypeClass {
    Number,
    Name,
    /// A word of at most three sounds: prepositions, conjunctions, pronouns.
    Short,
    Plain,
}

/// What is known of a sentence.
#[derive(Debug)]
pub(super) struct Sentence {
    /// Its different words: ascending indices into [`Side::types`].
    pub(super) types: Vec<u32>,
    /// The number of letters and digits, at least 1.
    pub(super) length: f32,
    /// How many sentences it consists of itself, at least 1.
    pub(super) count: u32,
    /// Whether it ends without a final mark, as headlines do.
    pub(super) is_open: bool,
    /// Which kind of line around the article it is, if it is one.
    pub(super) furniture: Option<u8>,
}

/// One side of the alignment.
#[derive(Debug, Default)]
pub(super) struct Side {
    pub(super) types: Vec<WordType>,
    pub(super) sentences: Vec<Sentence>,
}

impl Side {
    pub(super) fn read<S: AsRef<str>>(sentences: &[S], language: Language) -> Side {
        let mut side = Side { types: Vec::new(), sentences: Vec::with_capacity(sentences.len()) };
        let mut known: FxHashMap<String, u32> = FxHashMap::default();
        // Uses in the middle of a sentence: with a capital, without one.
        let mut capitals: Vec<(u32, u32)> = Vec::new();
        for (index, source) in sentences.iter().enumerate() {
            let source = source.as_ref();
            let Unit { words, count, is_open } = unit(source, language);
            let furniture = furniture::kind(&words, language);
            let mut types = Vec::with_capacity(words.len());
            for Word { folded, class } in words {
                let id = *known.entry(folded).or_insert_with_key(|folded| {
                    side.types.push(WordType::new(folded, class));
                    capitals.push((0, 0));
                    (side.types.len() - 1) as u32
                });
                let (with, without) = &mut capitals[id as usize];
                *with += u32::from(class == WordClass::Capitalised);
                *without += u32::from(class == WordClass::Plain);
                types.push(id);
            }
            types.sort_unstable();
            types.dedup();
            for &id in &types {
                side.types[id as usize].sentences.push(index as u32);
            }
            let length = source.chars().filter(|c| c.is_alphanumeric()).count().max(1) as f32;
            side.sentences.push(Sentence { types, length, count, is_open, furniture });
        }
        for (word, (with, without)) in side.types.iter_mut().zip(capitals) {
            if word.class != TypeClass::Number && with > without {
                word.class = TypeClass::Name;
            }
        }
        side
    }
}

impl WordType {
    fn new(folded: &str, class: WordClass) -> Self {
        let class = match (class, folded.len()) {
            (WordClass::Number, _) => TypeClass::Number,
            (_, 0..=3) => TypeClass::Short,
            _ => TypeClass::Plain,
        };
        WordType { folded: folded.to_owned(), class, sentences: Vec::new() }
    }
}
