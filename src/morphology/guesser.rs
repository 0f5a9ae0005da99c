//! How an unknown name declines: declension classes with probabilities learned from the names of the dictionary.
//!
//! A class is a paradigm of the dictionary. For every kind of name the trainer (`tools/dictionary`) counts how many
//! dictionary forms with each ending (up to [`LONGEST_ENDING`] letters) belong to each class. From these counts the
//! guesser takes the probability that a name is spelled like a supposed dictionary form *and* belongs to a class, letter
//! by letter from the end, each letter given those after it and the class, with Witten–Bell-like interpolation down to
//! the letter frequencies of all classes. «Кушнера» is thus «Кушнер» rather than «Кушнера» because names in -нер of the
//! masculine class are more frequent than feminine ones in -нера, before any thought of case.
//!
//! The map's keys are 0 and an ending of a form, reversed, or 1 + kind and an ending of a dictionary form, reversed;
//! its values are numbers of lists in the table. The table is little-endian: `u32` counts of classes, of lists of rows,
//! of rows, of lists of counts, of counts; then the paradigm of each class (`u16`), starts of the lists of rows (`u32`)
//! and their entries (`u16` class, `u16` row), starts of the lists of counts and their entries (`u16` class, `u16`
//! count).

use std::sync::OnceLock;

use super::choices::Choice;
use super::grammar::{Case, Form, Gender, Number};
use super::letters::{self, Key, LONGEST_WORD};
use super::names::PLURAL_SHARE;
use super::paradigms::{Paradigms, RowId, span, u16_at, u32_at};
use super::tags::Tags;
use crate::languages::Language;

/// How many letters of a dictionary form the counts see at most.
pub const LONGEST_ENDING: usize = 6;

/// What a name is, as far as its declension depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum NameKind {
    First,
    Last,
    Patronymic,
    Place,
    Organisation,
    /// A common noun or an adjective.
    Common,
}

impl NameKind {
    /// Every kind, in the order of the counts.
    pub const ALL: [NameKind; 6] = [
        NameKind::First,
        NameKind::Last,
        NameKind::Patronymic,
        NameKind::Place,
        NameKind::Organisation,
        NameKind::Common,
    ];

    /// How many letters of a dictionary form the counts of the kind see. Common words are many and regular.
    pub const fn longest_ending(self) -> usize {
        match self {
            NameKind::Common => 4,
            _ => LONGEST_ENDING,
        }
    }
}

/// A supposed reading of an unknown word.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Guess {
    /// The row that the word would be.
    pub id: RowId,
    /// Natural logarithm of the probability of its dictionary form and class among all guesses for the word.
    pub log_probability: f32,
}

/// The guesser of a language.
#[derive(Clone, Debug)]
pub struct Guesser<'a> {
    endings: fst::Map<&'a [u8]>,
    paradigms: Paradigms<'a>,
    classes: &'a [u8],
    row_starts: &'a [u8],
    rows: &'a [u8],
    count_starts: &'a [u8],
    counts: &'a [u8],
    /// The sum of each list of counts.
    totals: Vec<f32>,
    /// The ending of the dictionary form in each class.
    lemma_endings: Vec<&'a str>,
    /// How many names of each kind there are.
    names: [f32; NameKind::ALL.len()],
    /// How many names of each kind each class has.
    names_of_classes: [Vec<f32>; NameKind::ALL.len()],
}

/// The counts of one ending: classes, and how many names with the ending each of them has.
#[derive(Clone, Copy, Default)]
struct Counts<'a> {
    /// The classes that have not been asked for yet, ascending.
    list: &'a [u8],
    total: f32,
}

/// Classes that are looked at one by one before the rest of the list is halved again and again.
const NEAR: usize = 4;

impl Counts<'_> {
    /// The count of a class; classes are asked for in ascending order.
    fn of_class(&mut self, class: u16) -> f32 {
        let (entries, _) = self.list.as_chunks::<4>();
        let class_of = |entry: &[u8; 4]| u16::from_le_bytes([entry[0], entry[1]]);
        let passed = entries.iter().take(NEAR).take_while(|entry| class_of(entry) < class).count();
        let passed = match passed {
            NEAR => entries.partition_point(|entry| class_of(entry) < class),
            near => near,
        };
        self.list = &self.list[4 * passed..];
        match entries.get(passed) {
            Some(entry) if class_of(entry) == class => f32::from(u16::from_le_bytes([entry[2], entry[3]])),
            _ => 0.0,
        }
    }
}

