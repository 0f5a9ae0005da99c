//! Finding, Change, Mention → text, JSON, Markdown: one file a format.

pub mod mentions;
pub mod position;
