//! What the rest of the article says about a word: how it is written there, and what the first pass took it for.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::labels::{Label, Position};
use super::spelling::Shape;
use super::words::{Words, pair_key};
use crate::kind::Kind;

/// How often the words of one stem are written in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// In lower case.
    pub lower: u16,
    /// With a capital inside a sentence of ordinary writing.
    pub capital_inside: u16,
    /// In capitals.
    pub capitals: u16,
}

/// Counts how each stem of the article is written.
pub fn usage(words: &Words) -> FxHashMap<u32, Usage> {
    let mut usage: FxHashMap<u32, Usage> = FxHashMap::with_capacity_and_hasher(words.words.len() / 2, FxBuildHasher);
    for sentence in &words.sentences {
        if sentence.is_capitals {
            continue;
        }
        let mut is_first = true;
        for word in &words.words[sentence.words.clone()] {
            let shape = word.spelling.shape;
            if !shape.is_word() {
                continue;
            }
            let counts = usage.entry(word.spelling.stem).or_default();
            match shape {
                Shape::Lower | Shape::LatinLower => counts.lower = counts.lower.saturating_add(1),
                Shape::Capitals | Shape::LatinCapitals => counts.capitals = counts.capitals.saturating_add(1),
                _ if !is_first => counts.capital_inside = counts.capital_inside.saturating_add(1),
                _ => {}
            }
            is_first = false;
        }
    }
    usage
}

/// What the words of one stem, or two neighbours, were taken for: how often they stood in names of each kind, how often
/// in none, and in what place of a person's name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vote {
    /// By kind.
    pub kinds: [u16; Kind::ALL.len()],
    /// In no name, with a capital.
    pub outside: u16,
    /// First word of a name of several.
    pub first: u16,
    /// Last word of a name of several.
    pub last: u16,
    /// A name of one word.
    pub only: u16,
}

impl Vote {
    /// Counts one word, or takes it away again.
    fn count(&mut self, label: Label, by: impl Fn(&mut u16)) {
        match label.parts() {
            None => by(&mut self.outside),
            Some((kind, position)) => {
                by(&mut self.kinds[kind as usize]);
                match position {
                    Position::First => by(&mut self.first),
                    Position::Last => by(&mut self.last),
                    Position::Only => by(&mut self.only),
                    Position::Inner => {}
                }
            }
        }
    }

    /// The vote without one word that was labelled so.
    pub fn without(mut self, label: Label) -> Vote {
        self.count(label, |count| *count = count.saturating_sub(1));
        self
    }

    /// How often it was seen, in names and outside.
    fn total(&self) -> u32 {
        self.kinds.iter().chain([&self.outside]).map(|count| u32::from(*count)).sum()
    }

    /// 0 if no name has the word; otherwise the commonest kind and whether it is the only answer, the majority or less.
    pub fn summary(&self) -> u32 {
        let Some((kind, count)) = self.kinds.iter().enumerate().max_by_key(|(kind, count)| (**count, 10 - kind)) else {
            return 0;
        };
        let all = self.total();
        match u32::from(*count) {
            0 if self.outside > 0 => 1,
            0 => 0,
            n if n == all => 2 + 4 * kind as u32 + u32::from(n > 1),
            n if 2 * n > all => 4 + 4 * kind as u32,
            _ => 5 + 4 * kind as u32,
        }
    }

    /// The share of a kind in four steps.
    pub fn share(&self, kind: Kind) -> u32 {
        let all = self.total().max(1);
        (u32::from(self.kinds[kind as usize]) * 4).div_ceil(all)
    }

    /// Whether the word begins, ends or is a name.
    pub fn parts(&self) -> u32 {
        u32::from(self.first > 0) + 2 * u32::from(self.last > 0) + 4 * u32::from(self.only > 0)
    }
}

/// Votes by stem and by pair of neighbouring stems.
#[derive(Clone, Debug, Default)]
pub struct Ballot {
    votes: FxHashMap<u32, Vote>,
}

impl Ballot {
    /// Counts the labels of stretches of an article: `labels` holds one for each word, those outside of any stretch too.
    pub fn count(words: &Words, labels: &[Label]) -> Ballot {
        let mut votes: FxHashMap<u32, Vote> = FxHashMap::default();
        for sentence in &words.sentences {
            for index in sentence.words.clone() {
                let (word, label) = (&words.words[index], labels[index]);
                if !word.spelling.shape.is_word() || (label.parts().is_none() && !word.spelling.shape.may_begin_name())
                {
                    continue;
                }
                votes.entry(word.spelling.stem).or_default().count(label, |count| *count = count.saturating_add(1));
                if let Some((_, Position::First | Position::Inner)) = label.parts()
                    && index + 1 < sentence.words.end
                {
                    let key = pair_key(&word.spelling, &words.words[index + 1].spelling);
                    votes.entry(key).or_default().count(label, |count| *count = count.saturating_add(1));
                }
            }
        }
        Ballot { votes }
    }

    /// The vote on a stem or a pair.
    pub fn vote(&self, key: u32) -> Vote {
        self.votes.get(&key).copied().unwrap_or_default()
    }
}
