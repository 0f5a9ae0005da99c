//! Why an article could not be read.

use std::path::{Path, PathBuf};

use zip::result::ZipError;

use super::Markup;
use super::xml::XmlProblem;

/// What articles end in.
const EXTENSIONS: &str = ".txt, .md, .html, .docx, .odt, .po, .xliff, .xlf, .tmx or .jsonl";

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
    #[error("{} is not text ({what}); its extension must say what it is: {EXTENSIONS}", path.display())]
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
    /// It is no archive that is read.
    #[error(transparent)]
    Archive(#[from] ArchiveProblem),
    /// A part of an archive is no XML that is read.
    #[error("{part}: {problem}")]
    Part {
        /// The name of the part.
        part: String,
        /// What is wrong with it.
        problem: XmlProblem,
    },
    /// A part that documents of its kind have is missing.
    #[error("it has no part {part}")]
    NoPart {
        /// The name of the part.
        part: String,
    },
    /// A record is none.
    #[error("record {record}, line {line}: {reason}")]
    Record {
        /// Its number, from 1.
        record: usize,
        /// Line, from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
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
            DocumentProblem::Xml(problem) | DocumentProblem::Part { problem, .. } => match problem {
                XmlProblem::Declarations { .. } => "take the DOCTYPE out",
                XmlProblem::Depth { .. } => HARMFUL,
                XmlProblem::Syntax { .. } | XmlProblem::Truncated => SAVE_AGAIN,
            },
            DocumentProblem::Archive(problem) => match problem {
                ArchiveProblem::NoArchive => RENAME,
                ArchiveProblem::Protected => "save it without a password in a format of today",
                ArchiveProblem::Broken { .. } | ArchiveProblem::Damaged { .. } => SAVE_AGAIN,
                ArchiveProblem::Changed => "check it again",
                ArchiveProblem::Parts { .. } | ArchiveProblem::Bomb { .. } => HARMFUL,
            },
            DocumentProblem::Po { .. } => SAVE_AGAIN,
            DocumentProblem::NoPart { .. } | DocumentProblem::Root { .. } | DocumentProblem::NoBitext => RENAME,
            DocumentProblem::Record { .. } => {
                "expected {\"text\": …} on a line, with title, date, lang and url where they are known"
            }
        }
    }
}

const SAVE_AGAIN: &str = "save or export it again in the program that made it";
const RENAME: &str = "give it the extension of what it is";
const HARMFUL: &str = "such a file is damaged or made to do harm";

/// What is wrong with a ZIP archive.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveProblem {
    /// It does not begin as one.
    #[error("it is no ZIP archive")]
    NoArchive,
    /// It is an office document of before 2007, or one with a password.
    #[error("it is protected with a password, or made by an office program of before 2007")]
    Protected,
    /// It is cut off or not well formed.
    #[error("it is cut off or damaged ({reason})")]
    Broken {
        /// What the archive reader says.
        reason: String,
    },
    /// One of its parts is cut off or damaged.
    #[error("{part} is cut off or damaged ({reason})")]
    Damaged {
        /// The name of the part.
        part: String,
        /// What the archive reader says.
        reason: String,
    },
    /// It is not what it was when it was checked.
    #[error("it was changed since it was checked")]
    Changed,
    /// It has more parts than any document.
    #[error("it has {count} parts")]
    Parts {
        /// How many.
        count: usize,
    },
    /// A part would unpack to much more than any document has.
    #[error("{part} would unpack to {} MB", size >> 20)]
    Bomb {
        /// The name of the part.
        part: String,
        /// Bytes, as the archive states them.
        size: u64,
    },
}

impl ArchiveProblem {
    pub(super) fn in_part(part: &str, error: ZipError) -> ArchiveProblem {
        ArchiveProblem::Damaged { part: part.to_owned(), reason: error.to_string() }
    }
}

impl From<ZipError> for ArchiveProblem {
    fn from(error: ZipError) -> ArchiveProblem {
        ArchiveProblem::Broken { reason: error.to_string() }
    }
}

impl From<std::io::Error> for ArchiveProblem {
    fn from(error: std::io::Error) -> ArchiveProblem {
        ArchiveProblem::Broken { reason: error.to_string() }
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
