//! The right form in the grammatical form, capitals and typography of what was found.

use std::ops::{Range, RangeInclusive};

use super::cells::Slots;
use super::government::without_locative;
use super::matching::{Class, Match, Matcher, Part, Role};
use super::names::{Gendered, Row, Standing};
use super::passage::{Gap, WordKind};
use super::quotes;
use super::spelling::{Capitals, fold};
use crate::kind::Kind;
use crate::languages::endings::{NounEnding, has_long_dative};
use crate::languages::prepositions::adapted;
use crate::morphology::{Case, Number};

/// Words of a passage and what to write instead of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Correction {
    pub words: RangeInclusive<usize>,
    pub text: String,
}

/// A name that text is to be brought to, and which of its words are wanted.
struct Target {
    /// Index into the forms of the glossary.
    form: u32,
    /// `None`: the whole name.
    position: Option<u8>,
}

impl Matcher<'_, '_> {
    /// Which words a finding about `found` covers: of a person's name those that differ from the right one, else all.
    pub fn offending_words(&self, found: &Match) -> RangeInclusive<usize> {
        let wrong = |part: &&Part| part.class != Class::Right || self.passage.words[part.word].mixed_script;
        let person = self.names.owner(found.owner).kind == Kind::Person;
        let whole = found.first()..=found.last();
        if !person || found.parts.iter().any(|part| wrong(&part) && self.word_target(part, found).is_none()) {
            return whole;
        }
        let first = found.parts.iter().find(wrong);
        let last = found.parts.iter().rfind(wrong);
        first.zip(last).map_or(whole, |(first, last)| first.word..=last.word)
    }

    /// What to write instead of these words of `found`; `None` where that is not certain. `source` is the article's
    /// text, `apostrophe` the apostrophe that it uses elsewhere.
    pub fn correction(
        &self,
        found: &Match,
        words: RangeInclusive<usize>,
        source: &str,
        apostrophe: Option<char>,
    ) -> Option<Correction> {
        let whole = *words.start() == found.first() && *words.end() == found.last();
        let by_words = found
            .parts
            .iter()
            .filter(|part| words.contains(&part.word) && part.class != Class::Right)
            .all(|part| self.word_target(part, found).is_some());
        let person = self.names.owner(found.owner).kind == Kind::Person;
        let text = if person && by_words {
            self.corrected_word_by_word(found, words.clone(), source)?
        } else if whole {
            self.corrected_whole(found, source)?
        } else {
            return None;
        };
        let text = self.with_marks_as_found(text, &words);
        let text = with_apostrophe(&text, &source[self.source_range(&words)], apostrophe);
        Some(self.with_preposition(Correction { words, text }, source))
    }

    /// The bytes of the file that these words came from.
    pub fn source_range(&self, words: &RangeInclusive<usize>) -> Range<usize> {
        self.passage.text.source_range(self.range(words))
    }

    /// The same, with the quotation mark behind them that closes what a mark between them opens.
    pub fn name_range(&self, words: &RangeInclusive<usize>) -> Range<usize> {
        let Range { start, end } = self.range(words);
        let mark = self.closing_mark(words).map_or(0, char::len_utf8);
        self.passage.text.source_range(start..end + mark)
    }

    fn range(&self, words: &RangeInclusive<usize>) -> Range<usize> {
        self.passage.words[*words.start()].range.start..self.passage.words[*words.end()].range.end
    }

    fn closing_mark(&self, words: &RangeInclusive<usize>) -> Option<char> {
        let (range, text) = (self.range(words), &self.passage.text.text);
        quotes::closing_mark(&text[range.end..]).filter(|_| quotes::is_open(&text[range]))
    }

    /// A suggestion for these words that fits the quotation marks in and around them.
    fn with_marks_as_found(&self, mut suggestion: String, words: &RangeInclusive<usize>) -> String {
        let (range, text) = (self.range(words), &self.passage.text.text);
        if let Some(mark) = self.closing_mark(words).filter(|_| quotes::is_open(&suggestion)) {
            suggestion.push(mark);
        }
        let is_quoted =
            quotes::ends_with_opening_mark(&text[..range.start]) && quotes::closing_mark(&text[range.end..]).is_some();
        match quotes::without_marks(&suggestion) {
            Some(bare) if is_quoted => bare.to_owned(),
            _ => suggestion,
        }
    }

