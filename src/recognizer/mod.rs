//! [`Article`] → [`Mention`]: where a name is, of what kind, its dictionary form.
//!
//! A linear-chain model labels every word by the position it has in a name. Its weights and the lexicons that its
//! features draw on are compiled into the program and read in place; `tools/recognizer` makes them.

pub mod evidence;
pub mod features;
pub mod grammar;
pub mod known;
pub mod labels;
pub mod lexicon;
pub mod model;
pub mod passes;
pub mod spelling;
pub mod table;
pub mod vocabulary;
pub mod words;

use std::cell::RefCell;
use std::ops::Range;

use known::KnownSums;
use labels::{Label, Position};
use lexicon::Lexicon;
use model::Model;
use passes::Document;
use rustc_hash::FxHashMap;
use vocabulary::Vocabulary;
use words::{Sentence, Words};

use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::{Contexts, Written, corpus_dictionary_forms};
use crate::normalizer::{Mark, TokenClass};
use crate::reader::{Article, Paragraph};

/// A name in an article.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// Where it stands: bytes of the article's text.
    pub range: Range<usize>,
    /// The name in normal spelling, in the case it has in the text.
    pub surface: String,
    /// The dictionary form.
    pub lemma: String,
    /// What it names.
    pub kind: Kind,
    /// The language of the paragraph.
    pub language: Language,
    /// Index into the article's paragraphs.
    pub paragraph: usize,
    /// What the words around it say about the form that it stands in.
    pub contexts: Contexts,
}

impl Mention {
    /// The mention as one place of a name in a corpus.
    fn written(&self) -> Written<'_> {
        let Mention { language, kind, contexts, .. } = *self;
        Written { surface: &self.surface, language, kind, count: 1, contexts }
    }
}

static LEXICON: &[u8] = include_bytes!("../../data/recognizer/lexicon.bin");
static MODEL: &[u8] = include_bytes!("../../data/recognizer/model.bin");

/// The lexicon and the model that the program carries.
pub fn embedded() -> (Lexicon<'static>, Model<'static>) {
    let lexicon = Lexicon::read(LEXICON).expect("a test reads the embedded lexicon");
    let model = Model::read(MODEL).expect("a test reads the embedded model");
    (lexicon, model)
}

/// Bytes of text that are read as one document. Longer articles are read in parts, so that memory stays bounded.
const LONGEST_DOCUMENT: usize = 4 << 20;

/// The names of an article, in the order of the text, without overlap. Linear in the length of the article.
pub fn recognize(article: &Article) -> Vec<Mention> {
    let (_, model) = embedded();
    let mut all = Vec::new();
    for part in parts(article) {
        let first = part.start;
        let found = MEMORY.with_borrow_mut(|memory| {
            memory.forget_if_full();
            let document = Document::new(Words::of_paragraphs(article, part, &mut memory.vocabulary));
            let labels = document.labels(&model, &mut memory.sums);
            mentions(&document.words, &labels, &mut memory.contexts)
        });
        all.extend(found.into_iter().map(|mut mention| {
            mention.paragraph += first;
            mention
        }));
    }
    set_lemmas(&mut all);
    all
}

/// What is known of the words of the articles read so far.
struct Memory {
    vocabulary: Vocabulary<'static>,
    sums: KnownSums,
    contexts: KnownContexts,
}

/// What the words before and after a name say about its form: by their numbers in the vocabulary, 0 for none, and the
/// kind of the name. Names stand beside the same words again and again.
pub type KnownContexts = FxHashMap<(u32, u32, Kind), Contexts>;

/// Words that are remembered, up to the end of an article: about 400 bytes each.
const MOST_REMEMBERED: usize = 1 << 17;

impl Memory {
    fn new() -> Memory {
        Memory { vocabulary: Vocabulary::new(embedded().0), sums: KnownSums::default(), contexts: FxHashMap::default() }
    }

    fn forget_if_full(&mut self) {
        if self.vocabulary.len() > MOST_REMEMBERED || self.sums.pairs() > MOST_REMEMBERED {
            *self = Memory::new();
        }
    }
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::new(Memory::new());
}

