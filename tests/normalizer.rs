//! The normalizer on the tables in `tests/fixtures/normalizer`.

use imenoslov::languages::Language;
use imenoslov::normalizer::{Mark, Text, Token, TokenClass, sentences, tokens};
use imenoslov::reader::{Paragraph, Piece, Role};

fn normal(source: &str) -> Text {
    let paragraph =
        Paragraph { role: Role::Body, language: Language::Russian, pieces: vec![Piece::Literal(0..source.len())] };
    Text::of_paragraph(source, &paragraph)
}

fn cases(table: &str) -> impl Iterator<Item = &str> {
    table.lines().filter(|line| !line.is_empty() && !line.starts_with("##"))
}

fn check_sentences(language: Language, table: &str) {
    for case in cases(table) {
        let text = normal(&case.replace('¦', "")).text;
        let tokens = tokens(&text, language.rules());
        let found: Vec<&str> = sentences(&text, &tokens, language.rules())
            .into_iter()
            .map(|sentence| &text[tokens[sentence.start].range.start..tokens[sentence.end - 1].range.end])
            .collect();
        let expected: Vec<&str> = case.split('¦').map(str::trim).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn russian_sentences() {
    check_sentences(Language::Russian, include_str!("fixtures/normalizer/sentences.ru.txt"));
}

#[test]
fn ukrainian_sentences() {
    check_sentences(Language::Ukrainian, include_str!("fixtures/normalizer/sentences.uk.txt"));
}

fn show(token: &Token, text: &str) -> String {
    let class = match token.class {
        TokenClass::Punctuation(Mark::OpenQuote) => "{open}",
        TokenClass::Punctuation(Mark::CloseQuote) => "{close}",
        TokenClass::Word | TokenClass::Punctuation(_) => "",
        TokenClass::Initial => "{initial}",
        TokenClass::Abbreviation => "{abbreviation}",
        TokenClass::Number => "{number}",
        TokenClass::Url => "{url}",
        TokenClass::Email => "{email}",
        TokenClass::Hashtag => "{hashtag}",
        TokenClass::Handle => "{handle}",
        TokenClass::Symbol => "{symbol}",
    };
    format!("{}{class}", token.of(text))
}

fn check_tokens(language: Language, table: &str) {
    for case in cases(table) {
        let (text, expected) = case.split_once('\t').expect("a text, a tab, its tokens");
        let found: Vec<String> = tokens(text, language.rules()).iter().map(|token| show(token, text)).collect();
        assert_eq!(found.join(" "), expected);
    }
}

#[test]
fn russian_tokens() {
    check_tokens(Language::Russian, include_str!("fixtures/normalizer/tokens.ru.txt"));
}

#[test]
fn ukrainian_tokens() {
    check_tokens(Language::Ukrainian, include_str!("fixtures/normalizer/tokens.uk.txt"));
}

/// Replaces `\u{…}` by the character.
fn unescape(text: &str) -> String {
    let mut parts = text.split("\\u{");
    let mut result = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').expect("a closing brace");
        result.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32).expect("a character number"));
        result.push_str(rest);
    }
    result
}

#[test]
fn normal_spelling() {
    for case in cases(include_str!("fixtures/normalizer/spelling.tsv")) {
        let (text, expected) = case.split_once('\t').expect("a text, a tab, its normal spelling");
        assert_eq!(normal(&unescape(text)).text, expected);
    }
}
