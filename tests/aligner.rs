//! The aligner on the cases of `tests/aligner`, on articles of the example corpus, and on whatever else it may be given.

use std::path::Path;

use imenoslov::aligner::{Alignment, Link, Sentence, align, align_articles, language_of, name_pairs, versions};
use imenoslov::languages::Language;
use imenoslov::reader::{Article, read_file};
use imenoslov::recognizer::recognize;
use imenoslov::reporter::alignments::{self, AlignedPair};
use proptest::prelude::*;

/// The sentences and links of a case.
struct Case<'t> {
    title: &'t str,
    ru: Vec<&'t str>,
    uk: Vec<&'t str>,
    links: Vec<(usize, usize)>,
}

fn cases(table: &str) -> Vec<Case<'_>> {
    table
        .split("\n## ")
        .skip(1)
        .map(|block| {
            let (title, body) = block.split_once('\n').expect("a title");
            let mut case = Case { title, ru: Vec::new(), uk: Vec::new(), links: Vec::new() };
            for link in body.split("\n\n").filter(|link| !link.trim().is_empty()) {
                let of = |prefix| link.lines().filter_map(move |line: &str| line.strip_prefix(prefix));
                let before = (case.ru.len(), case.uk.len());
                case.ru.extend(of("ru "));
                case.uk.extend(of("uk "));
                case.links.push((case.ru.len() - before.0, case.uk.len() - before.1));
            }
            case
        })
        .collect()
}

#[test]
fn cases_are_linked_as_expected() {
    for case in cases(include_str!("aligner/links.txt")) {
        let found: Vec<(usize, usize)> =
            align(&case.ru, &case.uk).iter().map(|link| (link.ru.len(), link.uk.len())).collect();
        // Which of two lonely sentences comes first does not matter.
        let sorted = |links: &[(usize, usize)]| {
            let mut links = links.to_vec();
            links.chunk_by_mut(|a, b| a.0 * a.1 == 0 && b.0 * b.1 == 0).for_each(<[_]>::sort_unstable);
            links
        };
        assert_eq!(sorted(&found), sorted(&case.links), "{}", case.title);
    }
}

fn article(name: &str) -> Article {
    read_file(&Path::new("seeds").join(name)).expect("an article of the example corpus")
}

#[test]
fn translations_of_the_corpus_are_linked_throughout() {
    for (ru, uk) in [("imf-programme.ru.txt", "imf-programme.uk.md"), ("miami-talks.ru.txt", "miami-talks.uk.txt")] {
        let alignment = align_articles(&article(ru), &article(uk));
        assert!(alignment.linked_share() > 0.9, "{ru}: {}", alignment.linked_share());
    }
}

#[test]
fn versions_are_found_in_the_corpus() {
    let all = |language: Language| -> Vec<Article> {
        let folders = [Path::new("seeds")];
        let files = imenoslov::reader::walk(&folders).map(|file| file.expect("a readable folder"));
        let articles = files.map(|file| read_file(&file).expect("an article"));
        articles.filter(|article| article.language == language).collect()
    };
    let (ru, uk) = (all(Language::Russian), all(Language::Ukrainian));
    let stem = |article: &Article| {
        article.path.file_name().and_then(|name| name.to_str()?.split('.').next()).unwrap_or_default().to_owned()
    };
    let found: Vec<(String, String)> =
        versions(&ru, &uk).iter().map(|pair| (stem(&ru[pair.ru]), stem(&uk[pair.uk]))).collect();
    let expected = ["imf-programme", "miami-talks"].map(|name| (name.to_owned(), name.to_owned()));
    assert_eq!(found, expected);
}

#[test]
fn names_at_one_place_are_paired() {
    let (ru, uk) = (article("miami-talks.ru.txt"), article("miami-talks.uk.txt"));
    let alignment = align_articles(&ru, &uk);
    let pairs = name_pairs(&alignment, &recognize(&ru), &recognize(&uk));
    let has = |ru: &str, uk: &str| pairs.iter().any(|pair| pair.ru.text == ru && pair.uk.text == uk);
    assert!(has("Стив Уиткофф", "Стів Віткофф"));
    assert!(has("Рустем Умеров", "Рустем Умєров"));
}

#[test]
fn a_side_may_be_empty() {
    let none: [&str; 0] = [];
    assert_eq!(align(&none, &none), []);
    let links = align(&["Первое.", "Второе."], &none);
    assert_eq!(links.iter().map(|link| link.ru.clone()).collect::<Vec<_>>(), [0..1, 1..2]);
    assert!(links.iter().all(|link| link.uk.is_empty()));
}

