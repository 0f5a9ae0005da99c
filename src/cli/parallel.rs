//! Articles and bitexts with their names, and what linked sentences say about the names.

use std::borrow::Borrow;
use std::ops::Range;
use std::path::{Path, PathBuf};

use imenoslov::aligner::{self, Alignment, Link, LinkedNames, Sentence};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::matcher::{Corpus, Name, Opposite, Surfaces, Usage};
use imenoslov::reader::{self, Article, Markup, Unit};
use imenoslov::recognizer::{self, Mention};

use super::input;

/// Texts with their names.
#[derive(Default)]
pub(super) struct Texts {
    /// The names of all.
    pub(super) corpus: Corpus,
    /// Articles by language, in the order of [`Language::ALL`].
    articles: [Vec<Read>; 2],
    bitexts: Vec<Bitext>,
}

/// An article with the places of its names.
struct Read {
    article: Article,
    places: Vec<Place>,
}

impl Borrow<Article> for Read {
    fn borrow(&self) -> &Article {
        &self.article
    }
}

/// Where a name stands: bytes of its text.
struct Place {
    range: Range<usize>,
    surface: String,
    kind: Kind,
}

/// Units of a bitext, each a link of one sentence with one, and the places of the names by language.
struct Bitext {
    alignment: Alignment,
    places: [Vec<Place>; 2],
}

/// The units that are read together, as an article is.
const UNITS: usize = 100;

enum Found {
    Article(Box<Article>, Vec<Mention>),
    Bitext(Vec<[(Vec<Sentence>, Vec<Mention>); 2]>),
}

/// The units of a bitext with their names; nothing if none has a text in both languages.
fn bitext(path: &Path) -> anyhow::Result<Option<Found>> {
    let units = reader::bitext(path)?;
    let parts: Vec<_> = units.chunks(UNITS).map(|units| sides(path, units)).collect::<Result<_, _>>()?;
    Ok((!parts.is_empty()).then_some(Found::Bitext(parts)))
}

impl Texts {
    /// Reads the articles and bitexts below the paths.
    ///
    /// # Errors
    /// When nothing at all can be read; what cannot be read beside others is reported.
    pub(super) fn read(paths: &[PathBuf]) -> anyhow::Result<Texts> {
        let mut texts = Texts::default();
        let work = |path: &Path| {
            // A file of which one language is another is read for the names of the other.
            if reader::is_bitext(path)
                && let Some(found) = bitext(path).transpose()
            {
                return vec![found];
            }
            let found = |article: Article| {
                let mentions = recognizer::recognize(&article);
                Found::Article(Box::new(article), mentions)
            };
            input::read_articles(path).into_iter().map(|article| article.map(found)).collect()
        };
        input::for_each_file(paths, work, |found| {
            match found {
                Found::Article(article, mentions) => {
                    let places = places(&mentions);
                    texts.corpus.add_article(article.language, mentions);
                    texts.articles[article.language as usize].push(Read { article: *article, places });
                }
                Found::Bitext(parts) => {
                    for [(ru, ru_mentions), (uk, uk_mentions)] in parts {
                        let places = [places(&ru_mentions), places(&uk_mentions)];
                        texts.corpus.add_mentions(ru_mentions);
                        texts.corpus.add_mentions(uk_mentions);
                        let link = |unit| Link { ru: unit..unit + 1, uk: unit..unit + 1, confidence: 1.0 };
                        let links = (0..ru.len()).map(link).collect();
                        texts.bitexts.push(Bitext { alignment: Alignment { ru, uk, links }, places });
                    }
                }
            }
            Ok(())
        })?;
        Ok(texts)
    }

    fn units(&self) -> usize {
        self.bitexts.iter().map(|bitext| bitext.alignment.links.len()).sum()
    }

    /// The names in use, without what linked sentences say.
    pub(super) fn names_alone(&self, known: &[Name]) -> Linked {
        Linked { usages: self.corpus.usages(known), opposites: Vec::new(), versions: 0, units: self.units() }
    }

