//! A word in its sentence and article → features: hashes of everything that the model may have a weight for.

use super::evidence::{Usage, Vote};
use super::lexicon::Lists;
use super::spelling::{Shape, mix};
use super::words::{Sentence, Word};
use crate::kind::Kind;
use crate::languages::Language;
use crate::normalizer::{Mark, TokenClass};

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
pub struct Place<'w> {
    /// All words of the article.
    pub words: &'w [Word],
    /// The sentence.
    pub sentence: &'w Sentence,
    /// Index of the word.
    pub index: usize,
}

/// How far a run of capitalised words is looked through to each side.
const LONGEST_RUN: usize = 6;

/// Stands for words beyond the ends of the sentence.
const EDGE: u32 = 0x00ed_6e00;

impl<'w> Place<'w> {
    /// The word `offset` words further in the sentence.
    pub fn at(&self, offset: isize) -> Option<&'w Word> {
        let index = self.index.checked_add_signed(offset)?;
        self.sentence.words.contains(&index).then(|| &self.words[index])
    }

    fn value(&self, offset: isize, of: impl Fn(&Word) -> u32) -> u32 {
        value(self.at(offset), of)
    }
}

/// Signs count by what they do, not by how they look.
fn identity(word: &Word, hash: u32) -> u32 {
    match word.class {
        TokenClass::Punctuation(mark) => 0x7000 + mark_number(mark),
        TokenClass::Number => 0x7100,
        TokenClass::Url | TokenClass::Email | TokenClass::Hashtag | TokenClass::Handle => 0x7101,
        _ => hash,
    }
}

fn mark_number(mark: Mark) -> u32 {
    mark as u32
}

fn stem(word: &Word) -> u32 {
    identity(word, word.spelling.stem)
}

fn folded(word: &Word) -> u32 {
    identity(word, word.spelling.folded)
}

fn lower(word: &Word) -> u32 {
    identity(word, word.spelling.lower)
}

/// The shape; for signs the kind of sign.
fn shape(word: &Word) -> u32 {
    match word.class {
        TokenClass::Punctuation(mark) => 0x20 + mark_number(mark),
        _ => word.spelling.shape as u32,
    }
}

fn lists(word: &Word) -> u32 {
    u32::from(word.lists.0)
}

fn suffix(word: &Word, letters: usize) -> u32 {
    match word.spelling.suffixes[letters - 1] {
        0 => identity(word, word.spelling.lower),
        hash => hash,
    }
}

fn use_class(word: &Word) -> u32 {
    u32::from(word.use_class)
}

/// The places of the words, beside its own, that a word has features of.
pub const NEIGHBOURS: [isize; 4] = [-2, -1, 1, 2];

/// How many of the first features of [`own_features`] say which word this is; of those of [`features_with_before`] and
/// [`features_with_after`] the first one does. The others hold for words that were never seen as well.
pub const OWN_IDENTITY_FEATURES: usize = 3;

/// Lets `emit` have the hash of a template with its value. The numbers of templates are part of the model; those that are
/// missing were tried and left out (docs/recognizer.md).
fn hashed(mut emit: impl FnMut(u32)) -> impl FnMut(u32, u32) {
    move |template, value| emit(finish(mix(template.wrapping_mul(0x85eb_ca6b), value)))
}

fn finish(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 15)).wrapping_mul(0x2c1b_3c6d);
    hash ^ (hash >> 13)
}

/// What a word that may be missing at the end of the sentence is worth.
fn value(word: Option<&Word>, of: impl Fn(&Word) -> u32) -> u32 {
    word.map_or(EDGE, of)
}

/// Calls `emit` with each feature that a word of a language has wherever it stands.
pub fn own_features(word: &Word, language: Language, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let Word { spelling, grammar, .. } = word;
    let shape = shape(word);
    let language = language as u32;
    add(1, lower(word));
    add(2, folded(word));
    add(3, stem(word));
    add(17, shape);

    for (k, hash) in spelling.suffixes.iter().enumerate() {
        add(30 + k as u32, *hash);
    }
    for (k, hash) in spelling.prefixes.iter().enumerate() {
        add(34 + k as u32, *hash);
    }
    add(37, mix(suffix(word, 3), shape));
    add(38, mix(suffix(word, 3), language));
    add(39, mix(u32::from(spelling.length.min(12)), shape));
    add(44, mix(language, shape));

    add(50, lists(word));
    add(51, mix(lists(word), shape));
    for (k, list) in Lists::NAMED.iter().enumerate() {
        if word.lists.meets(list.1) {
            add(52, mix(k as u32, shape));
        }
    }
    let class = use_class(word);
    if class != 0 {
        add(60, class);
        add(61, mix(class, shape));
    }

    add(120, part_and_name(word));
    add(121, mix(part_and_name(word), shape));
    add(123, mix(grammar.names(), shape));
    add(133, mix(grammar.cases(), shape));
}

