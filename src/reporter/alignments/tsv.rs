//! Linked sentences as lines of tab-separated fields.

use std::fmt::Write;

use super::{AlignedPair, indices};

/// One line a link: Russian text, Ukrainian text, confidence, Russian indices, Ukrainian indices, Russian file,
/// Ukrainian file. The text of an empty side is empty.
pub fn tsv(pairs: &[AlignedPair]) -> String {
    let field = |text: &str| text.replace(char::is_control, " ");
    let mut out = String::new();
    for pair in pairs {
        for link in &pair.alignment.links {
            let (ru, uk) = pair.texts(link);
            let _ = writeln!(
                out,
                "{}\t{}\t{:.4}\t{}\t{}\t{}\t{}",
                field(&ru),
                field(&uk),
                link.confidence,
                indices(&link.ru),
                indices(&link.uk),
                field(&pair.ru),
                field(&pair.uk)
            );
        }
    }
    out
}