    fn corrected_word_by_word(&self, found: &Match, words: RangeInclusive<usize>, source: &str) -> Option<String> {
        let mut text = String::new();
        let mut end = self.source_range(&words).start;
        for word in words {
            let range = self.source_range(&(word..=word));
            text.push_str(&source[end..range.start]);
            match found.parts.iter().find(|part| part.word == word) {
                Some(part) if part.class != Class::Right => {
                    let target = self.word_target(part, found)?;
                    let replacement = self.inflected(&target, found, part)?;
                    text.push_str(&self.capitalised(&replacement, part));
                }
                Some(part) if self.passage.words[part.word].mixed_script => text.push_str(self.passage.word(word)),
                _ => text.push_str(&source[range.clone()]),
            }
            end = range.end;
        }
        Some(text)
    }

    fn corrected_whole(&self, found: &Match, source: &str) -> Option<String> {
        if found.parts.iter().all(|part| part.class == Class::Right) && !self.is_forbidden_whole(found) {
            let separators = self.separators(found, source);
            let mut words = found.parts.iter().map(|part| self.passage.word(part.word));
            let mut text = words.next()?.to_owned();
            words.zip(separators).for_each(|(word, separator)| text.extend([separator, word]));
            return Some(text);
        }
        let part = found.parts.iter().max_by_key(|part| part.class)?;
        let form = match part.class {
            Class::Near if self.form(part.form).standing == Standing::Known => part.form,
            Class::OtherLanguage => self.counterpart(found.owner, found.parts.len())?,
            _ => self.preferred(found.owner)?,
        };
        let replacement = self.inflected(&Target { form, position: None }, found, part)?;
        let words: Vec<Range<usize>> = super::spelling::words(&replacement).collect();
        if words.len() != found.parts.len() {
            let is_markup = |c: char| matches!(c, '<' | '>' | '&' | '*' | '_' | '[' | ']');
            if self.separators(found, source).iter().any(|separator| separator.contains(is_markup)) {
                return None;
            }
            let in_capitals = found.parts.iter().all(|part| self.is_in_capitals(part));
            return Some(if in_capitals { replacement.to_uppercase() } else { replacement });
        }
        let separators = self.separators(found, source);
        let mut text = String::new();
        let mut end = 0;
        for (i, (range, part)) in words.into_iter().zip(&found.parts).enumerate() {
            let between = &replacement[end..range.start];
            match i.checked_sub(1).and_then(|i| separators.get(i)) {
                // Spaces stay as they are, and so does markup between the words.
                Some(separator) if between == " " && !separator.is_empty() && *separator != "-" => {
                    text.push_str(separator);
                }
                _ => text.push_str(between),
            }
            text.push_str(&self.capitalised(&replacement[range.clone()], part));
            end = range.end;
        }
        text.push_str(&replacement[end..]);
        Some(text)
    }

