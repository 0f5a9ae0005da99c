//! Normal spelling → tokens.

use std::ops::Range;

use super::characters::{APOSTROPHE, is_apostrophe, is_bullet, is_dash, is_letter};
use crate::languages::Rules;

/// A word or sign of a text in normal spelling.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it is.
    pub class: TokenClass,
}

impl Token {
    /// The characters of the token.
    pub fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.range.clone()]
    }
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenClass {
    /// A word, with its inner hyphens, apostrophes and digits: Нью-Йорк, О'Брайен, Ту-154, lb.ua.
    Word,
    /// A shortened first name with its stop: «С.», «Дж.», «Ж.-К.».
    Initial,
    /// An abbreviation from the language's table with its stop: «г.», «проф.».
    Abbreviation,
    /// A number, date or time, with what hangs on it: 1,432, 21.12.2025, 15:22, 5-й, 20-річний.
    Number,
    /// An address on the web.
    Url,
    /// An e-mail address.
    Email,
    /// #слово
    Hashtag,
    /// @name
    Handle,
    /// A mark of punctuation.
    Punctuation(Mark),
    /// Any other sign: %, №, €, emoji.
    Symbol,
}

/// Marks of punctuation by what they do in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A full stop.
    Stop,
    /// `…` or two and more stops.
    Ellipsis,
    /// `!`, also repeated.
    Exclamation,
    /// `?`, also repeated or with other marks: `?!`, `?..`.
    Question,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// A dash that separates: `—`, `–`, or a hyphen between spaces.
    Dash,
    /// A hyphen that belongs to no word.
    Hyphen,
    /// A quotation mark before the quoted words.
    OpenQuote,
    /// A quotation mark after the quoted words.
    CloseQuote,
    /// `(`, `[`, `{`
    OpenBracket,
    /// `)`, `]`, `}`
    CloseBracket,
    /// A sign that begins an item of a list.
    Bullet,
    /// `/`, `\`, `|`
    Slash,
    /// Any other mark.
    Other,
}

/// Divides a text in normal spelling into tokens, in order and without overlap; white space is in none of them.
pub fn tokens(text: &str, rules: &Rules) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 8);
    let mut scanner = Scanner { text, rules, after_space: true };
    let mut position = 0;
    while let Some(c) = scanner.char_at(position) {
        if c == ' ' || c.is_whitespace() {
            scanner.after_space = true;
            position += c.len_utf8();
            continue;
        }
        let (end, class) = scanner.token(position, c);
        tokens.push(Token { range: position..end, class });
        // What opens a stretch leaves the next quotation mark in the place of an opening one.
        scanner.after_space = matches!(
            class,
            TokenClass::Punctuation(Mark::OpenQuote | Mark::OpenBracket | Mark::Dash | Mark::Hyphen | Mark::Slash)
        );
        position = end;
    }
    tokens
}

struct Scanner<'t> {
    text: &'t str,
    rules: &'t Rules,
    /// Whether the token at hand follows a space or an opening mark.
    after_space: bool,
}