/// Calls `emit` with each feature that a word gives the one that stands `-offset` words from it, -2 to 2 without 0.
pub fn neighbour_features(neighbour: Option<&Word>, offset: isize, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let place = (offset + 2) as u32;
    add(6 + place, value(neighbour, folded));
    add(15 + place, value(neighbour, shape));
    let class = value(neighbour, use_class);
    match offset {
        -1 | 1 => {
            let is_after = u32::from(offset == 1);
            add(11 + is_after, value(neighbour, stem));
            add(40 + is_after, value(neighbour, |word| suffix(word, 3)));
            add(53 + is_after, value(neighbour, lists));
            if class != 0 {
                add(64 + 2 * is_after, class);
            }
        }
        _ => {
            let is_after = u32::from(offset == 2);
            add(57 + is_after, value(neighbour, lists));
            add(68 + is_after, class);
        }
    }
}

/// Calls `emit` with each feature of a word that depends on the word before it and on nothing else.
pub fn features_with_before(before: Option<&Word>, word: &Word, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let shape_here = shape(word);
    let own = part_and_name(word);
    let (class_before, class) = (value(before, use_class), use_class(word));
    let part_before = value(before, parts_of_speech);
    add(4, mix(value(before, stem), stem(word)));
    add(20, mix(value(before, shape), shape_here));
    add(25, mix(value(before, stem), shape_here));
    if class != 0 {
        add(62, mix(class_before, class));
    }
    if class_before != 0 {
        add(65, mix(class_before, shape_here));
    }
    add(124, mix(part_before, own));
    add(126, mix(value(before, |word| word.grammar.names()), word.grammar.names()));
    add(131, mix(mix(agreement(before, word), part_before), own));
    add(134, mix(mix(word.grammar.cases(), part_before), shape_here));
}

/// Calls `emit` with each feature of a word that depends on the word after it and on nothing else.
pub fn features_with_after(word: &Word, after: Option<&Word>, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let shape_here = shape(word);
    let own = part_and_name(word);
    let (class, class_after) = (use_class(word), value(after, use_class));
    add(5, mix(stem(word), value(after, stem)));
    add(21, mix(shape_here, value(after, shape)));
    add(26, mix(value(after, stem), shape_here));
    if class != 0 {
        add(63, mix(class, class_after));
    }
    if class_after != 0 {
        add(67, mix(class_after, shape_here));
    }
    add(125, mix(own, value(after, parts_of_speech)));
    add(127, mix(word.grammar.names(), value(after, |word| word.grammar.names())));
    add(132, mix(mix(agreement(after, word), value(after, parts_of_speech)), own));
}

/// Calls `emit` with each other feature of a word that does not depend on what was decided elsewhere.
pub fn place_features(place: Place<'_>, usage: Usage, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let Some(word) = place.at(0) else { return };
    let shape = shape(word);
    let pairs = |offset| u32::from(place.at(offset).is_some_and(|word| word.begins_place_pair));
    add(59, pairs(0) + 2 * pairs(-1));

    grammatical(place, usage, shape, &mut add);
    surroundings(place, word, shape, &mut add);
    elsewhere(place, word, usage, shape, &mut add);
}

/// What the dictionary says of the word and its neighbours.
fn grammatical(place: Place<'_>, usage: Usage, shape: u32, add: &mut impl FnMut(u32, u32)) {
    let [before, here, after] = [-1, 0, 1].map(|offset| place.value(offset, parts_of_speech));
    let is_first = u32::from(place.index == place.sentence.words.start);
    add(122, mix(mix(here, shape), is_first));
    add(128, mix(mix(before, shape), after));
    add(135, mix(mix(here, u32::from(usage.lower > 0)), mix(shape, is_first)));
}

/// The parts of speech that a word can be, with the kinds of names that it can be.
fn part_and_name(word: &Word) -> u32 {
    mix(parts_of_speech(word), word.grammar.names())
}

/// Whether a word can stand in a case of its neighbour; 2 without a neighbour.
fn agreement(neighbour: Option<&Word>, word: &Word) -> u32 {
    neighbour.map_or(2, |other| u32::from(other.grammar.cases() & word.grammar.cases() != 0))
}

fn parts_of_speech(word: &Word) -> u32 {
    match word.class {
        TokenClass::Punctuation(mark) => 0x20_0000 + mark_number(mark),
        _ => word.grammar.parts_of_speech() << 1 | u32::from(word.spelling.shape.may_begin_name()),
    }
}

