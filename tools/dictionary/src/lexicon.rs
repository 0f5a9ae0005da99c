//! Names of lexicons, of which only the dictionary form is known.

use std::collections::BTreeMap;

use imenoslov::morphology::Case;
use imenoslov::morphology::dictionary::{Key, Paradigms, Tags, decode};
use imenoslov::morphology::guesser::{Guesser, NameKind};

use crate::lexeme::Lexeme;

/// Names of a lexicon with what they name. The Ukrainian dictionary does not tell first names, last names and
/// patronymics apart: this does.
#[derive(Debug, Default)]
pub struct Lexicon {
    kinds: BTreeMap<Vec<u8>, Tags>,
}

impl Lexicon {
    /// Adds a name in its dictionary form.
    pub fn add(&mut self, name: &str, kind: Tags) {
        if let Some(key) = Key::of(name) {
            let kinds = self.kinds.entry(key.bytes().to_vec()).or_default();
            *kinds = kinds.with(kind);
        }
    }

    /// Every name with what it can be.
    pub fn all(&self) -> impl Iterator<Item = (&[u8], Tags)> {
        self.kinds.iter().map(|(key, kinds)| (key.as_slice(), *kinds))
    }

    /// What a name can be; a last name if the list does not have it, as most personal names are.
    pub fn kinds(&self, name: &str) -> Tags {
        Key::of(name).and_then(|key| self.kinds.get(key.bytes())).copied().unwrap_or(Tags::LAST_NAME)
    }
}

/// What the names of lexicons name.
pub const KINDS: [(Tags, NameKind); 4] = [
    (Tags::FIRST_NAME, NameKind::First),
    (Tags::LAST_NAME, NameKind::Last),
    (Tags::PATRONYMIC, NameKind::Patronymic),
    (Tags::PLACE, NameKind::Place),
];

/// A name of the lexicon, declined like the dictionary names that end like it; none if no class of them suits.
pub fn infer(key: &[u8], tag: Tags, kind: NameKind, guesser: &Guesser<'_>, paradigms: Paradigms<'_>) -> Option<Lexeme> {
    let name: String = key.iter().map(|byte| decode(*byte)).collect();
    let guesses = guesser.guess(&name, kind);
    let guess = guesses.iter().find(|guess| {
        let tags = paradigms.tags(guess.id);
        tags.case() == Some(Case::Nominative) && guess.id.row == 0
    })?;
    let mut rows = paradigms.rows(guess.id.paradigm);
    let ending = rows.next()?.ending;
    let stem = name.strip_suffix(ending)?;
    let source = Tags::NAME.with(Tags::SUBSTANDARD);
    let named = |tags: Tags| tags.without(source).with(tag).with(Tags::PROPER).with(Tags::INFERRED);
    let forms = paradigms.rows(guess.id.paradigm).map(|row| (format!("{stem}{}", row.ending), named(row.tags)));
    Some(Lexeme { forms: forms.collect() })
}
