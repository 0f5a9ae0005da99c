//! Training a linear-chain conditional random field by AdaGrad, and rounding it to the model file.

#![expect(clippy::needless_range_loop, reason = "the recursions read best by index")]

use anyhow::{Result, ensure};
use imenoslov::recognizer::labels::{COUNT, Label};
use imenoslov::recognizer::model::Model;
use imenoslov::recognizer::passes::IDENTITY_FEATURES;
use rustc_hash::FxHashMap;

/// A stretch of words: their features, the labels that each may have.
pub struct Sequence {
    /// Features of each word: hashes before [`Trainer::new`], row numbers of the trainer afterwards.
    pub features: Vec<Vec<u32>>,
    /// Features from the votes of the rest of the article.
    pub votes: Vec<Vec<u32>>,
    /// Bit `l` is set if label `l` is right.
    pub allowed: Vec<u32>,
    /// How much the sequence counts.
    pub weight: f32,
}

/// What to train with.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Passes over the data.
    pub epochs: usize,
    /// Step of AdaGrad.
    pub rate: f32,
    /// Share of words whose identity is hidden in a pass.
    pub hidden: f32,
    /// Share of features that a word is read without in a pass.
    pub dropped: f32,
    /// Pull of weights towards zero, by epoch.
    pub decay: f32,
    /// Features that fewer words have are left out.
    pub least_count: u32,
}

type Row = [f32; COUNT];

/// A model in training.
pub struct Trainer {
    ids: FxHashMap<u32, u32>,
    rows: Vec<Row>,
    squares: Vec<Row>,
    transitions: Vec<Row>,
    transition_squares: Vec<Row>,
    average: Average,
    random: Random,
}

/// Sums of the weights after some passes. Their mean depends less on the order of the texts than the weights do.
struct Average {
    passes: u32,
    rows: Vec<Row>,
    transitions: Vec<Row>,
}

impl Average {
    fn add(&mut self, rows: &[Row], transitions: &[Row]) {
        self.passes += 1;
        for (sums, weights) in self.rows.iter_mut().chain(&mut self.transitions).zip(rows.iter().chain(transitions)) {
            for (sum, weight) in sums.iter_mut().zip(weights) {
                *sum += weight;
            }
        }
    }
}

/// A small generator: the same numbers on every machine.
pub struct Random(pub u64);

impl Random {
    /// The next number.
    pub fn next(&mut self) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as u32
    }

    fn chance(&mut self, share: f32) -> bool {
        (self.next() as f32) < share * (1_u32 << 31) as f32
    }

    /// Brings a list into a random order.
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for i in (1..list.len()).rev() {
            list.swap(i, self.next() as usize % (i + 1));
        }
    }
}

impl Trainer {
    /// Counts the features of `sequences` and numbers those that are frequent enough.
    pub fn new(sequences: &mut [Sequence], least_count: u32) -> Trainer {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        for sequence in sequences.iter() {
            for feature in sequence.features.iter().chain(&sequence.votes).flatten() {
                *counts.entry(*feature).or_default() += 1;
            }
        }
        let mut frequent: Vec<u32> =
            counts.into_iter().filter(|(_, count)| *count >= least_count).map(|(feature, _)| feature).collect();
        frequent.sort_unstable();
        let ids: FxHashMap<u32, u32> = frequent.iter().enumerate().map(|(id, feature)| (*feature, id as u32)).collect();
        for sequence in sequences {
            for features in sequence.features.iter_mut() {
                // The identity features stay in front, for hiding.
                for feature in features.iter_mut() {
                    *feature = ids.get(feature).copied().unwrap_or(u32::MAX);
                }
            }
            for features in sequence.votes.iter_mut() {
                *features = features.iter().filter_map(|feature| ids.get(feature).copied()).collect();
            }
        }
        let rows = frequent.len();
        Trainer {
            ids,
            rows: vec![[0.0; COUNT]; rows],
            squares: vec![[0.0; COUNT]; rows],
            transitions: vec![[0.0; COUNT]; COUNT],
            transition_squares: vec![[0.0; COUNT]; COUNT],
            average: Average { passes: 0, rows: vec![[0.0; COUNT]; rows], transitions: vec![[0.0; COUNT]; COUNT] },
            random: Random(1),
        }
    }

    /// Begins anew, with other random numbers. What is remembered stays.
    pub fn restart(&mut self, seed: u64) {
        for rows in [&mut self.rows, &mut self.squares, &mut self.transitions, &mut self.transition_squares] {
            rows.fill([0.0; COUNT]);
        }
        self.random = Random(seed);
    }

