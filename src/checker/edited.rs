//! The findings of a long article while somebody writes in it.

use std::ops::Range;

use super::finding::{Finding, Rule};
use super::{Checker, Scope};
use crate::difference::difference;
use crate::reader::{Article, Paragraph};

impl Checker<'_> {
    /// The findings of an article that came from the text `before`, whose findings were `known`, by an edit.
    ///
    /// Only the paragraphs that the edit touched are checked against the glossary. Everything else is carried over: the
    /// other findings, and in the touched paragraphs those about names that the glossary does not know, which the whole
    /// article decides. So the answer is provisional; [`Checker::check`] gives the final one. Costs as much as checking
    /// the touched paragraphs, and one comparison of the texts.
    pub fn recheck(&self, article: &Article, before: &str, known: &[Finding]) -> Vec<Finding> {
        let edit = Edit::between(before, &article.text);
        let extents: Vec<Range<usize>> = article.paragraphs.iter().map(extent).collect();
        let is_touched = |extent: &Range<usize>| touches(extent, &edit.new);
        let touched: Vec<Paragraph> = article
            .paragraphs
            .iter()
            .zip(&extents)
            .filter(|(_, extent)| is_touched(extent))
            .map(|(paragraph, _)| paragraph.clone())
            .collect();
        let mut findings = Vec::new();
        if !touched.is_empty() {
            let part = Article {
                path: article.path.clone(),
                markup: article.markup,
                offset: article.offset,
                places: article.places.clone(),
                text: article.text.clone(),
                encoding: article.encoding,
                byte_order_mark: article.byte_order_mark,
                damaged: article.damaged,
                date: article.date,
                language: article.language,
                paragraphs: touched,
            };
            findings = self.settled(&part, &Scope::Whole, self.examine(&part));
        }
        let fresh = findings.len();
        for finding in known {
            let Some(range) = edit.moved(&finding.range) else { continue };
            let paragraph = extents.partition_point(|extent| extent.end < range.end);
            let Some(extent) = extents.get(paragraph).filter(|extent| extent.start <= range.start) else { continue };
            let is_rechecked = is_touched(extent) && !depends_on_article(finding.rule);
            let overlaps = |other: &Finding| other.range.start < range.end && range.start < other.range.end;
            if !is_rechecked && !findings[..fresh].iter().any(overlaps) {
                findings.push(Finding { range, ..finding.clone() });
            }
        }
        findings.sort_by_key(|finding| finding.range.start);
        findings
    }
}

/// Whether the rest of the article decides about a finding.
fn depends_on_article(rule: Rule) -> bool {
    matches!(rule, Rule::Inconsistent | Rule::UnknownName)
}

fn extent(paragraph: &Paragraph) -> Range<usize> {
    let ends = paragraph.pieces.first().zip(paragraph.pieces.last());
    ends.map_or(0..0, |(first, last)| first.range().start..last.range().end)
}

/// Whether two ranges overlap or meet.
fn touches(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// The stretch in which two texts differ.
#[derive(Debug, PartialEq, Eq)]
struct Edit {
    old: Range<usize>,
    new: Range<usize>,
}

impl Edit {
    fn between(before: &str, after: &str) -> Edit {
        let (old, new) = difference(before, after);
        Edit { old, new }
    }

    /// Where a stretch of the old text is in the new one; `None` if it meets what was edited.
    fn moved(&self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.end < self.old.start {
            Some(range.clone())
        } else if range.start > self.old.end {
            Some(range.start - self.old.end + self.new.end..range.end - self.old.end + self.new.end)
        } else if self.old.is_empty() && self.new.is_empty() {
            Some(range.clone())
        } else {
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::glossary::GlossaryFile;
    use crate::reader::{Markup, read_bytes};

    const GLOSSARY: &str = r#"
        version = 1
        [[entry]]
        id = "steve-witkoff"
        kind = "person"
        status = "approved"
        [entry.ru]
        preferred = "Стив Уиткофф"
        forbidden = ["Стив Виткофф"]
        [entry.uk]
        preferred = "Стів Віткофф"
    "#;

    fn article(text: &str) -> Article {
        read_bytes(Path::new("a.txt"), text.as_bytes().to_vec(), Markup::Plain).expect("an article")
    }

    proptest! {
        #[test]
        fn what_the_glossary_decides_is_found_as_by_a_whole_check(
            paragraphs in prop::collection::vec("(Вчера Виткофф был в Москве|Стив Уиткофф приехал|С Виткоффом говорили|Ничего)", 1..5),
            edited in any::<prop::sample::Index>(),
            new in "(Переговоры со Стивом Виткоффом прошли|Тихо|)",
        ) {
            let file = GlossaryFile::parse(Path::new("glossary.toml"), GLOSSARY).expect("a glossary");
            let checker = Checker::new(file.glossary());
            let before = article(&paragraphs.join("\n\n"));
            let mut paragraphs = paragraphs;
            let edited = edited.index(paragraphs.len());
            paragraphs[edited] = new;
            let after = article(&paragraphs.join("\n\n"));
            let decided = |findings: Vec<Finding>| -> Vec<Finding> {
                findings.into_iter().filter(|finding| !depends_on_article(finding.rule)).collect()
            };
            let known = checker.check(&before);
            prop_assert_eq!(decided(checker.recheck(&after, &before.text, &known)), decided(checker.check(&after)));
        }
    }
}
