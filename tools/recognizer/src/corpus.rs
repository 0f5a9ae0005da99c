//! Annotated texts → articles with the names that stand in them, by one set of conventions.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::ops::Range;
use std::path::Path;

use anyhow::{Context, Result, bail};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reader::{Article, Markup, read_bytes};
use imenoslov::recognizer::labels::{Label, OUTSIDE};
use imenoslov::recognizer::lexicon::Lexicon;
use imenoslov::recognizer::passes::Document;
use imenoslov::recognizer::vocabulary::Vocabulary;
use imenoslov::recognizer::words::Words;
use serde::Deserialize;

use crate::conventions;

/// The files of annotated texts.
const FILES: [&str; 5] = ["factrueval", "ner_uk2", "nerel", "uner_ru_pud", "wikiner_ru"];

/// The source whose names were marked by links, not by people.
pub const SILVER: &str = "wikiner_ru/";

/// Sources that are kept for measuring.
pub const TEST_PARTS: [&str; 3] = ["ner-uk2/test/", "nerel/test/", "factrueval/testset/"];

/// A name as a source marks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// What it names.
    pub kind: Kind,
}

/// An annotated article.
#[derive(Debug)]
pub struct Annotated {
    /// The source's name for it.
    pub source: String,
    /// The words of the article.
    pub document: Document,
    /// The label of each word.
    pub labels: Vec<Label>,
    /// Words whose label the source leaves open.
    pub open: Vec<bool>,
    /// The names with their range in the article, as the source has them after conversion.
    pub names: Vec<Name>,
    /// The article itself.
    pub article: Article,
}

#[derive(Deserialize)]
struct Row {
    source: String,
    lang: Language,
    text: String,
    mentions: Vec<Marked>,
}

#[derive(Deserialize)]
struct Marked {
    start: usize,
    end: usize,
    kind: String,
}

/// Reads every annotated text under `folder` whose source `wanted` accepts.
pub fn read(folder: &Path, lexicon: &Lexicon<'_>, wanted: impl Fn(&str) -> bool) -> Result<Vec<Annotated>> {
    let mut vocabulary = Vocabulary::new(*lexicon);
    let mut all = Vec::new();
    for name in FILES {
        let path = folder.join(format!("{name}.jsonl"));
        let file = File::open(&path).with_context(|| format!("{}", path.display()))?;
        for line in BufReader::new(file).lines() {
            let row: Row = serde_json::from_str(&line?).with_context(|| format!("{}", path.display()))?;
            if wanted(&row.source) {
                all.push(annotated(row, &mut vocabulary)?);
            }
        }
    }
    if all.is_empty() {
        bail!("{} holds no text of the parts asked for", folder.display());
    }
    Ok(all)
}

/// A text as the program reads it; its language is known.
fn article(source: &str, text: String, language: Language) -> Result<Article> {
    let mut article = read_bytes(Path::new(source), text.into_bytes(), Markup::Plain)?;
    article.language = language;
    article.paragraphs.iter_mut().for_each(|paragraph| paragraph.language = language);
    Ok(article)
}

fn annotated(row: Row, vocabulary: &mut Vocabulary<'_>) -> Result<Annotated> {
    let offsets: Vec<usize> = row.text.char_indices().map(|(at, _)| at).chain([row.text.len()]).collect();
    let mut names = Vec::new();
    let mut unsure = Vec::new();
    for marked in &row.mentions {
        let kind = match marked.kind.as_str() {
            "PER" => Kind::Person,
            "LOC" => Kind::Place,
            "ORG" => Kind::Org,
            "PRO" => Kind::Product,
            "EVT" => Kind::Event,
            other => bail!("{}: unknown kind {other}", row.source),
        };
        let range = offsets[marked.start]..offsets[marked.end];
        match conventions::converted(&row.text, range, kind, row.lang, &row.source) {
            conventions::Converted::Name(name) => names.push(name),
            conventions::Converted::Unsure(range) => unsure.push(range),
            conventions::Converted::NoName => {}
        }
    }
    let article = article(&row.source, row.text, row.lang)?;
    let words = Words::of(&article, vocabulary);
    let (labels, mut open) = labelled(&words, &names, &unsure);
    if row.source.starts_with(SILVER) {
        // The links of an encyclopedia leave many names unmarked; what begins with a capital may be one.
        for sentence in &words.sentences {
            for index in sentence.words.clone().skip(1).filter(|index| labels[*index] == OUTSIDE) {
                open[index] |= words.words[index].spelling.shape.may_begin_name();
            }
        }
    }
    Ok(Annotated { source: row.source, document: Document::new(words), labels, open, names, article })
}

/// The labels of words; open are those of names that end inside a word.
fn labelled(words: &Words, names: &[Name], unsure: &[Range<usize>]) -> (Vec<Label>, Vec<bool>) {
    let mut ranges = Vec::with_capacity(words.words.len());
    for sentence in &words.sentences {
        let text = &words.texts[sentence.paragraph];
        ranges.extend(sentence.words.clone().map(|index| text.source_range(words.tokens[index].range.clone())));
    }
    let mut labels = vec![OUTSIDE; ranges.len()];
    let mut open = vec![false; ranges.len()];
    let overlapping = |range: &Range<usize>| {
        let first = ranges.partition_point(|word| word.end <= range.start);
        let last = ranges.partition_point(|word| word.start < range.end);
        first..last
    };
    for range in unsure {
        open[overlapping(range)].fill(true);
    }
    for name in names {
        let own = overlapping(&name.range);
        let Some(last) = own.end.checked_sub(1).filter(|last| *last >= own.start) else { continue };
        let one_sentence = words.sentences.iter().any(|s| s.words.start <= own.start && own.end <= s.words.end);
        if ranges[own.start].start != name.range.start || ranges[last].end != name.range.end || !one_sentence {
            open[own].fill(true);
            continue;
        }
        for index in own.clone() {
            labels[index] = Label::in_name(name.kind, index - own.start, own.len());
            open[index] = false;
        }
    }
    (labels, open)
}