    /// One pass over the data; returns the mean loss of a word.
    pub fn epoch(&mut self, sequences: &[Sequence], settings: &Settings) -> f64 {
        let mut order: Vec<u32> = (0..sequences.len() as u32).collect();
        self.random.shuffle(&mut order);
        let (mut loss, mut words) = (0.0, 0);
        for index in order {
            let sequence = &sequences[index as usize];
            loss += self.step(sequence, settings);
            words += sequence.allowed.len();
        }
        let keep = 1.0 - settings.decay;
        self.rows.iter_mut().flatten().for_each(|weight| *weight *= keep);
        loss / words as f64
    }

    /// Lets the weights as they are now count for [`Trainer::rounded`].
    pub fn remember(&mut self) {
        self.average.add(&self.rows, &self.transitions);
    }

    fn step(&mut self, sequence: &Sequence, settings: &Settings) -> f64 {
        let length = sequence.allowed.len();
        let with_votes = self.random.chance(0.6);
        let mut active: Vec<Vec<u32>> = Vec::with_capacity(length);
        let mut scores = vec![[0.0_f32; COUNT]; length];
        for word in 0..length {
            let hide = if self.random.chance(settings.hidden) { IDENTITY_FEATURES } else { 0 };
            let votes = if with_votes { &sequence.votes[word][..] } else { &[] };
            let mut features: Vec<u32> =
                sequence.features[word][hide..].iter().chain(votes).copied().filter(|id| *id != u32::MAX).collect();
            features.retain(|_| !self.random.chance(settings.dropped));
            for id in &features {
                for (score, weight) in scores[word].iter_mut().zip(&self.rows[*id as usize]) {
                    *score += weight;
                }
            }
            // As strong as with all features.
            scores[word].iter_mut().for_each(|score| *score /= 1.0 - settings.dropped);
            active.push(features);
        }
        let potentials = self.potentials();
        let all = vec![(1_u32 << COUNT) - 1; length];
        let model = marginals(&scores, &potentials, &all);
        let gold = marginals(&scores, &potentials, &sequence.allowed);
        let (Some(model), Some(gold)) = (model, gold) else { return 0.0 };
        for word in 0..length {
            let mut gradient = [0.0_f32; COUNT];
            let mut any = false;
            for (label, slope) in gradient.iter_mut().enumerate() {
                *slope = (model.words[word][label] - gold.words[word][label]) * sequence.weight;
                if slope.abs() < 1e-4 {
                    *slope = 0.0;
                } else {
                    any = true;
                }
            }
            if any {
                for id in &active[word] {
                    descend(&mut self.rows[*id as usize], &mut self.squares[*id as usize], &gradient, settings.rate);
                }
            }
        }
        for earlier in 0..COUNT {
            let mut gradient = [0.0_f32; COUNT];
            for (label, slope) in gradient.iter_mut().enumerate() {
                *slope = (model.pairs[earlier][label] - gold.pairs[earlier][label]) * sequence.weight;
            }
            let (weights, squares) = (&mut self.transitions[earlier], &mut self.transition_squares[earlier]);
            descend(weights, squares, &gradient, settings.rate);
        }
        f64::from((model.log_total - gold.log_total) * sequence.weight)
    }

    fn potentials(&self) -> Vec<Row> {
        let mut potentials = vec![[0.0; COUNT]; COUNT];
        for (earlier, row) in potentials.iter_mut().enumerate() {
            for (label, potential) in row.iter_mut().enumerate() {
                if Label(earlier as u8).may_precede(Label(label as u8)) {
                    *potential = self.transitions[earlier][label].exp();
                }
            }
        }
        potentials
    }

