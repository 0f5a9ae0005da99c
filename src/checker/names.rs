//! The names of a glossary, ready to be recognised in any of their forms.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::cells::Cells;
use super::spelling::{Capitals, Letters, Sameness, fold, lower, may_be_form, same_word, shared_by_forms, words};
use crate::glossary::{Entry, Glossary, Side, Status};
use crate::kind::Kind;
use crate::languages::Language;
use crate::languages::endings::NounEnding;
use crate::morphology::{self, Form, Gender, Hints, Number};
use crate::reader::Date;

/// What the glossary says of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// Right, or at least known: preferred, admitted, proposed; everything of an entry that is no entry by decision.
    Known,
    /// Wrong.
    Forbidden,
    /// Right from one day to another, wrong outside.
    Period(Option<Date>, Option<Date>),
}

/// One form of an entry in one language.
#[derive(Debug)]
pub(super) struct NameForm<'g> {
    /// Index into [`Names::owners`].
    pub owner: u32,
    pub language: Language,
    pub standing: Standing,
    /// The dictionary form.
    pub text: &'g str,
    /// How many words it has.
    pub length: u8,
    rows: OnceLock<Box<CaseForms>>,
}

impl NameForm<'_> {
    /// Whether some of its case forms have been made.
    pub fn is_inflected(&self) -> bool {
        self.rows.get().is_some()
    }
}

/// The case forms of a name: by the grammar of its own language and with the endings of the other one, each
/// [`Gendered`].
type CaseForms = [[LazyRows; 2]; 2];

/// What a form belongs to: an entry, or a refused pair (whose names are known, but mean nothing more).
#[derive(Clone, Copy, Debug)]
pub(super) struct Owner<'g> {
    pub entry: Option<&'g Entry>,
    pub kind: Kind,
    /// Whether a person stands behind it.
    pub approved: bool,
}

/// A word of a form, with where to find it.
#[derive(Clone, Copy, Debug)]
pub(super) struct IndexedWord {
    /// Index into [`Names::forms`].
    pub form: u32,
    /// Which word of the form.
    pub position: u8,
    /// Its bytes in the form's text.
    start: u16,
    end: u16,
    pub language: Language,
    /// Which letters it has, one bit each.
    pub letters: u32,
    /// How many letters.
    pub length: u8,
}

/// Case forms of a name, made when a text first needs them.
type LazyRows = OnceLock<Vec<Row>>;

/// Which case forms of a name are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gendered {
    /// Those that the name has as its bearer's gender shows or suggests.
    Likely,
    /// For a person whose gender is only guessed, those of the other gender: a name is better taken for known than for
    /// wrong.
    Unlikely,
}

/// A case form with its words.
#[derive(Debug)]
pub(super) struct Row {
    pub form: Form,
    pub text: String,
    pub words: Vec<Range<usize>>,
}

impl Row {
    pub fn word(&self, position: usize) -> Option<&str> {
        self.words.get(position).map(|range| &self.text[range.clone()])
    }
}

/// A word of a text read as a word of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    /// Index into [`Names::forms`].
    pub form: u32,
    /// Which word of the form.
    pub position: u8,
    /// The grammatical forms that it may have.
    pub cells: Cells,
    pub sameness: Sameness,
    /// The ending, where it is one that the inflection does not give to this name.
    pub ending: Option<NounEnding>,
}

/// Every form of a glossary with an index of their words. Building it takes time linear in the glossary and inflects
/// nothing; case forms are made when a text first needs them, and kept.
#[derive(Debug)]
pub(super) struct Names<'g> {
    /// From 1 on, another one for each glossary that was read.
    pub number: u64,
    pub owners: Vec<Owner<'g>>,
    pub forms: Vec<NameForm<'g>>,
    pub words: Vec<IndexedWord>,
    /// The [`beginning`] that all forms of a word share, with its index in `words`; ascending.
    index: Vec<(u64, u32)>,
    /// Forms of each owner: its range in `forms`.
    of_owner: Vec<Range<u32>>,
    genders: Vec<OnceLock<Option<Gender>>>,
    /// First letters of names that begin with no capital letter.
    lower_case_starts: Vec<char>,
}

/// By how many of its first letters a word is found, at most.
const LONGEST_BEGINNING: usize = 4;

