//! What two outputs of `mentions` differ in → text, Markdown, JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use super::text::{heading, visible};
use super::{MARKDOWN_LIMIT, Style, markdown, text};
use crate::differ::{MentionChange, MentionDiff, MentionGroup, MentionRecord};
use crate::exporter::escaped_for_markdown as escaped;

/// How many names of a group the text shows.
const NAMES: usize = 50;
/// How many names of a group Markdown shows unfolded.
const UNFOLDED_ROWS: usize = 20;
/// What the last lines of a page in Markdown take at most.
const RESERVE: usize = 1000;

pub(super) type Grouped<'d> = BTreeMap<MentionChange, Vec<&'d MentionGroup>>;

pub(super) fn grouped(diff: &MentionDiff) -> Grouped<'_> {
    let mut grouped: Grouped<'_> = BTreeMap::new();
    for group in &diff.groups {
        grouped.entry(group.change).or_default().push(group);
    }
    grouped
}

/// How many mentions some names have together.
pub(super) fn mentions(groups: &[&MentionGroup]) -> usize {
    groups.iter().map(|group| group.count).sum()
}

/// Counts, then the names of each group with their number and the first place; the most frequent first. Nothing where
/// both outputs say the same.
pub fn mentions_text(diff: &MentionDiff, colour: bool) -> String {
    let grouped = grouped(diff);
    if grouped.is_empty() {
        return String::new();
    }
    let counts: Vec<String> =
        grouped.iter().map(|(change, groups)| format!("{}: {}", change.title(), mentions(groups))).collect();
    let mut report = format!("{} mentions before, {} now. {}\n", diff.before, diff.after, counts.join(", "));
    for (change, groups) in grouped {
        report.push_str(&format!("\n{}\n", heading(change.title(), colour)));
        for group in groups.iter().take(NAMES) {
            let details = details(group, text::style(colour));
            let details = if details.is_empty() { details } else { format!("  {details}") };
            let (lemma, kind) = (visible(&group.lemma), group.kind);
            report.push_str(&format!("  {:>4}  {} {kind} {lemma}{details}", group.count, group.lang));
            if let Some(place) = group.examples.first().map(place) {
                report.push_str(&format!("  {}", visible(&place)));
            }
            report.push('\n');
        }
        if groups.len() > NAMES {
            let rest = &groups[NAMES..];
            report.push_str(&format!("  and {} more names, {} mentions\n", rest.len(), mentions(rest)));
        }
    }
    report
}

/// The same as Markdown: counts, then a table for each group, long ones folded; what would exceed [`MARKDOWN_LIMIT`]
/// characters is counted.
pub fn mentions_markdown(diff: &MentionDiff) -> String {
    let grouped = grouped(diff);
    if grouped.is_empty() {
        return "The same names are found.\n".to_owned();
    }
    let mut page = format!("| Mentions | |\n|---|--:|\n| before | {} |\n| now | {} |\n", diff.before, diff.after);
    for (change, groups) in &grouped {
        page.push_str(&format!("| {} | {} |\n", change.title(), mentions(groups)));
    }
    let mut length = page.chars().count();
    let mut left_out = Vec::new();
    for (change, groups) in &grouped {
        let is_folded = groups.len() > UNFOLDED_ROWS;
        let title = change.title();
        let head = match is_folded {
            true => format!("\n<details><summary>{title} ({} names)</summary>\n", groups.len()),
            false => format!("\n### {title}\n"),
        };
        let head = format!("{head}\n| | name | | first |\n|--:|---|---|---|\n");
        let mut rows = String::new();
        let mut shown = 0;
        for group in groups {
            let place = group.examples.first().map(place).unwrap_or_default();
            let cells = [
                group.count.to_string(),
                format!("{} ({} {})", escaped(&group.lemma), group.lang, group.kind),
                details(group, &markdown::Html),
                escaped(&place),
            ];
            let row = format!("| {} |\n", cells.join(" | "));
            let needed = row.chars().count() + if shown == 0 { head.chars().count() } else { 0 };
            if length + needed + RESERVE > MARKDOWN_LIMIT {
                break;
            }
            length += needed;
            rows.push_str(&row);
            shown += 1;
        }
        if shown > 0 {
            page.push_str(&format!("{head}{rows}{}", if is_folded { "\n</details>\n" } else { "" }));
        }
        if shown < groups.len() {
            left_out.push(format!("{title}: {}", groups.len() - shown));
        }
    }
    if !left_out.is_empty() {
        page.push_str(&format!("\nNames not shown for want of space. {}.\n", left_out.join(", ")));
    }
    page
}

#[derive(Serialize)]
struct Document<'a> {
    version: u8,
    counts: BTreeMap<MentionChange, usize>,
    #[serde(flatten)]
    diff: &'a MentionDiff,
}

/// The same as one JSON object: `version`, `counts` (change → mentions), `before` and `after` (all mentions), `groups`.
pub fn mentions_json(diff: &MentionDiff) -> String {
    let counts = grouped(diff).into_iter().map(|(change, groups)| (change, mentions(&groups))).collect();
    let document = Document { version: 1, counts, diff };
    let mut json = serde_json::to_string_pretty(&document).expect("texts, numbers and lists are always JSON");
    json.push('\n');
    json
}

fn place(mention: &MentionRecord) -> String {
    format!("{}:{}:{}", mention.file, mention.line, mention.column)
}

/// What was and is.
fn details(group: &MentionGroup, style: &dyn Style) -> String {
    match group.change {
        MentionChange::Lost | MentionChange::New => String::new(),
        _ => style.change(group.before.as_deref(), group.after.as_deref()),
    }
}
