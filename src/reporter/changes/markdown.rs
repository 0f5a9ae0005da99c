//! Changes for a comment on a pull request.

use super::{Style, by_category, details};
use crate::differ::{Category, Change};
use crate::exporter::escaped_for_markdown as escaped;

/// GitHub refuses longer comments: characters.
pub const MARKDOWN_LIMIT: usize = 65_536;

/// Longer lists are folded.
const UNFOLDED_ROWS: usize = 20;
/// What the lines that close a list and count the rest need at most.
const RESERVE: usize = 600;

/// The changes as Markdown: counts first, then a table a category; long tables are folded, and what would exceed
/// [`MARKDOWN_LIMIT`] characters is only counted. No changes give one sentence.
pub fn markdown(changes: &[Change]) -> String {
    if changes.is_empty() {
        return "No changes in the glossary.\n".to_owned();
    }
    let groups = by_category(changes);
    let mut page = Page::default();
    page.push("| Glossary changes | |\n|---|--:|\n");
    for (category, group) in &groups {
        page.push(&format!("| {} | {} |\n", category.title(), group.len()));
    }
    let mut left_out: Vec<(Category, usize)> = Vec::new();
    for (category, group) in &groups {
        let shown = page.table(*category, group);
        if shown < group.len() {
            left_out.push((*category, group.len() - shown));
        }
    }
    if !left_out.is_empty() {
        let counts: Vec<String> =
            left_out.iter().map(|(category, count)| format!("{}: {count}", category.title())).collect();
        page.push(&format!("\nNot shown for want of space. {}.\n", counts.join(", ")));
    }
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    length: usize,
}

impl Page {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.length += text.chars().count();
    }

    fn has_room_for(&self, text: &str) -> bool {
        self.length + text.chars().count() + RESERVE < MARKDOWN_LIMIT
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
struct Html;

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
