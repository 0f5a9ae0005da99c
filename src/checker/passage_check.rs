//! One passage: which of its words are names of the glossary, and which of these are not as they should be.

use std::ops::RangeInclusive;

use super::matching::{Class, Match, Matcher, Part, Role};
use super::near::NearWord;
use super::passage::{Gap, WordKind};
use super::spelling::{Capitals, Change, fold};
use crate::kind::Kind;
use crate::languages::prepositions::governed_cases;
use crate::recognizer::Mention;

/// What the names of a passage are.
#[derive(Debug)]
pub(super) struct Names {
    /// Equally good readings of stretches of words, in no particular order.
    pub groups: Vec<Vec<Match>>,
    /// For each word the group that covers it.
    pub cover: Vec<Option<usize>>,
    /// Surnames that are close to one of the glossary, but stand with another first name.
    pub other_people: Vec<usize>,
}

/// The shortest name that is compared with near spellings where nothing beside it tells whose name it is.
const SHORTEST: usize = 5;
/// From this length on two changed letters are still the same name.
const LONG: usize = 9;

impl Matcher<'_, '_> {
    /// Recognises the names of the passage, misspelt ones included. `mentions` are those that stand in it.
    pub fn names(&self, mentions: &[WordMention<'_>]) -> Names {
        let groups = self.matches();
        let mut names = Names { groups, cover: vec![None; self.passage.words.len()], other_people: Vec::new() };
        for (index, group) in names.groups.iter().enumerate() {
            for part in &group[0].parts {
                names.cover[part.word] = Some(index);
            }
        }
        for word in 0..self.passage.words.len() {
            if names.cover[word].is_none() {
                self.read_whole_but_one(word, &mut names);
            }
            if names.cover[word].is_none() && self.may_be_misspelt(word) {
                self.read_misspelt(word, mentions, &mut names);
            }
        }
        names
    }

    /// A name of several words (no person's) that begins here and has one misspelt word.
    fn read_whole_but_one(&self, start: usize, names: &mut Names) {
        if self.passage.words[start].capitals == Capitals::None {
            return;
        }
        let joined = self.passage.words.get(start + 1).is_some_and(|next| next.gap != Gap::Break);
        let anchors = if joined { 2 } else { 0 };
        for anchor in 0..anchors {
            for candidate in self.candidates(start + anchor).iter() {
                let form = self.form(candidate.form);
                if usize::from(candidate.position) != anchor
                    || self.names.owner(candidate.owner).kind == Kind::Person
                    || form.length < 2
                    || form.language != self.passage.language
                    || anchor == 1 && self.known(start).is_any()
                {
                    continue;
                }
                let misspelt = (0..usize::from(form.length)).filter(|position| *position != anchor);
                let found = misspelt.filter_map(|position| self.whole_but(candidate.form, position, start)).next();
                if let Some(found) = found
                    && found.parts.iter().all(|part| names.cover[part.word].is_none())
                {
                    found.parts.iter().for_each(|part| names.cover[part.word] = Some(names.groups.len()));
                    names.groups.push(vec![found]);
                    return;
                }
            }
        }
    }

    /// A name of several words that begins at `start`, of which the one at `position` is misspelt and all others right.
    fn whole_but(&self, form: u32, position: usize, start: usize) -> Option<Match> {
        let word = start + position;
        let here = self.passage.words.get(word).filter(|here| here.kind == WordKind::Word)?;
        if here.range.len() < 2 * SHORTEST || self.known(word).is_any() {
            return None;
        }
        let folded: Vec<char> = self.passage.word(word).chars().map(fold).collect();
        let indexed = self.names.words_of(form).nth(position)?;
        let near = self.names.near_to(&folded, indexed, self.passage.language, 1)?;
        self.whole_but_one(&near, word)
    }

    fn may_be_misspelt(&self, word: usize) -> bool {
        let here = &self.passage.words[word];
        let acronym = here.capitals == Capitals::All && !here.capital_expected;
        let long_enough = here.range.len() >= 6;
        here.kind == WordKind::Word
            && here.capitals != Capitals::None
            && !acronym
            && long_enough
            && !self.known(word).is_any()
    }

    fn read_misspelt(&self, word: usize, mentions: &[WordMention<'_>], names: &mut Names) {
        let text = self.passage.word(word);
        let length = text.chars().count();
        let limit = if length >= LONG { 2 } else { 1 };
        let following = self.following(word, names);
        let near = self.names.near(text, self.passage.language, limit, |indexed| {
            let form = self.form(indexed.form);
            match self.names.owner(form.owner).kind {
                Kind::Person => {
                    self.role(indexed.form, indexed.position) == Role::Family
                        || following.is_some_and(|group| names.groups[group].iter().any(|m| m.owner == form.owner))
                }
                _ => form.length == 1,
            }
        });
        let supported = near.iter().filter_map(|near| self.supported(near, word, following, names));
        if let Some((group, found)) = supported.min_by_key(|(_, found)| plausibility(found, word)) {
            let index = group.unwrap_or(names.groups.len());
            found.parts.iter().for_each(|part| names.cover[part.word] = Some(index));
            match group {
                Some(group) => names.groups[group] = vec![found],
                None => names.groups.push(vec![found]),
            }
            return;
        }
        let mut alone: Vec<Match> = near
            .into_iter()
            .filter(|near| self.stands_alone(near, length))
            .map(|near| self.near_match(word, near))
            .collect();
        let Some(best) = alone.iter().map(|found| plausibility(found, word)).min() else { return };
        alone.retain(|found| plausibility(found, word) == best);
        if self.is_other_person(word, alone[0].owner, mentions, &names.cover, &names.groups) {
            names.other_people.push(word);
            return;
        }
        names.cover[word] = Some(names.groups.len());
        names.groups.push(alone);
    }

    fn near_match(&self, word: usize, near: NearWord) -> Match {
        let owner = self.form(near.form).owner;
        Match { owner, parts: vec![near_part(word, near)] }
    }

    /// The group that begins right behind a word.
    fn following(&self, word: usize, names: &Names) -> Option<usize> {
        let next = self.passage.words.get(word + 1).filter(|next| next.gap == Gap::Space);
        next.and_then(|_| names.cover[word + 1])
    }

    /// A near word of a person's name together with the rest of the name, where that stands beside it; with the group
    /// that it extends.
    fn supported(
        &self,
        near: &NearWord,
        word: usize,
        following: Option<usize>,
        names: &Names,
    ) -> Option<(Option<usize>, Match)> {
        let owner = self.form(near.form).owner;
        if self.names.owner(owner).kind != Kind::Person {
            return None;
        }
        let (group, mut parts) = match self.role(near.form, near.position) {
            Role::Family => (None, self.given_names_before(word, owner, names)),
            role => {
                let group = following?;
                let found = names.groups[group].iter().find(|found| found.owner == owner)?;
                let is_new = found.parts.iter().all(|part| self.role(part.form, part.position) != role);
                (Some(group), if is_new { found.parts.clone() } else { Vec::new() })
            }
        };
        if parts.is_empty() {
            return None;
        }
        parts.push(near_part(word, near.clone()));
        parts.sort_by_key(|part| part.word);
        let found = Match { owner, parts };
        let touches_ending = near.edit.suffix < 2 && near.edit.change == Change::Other;
        (!touches_ending || !found.agreement().is_empty()).then_some((group, found))
    }

    /// The owner's first names that stand right before a word.
    fn given_names_before(&self, word: usize, owner: u32, names: &Names) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        let mut next = word;
        while let Some(here) = next.checked_sub(1) {
            let is_free = self.passage.words[next].gap == Gap::Space && names.cover[here].is_none();
            let part = self.part(here, owner, |_, candidate| {
                let role = self.role(candidate.form, candidate.position);
                role != Role::Family && parts.iter().all(|part| self.role(part.form, part.position) != role)
            });
            match part.filter(|_| is_free) {
                Some(part) => parts.push(part),
                None => break,
            }
            next = here;
        }
        parts.reverse();
        parts
    }

    /// A name of several words of which all but `word` are right.
    fn whole_but_one(&self, near: &NearWord, word: usize) -> Option<Match> {
        let length = self.form(near.form).length;
        if length < 2 || near.edit.distance > 1 {
            return None;
        }
        let start = word.checked_sub(usize::from(near.position))?;
        let mut parts = Vec::with_capacity(usize::from(length));
        for position in 0..length {
            let here = start + usize::from(position);
            if position > 0 && self.passage.words.get(here)?.gap == Gap::Break {
                return None;
            }
            if here == word {
                parts.push(near_part(word, near.clone()));
                continue;
            }
            let candidates = self.candidates(here);
            let candidate = candidates.iter().find(|c| c.form == near.form && c.position == position)?;
            let reading = self.reading(here, candidate)?;
            let class = Class::Right;
            parts.push(Part {
                word: here,
                class,
                cells: reading.cells,
                ending: None,
                form: near.form,
                position,
                edit: None,
                spellings: Vec::new(),
            });
        }
        let found = Match { owner: self.form(near.form).owner, parts };
        (!found.agreement().is_empty()).then_some(found)
    }

    /// Whether a near word is near enough where nothing beside it tells whose name it is.
    fn stands_alone(&self, near: &NearWord, length: usize) -> bool {
        let form = self.form(near.form);
        let person = self.names.owner(form.owner).kind == Kind::Person;
        if !person && form.length > 1 || person && self.role(near.form, near.position) != Role::Family {
            return false;
        }
        let edit = &near.edit;
        let doubling = edit.change == Change::Doubling;
        length >= SHORTEST
            && (doubling || edit.change == Change::Swap || edit.suffix >= 2)
            && (doubling || edit.prefix > 0 || length > SHORTEST)
            && (edit.distance == 1 || edit.prefix > 0)
    }

    /// Whether a surname stands with a first name that is not the owner's.
    pub fn is_other_person(
        &self,
        word: usize,
        owner: u32,
        mentions: &[WordMention<'_>],
        cover: &[Option<usize>],
        groups: &[Vec<Match>],
    ) -> bool {
        let here = &self.passage.words[word];
        if self.names.owner(owner).kind != Kind::Person {
            return false;
        }
        let is_owners =
            |index: usize| cover[index].is_some_and(|group| groups[group].iter().any(|found| found.owner == owner));
        if here.gap == Gap::Space
            && let Some(previous) = word.checked_sub(1).filter(|&previous| !is_owners(previous))
        {
            let before = &self.passage.words[previous];
            if before.kind == WordKind::Initial {
                return !self.is_initial_of(self.passage.word(previous), owner);
            }
            let preposition = governed_cases(&self.passage.word(previous).to_lowercase(), self.passage.language);
            if before.kind == WordKind::Word
                && before.capitals == Capitals::First
                && cover[previous].is_none()
                && preposition.is_none()
            {
                let known = self.known(previous);
                if known.as_first_name || !known.is_any() && !before.capital_expected {
                    return true;
                }
            }
        }
        // The word may itself be the first name of somebody else.
        let next =
            self.passage.words.get(word + 1).filter(|next| {
                next.gap == Gap::Space && next.kind == WordKind::Word && next.capitals == Capitals::First
            });
        next.is_some()
            && cover[word + 1].is_none()
            && !self.known(word + 1).as_word
            && mentions
                .iter()
                .any(|m| m.mention.kind == Kind::Person && m.words.contains(&word) && m.words.contains(&(word + 1)))
    }

    /// Whether one of the owner's first names begins like an initial.
    fn is_initial_of(&self, initial: &str, owner: u32) -> bool {
        let first = |text: &str| text.chars().next().map(fold);
        let mut has_first_name = false;
        for (_, form) in self.names.forms_of(owner).filter(|(_, form)| form.length > 1) {
            has_first_name = true;
            if first(form.text) == first(initial) {
                return true;
            }
        }
        !has_first_name
    }
}

/// A mention of the recognizer and the words that it covers.
#[derive(Clone, Debug)]
pub(super) struct WordMention<'a> {
    pub mention: &'a Mention,
    pub words: RangeInclusive<usize>,
}

fn near_part(word: usize, near: NearWord) -> Part {
    let NearWord { form, position, cells, spellings, edit } = near;
    Part { word, class: Class::Near, cells, ending: None, form, position, edit: Some(edit), spellings }
}

/// How likely the word at `word` is a misspelling of the match's name; the least is the likeliest.
fn plausibility(found: &Match, word: usize) -> (usize, usize, usize) {
    let edit = found.parts.iter().find(|part| part.word == word).and_then(|part| part.edit);
    edit.map_or((0, 0, 0), |edit| {
        let change = match edit.change {
            Change::Doubling => 0,
            Change::Swap => 1,
            Change::Other => 2,
        };
        (edit.distance, change, usize::from(edit.suffix < 2))
    })
}
