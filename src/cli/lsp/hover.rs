//! An entry → what is shown where the pointer rests on one of its names.

use std::fmt::Write;

use imenoslov::glossary::Side;
use imenoslov::languages::Language;
use imenoslov::morphology::{Case, Number};

use super::names::{Known, Named};

/// The entries of a name, as Markdown or as plain text.
pub(super) fn text(named: &Named<'_>, markdown: bool) -> String {
    let parts: Vec<String> = named.entries.iter().map(|known| entry(known, markdown)).collect();
    parts.join(if markdown { "\n\n---\n\n" } else { "\n\n" })
}

fn entry(known: &Known<'_>, markdown: bool) -> String {
    let Known { entry, found } = known;
    let style = Style { markdown };
    let mut out = format!("{} · {} · {}", style.strong(&entry.id), entry.kind, entry.status);
    for (language, side) in entry.sides() {
        let Some(best) = side.best_form() else { continue };
        style.line(&mut out, &format!("{language}: {}", style.strong(best)));
        if let Some(found) = found
            && let Some(form) = found.inflection
            && (form.case, form.number) != (Case::Nominative, Number::Singular)
            && let Some(inflected) = if language == found.language { found.preferred() } else { found.counterpart() }
        {
            append(&mut out, &format!(", {}: {}", form.case.name(), style.strong(&inflected)));
        }
        others(&mut out, side, best, &style);
    }
    if let Some(en) = &entry.en {
        style.line(&mut out, &format!("en: {}", style.plain(en)));
    }
    if let Some(note) = &entry.note {
        style.line(&mut out, "");
        style.line(&mut out, &style.plain(note));
    }
    let unnamed = Language::ALL.into_iter().filter(|&language| entry.side(language).is_none());
    for language in unnamed.filter(|_| entry.sides().next().is_some()) {
        style.line(&mut out, &format!("no name in {language} yet"));
    }
    out
}

/// The other names of a side with their standing.
fn others(out: &mut String, side: &Side, best: &str, style: &Style) {
    for (word, forms) in [("also", &side.admitted), ("not", &side.forbidden), ("proposed", &side.proposed)] {
        let forms: Vec<String> = forms.iter().filter(|form| *form != best).map(|form| style.plain(form)).collect();
        if !forms.is_empty() {
            append(out, &format!("; {word} {}", forms.join(", ")));
        }
    }
    for period in &side.periods {
        let since = period.since.iter().map(|date| format!(" since {date}")).collect::<String>();
        let until = period.until.iter().map(|date| format!(" until {date}")).collect::<String>();
        append(out, &format!("; {}{since}{until}", style.plain(&period.form)));
    }
}

fn append(out: &mut String, text: &str) {
    // Writing to a string never fails.
    let _ = out.write_str(text);
}

struct Style {
    markdown: bool,
}

impl Style {
    fn strong(&self, text: &str) -> String {
        if self.markdown { format!("**{}**", self.plain(text)) } else { text.to_owned() }
    }

    /// The text as it stands, whatever characters it has.
    fn plain(&self, text: &str) -> String {
        if !self.markdown {
            return text.to_owned();
        }
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '~' | '|') {
                plain.push('\\');
            }
            plain.push(c);
        }
        plain
    }

    fn line(&self, out: &mut String, text: &str) {
        append(out, if self.markdown { "  \n" } else { "\n" });
        append(out, text);
    }
}
