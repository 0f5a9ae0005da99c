//! Changes as a page: two columns, a filter by what happened, sentences of articles on demand.

use std::collections::BTreeSet;
use std::fmt::Write;

use rustc_hash::FxHashMap;

use super::effects::{self, Placed};
use super::mentions::{grouped, mentions};
use super::{Part, Review, SETTINGS, by_category, marked};
use crate::differ::{Change, MentionChange, MentionDiff, Patch, What};
use crate::exporter::escaped_for_html as escaped;
use crate::glossary::{Entry, Side};
use crate::kind::Kind;

const STYLE: &str = include_str!("html/style.css");
const SCRIPT: &str = include_str!("html/script.js");

/// How many sentences a change shows; the rest is counted.
const SENTENCES: usize = 20;
/// How many verdicts of a group the list of all shows; the rest is counted.
const VERDICTS: usize = 1000;

/// The review as one HTML file that needs no network. Names and sentences get into it as text only. Without JavaScript
/// everything is shown and nothing can be filtered.
pub fn html(review: &Review<'_>) -> String {
    let groups = by_category(review.changes);
    let noun = if review.changes.len() == 1 { "change" } else { "changes" };
    let kinds = review.changes.iter().map(|change| change.kind).collect();
    let counts: Vec<_> = groups.iter().map(|(category, group)| (category.title(), group.len())).collect();
    let mut page = head("Glossary changes", &format!("{} {noun}", review.changes.len()), &counts, &kinds);
    let context = Context::new(review);
    for (category, group) in &groups {
        section(&mut page, category.title(), group.len());
        group.iter().for_each(|change| context.push_row(&mut page, change));
        page.push_str("</table>\n</section>\n");
    }
    if review.changes.is_empty() && review.settings.is_empty() {
        page.push_str("<p>No changes in the glossary.</p>\n");
    }
    page.push_str("<p id=\"nothing\" hidden>No change of this kind.</p>\n");
    if !review.settings.is_empty() {
        let _ = write!(
            page,
            "<section>\n<h2>{SETTINGS} <small>{}</small></h2>\n\
             <table>\n<thead><tr><th>Before</th><th>After</th></tr></thead>\n<tbody>\n",
            review.settings.len()
        );
        for setting in review.settings {
            let (before, after) = differing(setting.before.as_deref(), setting.after.as_deref());
            let (before, after) = (labelled(&setting.name, before), labelled(&setting.name, after));
            let _ = writeln!(page, "<tr><td class=\"before\">{before}</td><td class=\"after\">{after}</td></tr>");
        }
        page.push_str("</tbody>\n</table>\n</section>\n");
    }
    if let Some(effects) = &review.effects {
        let _ = write!(page, "<section id=\"articles\">\n<h2>Articles</h2>\n<p>{}</p>\n", escaped(&effects.summary()));
        for (change, group) in effects.groups() {
            let _ = write!(
                page,
                "<details><summary>{} <small>{}</small></summary>\n<ul>\n",
                effects::title(change),
                group.len()
            );
            group.iter().take(VERDICTS).for_each(|placed| push_verdict(&mut page, placed));
            push_rest(&mut page, group.len(), VERDICTS);
            page.push_str("</ul>\n</details>\n");
        }
        page.push_str("</section>\n");
    }
    push_end(&mut page);
    page
}

/// Everything above the first section: counts by what happened, the kinds of names to choose from.
fn head(title: &str, subtitle: &str, counts: &[(&str, usize)], kinds: &BTreeSet<Kind>) -> String {
    let mut page = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<header>\n\
         <h1>{title}<small>{subtitle}</small></h1>\n\
         <form id=\"controls\" autocomplete=\"off\" hidden>\n<div class=\"chips\">\n"
    );
    for (title, count) in counts {
        let _ = writeln!(
            page,
            "<label class=\"chip\"><input type=\"checkbox\" name=\"category\" value=\"{title}\">\
             <span>{title}<b>{count}</b></span></label>"
        );
    }
    page.push_str(
        "</div>\n<input type=\"search\" name=\"search\" placeholder=\"A name or an id\" aria-label=\"A name or an id\" \
         spellcheck=\"false\">\n<select name=\"kind\" aria-label=\"Kind\"><option value=\"\">all kinds</option>",
    );
    for kind in kinds {
        let _ = write!(page, "<option>{kind}</option>");
    }
    page.push_str("</select>\n<output id=\"count\"></output>\n</form>\n</header>\n<main>\n");
    page
}

