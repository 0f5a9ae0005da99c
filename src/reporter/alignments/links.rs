//! Links for scripts.

use std::fmt::Write;

use super::{AlignedPair, indices};

/// One line a link: Russian indices, a colon, Ukrainian indices, all from 0. Several pairs are divided by lines that
/// begin with `#` and name the files.
pub fn links(pairs: &[AlignedPair]) -> String {
    let mut out = String::new();
    for pair in pairs {
        if pairs.len() > 1 {
            let _ = writeln!(out, "# {}\t{}", pair.ru, pair.uk);
        }
        for link in &pair.alignment.links {
            let _ = writeln!(out, "{}:{}", indices(&link.ru), indices(&link.uk));
        }
    }
    out
}
