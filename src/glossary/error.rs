//! What can be wrong with a glossary file.

use std::io;
use std::path::PathBuf;

/// Why a glossary could not be read or written. `Display` is one line: where, why, what to do.
#[derive(Debug, thiserror::Error)]
pub enum GlossaryError {
    /// The file cannot be opened or read.
    #[error("{}: cannot read the glossary", path.display())]
    Read {
        /// The glossary.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The file cannot be replaced; its old content is still there.
    #[error("{}: cannot write the glossary, the old one is unchanged", path.display())]
    Write {
        /// The glossary.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody else wrote the file after it was read.
    #[error("{}: the file was changed while the program ran and is left as it is now; run the command again", path.display())]
    Changed {
        /// The glossary.
        path: PathBuf,
    },
    /// The content is not a glossary.
    #[error("{}:{line}:{column}: {problem}", path.display())]
    Invalid {
        /// The glossary.
        path: PathBuf,
        /// Line, from 1.
        line: usize,
        /// Column in code points, from 1.
        column: usize,
        /// Why.
        problem: Invalid,
    },
}

/// Why the content of a file is not a glossary, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
#[expect(missing_docs, reason = "each message says it")]
pub enum Invalid {
    #[error("not UTF-8 text; save the file as UTF-8")]
    Encoding,
    #[error("a merge conflict is not resolved; choose a side and delete the lines <<<<<<<, ======= and >>>>>>>")]
    Conflict,
    #[error("not valid TOML: {0}")]
    Syntax(String),
    #[error("version {0} is not known; this program reads version 1")]
    Version(String),
    #[error("`{field}` must be {expected}, not {found}")]
    WrongType { field: String, expected: &'static str, found: &'static str },
    #[error("{what} has no `{field}`; add a line such as {example}")]
    Missing { what: String, field: &'static str, example: &'static str },
    #[error("unknown {field} {found:?}; write one of {expected}")]
    UnknownWord { field: String, found: String, expected: &'static str },
    #[error("the id {id:?} is taken by the entry in line {first_line}; give this entry another id")]
    DuplicateId { id: String, first_line: usize },
    #[error("`{field}` must be a date such as 2016-05-19")]
    Date { field: String },
    #[error("`{field}` must be a number from 0 to 1")]
    Confidence { field: String },
}
