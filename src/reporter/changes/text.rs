//! Changes for the terminal.

use super::{Style, by_category, details};
use crate::differ::Change;

/// The changes as text: counts first, then a paragraph a category. Letters that differ within a name are red and green;
/// without colour they stand in `[-…-]` and `{+…+}`. No changes give an empty text.
pub fn text(changes: &[Change], colour: bool) -> String {
    let groups = by_category(changes);
    let style: &dyn Style = if colour { &Coloured } else { &Plain };
    let mut text = String::new();
    let counts: Vec<String> =
        groups.iter().map(|(category, group)| format!("{}: {}", category.title(), group.len())).collect();
    if !counts.is_empty() {
        text.push_str(&format!("{} changes. {}\n", changes.len(), counts.join(", ")));
        if changes.len() == 1 {
            text = text.replacen("1 changes", "1 change", 1);
        }
    }
    for (category, group) in groups {
        let title = category.title();
        text.push_str(&if colour { format!("\n\u{1b}[1m{title}\u{1b}[0m\n") } else { format!("\n{title}\n") });
        for change in group {
            let names: Vec<String> =
                [&change.ru, &change.uk].into_iter().flatten().map(|name| style.name(name)).collect();
            let mut cells = vec![change.kind.to_string()];
            cells.extend(change.id.as_ref().map(|id| style.name(id)));
            cells.push(names.join(" / "));
            cells.push(details(&change.what, style));
            cells.retain(|cell| !cell.is_empty());
            text.push_str(&format!("  {}\n", cells.join("  ")));
        }
    }
    text
}

/// Control characters in names must not reach the terminal.
fn visible(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

struct Plain;

impl Style for Plain {
    fn name(&self, name: &str) -> String {
        visible(name)
    }

    fn deleted(&self, name: &str) -> String {
        format!("[-{}-]", visible(name))
    }

    fn inserted(&self, name: &str) -> String {
        format!("{{+{}+}}", visible(name))
    }
}

struct Coloured;

impl Style for Coloured {
    fn name(&self, name: &str) -> String {
        visible(name)
    }

    fn deleted(&self, name: &str) -> String {
        format!("\u{1b}[31;9m{}\u{1b}[0m", visible(name))
    }

    fn inserted(&self, name: &str) -> String {
        format!("\u{1b}[32m{}\u{1b}[0m", visible(name))
    }
}
