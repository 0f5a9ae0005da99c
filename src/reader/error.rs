//! Why an article could not be read.

use std::path::{Path, PathBuf};

/// Why a file or folder could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The operating system refused.
    #[error("cannot read {}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The reason given.
        source: std::io::Error,
    },
    /// A folder, or something in it, could not be listed.
    #[error("cannot list {}", path.display())]
    Folder {
        /// The argument that was being walked.
        path: PathBuf,
        /// The reason given, with the place.
        source: ignore::Error,
    },
    /// The file is not text.
    #[error("{} is not text ({what}); give a .txt, .md or .html file", path.display())]
    Binary {
        /// The file.
        path: PathBuf,
        /// What it looks like.
        what: &'static str,
    },
    /// The file is text in no encoding that the program knows.
    #[error("cannot tell the encoding of {}: convert it to UTF-8", path.display())]
    UnknownEncoding {
        /// The file.
        path: PathBuf,
    },
}

/// Why bytes could not be decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DecodingProblem {
    Binary(&'static str),
    UnknownEncoding,
}

impl DecodingProblem {
    pub(super) fn at(self, path: &Path) -> ReadError {
        match self {
            DecodingProblem::Binary(what) => ReadError::Binary { path: path.to_owned(), what },
            DecodingProblem::UnknownEncoding => ReadError::UnknownEncoding { path: path.to_owned() },
        }
    }
}
