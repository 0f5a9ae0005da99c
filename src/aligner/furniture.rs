//! Lines that news sites put around an article: «Читайте также», «Фото:». `data/aligner/furniture.tsv`.

use std::sync::LazyLock;

use super::words::{Word, fold, stem};
use crate::languages::Language;

/// The kinds of lines and their words. The fields of a line of the table: kind, most words, Russian, Ukrainian.
struct Table {
    kinds: Vec<Kind>,
}

struct Kind {
    most_words: usize,
    /// For each language alternatives, each a list of stems.
    phrases: [Vec<Vec<String>>; 2],
}

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let phrases = |field: &str| {
        let stems = |phrase: &str| phrase.split_whitespace().map(|word| stem(&fold(word)).to_owned()).collect();
        field.split("; ").map(stems).collect()
    };
    let lines = include_str!("../../data/aligner/furniture.tsv").lines().filter(|line| !line.starts_with('#'));
    let kinds = lines.filter_map(|line| {
        let mut fields = line.split('\t').skip(1);
        let (most_words, ru, uk) = (fields.next()?, fields.next()?, fields.next()?);
        Some(Kind { most_words: most_words.parse().ok()?, phrases: [phrases(ru), phrases(uk)] })
    });
    Table { kinds: kinds.collect() }
});

/// The kind of such a line, if it is one: a number from 1.
pub(super) fn kind(words: &[Word], language: Language) -> Option<u8> {
    let longest = TABLE.kinds.iter().map(|kind| kind.most_words).max().unwrap_or(0);
    if words.len() > longest {
        return None;
    }
    let stems: Vec<&str> = words.iter().map(|word| stem(&word.folded)).collect();
    let found = TABLE.kinds.iter().position(|kind| {
        let phrases = &kind.phrases[usize::from(language == Language::Ukrainian)];
        let stands = |phrase: &Vec<String>| match &phrase[..] {
            // A single word says so only where the line begins with it.
            [word] => stems.first() == Some(&word.as_str()),
            words => words.iter().all(|word| stems.contains(&word.as_str())),
        };
        words.len() <= kind.most_words && phrases.iter().any(stands)
    });
    found.map(|index| index as u8 + 1)
}
