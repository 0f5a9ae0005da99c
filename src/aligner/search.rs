//! The best chain of links through the band, and how likely each link is.

use super::Link;
use super::band::Band;
use super::forms::{FORMS, LINKED};
use super::parameters::Parameters;
use super::scores::Scores;

/// What a link must be worth to be worth having: its probability less this is what a chain earns for it. About half of
/// the F-measure that the links reach, the value that makes the F-measure to be expected highest.
const LEAST_WORTH: f64 = 0.4;

pub(super) struct Search<'a> {
    band: &'a Band,
    scores: &'a Scores,
    parameters: &'a Parameters,
    /// The last node: the numbers of sentences.
    end: (usize, usize),
    /// Logarithm of the probability of each form.
    priors: [f64; FORMS.len()],
}

impl<'a> Search<'a> {
    pub(super) fn new(band: &'a Band, scores: &'a Scores, end: (usize, usize), parameters: &'a Parameters) -> Self {
        let mut search = Search { band, scores, parameters, end, priors: [0.0; FORMS.len()] };
        search.expect([0.0; FORMS.len()]);
        search
    }

    /// Sets the probabilities of the forms from what is expected anywhere and what was counted here.
    fn expect(&mut self, counted: [f64; FORMS.len()]) {
        let expected = FORMS.map(|form| f64::from(self.parameters.expected_of(form)));
        let weight = f64::from(self.parameters.expected_weight) / expected.iter().sum::<f64>();
        let total = f64::from(self.parameters.expected_weight) + counted.iter().sum::<f64>();
        for (prior, (expected, counted)) in self.priors.iter_mut().zip(expected.iter().zip(counted)) {
            *prior = ((expected * weight + counted) / total).ln();
        }
    }

    /// Adapts the probabilities of the forms to these texts: a round of expectation maximisation.
    pub(super) fn adapt(&mut self) {
        let (forward, total) = self.forward();
        let mut counted = [0.0; FORMS.len()];
        self.backward(&forward, total, |_, _, form, probability| counted[form] += probability);
        self.expect(counted);
    }

    /// The chain of links with the most right ones to be expected, in order.
    pub(super) fn links(&self) -> Vec<Link> {
        let (forward, total) = self.forward();
        let nodes = self.band.nodes();
        let mut worths = vec![f64::NEG_INFINITY; nodes];
        let mut choices = vec![(0u8, 0f32); nodes];
        if let Some(last) = worths.last_mut() {
            *last = 0.0;
        }
        self.backward(&forward, total, |here, end, form, probability| {
            let worth = worths[end] + probability - LEAST_WORTH;
            if worth > worths[here] {
                worths[here] = worth;
                choices[here] = (form as u8, probability as f32);
            }
        });
        let mut found = Vec::new();
        let (mut i, mut j) = (0, 0);
        while (i, j) != self.end
            && let Some(node) = self.band.node(i, j)
        {
            let (form, probability) = choices[node];
            let (n, m) = FORMS[form as usize];
            found.push(Link { ru: i..i + n, uk: j..j + m, confidence: f64::from(probability).clamp(0.0, 1.0) });
            (i, j) = (i + n, j + m);
        }
        found
    }

    /// The logarithm of the probability of a link that begins at a node, against that of its words anywhere.
    #[inline]
    fn score(&self, node: usize, form: usize) -> f64 {
        self.priors[form] + if form < LINKED { f64::from(self.scores[node][form]) } else { 0.0 }
    }

    /// For each node the logarithm of the sum over all chains that lead to it, and that of all chains.
    fn forward(&self) -> (Vec<f64>, f64) {
        let mut sums = vec![f64::NEG_INFINITY; self.band.nodes()];
        sums[0] = 0.0;
        let mut here = 0;
        for i in 0..self.band.rows() {
            for j in self.band.columns(i) {
                let mut terms = Sum::default();
                for (form, &(n, m)) in FORMS.iter().enumerate() {
                    if n <= i
                        && m <= j
                        && let Some(node) = self.band.node(i - n, j - m)
                    {
                        terms.add(sums[node] + self.score(node, form));
                    }
                }
                if here > 0 {
                    sums[here] = terms.logarithm();
                }
                here += 1;
            }
        }
        let total = sums.last().copied().unwrap_or(0.0);
        (sums, total)
    }

    /// Calls `visit` with the node, the node after, the form and the probability of every link, from the last node to
    /// the first.
    fn backward(&self, forward: &[f64], total: f64, mut visit: impl FnMut(usize, usize, usize, f64)) {
        let mut sums = vec![f64::NEG_INFINITY; self.band.nodes()];
        let mut here = sums.len();
        for i in (0..self.band.rows()).rev() {
            for j in self.band.columns(i).rev() {
                here -= 1;
                if (i, j) == self.end {
                    sums[here] = 0.0;
                    continue;
                }
                let mut terms = Sum::default();
                for (form, &(n, m)) in FORMS.iter().enumerate() {
                    if let Some(end) = self.band.node(i + n, j + m) {
                        let term = sums[end] + self.score(here, form);
                        terms.add(term);
                        visit(here, end, form, (forward[here] + term - total).exp());
                    }
                }
                sums[here] = terms.logarithm();
            }
        }
    }
}

/// A sum of exponentials, by their logarithms.
#[derive(Default)]
struct Sum {
    terms: [f64; FORMS.len()],
    count: usize,
}

impl Sum {
    #[inline]
    fn add(&mut self, logarithm: f64) {
        self.terms[self.count] = logarithm;
        self.count += 1;
    }

    #[inline]
    fn logarithm(&self) -> f64 {
        /// Smaller terms do not change the sum.
        const NEGLIGIBLE: f64 = -30.0;
        let terms = &self.terms[..self.count];
        let largest = terms.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        if largest == f64::NEG_INFINITY {
            return largest;
        }
        let sum: f64 = terms.iter().map(|term| term - largest).filter(|&d| d > NEGLIGIBLE).map(f64::exp).sum();
        largest + sum.ln()
    }
}
