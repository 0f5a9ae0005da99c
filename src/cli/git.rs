//! What git knows of a folder.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

/// What a git command prints in a folder, or nothing where it fails. Bytes that are not UTF-8 become U+FFFD.
///
/// # Errors
/// When git cannot be run.
pub(super) fn output(folder: &Path, arguments: &[&str]) -> anyhow::Result<Option<String>> {
    let done = Command::new("git").arg("-C").arg(folder).args(arguments).output().context("cannot run git")?;
    Ok(done.status.success().then(|| String::from_utf8_lossy(&done.stdout).into_owned()))
}

/// The id of the commit that a revision names.
///
/// # Errors
/// When the folder is in no repository, or git knows no such revision.
pub(super) fn commit(folder: &Path, revision: &str) -> anyhow::Result<String> {
    let commit = format!("{revision}^{{commit}}");
    match output(folder, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])? {
        Some(commit) => Ok(commit.trim().to_owned()),
        None if output(folder, &["rev-parse", "--git-dir"])?.is_none() => {
            bail!("{} is not in a git repository", folder.display())
        }
        None => bail!("git knows no revision {revision:?}"),
    }
}

/// The folder that a file stands in.
pub(super) fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}
