//! Words met before → the sums of the weights of those features that depend on one word or on two neighbours alone.
//!
//! An archive asks for each word, and for most pairs of words, again and again; a sum that is kept stands for some dozens
//! of look-ups in the model.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::features::{NEIGHBOURS, features_with_after, features_with_before, neighbour_features, own_features};
use super::model::{Model, NO_SCORES, Scores, add_scores};
use super::words::{Sentence, Word};
use crate::languages::Language;

/// Sums for the words of one vocabulary and one model.
#[derive(Clone, Debug, Default)]
pub struct KnownSums {
    /// By the number of the word the place of its sums, counted from 1; 0 where there are none yet. Number 0 stands for
    /// what is beyond the ends of a sentence.
    places: Vec<u32>,
    words: Vec<WordSums>,
    /// By the numbers of two neighbours the place of their sums.
    places_of_pairs: FxHashMap<(u32, u32), u32>,
    pairs: Vec<PairSums>,
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

    /// The sums for the words of a stretch of a sentence, of all features but
    /// [`place_features`](super::features::place_features). `words` are those of the whole article.
    pub fn of(&mut self, words: &[Word], sentence: &Sentence, stretch: Range<usize>, model: &Model<'_>) -> Vec<Scores> {
        let mut sums = vec![NO_SCORES; stretch.len()];
        let mut add = |index: Option<usize>, others: &Scores| {
            if let Some(index) = index.filter(|index| stretch.contains(index)) {
                add_scores(&mut sums[index - stretch.start], others);
            }
        };
        // Indices are counted from 2 words before the article, so that none is negative.
        let word = |index: usize| index.checked_sub(2).filter(|index| sentence.words.contains(index));
        for index in stretch.start..stretch.end + 4 {
            let here = word(index);
            let known = self.word(here.map(|index| &words[index]), sentence.language, model);
            add(here, &known.own);
            for (offset, sums) in NEIGHBOURS.into_iter().zip(&known.neighbours) {
                add(index.checked_add_signed(-2 - offset), sums);
            }
        }
        for index in stretch.start + 1..stretch.end + 2 {
            let (first, second) = (word(index), word(index + 1));
            let known = self.pair(first.map(|index| &words[index]), second.map(|index| &words[index]), model);
            add(first, &known.first);
            add(second, &known.second);
        }
        sums
    }

    fn word(&mut self, word: Option<&Word>, language: Language, model: &Model<'_>) -> &WordSums {
        let number = word.map_or(0, |word| word.number as usize);
        if self.places.len() <= number {
            self.places.resize(number + 1, 0);
        }
        let KnownSums { places, words, features, positions, .. } = self;
        let place = &mut places[number];
        if *place == 0 {
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
            words.push(sums);
            *place = words.len() as u32;
        }
        &words[*place as usize - 1]
    }

    fn pair(&mut self, first: Option<&Word>, second: Option<&Word>, model: &Model<'_>) -> &PairSums {
        let number = |word: Option<&Word>| word.map_or(0, |word| word.number);
        let KnownSums { places_of_pairs, pairs, features, positions, .. } = self;
        let place = *places_of_pairs.entry((number(first), number(second))).or_insert(pairs.len() as u32) as usize;
        if place == pairs.len() {
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
            pairs.push(sums);
        }
        &pairs[place]
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::features::{Place, place_features};
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
            for _ in 0..2 {
                let known = known.of(&document.words.words, sentence, stretch.words.clone(), &model);
                for (index, mut sums) in stretch.words.clone().zip(known) {
                    let place = Place { words: &document.words.words, sentence, index };
                    let mut all = NO_SCORES;
                    model.add(&document.word_features(stretch, index), &mut positions, &mut all);
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
