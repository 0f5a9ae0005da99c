//! Words met before → the sums of the weights of those features that depend on one word or on two neighbours alone.
//!
//! An archive asks for each word, and for most pairs of words, again and again; a sum that is kept stands for some dozens
//! of look-ups in the model.

use rustc_hash::FxHashMap;

use super::features::{NEIGHBOURS, Place, features_with_after, features_with_before, neighbour_features, own_features};
use super::model::{Model, NO_SCORES, Scores, add_scores};
use super::words::Word;
use crate::languages::Language;

/// Sums for the words of one vocabulary and one model.
#[derive(Clone, Debug, Default)]
pub struct KnownSums {
    /// By the number of the word; number 0 stands for what is beyond the ends of a sentence.
    words: Vec<Option<Box<WordSums>>>,
    /// By the numbers of two neighbours.
    pairs: FxHashMap<(u32, u32), PairSums>,
    features: Vec<u32>,
    positions: Vec<u32>,
}

/// What one word adds to the sums of the words around it.
#[derive(Clone, Copy, Debug)]
struct WordSums {
    /// To its own.
    own: Scores,
    /// To those of the words to which it is a neighbour, by its offset from them as in [`NEIGHBOURS`].
    neighbours: [Scores; NEIGHBOURS.len()],
}

/// What two neighbours add together.
#[derive(Clone, Copy, Debug)]
struct PairSums {
    /// To the sums of the first of them.
    first: Scores,
    /// To the sums of the second.
    second: Scores,
}

impl KnownSums {
    /// The number of pairs that are known.
    pub fn pairs(&self) -> usize {
        self.pairs.len()
    }

    /// The sums for a word of all features but [`place_features`](super::features::place_features).
    pub fn of(&mut self, place: Place<'_>, model: &Model<'_>) -> Scores {
        let Some(word) = place.at(0) else { return NO_SCORES };
        let language = place.sentence.language;
        let mut sums = self.word(Some(word), language, model).own;
        for (index, offset) in NEIGHBOURS.into_iter().enumerate() {
            add_scores(&mut sums, &self.word(place.at(offset), language, model).neighbours[index]);
        }
        add_scores(&mut sums, &self.pair(place.at(-1), Some(word), model).second);
        add_scores(&mut sums, &self.pair(Some(word), place.at(1), model).first);
        sums
    }

    fn word(&mut self, word: Option<&Word>, language: Language, model: &Model<'_>) -> &WordSums {
        let number = word.map_or(0, |word| word.number as usize);
        if self.words.len() <= number {
            self.words.resize(number + 1, None);
        }
        let KnownSums { words, features, positions, .. } = self;
        words[number].get_or_insert_with(|| {
            let mut sums = WordSums { own: NO_SCORES, neighbours: [NO_SCORES; NEIGHBOURS.len()] };
            if let Some(word) = word {
                features.clear();
                own_features(word, language, |feature| features.push(feature));
                model.add(features, positions, &mut sums.own);
            }
            for (sums, offset) in sums.neighbours.iter_mut().zip(NEIGHBOURS) {
                features.clear();
                neighbour_features(word, offset, |feature| features.push(feature));
                model.add(features, positions, sums);
            }
            Box::new(sums)
        })
    }

    fn pair(&mut self, first: Option<&Word>, second: Option<&Word>, model: &Model<'_>) -> &PairSums {
        let number = |word: Option<&Word>| word.map_or(0, |word| word.number);
        let KnownSums { pairs, features, positions, .. } = self;
        pairs.entry((number(first), number(second))).or_insert_with(|| {
            let mut sums = PairSums { first: NO_SCORES, second: NO_SCORES };
            if let Some(first) = first {
                features.clear();
                features_with_after(first, second, |feature| features.push(feature));
                model.add(features, positions, &mut sums.first);
            }
            if let Some(second) = second {
                features.clear();
                features_with_before(first, second, |feature| features.push(feature));
                model.add(features, positions, &mut sums.second);
            }
            sums
        })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::features::place_features;
    use super::super::labels::COUNT;
    use super::super::passes::Document;
    use super::super::vocabulary::Vocabulary;
    use super::super::words::Words;
    use super::*;
    use crate::reader::{Markup, read_bytes};

    #[test]
    fn known_sums_are_those_of_all_features() {
        let (lexicon, model) = super::super::embedded();
        let text =
            "Президент США Дональд Трамп заявил: «Стив Уиткофф прибыл в Москву».\n\nСтів Віткофф прибув до Києва.";
        let article = read_bytes(Path::new("a.txt"), text.as_bytes().to_vec(), Markup::Plain).unwrap();
        let document = Document::new(Words::of(&article, &mut Vocabulary::new(lexicon)));
        let (mut known, mut positions) = (KnownSums::default(), Vec::new());
        for stretch in &document.stretches {
            let sentence = &document.words.sentences[stretch.sentence];
            for index in stretch.words.clone() {
                let place = Place { words: &document.words.words, sentence, index };
                let mut all = NO_SCORES;
                model.add(&document.word_features(stretch, index), &mut positions, &mut all);
                for _ in 0..2 {
                    let mut sums = known.of(place, &model);
                    let mut features = Vec::new();
                    place_features(place, document.usage(index), |feature| features.push(feature));
                    model.add(&features, &mut positions, &mut sums);
                    assert_eq!(sums[..COUNT], all[..COUNT]);
                }
            }
        }
        assert!(!known.pairs.is_empty());
    }
}
