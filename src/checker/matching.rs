//! Words of a text → names of the glossary that they are forms of.

use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::cells::{Cells, Slots};
use super::names::{IndexedWord, NameForm, Names, Reading, Standing};
use super::passage::{Gap, Known, Passage, WordKind};
use super::spelling::{Capitals, Edit, Sameness};
use crate::kind::Kind;
use crate::languages::Language;
use crate::languages::endings::NounEnding;
use crate::languages::scripts::Script;
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
    /// The ending, where it is one that the inflection does not give to the name.
    pub ending: Option<NounEnding>,
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

/// What is known of the words that have been met: an archive has most of its words in many articles.
#[derive(Debug, Default)]
pub(super) struct ReadingCache {
    /// The [`Names::number`] of the names that they are read as.
    names: u64,
    candidates: RefCell<FxHashMap<WordKey, Rc<[Candidate]>>>,
    known: RefCell<FxHashMap<WordKey, Known>>,
}

impl ReadingCache {
    /// What this thread knows of words as words of these names.
    pub fn of(names: &Names<'_>) -> Rc<ReadingCache> {
        const MOST_WORDS: usize = 1 << 16;
        thread_local! {
            static LATEST: RefCell<Rc<ReadingCache>> = RefCell::default();
        }
        LATEST.with_borrow_mut(|latest| {
            if latest.names != names.number || latest.candidates.borrow().len() > MOST_WORDS {
                *latest = Rc::new(ReadingCache { names: names.number, ..ReadingCache::default() });
            }
            Rc::clone(latest)
        })
    }
}

/// A word as it is written, and the language of its passage.
type WordKey = (String, Language);

/// A word of a name that a word of the text may be a form of.
#[derive(Debug)]
pub(super) struct Candidate {
    /// Index into [`Names::words`].
    index: u32,
    pub owner: u32,
    /// Index into [`Names::forms`], and which word of that form.
    pub form: u32,
    pub position: u8,
    /// Made when first asked for: it inflects the name.
    reading: OnceCell<Option<Reading>>,
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
    /// The words of names that a word may be a form of.
    pub fn candidates(&self, word: usize) -> Rc<[Candidate]> {
        let key = (self.passage.word(word).to_owned(), self.passage.language);
        if let Some(candidates) = self.cache.candidates.borrow().get(&key) {
            return Rc::clone(candidates);
        }
        let candidate = |index: u32| {
            let IndexedWord { form, position, .. } = self.names.words[index as usize];
            Candidate { index, owner: self.form(form).owner, form, position, reading: OnceCell::new() }
        };
        let found = self.names.candidates(&key.0, self.lower_case);
        let candidates: Rc<[Candidate]> = found.into_iter().map(candidate).collect();
        self.cache.candidates.borrow_mut().insert(key, Rc::clone(&candidates));
        candidates
    }

    /// What a word is, if it is a form of this candidate.
    pub fn reading(&self, word: usize, candidate: &Candidate) -> Option<Reading> {
        let language = self.passage.language;
        *candidate.reading.get_or_init(|| self.names.reading(self.passage.word(word), candidate.index, language))
    }

