//! Changes for the terminal.

use super::{Effects, Review, SETTINGS, Style, by_category, details, effects};
use crate::differ::Change;

/// How many examples of a group of verdicts are shown.
const EXAMPLES: usize = 10;

/// The review as text: the changes as in [`text`], then what happens to articles, with the first examples.
pub fn review_text(review: &Review<'_>, colour: bool) -> String {
    let mut text = text(review.changes, colour);
    if !review.settings.is_empty() {
        let space = if text.is_empty() { "" } else { "\n" };
        text.push_str(&format!("{space}{}\n", heading(SETTINGS, colour)));
        for setting in review.settings {
            let change = style(colour).change(setting.before.as_deref(), setting.after.as_deref());
            text.push_str(&format!("  {}: {change}\n", visible(&setting.name)));
        }
    }
    if let Some(effects) = &review.effects {
        if !text.is_empty() {
            text.push('\n');
        }
        push_effects(&mut text, effects, colour);
    }
    text
}

/// The changes as text: counts first, then a paragraph a category. Letters that differ within a name are red and green;
/// without colour they stand in `[-…-]` and `{+…+}`. No changes give an empty text.
pub fn text(changes: &[Change], colour: bool) -> String {
    let groups = by_category(changes);
    let style = style(colour);
    let mut text = String::new();
    let counts: Vec<String> =
        groups.iter().map(|(category, group)| format!("{}: {}", category.title(), group.len())).collect();
    if !counts.is_empty() {
        let noun = if changes.len() == 1 { "change" } else { "changes" };
        text.push_str(&format!("{} {noun}. {}\n", changes.len(), counts.join(", ")));
    }
    for (category, group) in groups {
        text.push_str(&format!("\n{}\n", heading(category.title(), colour)));
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

pub(super) fn style(colour: bool) -> &'static dyn Style {
    if colour { &Coloured } else { &Plain }
}

pub(super) fn heading(title: &str, colour: bool) -> String {
    if colour { format!("\u{1b}[1m{title}\u{1b}[0m") } else { title.to_owned() }
}

fn push_effects(text: &mut String, articles: &Effects<'_>, colour: bool) {
    text.push_str(&format!("{}\n", articles.summary()));
    for (change, group) in articles.groups() {
        text.push_str(&format!("\n{}\n", heading(effects::title(change), colour)));
        for placed in group.iter().take(EXAMPLES) {
            let entry =
                placed.verdict.entry.as_ref().map(|entry| format!("  [{}]", visible(entry))).unwrap_or_default();
            let (found, verdict) = (visible(placed.found()), placed.verdict_text());
            let place = format!("{}:{}:{}", visible(&placed.file), placed.line, placed.column);
            text.push_str(&format!("  {place}  {found}: {}{entry}\n", visible(&verdict)));
            text.push_str(&format!("    {}\n", sentence(&placed.verdict.sentence, &placed.verdict.name, colour)));
        }
        if group.len() > EXAMPLES {
            text.push_str(&format!("  and {} more\n", group.len() - EXAMPLES));
        }
    }
}

fn sentence(sentence: &str, name: &std::ops::Range<usize>, colour: bool) -> String {
    match (sentence.get(..name.start), sentence.get(name.clone()), sentence.get(name.end..)) {
        (Some(before), Some(name), Some(after)) if colour => {
            format!("{}\u{1b}[1m{}\u{1b}[0m{}", visible(before), visible(name), visible(after))
        }
        _ => visible(sentence),
    }
}

/// Control characters in names must not reach the terminal.
pub(super) fn visible(name: &str) -> String {
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