/// The beginning of a group of rows.
fn section(page: &mut String, title: &str, count: usize) {
    let _ = write!(
        page,
        "<section data-category=\"{title}\">\n<h2>{title} <small>{count}</small></h2>\n\
         <table>\n<thead><tr><th>Before</th><th>After</th></tr></thead>\n"
    );
}

/// The end of the page.
fn push_end(page: &mut String) {
    let _ = write!(page, "</main>\n<script>\n{SCRIPT}</script>\n</body>\n</html>\n");
}

/// What two outputs of `mentions` differ in, as a page like [`html`]: the places of the first mentions of each name on
/// demand.
pub fn mentions_html(diff: &MentionDiff) -> String {
    let grouped = grouped(diff);
    let kinds = diff.groups.iter().map(|group| group.kind).collect();
    let counts: Vec<_> = grouped.iter().map(|(change, groups)| (change.title(), mentions(groups))).collect();
    let subtitle = format!("{} before, {} now", diff.before, diff.after);
    let mut page = head("Mentions", &subtitle, &counts, &kinds);
    for (change, groups) in &grouped {
        section(&mut page, change.title(), mentions(groups));
        for group in groups {
            let (before, after) = match change {
                MentionChange::Lost => (deleted(&group.lemma), String::new()),
                MentionChange::New => (String::new(), inserted(&group.lemma)),
                _ => differing(group.before.as_deref(), group.after.as_deref()),
            };
            let _ = write!(
                page,
                "<tbody data-names=\"{lemma}\" data-kind=\"{kind}\">\n<tr><td class=\"entry\" colspan=\"2\"><b>{lemma}</b> \
                 <span class=\"meta\">{kind} {}</span></td></tr>\n\
                 <tr><td class=\"before\">{before}</td><td class=\"after\">{after}</td></tr>\n\
                 <tr><td class=\"more\" colspan=\"2\"><details><summary>In articles <small>{}</small></summary>\n<ul>\n",
                group.lang,
                group.count,
                lemma = escaped(&group.lemma),
                kind = group.kind,
            );
            for mention in &group.examples {
                let place = format!("{}:{}:{}", mention.file, mention.line, mention.column);
                let (place, surface) = (escaped(&place), escaped(&mention.surface));
                let _ = writeln!(page, "<li><span class=\"meta\">{place}</span> {surface}</li>");
            }
            push_rest(&mut page, group.count, group.examples.len());
            page.push_str("</ul>\n</details></td></tr>\n</tbody>\n");
        }
        page.push_str("</table>\n</section>\n");
    }
    if grouped.is_empty() {
        page.push_str("<p>The same names are found.</p>\n");
    }
    page.push_str("<p id=\"nothing\" hidden>No name of this kind.</p>\n");
    push_end(&mut page);
    page
}

/// What rows take from elsewhere.
struct Context<'a> {
    before: FxHashMap<&'a str, &'a Entry>,
    after: FxHashMap<&'a str, &'a Entry>,
    verdicts: FxHashMap<String, Vec<Placed<'a>>>,
}

