//! The part of the grid of sentence boundaries in which the alignment is sought.

use std::ops::Range;

use super::similarity::Matches;
use super::vocabulary::Side;

/// A band in the grid of `rows + 1` × `columns + 1` nodes. A node is a boundary between Russian sentences (row) and one
/// between Ukrainian sentences (column). Both ends of the ranges of columns ascend with the rows, and neighbouring
/// ranges overlap.
#[derive(Debug)]
pub(super) struct Band {
    ranges: Vec<Range<usize>>,
    /// Index of the first node of each row, and the number of nodes.
    starts: Vec<usize>,
}

/// Below this number of nodes the whole grid is searched.
const SMALL_GRID: usize = 60_000;
/// How far the band reaches around what lies between two anchors.
const MARGIN: usize = 12;
/// Wider stretches without anchors are searched near their diagonal only.
const WIDEST: usize = 600;
/// The number of nodes beyond which such stretches are searched nearer to it.
const MOST_NODES: usize = 6_000_000;
/// The least likeness at which words make an anchor.
const ANCHOR_LIKENESS: f32 = 0.8;
/// How many pairs of sentences that share a word are looked at for each sentence, those of the rarest words first.
const PAIRS_PER_SENTENCE: usize = 20;

impl Band {
    /// The band around anchors: the pairs of sentences on the ascending chain that shares most rare words. Near-linear
    /// in the number of sentences.
    pub(super) fn of(ru: &Side, uk: &Side, matches: &Matches) -> Band {
        let (rows, columns) = (ru.sentences.len(), uk.sentences.len());
        if (rows + 1).saturating_mul(columns + 1) <= SMALL_GRID {
            return Band::from_ranges(vec![0..columns + 1; rows + 1]);
        }
        Band::around(&chain(&points(ru, uk, matches)), rows, columns)
    }

    fn around(anchors: &[(u32, u32)], rows: usize, columns: usize) -> Band {
        let mut low = vec![columns; rows + 1];
        let mut high = vec![0; rows + 1];
        let mut from = (0, 0);
        let widest = WIDEST.min(MOST_NODES / (rows + 1)).max(4 * MARGIN);
        let ends = anchors.iter().map(|&(i, j)| (i as usize, j as usize)).chain([(rows, columns)]);
        for to in ends {
            let (height, width) = (to.0 - from.0, to.1 - from.1);
            let first = from.0.saturating_sub(MARGIN);
            let last = (to.0 + 1 + MARGIN).min(rows);
            for row in first..=last {
                let (left, right) = if width <= widest {
                    (from.1, to.1 + 1)
                } else {
                    let inside = row.clamp(from.0, to.0) - from.0;
                    let middle = from.1 + (width * inside).checked_div(height).unwrap_or(0);
                    // A stretch with few rows and many columns must still be crossed.
                    let reach = (widest / 2).max(width.div_ceil(height.max(1)) + 1);
                    (middle.saturating_sub(reach), middle + reach)
                };
                low[row] = low[row].min(left.saturating_sub(MARGIN));
                high[row] = high[row].max((right + MARGIN).min(columns));
            }
            from = to;
        }
        low[0] = 0;
        high[rows] = columns;
        for row in (0..rows).rev() {
            low[row] = low[row].min(low[row + 1]);
        }
        for row in 1..=rows {
            high[row] = high[row].max(high[row - 1]);
        }
        Band::from_ranges(low.into_iter().zip(high).map(|(low, high)| low..high + 1).collect())
    }

    fn from_ranges(ranges: Vec<Range<usize>>) -> Band {
        let mut starts = Vec::with_capacity(ranges.len() + 1);
        let mut nodes = 0;
        for range in &ranges {
            starts.push(nodes);
            nodes += range.len();
        }
        starts.push(nodes);
        Band { ranges, starts }
    }

    pub(super) fn rows(&self) -> usize {
        self.ranges.len()
    }

    /// The columns of a row.
    pub(super) fn columns(&self, row: usize) -> Range<usize> {
        self.ranges[row].clone()
    }