/// At most [`LONGEST_BEGINNING`] letters as a number, shorter beginnings apart from longer ones. Letters beyond the first
/// plane of Unicode may share a number with others.
fn beginning(letters: &[char]) -> u64 {
    letters.iter().fold(0, |number, letter| number << 16 | u64::from(*letter as u16))
}

impl<'g> Names<'g> {
    pub fn new(glossary: &'g Glossary) -> Names<'g> {
        static LAST_NUMBER: AtomicU64 = AtomicU64::new(0);
        let mut names = Names {
            number: 1 + LAST_NUMBER.fetch_add(1, Ordering::Relaxed),
            owners: Vec::with_capacity(glossary.entries.len()),
            forms: Vec::with_capacity(glossary.entries.len() * 3),
            words: Vec::with_capacity(glossary.entries.len() * 6),
            index: Vec::with_capacity(glossary.entries.len() * 6),
            of_owner: Vec::with_capacity(glossary.entries.len()),
            genders: Vec::new(),
            lower_case_starts: Vec::new(),
        };
        for entry in &glossary.entries {
            let first = names.forms.len() as u32;
            let owner = names.owners.len() as u32;
            let approved = entry.status == Status::Approved;
            names.owners.push(Owner { entry: Some(entry), kind: entry.kind, approved });
            for language in Language::ALL {
                let Some(side) = entry.side(language) else { continue };
                let known = side.preferred.iter().chain(&side.admitted).chain(&side.proposed);
                known.for_each(|text| names.add(owner, language, Standing::Known, text));
                let wrong = if entry.status == Status::Rejected { Standing::Known } else { Standing::Forbidden };
                side.forbidden.iter().for_each(|text| names.add(owner, language, wrong, text));
                for period in &side.periods {
                    names.add(owner, language, Standing::Period(period.since, period.until), &period.form);
                }
            }
            names.of_owner.push(first..names.forms.len() as u32);
        }
        for pair in &glossary.rejected_pairs {
            for (language, text) in [(Language::Russian, &pair.ru), (Language::Ukrainian, &pair.uk)] {
                let owner = names.owners.len() as u32;
                let first = names.forms.len() as u32;
                names.owners.push(Owner { entry: None, kind: pair.kind, approved: false });
                names.add(owner, language, Standing::Known, text);
                names.of_owner.push(first..names.forms.len() as u32);
            }
        }
        names.index.sort_unstable();
        names.genders.resize_with(names.owners.len(), OnceLock::new);
        names
    }

    fn add(&mut self, owner: u32, language: Language, standing: Standing, text: &'g str) {
        let form = self.forms.len() as u32;
        let mut length = 0u8;
        for range in words(text).take(usize::from(u8::MAX)) {
            let Ok(end) = u16::try_from(range.end) else { break };
            let folded = Letters::of(&text[range.clone()]);
            if length == 0
                && !text[range.start..].starts_with(char::is_uppercase)
                && let Some(first) = folded.first()
                && !self.lower_case_starts.contains(first)
            {
                self.lower_case_starts.push(*first);
            }
            let key = beginning(&folded[..shared_by_forms(&folded).min(LONGEST_BEGINNING)]);
            self.index.push((key, self.words.len() as u32));
            let letters = folded.iter().fold(0, |all, c| all | letter_bit(*c));
            let (start, count) = (range.start as u16, folded.len() as u8);
            self.words.push(IndexedWord { form, position: length, start, end, language, letters, length: count });
            length += 1;
        }
        self.forms.push(NameForm { owner, language, standing, text, length, rows: OnceLock::new() });
    }

    /// For each owner whether one of its names, the last word of one or the id of its entry is in a list of lower-case
    /// names.
    pub fn may_be_lower_case(&self, listed: &[String]) -> Vec<bool> {
        let is_listed = |name: &str| {
            let mut letters = name.chars().map(lower);
            let first = letters.next();
            let mut begins_alike = listed.iter().filter(|listed| listed.chars().next() == first);
            begins_alike.any(|listed| listed.chars().skip(1).eq(letters.clone()))
        };
        let last_word = |name: &'g str| name.rsplit(' ').next().unwrap_or(name);
        (0..self.owners.len() as u32)
            .map(|owner| {
                self.owner(owner).entry.is_some_and(|entry| is_listed(&entry.id))
                    || self.forms_of(owner).any(|(_, form)| is_listed(form.text) || is_listed(last_word(form.text)))
            })
            .collect()
    }

    /// Whether a name of the glossary may begin with this word, which has no capital.
    pub fn may_begin_with(&self, word: &str) -> bool {
        word.chars().next().is_some_and(|c| self.lower_case_starts.contains(&fold(c)))
    }

    pub fn form(&self, form: u32) -> &NameForm<'g> {
        &self.forms[form as usize]
    }

