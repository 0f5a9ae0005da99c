//! What an entry means after two people changed it.

use std::collections::{BTreeMap, BTreeSet};

use super::Clash;
use crate::glossary::places::quoted;
use crate::glossary::{Entry, Period, Side};
use crate::languages::Language;
use crate::reader::Date;

/// An entry made of two versions of it. Where both say something else than the base, the entry says what ours says, and
/// the clash is reported. Without a base both versions are new.
pub(super) fn merge(base: Option<&Entry>, ours: &Entry, theirs: &Entry) -> (Entry, Vec<Clash>) {
    let mut clashes = Vec::new();
    let mut merge = Merge { clashes: &mut clashes, prefix: "" };
    let of_base = |field: fn(&Entry) -> Option<String>| base.and_then(field);
    let text = |entry: &Entry| Some(entry.id.clone());
    let id = merge.scalar("id", of_base(text), text(ours), text(theirs), |id| quoted(id));
    let kind = merge.scalar("kind", base.map(|b| b.kind), Some(ours.kind), Some(theirs.kind), |k| quoted(k.name()));
    let statuses = (base.map(|base| base.status), Some(ours.status), Some(theirs.status));
    let status = merge.scalar("status", statuses.0, statuses.1, statuses.2, |status| quoted(status.name()));
    let en = merge.scalar("en", of_base(|b| b.en.clone()), ours.en.clone(), theirs.en.clone(), |en| quoted(en));
    let note =
        merge.scalar("note", of_base(|b| b.note.clone()), ours.note.clone(), theirs.note.clone(), |note| quoted(note));
    let confidence = match (base, ours.confidence, theirs.confidence) {
        // Two runs of the program that found the same thing do not contradict each other.
        (None, Some(our), Some(their)) => Some(our.min(their)),
        (base, our, their) => {
            let base = base.and_then(|base| base.confidence);
            merge.scalar("confidence", base, our, their, |number| format!("{number:?}"))
        }
    };
    let former = |entry: &Entry| entry.former_ids.clone();
    let former_ids = united_list(&base.map(former).unwrap_or_default(), &former(ours), &former(theirs));
    let mut sides = [None, None];
    for (place, language) in Language::ALL.into_iter().enumerate() {
        let none = Side::default();
        let side = |entry: &'_ Entry| entry.side(language).cloned().unwrap_or_default();
        let base = base.map_or(none, side);
        let mut merge = Merge { clashes: &mut clashes, prefix: language.code() };
        let merged = merge.side(&base, &side(ours), &side(theirs));
        sides[place] = (merged != Side::default()).then_some(merged);
    }
    let [ru, uk] = sides;
    let entry = Entry {
        id: id.unwrap_or_else(|| ours.id.clone()),
        kind: kind.unwrap_or(ours.kind),
        status: status.unwrap_or(ours.status),
        en,
        note,
        former_ids,
        ru,
        uk,
        confidence,
    };
    (entry, clashes)
}

/// Where a form stands in its entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum List {
    Preferred,
    Admitted,
    Forbidden,
    Proposed,
}

impl List {
    fn name(self) -> &'static str {
        match self {
            List::Preferred => "preferred",
            List::Admitted => "admitted",
            List::Forbidden => "forbidden",
            List::Proposed => "proposed",
        }
    }
}

struct Merge<'c> {
    clashes: &'c mut Vec<Clash>,
    prefix: &'static str,
}

