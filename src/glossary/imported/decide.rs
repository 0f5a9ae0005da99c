//! One imported entry × the entry of the glossary that it belongs to.

use super::{ImportedEntry, Matter};
use crate::glossary::index::comparable;
use crate::glossary::{Entry, Side, Status};
use crate::languages::Language;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Standing {
    Preferred,
    Admitted,
    Forbidden,
    Proposed,
}

fn standing(side: &Side, form: &str) -> Option<Standing> {
    let wanted = comparable(form);
    let has = |forms: &[String]| forms.iter().any(|form| comparable(form) == wanted);
    if has(side.preferred.as_slice()) {
        Some(Standing::Preferred)
    } else if has(&side.admitted) {
        Some(Standing::Admitted)
    } else if has(&side.forbidden) {
        Some(Standing::Forbidden)
    } else if has(&side.proposed) {
        Some(Standing::Proposed)
    } else {
        None
    }
}

fn remove(forms: &mut Vec<String>, form: &str) {
    let wanted = comparable(form);
    forms.retain(|form| comparable(form) != wanted);
}

/// Brings what is new into an entry, and returns what people decided otherwise. `is_new`: the entry came with the same
/// import, so nobody has decided about it yet.
pub(super) fn merge(entry: &mut Entry, item: &ImportedEntry, is_new: bool) -> Vec<Matter> {
    if entry.status == Status::Rejected && item.status != Some(Status::Rejected) {
        return vec![Matter::Rejected];
    }
    let mut matters = Vec::new();
    if let Some(kind) = item.kind.filter(|&kind| kind != entry.kind) {
        matters.push(Matter::Kind { ours: entry.kind, theirs: kind });
    }
    text("en", &mut entry.en, item.en.as_deref(), &mut matters);
    match (&mut entry.note, &item.note) {
        // The lines of one entry may each have their remark.
        (Some(ours), Some(theirs)) if is_new && item.pair_from.is_some() => {
            if !words(ours).contains(&words(theirs)) {
                ours.push('\n');
                ours.push_str(theirs);
            }
        }
        (note, theirs) => text("note", note, theirs.as_deref(), &mut matters),
    }
    for language in Language::ALL {
        let theirs = item.side(language);
        if *theirs == Side::default() {
            continue;
        }
        let mut side = entry.side(language).cloned().unwrap_or_default();
        match item.pair_from {
            None => stated(&mut side, theirs, entry.status, item.status, &mut matters),
            Some(source) => {
                let Some(form) = &theirs.preferred else { continue };
                paired(&mut side, form, language == source, entry.status, is_new, &mut matters);
            }
        }
        if side != Side::default() {
            *entry.side_mut(language) = Some(side);
        }
    }
    if let Some(theirs) = item.status.filter(|&theirs| theirs != entry.status && theirs != Status::Proposed) {
        if entry.status != Status::Proposed {
            matters.push(Matter::Status { ours: entry.status, theirs });
        } else if matters.is_empty() {
            entry.status = theirs;
        }
    }
    matters
}

/// The text by which remarks are compared: some formats have no line breaks.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text that only people write.
fn text(field: &'static str, ours: &mut Option<String>, theirs: Option<&str>, matters: &mut Vec<Matter>) {
    let Some(theirs) = theirs else { return };
    match ours {
        None => *ours = Some(theirs.to_owned()),
        Some(ours) if words(ours) == words(theirs) => {}
        Some(ours) => matters.push(Matter::Text { field, ours: ours.clone(), theirs: theirs.to_owned() }),
    }
}

/// Names whose standing the file states.
fn stated(side: &mut Side, theirs: &Side, ours_status: Status, status: Option<Status>, matters: &mut Vec<Matter>) {
    if let Some(form) = &theirs.preferred {
        prefer(side, form, theirs, ours_status, status, matters);
    }
    for form in &theirs.admitted {
        match standing(side, form) {
            None => side.admitted.push(form.clone()),
            Some(Standing::Proposed) => {
                remove(&mut side.proposed, form);
                side.admitted.push(form.clone());
            }
            Some(Standing::Forbidden) => matters.push(Matter::Forbidden(form.clone())),
            Some(Standing::Preferred | Standing::Admitted) => {}
        }
    }
    for form in &theirs.forbidden {
        match standing(side, form) {
            None => side.forbidden.push(form.clone()),
            Some(Standing::Proposed) => {
                remove(&mut side.proposed, form);
                side.forbidden.push(form.clone());
            }
            Some(Standing::Preferred | Standing::Admitted) => matters.push(Matter::Right(form.clone())),
            Some(Standing::Forbidden) => {}
        }
    }
    for form in &theirs.proposed {
        if standing(side, form).is_none() {
            side.proposed.push(form.clone());
        }
    }
}

fn prefer(
    side: &mut Side,
    form: &str,
    theirs: &Side,
    ours_status: Status,
    status: Option<Status>,
    matters: &mut Vec<Matter>,
) {
    let ours = side.preferred.clone();
    match (standing(side, form), ours) {
        (Some(Standing::Preferred), _) => {}
        (Some(Standing::Forbidden), _) => matters.push(Matter::Forbidden(form.to_owned())),
        (None | Some(Standing::Proposed), None) => {
            remove(&mut side.proposed, form);
            side.preferred = Some(form.to_owned());
        }
        (None | Some(Standing::Proposed), Some(ours)) if ours_status == Status::Proposed => {
            if status == Some(Status::Approved) {
                remove(&mut side.proposed, form);
                side.preferred = Some(form.to_owned());
                let known = standing(side, &ours).is_some() || standing(theirs, &ours).is_some();
                if !known {
                    side.proposed.push(ours);
                }
            } else if standing(side, form).is_none() {
                side.proposed.push(form.to_owned());
            }
        }
        (_, ours) => {
            let ours = ours.or(side.admitted.first().cloned()).unwrap_or_default();
            matters.push(Matter::Preferred { ours, theirs: form.to_owned() });
        }
    }
}

/// A name of a file that only pairs names.
fn paired(side: &mut Side, form: &str, is_source: bool, ours_status: Status, is_new: bool, matters: &mut Vec<Matter>) {
    match standing(side, form) {
        Some(Standing::Forbidden) if !is_source => matters.push(Matter::Forbidden(form.to_owned())),
        Some(_) => {}
        None if side.preferred.is_none() && side.admitted.is_empty() => side.preferred = Some(form.to_owned()),
        None if is_source => side.proposed.push(form.to_owned()),
        None if is_new => side.admitted.push(form.to_owned()),
        None if ours_status == Status::Approved => matters
            .push(Matter::Preferred { ours: side.best_form().unwrap_or_default().to_owned(), theirs: form.to_owned() }),
        None => side.proposed.push(form.to_owned()),
    }
}
