//! Tokens → sentences, by the rules of razdel (<https://github.com/natasha/razdel>, MIT) extended with what Ukrainian
//! and news need.

use std::ops::Range;

use super::characters::is_letter;
use super::tokens::{Mark, Token, TokenClass};
use crate::languages::{Abbreviation, Rules};

/// Divides a text into sentences: ranges of indices into `tokens`, which together cover all of them. `text` is one
/// paragraph in normal spelling, `tokens` are its tokens.
pub fn sentences(text: &str, tokens: &[Token], rules: &Rules) -> Vec<Range<usize>> {
    let context = Context { text, tokens, rules };
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut index = 0;
    while index < tokens.len() {
        if context.may_end(index, start) {
            let last = context.with_closing_marks(index);
            if context.ends_at(index, last, start) {
                sentences.push(start..last + 1);
                start = last + 1;
            }
            index = last;
        }
        index += 1;
    }
    if start < tokens.len() {
        sentences.push(start..tokens.len());
    }
    sentences
}

struct Context<'t> {
    text: &'t str,
    tokens: &'t [Token],
    rules: &'t Rules,
}

impl Context<'_> {
    fn class(&self, index: usize) -> Option<TokenClass> {
        self.tokens.get(index).map(|token| token.class)
    }

    fn word(&self, index: usize) -> &str {
        self.tokens[index].of(self.text)
    }

    fn is_followed_by_space(&self, index: usize) -> bool {
        self.tokens.get(index + 1).is_none_or(|next| next.range.start > self.tokens[index].range.end)
    }

    /// Whether the token at `index` is one that sentences end with, given where the sentence began.
    fn may_end(&self, index: usize, start: usize) -> bool {
        match self.tokens[index].class {
            // The dots that a sentence begins with, and the number of an item in a list.
            TokenClass::Punctuation(Mark::Ellipsis) => index > start,
            TokenClass::Punctuation(Mark::Stop) => {
                !(index == start + 1 && self.class(start) == Some(TokenClass::Number))
            }
            TokenClass::Punctuation(Mark::Exclamation | Mark::Question) => true,
            TokenClass::Abbreviation => self.is_before_opener(index) || self.ends_with_abbreviation(index, start),
            TokenClass::Initial if index > start => {
                let follows_word = self.class(index - 1) == Some(TokenClass::Word);
                follows_word && (self.is_before_opener(index) || self.is_monarch(index))
            }
            _ => false,
        }
    }

    /// Whether a capital after this abbreviation begins a sentence.
    fn ends_with_abbreviation(&self, index: usize, start: usize) -> bool {
        let word = self.word(index).trim_end_matches('.');
        match self.rules.abbreviations.find(word) {
            None | Some(Abbreviation::Leading) => false,
            // «г.», «с.», «д.» follow their number as a measure and precede a name as a title: «в 2025 г.», «г. Киев».
            Some(Abbreviation::Trailing) if word.chars().nth(1).is_none() => {
                index > start
                    && match self.tokens[index - 1].class {
                        // «школа № 57 г. Москвы»
                        TokenClass::Number => index < start + 2 || self.word(index - 2) != "№",
                        TokenClass::Abbreviation => true,
                        TokenClass::Word => is_roman_numeral(self.word(index - 1)),
                        _ => false,
                    }
            }
            Some(Abbreviation::Trailing) => true,
        }
    }

    /// Whether a small word with a capital follows that no name begins with: «…показали им. У него…».
    fn is_before_opener(&self, index: usize) -> bool {
        let next = index + 1;
        if self.class(next) != Some(TokenClass::Word) || !self.is_followed_by_space(index) {
            return false;
        }
        let word = self.word(next);
        // «корп. В.» is a letter, «им. В Киеве» is a word.
        let is_in_sentence = word.chars().nth(1).is_some()
            || matches!(self.class(next + 1), Some(TokenClass::Word | TokenClass::Number));
        self.begins_with_capital(next)
            && is_in_sentence
            && self.rules.abbreviations.openers.binary_search(&word.to_lowercase().as_str()).is_ok()
    }

    /// «при Николае I. Дворец…»: a Latin numeral after a name, and no initial.
    fn is_monarch(&self, index: usize) -> bool {
        let name = self.word(index - 1);
        matches!(self.word(index), "I." | "V." | "X.")
            && self.begins_with_capital(index - 1)
            && name.chars().nth(2).is_some_and(char::is_lowercase)
            && self.class(index + 1) == Some(TokenClass::Word)
    }

    /// The last of the closing quotes and brackets that follow a token without a space.
    fn with_closing_marks(&self, mut index: usize) -> usize {
        while !self.is_followed_by_space(index)
            && let Some(TokenClass::Punctuation(Mark::CloseQuote | Mark::CloseBracket | Mark::Ellipsis | Mark::Stop)) =
                self.class(index + 1)
        {
            index += 1;
        }
        index
    }

    /// Whether the sentence that `mark` may end does end with `last`, judging by what follows.
    fn ends_at(&self, mark: usize, last: usize, start: usize) -> bool {
        let Some(next) = self.class(last + 1) else { return false };
        if !self.is_followed_by_space(last) {
            return self.is_forgotten_space(mark, last);
        }
        let after_abbreviation = self.class(mark) == Some(TokenClass::Abbreviation);
        // «Где вы?» — спросил Лавров. What follows the dash speaks about what stands in the quotes.
        let closes_quote = (mark..=last).any(|i| self.class(i) == Some(TokenClass::Punctuation(Mark::CloseQuote)));
        if closes_quote && next == TokenClass::Punctuation(Mark::Dash) {
            return false;
        }
        let first = (last + 1..self.tokens.len()).find(|&i| !self.is_opening(i));
        let Some(first) = first else { return false };
        if after_abbreviation && !self.is_before_opener(mark) {
            // The stop of «(в 1944 г.)» belongs to the abbreviation, unless the brackets hold the whole sentence.
            let closes_bracket = self.class(last) == Some(TokenClass::Punctuation(Mark::CloseBracket));
            let is_in_brackets = self.class(start) == Some(TokenClass::Punctuation(Mark::OpenBracket));
            if closes_bracket && !is_in_brackets || self.is_adverbial(start..mark) || is_acronym(self.word(first)) {
                return false;
            }
        }
        match self.tokens[first].class {
            TokenClass::Word | TokenClass::Initial | TokenClass::Abbreviation => {
                let is_list_item = first > last + 1 && next == TokenClass::Punctuation(Mark::Bullet);
                is_list_item || self.begins_with_capital(first) || self.is_lower_case_start(mark, first, start)
            }
            TokenClass::Number => !after_abbreviation,
            TokenClass::Url | TokenClass::Email | TokenClass::Hashtag | TokenClass::Handle => !after_abbreviation,
            TokenClass::Punctuation(_) | TokenClass::Symbol => false,
        }
    }

    /// «В 2014 г. Украина…», «У 2014–2019 рр. Україна…»: a preposition and a date begin a sentence and are none.
    fn is_adverbial(&self, tokens: Range<usize>) -> bool {
        const LONGEST: usize = 5;
        let is_preposition = |word: String| self.rules.abbreviations.date_prepositions.contains(&word.as_str());
        let is_date = |index: usize| match self.tokens[index].class {
            TokenClass::Number | TokenClass::Abbreviation => true,
            TokenClass::Word => is_roman_numeral(self.word(index)),
            _ => false,
        };
        (2..=LONGEST).contains(&tokens.len())
            && is_preposition(self.word(tokens.start).to_lowercase())
            && is_date(tokens.end - 1)
    }

    /// Marks that stand before the first word of a sentence.
    fn is_opening(&self, index: usize) -> bool {
        matches!(
            self.tokens[index].class,
            TokenClass::Symbol
                | TokenClass::Punctuation(
                    Mark::OpenQuote | Mark::OpenBracket | Mark::Dash | Mark::Hyphen | Mark::Bullet | Mark::Ellipsis
                )
        )
    }

    fn begins_with_capital(&self, index: usize) -> bool {
        self.word(index).chars().next().is_some_and(|c| c.is_uppercase() || (is_letter(c) && !has_case(c)))
    }

    /// «…завершились.Президент»: the space after the stop was forgotten.
    fn is_forgotten_space(&self, mark: usize, last: usize) -> bool {
        let is_stop = self.class(mark) == Some(TokenClass::Punctuation(Mark::Stop));
        let next_is_sentence = self.class(last + 1) == Some(TokenClass::Word)
            && self.begins_with_capital(last + 1)
            && self.word(last + 1).chars().nth(1).is_some_and(char::is_lowercase);
        is_stop && next_is_sentence && self.is_long_lower_case_word(mark, 3)
    }

    /// A sentence that begins in lower case, as «путін», «росія» and brand names do: the stop stands after a word too
    /// long for an abbreviation.
    fn is_lower_case_start(&self, mark: usize, first: usize, start: usize) -> bool {
        const LONGEST_ABBREVIATION: usize = 5;
        self.class(mark) == Some(TokenClass::Punctuation(Mark::Stop))
            && self.class(first) == Some(TokenClass::Word)
            && mark > start + 1
            && self.is_long_lower_case_word(mark, LONGEST_ABBREVIATION + 1)
    }

    /// Whether a lower-case word of at least so many letters stands before the mark.
    fn is_long_lower_case_word(&self, mark: usize, letters: usize) -> bool {
        mark > 0
            && self.class(mark - 1) == Some(TokenClass::Word)
            && self.tokens[mark - 1].range.end == self.tokens[mark].range.start
            && self.word(mark - 1).chars().nth(letters - 1).is_some()
            && self.word(mark - 1).chars().all(|c| !c.is_uppercase())
    }
}

/// What follows an abbreviation in capitals goes with it: «5 млрд долл. США».
fn is_acronym(word: &str) -> bool {
    word.chars().nth(1).is_some() && word.chars().all(char::is_uppercase)
}

fn has_case(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase()
}

/// Latin numerals, also written with the Cyrillic letters that look like them.
fn is_roman_numeral(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'І' | 'Х' | 'С'))
}
