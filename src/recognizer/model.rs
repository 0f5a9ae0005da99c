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
    transitions: [[i16; COUNT]; COUNT],
    bounds: [Bounds; COUNT],
    features: Keys<'d>,
    rows: &'d [u8],
}

/// The weights of the transitions from one label.
#[derive(Clone, Copy, Debug)]
struct Bounds {
    least: i32,
    most: i32,
    /// Whether the label is followed by the beginnings of names, as all other closed ones are.
    is_closed: bool,
}

impl Bounds {
    fn of(label: Label, transitions: &[i16; COUNT]) -> Bounds {
        let weights = || SUCCESSORS[usize::from(label.0)].iter().map(|next| i32::from(transitions[usize::from(*next)]));
        Bounds { least: weights().min().unwrap_or(0), most: weights().max().unwrap_or(0), is_closed: label.may_end() }
    }
}

impl<'d> Model<'d> {
    /// Reads the bytes of [`Model::write`] in place. `None` if they are cut short.
    pub fn read(data: &'d [u8]) -> Option<Model<'d>> {
        let (head, data) = data.split_at_checked(2 * COUNT * COUNT)?;
        let mut transitions = [[0; COUNT]; COUNT];
        for (weight, bytes) in transitions.as_flattened_mut().iter_mut().zip(head.chunks_exact(2)) {
            *weight = i16::from_le_bytes([bytes[0], bytes[1]]);
        }
        let (features, data) = Keys::read(data)?;
        let rows = data.get(..COUNT * features.len())?;
        let bounds = std::array::from_fn(|label| Bounds::of(Label(label as u8), &transitions[label]));
        Some(Model { transitions, bounds, features, rows })
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
        const NEVER: i32 = i32::MIN / 2;
        let Some(first) = scores.first() else { return Vec::new() };
        let labels = || (0..COUNT).map(|label| Label(label as u8));
        let mut from = vec![[0_u8; COUNT]; scores.len()];
        let mut best = [NEVER; COUNT];
        for label in labels().filter(|label| label.may_begin()) {
            let index = usize::from(label.0);
            best[index] = i32::from(first[index]) + i32::from(self.transitions[0][index]);
        }
        for (word, scores) in scores.iter().enumerate().skip(1) {
            let mut next = [NEVER; COUNT];
            // Of the labels after which any name may begin most lie too far behind to come before the best path.
            let closed = best.iter().zip(&self.bounds).filter(|(_, bounds)| bounds.is_closed);
            let floor = closed.map(|(sum, bounds)| sum + bounds.least).max().unwrap_or(NEVER);
            let is_open_or_near = |(earlier, sum): &(usize, &i32)| {
                let bounds = &self.bounds[*earlier];
                **sum > NEVER && !(bounds.is_closed && *sum + bounds.most < floor)
            };
            for (earlier, &sum) in best.iter().enumerate().filter(is_open_or_near) {
                for &label in SUCCESSORS[earlier].iter() {
                    let index = usize::from(label);
                    let sum = sum + i32::from(self.transitions[earlier][index]);
                    if sum > next[index] {
                        next[index] = sum;
                        from[word][index] = earlier as u8;
                    }
                }
            }
            for (sum, score) in next.iter_mut().zip(scores).filter(|(sum, _)| **sum > NEVER) {
                *sum += i32::from(*score);
            }
            best = next;
        }
        let end = labels().filter(|label| label.may_end()).max_by_key(|label| {
            let index = usize::from(label.0);
            (best[index].max(NEVER) + i32::from(self.transitions[index][0]), std::cmp::Reverse(index))
        });
        let mut path = vec![end.unwrap_or(OUTSIDE); scores.len()];
        for word in (1..scores.len()).rev() {
            path[word - 1] = Label(from[word][usize::from(path[word].0)]);
        }
        path
    }
}

/// The labels that may follow each label. Eleven may follow a closed one, two an open one.
static SUCCESSORS: std::sync::LazyLock<Vec<Vec<u8>>> = std::sync::LazyLock::new(|| {
    (0..COUNT as u8)
        .map(|label| (0..COUNT as u8).filter(|next| Label(label).may_precede(Label(*next))).collect())
        .collect()
});
