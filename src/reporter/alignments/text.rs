//! Linked sentences for a terminal.

use std::fmt::Write;

use super::AlignedPair;

/// Links below this confidence carry a question mark.
const DOUBTFUL: f64 = 0.5;

/// Each link as its Russian and its Ukrainian sentences below each other, with how sure it is. What has no counterpart
/// stands alone.
pub fn text(pairs: &[AlignedPair]) -> String {
    let mut out = String::new();
    for pair in pairs {
        let links = &pair.alignment.links;
        let linked = links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty()).count();
        let _ = writeln!(
            out,
            "{} | {}: {} and {} sentences, {linked} links, {:.0} % of the sentences linked\n",
            pair.ru,
            pair.uk,
            pair.alignment.ru.len(),
            pair.alignment.uk.len(),
            100.0 * pair.alignment.linked_share()
        );
        for link in links {
            let (ru, uk) = pair.texts(link);
            let sure =
                format!("{:>3.0} %{}", 100.0 * link.confidence, if link.confidence < DOUBTFUL { " ?" } else { "" });
            let _ = match (link.ru.is_empty(), link.uk.is_empty()) {
                (false, false) => writeln!(out, "{sure:<7} ru {ru}\n        uk {uk}\n"),
                (false, true) => writeln!(out, "{sure:<7} ru {ru}\n        uk —\n"),
                _ => writeln!(out, "{sure:<7} ru —\n        uk {uk}\n"),
            };
        }
    }
    out
}
