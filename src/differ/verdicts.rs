//! What a new glossary does to articles.

use std::ops::Range;

use super::verdict_text::sentence_around;
use crate::checker::{Checker, Finding, Settings};
use crate::glossary::{Glossary, NameIndex};
use crate::reader::Article;

/// A place in an article that is judged otherwise under another glossary.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    /// The article: its index among those that were judged.
    pub article: usize,
    /// Where the name stands: bytes of the article's text.
    pub range: Range<usize>,
    /// The finding under the old glossary, if there was one.
    pub before: Option<Finding>,
    /// The finding under the new glossary, if there is one.
    pub after: Option<Finding>,
    /// The id of the entry in question, as the new glossary calls it (the old one if it is gone).
    pub entry: Option<String>,
    /// The sentence in which the name stands, as people read it.
    pub sentence: String,
    /// The name in `sentence`, in bytes.
    pub name: Range<usize>,
}

/// What happens to a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names say it")]
pub enum VerdictChange {
    New,
    Gone,
    Other,
}

impl Verdict {
    /// Whether the finding is new, gone, or another one.
    pub fn change(&self) -> VerdictChange {
        match (&self.before, &self.after) {
            (None, _) => VerdictChange::New,
            (Some(_), None) => VerdictChange::Gone,
            (Some(_), Some(_)) => VerdictChange::Other,
        }
    }
}

/// A glossary with the settings that `check` takes from its file.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    /// The glossary.
    pub glossary: Glossary,
    /// The settings.
    pub settings: Settings,
}

/// The verdicts on `articles` that differ between two glossaries, in the order of the articles and their texts.
///
/// Both sides check all articles, as `check` does.
pub fn verdicts(old: &Judge, new: &Judge, articles: &[Article]) -> Vec<Verdict> {
    let (before, after) = (findings(old, articles), findings(new, articles));
    let owners = Owners { indices: [NameIndex::new(&new.glossary), NameIndex::new(&old.glossary)], old, new };
    let mut verdicts = Vec::new();
    for (number, article) in articles.iter().enumerate() {
        for (before, after) in paired(&before[number], &after[number]) {
            let Some(at) = after.or(before) else { continue };
            let (sentence, name) = sentence_around(article, &at.range);
            verdicts.push(Verdict {
                article: number,
                range: at.range.clone(),
                entry: owners.entry(before, after),
                before: before.cloned(),
                after: after.cloned(),
                sentence,
                name,
            });
        }
    }
    verdicts
}

fn findings(judge: &Judge, articles: &[Article]) -> Vec<Vec<Finding>> {
    let mut findings = Checker::with_settings(&judge.glossary, judge.settings.clone()).check_all(articles);
    for (article, findings) in articles.iter().zip(&mut findings) {
        if judge.settings.is_ignored(&article.path) {
            findings.clear();
        }
    }
    findings
}

/// The findings of one article that differ: those at the same place together.
fn paired<'f>(before: &'f [Finding], after: &'f [Finding]) -> Vec<(Option<&'f Finding>, Option<&'f Finding>)> {
    let mut pairs = Vec::new();
    let (mut before, mut after) = (before.iter().peekable(), after.iter().peekable());
    loop {
        match (before.peek().copied(), after.peek().copied()) {
            (None, None) => return pairs,
            (Some(old), Some(new)) if old.range.start < new.range.end && new.range.start < old.range.end => {
                if !is_same_verdict(old, new) {
                    pairs.push((Some(old), Some(new)));
                }
                before.next();
                after.next();
            }
            (Some(old), next) if next.is_none_or(|new| old.range.start < new.range.start) => {
                pairs.push((Some(old), None));
                before.next();
            }
            (_, new) => {
                pairs.push((None, new));
                after.next();
            }
        }
    }
}

/// The score and the wording of the message are no verdict.
fn is_same_verdict(a: &Finding, b: &Finding) -> bool {
    let verdict = |finding: &Finding| (finding.range.clone(), finding.rule, finding.severity);
    verdict(a) == verdict(b) && a.suggestion == b.suggestion && a.entry == b.entry
}

/// Finds the entries that findings are about.
struct Owners<'g> {
    indices: [NameIndex; 2],
    old: &'g Judge,
    new: &'g Judge,
}

impl Owners<'_> {
    fn entry(&self, before: Option<&Finding>, after: Option<&Finding>) -> Option<String> {
        let named = |finding: Option<&Finding>| finding.and_then(|finding| finding.entry.clone());
        named(after).or_else(|| before.and_then(|finding| self.by_name(finding))).or_else(|| named(before))
    }

    /// The entry that has the name which was found: a finding of a name without an entry is gone once it has one.
    fn by_name(&self, finding: &Finding) -> Option<String> {
        let glossaries = [&self.new.glossary, &self.old.glossary];
        self.indices.iter().zip(glossaries).find_map(|(index, glossary)| {
            let named = index.entries(finding.language, &finding.lemma);
            let number = named.first().or(match index.entries_by_ending(finding.language, &finding.lemma) {
                [only] => Some(only),
                _ => None,
            });
            number.map(|&number| glossary.entries[number].id.clone())
        })
    }
}