impl<'a> Context<'a> {
    fn new(review: &Review<'a>) -> Context<'a> {
        let Patch { entries, .. } = review.patch;
        let before = entries.iter().filter_map(|patch| patch.before.as_ref());
        let after = entries.iter().filter_map(|patch| patch.after.as_ref());
        let mut verdicts: FxHashMap<String, Vec<Placed<'a>>> = FxHashMap::default();
        for placed in review.effects.iter().flat_map(|effects| effects.groups()).flat_map(|(_, group)| group) {
            if let Some(entry) = &placed.verdict.entry {
                verdicts.entry(entry.clone()).or_default().push(placed);
            }
        }
        Context {
            before: before.map(|entry| (entry.id.as_str(), entry)).collect(),
            after: after.map(|entry| (entry.id.as_str(), entry)).collect(),
            verdicts,
        }
    }

    fn push_row(&self, page: &mut String, change: &Change) {
        let names: Vec<&str> = [&change.ru, &change.uk].into_iter().flatten().map(String::as_str).collect();
        let id = change.id.as_deref().unwrap_or_default();
        let searched = format!("{} {id}", names.join(" "));
        let _ = write!(
            page,
            "<tbody data-names=\"{}\" data-kind=\"{}\">\n<tr><td class=\"entry\" colspan=\"2\"><b>{}</b> \
             <span class=\"meta\">{} {}</span></td></tr>\n",
            escaped(&searched),
            change.kind,
            escaped(&names.join(" / ")),
            change.kind,
            escaped(id)
        );
        let (before, after) = self.columns(change);
        if !(before.is_empty() && after.is_empty()) {
            let _ = writeln!(page, "<tr><td class=\"before\">{before}</td><td class=\"after\">{after}</td></tr>");
        }
        if let Some(verdicts) = self.verdicts.get(id) {
            let _ = write!(
                page,
                "<tr><td class=\"more\" colspan=\"2\"><details><summary>In articles <small>{}</small></summary>\n<ul>\n",
                verdicts.len()
            );
            verdicts.iter().take(SENTENCES).for_each(|placed| push_verdict(page, placed));
            push_rest(page, verdicts.len(), SENTENCES);
            page.push_str("</ul>\n</details></td></tr>\n");
        }
        page.push_str("</tbody>\n");
    }

    /// What was and what is.
    fn columns(&self, change: &Change) -> (String, String) {
        let id = change.id.as_deref().unwrap_or_default();
        let before = || self.before.get(id).map(|entry| forms(entry)).unwrap_or_default();
        let after = || self.after.get(id).map(|entry| forms(entry)).unwrap_or_default();
        match &change.what {
            What::Added { .. } => (String::new(), after()),
            What::Removed { .. } => (before(), String::new()),
            What::Split { from } => {
                let source = self.before.get(from.as_str()).map(|entry| forms(entry)).unwrap_or_default();
                (format!("{}{source}", word("from", from)), after())
            }
            What::Merged { into } => {
                let target = self.after.get(into.as_str()).map(|entry| forms(entry)).unwrap_or_default();
                (before(), format!("{}{target}", word("into", into)))
            }
            What::StatusChanged { from, to } => (deleted(from.name()), inserted(to.name())),
            What::PreferredChanged { language, from, to } => {
                let (before, after) = differing(from.as_deref(), to.as_deref());
                (labelled(language.code(), before), labelled(language.code(), after))
            }
            What::FormAdded { language, form, to } => {
                (String::new(), labelled(&format!("{language} {to}"), inserted(form)))
            }
            What::FormRemoved { language, form, from } => {
                (labelled(&format!("{language} {from}"), deleted(form)), String::new())
            }
            What::FormStanding { language, form, from, to } => (
                labelled(language.code(), format!("{} {}", escaped(form), deleted(&from.to_string()))),
                labelled(language.code(), format!("{} {}", escaped(form), inserted(&to.to_string()))),
            ),
            What::FormMoved { language, form, from_entry, from, to } => (
                labelled(&format!("{language} {from}"), format!("{} {}", deleted(form), word("in", from_entry))),
                labelled(&format!("{language} {to}"), format!("{} {}", inserted(form), word("in", id))),
            ),
            What::Realigned { language, form, from_entry, before, after, .. } => {
                let (old, new) = differing(Some(before), Some(after));
                let pair = |counterpart: String, entry: &str| {
                    labelled(language.code(), format!("{} ↔ {counterpart} {}", escaped(form), word("in", entry)))
                };
                (pair(old, from_entry), pair(new, id))
            }
            What::IdChanged { from } => {
                let (before, after) = differing(Some(from), Some(id));
                (labelled("id", before), labelled("id", after))
            }
            What::KindChanged { from } => (deleted(from.name()), inserted(change.kind.name())),
            What::FieldChanged { language, field, from, to } => {
                let label = language.map_or_else(|| (*field).to_owned(), |language| format!("{language} {field}"));
                let (before, after) = differing(from.as_deref(), to.as_deref());
                (labelled(&label, before), labelled(&label, after))
            }
            What::PairRefused => (String::new(), inserted("two names that are kept apart")),
            What::PairReleased => (deleted("two names that were kept apart"), String::new()),
        }
    }
}

/// All names of an entry.
fn forms(entry: &Entry) -> String {
    let mut list = format!("<dl><dt>status</dt><dd>{}</dd>", entry.status);
    let mut push = |label: &str, text: &str| {
        let _ = write!(list, "<dt>{}</dt><dd>{}</dd>", escaped(label), escaped(text));
    };
    for (language, side) in entry.sides() {
        let Side { preferred, admitted, forbidden, proposed, .. } = side;
        let groups =
            [("", preferred.as_slice()), (" admitted", admitted), (" forbidden", forbidden), (" proposed", proposed)];
        for (standing, forms) in groups.into_iter().filter(|(_, forms)| !forms.is_empty()) {
            push(&format!("{language}{standing}"), &forms.join(", "));
        }
    }
    for (label, text) in [("en", &entry.en), ("note", &entry.note)] {
        if let Some(text) = text {
            push(label, text);
        }
    }
    list.push_str("</dl>");
    list
}

fn push_verdict(page: &mut String, placed: &Placed<'_>) {
    let sentence = &placed.verdict.sentence;
    let name = &placed.verdict.name;
    let parts = (sentence.get(..name.start), sentence.get(name.clone()), sentence.get(name.end..));
    let shown = match parts {
        (Some(before), Some(name), Some(after)) => {
            format!("{}<mark>{}</mark>{}", escaped(before), escaped(name), escaped(after))
        }
        _ => escaped(sentence),
    };
    let _ = writeln!(
        page,
        "<li><span class=\"meta\">{}:{}:{}</span> {} <blockquote>{shown}</blockquote></li>",
        escaped(&placed.file),
        placed.line,
        placed.column,
        escaped(&format!("{}: {}", effects::word(placed.verdict.change()), placed.verdict_text()))
    );
}

fn push_rest(page: &mut String, count: usize, shown: usize) {
    if count > shown {
        let _ = writeln!(page, "<li class=\"meta\">and {} more</li>", count - shown);
    }
}

/// Both versions of a text, with what only one of them has marked.
fn differing(old: Option<&str>, new: Option<&str>) -> (String, String) {
    let (Some(old), Some(new)) = (old, new) else {
        return (old.map(deleted).unwrap_or_default(), new.map(inserted).unwrap_or_default());
    };
    let parts = marked(old, new);
    let is_replaced = matches!(parts.as_slice(), [(Part::Deleted, all), ..] if all == old);
    if is_replaced {
        return (deleted(old), inserted(new));
    }
    let (mut before, mut after) = (String::new(), String::new());
    for (part, text) in parts {
        match part {
            Part::Kept => {
                before.push_str(&escaped(&text));
                after.push_str(&escaped(&text));
            }
            Part::Deleted => before.push_str(&deleted(&text)),
            Part::Inserted => after.push_str(&inserted(&text)),
        }
    }
    (before, after)
}

fn labelled(label: &str, html: String) -> String {
    if html.is_empty() { html } else { format!("<span class=\"word\">{}</span> {html}", escaped(label)) }
}

fn word(label: &str, entry: &str) -> String {
    format!("<span class=\"word\">{label} {}</span>", escaped(entry))
}

fn deleted(text: &str) -> String {
    format!("<del>{}</del>", escaped(text))
}

fn inserted(text: &str) -> String {
    format!("<ins>{}</ins>", escaped(text))
}
