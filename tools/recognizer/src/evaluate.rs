//! Strict span and kind F1 of a model on annotated texts.

use std::collections::{BTreeMap, BTreeSet};

use imenoslov::kind::Kind;
use imenoslov::recognizer::known::KnownSums;
use imenoslov::recognizer::model::Model;
use imenoslov::recognizer::{KnownContexts, mentions};

use crate::corpus::Annotated;

/// The kinds that are measured.
const MEASURED: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Org];

/// Right, found and wanted names.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    right: usize,
    found: usize,
    wanted: usize,
}

impl Counts {
    /// The harmonic mean of precision and recall, in per cent.
    pub fn f1(&self) -> f64 {
        if self.right == 0 { 0.0 } else { 200.0 * self.right as f64 / (self.found + self.wanted) as f64 }
    }

    fn share(part: usize, whole: usize) -> f64 {
        if whole == 0 { 0.0 } else { 100.0 * part as f64 / whole as f64 }
    }
}

/// Counts by kind, and under `None` for all measured kinds together.
pub fn counts(texts: &[&Annotated], model: &Model<'_>) -> BTreeMap<Option<Kind>, Counts> {
    let mut counts: BTreeMap<Option<Kind>, Counts> = BTreeMap::new();
    let (mut known, mut contexts) = (KnownSums::default(), KnownContexts::default());
    for annotated in texts {
        let labels = annotated.document.labels(model, &mut known);
        let text = &annotated.article.text;
        let is_capitalised = |start: usize| !text[start..].starts_with(char::is_lowercase);
        let found: BTreeSet<_> = mentions(&annotated.document.words, &labels, &mut contexts)
            .into_iter()
            .filter(|mention| MEASURED.contains(&mention.kind) && is_capitalised(mention.range.start))
            .map(|mention| (mention.kind, mention.range.start, mention.range.end))
            .collect();
        let wanted: BTreeSet<_> = annotated
            .names
            .iter()
            .filter(|name| MEASURED.contains(&name.kind) && is_capitalised(name.range.start))
            .map(|name| (name.kind, name.range.start, name.range.end))
            .collect();
        let mut add = |kind: Kind, field: fn(&mut Counts) -> &mut usize| {
            *field(counts.entry(None).or_default()) += 1;
            *field(counts.entry(Some(kind)).or_default()) += 1;
        };
        found.iter().for_each(|(kind, ..)| add(*kind, |counts| &mut counts.found));
        wanted.iter().for_each(|(kind, ..)| add(*kind, |counts| &mut counts.wanted));
        found.intersection(&wanted).for_each(|(kind, ..)| add(*kind, |counts| &mut counts.right));
    }
    counts
}

/// The table of [`counts`], one line a kind.
pub fn report(name: &str, counts: &BTreeMap<Option<Kind>, Counts>) -> String {
    let mut lines = String::new();
    for (kind, c) in counts {
        let kind = kind.map_or("all", Kind::name);
        let (precision, recall) = (Counts::share(c.right, c.found), Counts::share(c.right, c.wanted));
        lines += &format!("{name:24} {kind:7} {:6} {precision:5.1} {recall:5.1} {:5.2}\n", c.wanted, c.f1());
    }
    lines
}
