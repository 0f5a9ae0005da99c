//! Articles → the sentences that are linked.

use std::ops::Range;

use super::{Link, Parameters, align_with};
use crate::normalizer::{Text, sentences, tokens};
use crate::reader::Article;

/// A sentence of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// In normal spelling.
    pub text: String,
    /// Where it stands: bytes of the article's text.
    pub range: Range<usize>,
    /// Index into the article's paragraphs.
    pub paragraph: usize,
}

/// The sentences of an article, in order.
pub fn sentences_of(article: &Article) -> Vec<Sentence> {
    let mut all = Vec::new();
    for (paragraph, content) in article.paragraphs.iter().enumerate() {
        let text = Text::of_paragraph(&article.text, content);
        let rules = content.language.rules();
        let tokens = tokens(&text.text, rules);
        all.extend(sentences(&text.text, &tokens, rules).into_iter().map(|sentence| {
            let range = tokens[sentence.start].range.start..tokens[sentence.end - 1].range.end;
            Sentence { text: text.text[range.clone()].to_owned(), range: text.source_range(range), paragraph }
        }));
    }
    all
}

/// Two versions of an article and how their sentences are linked.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// The Russian sentences.
    pub ru: Vec<Sentence>,
    /// The Ukrainian sentences.
    pub uk: Vec<Sentence>,
    /// The links: every sentence is in exactly one, and they ascend on both sides.
    pub links: Vec<Link>,
}

/// Links the sentences of two versions of an article, paragraphs respected where they correspond.
pub fn align_articles(ru: &Article, uk: &Article) -> Alignment {
    Alignment::of(sentences_of(ru), sentences_of(uk))
}

impl Alignment {
    /// Links sentences that know their paragraphs.
    pub fn of(ru: Vec<Sentence>, uk: Vec<Sentence>) -> Alignment {
        let texts = |side: &[Sentence]| side.iter().map(|sentence| sentence.text.clone()).collect::<Vec<_>>();
        let starts = (starts(&ru), starts(&uk));
        let links = align_with(&texts(&ru), &texts(&uk), Some((&starts.0, &starts.1)), &Parameters::default());
        Alignment { ru, uk, links }
    }

    /// The sentences of a link, Russian and Ukrainian.
    pub fn sentences(&self, link: &Link) -> (&[Sentence], &[Sentence]) {
        (&self.ru[link.ru.clone()], &self.uk[link.uk.clone()])
    }

    /// The share of sentences that have a counterpart, 0…1; 1 where there are none at all.
    pub fn linked_share(&self) -> f64 {
        let all = self.ru.len() + self.uk.len();
        let linked = self.links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty());
        let count: usize = linked.map(|link| link.ru.len() + link.uk.len()).sum();
        if all == 0 { 1.0 } else { count as f64 / all as f64 }
    }
}

/// For each sentence whether it begins a paragraph.
fn starts(sentences: &[Sentence]) -> Vec<bool> {
    let before = std::iter::once(None).chain(sentences.iter().map(|sentence| Some(sentence.paragraph)));
    sentences.iter().zip(before).map(|(sentence, before)| before != Some(sentence.paragraph)).collect()
}
