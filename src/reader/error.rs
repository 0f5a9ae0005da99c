//! Why an article could not be read.

use std::path::{Path, PathBuf};

use super::Markup;
use super::xml::XmlProblem;

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
    /// The file is not what its extension says, or is broken.
    #[error("{}: no readable {kind}: {problem}; {}", path.display(), problem.advice())]
    Document {
        /// The file.
        path: PathBuf,
        /// What the extension says it is.
        kind: &'static str,
        /// What is wrong with it.
        problem: DocumentProblem,
    },
    /// The file is text in no encoding that the program knows.
    #[error("cannot tell the encoding of {}: convert it to UTF-8", path.display())]
    UnknownEncoding {
        /// The file.
        path: PathBuf,
    },
}

/// What is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DocumentProblem {
    /// It is no XML that is read.
    #[error(transparent)]
    Xml(#[from] XmlProblem),
    /// It is XML of another kind.
    #[error("its outermost element is not <{expected}>")]
    Root {
        /// The name that it would have.
        expected: &'static str,
    },
    /// A line of a catalogue is of no known form.
    #[error("line {line}: neither a comment nor a keyword with a string in quotation marks")]
    Po {
        /// Line, from 1.
        line: usize,
    },
    /// Its extension is that of no file with linked texts.
    #[error("its extension is none of .po, .xliff, .xlf, .tmx, .tsv")]
    NoBitext,
}

impl DocumentProblem {
    pub(super) fn at(self, path: &Path, markup: Markup) -> ReadError {
        ReadError::Document { path: path.to_owned(), kind: markup.name(), problem: self }
    }

    /// What the user can do.
    fn advice(&self) -> &'static str {
        match self {
            DocumentProblem::Xml(XmlProblem::Declarations { .. }) => "take the DOCTYPE out",
            DocumentProblem::Xml(XmlProblem::Depth { .. }) => "such a file is damaged or made to do harm",
            DocumentProblem::Xml(_) | DocumentProblem::Po { .. } => "export it again from the program that made it",
            DocumentProblem::Root { .. } | DocumentProblem::NoBitext => "give it the extension of what it is",
        }
    }
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
