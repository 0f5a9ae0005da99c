//! Finding, Change, Mention → text, JSON, Markdown: one file a format.

pub mod alignments;
pub mod changes;
pub mod entries;
mod finding_lines;
pub mod findings;
mod findings_html;
mod github;
mod json;
pub mod mentions;
pub mod position;
pub mod problems;
mod rdjson;
mod sarif;
mod text;
