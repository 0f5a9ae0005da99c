//! The lexicons in data/matcher: names that are listed as one (exonyms, acronyms, translated words), forms of first
//! names, and what words do in names.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::letters::{self, Script};
use super::spelling::{self, Spelled};
use super::words::{Parts, Role, Word};
use crate::kind::Kind;
use crate::languages::Language;

/// A line of places.tsv or concepts.tsv: names of one thing.
pub(super) type ConceptId = u16;

/// Names of places in both languages, from the CLDR: code ⇥ en ⇥ ru ⇥ uk; alternatives are separated by `;`.
static PLACES: &str = include_str!("../../data/matcher/places.tsv");
/// Names of organisations and words of their names: class ⇥ ru ⇥ uk ⇥ Latin; alternatives are separated by `;`.
static CONCEPTS: &str = include_str!("../../data/matcher/concepts.tsv");
/// Acronyms of both languages, in the same columns.
static ACRONYMS: &str = include_str!("../../data/matcher/acronyms.tsv");
/// First names that spelling alone does not relate: Russian ⇥ Ukrainian, sorted by the Russian one.
static FIRST_NAMES: &str = include_str!("../../data/matcher/first_names.tsv");
/// First names with their usual counterparts and short forms: Russian ⇥ Ukrainian ⇥ Latin, separated by spaces.
static GIVEN_NAMES: &str = include_str!("../../data/matcher/given_names.tsv");
/// What words do in names: role ⇥ language ⇥ words.
static ROLES: &str = include_str!("../../data/matcher/roles.tsv");

/// The lines of a table without comments, split into fields.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split('\t').map(str::trim).collect())
}

fn alternatives(field: &str) -> impl Iterator<Item = &str> {
    field.split(';').map(str::trim).filter(|name| !name.is_empty())
}

struct Concepts {
    by_key: FxHashMap<(Language, String), Vec<ConceptId>>,
    weights: Vec<f64>,
    /// The Russian and the Ukrainian field of each line.
    names: Vec<[&'static str; 2]>,
    longest: usize,
}

static ALL_CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    let mut concepts = Concepts { by_key: FxHashMap::default(), weights: Vec::new(), names: Vec::new(), longest: 1 };
    for row in rows(CONCEPTS) {
        if let [class, ru, uk, ref rest @ ..] = row[..] {
            concepts.add(class_weight(class), [ru, uk, rest.first().copied().unwrap_or_default()]);
        }
    }
    for row in rows(PLACES) {
        if let [_, en, ru, uk] = row[..] {
            concepts.add(class_weight("place"), [ru, uk, en]);
        }
    }
    for row in rows(ACRONYMS) {
        if let [class, ru, uk, en] = row[..]
            && !concepts.relates(ru, uk)
        {
            concepts.add(class_weight(class), [ru, uk, en]);
        }
    }
    concepts
});

/// How much a word of a class tells one organisation from another.
fn class_weight(class: &str) -> f64 {
    match class {
        "head" => 0.4,
        "office" => 0.8,
        "word" => 0.8,
        "place" => 0.55,
        "legal" => 0.1,
        _ => 1.0,
    }
}

