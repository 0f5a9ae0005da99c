//! Mentions of many articles → the names in use, each with its count.

use std::collections::{BTreeMap, BTreeSet};

use super::sightings::{self, Sighting};
use super::{Name, Usage};
use crate::kind::Kind;
use crate::languages::Language;
use crate::recognizer::Mention;

/// The names of many articles, counted.
#[derive(Debug, Default)]
pub struct Corpus {
    languages: Vec<Language>,
    /// How many texts there are, articles and others.
    texts: u32,
    mentions: usize,
    sightings: BTreeMap<(Language, Kind, String), Sighting>,
}

impl Corpus {
    /// Counts the mentions of one more article.
    pub fn add_article(&mut self, language: Language, mentions: Vec<Mention>) {
        self.languages.push(language);
        self.add_mentions(mentions);
    }

    /// Counts mentions of a text that is no article, such as one side of a bitext.
    pub fn add_mentions(&mut self, mentions: Vec<Mention>) {
        let article = self.texts;
        self.texts += 1;
        self.mentions += mentions.len();
        for mention in mentions {
            let key = (mention.language, mention.kind, mention.surface.clone());
            let contexts = mention.contexts;
            let sighting = self.sightings.entry(key).or_insert_with(|| Sighting::of(mention));
            sighting.count += 1;
            sighting.contexts.add(&contexts);
            sighting.articles.insert(article);
        }
    }

    /// How many articles of a language there are.
    pub fn articles(&self, language: Language) -> usize {
        self.languages.iter().filter(|known| **known == language).count()
    }

    /// How many mentions there are.
    pub fn mentions(&self) -> usize {
        self.mentions
    }
}

/// The names that written forms are forms of.
#[derive(Clone, Debug, Default)]
pub struct Surfaces(BTreeMap<(Language, String), Vec<usize>>);

impl Surfaces {
    /// The name that a written form is a form of, of this kind where there is one: its index among the usages. `None` for
    /// a form that stands in no article.
    pub fn usage(&self, language: Language, surface: &str, kind: Kind, usages: &[Usage]) -> Option<usize> {
        let found = self.0.get(&(language, surface.to_owned()))?;
        let of_kind = found.iter().find(|&&usage| usages[usage].name.kind == kind);
        of_kind.or(found.first()).copied()
    }
}

impl Corpus {
    /// The names in use: dictionary forms, each with one spelling of its capitals and one kind, in a fixed order. Where a
    /// written form can be a form of several names, one that people know already comes first.
    pub fn usages(&self, known: &[Name]) -> Vec<Usage> {
        self.usages_of_surfaces(known).0
    }

    /// [`Corpus::usages`], and which of them each written form is a form of: indices, the commonest first.
    pub fn usages_of_surfaces(&self, known: &[Name]) -> (Vec<Usage>, Surfaces) {
        let mut by_language: BTreeMap<Language, BTreeMap<String, BTreeMap<Kind, Variants>>> = BTreeMap::new();
        for sighting in sightings::settle(self.sightings.values().cloned().collect(), known) {
            let kinds = by_language.entry(sighting.language).or_default();
            let kinds = kinds.entry(sighting.lemma.to_lowercase()).or_default();
            kinds.entry(sighting.kind).or_default().add(sighting);
        }
        let mut usages = Vec::new();
        let mut surfaces: BTreeMap<(Language, String), Vec<(usize, usize)>> = BTreeMap::new();
        for (language, lemmas) in by_language {
            for kinds in lemmas.into_values() {
                for (kind, variants) in settle_kinds(kinds) {
                    for (surface, count) in &variants.surfaces {
                        surfaces.entry((language, surface.clone())).or_default().push((*count, usages.len()));
                    }
                    usages.push(variants.into_usage(language, kind));
                }
            }
        }
        let most_first = |mut found: Vec<(usize, usize)>| {
            found.sort_by_key(|&(count, usage)| (std::cmp::Reverse(count), usage));
            found.into_iter().map(|(_, usage)| usage).collect()
        };
        let surfaces = surfaces.into_iter().map(|(surface, found)| (surface, most_first(found))).collect();
        (usages, Surfaces(surfaces))
    }
}

/// A kind that a name has in fewer of its mentions than this was a misjudgement of the recognizer.
const LEAST_SHARE_OF_A_SECOND_KIND: f64 = 0.4;

/// Gives the mentions of rare kinds of a name to its commonest kind.
fn settle_kinds(kinds: BTreeMap<Kind, Variants>) -> Vec<(Kind, Variants)> {
    let total: usize = kinds.values().map(Variants::count).sum();
    let Some(commonest) = kinds.iter().max_by_key(|(kind, variants)| (variants.count(), std::cmp::Reverse(**kind)))
    else {
        return Vec::new();
    };
    let commonest = *commonest.0;
    let mut settled = BTreeMap::<Kind, Variants>::new();
    for (kind, variants) in kinds {
        let rare = (variants.count() as f64) < LEAST_SHARE_OF_A_SECOND_KIND * total as f64;
        settled.entry(if rare { commonest } else { kind }).or_default().extend(variants);
    }
    settled.into_iter().collect()
}