    /// The model file: the mean of the weights remembered; the `most` rows with the largest weights, rounded to whole
    /// units, in the unit of the largest.
    pub fn rounded(&self, most: usize) -> Result<Vec<u8>> {
        ensure!(self.average.passes > 0, "no weights are remembered");
        let share = 1.0 / self.average.passes as f32;
        let mut features: Vec<(u32, u32)> = self.ids.iter().map(|(feature, id)| (*feature, *id)).collect();
        features.sort_unstable();
        let size = |id: u32| {
            self.average.rows[id as usize].iter().fold(0.0_f32, |most, weight| most.max(weight.abs() * share))
        };
        let mut sizes: Vec<f32> = features.iter().map(|(_, id)| size(*id)).collect();
        sizes.sort_unstable_by(|a, b| b.total_cmp(a));
        ensure!(!sizes.is_empty(), "no features");
        // Clipping the few largest weights leaves finer steps for all others.
        let unit = sizes[sizes.len() / 2000] / 127.0;
        let least = sizes.get(most).copied().unwrap_or(0.0).max(unit / 2.0);
        let kept: Vec<(u32, u32)> = features.into_iter().filter(|(_, id)| size(*id) > least).collect();
        let round = |weight: f32| (weight * share / unit).round();
        let rows: Vec<[i8; COUNT]> = kept
            .iter()
            .map(|(_, id)| self.average.rows[*id as usize].map(|weight| round(weight).clamp(-127.0, 127.0) as i8))
            .collect();
        let mut transitions = [[0_i16; COUNT]; COUNT];
        for (rounded, weights) in transitions.iter_mut().zip(&self.average.transitions) {
            *rounded = weights.map(|weight| round(weight) as i16);
        }
        let keys: Vec<u32> = kept.iter().map(|(feature, _)| *feature).collect();
        Ok(Model::write(&transitions, &keys, &rows))
    }
}

#[inline]
fn descend(weights: &mut Row, squares: &mut Row, gradient: &Row, rate: f32) {
    for ((weight, square), slope) in weights.iter_mut().zip(squares).zip(gradient) {
        *square += slope * slope;
        *weight -= rate * slope / (*square + 1e-2).sqrt();
    }
}

struct Marginals {
    words: Vec<Row>,
    pairs: Vec<Row>,
    log_total: f32,
}

/// Forward and backward sums over all label sequences within `allowed`; `None` if there is none of any weight.
fn marginals(scores: &[Row], potentials: &[Row], allowed: &[u32]) -> Option<Marginals> {
    let length = scores.len();
    let mut log_total = 0.0_f32;
    let mut emissions = vec![[0.0_f32; COUNT]; length];
    for (word, row) in scores.iter().enumerate() {
        let top = row.iter().copied().fold(f32::MIN, f32::max);
        for label in 0..COUNT {
            if allowed[word] >> label & 1 == 1 {
                emissions[word][label] = (row[label] - top).exp();
            }
        }
        log_total += top;
    }
    let mut forward = vec![[0.0_f32; COUNT]; length];
    let mut scales = vec![0.0_f32; length];
    for word in 0..length {
        let mut next = [0.0_f32; COUNT];
        if word == 0 {
            next = potentials[0];
        } else {
            for (earlier, sum) in forward[word - 1].iter().enumerate().filter(|(_, sum)| **sum > 0.0) {
                for (next, potential) in next.iter_mut().zip(&potentials[earlier]) {
                    *next += sum * potential;
                }
            }
        }
        for (next, emission) in next.iter_mut().zip(&emissions[word]) {
            *next *= emission;
        }
        let scale: f32 = next.iter().sum();
        if scale <= 0.0 || !scale.is_finite() {
            return None;
        }
        next.iter_mut().for_each(|sum| *sum /= scale);
        forward[word] = next;
        scales[word] = scale;
        log_total += scale.ln();
    }
    let mut backward = vec![[0.0_f32; COUNT]; length];
    for label in 0..COUNT {
        backward[length - 1][label] = potentials[label][0];
    }
    for word in (0..length - 1).rev() {
        let mut weighted = [0.0_f32; COUNT];
        for label in 0..COUNT {
            weighted[label] = backward[word + 1][label] * emissions[word + 1][label] / scales[word + 1];
        }
        for label in 0..COUNT {
            backward[word][label] = potentials[label].iter().zip(&weighted).map(|(p, w)| p * w).sum();
        }
    }
    let end: f32 = forward[length - 1].iter().zip(&backward[length - 1]).map(|(a, b)| a * b).sum();
    if end <= 0.0 || !end.is_finite() {
        return None;
    }
    log_total += end.ln();
    let mut words = vec![[0.0_f32; COUNT]; length];
    let mut pairs = vec![[0.0_f32; COUNT]; COUNT];
    for word in 0..length {
        for label in 0..COUNT {
            words[word][label] = forward[word][label] * backward[word][label] / end;
        }
        if word > 0 {
            for earlier in 0..COUNT {
                let sum = forward[word - 1][earlier];
                if sum > 1e-7 {
                    for label in 0..COUNT {
                        pairs[earlier][label] += sum * potentials[earlier][label] * emissions[word][label]
                            / scales[word]
                            * backward[word][label]
                            / end;
                    }
                }
            }
        }
    }
    for label in 0..COUNT {
        pairs[0][label] += words[0][label];
        pairs[label][0] += words[length - 1][label];
    }
    Some(Marginals { words, pairs, log_total })
}
