//! Words of a text → names of the glossary that they are forms of.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::cells::{Cells, Slots};
use super::names::{NameForm, Names, Reading, Standing};
use super::passage::{Gap, Known, Passage, WordKind};
use super::spelling::{Capitals, Edit, Sameness};
use crate::kind::Kind;
use crate::languages::Language;
use crate::reader::Date;

/// How a word relates to the name that it is a word of; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    Right,
    Forbidden,
    OtherLanguage,
    /// No form of the name, but close to one.
    Near,
}

/// A word of a text as a word of a name.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Index into the passage's words.
    pub word: usize,
    pub class: Class,
    /// The grammatical forms that it may have.
    pub cells: Cells,
    /// Index into [`Names::forms`], and which word of that form.
    pub form: u32,
    pub position: u8,
    /// For a near word: what changed, and how the closest forms of the name's word are written.
    pub edit: Option<Edit>,
    pub spellings: Vec<String>,
}

/// Words of a text as a name of the glossary.
#[derive(Clone, Debug)]
pub(super) struct Match {
    /// Index into [`Names::owners`].
    pub owner: u32,
    /// In the order of the text; never empty.
    pub parts: Vec<Part>,
}

impl Match {
    pub fn class(&self) -> Class {
        self.parts.iter().map(|part| part.class).max().unwrap_or(Class::Right)
    }

    pub fn first(&self) -> usize {
        self.parts[0].word
    }

    pub fn last(&self) -> usize {
        self.parts[self.parts.len() - 1].word
    }

    /// The cases and numbers in which all parts agree; empty where they do not.
    pub fn agreement(&self) -> Slots {
        self.parts.iter().fold(Slots::ALL, |slots, part| slots.and(part.cells.of_any_gender()))
    }
}

/// The part that a word has in the name of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The last word, or the only one.
    Family,
    /// Any word before.
    Given(u8),
}

/// The readings of words that one article has met.
#[derive(Debug, Default)]
pub(super) struct ReadingCache {
    readings: RefCell<FxHashMap<(String, Language), Rc<[Reading]>>>,
    known: RefCell<FxHashMap<(String, Language), Known>>,
}

/// Recognises the names of a glossary in one passage.
#[derive(Debug)]
pub(super) struct Matcher<'c, 'g> {
    pub names: &'c Names<'g>,
    pub passage: &'c Passage,
    pub date: Option<Date>,
    pub cache: &'c ReadingCache,
    /// For each owner whether its names may stand in lower case; empty where none may.
    pub lower_case: &'c [bool],
}

impl<'c, 'g> Matcher<'c, 'g> {
    pub fn readings(&self, word: usize) -> Rc<[Reading]> {
        let key = (self.passage.word(word).to_owned(), self.passage.language);
        if let Some(readings) = self.cache.readings.borrow().get(&key) {
            return Rc::clone(readings);
        }
        let readings: Rc<[Reading]> = self.names.readings(&key.0, key.1, self.lower_case).into();
        self.cache.readings.borrow_mut().insert(key, Rc::clone(&readings));
        readings
    }

    pub fn known(&self, word: usize) -> Known {
        let key = (self.passage.word(word).to_owned(), self.passage.language);
        if let Some(&known) = self.cache.known.borrow().get(&key) {
            return known;
        }
        let known = Known::of(&key.0, key.1);
        self.cache.known.borrow_mut().insert(key, known);
        known
    }

    fn may_be_lower_case(&self, owner: u32) -> bool {
        self.lower_case.get(owner as usize).copied().unwrap_or(false)
    }

    pub fn form(&self, form: u32) -> &'c NameForm<'g> {
        &self.names.forms[form as usize]
    }

    /// The words of the passage as names, in order and without overlap. Each item holds the equally good readings of
    /// one stretch of words.
    pub fn matches(&self) -> Vec<Vec<Match>> {
        let mut matches = Vec::new();
        let mut word = 0;
        while word < self.passage.words.len() {
            let best = if self.may_start(word) { self.best(word) } else { Vec::new() };
            word = best.first().map_or(word, Match::last) + 1;
            if !best.is_empty() {
                matches.push(best);
            }
        }
        matches
    }

