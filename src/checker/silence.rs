//! Comments in a text that silence findings.
//!
//! | comment | silences |
//! |---|---|
//! | `<!-- imenoslov: ignore -->` after a name | the last finding before it on its line |
//! | `<!-- imenoslov: ignore -->` on a line of its own | the next line that is not empty |
//! | `<!-- imenoslov: ignore-file -->` | the whole article |
//!
//! Rules or words after `ignore` limit it to these, and then it holds for its whole line. In plain text a line that
//! begins with `imenoslov: ignore`, behind any punctuation, is such a comment too.

use std::ops::Range;

use super::finding::{Finding, Rule};

/// What one comment silences.
#[derive(Debug, PartialEq, Eq)]
struct Silence {
    /// Bytes of the comment, or of the line that it is.
    comment: Range<usize>,
    /// Bytes in which findings are silenced.
    reach: Range<usize>,
    /// Only the last finding of the reach.
    last_only: bool,
    rules: Vec<Rule>,
    words: Vec<String>,
}

const MARK: &str = "imenoslov:";

/// Takes away the findings that comments in the text silence.
pub(super) fn silence(text: &str, findings: &mut Vec<Finding>) {
    if !text.contains(MARK) {
        return;
    }
    for silence in silences(text) {
        findings.retain(|finding| !overlaps(&finding.range, &silence.comment));
        let silenced = |finding: &Finding| {
            let named = finding.found.to_lowercase();
            let lemma = finding.lemma.to_lowercase();
            overlaps(&finding.range, &silence.reach)
                && (silence.rules.is_empty() || silence.rules.contains(&finding.rule))
                && (silence.words.is_empty() || silence.words.iter().any(|word| *word == named || *word == lemma))
        };
        if silence.last_only {
            let last = findings.iter().filter(|f| silenced(f)).map(|f| f.range.start).max();
            findings.retain(|finding| Some(finding.range.start) != last);
        } else {
            findings.retain(|finding| !silenced(finding));
        }
    }
}

fn overlaps(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

fn silences(text: &str) -> Vec<Silence> {
    let mut silences = Vec::new();
    for (mark, _) in text.match_indices(MARK) {
        let line_start = text[..mark].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[mark..].find('\n').map_or(text.len(), |at| mark + at);
        let directive_start = mark + MARK.len();
        let before = &text[line_start..mark];
        let (start, directive_end, end) = match before.rfind("<!--") {
            Some(at) if before[at + 4..].trim().is_empty() => {
                let close = text[directive_start..].find("-->").map_or(line_end, |at| directive_start + at);
                (line_start + at, close, (close + 3).min(text.len()))
            }
            _ if !before.contains(char::is_alphanumeric) => (line_start, line_end, line_end),
            _ => continue,
        };
        let mut words = text[directive_start..directive_end].split_whitespace();
        let whole_file = match words.next() {
            Some("ignore") => false,
            Some("ignore-file") => true,
            _ => continue,
        };
        let named = words.collect::<Vec<_>>().join(" ");
        let mut rules = Vec::new();
        let mut names = Vec::new();
        for part in named.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            match part.parse() {
                Ok(rule) => rules.push(rule),
                Err(_) => names.push(part.trim_matches(['«', '»', '"']).to_lowercase()),
            }
        }
        let alone = text[line_start..start].trim().is_empty() && text[end.min(line_end)..line_end].trim().is_empty();
        let reach = if whole_file {
            0..text.len()
        } else if alone {
            next_line(text, end.max(line_end))
        } else if rules.is_empty() && names.is_empty() {
            line_start..start
        } else {
            line_start..line_end
        };
        let last_only = !whole_file && !alone && rules.is_empty() && names.is_empty();
        silences.push(Silence { comment: start..end, reach, last_only, rules, words: names });
    }
    silences
}

/// The first line after `position` that is not empty.
fn next_line(text: &str, position: usize) -> Range<usize> {
    let rest = &text[position..];
    let start = position + (rest.len() - rest.trim_start().len());
    start..text[start..].find('\n').map_or(text.len(), |at| start + at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_reach_the_place_they_stand_at() {
        let reach = |text: &str| {
            let silences = silences(text);
            silences.iter().map(|s| (text[s.reach.clone()].to_owned(), s.last_only)).collect::<Vec<_>>()
        };
        assert_eq!(reach("Мерцц <!-- imenoslov: ignore --> і Макронн"), [("Мерцц ".to_owned(), true)]);
        assert_eq!(reach("<!-- imenoslov: ignore -->\n\nМерцц\nдалі"), [("Мерцц".to_owned(), false)]);
        assert_eq!(reach("# imenoslov: ignore Мерцц\nМерцц"), [("Мерцц".to_owned(), false)]);
        assert_eq!(reach("Програма imenoslov: ignore — слово"), []);
        assert_eq!(reach("a\n<!-- imenoslov: ignore-file -->\nb").len(), 1);
    }

    #[test]
    fn comments_name_rules_and_words() {
        let silences = silences("Мерцц <!-- imenoslov: ignore unknown-variant, «Кая Калас» --> тут");
        assert_eq!(silences[0].rules, [Rule::UnknownVariant]);
        assert_eq!(silences[0].words, ["кая калас"]);
        assert!(!silences[0].last_only);
    }
}
