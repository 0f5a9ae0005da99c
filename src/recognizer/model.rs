//! The trained model, read in place, and the search for the best labels.

use super::labels::{COUNT, Label, OUTSIDE};
use super::table::Keys;

/// The sums of the weights of some features, by label. What follows the last label nobody looks at: a multiple of 8 is
/// what processors add at once.
pub type Scores = [i16; LANES];

const LANES: usize = COUNT.next_multiple_of(8);

/// No features.
pub const NO_SCORES: Scores = [0; LANES];

/// Adds sums to sums.
#[inline]
pub fn add_scores(sums: &mut Scores, others: &Scores) {
    for (sum, other) in sums.iter_mut().zip(others) {
        *sum = sum.saturating_add(*other);
    }
}

/// A linear-chain model: for each feature a row of weights, for each pair of neighbouring labels one weight.
///
/// Layout: transitions (i16, little-endian, the earlier label first), the keys of the features, then for each key a row
/// of `COUNT` signed bytes. Weights are in one unit throughout, so that scores are exact sums.
#[derive(Clone, Copy, Debug)]
pub struct Model<'d> {
    /// From the earlier label to the later one; [`NEVER`] where it may not follow.
    transitions: [Scores; COUNT],
    features: Keys<'d>,
    rows: &'d [u8],
}

impl<'d> Model<'d> {
    /// Reads the bytes of [`Model::write`] in place. `None` if they are cut short.
    pub fn read(data: &'d [u8]) -> Option<Model<'d>> {
        let (head, data) = data.split_at_checked(2 * COUNT * COUNT)?;
        let mut transitions = [[NEVER; LANES]; COUNT];
        for (index, bytes) in head.chunks_exact(2).enumerate() {
            let (earlier, later) = (index / COUNT, index % COUNT);
            if Label(earlier as u8).may_precede(Label(later as u8)) {
                transitions[earlier][later] = i16::from_le_bytes([bytes[0], bytes[1]]);
            }
        }
        let (features, data) = Keys::read(data)?;
        let rows = data.get(..COUNT * features.len())?;
        Some(Model { transitions, features, rows })
    }

    /// Writes transitions and rows by feature; the features ascend.
    pub fn write(transitions: &[[i16; COUNT]; COUNT], features: &[u32], rows: &[[i8; COUNT]]) -> Vec<u8> {
        let mut data: Vec<u8> = transitions.as_flattened().iter().flat_map(|weight| weight.to_le_bytes()).collect();
        data.extend(Keys::write(features));
        data.extend(rows.as_flattened().iter().map(|weight| *weight as u8));
        data
    }

    /// Adds the weights of all these features. `positions` is room to work in.
    pub fn add(&self, features: &[u32], positions: &mut Vec<u32>, scores: &mut Scores) {
        positions.clear();
        self.features.positions(features, positions);
        for position in positions {
            let start = COUNT * *position as usize;
            let mut last = [0; LANES];
            let row = match self.rows[start..].first_chunk() {
                Some(row) => row,
                None => {
                    last[..COUNT].copy_from_slice(&self.rows[start..start + COUNT]);
                    &last
                }
            };
            for (sum, weight) in scores.iter_mut().zip(row) {
                *sum = i16::saturating_add(*sum, i16::from(*weight as i8));
            }
        }
    }

    /// The labels of the highest sum for words with these scores, before and after which no name is open.
    pub fn best_labels(&self, scores: &[Scores]) -> Vec<Label> {
        // A word outside of names stands before the first word, and another one after the last.
        let mut sums: Vec<Scores> = Vec::with_capacity(scores.len() + 1);
        let mut before = [NEVER; LANES];
        before[usize::from(OUTSIDE.0)] = 0;
        for scores in scores {
            sums.push(before);
            let mut next = [NEVER; LANES];
            for (sum, transitions) in before.iter().zip(&self.transitions) {
                for (next, transition) in next.iter_mut().zip(transitions) {
                    *next = (*next).max(sum.saturating_add(*transition));
                }
            }
            for (next, score) in next.iter_mut().zip(scores) {
                *next = if *next < HOPELESS { NEVER } else { next.saturating_add(*score) };
            }
            // Differences are all that counts.
            let most = next[..COUNT].iter().copied().max().unwrap_or(0);
            before = next.map(|sum| sum.saturating_sub(most));
        }
        let mut path = vec![OUTSIDE; scores.len()];
        let mut after = OUTSIDE;
        for word in (0..scores.len()).rev() {
            let total = |label: usize| before[label].saturating_add(self.transitions[label][usize::from(after.0)]);
            let best = (1..COUNT).fold(0, |best, label| if total(label) > total(best) { label } else { best });
            after = Label(best as u8);
            path[word] = after;
            before = sums[word];
        }
        path
    }
}

/// The weight of what cannot be.
const NEVER: i16 = i16::MIN;
/// Labels so far behind the best one are no longer followed; some hundred features at their limit are less.
const HOPELESS: i16 = i16::MIN / 2;

#[cfg(test)]
mod tests {
    use super::super::embedded;
    use super::*;

    /// The sum of a sequence of labels; none if it is not allowed.
    fn sum(model: &Model<'_>, scores: &[Scores], labels: &[Label]) -> Option<i32> {
        let mut sum = 0;
        let mut before = OUTSIDE;
        for (label, scores) in labels.iter().zip(scores) {
            let weight = model.transitions[usize::from(before.0)][usize::from(label.0)];
            sum += i32::from(scores[usize::from(label.0)]) + i32::from(weight);
            before.may_precede(*label).then_some(())?;
            before = *label;
        }
        before.may_end().then(|| sum + i32::from(model.transitions[usize::from(before.0)][usize::from(OUTSIDE.0)]))
    }

    #[test]
    fn no_sequence_has_a_higher_sum_than_the_best() {
        let (_, model) = embedded();
        let mut state = 1_u32;
        let mut random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 16) as i16 % 900
        };
        for _ in 0..40 {
            let scores: Vec<Scores> = (0..3).map(|_| std::array::from_fn(|_| random())).collect();
            let best = sum(&model, &scores, &model.best_labels(&scores)).expect("the best labels are allowed");
            let labels = || (0..COUNT).map(|label| Label(label as u8));
            for (first, second) in labels().flat_map(|first| labels().map(move |second| (first, second))) {
                for third in labels() {
                    assert!(sum(&model, &scores, &[first, second, third]).is_none_or(|sum| sum <= best));
                }
            }
        }
        assert!(model.best_labels(&[]).is_empty());
    }
}
