//! Text for HTML and for XML.

/// Markup escaped; `others` says what stands for a character that the format does not have, or has otherwise.
pub(crate) fn escaped(text: &str, others: impl Fn(char) -> Option<&'static str>) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => match others(c) {
                Some(other) => escaped.push_str(other),
                None => escaped.push(c),
            },
        }
    }
    escaped
}
