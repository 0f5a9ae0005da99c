//! Article → words: the tokens of all paragraphs with what is known of each before any decision.

use std::ops::Range;

use super::grammar::Grammar;
use super::lexicon::Lists;
use super::spelling::{Shape, Spelling, mix};
use super::vocabulary::Vocabulary;
use crate::languages::Language;
use crate::normalizer::{Mark, Text, Token, TokenClass, sentences, tokens};
use crate::reader::{Article, Role};

/// A token as the model sees it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its number in the [`Vocabulary`], from 1 on; the same for each occurrence.
    pub number: u32,
    /// Its spelling.
    pub spelling: Spelling,
    /// Its token class.
    pub class: TokenClass,
    /// The lists it stands in.
    pub lists: Lists,
    /// Its class of use, 0 if unknown.
    pub use_class: u16,
    /// What the dictionary says of it.
    pub grammar: Grammar,
    /// Whether this word and the next one follow each other in the name of a place.
    pub begins_place_pair: bool,
    /// Inside quotation marks: 1 for the first word after the opening one, and so on; 0 outside.
    pub quote_depth: u8,
    /// The index of the opening quotation mark, where `quote_depth` is not 0.
    pub quote: u32,
}

/// A sentence: words, and the paragraph they stand in.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Indices of words.
    pub words: Range<usize>,
    /// Index of the paragraph.
    pub paragraph: usize,
    /// The language of the paragraph.
    pub language: Language,
    /// Whether it stands in a headline.
    pub is_headline: bool,
    /// Whether nearly all of its letters are capitals.
    pub is_capitals: bool,
}

/// An article divided into words.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The paragraphs in normal spelling.
    pub texts: Vec<Text>,
    /// The tokens of all paragraphs; ranges are bytes of the paragraph's text.
    pub tokens: Vec<Token>,
    /// What is known of each token.
    pub words: Vec<Word>,
    /// The sentences in order; together they cover all words.
    pub sentences: Vec<Sentence>,
}

impl Words {
    /// Divides an article and looks its words up. Linear in its length.
    pub fn of(article: &Article, vocabulary: &mut Vocabulary<'_>) -> Words {
        Words::of_paragraphs(article, 0..article.paragraphs.len(), vocabulary)
    }

    /// The same for some of the paragraphs of an article; the first of them has number 0.
    pub fn of_paragraphs(article: &Article, paragraphs: Range<usize>, vocabulary: &mut Vocabulary<'_>) -> Words {
        let mut all = Words::default();
        for (index, paragraph) in article.paragraphs[paragraphs].iter().enumerate() {
            let text = Text::of_paragraph(&article.text, paragraph);
            let rules = paragraph.language.rules();
            let own = tokens(&text.text, rules);
            let first = all.words.len();
            let word = |token: &Token| vocabulary.word(token.of(&text.text), token.class, paragraph.language);
            all.words.extend(own.iter().map(word));
            for range in sentences(&text.text, &own, rules) {
                let words = first + range.start..first + range.end;
                mark_quotes(&mut all.words[words.clone()], words.start);
                mark_pairs(&mut all.words[words.clone()], vocabulary);
                let is_capitals = is_capitals(&all.words[words.clone()]);
                all.sentences.push(Sentence {
                    words,
                    paragraph: index,
                    language: paragraph.language,
                    is_headline: paragraph.role == Role::Headline,
                    is_capitals,
                });
            }
            all.tokens.extend(own);
            all.texts.push(text);
        }
        all
    }
}

/// The key of two neighbours in the lexicon.
pub fn pair_key(first: &Spelling, second: &Spelling) -> u32 {
    mix(first.stem, second.stem)
}

fn mark_pairs(words: &mut [Word], vocabulary: &Vocabulary<'_>) {
    for i in 1..words.len() {
        words[i - 1].begins_place_pair = vocabulary.is_place_pair(&words[i - 1], &words[i]);
    }
}

/// Numbers the words between quotation marks of one sentence.
fn mark_quotes(words: &mut [Word], first: usize) {
    let mut open: Option<usize> = None;
    for (index, word) in words.iter_mut().enumerate() {
        match word.class {
            TokenClass::Punctuation(Mark::OpenQuote) => open = Some(index),
            TokenClass::Punctuation(Mark::CloseQuote) => open = None,
            _ => {
                if let Some(start) = open {
                    word.quote_depth = (index - start).min(255) as u8;
                    word.quote = (first + start) as u32;
                }
            }
        }
    }
}

/// Whether a sentence is written in capitals: at least three words, and hardly a lower-case one.
fn is_capitals(words: &[Word]) -> bool {
    let (mut capitals, mut others) = (0, 0);
    for word in words.iter().filter(|word| word.spelling.length > 1) {
        match word.spelling.shape {
            Shape::Capitals | Shape::LatinCapitals => capitals += 1,
            shape if shape.is_word() => others += 1,
            _ => {}
        }
    }
    capitals >= 3 && capitals > 4 * others
}