    fn may_start(&self, word: usize) -> bool {
        let word_here = &self.passage.words[word];
        match word_here.kind {
            WordKind::Initial => false,
            WordKind::Number => self.names.may_begin_with(self.passage.word(word)),
            WordKind::Word => {
                !self.lower_case.is_empty()
                    || word_here.capitals != Capitals::None
                    || self.names.may_begin_with(self.passage.word(word))
            }
        }
    }

    /// The best readings of the words from `start` on: those that take in the most words, and of these the most
    /// favourable.
    fn best(&self, start: usize) -> Vec<Match> {
        let mut tried: Vec<(u32, u8)> = Vec::new();
        let mut best: Vec<Match> = Vec::new();
        let mut best_rank = (0, 0);
        for reading in self.readings(start).iter() {
            let form = self.form(reading.form);
            let person = self.names.owner(form.owner).kind == Kind::Person;
            let key = (form.owner, if person { 0 } else { form.length });
            if !person && reading.position != 0 || tried.contains(&key) {
                continue;
            }
            tried.push(key);
            let found =
                if person { self.person(start, form.owner) } else { self.whole(start, form.owner, form.length) };
            let Some(found) = found else { continue };
            let rank = (usize::MAX - found.parts.len(), self.rank(&found));
            if best.is_empty() || rank < best_rank {
                best_rank = rank;
                best.clear();
            }
            if rank == best_rank {
                best.push(found);
            }
        }
        best
    }

    /// How favourable a reading is; the least is the best.
    fn rank(&self, found: &Match) -> usize {
        let approved = self.names.owner(found.owner).approved;
        let given_name_alone = self.is_given_name_alone(found);
        match found.class() {
            Class::Right if approved && !given_name_alone => 0,
            Class::Forbidden if !given_name_alone => 1,
            Class::Right => 2,
            Class::OtherLanguage | Class::Near if !given_name_alone => 3,
            _ => 4,
        }
    }

    pub fn is_given_name_alone(&self, found: &Match) -> bool {
        self.names.owner(found.owner).kind == Kind::Person
            && found.parts.iter().all(|part| self.role(part.form, part.position) != Role::Family)
    }

    pub fn role(&self, form: u32, position: u8) -> Role {
        if position + 1 == self.form(form).length { Role::Family } else { Role::Given(position) }
    }

    /// How a reading relates to its name; `None` where it means nothing here.
    fn class(&self, reading: &Reading) -> Option<Class> {
        let form = self.form(reading.form);
        let owner = self.names.owner(form.owner);
        let own_language = form.language == self.passage.language;
        let Some(entry) = owner.entry else { return own_language.then_some(Class::Right) };
        if !owner.approved {
            return Some(Class::Right);
        }
        Some(match form.standing {
            _ if !own_language => {
                let side = entry.side(self.passage.language);
                let has_own_name = side.is_some_and(|side| side.preferred.is_some() || !side.admitted.is_empty());
                let looks_foreign = self.has_letters_of_the_other_language(form.text);
                if has_own_name || looks_foreign { Class::OtherLanguage } else { Class::Right }
            }
            Standing::Known => Class::Right,
            Standing::Forbidden => Class::Forbidden,
            Standing::Period(since, until) => match self.date {
                Some(date) if since.is_none_or(|day| day <= date) && until.is_none_or(|day| date <= day) => {
                    Class::Right
                }
                None if until.is_none() => Class::Right,
                _ => Class::Forbidden,
            },
        })
    }

    fn has_letters_of_the_other_language(&self, word: &str) -> bool {
        let letters = self.passage.language.other().rules().own_letters;
        word.chars().flat_map(char::to_lowercase).any(|c| letters.contains(c))
    }

