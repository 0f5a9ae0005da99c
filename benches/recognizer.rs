//! Article → names, MB of UTF-8 text a second on one core.

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use imenoslov::reader::{Article, Markup, read_bytes};
use imenoslov::recognizer::known::KnownSums;
use imenoslov::recognizer::passes::Document;
use imenoslov::recognizer::vocabulary::Vocabulary;
use imenoslov::recognizer::words::Words;
use imenoslov::recognizer::{embedded, recognize};

fn main() {
    divan::main();
}

const PLAIN: &str = include_str!("../tests/fixtures/reader/article.txt");

fn article() -> Article {
    read_bytes(Path::new("-"), PLAIN.repeat(20).into_bytes(), Markup::Plain).expect("readable text")
}

/// Words with what is known of each.
#[divan::bench]
fn words(bencher: Bencher<'_, '_>) {
    let article = article();
    let (lexicon, _) = embedded();
    let mut vocabulary = Vocabulary::new(lexicon);
    bencher.counter(BytesCount::of_str(&article.text)).bench_local(|| Words::of(&article, &mut vocabulary));
}

/// Both passes of the model.
#[divan::bench]
fn labels(bencher: Bencher<'_, '_>) {
    let article = article();
    let (lexicon, model) = embedded();
    let document = Document::new(Words::of(&article, &mut Vocabulary::new(lexicon)));
    bencher.counter(BytesCount::of_str(&article.text)).bench(|| document.labels(&model, &mut KnownSums::default()));
}

/// Everything, dictionary forms included.
#[divan::bench]
fn mentions(bencher: Bencher<'_, '_>) {
    let article = article();
    bencher.counter(BytesCount::of_str(&article.text)).bench(|| recognize(&article));
}