impl Concepts {
    fn add(&mut self, weight: f64, [ru, uk, latin]: [&'static str; 3]) {
        let id = ConceptId::try_from(self.weights.len()).expect("the tables have fewer than 65,536 lines");
        self.weights.push(weight);
        self.names.push([ru, uk]);
        for (language, field) in [
            (Language::Russian, ru),
            (Language::Ukrainian, uk),
            (Language::Russian, latin),
            (Language::Ukrainian, latin),
        ] {
            for name in alternatives(field) {
                let words = Parts::of_words(name, language);
                self.longest = self.longest.max(words.len());
                let ids = self.by_key.entry((language, phrase_key(&words))).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }

    /// Whether a line has both names already.
    fn relates(&self, ru: &str, uk: &str) -> bool {
        let ids = |text, language| self.by_key.get(&(language, phrase_key(&Parts::of_words(text, language))));
        matches!(
            (ids(ru, Language::Russian), ids(uk, Language::Ukrainian)),
            (Some(x), Some(y)) if x.iter().any(|id| y.contains(id))
        )
    }

    fn find(&self, words: &[Word], language: Language) -> Option<&Vec<ConceptId>> {
        if let [word] = words
            && word.skeleton.chars().nth(2).is_some()
            && let found @ Some(_) = self.by_key.get(&(language, word.skeleton.to_uppercase()))
        {
            return found;
        }
        self.by_key.get(&(language, phrase_key(words))).or_else(|| {
            // Words in capitals may be words in a headline.
            let stems: Vec<&str> = words.iter().map(key_stem).collect();
            self.by_key.get(&(language, stems.join(" ")))
        })
    }
}

fn key_stem(word: &Word) -> &str {
    if word.script == Script::Cyrillic { letters::stem(&word.skeleton) } else { &word.skeleton }
}

/// Acronyms in capitals, other words without their endings.
fn phrase_key(words: &[Word]) -> String {
    let mut key = String::new();
    for word in words {
        if !key.is_empty() {
            key.push(' ');
        }
        if word.acronym && word.script == Script::Cyrillic {
            key.push_str(&word.skeleton.to_uppercase());
        } else {
            key.push_str(key_stem(word));
        }
    }
    key
}

/// Puts phrases that the lexicon lists together into one word each, longest first, and notes what the words name.
pub(super) fn join_phrases(words: &[Word], kind: Kind) -> Vec<Word> {
    let concepts = &*ALL_CONCEPTS;
    let mut out: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let longest = concepts.longest.min(words.len() - at);
        let found = (1..=longest).rev().find_map(|n| {
            let phrase = &words[at..at + n];
            concepts.find(phrase, phrase[0].language).map(|ids| (n, ids))
        });
        let Some((n, ids)) = found else {
            out.push(words[at].clone());
            at += 1;
            continue;
        };
        let mut joined = words[at].clone();
        for word in &words[at + 1..at + n] {
            joined.join(word);
        }
        joined.role = Role::Plain;
        joined.weight = ids.iter().map(|&id| concepts.weights[usize::from(id)]).fold(0.0, f64::max);
        let whole = n == words.len();
        if whole {
            joined.weight = 1.0;
        } else if kind == Kind::Place {
            // Of two places in one name neither says what kind of place it is.
            joined.weight = joined.weight.max(0.4);
        }
        joined.concepts.clone_from(ids);
        out.push(joined);
        at += n;
    }
    out
}

/// What the lexicons list as the name of the same thing in the other language: an acronym for an acronym, and of
/// several names the one spelled most alike, else the first.
pub(super) fn listed_counterpart(name: &str, language: Language) -> Option<&'static str> {
    let concepts = &*ALL_CONCEPTS;
    let words = Parts::of_words(name, language);
    let ids = concepts.find(&words, language)?;
    let lower = name.to_lowercase();
    let side = usize::from(language == Language::Ukrainian);
    let id = ids.iter().find(|&&id| {
        alternatives(concepts.names[usize::from(id)][side]).any(|listed| folded_case(listed) == folded_case(&lower))
    })?;
    let is_acronym = |text: &str| !text.contains(' ') && text.chars().all(|c| !c.is_lowercase());
    let of_shape: Vec<&'static str> = alternatives(concepts.names[usize::from(*id)][1 - side])
        .filter(|other| is_acronym(other) == is_acronym(name))
        .collect();
    let spelled = Spelled::of(&lower);
    let near = of_shape
        .iter()
        .map(|other| {
            let other_spelled = Spelled::of(&other.to_lowercase());
            (other, spelling::similarity(&spelled, language, &other_spelled, language.other()))
        })
        .filter(|(_, similarity)| *similarity > 0.95)
        .max_by(|x, y| x.1.total_cmp(&y.1));
    near.map(|(other, _)| *other)
        .or_else(|| of_shape.first().copied())
        .or_else(|| alternatives(concepts.names[usize::from(*id)][1 - side]).next())
}

fn folded_case(name: &str) -> String {
    name.to_lowercase().replace('ё', "е").replace(['’', 'ʼ'], "'")
}

struct Roles {
    words: FxHashMap<(&'static str, &'static str), Role>,
    /// младший, Jr → "2".
    generations: FxHashMap<(&'static str, &'static str), &'static str>,
    patronymic_endings: Vec<&'static str>,
    feminine_pairs: Vec<(&'static str, &'static str)>,
}

static ALL_ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let mut roles = Roles {
        words: FxHashMap::default(),
        generations: FxHashMap::default(),
        patronymic_endings: Vec::new(),
        feminine_pairs: Vec::new(),
    };
    for row in rows(ROLES) {
        let [role, language, words] = row[..] else { continue };
        for word in words.split(' ') {
            let role = match role {
                "function" => Role::Function,
                "particle" => Role::Particle,
                "title" | "legal" => Role::Title,
                "generation" => {
                    let Some((word, number)) = word.split_once(':') else { continue };
                    roles.generations.insert((language, word), number);
                    continue;
                }
                "patronymic-ending" => {
                    roles.patronymic_endings.push(word);
                    continue;
                }
                _ => {
                    roles.feminine_pairs.extend(word.split_once(':'));
                    continue;
                }
            };
            roles.words.entry((language, word)).or_insert(role);
        }
    }
    roles
});

