//! [`Entry`], [`Glossary`], the TOML file, and merging what was found with what people decided.

mod change;
mod edit;
mod edits;
mod entry;
mod error;
mod file;
mod imported;
mod index;
mod layers;
mod lock;
mod lookup;
mod merge;
mod parse;
mod places;
mod removal;
mod three_way;
mod tree;
mod validate;
mod write;

pub use change::Change;
pub use edit::{Candidate, EditError, NewEntry, PruneSummary, Standing};
pub use entry::{Entry, Glossary, Period, RejectedPair, Side, Status};
pub use error::{GlossaryError, Invalid};
pub use file::GlossaryFile;
pub use imported::{Conflict, ImportSummary, ImportedEntry, Matter};
pub use index::{NameIndex, comparable};
pub use lock::GlossaryLock;
pub use lookup::{Found, Lookup};
pub use merge::MergeSummary;
pub use three_way::{CONFLICT_START, Clash, MergeError, Merged, merge};
pub use validate::{Fault, Problem};
pub(crate) use write::{entry_text, new_id};
