//! How fast articles become mentions: `cargo bench --bench mentions`.

use std::path::Path;

use divan::Bencher;
use divan::counter::BytesCount;
use imenoslov::reader::{self, Article};
use imenoslov::recognizer::recognize;

fn main() {
    divan::main();
}

/// The articles of `seeds/`, as files.
fn seeds() -> Vec<Vec<u8>> {
    let folder = [Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds")];
    let files = reader::walk(&folder).filter_map(Result::ok);
    files.filter_map(|file| std::fs::read(file).ok()).collect()
}

fn article(bytes: &[u8]) -> Option<Article> {
    reader::read_bytes(Path::new("article.txt"), bytes.to_vec(), reader::Markup::Plain).ok()
}

/// Bytes of files to mentions with their dictionary forms.
#[divan::bench]
fn read_and_recognize(bencher: Bencher<'_, '_>) {
    let files = seeds();
    let bytes: usize = files.iter().map(Vec::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench(|| {
        files.iter().filter_map(|file| article(file)).map(|article| recognize(&article).len()).sum::<usize>()
    });
}
