//! Names in sentences: a table that a reader of the languages can extend.

use std::path::Path;

use imenoslov::languages::Language;
use imenoslov::reader::{Article, Markup, read_bytes};
use imenoslov::recognizer::{Mention, recognize};

fn article(text: &str, language: Option<Language>) -> Article {
    let mut article = read_bytes(Path::new("-"), text.as_bytes().to_vec(), Markup::Plain).expect("readable text");
    if let Some(language) = language {
        article.paragraphs.iter_mut().for_each(|paragraph| paragraph.language = language);
    }
    article
}

fn listed(mentions: &[Mention]) -> String {
    let names: Vec<String> = mentions.iter().map(|mention| format!("{}:{}", mention.kind, mention.surface)).collect();
    names.join("|")
}

#[test]
fn names_of_sentences() {
    let mut wrong = Vec::new();
    for line in include_str!("recognizer/names.tsv").lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [language, text, names] = columns[..] else { panic!("three columns expected: {line}") };
        let found = listed(&recognize(&article(text, Some(language.parse().expect("ru or uk")))));
        if found != names {
            wrong.push(format!("{text}\n  expected {names}\n  found    {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ranges_are_of_the_file() {
    let text = "Заголовок новости\r\n\r\nВ «Ки\u{301}еве» Дональд\u{a0}\u{a0}Трамп встретил Стива Уиткоффа.\r\n";
    let article = article(text, None);
    let mentions = recognize(&article);
    let slices: Vec<&str> = mentions.iter().map(|mention| &article.text[mention.range.clone()]).collect();
    assert_eq!(slices, ["Ки\u{301}еве", "Дональд\u{a0}\u{a0}Трамп", "Стива Уиткоффа"]);
    assert_eq!(mentions[1].surface, "Дональд Трамп");
    assert_eq!(mentions[2].lemma, "Стив Уиткофф");
}

#[test]
fn a_surname_is_known_from_the_full_name() {
    let text = "Глава делегации Рустем Умеров прилетел в Стамбул.\n\nУмеров сообщил о планах. О встрече с Умеровым написали все.";
    let mentions = recognize(&article(text, Some(Language::Russian)));
    let persons: Vec<(&str, &str)> = mentions
        .iter()
        .filter(|mention| mention.kind == imenoslov::kind::Kind::Person)
        .map(|mention| (mention.surface.as_str(), mention.lemma.as_str()))
        .collect();
    assert_eq!(persons, [("Рустем Умеров", "Рустем Умеров"), ("Умеров", "Умеров"), ("Умеровым", "Умеров")]);
}

#[test]
fn nothing_in_nothing() {
    for text in ["", " ", "\n\n", "…", "12 345", "слово", "!!!"] {
        assert_eq!(listed(&recognize(&article(text, None))), "", "{text:?}");
    }
}
