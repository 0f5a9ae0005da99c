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

    /// A name of several words that begins right here and has one misspelt word.
    fn read_whole_but_one(&self, start: usize, names: &mut Names) {
        if self.passage.words[start].capitals == Capitals::None {
            return;
        }
        for reading in self.readings(start).iter().filter(|reading| reading.position == 0) {
            let form = self.form(reading.form);
            let owner = self.names.owner(form.owner);
            if owner.kind == Kind::Person || form.length < 2 || form.language != self.passage.language {
                continue;
            }
            let indexed: Vec<_> = self.names.words_of(reading.form).collect();
            let misspelt = (1..usize::from(form.length)).find_map(|position| {
                let word = start + position;
                let here = self.passage.words.get(word).filter(|here| here.kind == WordKind::Word)?;
                if here.range.len() < 2 * SHORTEST || self.known(word).is_any() {
                    return None;
                }
                let folded: Vec<char> = self.passage.word(word).chars().map(fold).collect();
                let near = self.names.near_to(&folded, indexed.get(position)?, self.passage.language, 1)?;
                self.whole_but_one(&near, word)
            });
            if let Some(found) = misspelt
                && found.parts.iter().all(|part| names.cover[part.word].is_none())
            {
                found.parts.iter().for_each(|part| names.cover[part.word] = Some(names.groups.len()));
                names.groups.push(vec![found]);
                return;
            }
        }
    }

    fn may_be_misspelt(&self, word: usize) -> bool {
        let here = &self.passage.words[word];
        let acronym = here.capitals == Capitals::All && !here.capital_expected;
        here.kind == WordKind::Word && here.capitals != Capitals::None && !acronym && here.range.len() >= 6
    }

    fn read_misspelt(&self, word: usize, mentions: &[WordMention<'_>], names: &mut Names) {
        let text = self.passage.word(word);
        let length = text.chars().count();
        let supporters = self.supporters(word, names);
        let limit = if length >= LONG { 2 } else { 1 };
        let known = self.known(word);
        // A word of the language is no misspelling, unless a name is all there but for this word.
        if known.is_any() && supporters.is_empty() && !self.may_begin_whole(word) {
            return;
        }
        let near = self.names.near(text, self.passage.language, limit);
        let supported = near.iter().filter_map(|near| self.supported(near, word, &supporters, known.as_name, names));
        if let Some((group, found)) = supported.min_by_key(|(_, found)| plausibility(found, word)) {
            let words: Vec<usize> = found.parts.iter().map(|part| part.word).collect();
            let index = group.unwrap_or(names.groups.len());
            match group {
                Some(group) => names.groups[group] = vec![found],
                None => names.groups.push(vec![found]),
            }
            words.into_iter().for_each(|word| names.cover[word] = Some(index));
            return;
        }
        if known.is_any() {
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

    /// Whether a glossary name of several words may begin with something like this word.
    fn may_begin_whole(&self, word: usize) -> bool {
        self.passage.words.get(word + 1).is_some_and(|next| next.gap != Gap::Break)
    }

    fn near_match(&self, word: usize, near: NearWord) -> Match {
        let owner = self.form(near.form).owner;
        Match { owner, parts: vec![near_part(word, near)] }
    }

    /// Groups beside a word that its name may go on from.
    fn supporters(&self, word: usize, names: &Names) -> Vec<usize> {
        let neighbour = |index: Option<usize>| index.and_then(|index| names.cover.get(index).copied().flatten());
        let joined = |index: usize| self.passage.words.get(index).is_some_and(|word| word.gap == Gap::Space);
        let before = if joined(word) { neighbour(word.checked_sub(1)) } else { None };
        let after = if joined(word + 1) { neighbour(Some(word + 1)) } else { None };
        let mut supporters: Vec<usize> = before.into_iter().chain(after).collect();
        supporters.retain(|&group| self.names.owner(names.groups[group][0].owner).kind == Kind::Person);
        supporters
    }

    /// A near word together with the rest of its name, where that stands beside it; with the group that it extends.
    fn supported(
        &self,
        near: &NearWord,
        word: usize,
        supporters: &[usize],
        known_name: bool,
        names: &Names,
    ) -> Option<(Option<usize>, Match)> {
        let form = self.form(near.form);
        if self.names.owner(form.owner).kind != Kind::Person {
            return self.whole_but_one(near, word).map(|found| (None, found));
        }
        // Two people may well share a first name, and their surnames be alike.
        if known_name {
            return None;
        }
        let role = self.role(near.form, near.position);
        supporters.iter().find_map(|&group| {
            let found = names.groups[group].iter().find(|found| {
                found.owner == form.owner && found.parts.iter().all(|part| self.role(part.form, part.position) != role)
            })?;
            let given_name_first = match role {
                Role::Family => found.first() < word,
                Role::Given(_) => {
                    word < found.first()
                        && found.parts.iter().any(|part| self.role(part.form, part.position) == Role::Family)
                }
            };
            let mut extended = found.clone();
            extended.parts.push(near_part(word, near.clone()));
            extended.parts.sort_by_key(|part| part.word);
            let touches_ending = near.edit.suffix < 2 && near.edit.change == Change::Other;
            let agrees = !extended.agreement().is_empty();
            (given_name_first && (agrees || !touches_ending)).then_some((Some(group), extended))
        })
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
            let readings = self.readings(here);
            let reading = readings.iter().find(|r| r.form == near.form && r.position == position)?;
            let class = Class::Right;
            parts.push(Part {
                word: here,
                class,
                cells: reading.cells,
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
            let covered = cover[previous].map(|group| &groups[group][0]);
            let preposition = governed_cases(&self.passage.word(previous).to_lowercase(), self.passage.language);
            if before.kind == WordKind::Word && before.capitals == Capitals::First && preposition.is_none() {
                let known = self.known(previous);
                let first_name = known.as_first_name
                    || !known.is_any() && covered.is_none()
                    || covered.is_some_and(|found| self.is_given_name_alone(found));
                if first_name && covered.is_none_or(|found| self.is_given_name_alone(found)) {
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
    Part { word, class: Class::Near, cells, form, position, edit: Some(edit), spellings }
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
