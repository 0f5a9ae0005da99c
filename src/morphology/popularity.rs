//! How often names occur in news and encyclopedia texts, learned by `tools/dictionary` from annotated names.

use std::sync::OnceLock;

pub use super::names::case_shares;
use crate::kind::Kind;
use crate::languages::Language;

/// The map of the popularities of a language.
#[derive(Debug)]
pub struct Popularity(fst::Map<&'static [u8]>);

/// Values in the map are natural logarithms times this.
const SCALE: f64 = 8.0;

impl Popularity {
    /// The embedded map of a language.
    pub fn of(language: Language) -> &'static Popularity {
        static MAPS: [OnceLock<Popularity>; 2] = [OnceLock::new(), OnceLock::new()];
        MAPS[language as usize].get_or_init(|| {
            let map = fst::Map::new(language.rules().popularity);
            Popularity(map.expect("data/morphology is built by tools/dictionary and covered by tests"))
        })
    }

    /// Natural logarithm of 1 + how often a dictionary form, given as its key, occurred as a name of the kind.
    pub fn log_count(&self, lemma: &[u8], kind: Kind) -> f32 {
        self.0.get(key(lemma, kind)).map_or(0.0, |value| value as f32 / SCALE as f32)
    }
}

/// The key of a dictionary form in the map: a byte for the kind, then its letters.
pub fn key(lemma: &[u8], kind: Kind) -> Vec<u8> {
    let kind = match kind {
        Kind::Person => 1,
        Kind::Place => 2,
        _ => 3,
    };
    std::iter::once(kind).chain(lemma.iter().copied()).collect()
}

/// The value of a count in the map.
pub fn value(count: f64) -> u64 {
    (count.ln_1p() * SCALE).round() as u64
}
