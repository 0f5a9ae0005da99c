//! Word × word → how alike: equal, cognate, or translations of each other.

use rustc_hash::FxHashMap;

use super::lexicon::Lexicon;
use super::vocabulary::{TypeClass, WordType};
use super::words::stem;

/// For each word of one side, the words of the other that may translate it and how alike they are, 0…1.
pub(super) type Matches = Vec<Vec<(u32, f32)>>;

/// The share of common trigrams (Dice) at which words begin to count as alike.
const LEAST_COMMON: f32 = 0.4;
/// The share of common trigrams at which words are taken as the same.
const FULL_COMMON: f32 = 0.8;
/// The likeness of words that share their stem.
const SAME_STEM: f32 = 0.8;

/// Matches of the words of both sides, seen from the first and from the second. Near-linear in the number of
/// different words: only words that share a trigram are compared.
pub(super) fn matches(ru: &[WordType], uk: &[WordType], lexicon: &Lexicon<'_>) -> (Matches, Matches) {
    let index = Index::of(uk);
    let mut scratch = vec![0u16; uk.len()];
    let forward: Matches = ru.iter().map(|word| index.matches(word, lexicon, &mut scratch)).collect();
    let mut backward: Matches = vec![Vec::new(); uk.len()];
    for (word, found) in forward.iter().enumerate() {
        for &(other, likeness) in found {
            backward[other as usize].push((word as u32, likeness));
        }
    }
    (forward, backward)
}

struct Index<'a> {
    by_spelling: FxHashMap<&'a str, u32>,
    by_stem: FxHashMap<&'a str, (u32, Vec<u32>)>,
    by_trigram: FxHashMap<u32, Vec<u32>>,
    trigrams: Vec<u16>,
    /// The number of the stem of each word.
    stems: Vec<u32>,
}

/// No stem of the index.
const NO_STEM: u32 = u32::MAX;

impl<'a> Index<'a> {
    fn of(words: &'a [WordType]) -> Self {
        let mut index = Index {
            by_spelling: FxHashMap::default(),
            by_stem: FxHashMap::default(),
            by_trigram: FxHashMap::default(),
            trigrams: Vec::with_capacity(words.len()),
            stems: Vec::with_capacity(words.len()),
        };
        for (id, word) in words.iter().enumerate() {
            let id = id as u32;
            index.by_spelling.insert(&word.folded, id);
            let (mut count, mut stem_number) = (0, NO_STEM);
            if word.class != TypeClass::Number {
                let next = index.by_stem.len() as u32;
                let (number, of_stem) = index.by_stem.entry(stem(&word.folded)).or_insert((next, Vec::new()));
                stem_number = *number;
                of_stem.push(id);
                if is_comparable(word) {
                    for trigram in trigrams(&word.folded) {
                        count += 1;
                        index.by_trigram.entry(trigram).or_default().push(id);
                    }
                }
            }
            index.trigrams.push(count);
            index.stems.push(stem_number);
        }
        index
    }

    fn matches(&self, word: &WordType, lexicon: &Lexicon<'_>, common: &mut [u16]) -> Vec<(u32, f32)> {
        let mut found: Vec<(u32, f32)> = Vec::new();
        if let Some(&same) = self.by_spelling.get(word.folded.as_str()) {
            found.push((same, 1.0));
        }
        if word.class == TypeClass::Number {
            return found;
        }
        let word_stem = stem(&word.folded);
        for &(translation, strength) in lexicon.translations(word_stem) {
            let others = self.by_stem.get(translation).map_or(&[][..], |(_, words)| words.as_slice());
            found.extend(others.iter().map(|&other| (other, strength)));
        }
        if is_comparable(word) {
            let stem_number = self.by_stem.get(word_stem).map_or(NO_STEM, |(number, _)| *number);
            let mut touched = Vec::new();
            let mut count = 0u16;
            for trigram in trigrams(&word.folded) {
                count += 1;
                for &other in self.by_trigram.get(&trigram).map_or(&[][..], Vec::as_slice) {
                    if common[other as usize] == 0 {
                        touched.push(other);
                    }
                    common[other as usize] += 1;
                }
            }
            for other in touched {
                let shared = std::mem::take(&mut common[other as usize]);
                let dice = 2.0 * f32::from(shared) / f32::from(count + self.trigrams[other as usize]);
                let has_same_stem = stem_number != NO_STEM && self.stems[other as usize] == stem_number;
                if dice <= LEAST_COMMON && !has_same_stem {
                    continue;
                }
                let mut likeness = ((dice - LEAST_COMMON) / (FULL_COMMON - LEAST_COMMON)).clamp(0.0, 1.0);
                if has_same_stem {
                    likeness = likeness.max(SAME_STEM);
                }
                if likeness > 0.0 {
                    found.push((other, likeness));
                }
            }
        }
        found.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        found.dedup_by_key(|(other, _)| *other);
        found
    }
}

/// Words of three sounds and less match by identity and lexicon only.
fn is_comparable(word: &WordType) -> bool {
    word.class != TypeClass::Number && word.folded.len() > 3
}

/// The trigrams of a word with a mark for its beginning and without the last letters of its ending.
fn trigrams(folded: &str) -> impl Iterator<Item = u32> {
    let kept = match folded.len() {
        length @ ..=5 => length,
        length @ 6..=7 => length - 1,
        length => length - 2,
    };
    let code = |c: u8| u32::from(c);
    let bytes = folded.as_bytes();
    let first = (code(b'^') << 16) | (code(bytes[0]) << 8) | code(bytes[1]);
    std::iter::once(first)
        .chain(bytes[..kept].windows(3).map(move |w| (code(w[0]) << 16) | (code(w[1]) << 8) | code(w[2])))
}