/// The spellings of a dictionary form that differ in capitals only, with their use.
#[derive(Debug, Default)]
struct Variants {
    spellings: BTreeMap<String, usize>,
    /// The written forms, with their counts.
    surfaces: BTreeMap<String, usize>,
    articles: BTreeSet<u32>,
}

impl Variants {
    fn add(&mut self, sighting: Sighting) {
        *self.spellings.entry(sighting.lemma).or_default() += sighting.count;
        *self.surfaces.entry(sighting.surface).or_default() += sighting.count;
        self.articles.extend(sighting.articles);
    }

    fn extend(&mut self, other: Variants) {
        for (spelling, count) in other.spellings {
            *self.spellings.entry(spelling).or_default() += count;
        }
        for (surface, count) in other.surfaces {
            *self.surfaces.entry(surface).or_default() += count;
        }
        self.articles.extend(other.articles);
    }

    fn count(&self) -> usize {
        self.spellings.values().sum()
    }

    fn into_usage(self, language: Language, kind: Kind) -> Usage {
        let count = self.count();
        let text = self.best_spelling(kind);
        Usage { name: Name { language, kind, text }, count, articles: self.articles.into_iter().collect() }
    }

    /// Headlines in capitals and newsrooms that write «путін» must not decide how a name is written: a spelling with
    /// capitals and small letters wins over capitals only, and that over small letters only.
    fn best_spelling(&self, kind: Kind) -> String {
        let best = self.spellings.iter().max_by(|(a, a_count), (b, b_count)| {
            (Capitals::of(a), a_count).cmp(&(Capitals::of(b), b_count)).then_with(|| b.cmp(a))
        });
        match best {
            Some((spelling, _)) if Capitals::of(spelling) == Capitals::None => capitalised(spelling, kind),
            Some((spelling, _)) => spelling.clone(),
            None => String::new(),
        }
    }
}

/// How a name uses capitals, the least telling way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Capitals {
    None,
    Only,
    Mixed,
}

impl Capitals {
    fn of(name: &str) -> Capitals {
        match (name.chars().any(char::is_uppercase), name.chars().any(char::is_lowercase)) {
            (false, _) => Capitals::None,
            (true, false) => Capitals::Only,
            (true, true) => Capitals::Mixed,
        }
    }
}

/// «рф» → «РФ», «володимир путін» → «Володимир Путін», «верховна рада» → «Верховна рада».
fn capitalised(name: &str, kind: Kind) -> String {
    if is_acronym(name) {
        return name.to_uppercase();
    }
    let every_word = matches!(kind, Kind::Person | Kind::Place);
    let words = name.split(' ').enumerate().map(|(index, word)| {
        if index > 0 && !every_word {
            return word.to_owned();
        }
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A short word that cannot be spoken as one.
fn is_acronym(name: &str) -> bool {
    let vowels = |letter| Language::ALL.iter().any(|language| language.rules().vowels.contains(letter));
    (2..=4).contains(&name.chars().count()) && !name.contains(vowels) && name.chars().all(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::morphology::Contexts;

    fn mention(surface: &str, kind: Kind) -> Mention {
        let (range, surface, lemma) = (0..surface.len(), surface.to_owned(), surface.to_owned());
        let (language, contexts) = (Language::Ukrainian, Contexts::default());
        Mention { range, surface, lemma, kind, language, paragraph: 0, contexts }
    }

    fn names(surfaces: &[(&str, Kind)]) -> Vec<(String, Kind, usize)> {
        let mut corpus = Corpus::default();
        for (surface, kind) in surfaces {
            corpus.add_article(Language::Ukrainian, vec![mention(surface, *kind)]);
        }
        corpus.usages(&[]).into_iter().map(|usage| (usage.name.text, usage.name.kind, usage.count)).collect()
    }

    #[test]
    fn capitals_of_headlines_and_small_letters_do_not_decide() {
        let person = Kind::Person;
        assert_eq!(names(&[("ТРАМП", person), ("Трамп", person)]), [("Трамп".to_owned(), person, 2)]);
        assert_eq!(names(&[("путін", person), ("путін", person)]), [("Путін".to_owned(), person, 2)]);
        assert_eq!(names(&[("рф", Kind::Place)]), [("РФ".to_owned(), Kind::Place, 1)]);
    }

    #[test]
    fn a_case_form_of_a_well_known_name_is_of_its_kind() {
        let kreml = ("Кремль", Kind::Org);
        let found = names(&[kreml, kreml, kreml, ("Кремлю", Kind::Person)]);
        assert_eq!(found, [("Кремль".to_owned(), Kind::Org, 4)]);
    }

    #[test]
    fn names_that_were_run_together_are_parted() {
        let person = Kind::Person;
        let known =
            [("Дональд Трамп", person), ("Трампа", person), ("Джаред Кушнер", person), ("Джареду Кушнеру", person)];
        let found = names(&[&known[..], &[("Трампа Джареда Кушнера", person)]].concat());
        assert!(found.contains(&("Джаред Кушнер".to_owned(), person, 3)), "{found:?}");
        assert!(found.contains(&("Трамп".to_owned(), person, 2)), "{found:?}");
    }

    #[test]
    fn a_rare_kind_joins_the_common_one() {
        let place = ("Київ", Kind::Place);
        assert_eq!(names(&[place, place, ("Київ", Kind::Person)]), [("Київ".to_owned(), Kind::Place, 3)]);
    }
}