    /// What the file has between the words of a match.
    fn separators<'s>(&self, found: &Match, source: &'s str) -> Vec<&'s str> {
        let range = |part: &Part| self.source_range(&(part.word..=part.word));
        found.parts.windows(2).map(|pair| &source[range(&pair[0]).end..range(&pair[1]).start]).collect()
    }

    /// Whether the match is, as a whole, a form that the glossary forbids and no form that it knows, though each of
    /// its words is right elsewhere.
    pub fn is_forbidden_whole(&self, found: &Match) -> bool {
        let is_form = |form: u32| {
            usize::from(self.form(form).length) == found.parts.len()
                && found.parts.iter().enumerate().all(|(position, part)| {
                    self.candidates(part.word).iter().any(|candidate| {
                        candidate.form == form
                            && usize::from(candidate.position) == position
                            && self.reading(part.word, candidate).is_some()
                    })
                })
        };
        let mut forbidden = false;
        for (form, name) in self.names.forms_of(found.owner) {
            if name.language != self.passage.language || found.parts.len() < 2 || !is_form(form) {
                continue;
            }
            match name.standing {
                Standing::Known => return false,
                _ => forbidden |= self.names.owner(found.owner).approved && name.standing == Standing::Forbidden,
            }
        }
        forbidden
    }

    /// The form to write in this language: the preferred one, else the only one that is right.
    pub fn preferred(&self, owner: u32) -> Option<u32> {
        let side = self.names.owner(owner).entry?.side(self.passage.language)?;
        let text = match (&side.preferred, &side.admitted[..]) {
            (Some(preferred), _) => preferred,
            (None, [admitted]) => admitted,
            _ => return None,
        };
        let mut forms = self.names.forms_of(owner);
        forms.find(|(_, form)| form.language == self.passage.language && form.text == text).map(|(index, _)| index)
    }

    /// What a name of the other language with so many words is in this one: the preferred form, unless only another
    /// right form has as many words («Еврокомиссия» beside «Европейская комиссия»).
    fn counterpart(&self, owner: u32, words: usize) -> Option<u32> {
        let preferred = self.preferred(owner)?;
        if usize::from(self.form(preferred).length) == words {
            return Some(preferred);
        }
        let mut others = self.names.forms_of(owner).filter(|(_, form)| {
            form.language == self.passage.language
                && form.standing == Standing::Known
                && usize::from(form.length) == words
        });
        match (others.next(), others.next()) {
            (Some((other, _)), None) => Some(other),
            _ => Some(preferred),
        }
    }

    /// Which word of which name a wrong word of a personal name should be; `None` where only the whole name can be
    /// replaced.
    fn word_target(&self, part: &Part, found: &Match) -> Option<Target> {
        let form = self.form(part.form);
        if part.class == Class::Near && form.standing == Standing::Known {
            return Some(Target { form: part.form, position: Some(part.position) });
        }
        let preferred = self.preferred(found.owner)?;
        let length = self.form(preferred).length;
        let position = match self.role(part.form, part.position) {
            Role::Family => length - 1,
            Role::Given(position) if form.length == length => position,
            Role::Given(0) if length > 1 => 0,
            Role::Given(_) => return None,
        };
        Some(Target { form: preferred, position: Some(position) })
    }

    /// The target in the case, number and gender of the match; `None` where several would fit.
    fn inflected(&self, target: &Target, found: &Match, part: &Part) -> Option<String> {
        // A misspelling is of the form that it is closest to.
        if let (true, Some(_), [spelling]) = (target.form == part.form, target.position, &part.spellings[..]) {
            return Some(spelling.clone());
        }
        if let (Some(ending), Some(position)) = (part.ending, target.position) {
            let words: Vec<&str> = super::spelling::words(self.form(target.form).text)
                .map(|range| &self.form(target.form).text[range])
                .collect();
            let word = words.get(usize::from(position))?;
            let letters: Vec<char> = word.chars().map(fold).collect();
            let text = format!("{word}{}", ending.of(self.passage.language));
            let keeps_ending =
                NounEnding::read(&letters, &ending.of(self.passage.language).chars().collect::<Vec<_>>());
            return keeps_ending.map(|_| text);
        }
        let kind = self.names.owner(found.owner).kind;
        let own = part.cells.of_any_gender().narrowed(Slots::ALL.narrowed(found.agreement()));
        let government = self.government(found.first(), kind);
        // «Из Вильно»: what stands in the nominative where it cannot was meant as indeclinable.
        if government.certain && own.and(government.slots).is_empty() {
            let undeclined = own.contains(Case::Nominative, Number::Singular);
            let slots = government.slots.and(Slots::of_number(Number::Singular));
            return undeclined.then(|| self.only_form(target, slots, part)).flatten();
        }
        let singular = own.narrowed(Slots::of_number(Number::Singular));
        let possible = if government.certain { singular } else { without_locative(singular) };
        let mut narrower = vec![own, singular, possible, possible.narrowed(government.slots)];
        // People have the accusative of the genitive, not of the nominative.
        let nominative = Slots::of(Case::Nominative, Number::Singular);
        let accusative = Slots::of(Case::Accusative, Number::Singular);
        if kind == Kind::Person && !government.certain && possible == nominative.or(accusative) {
            narrower.push(nominative);
        }
        narrower.into_iter().find_map(|slots| self.only_form(target, slots, part))
    }

    fn only_form(&self, target: &Target, slots: Slots, part: &Part) -> Option<String> {
        let mut forms = self.forms_in(target, slots, part);
        (forms.len() == 1).then(|| forms.pop()).flatten()
    }

    /// The different forms of the target in any of these cases and numbers; of equal endings the one that the part has.
    fn forms_in(&self, target: &Target, slots: Slots, part: &Part) -> Vec<String> {
        let mut forms: Vec<String> = Vec::new();
        let like = self.passage.word(part.word);
        let rows_of =
            |gendered| self.names.rows(target.form, self.passage.language, gendered).next().unwrap_or_default();
        let likely = rows_of(Gendered::Likely);
        let likely_gender = likely.first().and_then(|row| row.form.gender);
        let is_unlikely =
            likely_gender.is_some() && !part.cells.has_gender(likely_gender) && !part.cells.has_gender(None);
        let all: Vec<&Row> = match is_unlikely {
            true => likely.iter().chain(rows_of(Gendered::Unlikely)).collect(),
            false => likely.iter().collect(),
        };
        let text = |row: &Row| match target.position {
            Some(position) => row.word(usize::from(position)).map(str::to_owned),
            None => Some(row.text.clone()),
        };
        let kind = self.names.owner(self.form(target.form).owner).kind;
        let has_number = |number| all.iter().any(|row| row.form.number == number);
        for number in [Number::Singular, Number::Plural] {
            for case in slots.cases_in(number) {
                let fits = |row: &&Row| row.form.case == case && (row.form.number == number || !has_number(number));
                let same_gender = |row: &&Row| row.form.gender.is_none() || part.cells.has_gender(row.form.gender);
                let mut rows: Vec<&Row> = all.iter().copied().filter(fits).filter(same_gender).collect();
                if rows.is_empty() {
                    rows = likely.iter().filter(fits).collect();
                }
                if target.form == part.form && !part.spellings.is_empty() {
                    let is_closest = |word: &str| part.spellings.iter().any(|spelling| spelling == word);
                    rows.retain(|row| row.word(usize::from(part.position)).is_some_and(is_closest));
                }
                let datives: Vec<&str> = match case {
                    Case::Locative if kind != Kind::Person => {
                        all.iter().filter(|row| row.form.case == Case::Dative).map(|row| row.text.as_str()).collect()
                    }
                    _ => Vec::new(),
                };
                // Of several forms with one meaning the one with the ending that was found; in the locative of things
                // the one that only the locative has («у Відні» beside «у Відню», «у Києві» beside «у Києву»); else the
                // first is the usual one.
                let is_long = |form: &str| has_long_dative(form, self.passage.language);
                let best = rows.iter().filter_map(|row| Some((text(row)?, datives.contains(&row.text.as_str()))));
                let best = best.min_by_key(|(form, dative)| {
                    // «Києві» only looks like a dative in -еві.
                    let may_be_long = *dative || datives.is_empty();
                    (may_be_long && is_long(form) != is_long(like), *dative)
                });
                if let Some((form, _)) = best
                    && !forms.contains(&form)
                {
                    forms.push(form);
                }
            }
        }
        forms
    }

    /// Whether a word stands in capitals that it does not have in the glossary.
    fn is_in_capitals(&self, part: &Part) -> bool {
        self.passage.words[part.word].capitals == Capitals::All
            && self.dictionary_word(part).is_none_or(|word| Capitals::of(word) != Capitals::All)
    }

    fn dictionary_word(&self, part: &Part) -> Option<&str> {
        let text = self.form(part.form).text;
        super::spelling::words(text).nth(usize::from(part.position)).map(|range| &text[range])
    }

    /// A replacement with the capitals of the word that it replaces.
    fn capitalised(&self, replacement: &str, part: &Part) -> String {
        if self.is_in_capitals(part) {
            return replacement.to_uppercase();
        }
        let lowered = self.passage.words[part.word].capitals == Capitals::None
            && self.dictionary_word(part).is_some_and(|word| Capitals::of(word) == Capitals::First);
        if lowered { replacement.to_lowercase() } else { replacement.to_owned() }
    }

    /// Takes in the preposition where it must change with the name.
    fn with_preposition(&self, correction: Correction, source: &str) -> Correction {
        let first = *correction.words.start();
        let Some(previous) = self.passage.previous(first).filter(|&word| self.is_plain_word(word)) else {
            return correction;
        };
        let word = self.passage.word(previous);
        let Some(changed) = adapted(
            &word.to_lowercase(),
            self.passage.word(first),
            correction.text.trim_start_matches(|c: char| !c.is_alphanumeric()),
            self.passage.before(previous),
            self.passage.language,
        ) else {
            return correction;
        };
        let capital = word.chars().next().is_some_and(char::is_uppercase);
        let all_capitals = capital && self.passage.words[first].capitals == Capitals::All;
        let changed = match changed.chars().next() {
            _ if all_capitals && self.passage.word(first).chars().nth(1).is_some() => changed.to_uppercase(),
            Some(initial) if capital => initial.to_uppercase().chain(changed.chars().skip(1)).collect(),
            _ => changed.to_owned(),
        };
        let between = self.source_range(&(previous..=previous)).end..self.source_range(&(first..=first)).start;
        let text = format!("{changed}{}{}", &source[between], correction.text);
        Correction { words: previous..=*correction.words.end(), text }
    }

    fn is_plain_word(&self, word: usize) -> bool {
        self.passage.words[word].kind == WordKind::Word && self.passage.words[word + 1].gap != Gap::Break
    }
}

/// A suggestion with the apostrophe that the text uses.
fn with_apostrophe(suggestion: &str, found: &str, elsewhere: Option<char>) -> String {
    let is_apostrophe = |c: &char| fold(*c) == '\'';
    match found.chars().find(is_apostrophe).or(elsewhere) {
        Some(style) => suggestion.chars().map(|c| if is_apostrophe(&c) { style } else { c }).collect(),
        None => suggestion.to_owned(),
    }
}