#[test]
fn identical_texts_are_linked_sentence_by_sentence() {
    let text = ["Рада собралась в среду.", "Да.", "Да.", "Закон приняли.", "12 345"];
    let links = align(&text, &text);
    assert!(links.iter().all(|link| link.ru.len() == 1 && link.ru == link.uk), "{links:?}");
}

#[test]
fn the_language_of_a_side_is_known_by_its_letters() {
    assert_eq!(language_of(&["Этот мост был закрыт, мы объехали его."]), Some(Language::Russian));
    assert_eq!(language_of(&["Цей міст був закритий, усі ми об'їхали його з півдня."]), Some(Language::Ukrainian));
    assert_eq!(language_of(&["Reuters, 12.11.2025"]), None);
}

fn sentence() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "Киев", "Київ", "мост", "міст", "12", "и", "і", "Reuters", "«да»", ".", "?!", "\u{0}", "ё-ё",
    ]);
    prop::collection::vec(word, 0..7).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_sentence_is_in_one_link_and_links_ascend(
        ru in prop::collection::vec(sentence(), 0..12),
        uk in prop::collection::vec(sentence(), 0..12),
    ) {
        let links = align(&ru, &uk);
        let (mut i, mut j) = (0, 0);
        for Link { ru, uk, confidence } in &links {
            prop_assert_eq!((ru.start, uk.start), (i, j));
            prop_assert!(ru.len() <= 3 && uk.len() <= 3 && ru.len() + uk.len() > 0);
            prop_assert!((0.0..=1.0).contains(confidence));
            (i, j) = (ru.end, uk.end);
        }
        prop_assert_eq!((i, j), (ru.len(), uk.len()));
        prop_assert_eq!(align(&ru, &uk), links);
    }
}

/// A text too long for the whole grid, with a chapter that only one side has.
#[test]
fn a_book_is_linked_across_a_missing_chapter() {
    let names = ["Олег", "Марина", "Віктор", "Стефан", "Ганна", "Роман", "Тарас"];
    let sentence = |index: usize, verb: &str| format!("{} {verb} лист номер {index}.", names[index * 5 % names.len()]);
    let ru: Vec<String> = (0..900).map(|index| sentence(index, "написал")).collect();
    let uk: Vec<String> =
        (0..900).filter(|index| !(300..550).contains(index)).map(|i| sentence(i, "написав")).collect();
    let links = align(&ru, &uk);
    let right = links.iter().filter(|link| {
        let shift = if link.ru.start < 300 { 0 } else { 250 };
        link.ru.len() == 1 && link.uk.len() == 1 && link.ru.start == link.uk.start + shift
    });
    assert!(right.count() >= 645);
}

fn example() -> Vec<AlignedPair> {
    let side = |sentences: &[&str]| -> Vec<Sentence> {
        let mut start = 0;
        let sentence = |text: &&str| {
            let range = start..start + text.len();
            start = range.end + 1;
            Sentence { text: (*text).to_owned(), range, paragraph: 0 }
        };
        sentences.iter().map(sentence).collect()
    };
    let link = |ru, uk, confidence| Link { ru, uk, confidence };
    vec![AlignedPair {
        ru: "a.ru.txt".to_owned(),
        uk: "a.uk.txt".to_owned(),
        alignment: Alignment {
            ru: side(&["«AT&T» <закрыта>.", "Да.", "И\tвсё."]),
            uk: side(&["«AT&T» <закрито>.", "Так, і все."]),
            links: vec![link(0..1, 0..1, 0.99), link(1..3, 1..2, 0.4)],
        },
        mentions: (Vec::new(), Vec::new()),
        names: Vec::new(),
    }]
}

#[test]
fn reports_look_as_they_did() {
    insta::assert_snapshot!("alignment_links", alignments::links(&example()));
    insta::assert_snapshot!("alignment_text", alignments::text(&example()));
    insta::assert_snapshot!("alignment_tsv", alignments::tsv(&example()));
    insta::assert_snapshot!("alignment_tmx", alignments::tmx(&example()));
}

#[test]
fn the_page_marks_paired_names_and_explains_them() {
    let (ru, uk) = (article("miami-talks.ru.txt"), article("miami-talks.uk.txt"));
    let alignment = align_articles(&ru, &uk);
    let mentions = (recognize(&ru), recognize(&uk));
    let names = name_pairs(&alignment, &mentions.0, &mentions.1);
    let pair = AlignedPair { ru: "ru".to_owned(), uk: "uk".to_owned(), alignment, mentions, names };
    let page = alignments::html(&[pair]);
    assert!(page.contains("popovertarget"));
    assert!(page.contains("Стив Уиткофф — Стів Віткофф"));
    assert_eq!(page.matches("<tr").count(), page.matches("</tr>").count());
}
