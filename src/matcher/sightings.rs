//! The written forms of a corpus: what one article alone leaves open, the others decide.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::{FxHashMap, FxHashSet};

use super::Name;
use crate::kind::Kind;
use crate::languages::Language;
use crate::morphology::{self, Contexts, Written, dictionary};
use crate::normalizer::{self, comparable};
use crate::recognizer::Mention;

/// A name as it is written in articles.
#[derive(Clone, Debug)]
pub(super) struct Sighting {
    pub language: Language,
    pub kind: Kind,
    pub surface: String,
    /// The dictionary form; empty before it is known.
    pub lemma: String,
    /// How many mentions are written so.
    pub count: usize,
    pub articles: BTreeSet<u32>,
    /// What the words around the mentions say about the form that it is.
    pub contexts: Contexts,
}

impl Sighting {
    fn written(&self) -> Written<'_> {
        let Sighting { language, kind, count, contexts, .. } = *self;
        Written { surface: &self.surface, language, kind, count, contexts }
    }

    /// The first sighting of a name, not counted yet.
    pub fn of(mention: Mention) -> Sighting {
        Sighting {
            language: mention.language,
            kind: mention.kind,
            surface: mention.surface,
            lemma: String::new(),
            count: 0,
            articles: BTreeSet::new(),
            contexts: Contexts::default(),
        }
    }
}

/// Takes apart names that the recognizer ran together, corrects rare kinds and gives every written form its dictionary
/// form; `decided` are names that people have decided on.
pub(super) fn settle(sightings: Vec<Sighting>, decided: &[Name]) -> Vec<Sighting> {
    let mut sightings = split_merged_names(with_lemmas(sightings));
    let known = Known::of(&sightings);
    for sighting in &mut sightings {
        settle_kind(sighting, &known);
    }
    let mut sightings = with_lemmas(sightings);
    let decided: FxHashSet<_> = decided.iter().map(|name| (name.language, name.kind, comparable(&name.text))).collect();
    let mut keys = KeysOfLemmas::of(&sightings);
    for sighting in &mut sightings {
        settle_lemma(sighting, &decided, &mut keys);
    }
    sightings
}

/// Gives each sighting the dictionary form that explains best how names of its language and kind are written.
fn with_lemmas(mut sightings: Vec<Sighting>) -> Vec<Sighting> {
    let written: Vec<Written<'_>> = sightings.iter().map(Sighting::written).collect();
    let lemmas = morphology::corpus_dictionary_forms(&written);
    sightings.iter_mut().zip(lemmas).for_each(|(sighting, lemma)| sighting.lemma = lemma);
    sightings
}

/// How often the dictionary forms of a corpus occur.
#[derive(Default)]
struct Known {
    /// By language, kind and dictionary form in small letters.
    counts: FxHashMap<(Language, Kind, String), usize>,
    /// By language and last word of a person's full name.
    surnames: FxHashMap<(Language, String), usize>,
    /// By kind and key ([`normalizer::fold`]), over both languages.
    keys: FxHashMap<(Kind, String), usize>,
}

impl Known {
    fn of(sightings: &[Sighting]) -> Known {
        let mut known = Known::default();
        for sighting in sightings {
            let lemma = sighting.lemma.to_lowercase();
            if sighting.kind == Kind::Person
                && let Some((_, surname)) = lemma.rsplit_once(' ')
            {
                *known.surnames.entry((sighting.language, surname.to_owned())).or_default() += sighting.count;
            }
            let key = normalizer::fold(&lemma, sighting.language);
            *known.keys.entry((sighting.kind, key)).or_default() += sighting.count;
            *known.counts.entry((sighting.language, sighting.kind, lemma)).or_default() += sighting.count;
        }
        known
    }

    fn count(&self, language: Language, kind: Kind, lemma: &str) -> usize {
        let lemma = lemma.to_lowercase();
        let as_surname =
            if kind == Kind::Person { self.surnames.get(&(language, lemma.clone())).copied().unwrap_or(0) } else { 0 };
        self.counts.get(&(language, kind, lemma)).copied().unwrap_or(0) + as_surname
    }
}

impl Known {
    /// How often names of the kind that are spelled alike, in either language, occur.
    fn alike(&self, language: Language, kind: Kind, lemma: &str) -> usize {
        let key = normalizer::fold(&lemma.to_lowercase(), language);
        self.keys.get(&(kind, key)).copied().unwrap_or(0).max(self.count(language, kind, lemma))
    }
}

/// A kind that a name has so many times more often than another is its kind.
const MORE_OFTEN: usize = 3;

/// Gives a written form the kind under which its name is well known: «Кремлю», once taken for a person, is a form of the
/// organisation «Кремль».
fn settle_kind(sighting: &mut Sighting, known: &Known) {
    let own = known.alike(sighting.language, sighting.kind, &sighting.lemma);
    if sighting.surface.contains(' ') {
        return;
    }
    let mut best: Option<(usize, Kind)> = None;
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != sighting.kind) {
        for candidate in morphology::candidates(&sighting.surface, sighting.language, kind) {
            let count = known.alike(sighting.language, kind, &candidate.lemma);
            if count >= own * MORE_OFTEN && best.is_none_or(|(most, _)| count > most) {
                best = Some((count, kind));
            }
        }
    }
    if let Some((_, kind)) = best {
        sighting.kind = kind;
    }
}

