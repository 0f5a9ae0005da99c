//! How fast an edit of a long article becomes findings: `cargo bench --bench editing`.

use std::path::Path;

use divan::Bencher;
use imenoslov::checker::Checker;
use imenoslov::glossary::GlossaryFile;
use imenoslov::reader::{self, Article, Markup};

fn main() {
    divan::main();
}

/// Words of the article.
const LENGTH: usize = 5_000;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn article(text: String) -> Option<Article> {
    reader::read_bytes(Path::new("article.txt"), text.into_bytes(), Markup::Plain).ok()
}

/// The Ukrainian articles of `seeds/`, over and over until there are enough words.
fn long_text() -> String {
    let folder = [project().join("seeds")];
    let files = reader::walk(&folder).filter_map(Result::ok);
    let texts =
        files.filter(|file| file.to_string_lossy().contains(".uk.")).filter_map(|file| reader::read_file(&file).ok());
    let texts: Vec<String> = texts.map(|article| article.text).collect();
    let mut long = String::new();
    for text in texts.iter().cycle() {
        if texts.is_empty() || long.split_whitespace().count() >= LENGTH {
            break;
        }
        long.push_str(text);
        long.push_str("\n\n");
    }
    long
}

/// What a language server does for a letter that was typed: read the text, check the paragraphs that changed.
#[divan::bench]
fn letter_typed(bencher: Bencher<'_, '_>) {
    let Ok(file) = GlossaryFile::read(&project().join("glossary.toml")) else { return };
    let checker = Checker::new(file.glossary());
    let before = long_text();
    let Some(old) = article(before.clone()) else { return };
    let known = checker.check(&old);
    let mut after = before.clone();
    after.insert(after.ceil_char_boundary(after.len() / 2), 'ж');
    bencher.bench(|| article(after.clone()).map(|new| checker.recheck(&new, &before, &known).len()));
}

/// The check of the whole article, as it is made in a pause.
#[divan::bench]
fn whole_check(bencher: Bencher<'_, '_>) {
    let Ok(file) = GlossaryFile::read(&project().join("glossary.toml")) else { return };
    let checker = Checker::new(file.glossary());
    let Some(article) = article(long_text()) else { return };
    bencher.bench(|| checker.check(&article).len());
}
