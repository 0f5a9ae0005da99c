//! What changes do to articles, as the reports show it.

use std::collections::{BTreeMap, BTreeSet};

use crate::checker::{Finding, Severity};
use crate::differ::{Verdict, VerdictChange};
use crate::reader::Article;
use crate::reporter::position::Positions;

/// Articles that were judged under both glossaries, and the verdicts that differ.
#[derive(Clone, Copy, Debug)]
pub struct Effects<'a> {
    /// The articles.
    pub articles: &'a [Article],
    /// What [`verdicts`](crate::differ::verdicts) said of them.
    pub verdicts: &'a [Verdict],
}

/// A verdict with its place as people count it.
pub(super) struct Placed<'a> {
    pub(super) verdict: &'a Verdict,
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
}

impl<'a> Effects<'a> {
    /// How many articles have another verdict.
    pub(super) fn changed_articles(&self) -> usize {
        self.verdicts.iter().map(|verdict| verdict.article).collect::<BTreeSet<_>>().len()
    }

    /// The verdicts with their places, the worst first in each group; of equal ones in the order of the articles.
    pub(super) fn groups(&self) -> Vec<(VerdictChange, Vec<Placed<'a>>)> {
        let mut groups: BTreeMap<VerdictChange, Vec<Placed<'a>>> = BTreeMap::new();
        let mut positions: Option<(usize, Positions<'a>)> = None;
        for verdict in self.verdicts {
            let Some(article) = self.articles.get(verdict.article) else { continue };
            if positions.as_ref().is_none_or(|(number, _)| *number != verdict.article) {
                positions = Some((verdict.article, Positions::new(&article.text)));
            }
            let Some((_, positions)) = &positions else { continue };
            let at = positions.of(verdict.range.start);
            let file = article.path.display().to_string();
            let placed = Placed { verdict, file, line: article.offset.lines + at.line, column: at.column };
            groups.entry(verdict.change()).or_default().push(placed);
        }
        for group in groups.values_mut() {
            group.sort_by_key(|placed| std::cmp::Reverse(placed.severity()));
        }
        groups.into_iter().collect()
    }

    /// One sentence with the counts.
    pub(super) fn summary(&self) -> String {
        let articles = if self.articles.len() == 1 { "article" } else { "articles" };
        if self.verdicts.is_empty() {
            return format!("No other verdict in {} {articles}.", self.articles.len());
        }
        let groups: Vec<String> = self
            .groups()
            .iter()
            .map(|(change, group)| format!("{}: {} ({})", title(*change), group.len(), severities(group)))
            .collect();
        format!(
            "{} of {} {articles} with other verdicts. {}.",
            self.changed_articles(),
            self.articles.len(),
            groups.join("; ")
        )
    }
}

impl Placed<'_> {
    /// The finding that the group is about: the new one, else the one that is gone.
    pub(super) fn finding(&self) -> Option<&Finding> {
        self.verdict.after.as_ref().or(self.verdict.before.as_ref())
    }

    fn severity(&self) -> Option<Severity> {
        self.finding().map(|finding| finding.severity)
    }

    /// What was and is said of the name: `error forbidden-variant → Уиткофф`.
    pub(super) fn verdict_text(&self) -> String {
        let text = |finding: &Finding| match &finding.suggestion {
            Some(suggestion) => format!("{} {}, write {suggestion}", finding.severity.name(), finding.rule),
            None => format!("{} {}", finding.severity.name(), finding.rule),
        };
        match (&self.verdict.before, &self.verdict.after) {
            (Some(before), Some(after)) => format!("{} → {}", text(before), text(after)),
            (before, after) => before.iter().chain(after).map(text).collect(),
        }
    }

    pub(super) fn found(&self) -> &str {
        self.finding().map_or("", |finding| &finding.found)
    }
}

pub(super) fn title(change: VerdictChange) -> &'static str {
    match change {
        VerdictChange::New => "New findings",
        VerdictChange::Gone => "Findings gone",
        VerdictChange::Other => "Findings that say something else",
    }
}

/// The word that scripts read.
pub(super) fn word(change: VerdictChange) -> &'static str {
    match change {
        VerdictChange::New => "new",
        VerdictChange::Gone => "gone",
        VerdictChange::Other => "other",
    }
}

/// `2 errors, 1 note`.
pub(super) fn severities(group: &[Placed<'_>]) -> String {
    let mut counts: BTreeMap<std::cmp::Reverse<Severity>, usize> = BTreeMap::new();
    for severity in group.iter().filter_map(Placed::severity) {
        *counts.entry(std::cmp::Reverse(severity)).or_default() += 1;
    }
    let plural = |count: usize| if count == 1 { "" } else { "s" };
    let counts: Vec<String> =
        counts.into_iter().map(|(severity, count)| format!("{count} {}{}", severity.0.name(), plural(count))).collect();
    counts.join(", ")
}