    /// A word as a word of one of the owner's names: the most favourable of the readings that fit.
    pub fn part(&self, word: usize, owner: u32, fits: impl Fn(&NameForm<'_>, &Reading) -> bool) -> Option<Part> {
        let readings = self.readings(word);
        let mut candidates: Vec<(Class, &Reading)> = Vec::new();
        for reading in readings.iter() {
            let form = self.form(reading.form);
            if form.owner == owner && fits(form, reading) {
                candidates.extend(self.class(reading).map(|class| (class, reading)));
            }
        }
        // «Артём» and «Артем» are the same, unless the glossary has both and forbids one.
        let exactly = |class: Class| candidates.iter().any(|(c, r)| *c == class && r.sameness == Sameness::Exact);
        if exactly(Class::Forbidden) && !exactly(Class::Right) {
            candidates.retain(|(class, _)| *class != Class::Right);
        }
        let &(class, first) = candidates.iter().min_by_key(|(class, reading)| (*class, reading.form))?;
        let cells = candidates
            .iter()
            .filter(|(c, reading)| *c == class && reading.position == first.position)
            .fold(Cells::default(), |cells, (_, reading)| cells.union(reading.cells));
        Some(Part { word, class, cells, form: first.form, position: first.position, edit: None, spellings: Vec::new() })
    }

    /// A personal name that begins here: any of its words that follow each other, with patronymics, initials and
    /// further names between them.
    fn person(&self, start: usize, owner: u32) -> Option<Match> {
        const MOST_SKIPPED: usize = 2;
        let mut parts: Vec<Part> = Vec::new();
        let mut roles: Vec<Role> = Vec::new();
        let mut word = start;
        let mut skipped = 0;
        while word < self.passage.words.len() && (word == start || self.passage.words[word].gap == Gap::Space) {
            let new_role = |form: &NameForm<'_>, reading: &Reading| {
                let role = self.role(reading.form, reading.position);
                let is_name = form.text.chars().any(char::is_alphabetic);
                is_name && !roles.contains(&role) && (skipped == 0 || role == Role::Family)
            };
            // A word that is both a first name and the surname («Ли», «Мухаммед») is the first name before the surname.
            let is_before_family = self.passage.words.get(word + 1).is_some_and(|next| next.gap == Gap::Space)
                && self.part(word + 1, owner, |_, r| self.role(r.form, r.position) == Role::Family).is_some();
            let given = |form: &NameForm<'_>, reading: &Reading| {
                new_role(form, reading) && self.role(reading.form, reading.position) != Role::Family
            };
            let family = |form: &NameForm<'_>, reading: &Reading| {
                new_role(form, reading) && self.role(reading.form, reading.position) == Role::Family
            };
            let part = if is_before_family {
                self.part(word, owner, given).or_else(|| self.part(word, owner, family))
            } else {
                self.part(word, owner, family).or_else(|| self.part(word, owner, given))
            };
            match part {
                Some(part) => {
                    roles.push(self.role(part.form, part.position));
                    parts.push(part);
                    skipped = 0;
                }
                None if !parts.is_empty()
                    && skipped < MOST_SKIPPED
                    && !roles.contains(&Role::Family)
                    && self.may_stand_inside_a_personal_name(word) =>
                {
                    skipped += 1;
                }
                None => break,
            }
            word += 1;
        }
        let has_name = parts.iter().any(|part| self.passage.words[part.word].capitals != Capitals::None);
        (has_name || self.may_be_lower_case(owner) && !parts.is_empty()).then_some(Match { owner, parts })
    }

    fn may_stand_inside_a_personal_name(&self, word: usize) -> bool {
        let here = &self.passage.words[word];
        here.kind == WordKind::Initial
            || here.kind == WordKind::Word && here.capitals != Capitals::None && !self.known(word).as_word
    }

    /// A name of `length` words that begins here and is all there.
    fn whole(&self, start: usize, owner: u32, length: u8) -> Option<Match> {
        let mut parts = Vec::with_capacity(usize::from(length));
        for position in 0..length {
            let word = start + usize::from(position);
            if position > 0 && self.passage.words.get(word)?.gap == Gap::Break {
                return None;
            }
            let fits = |form: &NameForm<'_>, reading: &Reading| form.length == length && reading.position == position;
            parts.push(self.part(word, owner, fits)?);
        }
        let found = Match { owner, parts };
        (!found.agreement().is_empty()).then_some(found)
    }
}
