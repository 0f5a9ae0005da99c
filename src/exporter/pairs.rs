//! The formats that pair names, one direction a file: what a translator can use of an entry.

use std::borrow::Cow;

use super::{Direction, Export, Loss, is_line_break_or_control, one_line};
use crate::glossary::{Entry, Status};

/// The names of an entry as a format can hold them: never empty, and no name twice.
pub(super) struct Pairs<'a> {
    /// The names to look up, whatever their standing, the best first.
    pub(super) sources: Vec<Cow<'a, str>>,
    /// The names to write for each of them, the best first: what people stand behind, else what is proposed.
    pub(super) translations: Vec<Cow<'a, str>>,
}

/// The pairs of an entry, unless it is rejected or has no names in one of the languages; `term` makes of a form what the
/// format can hold. Counts what a format without forbidden forms and grammar leaves out.
pub(super) fn pairs<'a>(
    entry: &'a Entry,
    direction: Direction,
    export: &mut Export,
    term: impl Fn(&'a str) -> Option<Cow<'a, str>>,
) -> Option<Pairs<'a>> {
    if entry.status == Status::Rejected {
        export.lose(Loss::Rejected, 1);
        return None;
    }
    let (Some(source), Some(target)) = (entry.side(direction.source), entry.side(direction.target())) else {
        export.lose(Loss::OneSided, 1);
        return None;
    };
    let sources = source.preferred.iter().chain(&source.admitted).chain(&source.proposed).chain(&source.forbidden);
    let sources: Vec<&String> = sources.collect();
    // A form may be forbidden in one list and still stand in another.
    let is_allowed = |form: &&String| !target.forbidden.contains(form);
    let decided: Vec<&String> = target.preferred.iter().chain(&target.admitted).filter(is_allowed).collect();
    let proposed: Vec<&String> = target.proposed.iter().filter(is_allowed).collect();
    let (translations, undecided) = if decided.is_empty() { (proposed, 0) } else { (decided, proposed.len()) };
    if sources.is_empty() || translations.is_empty() {
        export.lose(Loss::OneSided, 1);
        return None;
    }
    export.lose(Loss::Proposed, undecided);
    export.lose(Loss::Forbidden, target.forbidden.len());
    export.lose(Loss::English, usize::from(entry.en.is_some()));
    let mut terms = |forms: Vec<&'a String>| {
        let mut terms: Vec<Cow<'a, str>> = Vec::new();
        for form in forms {
            match term(form) {
                None => export.lose(Loss::Unwritable, 1),
                Some(term) if terms.contains(&term) => {}
                Some(term) => terms.push(term),
            }
        }
        Some(terms).filter(|terms| !terms.is_empty())
    };
    let (sources, translations) = (terms(sources), terms(translations));
    Some(Pairs { sources: sources?, translations: translations? })
}

/// The form without blanks around it, in a format that takes any text.
pub(super) fn any_text(form: &str) -> Option<Cow<'_, str>> {
    Some(form.trim()).filter(|term| !term.is_empty()).map(Cow::Borrowed)
}

/// The form on one line, in a format without quoting. What stands before it may be nothing: no blanks, and no
/// byte-order mark, which would be taken for that of the file.
pub(super) fn bare_text(form: &str) -> Option<Cow<'_, str>> {
    let term = form.trim_matches(|c: char| c == '\u{feff}' || c.is_whitespace() || is_line_break_or_control(c));
    let is_bare = !term.contains(is_line_break_or_control);
    (!term.is_empty()).then(|| if is_bare { Cow::Borrowed(term) } else { Cow::Owned(one_line(term)) })
}