impl Merge<'_> {
    fn scalar<T: PartialEq + Clone>(
        &mut self,
        field: &str,
        base: Option<T>,
        ours: Option<T>,
        theirs: Option<T>,
        shown: impl Fn(&T) -> String,
    ) -> Option<T> {
        if ours == theirs || theirs == base {
            return ours;
        }
        if ours == base {
            return theirs;
        }
        let field = if self.prefix.is_empty() { field.to_owned() } else { format!("{}.{field}", self.prefix) };
        let [base, shown_ours, theirs] = [&base, &ours, &theirs].map(|value| value.as_ref().map(&shown));
        self.clashes.push(Clash { field, base, ours: shown_ours, theirs });
        ours
    }

    fn side(&mut self, base: &Side, ours: &Side, theirs: &Side) -> Side {
        let mut merged = self.names(base, ours, theirs);
        let gender = |side: &Side| side.gender;
        merged.gender = self.scalar("gender", gender(base), gender(ours), gender(theirs), |gender| {
            quoted(serde_json::to_value(gender).ok().as_ref().and_then(|word| word.as_str()).unwrap_or_default())
        });
        let fixed = |side: &Side| side.indeclinable.then_some(true);
        merged.indeclinable =
            self.scalar("indeclinable", fixed(base), fixed(ours), fixed(theirs), ToString::to_string).is_some();
        let cases: BTreeSet<_> = [base, ours, theirs].into_iter().flat_map(|side| side.forms.keys().copied()).collect();
        for case in cases {
            let form = |side: &Side| side.forms.get(&case).cloned();
            let field = format!("forms.{}", format!("{case:?}").to_lowercase());
            if let Some(form) = self.scalar(&field, form(base), form(ours), form(theirs), |form| quoted(form)) {
                merged.forms.insert(case, form);
            }
        }
        merged.periods = self.periods(base, ours, theirs);
        merged
    }

    /// The form to write and the lists. A form stands in one of them: that is what the versions are compared by.
    fn names(&mut self, base: &Side, ours: &Side, theirs: &Side) -> Side {
        let all = [base, ours, theirs].map(standings);
        let clashes_before = self.clashes.len();
        let preferred = |side: &Side| side.preferred.clone();
        let mut chosen =
            self.scalar("preferred", preferred(base), preferred(ours), preferred(theirs), |form| quoted(form));
        let preferred_clashes = self.clashes.len() > clashes_before;
        let mut seen = BTreeSet::new();
        let forms: Vec<&str> =
            lists(ours).chain(lists(theirs)).map(|(_, form)| form).filter(|form| seen.insert(*form)).collect();
        let mut merged: BTreeMap<&str, List> = BTreeMap::new();
        for &form in &forms {
            let [base, our, their] = [0, 1, 2].map(|version: usize| all[version].get(form).copied());
            let list = if our == their || their == base {
                our
            } else if our == base {
                their
            } else if let Some(list) = agreeing(base, our, their) {
                Some(list)
            } else {
                // That two forms are preferred is said once.
                let both_about_preferred = [our, their].contains(&Some(List::Preferred)) && preferred_clashes;
                if !both_about_preferred {
                    let shown = |list: Option<List>| list.map(|list| list.name().to_owned());
                    let field = format!("{} {}", self.prefix, quoted(form));
                    self.clashes.push(Clash { field, base: shown(base), ours: shown(our), theirs: shown(their) });
                }
                if chosen.as_deref() == Some(form) && our != Some(List::Preferred) {
                    chosen = ours.preferred.clone();
                }
                our
            };
            if let Some(list) = list {
                merged.insert(form, list);
            }
        }
        let mut side = Side { preferred: chosen, ..Side::default() };
        for form in forms {
            if side.preferred.as_deref() == Some(form) {
                continue;
            }
            let list = match merged.get(form) {
                Some(List::Admitted) => &mut side.admitted,
                Some(List::Forbidden) => &mut side.forbidden,
                Some(List::Proposed) => &mut side.proposed,
                // Preferred by one side only; the other one's form is in its place, and a clash says so.
                Some(List::Preferred) | None => continue,
            };
            list.push(form.to_owned());
        }
        side
    }

    fn periods(&mut self, base: &Side, ours: &Side, theirs: &Side) -> Vec<Period> {
        type Days = (Option<Date>, Option<Date>);
        fn by_form(side: &Side) -> BTreeMap<(&str, usize), Days> {
            let mut periods = BTreeMap::new();
            for period in &side.periods {
                let count = periods.keys().filter(|(form, _): &&(&str, usize)| *form == period.form).count();
                periods.insert((period.form.as_str(), count), (period.since, period.until));
            }
            periods
        }
        let [base, our, their] = [base, ours, theirs].map(by_form);
        let mut keys: Vec<_> = Vec::new();
        for key in our.keys().chain(their.keys()).copied() {
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let mut periods = Vec::new();
        for key in keys {
            let days = |periods: &BTreeMap<(&str, usize), Days>| periods.get(&key).copied();
            let field = format!("period {}", quoted(key.0));
            let shown = |(since, until): &Days| {
                let day = |date: &Option<Date>| date.map_or_else(|| "…".to_owned(), |date| date.to_string());
                format!("{} – {}", day(since), day(until))
            };
            if let Some((since, until)) = self.scalar(&field, days(&base), days(&our), days(&their), shown) {
                periods.push(Period { form: key.0.to_owned(), since, until });
            }
        }
        periods
    }
}

