//! The glossaries that the server works with: on disk, or as they are being edited.

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use imenoslov::checker::Settings;
use imenoslov::glossary::{Glossary, GlossaryError, GlossaryFile};

use super::document::Document;
use super::uri::is_same_file;

/// The documents that are open, by their addresses.
pub(super) type Documents = BTreeMap<String, Document>;

/// The glossaries that the server works with, the later one wins.
#[derive(Debug)]
pub(super) struct Glossaries {
    pub(super) sources: Vec<Source>,
    /// Whether people named them.
    is_named: bool,
}

/// One glossary.
#[derive(Debug)]
pub(super) struct Source {
    pub(super) path: PathBuf,
    seen: Seen,
    /// What it said when it could last be read.
    pub(super) file: Option<GlossaryFile>,
    /// Why it could not be read last.
    pub(super) error: Option<GlossaryError>,
}

/// What was read last.
#[derive(Debug, PartialEq, Eq)]
enum Seen {
    Nothing,
    Stored(Option<(SystemTime, u64)>),
    Open(String),
}

impl Glossaries {
    /// `files` as people named them, else the usual one, in the folder `root`.
    pub(super) fn new(root: &Path, files: &[PathBuf], default: &str) -> Glossaries {
        let is_named = !files.is_empty();
        let files = if is_named { files.to_vec() } else { vec![PathBuf::from(default)] };
        let source = |file: &PathBuf| Source { path: root.join(file), seen: Seen::Nothing, file: None, error: None };
        Glossaries { sources: files.iter().map(source).collect(), is_named }
    }

    /// Whether a file is one of them.
    pub(super) fn contains(&self, path: &Path) -> bool {
        self.sources.iter().any(|source| is_same_file(&source.path, path))
    }

    /// The glossary that new entries go into.
    pub(super) fn written(&self) -> Option<&Source> {
        self.sources.last()
    }

    /// Whether any of them says something else than when it was read.
    pub(super) fn are_changed(&self, documents: &Documents) -> bool {
        self.sources.iter().any(|source| match source.document(documents) {
            Some(document) => match &source.seen {
                Seen::Open(text) => text != document.text(),
                _ => source.error.is_some() || source.file.as_ref().is_none_or(|file| !is_text_of(document, file)),
            },
            None => source.seen != source.stored(),
        })
    }

    /// Reads what has changed.
    pub(super) fn read(&mut self, documents: &Documents) {
        for source in &mut self.sources {
            let document = source.document(documents);
            let seen = document.map_or_else(|| source.stored(), |document| Seen::Open(document.text().to_owned()));
            if source.seen == seen {
                continue;
            }
            let read = match document {
                Some(document) => GlossaryFile::parse(&source.path, document.text()),
                None => GlossaryFile::read(&source.path),
            };
            source.seen = seen;
            source.error = None;
            match read {
                Ok(file) => source.file = Some(file),
                Err(error) => {
                    if is_missing(&error) {
                        source.file = None;
                    }
                    if self.is_named || !is_missing(&error) {
                        source.error = Some(error);
                    }
                }
            }
        }
    }

    /// All of them as one, with what their tables `[check]` say; `None` where there is none. Settings that cannot be
    /// followed are left out: the file itself gets a diagnostic.
    pub(super) fn layered(&self) -> Option<(Glossary, Settings)> {
        let files: Vec<&GlossaryFile> = self.sources.iter().filter_map(|source| source.file.as_ref()).collect();
        if files.is_empty() {
            return None;
        }
        let mut settings = Settings::default();
        for file in &files {
            settings = settings.clone().extend(file.check_settings()).unwrap_or(settings);
        }
        Some((Glossary::layered(files.iter().map(|file| file.glossary().clone()).collect()), settings))
    }
}

impl Source {
    /// The document that holds it, if it is open.
    pub(super) fn document<'d>(&self, documents: &'d Documents) -> Option<&'d Document> {
        documents.values().find(|document| document.path.as_ref().is_some_and(|path| is_same_file(path, &self.path)))
    }

    fn stored(&self) -> Seen {
        let stamp = std::fs::metadata(&self.path).and_then(|data| Ok((data.modified()?, data.len())));
        Seen::Stored(stamp.ok())
    }
}

fn is_missing(error: &GlossaryError) -> bool {
    matches!(error, GlossaryError::Read { source, .. } if source.kind() == io::ErrorKind::NotFound)
}

fn is_text_of(document: &Document, file: &GlossaryFile) -> bool {
    &document.text()[document.mark()..] == file.text()
}