    /// The names in use, and what the linked sentences of versions of articles and of bitexts say about them. `known` are
    /// names that people have decided on.
    pub(super) fn names(&self, known: &[Name]) -> Linked {
        let (usages, surfaces) = self.corpus.usages_of_surfaces(known);
        let of = |places: &[Place], language| numbered(places, language, &surfaces, &usages);
        let mut linked = LinkedNames::default();
        let [ru, uk] = &self.articles;
        let versions = aligner::versions(ru, uk);
        for pair in &versions {
            let (ru, uk) = (&ru[pair.ru], &uk[pair.uk]);
            let alignment = aligner::align_articles(&ru.article, &uk.article);
            linked.add(&alignment, &of(&ru.places, Language::Russian), &of(&uk.places, Language::Ukrainian));
        }
        for Bitext { alignment, places: [ru, uk] } in &self.bitexts {
            linked.add(alignment, &of(ru, Language::Russian), &of(uk, Language::Ukrainian));
        }
        let opposites = linked.opposites(&usages);
        Linked { usages, opposites, versions: versions.len(), units: self.units() }
    }
}

/// Names with what linked sentences say about them.
pub(super) struct Linked {
    pub(super) usages: Vec<Usage>,
    pub(super) opposites: Vec<Opposite>,
    /// How many pairs of articles are versions of each other.
    pub(super) versions: usize,
    /// How many units the bitexts have.
    pub(super) units: usize,
}

impl Linked {
    /// What the places of two names say, in whichever order they are given; capitals do not count.
    pub(super) fn opposite(&self, first: &Name, second: &Name) -> Option<&Opposite> {
        let is = |opposite: &Opposite, usage: usize, name: &Name| {
            let known = &self.usages[usage].name;
            let kinds = [opposite.ru, opposite.uk].map(|usage| self.usages[usage].name.kind);
            known.language == name.language
                && kinds.contains(&name.kind)
                && known.text.to_lowercase() == name.text.to_lowercase()
        };
        self.opposites.iter().find(|opposite| {
            let Opposite { ru, uk, .. } = **opposite;
            is(opposite, ru, first) && is(opposite, uk, second) || is(opposite, ru, second) && is(opposite, uk, first)
        })
    }
}

fn places(mentions: &[Mention]) -> Vec<Place> {
    let place = |mention: &Mention| Place {
        range: mention.range.clone(),
        surface: mention.surface.clone(),
        kind: mention.kind,
    };
    mentions.iter().map(place).collect()
}

/// The places with the names that stand there.
fn numbered(places: &[Place], language: Language, surfaces: &Surfaces, usages: &[Usage]) -> Vec<(Range<usize>, usize)> {
    let name = |place: &Place| surfaces.usage(language, &place.surface, place.kind, usages);
    places.iter().filter_map(|place| Some((place.range.clone(), name(place)?))).collect()
}

/// Units as a Russian and a Ukrainian text with their names, a paragraph a unit.
fn sides(path: &Path, units: &[Unit]) -> anyhow::Result<[(Vec<Sentence>, Vec<Mention>); 2]> {
    let side = |language: Language| -> anyhow::Result<(Vec<Sentence>, Vec<Mention>)> {
        let mut text = String::new();
        let mut sentences = Vec::with_capacity(units.len());
        for (paragraph, unit) in units.iter().enumerate() {
            let (_, source) = if unit.source.0 == language { &unit.source } else { &unit.target };
            let start = text.len();
            text.extend(source.split_whitespace().flat_map(|word| [word, " "]));
            sentences.push(Sentence { text: source.clone(), range: start..text.len(), paragraph });
            text.push_str("\n\n");
        }
        let mut article = reader::read_bytes(path, text.into_bytes(), Markup::Plain)?;
        article.language = language;
        article.paragraphs.iter_mut().for_each(|paragraph| paragraph.language = language);
        let mentions = recognizer::recognize(&article);
        Ok((sentences, mentions))
    };
    let [ru, uk] = Language::ALL.map(side);
    Ok([ru?, uk?])
}
