//! [`Entry`], [`Glossary`], the TOML file, and merging what was found with what people decided.

mod entry;

pub use entry::{Entry, Glossary, Period, RejectedPair, Side, Status};
