//! What the words of a sentence say for or against each stretch of sentences on the other side.

use std::ops::Range;

use super::band::Band;
use super::forms::LONGEST;
use super::parameters::Parameters;
use super::similarity::Matches;
use super::vocabulary::Side;

/// Logarithms of likelihood ratios, linked against unrelated, for every node of the band.
#[derive(Debug)]
pub(super) struct Gains {
    /// What the Russian sentence after the node says about the next 1, 2, 3 Ukrainian ones.
    pub(super) ru: [Vec<f32>; LONGEST],
    /// What the Ukrainian sentence after the node says about the next 1, 2, 3 Russian ones.
    pub(super) uk: [Vec<f32>; LONGEST],
}

impl Gains {
    pub(super) fn of(
        ru: &Side,
        uk: &Side,
        (forward, backward): (&Matches, &Matches),
        band: &Band,
        parameters: &Parameters,
    ) -> Gains {
        let zero = || std::array::from_fn(|_| vec![0.0; band.nodes()]);
        let mut gains = Gains { ru: zero(), uk: zero() };
        let from_ru = Direction::new(ru, uk, forward, parameters);
        let mut row = from_ru.row();
        for i in 0..ru.sentences.len() {
            let columns = band.columns(i);
            from_ru.fill(i, columns.clone(), &mut row);
            if let Some(first) = band.node(i, columns.start) {
                for (gains, row) in gains.ru.iter_mut().zip(&row.gains) {
                    gains[first..first + columns.len()].copy_from_slice(&row[..columns.len()]);
                }
            }
        }
        let from_uk = Direction::new(uk, ru, backward, parameters);
        let mut row = from_uk.row();
        for j in 0..uk.sentences.len() {
            let rows = band.rows_of(j);
            from_uk.fill(j, rows.clone(), &mut row);
            for (k, i) in rows.enumerate() {
                if let Some(node) = band.node(i, j) {
                    for (gains, row) in gains.uk.iter_mut().zip(&row.gains) {
                        gains[node] = row[k];
                    }
                }
            }
        }
        gains
    }
}

/// What a word adds where it has a match among 1, 2, 3 sentences, and where it has none.
#[derive(Clone, Copy)]
struct Weight {
    miss: [f32; LONGEST],
    /// Added to `miss` for a full match.
    hit: [f32; LONGEST],
}

struct Direction<'a> {
    side: &'a Side,
    other: &'a Side,
    matches: &'a Matches,
    weights: Vec<Weight>,
}

struct Row {
    gains: [Vec<f32>; LONGEST],
    likeness: Vec<f32>,
    hits: Vec<usize>,
}

impl<'a> Direction<'a> {
    fn new(side: &'a Side, other: &'a Side, matches: &'a Matches, parameters: &Parameters) -> Self {
        let total = other.sentences.len().max(1) as f32;
        let weights = side.types.iter().zip(matches).map(|(word, found)| {
            let class = word.class.index();
            let kept = parameters.kept[class];
            // One of the sentences with a match is the translation; the others match by chance.
            let matched: f32 =
                found.iter().map(|&(other_word, s)| s * other.types[other_word as usize].sentences.len() as f32).sum();
            let by_chance = (matched - 1.0).clamp(0.0, total - 1.0);
            let prior = parameters.chance_weight;
            let chance = (by_chance + prior * parameters.chance[class]) / (total - 1.0 + prior);
            let mut weight = Weight { miss: [0.0; LONGEST], hit: [0.0; LONGEST] };
            for m in 0..LONGEST {
                let chance = (1.0 - (1.0 - chance).powi(m as i32 + 1)).min(kept);
                weight.miss[m] = ((1.0 - kept) / (1.0 - chance)).ln() * parameters.tempering;
                weight.hit[m] = (kept / chance).ln() * parameters.tempering - weight.miss[m];
            }
            weight
        });
        Direction { side, other, matches, weights: weights.collect() }
    }

    fn row(&self) -> Row {
        let length = self.other.sentences.len() + 1 + LONGEST;
        Row { gains: std::array::from_fn(|_| vec![0.0; length]), likeness: vec![0.0; length], hits: Vec::new() }
    }

    /// The gains of a sentence for the stretches that begin in `window`.
    fn fill(&self, sentence: usize, window: Range<usize>, row: &mut Row) {
        let words = &self.side.sentences[sentence].types;
        for (m, gains) in row.gains.iter_mut().enumerate() {
            let missed: f32 = words.iter().map(|&word| self.weights[word as usize].miss[m]).sum();
            gains[..window.len()].fill(missed);
        }
        let seen = window.start..(window.end + LONGEST).min(self.other.sentences.len());
        for &word in words {
            for &(other_word, likeness) in &self.matches[word as usize] {
                let places = &self.other.types[other_word as usize].sentences;
                let first = places.partition_point(|&place| (place as usize) < seen.start);
                for &place in &places[first..] {
                    if place as usize >= seen.end {
                        break;
                    }
                    let place = place as usize - window.start;
                    if row.likeness[place] == 0.0 {
                        row.hits.push(place);
                    }
                    row.likeness[place] = row.likeness[place].max(likeness);
                }
            }
            self.add(self.weights[word as usize], window.len(), row);
        }
    }

    /// Adds a word with its hits to the stretches that contain them.
    fn add(&self, weight: Weight, length: usize, row: &mut Row) {
        row.hits.sort_unstable();
        for m in 0..LONGEST {
            let mut next = 0;
            for &hit in &row.hits {
                for start in hit.saturating_sub(m).max(next)..(hit + 1).min(length) {
                    let best = row.likeness[start..=start + m].iter().copied().fold(0.0, f32::max);
                    row.gains[m][start] += weight.hit[m] * best;
                }
                next = hit + 1;
            }
        }
        for hit in row.hits.drain(..) {
            row.likeness[hit] = 0.0;
        }
    }
}
