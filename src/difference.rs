//! The one stretch in which two texts differ.

use std::ops::Range;

/// The stretch of `old` and the stretch of `new` that stands in its place; everything before and after is alike. Bytes,
/// at the beginnings of characters; empty stretches where the texts are the same. Linear.
pub fn difference(old: &str, new: &str) -> (Range<usize>, Range<usize>) {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = old.bytes().zip(new.bytes()).take_while(same).count();
    let start = old.floor_char_boundary(start).min(new.floor_char_boundary(start));
    let shorter = old.len().min(new.len());
    let ends = old.bytes().rev().zip(new.bytes().rev()).take(shorter - start);
    let end = ends.take_while(same).count();
    (start..old.ceil_char_boundary(old.len() - end), start..new.ceil_char_boundary(new.len() - end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_differs_is_given() {
        for (old, new, at, removed, inserted) in [
            ("abc", "abc", 3, "", ""),
            ("", "є", 0, "", "є"),
            ("aab", "ab", 1, "a", ""),
            ("аба", "абба", 4, "", "б"),
            ("é", "è", 0, "é", "è"),
            ("# é\n", "# a\n", 2, "é", "a"),
        ] {
            let (before, after) = difference(old, new);
            assert_eq!((before.start, after.start), (at, at));
            assert_eq!((&old[before], &new[after]), (removed, inserted));
        }
    }

    proptest! {
        #[test]
        fn the_rest_is_alike(head in "[яїa\n]{0,6}", old in "[яїa\n]{0,6}", new in "[яїa\n]{0,6}", tail in "[яїa\n]{0,6}") {
            let (old, new) = (format!("{head}{old}{tail}"), format!("{head}{new}{tail}"));
            let (before, after) = difference(&old, &new);
            prop_assert_eq!(&old[..before.start], &new[..after.start]);
            prop_assert_eq!(&old[before.end..], &new[after.end..]);
        }
    }
}