fn listed_role(word: &Word, language: Language) -> Option<Role> {
    let column = if word.script == Script::Latin { "la" } else { language.code() };
    let roles = &ALL_ROLES.words;
    roles.get(&(column, word.lower.as_str())).or_else(|| roles.get(&("*", word.lower.as_str()))).copied()
}

/// The number of a generation that a word like «младший» stands for.
pub(super) fn generation(word: &Word) -> Option<&'static str> {
    let column = if word.script == Script::Latin { "la" } else { word.language.code() };
    ALL_ROLES.generations.get(&(column, word.lower.as_str())).copied()
}

/// The role of a word in a person's name.
pub(super) fn person_role(word: &Word, language: Language) -> Role {
    match listed_role(word, language) {
        Some(Role::Function) | None => {
            let endings = &ALL_ROLES.patronymic_endings;
            let is_patronymic =
                endings.iter().any(|end| word.lower.strip_suffix(end).is_some_and(|rest| rest.chars().count() >= 2));
            if is_patronymic { Role::Patronymic } else { Role::Plain }
        }
        Some(role) => role,
    }
}

/// The role of a word in a name of another kind.
pub(super) fn phrase_role(word: &Word, language: Language) -> Role {
    match listed_role(word, language) {
        Some(role @ (Role::Function | Role::Title)) => role,
        _ => Role::Plain,
    }
}

/// Whether the two lower-case surnames are a man's and a woman's form: the ending of one is the masculine, that of the
/// other the feminine one of a pair, in either language.
pub(super) fn genders_differ(a: &str, b: &str) -> bool {
    let gender = |word: &str| {
        let pairs = &ALL_ROLES.feminine_pairs;
        let feminine = pairs.iter().any(|(_, end)| end.chars().count() > 1 && word.ends_with(end));
        let masculine = pairs.iter().any(|(end, _)| end.chars().count() > 1 && word.ends_with(end));
        match (masculine, feminine) {
            (true, false) => Some('m'),
            (false, true) => Some('f'),
            _ => None,
        }
    };
    matches!((gender(a), gender(b)), (Some(x), Some(y)) if x != y)
}

static FIRST_NAME_GROUPS: LazyLock<FxHashMap<&'static str, Vec<u16>>> = LazyLock::new(|| {
    let mut groups: FxHashMap<&'static str, Vec<u16>> = FxHashMap::default();
    for (line, row) in rows(GIVEN_NAMES).chain(rows(FIRST_NAMES)).enumerate() {
        let line = u16::try_from(line).unwrap_or(u16::MAX);
        for name in row.iter().flat_map(|field| field.split(' ')).filter(|name| !name.is_empty()) {
            groups.entry(name).or_default().push(line);
        }
    }
    groups
});

/// Whether two lower-case first names are listed as forms of one.
pub(super) fn same_first_name(a: &str, b: &str) -> bool {
    let groups = &*FIRST_NAME_GROUPS;
    match (groups.get(a), groups.get(b)) {
        (Some(x), Some(y)) => x.iter().any(|line| y.contains(line)),
        _ => false,
    }
}

/// The usual form of a lower-case first name in the other language, where the lexicon lists one.
pub(super) fn usual_first_name(name: &str, language: Language) -> Option<&'static str> {
    let (from, to) = if language == Language::Russian { (0, 1) } else { (1, 0) };
    let first = |field: &'static str| field.split(' ').next();
    rows(GIVEN_NAMES)
        .find(|row| row.get(from).copied().and_then(first) == Some(name))
        .and_then(|row| row.get(to).copied().and_then(first))
}