    pub(super) fn nodes(&self) -> usize {
        self.starts[self.ranges.len()]
    }

    /// The index of a node, if it lies in the band.
    pub(super) fn node(&self, row: usize, column: usize) -> Option<usize> {
        let range = self.ranges.get(row)?;
        range.contains(&column).then(|| self.starts[row] + (column - range.start))
    }

    /// The rows in which the band has a column.
    pub(super) fn rows_of(&self, column: usize) -> Range<usize> {
        let first = self.ranges.partition_point(|range| range.end <= column);
        let end = self.ranges.partition_point(|range| range.start <= column);
        first..end
    }
}

/// A pair of sentences that share words, and how much these say: the rarer, the more.
struct Point {
    ru: u32,
    uk: u32,
    weight: u32,
}

/// Pairs of sentences that share rare words, ascending, each once.
fn points(ru: &Side, uk: &Side, matches: &Matches) -> Vec<Point> {
    const WEIGHT_OF_UNIQUE: usize = 1000;
    let mut words: Vec<(usize, &[u32], &[u32])> = Vec::new();
    for (word, found) in ru.types.iter().zip(matches) {
        for &(other, likeness) in found {
            if likeness >= ANCHOR_LIKENESS {
                let (here, there) = (&word.sentences[..], &uk.types[other as usize].sentences[..]);
                words.push((here.len() * there.len(), here, there));
            }
        }
    }
    words.sort_by_key(|&(pairs, _, _)| pairs);
    let mut budget = PAIRS_PER_SENTENCE * (ru.sentences.len() + uk.sentences.len());
    let mut points = Vec::new();
    for (pairs, here, there) in words {
        if pairs > budget {
            break;
        }
        budget -= pairs;
        let weight = (WEIGHT_OF_UNIQUE / pairs).max(1) as u32;
        points.extend(here.iter().flat_map(|&ru| there.iter().map(move |&uk| Point { ru, uk, weight })));
    }
    points.sort_unstable_by_key(|point| (point.ru, point.uk));
    points.dedup_by(|next, first| {
        let is_same = (next.ru, next.uk) == (first.ru, first.uk);
        if is_same {
            first.weight += next.weight;
        }
        is_same
    });
    points
}

/// The heaviest chain of points that ascends on both sides. `n log n`.
fn chain(points: &[Point]) -> Vec<(u32, u32)> {
    let columns = points.iter().map(|point| point.uk as usize + 1).max().unwrap_or(0);
    // Fenwick tree of the best chain that ends at or before a column.
    let mut best: Vec<(u32, u32)> = vec![(0, u32::MAX); columns + 1];
    let mut previous = vec![u32::MAX; points.len()];
    let mut weights = vec![0; points.len()];
    let mut start = 0;
    while start < points.len() {
        let end = start + points[start..].partition_point(|point| point.ru == points[start].ru);
        for index in start..end {
            let mut column = points[index].uk as usize;
            let mut found = (0, u32::MAX);
            while column > 0 {
                found = heavier(found, best[column]);
                column &= column - 1;
            }
            weights[index] = found.0 + points[index].weight;
            previous[index] = found.1;
        }
        for index in start..end {
            let mut column = points[index].uk as usize + 1;
            while column <= columns {
                best[column] = heavier(best[column], (weights[index], index as u32));
                column += column & column.wrapping_neg();
            }
        }
        start = end;
    }
    let last = weights.iter().enumerate().max_by_key(|&(index, weight)| (weight, std::cmp::Reverse(index)));
    let mut chain = Vec::new();
    let mut next = last.map_or(u32::MAX, |(index, _)| index as u32);
    while next != u32::MAX {
        let point = &points[next as usize];
        chain.push((point.ru, point.uk));
        next = previous[next as usize];
    }
    chain.reverse();
    chain
}

fn heavier(a: (u32, u32), b: (u32, u32)) -> (u32, u32) {
    if b.0 > a.0 { b } else { a }
}