    /// Whether a word may be a word of one of the owner's names.
    fn may_be_of(&self, word: usize, owner: u32, fits: impl Fn(&Candidate) -> bool) -> bool {
        self.candidates(word).iter().any(|candidate| candidate.owner == owner && fits(candidate))
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

    /// Adds the words with the words of names, as indices into [`Names::words`], that [`Matcher::matches`] is likely to
    /// ask for and whose names have not been inflected: of most names only the first article that has them costs more
    /// than a look.
    pub fn add_wanted(&self, wanted: &mut Vec<(&'c str, u32, Language)>) {
        const REACH: usize = 2;
        let passage = self.passage;
        let is_new = |candidate: &&Candidate| !self.form(candidate.form).is_inflected();
        for start in (0..passage.words.len()).filter(|word| self.may_start(*word)) {
            let mut owners: Vec<u32> = Vec::new();
            for candidate in self.candidates(start).iter().filter(is_new) {
                let person = self.names.owner(candidate.owner).kind == Kind::Person;
                if !owners.contains(&candidate.owner) && self.may_begin(start, candidate, person) {
                    owners.push(candidate.owner);
                }
            }
            if owners.is_empty() {
                continue;
            }
            for word in start..passage.words.len().min(start + REACH) {
                let of_owners = |candidate: &&Candidate| owners.contains(&candidate.owner);
                for candidate in self.candidates(word).iter().filter(is_new).filter(of_owners) {
                    wanted.push((passage.word(word), candidate.index, passage.language));
                }
            }
        }
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
        for candidate in self.candidates(start).iter() {
            let length = self.form(candidate.form).length;
            let person = self.names.owner(candidate.owner).kind == Kind::Person;
            let key = (candidate.owner, if person { 0 } else { length });
            if tried.contains(&key) || !self.may_begin(start, candidate, person) {
                continue;
            }
            tried.push(key);
            let found = if person {
                self.person(start, candidate.owner).filter(|found| !self.is_given_name_alone(found))
            } else {
                self.whole(start, candidate.owner, length)
            };
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

    /// Whether it is worth the while to read the name of a candidate from this word on.
    fn may_begin(&self, word: usize, candidate: &Candidate, person: bool) -> bool {
        const REACH: usize = 4;
        let form = self.form(candidate.form);
        let next = |offset: usize| self.passage.words.get(word + offset).map(|next| (word + offset, next.gap));
        if person {
            // First names are anybody's; a surname must follow.
            return self.role(candidate.form, candidate.position) == Role::Family
                || (1..=REACH).map_while(next).take_while(|(_, gap)| *gap == Gap::Space).any(|(word, _)| {
                    self.may_be_of(word, candidate.owner, |c| self.role(c.form, c.position) == Role::Family)
                });
        }
        candidate.position == 0
            && (form.length == 1
                || next(1).is_some_and(|(word, gap)| {
                    let follows = |c: &Candidate| c.position == 1 && self.form(c.form).length == form.length;
                    gap != Gap::Break && self.may_be_of(word, candidate.owner, follows)
                }))
    }

    /// How favourable a reading is; the least is the best.
    fn rank(&self, found: &Match) -> usize {
        match found.class() {
            Class::Right if self.names.owner(found.owner).approved => 0,
            Class::Forbidden => 1,
            Class::Right => 2,
            Class::OtherLanguage | Class::Near => 3,
        }
    }

    fn is_given_name_alone(&self, found: &Match) -> bool {
        found.parts.iter().all(|part| self.role(part.form, part.position) != Role::Family)
    }

    /// Whether a word may be a first name of somebody in the glossary.
    pub fn is_given_name(&self, word: usize) -> bool {
        self.candidates(word).iter().any(|candidate| {
            self.names.owner(candidate.owner).kind == Kind::Person
                && self.role(candidate.form, candidate.position) != Role::Family
        })
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
                // A name in Latin letters is of no language.
                if !form.text.chars().any(|c| Script::of(c) == Some(Script::Cyrillic)) {
                    return Some(Class::Right);
                }
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
    pub fn part(&self, word: usize, owner: u32, fits: impl Fn(&NameForm<'_>, &Candidate) -> bool) -> Option<Part> {
        let mut candidates: Vec<(Class, Reading)> = Vec::new();
        for candidate in self.candidates(word).iter().filter(|candidate| candidate.owner == owner) {
            if fits(self.form(candidate.form), candidate)
                && let Some(reading) = self.reading(word, candidate)
            {
                candidates.extend(self.class(&reading).map(|class| (class, reading)));
            }
        }
        // «Артём» and «Артем» are the same, unless the glossary has both and forbids one.
        let exactly = |class: Class| candidates.iter().any(|(c, r)| *c == class && r.sameness == Sameness::Exact);
        if exactly(Class::Forbidden) && !exactly(Class::Right) {
            candidates.retain(|(class, _)| *class != Class::Right);
        }
        let &(class, ref first) = candidates.iter().min_by_key(|(class, reading)| (*class, reading.form))?;
        let cells = candidates
            .iter()
            .filter(|(c, reading)| *c == class && reading.position == first.position)
            .fold(Cells::default(), |cells, (_, reading)| cells.union(reading.cells));
        Some(Part {
            word,
            class,
            cells,
            ending: first.ending,
            form: first.form,
            position: first.position,
            edit: None,
            spellings: Vec::new(),
        })
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
            let new_role = |form: &NameForm<'_>, reading: &Candidate| {
                let role = self.role(reading.form, reading.position);
                let is_name = form.text.chars().any(char::is_alphabetic);
                is_name && !roles.contains(&role) && (skipped == 0 || role == Role::Family)
            };
            // A word that is both a first name and the surname («Ли», «Мухаммед») is the first name before the surname.
            let is_before_family = self.passage.words.get(word + 1).is_some_and(|next| next.gap == Gap::Space)
                && self.part(word + 1, owner, |_, r| self.role(r.form, r.position) == Role::Family).is_some();
            let given = |form: &NameForm<'_>, reading: &Candidate| {
                new_role(form, reading) && self.role(reading.form, reading.position) != Role::Family
            };
            let family = |form: &NameForm<'_>, reading: &Candidate| {
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
            let fits = |form: &NameForm<'_>, reading: &Candidate| form.length == length && reading.position == position;
            parts.push(self.part(word, owner, fits)?);
        }
        let found = Match { owner, parts };
        (!found.agreement().is_empty()).then_some(found)
    }
}
