//! Which part of an article is looked at.

use std::ops::Range;

/// Which part of an article is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of it.
    #[default]
    Whole,
    /// Stretches of its text in bytes, in order and without overlap.
    Parts(Vec<Range<usize>>),
}

impl Scope {
    /// The given lines, counted from 1, in order and without overlap; a line ends with its line feed.
    pub fn of_lines(text: &str, lines: &[Range<usize>]) -> Scope {
        let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        let start_of = |line: usize| starts.get(line.saturating_sub(1)).copied().unwrap_or(text.len());
        Scope::Parts(lines.iter().map(|lines| start_of(lines.start)..start_of(lines.end)).collect())
    }

    /// Whether nothing is looked at.
    pub fn is_empty(&self) -> bool {
        matches!(self, Scope::Parts(parts) if parts.is_empty())
    }

    /// Whether a range lies in it, in part at least.
    pub fn includes(&self, range: &Range<usize>) -> bool {
        match self {
            Scope::Whole => true,
            Scope::Parts(parts) => {
                let part = parts.partition_point(|part| part.end <= range.start);
                parts.get(part).is_some_and(|part| part.start < range.end)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_stretches_of_text() {
        let text = "один\r\nдва\nтри";
        let scope = Scope::of_lines(text, &[2..3, 3..9]);
        assert_eq!(scope, Scope::Parts(vec![10..17, 17..23]));
        assert!(!scope.includes(&(0..8)));
        assert!(scope.includes(&(8..12)));
        assert!(scope.includes(&(20..22)));
        assert!(!Scope::Parts(Vec::new()).includes(&(0..1)));
    }
}