/// How much the distribution of all classes counts beside the class's own, in names.
const SMOOTHING: f32 = 5.0;
/// The probability of a letter that the counts do not reach, about that of names in general.
const FAR_LETTER: f64 = 0.074;
/// Guesses less likely than this part of the best are not given.
pub(super) const CUT: f64 = 1.2e-4;

/// The probability of so many letters that the counts do not reach.
fn far_letters(count: usize) -> f64 {
    FAR_LETTER.powi(count as i32)
}

impl Guesser<'static> {
    /// The embedded guesser of a language.
    pub fn of(language: Language) -> &'static Guesser<'static> {
        static GUESSERS: [OnceLock<Guesser<'static>>; 2] = [OnceLock::new(), OnceLock::new()];
        GUESSERS[language as usize].get_or_init(|| {
            let (endings, table) = language.rules().guesser;
            let paradigms = super::lookup::Dictionary::of(language).paradigms();
            Guesser::new(endings, table, paradigms)
                .expect("data/morphology is built by tools/dictionary and covered by tests")
        })
    }
}

impl<'a> Guesser<'a> {
    /// Reads a guesser over the paradigms that it was trained with; none if the bytes are no such guesser.
    pub fn new(endings: &'a [u8], table: &'a [u8], paradigms: Paradigms<'a>) -> Option<Guesser<'a>> {
        let count = |index| u32_at(table, index).map(|n| n as usize);
        let sizes = [count(0)? * 2, count(1)? * 4 + 4, count(2)? * 4, count(3)? * 4 + 4, count(4)? * 4];
        let mut rest = table.get(20..)?;
        let mut sections = [rest; 5];
        for (section, size) in sections.iter_mut().zip(sizes) {
            (*section, rest) = rest.split_at_checked(size)?;
        }
        let [classes, row_starts, rows, count_starts, counts] = sections;
        let total = |list| -> f32 {
            let (start, end) = span(count_starts, list);
            let entries = counts.get(start * 4..end * 4).unwrap_or_default().chunks_exact(4);
            entries.map(|entry| f32::from(u16_at(entry, 1))).sum()
        };
        let totals = (0..count(3)?).map(total).collect();
        let mut guesser = Guesser {
            endings: fst::Map::new(endings).ok()?,
            paradigms,
            classes,
            row_starts,
            rows,
            count_starts,
            counts,
            totals,
            lemma_endings: (0..count(0)?)
                .map(|class| paradigms.row(RowId { paradigm: u16_at(classes, class), row: 0 }).ending)
                .collect(),
            names: [0.0; NameKind::ALL.len()],
            names_of_classes: std::array::from_fn(|_| vec![0.0; classes.len() / 2]),
        };
        for kind in NameKind::ALL {
            let [of_kind, ..] = guesser.counts(&[kind as u8 + 1]);
            guesser.names[kind as usize] = of_kind.total;
            for entry in of_kind.list.chunks_exact(4) {
                let names = guesser.names_of_classes[kind as usize].get_mut(u16_at(entry, 0) as usize)?;
                *names = f32::from(u16_at(entry, 1));
            }
        }
        Some(guesser)
    }

    /// The supposed readings of a word as a name of a kind, the likeliest dictionary forms first; one guess for each row.
    /// Empty for a word that is no Cyrillic word of at most [`LONGEST_WORD`] letters.
    pub fn guess(&self, word: &str, kind: NameKind) -> Vec<Guess> {
        self.guess_likely(word, kind, CUT)
    }

    /// The same without the guesses that are less likely than this part of the best.
    pub(super) fn guess_likely(&self, word: &str, kind: NameKind, cut: f64) -> Vec<Guess> {
        let Some(key) = Key::of(word) else { return Vec::new() };
        let letters = key.bytes();
        let mut found: Vec<(RowId, f64)> = Vec::new();
        let (all_names, names_of_classes) = (self.names[kind as usize], &self.names_of_classes[kind as usize]);
        let (mut best, mut sum) = (0.0, 0.0);
        let mut reversed = [0; LONGEST_WORD + 1];
        for (to, from) in reversed[1..].iter_mut().zip(letters.iter().rev()) {
            *to = *from;
        }
        let lists = Lists::along(&self.endings, &reversed[..letters.len()]);
        for (ending, list) in lists.enumerate().filter_map(|(ending, list)| Some((ending, list?))) {
            let stem = &letters[..letters.len() - ending];
            // No dictionary form with this stem is spelled likelier than so.
            let most = far_letters(stem.len().saturating_sub(kind.longest_ending()));
            let mut spelled: Vec<(&str, Spelled<'_>)> = Vec::new();
            let mut last = None;
            let (start, end) = span(self.row_starts, list as usize);
            // The rows of one class stand together, the classes in ascending order.
            for entry in self.rows.get(start * 4..end * 4).unwrap_or_default().chunks_exact(4) {
                let (class, row) = (u16_at(entry, 0), u16_at(entry, 1));
                let names = names_of_classes.get(class as usize).copied().unwrap_or_default();
                if f64::from(names / all_names) * most <= best * cut {
                    continue;
                }
                let joint = match last {
                    Some((known, joint)) if known == class => joint,
                    _ => {
                        let lemma_ending = self.lemma_endings[class as usize];
                        let position = spelled
                            .iter()
                            .position(|(known, _)| std::ptr::eq(*known, lemma_ending))
                            .unwrap_or_else(|| {
                                spelled.push((lemma_ending, self.spelled(stem, lemma_ending, kind)));
                                spelled.len() - 1
                            });
                        let joint = spelled[position].1.joint(class, names, best * cut);
                        (best, sum) = (f64::max(best, joint), sum + joint);
                        joint
                    }
                };
                last = Some((class, joint));
                if joint > 0.0 {
                    found.push((RowId { paradigm: u16_at(self.classes, class as usize), row }, joint));
                }
            }
        }
        let mut guesses: Vec<Guess> = Vec::with_capacity(found.len());
        let mut logarithm = (0.0, 0.0);
        for (id, joint) in found.into_iter().filter(|(_, joint)| *joint > best * cut) {
            if logarithm.0 != joint {
                logarithm = (joint, (joint / sum).ln() as f32);
            }
            guesses.push(Guess { id, log_probability: logarithm.1 });
        }
        guesses.sort_by(|a, b| b.log_probability.total_cmp(&a.log_probability).then(a.id.cmp(&b.id)));
        guesses
    }

    /// The dictionary form of a single unknown word of a kind, every case being equally likely: the nominative that the
    /// guesses together support best.
    pub fn dictionary_form(&self, word: &str, kind: NameKind) -> String {
        let shares = self.lemma_shares(word, kind).into_iter();
        shares.max_by(|a, b| a.1.total_cmp(&b.1)).map_or_else(|| word.to_owned(), |(lemma, _)| lemma)
    }

    /// The nominatives that a single unknown word of a kind may come from, every case being equally likely, each with the
    /// sum of the probabilities of its guesses.
    pub fn lemma_shares(&self, word: &str, kind: NameKind) -> Vec<(String, f32)> {
        let mut shares: Vec<(String, f32)> = Vec::new();
        for (guess, lemma, tags) in self.nominatives(word, kind) {
            let plural = tags.number() == Some(Number::Plural) && !tags.any(Tags::PLURAL_ONLY);
            let share = guess.log_probability.exp() * if plural { PLURAL_SHARE } else { 1.0 };
            match shares.iter_mut().find(|(known, _)| *known == lemma) {
                Some((_, known)) => *known += share,
                None => shares.push((lemma, share)),
            }
        }
        shares
    }

    /// The guesses with the nominative that each leads to, and its tags.
    pub fn nominatives(&self, word: &str, kind: NameKind) -> Vec<(Guess, String, Tags)> {
        let guesses = self.guess(word, kind).into_iter();
        let nominatives = guesses.map(|guess| {
            let choice = Choice::guessed(&guess, self.paradigms);
            (guess, choice.nominative(word, self.paradigms), choice.tags)
        });
        nominatives.collect()
    }

    /// Every form of a single unknown dictionary form of a kind and, if known, gender: the usual form first in each case.
    pub fn inflect(&self, lemma: &str, kind: NameKind, gender: Option<Gender>) -> Vec<(Form, String)> {
        let nominative = |guess: &&Guess| {
            let tags = self.paradigms.tags(guess.id);
            tags.case() == Some(Case::Nominative) && gender.is_none_or(|gender| tags.allows_gender(gender))
        };
        let guesses = self.guess(lemma, kind);
        let Some(guess) = guesses.iter().find(nominative) else { return Vec::new() };
        let choice = Choice::guessed(guess, self.paradigms);
        let mut forms = Vec::new();
        for case in Case::ALL {
            for number in [Number::Singular, Number::Plural] {
                let wanted = choice.tags.with_number(number);
                let form = Form { case, number, gender: wanted.gender() };
                let made = choice.forms(lemma, self.paradigms, case, wanted, Tags::ANIMATE);
                forms.extend(made.map(|text| (form, text)));
            }
        }
        forms
    }

    /// The counts of the endings of the dictionary form `stem` + `ending`.
    fn spelled(&self, stem: &[u8], ending: &str, kind: NameKind) -> Spelled<'a> {
        let mut key = [0; LONGEST_ENDING + 1];
        key[0] = kind as u8 + 1;
        let mut length = 0;
        let ending_letters = ending.chars().rev().filter_map(letters::encode);
        for letter in ending_letters.chain(stem.iter().rev().copied()).take(kind.longest_ending()) {
            length += 1;
            key[length] = letter;
        }
        let all = stem.len() + ending.chars().count();
        Spelled { counts: self.counts(&key[..=length]), length, further: far_letters(all.saturating_sub(length)) }
    }

    /// The counts of every beginning of a key, from its first byte alone to the whole.
    fn counts(&self, key: &[u8]) -> [Counts<'a>; LONGEST_ENDING + 1] {
        let mut all = [Counts::default(); LONGEST_ENDING + 1];
        for (counts, list) in all.iter_mut().zip(Lists::along(&self.endings, key)) {
            let Some(list) = list else { break };
            let (start, end) = span(self.count_starts, list as usize);
            counts.list = self.counts.get(start * 4..end * 4).unwrap_or_default();
            counts.total = self.totals.get(list as usize).copied().unwrap_or_default();
        }
        all
    }
}

/// The numbers of lists that every beginning of a key leads to, the shortest first: one walk through the map.
struct Lists<'m, 'k> {
    map: &'m fst::raw::Fst<&'m [u8]>,
    node: Option<fst::raw::Node<'m>>,
    output: fst::raw::Output,
    key: std::slice::Iter<'k, u8>,
}

impl<'m, 'k> Lists<'m, 'k> {
    fn along(map: &'m fst::Map<&'m [u8]>, key: &'k [u8]) -> Lists<'m, 'k> {
        let map = map.as_fst();
        Lists { map, node: Some(map.root()), output: fst::raw::Output::zero(), key: key.iter() }
    }
}

impl Iterator for Lists<'_, '_> {
    type Item = Option<u64>;

