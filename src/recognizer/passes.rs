//! Article → labels, in two passes: each stretch of a sentence for itself, then once more with what was found elsewhere.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::evidence::{Ballot, Usage, Vote, usage};
use super::features::{
    NEIGHBOURS, OWN_IDENTITY_FEATURES, Place, Votes, features_with_after, features_with_before, may_begin_name,
    neighbour_features, own_features, place_features, vote_features,
};
use super::known::KnownSums;
use super::labels::{COUNT, Label, OUTSIDE, Position};
use super::model::{Model, Scores};
use super::spelling::Shape;
use super::words::{Words, pair_key};
use crate::kind::Kind;

/// How many words after a capitalised one are looked at.
const REACH: usize = 6;

/// How many features of [`Document::word_features`] say which word this is.
pub const IDENTITY_FEATURES: usize = OWN_IDENTITY_FEATURES + 2;

/// An article ready to be labelled.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its words.
    pub words: Words,
    /// The stretches in which names may stand: indices of words, each with the index of its sentence. Words outside of
    /// them are in no name.
    pub stretches: Vec<Stretch>,
    usage: FxHashMap<u32, Usage>,
}

/// Words of one sentence from a capitalised one to the last that a name could reach.
#[derive(Clone, Debug)]
pub struct Stretch {
    /// Index of the sentence.
    pub sentence: usize,
    /// Indices of the words.
    pub words: Range<usize>,
}

/// How far no name must be ahead of every name, in the unit of the model, for a word that is in no name whatever else
/// speaks of it; and how far at least for the words beside it, since inside a long name single words may look so too.
const CLEAR: i32 = 150;
const CLEAR_BESIDE: i32 = -100;

/// The runs of those words of a stretch that may be in a name. For more than a third of the words what is known without
/// their place says clearly that they are not; of 64,000 words of names that loses 44, most of titles and events.
fn undecided(known: &[Scores]) -> Vec<Range<usize>> {
    let lead = |sums: &Scores| {
        let names = sums[1..COUNT].iter().copied().max().unwrap_or(0);
        i32::from(sums[usize::from(OUTSIDE.0)]) - i32::from(names)
    };
    let leads: Vec<i32> = known.iter().map(lead).collect();
    let beside =
        |index: Option<usize>| index.and_then(|index| leads.get(index)).is_none_or(|lead| *lead > CLEAR_BESIDE);
    let is_clear = |index: usize| leads[index] > CLEAR && beside(index.checked_sub(1)) && beside(Some(index + 1));
    let mut runs: Vec<Range<usize>> = Vec::new();
    for index in (0..known.len()).filter(|index| !is_clear(*index)) {
        match runs.last_mut() {
            Some(run) if run.end == index => run.end += 1,
            _ => runs.push(index..index + 1),
        }
    }
    runs
}

impl Document {
    /// Prepares an article.
    pub fn new(words: Words) -> Document {
        let usage = usage(&words);
        let mut stretches = Vec::new();
        for (sentence, range) in words.sentences.iter().map(|sentence| sentence.words.clone()).enumerate() {
            let mut current: Option<Range<usize>> = None;
            for index in range.clone() {
                if may_begin_name(&words.words[index]) {
                    let end = (index + 1 + REACH).min(range.end);
                    match &mut current {
                        Some(stretch) if index <= stretch.end => stretch.end = end,
                        _ => {
                            stretches.extend(current.take().map(|words| Stretch { sentence, words }));
                            current = Some(index..end);
                        }
                    }
                }
            }
            stretches.extend(current.map(|words| Stretch { sentence, words }));
        }
        Document { words, stretches, usage }
    }

