//! Changes for a comment on a pull request.

use super::{Effects, Review, SETTINGS, Style, by_category, details, effects};
use crate::differ::{Category, Change, SettingChange};
use crate::exporter::escaped_for_markdown as escaped;

/// GitHub refuses longer comments: characters.
pub const MARKDOWN_LIMIT: usize = 65_536;

/// Longer lists are folded.
const UNFOLDED_ROWS: usize = 20;
/// What the lines that close a list and count the rest need at most.
const RESERVE: usize = 1000;
/// What examples from articles take at most, in characters.
const EXAMPLES_LIMIT: usize = MARKDOWN_LIMIT / 2;

/// How many examples of a group of verdicts are shown.
const EXAMPLES: usize = 10;

/// The review as Markdown: counts first, then a table a category, then what happens to articles; long tables are folded,
/// and what would exceed [`MARKDOWN_LIMIT`] characters is only counted. No changes give one sentence.
pub fn markdown(review: &Review<'_>) -> String {
    let mut page = Page::default();
    let effects = review.effects.as_ref().map(effects_section).unwrap_or_default();
    let settings = settings_section(review.settings);
    page.reserved = effects.chars().count() + settings.chars().count();
    match (review.changes, review.settings) {
        ([], []) => page.push("No changes in the glossary.\n"),
        ([], _) => {}
        (changes, _) => page.changes(changes),
    }
    if !(review.changes.is_empty() || settings.is_empty()) {
        page.push("\n");
    }
    page.push(&settings);
    page.push(&effects);
    page.text
}

/// The settings that differ; long values are cut, and there are few settings.
fn settings_section(settings: &[SettingChange]) -> String {
    const MOST: usize = 20;
    if settings.is_empty() {
        return String::new();
    }
    let mut section = format!("### {SETTINGS} ({})\n\n| setting | |\n|---|---|\n", settings.len());
    for setting in settings.iter().take(MOST) {
        let value = |value: &Option<String>| value.as_deref().map(|value| short(value, 200));
        let change = Html.change(value(&setting.before).as_deref(), value(&setting.after).as_deref());
        section.push_str(&format!("| {} | {change} |\n", escaped(&short(&setting.name, 80))));
    }
    section
}

/// The verdicts that differ: counts, and a table of the first ones of each group. Long sentences are cut.
fn effects_section(articles: &Effects<'_>) -> String {
    let mut text = format!("\n### Articles\n\n{}\n", escaped(&articles.summary()));
    let mut length = text.chars().count();
    for (change, group) in articles.groups() {
        let mut rows = Vec::new();
        for placed in group.iter().take(EXAMPLES) {
            let cells = [
                short(&format!("{}:{}", placed.file, placed.line), 120),
                short(placed.found(), 80),
                short(&placed.verdict_text(), 160),
                short(&placed.verdict.sentence, 300),
                short(placed.verdict.entry.as_deref().unwrap_or_default(), 80),
            ];
            let row = format!("| {} |\n", cells.map(|cell| escaped(&cell)).join(" | "));
            if length + row.chars().count() > EXAMPLES_LIMIT {
                break;
            }
            length += row.chars().count();
            rows.push(row);
        }
        let shown = if rows.len() < group.len() { format!(", the first {}", rows.len()) } else { String::new() };
        let title = effects::title(change);
        let summary = format!("\n<details><summary>{title} ({}{shown})</summary>\n", group.len());
        let table = "\n| | name | verdict | sentence | entry |\n|---|---|---|---|---|\n";
        text.push_str(&format!("{summary}{table}{}\n</details>\n", rows.concat()));
        length += summary.chars().count() + table.len();
    }
    text
}

fn short(text: &str, longest: usize) -> String {
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[derive(Default)]
struct Page {
    text: String,
    length: usize,
    /// Characters that are yet to come whatever happens.
    reserved: usize,
}

impl Page {
    fn changes(&mut self, changes: &[Change]) {
        let groups = by_category(changes);
        self.push("| Glossary changes | |\n|---|--:|\n");
        for (category, group) in &groups {
            self.push(&format!("| {} | {} |\n", category.title(), group.len()));
        }
        let mut left_out: Vec<(Category, usize)> = Vec::new();
        for (category, group) in &groups {
            let shown = self.table(*category, group);
            if shown < group.len() {
                left_out.push((*category, group.len() - shown));
            }
        }
        if !left_out.is_empty() {
            let counts: Vec<String> =
                left_out.iter().map(|(category, count)| format!("{}: {count}", category.title())).collect();
            self.push(&format!("\nNot shown for want of space. {}.\n", counts.join(", ")));
        }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn has_room_for(&self, text: &str) -> bool {
        self.length + text.chars().count() + self.reserved + RESERVE < MARKDOWN_LIMIT
    }

    /// Writes a table as far as there is room; returns the number of rows.
    fn table(&mut self, category: Category, group: &[&Change]) -> usize {
        let folded = group.len() > UNFOLDED_ROWS;
        let title = category.title();
        let mut head = match folded {
            true => format!("\n<details><summary>{title} ({})</summary>\n", group.len()),
            false => format!("\n### {title}\n"),
        };
        let has_details = !matches!(category, Category::PairRefused | Category::PairReleased);
        head.push_str(if has_details {
            "\n| ru | uk | | entry |\n|---|---|---|---|\n"
        } else {
            "\n| ru | uk |\n|---|---|\n"
        });
        let mut shown = 0;
        for change in group {
            let mut cells = vec![cell(&change.ru), cell(&change.uk)];
            if has_details {
                let entry = change.id.as_deref().map(escaped).unwrap_or_default();
                cells.extend([details(&change.what, &Html), format!("{entry} ({})", change.kind)]);
            }
            let row = format!("| {} |\n", cells.join(" | "));
            let addition = if shown == 0 { format!("{head}{row}") } else { row };
            if !self.has_room_for(&addition) {
                break;
            }
            self.push(&addition);
            shown += 1;
        }
        if folded && shown > 0 {
            self.push("\n</details>\n");
        }
        shown
    }
}

fn cell(name: &Option<String>) -> String {
    name.as_deref().map(escaped).unwrap_or_default()
}

/// Emphasis within a word is unreliable in Markdown, so differences are marked in HTML.
pub(super) struct Html;

impl Style for Html {
    fn name(&self, name: &str) -> String {
        escaped(name)
    }

    fn deleted(&self, name: &str) -> String {
        format!("<del>{}</del>", escaped(name))
    }

    fn inserted(&self, name: &str) -> String {
        format!("<ins>{}</ins>", escaped(name))
    }
}