fn lists(side: &Side) -> impl Iterator<Item = (List, &str)> {
    let preferred = side.preferred.iter().map(|form| (List::Preferred, form.as_str()));
    preferred
        .chain(side.admitted.iter().map(|form| (List::Admitted, form.as_str())))
        .chain(side.forbidden.iter().map(|form| (List::Forbidden, form.as_str())))
        .chain(side.proposed.iter().map(|form| (List::Proposed, form.as_str())))
}

fn standings(side: &Side) -> BTreeMap<&str, List> {
    let mut standings = BTreeMap::new();
    for (list, form) in lists(side) {
        standings.entry(form).or_insert(list);
    }
    standings
}

/// Where a form goes that both put elsewhere, if they do not contradict each other: a decision goes before a proposal, and
/// the form to write is right anyway.
fn agreeing(base: Option<List>, our: Option<List>, their: Option<List>) -> Option<List> {
    let (our, their) = (our?, their?);
    let is_right = |list| matches!(list, List::Preferred | List::Admitted);
    if is_right(our) && is_right(their) {
        return Some(our.min(their));
    }
    match (our, their) {
        (List::Proposed, decision) | (decision, List::Proposed) if base.is_none() => Some(decision),
        _ => None,
    }
}

/// What either side added is there, and what either side deleted is not.
pub(super) fn united_list(base: &[String], ours: &[String], theirs: &[String]) -> Vec<String> {
    let mut list: Vec<String> =
        ours.iter().filter(|item| theirs.contains(item) || !base.contains(item)).cloned().collect();
    for item in theirs {
        if !base.contains(item) && !list.contains(item) {
            list.push(item.clone());
        }
    }
    list
}

/// Whether two entries mean the same, whatever the order of their lists.
pub(super) fn is_same(a: &Entry, b: &Entry) -> bool {
    let ids = |entry: &Entry| entry.former_ids.iter().cloned().collect::<BTreeSet<_>>();
    let main = |entry: &Entry| Entry { ru: None, uk: None, former_ids: Vec::new(), ..entry.clone() };
    main(a) == main(b)
        && ids(a) == ids(b)
        && Language::ALL.into_iter().all(|language| {
            let side = |entry: &Entry| entry.side(language).cloned().unwrap_or_default();
            different_fields(&side(a), &side(b)).is_empty()
        })
}

/// The fields of names in which two versions differ.
pub(super) fn different_fields(a: &Side, b: &Side) -> Vec<&'static str> {
    let set = |side: &Side, list: List| {
        lists(side).filter(|(of_form, _)| *of_form == list).map(|(_, form)| form.to_owned()).collect::<BTreeSet<_>>()
    };
    let mut fields = Vec::new();
    for list in [List::Preferred, List::Admitted, List::Forbidden, List::Proposed] {
        if set(a, list) != set(b, list) {
            fields.push(list.name());
        }
    }
    let periods = |side: &Side| side.periods.iter().cloned().collect::<BTreeSet<_>>();
    let others = [
        ("gender", a.gender == b.gender),
        ("indeclinable", a.indeclinable == b.indeclinable),
        ("forms", a.forms == b.forms),
        ("period", periods(a) == periods(b)),
    ];
    fields.extend(others.into_iter().filter(|(_, same)| !same).map(|(field, _)| field));
    fields
}
