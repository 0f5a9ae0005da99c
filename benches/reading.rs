//! Reader → normal spelling → tokens → sentences, MB of UTF-8 text a second on one core.

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use imenoslov::normalizer::{Text, fold, sentences, tokens};
use imenoslov::reader::{Article, Markup, read_bytes};

fn main() {
    divan::main();
}

const PLAIN: &str = include_str!("../tests/fixtures/reader/article.txt");
const MARKDOWN: &str = include_str!("../tests/fixtures/reader/article.md");
const HTML: &str = include_str!("../tests/fixtures/reader/page.html");

fn plain() -> String {
    PLAIN.repeat(200)
}

fn read(text: &str, markup: Markup) -> Article {
    read_bytes(Path::new("-"), text.as_bytes().to_vec(), markup).expect("readable text")
}

#[divan::bench(args = [Markup::Plain, Markup::Markdown, Markup::Html])]
fn reader(bencher: Bencher<'_, '_>, markup: Markup) {
    let text = match markup {
        Markup::Markdown => MARKDOWN.repeat(200),
        Markup::Html => HTML.repeat(200),
        _ => plain(),
    };
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| read(&text, markup));
}

fn words(text: &str) -> usize {
    let article = read(text, Markup::Plain);
    let mut count = 0;
    for paragraph in &article.paragraphs {
        let text = Text::of_paragraph(&article.text, paragraph);
        let tokens = tokens(&text.text, paragraph.language.rules());
        count += tokens.len() + sentences(&text.text, &tokens, paragraph.language.rules()).len();
    }
    count
}

#[divan::bench]
fn reader_to_sentences(bencher: Bencher<'_, '_>) {
    let text = plain();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| words(&text));
}

/// The same with typographic apostrophes and no-break spaces, which have to be rewritten.
#[divan::bench]
fn reader_to_sentences_rewritten(bencher: Bencher<'_, '_>) {
    let text = plain().replace(" в ", " в\u{a0}");
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| words(&text));
}

#[divan::bench]
fn folding(bencher: Bencher<'_, '_>) {
    let words: Vec<&str> = PLAIN.split_whitespace().collect();
    let length: usize = words.iter().map(|word| word.len()).sum();
    bencher.counter(BytesCount::new(length)).bench_local(|| {
        words.iter().map(|word| fold(word, imenoslov::languages::Language::Russian).len()).sum::<usize>()
    });
}