/// Two names in a row that the recognizer took for one person's, «зятя Трампа Джареда Кушнера», are parted where both are
/// known from elsewhere and the first can be no first name of the second.
fn split_merged_names(sightings: Vec<Sighting>) -> Vec<Sighting> {
    let known = Known::of(&sightings);
    let mut parted = Vec::with_capacity(sightings.len());
    for sighting in sightings {
        let own = known.count(sighting.language, sighting.kind, &sighting.lemma);
        let halves =
            if sighting.kind == Kind::Person && own == sighting.count { halves(&sighting, &known) } else { None };
        match halves {
            Some(halves) => parted.extend(halves),
            None => parted.push(sighting),
        }
    }
    with_lemmas(merged(parted))
}

fn halves(sighting: &Sighting, known: &Known) -> Option<[Sighting; 2]> {
    let known_as = |surface: &str| {
        let kinds = [Kind::Person, Kind::Place, Kind::Org];
        let found = kinds.into_iter().flat_map(|kind| {
            let candidates = morphology::candidates(surface, sighting.language, kind);
            candidates.into_iter().map(move |candidate| (kind, candidate.lemma))
        });
        let counted = found.map(|(kind, lemma)| (known.count(sighting.language, kind, &lemma), kind));
        counted
            .filter(|(count, _)| *count > sighting.count)
            .max_by_key(|(count, kind)| (*count, std::cmp::Reverse(*kind)))
    };
    sighting.surface.match_indices(' ').find_map(|(at, _)| {
        let (first, second) = (&sighting.surface[..at], &sighting.surface[at + 1..]);
        if !first.contains(' ') && is_first_name(first, sighting.language) {
            return None;
        }
        let ((_, first_kind), (_, second_kind)) = (known_as(first)?, known_as(second)?);
        let half = |surface: &str, kind| {
            let contexts = Contexts::default();
            Sighting { surface: surface.to_owned(), kind, contexts, ..sighting.clone() }
        };
        (second_kind == Kind::Person).then(|| [half(first, first_kind), half(second, second_kind)])
    })
}

fn is_first_name(word: &str, language: Language) -> bool {
    word.ends_with('.')
        || dictionary::readings(word, language).any(|reading| reading.tags().any(dictionary::Tags::FIRST_NAME))
}

/// Sightings of the same written form as one.
fn merged(sightings: Vec<Sighting>) -> Vec<Sighting> {
    let mut merged: BTreeMap<(Language, Kind, String), Sighting> = BTreeMap::new();
    for sighting in sightings {
        let key = (sighting.language, sighting.kind, sighting.surface.clone());
        match merged.get_mut(&key) {
            Some(known) => {
                known.count += sighting.count;
                known.articles.extend(sighting.articles);
            }
            None => {
                merged.insert(key, sighting);
            }
        }
    }
    merged.into_values().collect()
}

/// The keys of dictionary forms ([`normalizer::fold`]) by kind, and those of the forms that stand so in a text.
#[derive(Default)]
struct KeysOfLemmas {
    of_language: BTreeMap<Language, FxHashSet<(Kind, String)>>,
}

impl KeysOfLemmas {
    fn of(sightings: &[Sighting]) -> KeysOfLemmas {
        let mut keys = KeysOfLemmas::default();
        sightings.iter().for_each(|sighting| keys.add(sighting));
        keys
    }

    fn add(&mut self, sighting: &Sighting) {
        let key = normalizer::fold(&sighting.lemma, sighting.language);
        self.of_language.entry(sighting.language).or_default().insert((sighting.kind, key));
    }

    fn other_language_has(&self, lemma: &str, sighting: &Sighting) -> bool {
        let key = (sighting.kind, normalizer::fold(lemma, sighting.language));
        self.of_language.get(&sighting.language.other()).is_some_and(|keys| keys.contains(&key))
    }
}

/// Dictionary forms less likely than this are not considered, whatever the other language says.
const LEAST_WEIGHT: f32 = 0.005;

/// Of the possible dictionary forms takes one that people have decided on, else the one that the other language has too: «Майамі» is no form of «Майама», since
/// Russian articles have «Майами».
fn settle_lemma(sighting: &mut Sighting, decided: &FxHashSet<(Language, Kind, String)>, keys: &mut KeysOfLemmas) {
    let is_decided = |lemma: &str| decided.contains(&(sighting.language, sighting.kind, comparable(lemma)));
    if is_decided(&sighting.surface) {
        sighting.lemma.clone_from(&sighting.surface);
    }
    if is_decided(&sighting.lemma) {
        return;
    }
    let mut candidates = morphology::candidates(&sighting.surface, sighting.language, sighting.kind);
    candidates.retain(|candidate| candidate.weight >= LEAST_WEIGHT);
    let supported = candidates.iter().find(|candidate| is_decided(&candidate.lemma)).or_else(|| {
        let lone = !keys.other_language_has(&sighting.lemma, sighting);
        lone.then(|| candidates.iter().find(|candidate| keys.other_language_has(&candidate.lemma, sighting)))?
    });
    if let Some(candidate) = supported {
        sighting.lemma.clone_from(&candidate.lemma);
        // The other language's names, which come later, are to agree with this one rather than change places with it.
        keys.add(sighting);
    }
}
