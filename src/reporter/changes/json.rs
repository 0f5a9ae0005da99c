//! Changes for scripts.

use std::collections::BTreeMap;

use serde::Serialize;

use super::effects::{self, Placed};
use super::{Effects, Review, by_category};
use crate::checker::{Finding, Rule, Severity};
use crate::differ::{Category, Change, Patch, SettingChange};

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    counts: BTreeMap<Category, usize>,
    changes: &'a [Change],
    patch: &'a Patch,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    settings: &'a [SettingChange],
    #[serde(skip_serializing_if = "Option::is_none")]
    articles: Option<Articles<'a>>,
}

#[derive(Serialize)]
struct Articles<'a> {
    checked: usize,
    changed: usize,
    counts: BTreeMap<&'static str, usize>,
    verdicts: Vec<VerdictObject<'a>>,
}

#[derive(Serialize)]
struct VerdictObject<'a> {
    change: &'static str,
    file: String,
    line: usize,
    column: usize,
    byte_start: usize,
    byte_end: usize,
    found: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<FindingObject<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<FindingObject<'a>>,
    sentence: &'a str,
}

#[derive(Serialize)]
struct FindingObject<'a> {
    rule: Rule,
    severity: Severity,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suggestion: Option<&'a str>,
    message: &'a str,
}

impl<'a> FindingObject<'a> {
    fn of(finding: &'a Finding) -> FindingObject<'a> {
        FindingObject {
            rule: finding.rule,
            severity: finding.severity,
            entry: finding.entry.as_deref(),
            suggestion: finding.suggestion.as_deref(),
            message: &finding.message,
        }
    }
}

fn articles<'a>(effects: &Effects<'a>) -> Articles<'a> {
    let groups = effects.groups();
    let object = |placed: Placed<'a>| {
        let verdict = placed.verdict;
        VerdictObject {
            change: effects::word(verdict.change()),
            file: placed.file,
            line: placed.line,
            column: placed.column,
            byte_start: verdict.range.start,
            byte_end: verdict.range.end,
            found: verdict.after.as_ref().or(verdict.before.as_ref()).map_or("", |finding| &finding.found),
            entry: verdict.entry.as_deref(),
            before: verdict.before.as_ref().map(FindingObject::of),
            after: verdict.after.as_ref().map(FindingObject::of),
            sentence: &verdict.sentence,
        }
    };
    Articles {
        checked: effects.articles.len(),
        changed: effects.changed_articles(),
        counts: groups.iter().map(|(change, group)| (effects::word(*change), group.len())).collect(),
        verdicts: groups.into_iter().flat_map(|(_, group)| group).map(object).collect(),
    }
}

/// The review as one JSON object.
///
/// `version`, `counts` (category → number) and `changes`: each has `change` (what happened), `kind`, mostly `id`, `ru` and
/// `uk` (the entry and its names), and the fields of what happened. `patch` is a [`Patch`]: every entry that differs, whole,
/// before and after. `settings`, where there are any, has the settings of `check` that differ, and `articles`, where articles
/// were judged, the verdicts that do.
pub fn json(review: &Review<'_>) -> String {
    let counts = by_category(review.changes).into_iter().map(|(category, group)| (category, group.len())).collect();
    let articles = review.effects.as_ref().map(articles);
    let Review { changes, patch, settings, .. } = *review;
    let document = Document { version: 1, counts, changes, patch, settings, articles };
    let mut json = serde_json::to_string_pretty(&document).expect("texts, numbers and lists are always JSON");
    json.push('\n');
    json
}