    pub fn owner(&self, owner: u32) -> &Owner<'g> {
        &self.owners[owner as usize]
    }

    /// The forms of one owner, with their indices.
    pub fn forms_of(&self, owner: u32) -> impl Iterator<Item = (u32, &NameForm<'g>)> {
        self.of_owner[owner as usize].clone().map(|form| (form, self.form(form)))
    }

    /// The words of one form, in order.
    pub fn words_of(&self, form: u32) -> impl Iterator<Item = &IndexedWord> {
        let first = self.words.partition_point(|word| word.form < form);
        self.words[first..].iter().take_while(move |word| word.form == form)
    }

    /// The dictionary form of an indexed word.
    pub fn word(&self, word: &IndexedWord) -> &'g str {
        &self.form(word.form).text[usize::from(word.start)..usize::from(word.end)]
    }

    /// The case forms of a name as a text in `language` may write them: by the grammar of the name's own language, and
    /// for a name of the other language also with the endings of this one.
    pub fn rows(&self, form: u32, language: Language, gendered: Gendered) -> impl Iterator<Item = &[Row]> {
        let name = self.form(form);
        let grammars = if name.language == language { 1 } else { 2 };
        [name.language, language].into_iter().take(grammars).enumerate().map(move |(index, grammar)| {
            let rows = name.rows.get_or_init(Default::default);
            rows[index][gendered as usize].get_or_init(|| self.inflect(name, grammar, gendered)).as_slice()
        })
    }

    fn inflect(&self, name: &NameForm<'g>, grammar: Language, gendered: Gendered) -> Vec<Row> {
        let owner = self.owner(name.owner);
        let side = owner.entry.and_then(|entry| entry.side(name.language));
        let mut hints = side.map(|side| hints(side, name.text)).unwrap_or_default();
        let is_certain = owner.kind != Kind::Person || hints.gender.is_some() || hints.indeclinable;
        if !is_certain {
            hints.gender = self.gender(name.owner);
        }
        if gendered == Gendered::Unlikely {
            if is_certain {
                return Vec::new();
            }
            hints.gender = Some(match hints.gender {
                Some(Gender::Feminine) => Gender::Masculine,
                _ => Gender::Feminine,
            });
        }
        let rows = morphology::paradigm(name.text, grammar, owner.kind, &hints).into_iter();
        rows.map(|(form, text)| Row { form, words: words(&text).collect(), text })
            // A word count that differs from the dictionary form's would put words under wrong positions.
            .filter(|row: &Row| row.words.len() == usize::from(name.length))
            .collect()
    }

    /// The gender of a person, as people wrote it or as the names show it. Where those of the two languages disagree one
    /// of them is misread, and most people in the news are men.
    fn gender(&self, owner: u32) -> Option<Gender> {
        *self.genders[owner as usize].get_or_init(|| {
            let entry = self.owner(owner).entry?;
            let of_side = |language: Language| {
                let side = entry.side(language)?;
                let shown = || {
                    let name = side.best_form()?;
                    let rows = morphology::paradigm(name, language, entry.kind, &Hints::default());
                    rows.first().and_then(|(form, _)| form.gender)
                };
                side.gender.or_else(shown)
            };
            let mut genders = Language::ALL.into_iter().filter_map(of_side);
            let first = genders.next()?;
            let is_man = first == Gender::Masculine || genders.any(|gender| gender == Gender::Masculine);
            Some(if is_man { Gender::Masculine } else { first })
        })
    }

    /// The words of names that a word of a text may be a form of, as indices into [`Names::words`]. Inflects nothing.
    /// `lower_case`: for each owner whether a name that the glossary capitalises may stand in lower case; empty where
    /// none may.
    pub fn candidates(&self, word: &str, lower_case: &[bool]) -> Vec<u32> {
        let folded: Vec<char> = word.chars().map(fold).collect();
        let capitals = Capitals::of(word);
        let mut candidates = Vec::new();
        for length in 1..=folded.len().min(LONGEST_BEGINNING) {
            let key = beginning(&folded[..length]);
            let first = self.index.partition_point(|(known, _)| *known < key);
            for &(_, index) in self.index[first..].iter().take_while(|(known, _)| *known == key) {
                let indexed = &self.words[index as usize];
                let dictionary_form = self.word(indexed);
                let may_be_lower = || {
                    let owner = self.form(indexed.form).owner as usize;
                    lower_case.get(owner).copied().unwrap_or(false) && Capitals::of(dictionary_form) == Capitals::First
                };
                if may_be_form(&folded, dictionary_form)
                    && (capitals_fit(capitals, dictionary_form, indexed.position) || may_be_lower())
                {
                    candidates.push(index);
                }
            }
        }
        candidates.sort_unstable();
        candidates
    }

    /// Whether a name is in the glossary as it is written here, and not forbidden.
    pub fn has_name(&self, name: &str) -> bool {
        let Some(first) = words(name).next() else { return false };
        self.candidates(&name[first], &[]).into_iter().any(|index| {
            let form = self.form(self.words[index as usize].form);
            form.standing == Standing::Known && form.text == name
        })
    }

    /// A word of a text in `language` as a form of an indexed word.
    pub fn reading(&self, word: &str, index: u32, language: Language) -> Option<Reading> {
        let indexed = &self.words[index as usize];
        let position = usize::from(indexed.position);
        let read = |rows: &[Row]| {
            let mut found: Option<Reading> = None;
            for row in rows {
                let Some(sameness) = row.word(position).and_then(|form| same_word(word, form)) else { continue };
                let reading = found.get_or_insert(Reading {
                    form: indexed.form,
                    position: indexed.position,
                    cells: Cells::default(),
                    sameness,
                    ending: None,
                });
                reading.cells.insert(row.form);
                reading.sameness = reading.sameness.max(sameness);
            }
            found
        };
        [Gendered::Likely, Gendered::Unlikely]
            .into_iter()
            .find_map(|gendered| self.rows(indexed.form, language, gendered).find_map(read))
            .or_else(|| self.reading_as_noun(word, indexed))
    }

    /// A word as a form of a person's name that declines like a noun where the inflection has it otherwise.
    fn reading_as_noun(&self, word: &str, indexed: &IndexedWord) -> Option<Reading> {
        if self.owner(self.form(indexed.form).owner).kind != Kind::Person {
            return None;
        }
        let (letters, dictionary_form) = (Letters::of(word), Letters::of(self.word(indexed)));
        let ending = NounEnding::read(&dictionary_form, letters.strip_prefix(&*dictionary_form)?)?;
        let mut cells = Cells::default();
        for &case in ending.cases {
            cells.insert(Form { case, number: Number::Singular, gender: Some(Gender::Masculine) });
        }
        let sameness = Sameness::Exact;
        Some(Reading { form: indexed.form, position: indexed.position, cells, sameness, ending: Some(ending) })
    }
}

/// What people said about the inflection of a side's preferred name; of its other forms only the gender holds.
fn hints(side: &Side, text: &str) -> Hints {
    let preferred = side.preferred.as_deref() == Some(text);
    Hints {
        gender: side.gender,
        indeclinable: preferred && side.indeclinable,
        forms: if preferred { side.forms.clone() } else { Default::default() },
    }
}

/// Whether a word of a text is capitalised enough for a word of a name.
fn capitals_fit(capitals: Capitals, dictionary_form: &str, position: u8) -> bool {
    match Capitals::of(dictionary_form) {
        Capitals::None => true,
        Capitals::First => capitals != Capitals::None || position > 0,
        Capitals::All => capitals == Capitals::All,
    }
}

/// One of 32 bits for a folded letter.
pub(super) fn letter_bit(c: char) -> u32 {
    1 << (u32::from(c) % 32)
}
