//! Office documents as ZIP archives of XML parts.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Seek, SeekFrom, Write};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::error::{ArchiveProblem, DocumentProblem};

/// The most text that is read from one document, bytes of XML: a book of a few thousand pages.
const MOST_TEXT: u64 = 64 << 20;
/// XML is rarely packed to less than a fiftieth; a part that is packed much better and is not small is made to do harm.
const MOST_PACKED: u64 = 250;
const SMALL: u64 = 4 << 20;
/// Documents have a few hundred parts.
const MOST_PARTS: usize = 20_000;

/// An open archive.
pub(super) struct Archive<R> {
    zip: ZipArchive<R>,
    /// Bytes that may still be read.
    left: u64,
}

impl<R: Read + Seek> Archive<R> {
    /// Opens an archive; its parts are read when asked for.
    pub fn open(mut file: R) -> Result<Archive<R>, DocumentProblem> {
        let mut start = Vec::new();
        file.by_ref().take(8).read_to_end(&mut start).map_err(ArchiveProblem::from)?;
        if start.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(ArchiveProblem::Protected.into());
        }
        if !start.starts_with(b"PK") {
            return Err(ArchiveProblem::NoArchive.into());
        }
        file.seek(SeekFrom::Start(0)).map_err(ArchiveProblem::from)?;
        let zip = ZipArchive::new(file).map_err(ArchiveProblem::from)?;
        if zip.len() > MOST_PARTS {
            return Err(ArchiveProblem::Parts { count: zip.len() }.into());
        }
        Ok(Archive { zip, left: MOST_TEXT })
    }

    /// The text of a part; `None` where the archive has no such part.
    pub fn part(&mut self, name: &str) -> Result<Option<String>, DocumentProblem> {
        let part = || name.to_owned();
        let mut file = match self.zip.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(error) => return Err(ArchiveProblem::in_part(name, error).into()),
        };
        let is_bomb = |size: u64, packed: u64| size > SMALL && size / MOST_PACKED > packed;
        let (size, packed) = (file.size(), file.compressed_size());
        if size > self.left || is_bomb(size, packed) {
            return Err(ArchiveProblem::Bomb { part: part(), size }.into());
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        // What is stated about the size may be wrong.
        let read = file.by_ref().take(size + 1).read_to_end(&mut bytes);
        read.map_err(|error| ArchiveProblem::in_part(name, ZipError::Io(error)))?;
        if bytes.len() as u64 != size {
            return Err(ArchiveProblem::Damaged { part: part(), reason: "its size is not as stated".to_owned() }.into());
        }
        self.left -= size;
        let text = String::from_utf8(bytes);
        let no_text = |_| ArchiveProblem::Damaged { part: part(), reason: "it is not in UTF-8".to_owned() };
        Ok(Some(text.map_err(no_text)?))
    }

    /// The archive with other contents of some parts. All others are copied as they are packed, in their order.
    pub fn with_parts(mut self, parts: &BTreeMap<String, String>) -> Result<Vec<u8>, DocumentProblem> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.zip.comment().to_vec().into_boxed_slice()).map_err(ArchiveProblem::from)?;
        for index in 0..self.zip.len() {
            let file = self.zip.by_index_raw(index).map_err(ArchiveProblem::from)?;
            let name = file.name().map_err(ArchiveProblem::from)?.into_owned();
            match parts.get(&name) {
                None => writer.raw_copy_file(file).map_err(ArchiveProblem::from)?,
                Some(content) => {
                    let options = file.options();
                    writer.start_file(name, options).map_err(ArchiveProblem::from)?;
                    writer.write_all(content.as_bytes()).map_err(ArchiveProblem::from)?;
                }
            }
        }
        Ok(writer.finish().map_err(ArchiveProblem::from)?.into_inner())
    }
}
