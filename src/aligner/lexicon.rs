//! Words that translate each other without looking alike: `data/aligner/words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Translations of stems (see [`super::words::stem`]).
#[derive(Debug)]
pub(super) struct Lexicon {
    translations: FxHashMap<&'static str, Vec<(&'static str, f32)>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut translations: FxHashMap<&str, Vec<(&str, f32)>> = FxHashMap::default();
    for line in include_str!("../../data/aligner/words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut fields = line.split('\t');
        if let (Some(ru), Some(uk), Some(strength)) = (fields.next(), fields.next(), fields.next()) {
            translations.entry(ru).or_default().push((uk, strength.parse().unwrap_or(0.0)));
        }
    }
    Lexicon { translations }
});

impl Lexicon {
    /// The lexicon that the program embeds.
    pub(super) fn embedded() -> &'static Lexicon {
        &LEXICON
    }

    /// The Ukrainian stems that translate a Russian one, with how often one of them stands in the translation of a
    /// sentence with the Russian word, 0…1.
    pub(super) fn translations(&self, ru: &str) -> &[(&'static str, f32)] {
        self.translations.get(ru).map_or(&[], Vec::as_slice)
    }
}
