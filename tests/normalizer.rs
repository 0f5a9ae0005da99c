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

#[test]
fn words_of_mixed_scripts_are_recorded() {
    let source = "Сказал Витк\u{6f}фф из R\u{435}uters и Facebookа.";
    let text = normal(source);
    let words: Vec<(&str, &str)> = text
        .mixed_script
        .iter()
        .map(|word| (&text.text[word.clone()], &source[text.source_range(word.clone())]))
        .collect();
    assert_eq!(words, [("Виткофф", "Витк\u{6f}фф"), ("Reuters", "R\u{435}uters")]);
    let start = text.text.find("Виткофф").expect("the name");
    assert!(text.is_mixed_script(start..start + "Виткофф".len()));
    assert!(!text.is_mixed_script(0..start));
}

#[test]
fn names_lead_back_to_their_bytes() {
    let cases = [
        ("В Ки\u{301}\u{a0}\u{ad}ев", "Ки", "Ки\u{301}"),
        ("Зелен\u{ad}ський, ", "Зеленський", "Зелен\u{ad}ський"),
        ("«Прип\u{2019}ять»", "Прип'ять", "Прип\u{2019}ять"),
        ("Стив \u{a0}Уиткофф", "Стив Уиткофф", "Стив \u{a0}Уиткофф"),
        ("й и\u{306} й", "й й й", "й и\u{306} й"),
    ];
    for (source, name, expected) in cases {
        let text = normal(source);
        let start = text.text.find(name).expect(name);
        assert_eq!(&source[text.source_range(start..start + name.len())], expected);
    }
}

mod properties {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::Index;

    /// Pieces of text and markup in turn, so that stretches that stand for themselves are apart.
    fn source() -> impl Strategy<Value = String> {
        "([а-яіїєґА-Я]{1,5}|[a-zA-Z]{1,5}|[ \u{a0}\n\t]{1,2}|[\u{301}\u{306}\u{308}\u{ad}\u{200b}\u{2010}]|[’ʼ'`′\"«»—.-]|\\PC|ᄀ|ᅡ|ᆨ){0,40}"
    }

    fn paragraph(pieces: Vec<Piece>) -> Paragraph {
        Paragraph { role: Role::Body, language: Language::Ukrainian, pieces }
    }

    proptest! {
        #[test]
        fn the_map_leads_back_to_what_was_normalised(source in source(), cut in any::<Index>()) {
            let cut = source.floor_char_boundary(cut.index(source.len() + 1));
            let text = Text::of_paragraph(&source, &paragraph(vec![Piece::Literal(0..cut), Piece::Literal(cut..source.len())]));
            let mut end = 0;
            for (start, c) in text.text.char_indices() {
                let range = text.source_range(start..start + c.len_utf8());
                prop_assert!(source.get(range.clone()).is_some(), "on character boundaries");
                prop_assert!(range.start >= end || range.end == end, "in order");
                end = range.end;
                let single = c != ' ' && c.len_utf8() == range.len() && source[range.clone()].starts_with(c);
                prop_assert!(single || !source[range.clone()].is_empty());
            }
            // Between spaces a text is normalised on its own.
            let mut start = 0;
            for word in text.text.split(' ') {
                if !word.is_empty() {
                    let range = text.source_range(start..start + word.len());
                    prop_assert_eq!(&normal(&source[range]).text, word);
                }
                start += word.len() + 1;
            }
        }

        #[test]
        fn normal_spelling_is_stable(source in source()) {
            let text = normal(&source).text;
            prop_assert_eq!(&normal(&text).text, &text);
        }

        #[test]
        fn tokens_cover_all_but_spaces_and_sentences_cover_all_tokens(source in source()) {
            let text = normal(&source).text;
            for language in Language::ALL {
                let tokens = tokens(&text, language.rules());
                let mut end = 0;
                for token in &tokens {
                    prop_assert!(text[end..token.range.start].trim().is_empty() && !token.range.is_empty());
                    end = token.range.end;
                }
                prop_assert!(text[end..].trim().is_empty());
                let mut next = 0;
                for sentence in sentences(&text, &tokens, language.rules()) {
                    prop_assert!(sentence.start == next && !sentence.is_empty());
                    next = sentence.end;
                }
                prop_assert_eq!(next, tokens.len());
            }
        }
    }
}
