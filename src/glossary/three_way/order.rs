//! The order of what two versions have.

use rustc_hash::{FxHashMap, FxHashSet};

/// The keys of both versions, each once: in our order, with what only they have behind what stands before it there, and
/// behind what only we have at that place. No key occurs twice in one version. Linear.
pub(super) fn united(ours: &[String], theirs: &[String]) -> Vec<String> {
    let our_keys: FxHashSet<&str> = ours.iter().map(String::as_str).collect();
    let their_keys: FxHashSet<&str> = theirs.iter().map(String::as_str).collect();
    let mut behind: FxHashMap<Option<&str>, Vec<&str>> = FxHashMap::default();
    let mut anchor = None;
    for key in theirs {
        if our_keys.contains(key.as_str()) {
            anchor = Some(key.as_str());
        } else {
            behind.entry(anchor).or_default().push(key);
        }
    }
    let mut united = Vec::with_capacity(ours.len() + theirs.len());
    let mut waiting = behind.remove(&None).unwrap_or_default();
    for key in ours {
        if their_keys.contains(key.as_str()) {
            united.extend(waiting.drain(..).map(str::to_owned));
            waiting = behind.remove(&Some(key.as_str())).unwrap_or_default();
        }
        united.push(key.clone());
    }
    united.extend(waiting.into_iter().map(str::to_owned));
    united
}

#[cfg(test)]
mod tests {
    use super::united;

    #[test]
    fn what_is_new_stands_where_it_was_put() {
        let keys = |text: &str| text.split_terminator(' ').map(str::to_owned).collect::<Vec<_>>();
        for (ours, theirs, expected) in [
            ("a b c", "a b c", "a b c"),
            ("a b", "a x b", "a x b"),
            ("a b", "x a b y", "x a b y"),
            ("a b o", "a b t", "a b o t"),
            ("a o b", "a t b", "a o t b"),
            ("b a", "a b t", "b t a"),
            ("a", "", "a"),
            ("", "a b", "a b"),
        ] {
            assert_eq!(united(&keys(ours), &keys(theirs)), keys(expected), "{ours} | {theirs}");
        }
    }
}
