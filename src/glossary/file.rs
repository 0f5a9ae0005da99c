//! The glossary file: its text as people keep it, and what it says.

use std::collections::BTreeMap;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::Glossary;
use super::error::{GlossaryError, Invalid};
use super::parse::{Located, Parsed, parse, places};
use super::places::{Places, Splice, splice};

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A `glossary.toml`: the text and the glossary in it.
///
/// Every change is an insertion into (or a replacement of a part of) the text, so comments, order, blanks, line ends,
/// unknown fields and whatever else people wrote stay as they are.
#[derive(Clone, Debug)]
pub struct GlossaryFile {
    path: PathBuf,
    stored: Stored,
    byte_order_mark: bool,
    text: String,
    parsed: Parsed,
    /// Found when somebody asks: who only reads the glossary does not need them.
    places: OnceLock<Places>,
}

/// What the file holds.
#[derive(Clone, Debug)]
enum Stored {
    /// There is no file.
    Nothing,
    /// What the text says.
    Same,
    /// Something else: the text has been changed since.
    Bytes(Vec<u8>),
}

impl GlossaryFile {
    /// Reads a glossary.
    ///
    /// # Errors
    /// [`GlossaryError::Read`] if there is no such file or it cannot be read, [`GlossaryError::Invalid`] with the first
    /// problem if it is no glossary.
    pub fn read(path: &Path) -> Result<GlossaryFile, GlossaryError> {
        let bytes = fs::read(path).map_err(|source| GlossaryError::Read { path: path.to_owned(), source })?;
        let text = String::from_utf8(bytes).map_err(|error| {
            let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]).into_owned();
            located(path, &valid, Located { offset: valid.len(), problem: Invalid::Encoding })
        })?;
        let file = GlossaryFile::parse_text(path, text)?;
        Ok(GlossaryFile { stored: Stored::Same, ..file })
    }

    /// Reads a glossary, or begins one where there is no file yet.
    ///
    /// # Errors
    /// Those of [`GlossaryFile::read`], except that the file may be missing.
    pub fn read_or_empty(path: &Path) -> Result<GlossaryFile, GlossaryError> {
        match GlossaryFile::read(path) {
            Err(GlossaryError::Read { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
                Ok(GlossaryFile::empty(path))
            }
            result => result,
        }
    }

    /// A glossary from a text that came from elsewhere; `path` is what messages call it and where
    /// [`GlossaryFile::save`] would write.
    ///
    /// # Errors
    /// [`GlossaryError::Invalid`] with the first problem.
    pub fn parse(path: &Path, text: &str) -> Result<GlossaryFile, GlossaryError> {
        GlossaryFile::parse_text(path, text.to_owned())
    }

    fn parse_text(path: &Path, mut text: String) -> Result<GlossaryFile, GlossaryError> {
        let byte_order_mark = text.starts_with(BYTE_ORDER_MARK);
        if byte_order_mark {
            text.drain(..BYTE_ORDER_MARK.len());
        }
        let parsed = parse(&text).map_err(|problem| located(path, &text, problem))?;
        let path = path.to_owned();
        Ok(GlossaryFile { path, stored: Stored::Nothing, byte_order_mark, text, parsed, places: OnceLock::new() })
    }

    /// A glossary without entries that is to be written to `path`.
    pub fn empty(path: &Path) -> GlossaryFile {
        GlossaryFile {
            path: path.to_owned(),
            stored: Stored::Nothing,
            byte_order_mark: false,
            text: String::new(),
            parsed: Parsed::default(),
            places: OnceLock::new(),
        }
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The text, without byte-order mark.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the file says.
    pub fn glossary(&self) -> &Glossary {
        &self.parsed.glossary
    }

    /// What the file says, without the file.
    pub fn into_glossary(self) -> Glossary {
        self.parsed.glossary
    }

    /// The table `[check]`: plain values as text, names of nested tables joined by dots, lists joined by commas.
    pub fn check_settings(&self) -> &BTreeMap<String, String> {
        &self.parsed.check
    }

    /// The line, from 1, in which the entry of that index begins.
    pub fn line_of_entry(&self, index: usize) -> Option<usize> {
        self.places().entries.get(index).map(|place| position(&self.text, place.main.start).0)
    }

    /// Whether the text differs from what is stored.
    pub fn is_changed(&self) -> bool {
        match &self.stored {
            Stored::Nothing => !self.text.is_empty(),
            Stored::Same => false,
            Stored::Bytes(stored) => *stored != self.bytes(),
        }
    }

    /// Writes the text, if it differs from what is stored, and says whether it did.
    ///
    /// The new content is written beside the file, brought to the disk and then put in its place, so that at any moment
    /// the old or the new file is there. A link stays a link, and permissions are kept.
    ///
    /// # Errors
    /// [`GlossaryError::Changed`] if somebody else wrote the file since it was read, [`GlossaryError::Write`] if it
    /// cannot be written; the file is as it was.
    pub fn save(&mut self) -> Result<bool, GlossaryError> {
        if !self.is_changed() {
            return Ok(false);
        }
        let failed = |source| GlossaryError::Write { path: self.path.clone(), source };
        let on_disk = match fs::read(&self.path) {
            Ok(bytes) => Some(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        let bytes = self.bytes();
        let stored = match &self.stored {
            Stored::Nothing => None,
            Stored::Same => Some(&bytes),
            Stored::Bytes(stored) => Some(stored),
        };
        if on_disk.as_ref() != stored && on_disk.as_ref() != Some(&bytes) {
            return Err(GlossaryError::Changed { path: self.path.clone() });
        }
        replace_file(&self.path, &bytes).map_err(failed)?;
        self.stored = Stored::Same;
        Ok(true)
    }

    fn bytes(&self) -> Vec<u8> {
        let mark = if self.byte_order_mark { BYTE_ORDER_MARK } else { "" };
        [mark.as_bytes(), self.text.as_bytes()].concat()
    }

    pub(super) fn has_byte_order_mark(&self) -> bool {
        self.byte_order_mark
    }

    pub(super) fn places(&self) -> &Places {
        self.places.get_or_init(|| places(&self.text, &self.parsed))
    }

    /// Carries out edits; new line breaks are those that the file has.
    pub(super) fn apply(&mut self, mut splices: Vec<Splice>) -> Result<(), GlossaryError> {
        if self.text.contains("\r\n") {
            for splice in &mut splices {
                splice.text = splice.text.replace('\n', "\r\n");
            }
        }
        self.set_text(splice(&self.text, splices))
    }

    /// Puts another text in the place of the one that is there; nothing happens if it is no glossary.
    pub(super) fn set_text(&mut self, text: String) -> Result<(), GlossaryError> {
        self.parsed = parse(&text).map_err(|problem| located(&self.path, &text, problem))?;
        if matches!(self.stored, Stored::Same) {
            self.stored = Stored::Bytes(self.bytes());
        }
        self.text = text;
        self.places = OnceLock::new();
        Ok(())
    }
}

fn located(path: &Path, text: &str, Located { offset, problem }: Located) -> GlossaryError {
    let (line, column) = position(text, offset);
    GlossaryError::Invalid { path: path.to_owned(), line, column, problem }
}

/// Line and column (code points), both from 1, of a byte of the text.
pub(super) fn position(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |place| place + 1);
    (1 + before.matches('\n').count(), 1 + before[line_start..].chars().count())
}

/// What the names of temporary files begin and end with; between is what makes them unique.
pub(super) const TEMPORARY: (&str, &str) = (".imenoslov-", ".tmp");

/// The file that a path leads to, past links.
pub(super) fn target_of(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(match fs::read_link(path) {
            // A link whose target is not there yet.
            Ok(link) => path.parent().unwrap_or(Path::new("")).join(link),
            Err(_) => path.to_owned(),
        }),
        result => result,
    }
}

pub(super) fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Puts `bytes` in the place of a file, or of the file that a link points to, in one step.
fn replace_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = target_of(path)?;
    let folder = folder_of(&target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY.0).suffix(TEMPORARY.1);
    let permissions = new_file_permissions();
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    let mut temporary = builder.tempfile_in(folder)?;
    temporary.write_all(bytes)?;
    if let Ok(metadata) = fs::metadata(&target) {
        keep_owner(temporary.as_file(), &metadata);
        temporary.as_file().set_permissions(metadata.permissions())?;
    }
    temporary.as_file().sync_all()?;
    temporary.persist(&target).map_err(|error| error.error)?;
    // Without this a power failure may undo the renaming, never harm the content; some file systems refuse it.
    if let Ok(folder) = File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Temporary files are private by default; a new glossary gets what the user's mask allows.
fn new_file_permissions() -> Option<Permissions> {
    #[cfg(unix)]
    return Some(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    #[cfg(not(unix))]
    None
}

/// Keeps the owner where the system allows it; only root may give files away.
fn keep_owner(file: &File, metadata: &fs::Metadata) {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let _ = std::os::unix::fs::fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
    #[cfg(not(unix))]
    let _ = (file, metadata);
}
