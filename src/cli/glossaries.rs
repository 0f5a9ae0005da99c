//! The glossaries that a command works with.

use std::path::{Path, PathBuf};

use anyhow::Context;
use imenoslov::checker::Settings;
use imenoslov::glossary::{Glossary, GlossaryFile, GlossaryLock};

use super::output;

/// The glossary that commands use when none is named.
pub(super) const DEFAULT: &str = "glossary.toml";

/// `--glossary`, as the reading commands have it.
#[derive(clap::Args)]
pub(super) struct Glossaries {
    /// A glossary; given twice or more, the later one wins [default: glossary.toml]
    #[arg(long = "glossary", short = 'g', value_name = "FILE", global = true)]
    files: Vec<PathBuf>,
}

impl Glossaries {
    /// The files that people named, if any.
    pub(super) fn named(&self) -> &[PathBuf] {
        &self.files
    }

    /// The file that a command writes to: the last one named.
    pub(super) fn written(&self) -> &Path {
        self.files.last().map_or(Path::new(DEFAULT), PathBuf::as_path)
    }

    /// Keeps other runs of the program from writing the same glossary until the answer is dropped; waits for them.
    pub(super) fn lock(&self) -> anyhow::Result<GlossaryLock> {
        let path = self.written();
        if let Some(lock) = GlossaryLock::try_acquire(path)? {
            return Ok(lock);
        }
        output::complain(format_args!("waiting for another run that writes {}", path.display()));
        Ok(GlossaryLock::acquire(path)?)
    }

    /// The glossaries that come before the one that is written to.
    pub(super) fn read_house(&self) -> anyhow::Result<Glossary> {
        let house = self.files.split_last().map_or(&[][..], |(_, house)| house);
        layered(house)
    }

    /// All glossaries as one.
    ///
    /// # Errors
    /// When a named file, or the default one, cannot be read.
    pub(super) fn read(&self) -> anyhow::Result<Glossary> {
        if self.files.is_empty() { layered(&[PathBuf::from(DEFAULT)]) } else { layered(&self.files) }
    }

    /// All glossaries as one, with what their tables `[check]` say.
    ///
    /// # Errors
    /// When a named file, or the default one, cannot be read.
    pub(super) fn read_with_settings(&self) -> anyhow::Result<(Glossary, Settings)> {
        let default = [PathBuf::from(DEFAULT)];
        let mut settings = Settings::default();
        let mut glossaries = Vec::new();
        for path in if self.files.is_empty() { &default[..] } else { &self.files } {
            let file = GlossaryFile::read(path)?;
            settings = settings.extend(file.check_settings()).with_context(|| path.display().to_string())?;
            glossaries.push(file.into_glossary());
        }
        Ok((Glossary::layered(glossaries), settings))
    }

    /// All glossaries as one; without a named one the default, where there is one.
    pub(super) fn read_if_any(&self) -> anyhow::Result<Glossary> {
        if self.files.is_empty() && !Path::new(DEFAULT).exists() { Ok(Glossary::default()) } else { self.read() }
    }
}

fn layered(files: &[PathBuf]) -> anyhow::Result<Glossary> {
    let glossaries =
        files.iter().map(|file| Ok(GlossaryFile::read(file)?.into_glossary())).collect::<anyhow::Result<Vec<_>>>()?;
    Ok(Glossary::layered(glossaries))
}
