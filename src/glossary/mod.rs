//! [`Entry`], [`Glossary`], the TOML file, and merging what was found with what people decided.

mod entry;
mod error;
mod file;
mod index;
mod layers;
mod lookup;
mod merge;
mod parse;
mod places;
mod validate;
mod write;

pub use entry::{Entry, Glossary, Period, RejectedPair, Side, Status};
pub use error::{GlossaryError, Invalid};
pub use file::GlossaryFile;
pub use index::{NameIndex, comparable};
pub use lookup::{Found, Lookup};
pub use merge::MergeSummary;
pub use validate::{Fault, Problem};
