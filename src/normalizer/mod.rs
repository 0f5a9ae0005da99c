//! Characters → comparable spelling with a map back to the bytes of the file; tokens; sentences; folding.

mod characters;
mod folding;
mod sentences;
mod text;
mod tokens;

pub use characters::APOSTROPHE;
pub use folding::{comparable, fold};
pub use sentences::sentences;
pub use text::Text;
pub use tokens::{Mark, Token, TokenClass, tokens};
