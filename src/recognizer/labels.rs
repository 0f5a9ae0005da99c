//! Labels of the sequence model: where in a name of which kind a word stands.

use crate::kind::Kind;

/// The number of labels: outside, and four positions for each kind.
pub const COUNT: usize = 1 + 4 * Kind::ALL.len();

/// The word is in no name.
pub const OUTSIDE: Label = Label(0);

/// What the model says of one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(pub u8);

/// Where in its name a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// The first of several words.
    First,
    /// Neither the first nor the last.
    Inner,
    /// The last of several words.
    Last,
    /// The only word.
    Only,
}

impl Label {
    /// The label of a word in a name.
    pub fn new(kind: Kind, position: Position) -> Label {
        Label(1 + 4 * kind as u8 + position as u8)
    }

    /// The label of word `index` in a name of `length` words.
    pub fn in_name(kind: Kind, index: usize, length: usize) -> Label {
        let position = match (index, length) {
            (_, 1) => Position::Only,
            (0, _) => Position::First,
            (i, n) if i + 1 == n => Position::Last,
            _ => Position::Inner,
        };
        Label::new(kind, position)
    }

    /// The kind and position, `None` outside of names.
    pub fn parts(self) -> Option<(Kind, Position)> {
        let index = usize::from(self.0).checked_sub(1)?;
        let position = [Position::First, Position::Inner, Position::Last, Position::Only][index % 4];
        Some((Kind::ALL[index / 4], position))
    }

    /// Whether a name may go on after this word.
    fn is_open(self) -> bool {
        matches!(self.parts(), Some((_, Position::First | Position::Inner)))
    }

    /// Whether `next` may follow.
    pub fn may_precede(self, next: Label) -> bool {
        match (self.is_open(), next.parts()) {
            (true, Some((kind, Position::Inner | Position::Last))) => self.parts().is_some_and(|(own, _)| own == kind),
            (true, _) => false,
            (false, None | Some((_, Position::First | Position::Only))) => true,
            (false, _) => false,
        }
    }

    /// Whether a sequence may begin with this label.
    pub fn may_begin(self) -> bool {
        OUTSIDE.may_precede(self)
    }

    /// Whether a sequence may end with this label.
    pub fn may_end(self) -> bool {
        !self.is_open()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_closed_before_the_next_begins() {
        let first = Label::new(Kind::Person, Position::First);
        let last = Label::new(Kind::Person, Position::Last);
        let only = Label::new(Kind::Org, Position::Only);
        assert!(first.may_precede(last) && last.may_precede(only) && only.may_precede(OUTSIDE));
        assert!(!first.may_precede(only) && !first.may_precede(OUTSIDE) && !OUTSIDE.may_precede(last));
        assert!(!first.may_precede(Label::new(Kind::Org, Position::Last)));
        assert!(first.may_begin() && !last.may_begin() && last.may_end() && !first.may_end());
    }

    #[test]
    fn a_label_is_its_parts() {
        for index in 1..COUNT {
            let label = Label(u8::try_from(index).unwrap());
            let (kind, position) = label.parts().unwrap();
            assert_eq!(Label::new(kind, position), label);
        }
        assert_eq!(OUTSIDE.parts(), None);
    }
}
