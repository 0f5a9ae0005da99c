//! What speaks for each link, apart from its neighbours.

use std::ops::Range;

use super::band::Band;
use super::forms::{FORMS, LINKED, LONGEST};
use super::gains::Gains;
use super::paragraphs::Paragraphs;
use super::parameters::Parameters;
use super::vocabulary::{Sentence, Side};

/// For every node of the band the logarithm of how much likelier the sentences after it are as a link of each form than
/// unlinked; minus infinity where the link leaves the band. Links with an empty side have 0.
pub(super) type Scores = Vec<[f32; LINKED]>;

pub(super) fn scores(
    (ru, uk): (&Side, &Side),
    band: &Band,
    gains: &Gains,
    paragraphs: Option<&Paragraphs<'_>>,
    parameters: &Parameters,
) -> Scores {
    let scorer = Scorer {
        ru,
        uk,
        band,
        gains,
        paragraphs,
        parameters,
        lengths: (Lengths::of(ru, parameters), Lengths::of(uk, parameters)),
    };
    let mut scores = Vec::with_capacity(band.nodes());
    for i in 0..band.rows() {
        for j in band.columns(i) {
            let node = scores.len();
            scores.push(std::array::from_fn(|form| scorer.score(i, j, node, form).unwrap_or(f32::NEG_INFINITY)));
        }
    }
    scores
}

struct Scorer<'a> {
    ru: &'a Side,
    uk: &'a Side,
    band: &'a Band,
    gains: &'a Gains,
    paragraphs: Option<&'a Paragraphs<'a>>,
    parameters: &'a Parameters,
    lengths: (Lengths, Lengths),
}

impl Scorer<'_> {
    fn score(&self, i: usize, j: usize, node: usize, form: usize) -> Option<f32> {
        let (n, m) = FORMS[form];
        self.band.node(i + n, j + m)?;
        let mut score = self.gains.ru[m - 1][node] + self.gains.uk[n - 1][node];
        for k in 1..n {
            score += self.gains.ru[m - 1][self.band.node(i + k, j)?];
        }
        for k in 1..m {
            score += self.gains.uk[n - 1][self.band.node(i, j + k)?];
        }
        score += Lengths::score(&self.lengths.0.stretches[n - 1][i], &self.lengths.1.stretches[m - 1][j]);
        score -= self.divided(i..i + n, j..j + m);
        if let Some(paragraphs) = self.paragraphs {
            score += paragraphs.score((i, n), (j, m));
        }
        Some(score)
    }

    /// What the make of the sentences says against a link.
    fn divided(&self, ru: Range<usize>, uk: Range<usize>) -> f32 {
        let (ru, uk) = (&self.ru.sentences[ru], &self.uk.sentences[uk]);
        let count = |sentences: &[Sentence]| sentences.iter().map(|s| s.count).sum::<u32>();
        let difference = count(ru).abs_diff(count(uk)).min(LONGEST as u32) as f32;
        let headlines = [ru, uk].iter().flat_map(|side| &side[..side.len() - 1]).filter(|s| s.is_open).count() as f32;
        let mut sentences = ru.iter().chain(uk);
        let is_mixed = !sentences.all(|sentence| sentence.furniture == ru[0].furniture);
        self.parameters.count * difference
            + self.parameters.open * headlines
            + if is_mixed { self.parameters.furniture } else { 0.0 }
    }
}

/// What the lengths of one side contribute to the comparison, for stretches of 1, 2, 3 sentences.
struct Lengths {
    stretches: [Vec<Stretch>; LONGEST],
}

struct Stretch {
    /// Logarithm of the number of letters and digits.
    logarithm: f32,
    /// Half the logarithm of the ratio of the variances of the ratio of lengths, unrelated to linked.
    constant: f32,
    /// Half the difference of their inverses.
    slope: f32,
}

impl Lengths {
    fn of(side: &Side, parameters: &Parameters) -> Lengths {
        let (constant, by_length) = parameters.length_deviation;
        let stretch = |length: f32| {
            let variance = constant * constant + by_length * by_length / length;
            let chance = parameters.chance_length_deviation.powi(2) + variance;
            Stretch {
                logarithm: length.ln(),
                constant: 0.5 * (chance / variance).ln(),
                slope: 0.5 * (1.0 / chance - 1.0 / variance),
            }
        };
        let stretches = |count: usize| {
            side.sentences.windows(count).map(|some| stretch(some.iter().map(|s| s.length).sum())).collect()
        };
        Lengths { stretches: std::array::from_fn(|m| stretches(m + 1)) }
    }

    /// Normal distributions of the logarithm of the ratio of the lengths, linked against unrelated. The shorter stretch
    /// decides how much the ratio may vary.
    fn score(ru: &Stretch, uk: &Stretch) -> f32 {
        let difference = uk.logarithm - ru.logarithm;
        let shorter = if difference < 0.0 { uk } else { ru };
        shorter.constant + shorter.slope * difference * difference
    }
}
