//! Article × [`Glossary`] → [`Finding`] with a suggestion.
//!
//! The words of a paragraph ([`passage`]) are read as words of the glossary's names ([`names`], [`matching`]), those
//! that are left over as misspellings of them ([`near`], [`passage_check`]). What is not as it should be becomes a
//! finding, with the right form in the case of what was found ([`suggest`]). Names that the glossary does not know
//! come from the recognizer ([`unknown`]).

mod baseline;
mod cells;
mod edited;
mod examine;
mod finding;
mod fixes;
mod government;
mod matching;
mod names;
mod near;
mod passage;
mod passage_check;
mod proposal;
mod quotes;
mod scope;
mod settings;
mod silence;
mod spelling;
mod suggest;
mod unknown;

use std::sync::OnceLock;

use rayon::prelude::*;

use settings::LowerCase;

pub use baseline::{Baseline, BaselineError};
pub use finding::{Finding, Rule, Severity, UnknownRule, UnknownSeverity};
pub use fixes::{FixScope, apply_fixes, fixes, is_fixable};
pub use scope::Scope;
pub use settings::{Settings, SettingsError};

use crate::glossary::Glossary;
use crate::reader::Article;

/// Checks articles against one glossary.
#[derive(Debug)]
pub struct Checker<'g> {
    glossary: &'g Glossary,
    settings: Settings,
    /// Made while the first article is read for its names.
    known: OnceLock<Known<'g>>,
}

/// What is known of the names of a glossary.
#[derive(Debug)]
struct Known<'g> {
    names: names::Names<'g>,
    /// For each owner of names whether these may stand in lower case.
    lower_case: Vec<bool>,
}

impl<'g> Checker<'g> {
    /// A checker with the usual settings. The names of the glossary are indexed with the first article, in a few
    /// milliseconds for 10,000 entries; the case forms of a name are made when a text first needs them.
    pub fn new(glossary: &'g Glossary) -> Checker<'g> {
        Checker::with_settings(glossary, Settings::default())
    }

    /// The same with settings of one's own.
    pub fn with_settings(glossary: &'g Glossary, settings: Settings) -> Checker<'g> {
        Checker { glossary, settings, known: OnceLock::new() }
    }

    fn known(&self) -> &Known<'g> {
        self.known.get_or_init(|| {
            let names = names::Names::new(self.glossary);
            let lower_case = match self.settings.lower_case() {
                LowerCase::None => Vec::new(),
                LowerCase::All => vec![true; names.owners.len()],
                LowerCase::Names(listed) => names.may_be_lower_case(listed),
            };
            Known { names, lower_case }
        })
    }

    /// The findings of one article, in the order of its text and without overlap.
    pub fn check(&self, article: &Article) -> Vec<Finding> {
        self.check_each(&[article], &[Scope::Whole], vec![self.examine(article)]).pop().unwrap_or_default()
    }

    /// The findings of each article. A name without an entry is reported once, where it first stands, with its count in
    /// all articles; two spellings of one name are found across the articles. Articles are examined in parallel.
    pub fn check_all(&self, articles: &[Article]) -> Vec<Vec<Finding>> {
        self.check_within(articles, &vec![Scope::Whole; articles.len()])
    }

    /// The findings in a part of each article, one scope an article. The articles are read as a whole, as what stands
    /// outside the scope tells whose names stand inside, and how they are spelled elsewhere.
    pub fn check_within(&self, articles: &[Article], scopes: &[Scope]) -> Vec<Vec<Finding>> {
        let examined = articles.par_iter().map(|article| self.examine(article)).collect();
        self.check_each(&articles.iter().collect::<Vec<_>>(), scopes, examined)
    }

    fn check_each(
        &self,
        articles: &[&Article],
        scopes: &[Scope],
        mut examined: Vec<examine::Examined>,
    ) -> Vec<Vec<Finding>> {
        self.report_unknown(articles, scopes, &mut examined);
        let findings = articles.iter().zip(scopes).zip(examined);
        findings.map(|((article, scope), examined)| self.settled(article, scope, examined)).collect()
    }

    /// The findings that the scope, the settings and comments in the text leave.
    fn settled(&self, article: &Article, scope: &Scope, examined: examine::Examined) -> Vec<Finding> {
        let mut findings = examined.into_findings();
        findings.retain_mut(|finding| {
            let severity = self.settings.severity(finding.rule);
            finding.severity = severity.unwrap_or(Severity::Note);
            severity.is_some() && scope.includes(&finding.range)
        });
        silence::silence(&article.text, &mut findings);
        findings
    }
}