    fn next(&mut self) -> Option<Option<u64>> {
        let byte = self.key.next()?;
        let node = self.node?;
        self.node = node.find_input(*byte).map(|index| {
            let transition = node.transition(index);
            self.output = self.output.cat(transition.out);
            self.map.node(transition.addr)
        });
        let node = self.node?;
        Some(node.is_final().then(|| self.output.cat(node.final_output()).value()))
    }
}

/// The counts of the endings of one supposed dictionary form, from none of its letters to the last few.
struct Spelled<'a> {
    counts: [Counts<'a>; LONGEST_ENDING + 1],
    length: usize,
    /// The probability of the letters before those.
    further: f64,
}

impl Spelled<'_> {
    /// The probability that a name of the kind is spelled so and is of the class, which has so many names of the kind; 0
    /// if it is less than `least`. Classes are asked for in ascending order.
    fn joint(&mut self, class: u16, names: f32, least: f64) -> f64 {
        let mut class_before = names;
        let mut joint = f64::from(names / self.counts[0].total) * self.further;
        let mut total_before = self.counts[0].total;
        for here in &mut self.counts[1..=self.length] {
            // Each further letter makes it less likely.
            if joint < least {
                return 0.0;
            }
            let class_here = if class_before > 0.0 { here.of_class(class) } else { 0.0 };
            let general = (here.total + 0.03) / (total_before + 1.0);
            joint *= f64::from((class_here + SMOOTHING * general) / (class_before + SMOOTHING));
            (total_before, class_before) = (here.total, class_here);
        }
        joint
    }
}
