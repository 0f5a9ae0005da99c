//! Article → words: the tokens of all paragraphs with what is known of each before any decision.

use std::cell::RefCell;
use std::ops::Range;

use super::grammar::{Grammar, GrammarCache};
use super::lexicon::{Lexicon, Lists};
use super::spelling::{Shape, Spelling, mix};
use crate::languages::Language;
use crate::normalizer::{Mark, Text, Token, TokenClass, sentences, tokens};
use crate::reader::{Article, Role};

/// A token as the model sees it.
#[derive(Clone, Copy, Debug)]
pub struct Word {
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

thread_local! {
    static GRAMMAR: RefCell<GrammarCache> = RefCell::default();
}

impl Words {
    /// Divides an article and looks its words up. Linear in its length.
    pub fn of(article: &Article, lexicon: &Lexicon<'_>) -> Words {
        Words::of_paragraphs(article, 0..article.paragraphs.len(), lexicon)
    }

    /// The same for some of the paragraphs of an article; the first of them has number 0.
    pub fn of_paragraphs(article: &Article, paragraphs: Range<usize>, lexicon: &Lexicon<'_>) -> Words {
        GRAMMAR.with_borrow_mut(|cache| Words::divide(article, paragraphs, lexicon, cache))
    }

    fn divide(article: &Article, paragraphs: Range<usize>, lexicon: &Lexicon<'_>, cache: &mut GrammarCache) -> Words {
        let mut all = Words::default();
        for (index, paragraph) in article.paragraphs[paragraphs].iter().enumerate() {
            let text = Text::of_paragraph(&article.text, paragraph);
            let rules = paragraph.language.rules();
            let own = tokens(&text.text, rules);
            let first = all.words.len();
            all.words.extend(own.iter().map(|token| {
                let spelt = token.of(&text.text);
                let mut word = look_up(spelt, token.class, lexicon);
                if word.spelling.shape.is_cyrillic() {
                    word.grammar = cache.grammar(spelt, paragraph.language);
                }
                word
            }));
            for range in sentences(&text.text, &own, rules) {
                let words = first + range.start..first + range.end;
                mark_quotes(&mut all.words[words.clone()], words.start);
                mark_pairs(&mut all.words[words.clone()], lexicon);
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

fn look_up(text: &str, class: TokenClass, lexicon: &Lexicon<'_>) -> Word {
    let spelling = Spelling::of(text, class);
    let (lists, use_class) = if spelling.shape.is_word() {
        (lexicon.lists(spelling.stem), lexicon.class(&spelling))
    } else {
        (Lists::default(), 0)
    };
    Word {
        spelling,
        class,
        lists,
        use_class,
        grammar: Grammar::default(),
        begins_place_pair: false,
        quote_depth: 0,
        quote: 0,
    }
}

/// The key of two neighbours in the lexicon.
pub fn pair_key(first: &Spelling, second: &Spelling) -> u32 {
    mix(first.stem, second.stem)
}

fn mark_pairs(words: &mut [Word], lexicon: &Lexicon<'_>) {
    for i in 1..words.len() {
        let (first, second) = (&words[i - 1].spelling, &words[i].spelling);
        if first.shape.may_begin_name() && second.shape.is_word() {
            words[i - 1].begins_place_pair = lexicon.lists(pair_key(first, second)).meets(Lists::PLACE_PAIR);
        }
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