    fn place(&self, stretch: &Stretch, index: usize) -> Place<'_> {
        Place { words: &self.words.words, sentence: &self.words.sentences[stretch.sentence], index }
    }

    /// Every feature of a word that holds before anything is decided. The first [`IDENTITY_FEATURES`] tell which words
    /// stand here; the others hold for words that were never seen as well.
    pub fn word_features(&self, stretch: &Stretch, index: usize) -> Vec<u32> {
        let place = self.place(stretch, index);
        let word = &self.words.words[index];
        let (mut own, mut with_before, mut with_after) = (Vec::new(), Vec::new(), Vec::new());
        own_features(word, place.sentence.language, |feature| own.push(feature));
        features_with_before(place.at(-1), word, |feature| with_before.push(feature));
        features_with_after(word, place.at(1), |feature| with_after.push(feature));
        let lists = [own.split_at(OWN_IDENTITY_FEATURES), with_before.split_at(1), with_after.split_at(1)];
        let mut features = Vec::with_capacity(96);
        lists.iter().for_each(|(identities, _)| features.extend_from_slice(identities));
        lists.iter().for_each(|(_, others)| features.extend_from_slice(others));
        for offset in NEIGHBOURS {
            neighbour_features(place.at(offset), offset, |feature| features.push(feature));
        }
        place_features(place, self.usage(index), |feature| features.push(feature));
        features
    }

    /// How the word is written in the article.
    pub(super) fn usage(&self, index: usize) -> Usage {
        self.usage.get(&self.words.words[index].spelling.stem).copied().unwrap_or_default()
    }

    /// Calls `emit` with each feature of a word that follows from the labels of the rest of the article.
    pub fn vote_features(
        &self,
        stretch: &Stretch,
        index: usize,
        ballot: &Ballot,
        labels: &[Label],
        emit: impl FnMut(u32),
    ) {
        let sentence = &self.words.sentences[stretch.sentence].words;
        let vote = |index: usize| -> Vote {
            let word = &self.words.words[index];
            if !word.spelling.shape.is_word() {
                return Vote::default();
            }
            let vote = ballot.vote(word.spelling.stem);
            let counted = labels[index] != OUTSIDE || word.spelling.shape.may_begin_name();
            if counted { vote.without(labels[index]) } else { vote }
        };
        let pair = |index: usize| -> Vote {
            let words = &self.words.words;
            let vote = ballot.vote(pair_key(&words[index].spelling, &words[index + 1].spelling));
            match labels[index].parts() {
                Some((_, Position::First | Position::Inner)) => vote.without(labels[index]),
                _ => vote,
            }
        };
        let mut votes = Votes { own: vote(index), ..Votes::default() };
        if index > sentence.start {
            votes.before = vote(index - 1);
            votes.pair_before = pair(index - 1);
        }
        if index + 1 < sentence.end {
            votes.after = vote(index + 1);
            votes.pair_after = pair(index);
        }
        vote_features(self.place(stretch, index), &votes, emit);
    }

    /// The label of every word. `known` was made with the same model, for words of the same vocabulary.
    pub fn labels(&self, model: &Model<'_>, known: &mut KnownSums) -> Vec<Label> {
        let mut labels = vec![OUTSIDE; self.words.words.len()];
        let mut scores: Vec<Scores> = Vec::with_capacity(labels.len());
        let mut open = Vec::with_capacity(self.stretches.len());
        let (mut features, mut positions) = (Vec::new(), Vec::new());
        for stretch in &self.stretches {
            let sentence = &self.words.sentences[stretch.sentence];
            let known = known.of(&self.words.words, sentence, stretch.words.clone(), model);
            for run in undecided(&known) {
                let start = scores.len();
                let words = stretch.words.start + run.start..stretch.words.start + run.end;
                for (index, sums) in words.clone().zip(&known[run]) {
                    let mut sums = *sums;
                    features.clear();
                    let place = self.place(stretch, index);
                    place_features(place, self.usage(index), |feature| features.push(feature));
                    model.add(&features, &mut positions, &mut sums);
                    scores.push(sums);
                }
                labels[words.clone()].copy_from_slice(&model.best_labels(&scores[start..]));
                open.push((Stretch { sentence: stretch.sentence, words }, start));
            }
        }
        let ballot = Ballot::count(&self.words, &labels);
        let mut revised = labels.clone();
        for (stretch, start) in &open {
            let scores = &mut scores[*start..][..stretch.words.len()];
            for (index, sums) in stretch.words.clone().zip(scores.iter_mut()) {
                features.clear();
                self.vote_features(stretch, index, &ballot, &labels, |feature| features.push(feature));
                model.add(&features, &mut positions, sums);
            }
            revised[stretch.words.clone()].copy_from_slice(&model.best_labels(scores));
        }
        self.add_lower_case_names(&mut revised);
        revised
    }

    /// Some outlets write names without a capital on purpose: путін, росія, москва. Words that the dictionary has as
    /// names only are names in lower case too.
    fn add_lower_case_names(&self, labels: &mut [Label]) {
        for sentence in &self.words.sentences {
            let mut before: Option<(usize, Kind)> = None;
            for index in sentence.words.clone() {
                let word = &self.words.words[index];
                let kind = match word.spelling.shape {
                    Shape::Lower if labels[index] == OUTSIDE => word.grammar.only_kind(),
                    _ => None,
                };
                let Some(kind) = kind else {
                    before = None;
                    continue;
                };
                labels[index] = Label::new(kind, Position::Only);
                if let Some((first, Kind::Person)) = before
                    && kind == Kind::Person
                {
                    labels[first] = Label::new(kind, Position::First);
                    labels[index] = Label::new(kind, Position::Last);
                    before = None;
                } else {
                    before = Some((index, kind));
                }
            }
        }
    }
}
