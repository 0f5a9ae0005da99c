//! Linked sentences as a translation memory.

use std::fmt::Write;

use super::AlignedPair;
use crate::exporter::escaped_markup;

/// The links with both sides as TMX 1.4b, one translation unit each, with the confidence and the files as properties.
pub fn tmx(pairs: &[AlignedPair]) -> String {
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n\
         <tmx version=\"1.4\">\n\
         \x20 <header creationtool=\"imenoslov\" creationtoolversion=\"{}\" segtype=\"sentence\" o-tmf=\"plain text\" \
         adminlang=\"en\" srclang=\"ru\" datatype=\"plaintext\"/>\n\
         \x20 <body>\n",
        env!("CARGO_PKG_VERSION")
    );
    for pair in pairs {
        for link in pair.alignment.links.iter().filter(|link| !link.ru.is_empty() && !link.uk.is_empty()) {
            let (ru, uk) = pair.texts(link);
            let _ = writeln!(
                out,
                "    <tu>\n      <prop type=\"x-confidence\">{:.4}</prop>\n      <prop type=\"x-ru-file\">{}</prop>\n      \
                 <prop type=\"x-uk-file\">{}</prop>\n      <tuv xml:lang=\"ru\"><seg>{}</seg></tuv>\n      \
                 <tuv xml:lang=\"uk\"><seg>{}</seg></tuv>\n    </tu>",
                link.confidence,
                escaped(&pair.ru),
                escaped(&pair.uk),
                escaped(&ru),
                escaped(&uk)
            );
        }
    }
    out.push_str("  </body>\n</tmx>\n");
    out
}

/// Text for XML 1.0: characters that it does not allow become spaces.
pub(super) fn escaped(text: &str) -> String {
    escaped_markup(text, |c| (c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')).then_some(" "))
}