impl Scanner<'_> {
    #[inline]
    fn char_at(&self, position: usize) -> Option<char> {
        self.text[position..].chars().next()
    }

    fn token(&self, start: usize, c: char) -> (usize, TokenClass) {
        if is_letter(c) {
            return self.word(start, c);
        }
        if c.is_ascii_digit() || c.is_numeric() {
            return (self.number_end(start), TokenClass::Number);
        }
        let end = start + c.len_utf8();
        match c {
            '#' | '@' if self.char_at(end).is_some_and(is_letter) => {
                let class = if c == '#' { TokenClass::Hashtag } else { TokenClass::Handle };
                (self.end_of(end, |c| is_letter(c) || c.is_numeric() || matches!(c, '_' | '.')), class)
            }
            '.' | '!' | '?' | '…' => self.sentence_mark(start),
            _ => (end, self.mark(c, end)),
        }
    }

    /// The mark or symbol that a single character is.
    fn mark(&self, c: char, end: usize) -> TokenClass {
        let before_space = self.char_at(end).is_none_or(|c| c == ' ');
        let mark = match c {
            ',' => Mark::Comma,
            ':' => Mark::Colon,
            ';' => Mark::Semicolon,
            '(' | '[' | '{' => Mark::OpenBracket,
            ')' | ']' | '}' => Mark::CloseBracket,
            '/' | '\\' | '|' => Mark::Slash,
            '-' if self.after_space && before_space => Mark::Dash,
            '-' => Mark::Hyphen,
            '«' | '„' | '‚' | '‹' => Mark::OpenQuote,
            '»' | '›' => Mark::CloseQuote,
            // These open or close, by the custom of the writer.
            '"' | '“' | '”' | '‟' if self.after_space && !before_space => Mark::OpenQuote,
            '"' | '“' | '”' | '‟' => Mark::CloseQuote,
            c if is_apostrophe(c) && self.after_space && !before_space => Mark::OpenQuote,
            c if is_apostrophe(c) => Mark::CloseQuote,
            c if is_dash(c) => Mark::Dash,
            c if is_bullet(c) => Mark::Bullet,
            '*' if self.after_space && before_space => Mark::Bullet,
            '*' | '·' | '¡' | '¿' | '_' | '§' | '¶' | '†' => Mark::Other,
            _ => return TokenClass::Symbol,
        };
        TokenClass::Punctuation(mark)
    }

    /// Stops, exclamation and question marks in a row.
    fn sentence_mark(&self, start: usize) -> (usize, TokenClass) {
        let end = self.end_of(start, |c| matches!(c, '.' | '!' | '?' | '…'));
        let marks = &self.text[start..end];
        let mark = if marks.contains('?') {
            Mark::Question
        } else if marks.contains('!') {
            Mark::Exclamation
        } else if marks == "." {
            Mark::Stop
        } else {
            Mark::Ellipsis
        };
        (end, TokenClass::Punctuation(mark))
    }

    fn word(&self, start: usize, first: char) -> (usize, TokenClass) {
        if first.is_ascii_alphanumeric()
            && let Some(address) = self.address(start)
        {
            return address;
        }
        let end = self.word_end(start);
        if self.text[end..].starts_with('.') {
            let word = &self.text[start..end];
            let is_single_letter = word.len() == first.len_utf8();
            if is_single_letter && first.is_uppercase() || self.rules.abbreviations.initials.contains(&word) {
                return (self.initials_end(end + 1), TokenClass::Initial);
            }
            if self.rules.abbreviations.find(word).is_some() {
                return (end + 1, TokenClass::Abbreviation);
            }
        }
        (end, TokenClass::Word)
    }

    /// Letters and digits, with hyphens, apostrophes and the stops of domain names between them.
    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        loop {
            end = self.end_of(end, |c| is_letter(c) || c.is_ascii_digit());
            let mut rest = self.text[end..].chars();
            let joins = match rest.next() {
                Some('-' | APOSTROPHE) => rest.next().is_some_and(|next| is_letter(next) || next.is_ascii_digit()),
                Some('.') => is_domain(&self.text[start..end], rest.as_str()),
                _ => false,
            };
            if !joins {
                return end;
            }
            end += 1;
        }
    }

    /// Digits with separators between them and letters behind them.
    fn number_end(&self, start: usize) -> usize {
        let mut end = start;
        loop {
            end = self.end_of(end, |c| c.is_numeric() || is_letter(c));
            let mut rest = self.text[end..].chars();
            let joins = match rest.next() {
                Some('.' | ',' | ':' | '/') => rest.next().is_some_and(|next| next.is_ascii_digit()),
                Some('-' | APOSTROPHE) => rest.next().is_some_and(|next| is_letter(next) || next.is_ascii_digit()),
                _ => false,
            };
            if !joins {
                return end;
            }
            end += 1;
        }
    }

    /// A first name like «Ж.-К.»: the end of the initials, given the end of the first.
    fn initials_end(&self, end: usize) -> usize {
        let mut rest = self.text[end..].chars();
        match (rest.next(), rest.next(), rest.next()) {
            (Some('-'), Some(letter), Some('.')) if letter.is_uppercase() => {
                self.initials_end(end + 2 + letter.len_utf8())
            }
            _ => end,
        }
    }

    /// A web or e-mail address that begins here.
    fn address(&self, start: usize) -> Option<(usize, TokenClass)> {
        let rest = &self.text.as_bytes()[start..];
        let begins = |prefix: &str| rest.get(..prefix.len()).is_some_and(|s| s.eq_ignore_ascii_case(prefix.as_bytes()));
        if begins("http://") || begins("https://") || begins("www.") || begins("t.me/") {
            let end =
                self.end_of(start, |c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '«' | '»' | '”' | '…'));
            let url = self.text[start..end].trim_end_matches(['.', ',', ':', ';', '!', '?', ')', ']', '\'', '*']);
            return Some((start + url.len(), TokenClass::Url));
        }
        let local =
            rest.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+')).count();
        if rest.get(local) != Some(&b'@') {
            return None;
        }
        let domain = &rest[local + 1..];
        let length = domain.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-')).count();
        let end = start + local + 1 + length;
        let address = self.text[start..end].trim_end_matches(['.', '-']);
        address[local + 1..].contains('.').then_some((start + address.len(), TokenClass::Email))
    }

    #[inline]
    fn end_of(&self, start: usize, belongs: impl Fn(char) -> bool) -> usize {
        self.text[start..].find(|c| !belongs(c)).map_or(self.text.len(), |length| start + length)
    }
}

/// Top-level domains that news sites are named with. Any two words joined by a stop would be too much: a space after
/// the full stop is often forgotten.
const DOMAINS: &[&str] = &[
    "com", "net", "org", "info", "biz", "online", "news", "media", "today", "tv", "me", "io", "ai", "eu", "uk", "us",
    "de", "fr", "pl", "ua", "ru", "by", "kz", "su", "gov", "edu", "укр", "рф", "ру", "юа", "ком", "орг", "нет",
];

/// Whether a stop between these belongs to a name like Lenta.ru.
fn is_domain(before: &str, after: &str) -> bool {
    if before.chars().nth(1).is_none() {
        return false;
    }
    let end = after.find(|c: char| !(is_letter(c) || c == '-')).unwrap_or(after.len());
    DOMAINS.contains(&&after[..end])
}