/// The paragraphs of an article in stretches of at most [`LONGEST_DOCUMENT`] bytes, or of one longer paragraph.
fn parts(article: &Article) -> Vec<Range<usize>> {
    let length = |paragraph: &Paragraph| paragraph.pieces.iter().map(|piece| piece.range().len()).sum::<usize>();
    let mut parts = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (index, paragraph) in article.paragraphs.iter().enumerate() {
        let own = length(paragraph);
        if index > start && bytes + own > LONGEST_DOCUMENT {
            parts.push(start..index);
            (start, bytes) = (index, 0);
        }
        bytes += own;
    }
    parts.push(start..article.paragraphs.len());
    parts
}

/// Gives each mention the dictionary form that explains best how the names of the article are written.
fn set_lemmas(mentions: &mut [Mention]) {
    let lemmas = corpus_dictionary_forms(&mentions.iter().map(Mention::written).collect::<Vec<_>>());
    mentions.iter_mut().zip(lemmas).for_each(|(mention, lemma)| mention.lemma = lemma);
}

/// Reads names off the labels of words of the vocabulary that `known` belongs to. Their dictionary forms are left empty.
pub fn mentions(words: &Words, labels: &[Label], known: &mut KnownContexts) -> Vec<Mention> {
    let mut mentions = Vec::new();
    for sentence in &words.sentences {
        let text = &words.texts[sentence.paragraph];
        for (name, kind) in names(sentence.words.clone(), labels) {
            let name = name.start..closed(words, sentence, name);
            let range = words.tokens[name.start].range.start..words.tokens[name.end - 1].range.end;
            let surface = text.text[range.clone()].to_owned();
            mentions.push(Mention {
                range: text.source_range(range),
                lemma: String::new(),
                surface,
                kind,
                language: sentence.language,
                paragraph: sentence.paragraph,
                contexts: contexts(words, sentence, name, kind, known),
            });
        }
    }
    mentions
}

/// The end of a name, with the quotation mark that closes what a mark inside the name opens: ТОВ «Теплогазстрой».
fn closed(words: &Words, sentence: &Sentence, name: Range<usize>) -> usize {
    let is = |index: usize, mark: Mark| words.words[index].class == TokenClass::Punctuation(mark);
    let last = name.clone().rfind(|index| is(*index, Mark::OpenQuote) || is(*index, Mark::CloseQuote));
    let is_open = last.is_some_and(|index| index > name.start && is(index, Mark::OpenQuote));
    let is_closed_here = name.end < sentence.words.end && is(name.end, Mark::CloseQuote);
    name.end + usize::from(is_open && is_closed_here)
}

/// What the words right before and after a name say about its form.
fn contexts(words: &Words, sentence: &Sentence, name: Range<usize>, kind: Kind, known: &mut KnownContexts) -> Contexts {
    let text = &words.texts[sentence.paragraph].text;
    let is_word = |index: &usize| sentence.words.contains(index) && words.words[*index].spelling.shape.is_cyrillic();
    let before = name.start.checked_sub(1).filter(is_word);
    let after = Some(name.end).filter(is_word);
    let number = |index: Option<usize>| index.map_or(0, |index| words.words[index].number);
    *known.entry((number(before), number(after), kind)).or_insert_with(|| {
        let word = |index: Option<usize>| index.map(|index| words.tokens[index].of(text));
        Contexts::of(word(before), word(after), sentence.language, kind)
    })
}

/// The names among the words of a sentence: indices of words, and kinds.
pub fn names(words: Range<usize>, labels: &[Label]) -> impl Iterator<Item = (Range<usize>, Kind)> {
    let mut start = words.start;
    words.filter_map(move |index| {
        let (kind, position) = labels[index].parts()?;
        match position {
            Position::First => start = index,
            Position::Inner => {}
            Position::Last => return Some((start..index + 1, kind)),
            Position::Only => return Some((index..index + 1, kind)),
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_data_is_whole() {
        assert!(Lexicon::read(LEXICON).is_some_and(|lexicon| !lexicon.lists(0).meets(lexicon::Lists(0))));
        assert!(Model::read(MODEL).is_some());
    }
}