/// Quotation marks, the place in the sentence, and the run of capitalised words that the word stands in.
fn surroundings(place: Place<'_>, word: &Word, shape: u32, add: &mut impl FnMut(u32, u32)) {
    let depth = u32::from(word.quote_depth.min(4));
    add(70, mix(depth, shape));
    if depth > 0 && word.quote_depth < 8 {
        let quote = word.quote as usize;
        let before = quote.checked_sub(1).filter(|index| place.sentence.words.contains(index));
        let before = before.map_or(EDGE, |index| stem(&place.words[index]));
        add(71, mix(before, depth));
        let first = &place.words[quote + 1];
        add(72, mix(first.spelling.shape as u32, depth));
        let inside = place.words[quote + 1..place.sentence.words.end].iter();
        let length = inside.take(8).take_while(|word| word.quote_depth > 0).count();
        add(73, mix(length as u32, depth));
        add(74, mix(before, length as u32));
    }
    let from_start = (place.index - place.sentence.words.start).min(3) as u32;
    let headline = u32::from(place.sentence.is_headline) + 2 * u32::from(place.sentence.is_capitals);
    add(77, mix(mix(headline, from_start), shape));

    if !word.spelling.shape.may_begin_name() {
        return;
    }
    let in_run = |offset: isize| place.at(offset).is_some_and(|word| word.spelling.shape.may_begin_name());
    let left = (1..LONGEST_RUN as isize).take_while(|offset| in_run(-offset)).count();
    let right = (1..LONGEST_RUN as isize).take_while(|offset| in_run(*offset)).count();
    let position = (8 * left + right) as u32;
    add(78, position);
    add(81, mix(place.value(-(left as isize) - 1, lists), left as u32));
    if right > 0 {
        add(85, mix(place.value(right as isize, lists), position));
    }
    if left > 0 {
        add(87, mix(place.value(-(left as isize), lists), position));
    }
}

/// How the same word is written in the rest of the article.
fn elsewhere(place: Place<'_>, word: &Word, usage: Usage, shape: u32, add: &mut impl FnMut(u32, u32)) {
    if !word.spelling.shape.is_word() {
        return;
    }
    let is_first = u32::from(place.index == place.sentence.words.start);
    let lower = u32::from(usage.lower.min(2));
    let inside = u32::from(usage.capital_inside.min(3));
    let capitals = u32::from(usage.capitals.min(2));
    add(92, mix(mix(mix(lower, inside), capitals), mix(is_first, shape)));
}

/// Calls `emit` with what the first pass decided about the same word elsewhere in the article. `votes` are those of the
/// word before, of the word and of the word after, each without the occurrence at hand, and those of the pairs that the
/// word forms with the word before and the word after.
pub fn vote_features(place: Place<'_>, votes: &Votes, emit: impl FnMut(u32)) {
    let mut add = hashed(emit);
    let Some(word) = place.at(0) else { return };
    let own = votes.own.summary();
    let (before, after) = (votes.before.summary(), votes.after.summary());
    let shape = shape(word);
    let is_first = u32::from(place.index == place.sentence.words.start);
    if own != 0 {
        add(100, own);
        add(102, mix(mix(own, shape), is_first));
        add(103, mix(own, lists(word)));
        for kind in Kind::ALL {
            add(104, mix(kind as u32, votes.own.share(kind)));
        }
    }
    if own != 0 || before != 0 || after != 0 {
        add(107, mix(before, own));
        add(108, mix(own, after));
        add(109, mix(mix(before, own), after));
    }
    let (pair_before, pair_after) = (votes.pair_before.summary(), votes.pair_after.summary());
    if pair_before != 0 || pair_after != 0 {
        add(112, mix(pair_before, pair_after));
        add(113, mix(mix(pair_before, votes.pair_before.parts()), pair_after));
        add(114, mix(mix(pair_after, votes.pair_after.parts()), pair_before));
    }
    add(115, mix(u32::from(own != 0), mix(place.sentence.language as u32, Language::ALL.len() as u32)));
}

/// What [`vote_features`] looks at.
#[derive(Clone, Copy, Debug, Default)]
pub struct Votes {
    /// The word before.
    pub before: Vote,
    /// The word.
    pub own: Vote,
    /// The word after.
    pub after: Vote,
    /// The word before and the word, as neighbours.
    pub pair_before: Vote,
    /// The word and the word after, as neighbours.
    pub pair_after: Vote,
}

/// Whether a word begins a stretch that the model looks at.
pub fn may_begin_name(word: &Word) -> bool {
    word.spelling.shape != Shape::Sign && word.spelling.shape.may_begin_name()
}
