//! Words that translate each other without looking alike: `data/aligner/words.tsv`.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// Translations of stems (see [`super::words::stem`]).
#[derive(Debug)]
pub(super) struct Lexicon<'t> {
    translations: FxHashMap<&'t str, Vec<(&'t str, f32)>>,
}

static LEXICON: LazyLock<Lexicon<'_>> = LazyLock::new(|| Lexicon::parse(include_str!("../../data/aligner/words.tsv")));

impl<'t> Lexicon<'t> {
    /// The lexicon that the program embeds.
    pub(super) fn embedded() -> &'static Lexicon<'static> {
        &LEXICON
    }

    /// Reads lines of a Russian stem, a Ukrainian stem and their strength.
    pub(super) fn parse(table: &'t str) -> Lexicon<'t> {
        let mut translations: FxHashMap<&str, Vec<(&str, f32)>> = FxHashMap::default();
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let mut fields = line.split('\t');
            if let (Some(ru), Some(uk), Some(strength)) = (fields.next(), fields.next(), fields.next()) {
                translations.entry(ru).or_default().push((uk, strength.parse().unwrap_or(0.0)));
            }
        }
        Lexicon { translations }
    }

    /// The Ukrainian stems that translate a Russian one, with how often one of them stands in the translation of a
    /// sentence with the Russian word, 0…1.
    pub(super) fn translations(&self, ru: &str) -> &[(&'t str, f32)] {
        self.translations.get(ru).map_or(&[], Vec::as_slice)
    }
}
