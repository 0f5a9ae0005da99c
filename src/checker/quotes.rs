//! Quotation marks in and around names: «Завод «Маяк»» without its last mark is no name.

/// The mark that closes a quotation at the beginning of a text, if there is one.
pub(super) fn closing_mark(text: &str) -> Option<char> {
    text.chars().next().filter(|c| matches!(c, '»' | '”' | '“' | '"'))
}

/// Whether a text opens a quotation that it does not close.
pub(super) fn is_open(text: &str) -> bool {
    let mut open = 0_usize;
    for c in text.chars() {
        match c {
            '«' | '„' => open += 1,
            '»' | '”' => open = open.saturating_sub(1),
            // One mark for both ends, and one that opens in some languages and closes in others.
            '"' | '“' => open = if open == 0 { 1 } else { open - 1 },
            _ => {}
        }
    }
    open > 0
}

/// A name that is quoted as a whole, without the marks.
pub(super) fn without_marks(name: &str) -> Option<&str> {
    let inner = name.strip_prefix(['«', '„', '“', '"'])?;
    let inner = &inner[..inner.len() - closing_mark(&inner[inner.char_indices().next_back()?.0..])?.len_utf8()];
    (!is_open(inner)).then_some(inner)
}

/// Whether a text ends where a quotation begins.
pub(super) fn ends_with_opening_mark(text: &str) -> bool {
    text.ends_with(['«', '„', '“', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_are_open_until_they_are_closed() {
        for text in ["Завод «Маяк", "Завод \"Маяк", "Завод „Маяк", "«Завод «Маяк»", "“Маяк"]
        {
            assert!(is_open(text), "{text}");
        }
        for text in ["Завод «Маяк»", "Завод \"Маяк\"", "Завод „Маяк“", "Завод Маяк", "О'Коннор", ""]
        {
            assert!(!is_open(text), "{text}");
        }
    }

    #[test]
    fn a_name_that_is_quoted_as_a_whole_has_a_bare_form() {
        assert_eq!(without_marks("«Маяк»"), Some("Маяк"));
        assert_eq!(without_marks("„Маяк“"), Some("Маяк"));
        assert_eq!(without_marks("«Завод «Маяк»"), None);
        assert_eq!(without_marks("Завод «Маяк»"), None);
        assert_eq!(without_marks("«"), None);
    }
}
