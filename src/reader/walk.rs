//! Folders → files.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::{Markup, ReadError};

/// The articles below these paths, in the order of the arguments and sorted by name within a folder. A file is taken
/// whatever its extension; in folders only those of a [`Markup`] are, without hidden files, what a `.gitignore` or
/// `.ignore` excludes, and the files with which Word marks open documents. `-`, standard input, is taken as it stands. A
/// file that two arguments reach comes once. What cannot be listed is an error item, and the walk goes on.
pub fn walk<P: AsRef<Path>>(paths: &[P]) -> impl Iterator<Item = Result<PathBuf, ReadError>> {
    let mut seen = HashSet::new();
    paths.iter().flat_map(|path| files_below(path.as_ref())).filter(move |item| match item {
        Ok(path) => seen.insert(path.clone()),
        Err(_) => true,
    })
}

fn files_below(argument: &Path) -> Box<dyn Iterator<Item = Result<PathBuf, ReadError>>> {
    if argument.as_os_str() == "-" {
        return Box::new(std::iter::once(Ok(argument.to_owned())));
    }
    if !argument.is_dir() {
        let found = match argument.symlink_metadata() {
            Ok(_) => Ok(argument.to_owned()),
            Err(source) => Err(ReadError::Io { path: argument.to_owned(), source }),
        };
        return Box::new(std::iter::once(found));
    }
    let argument = argument.to_owned();
    // What is ignored depends on the folders alone, not on the user's settings for git.
    let walk = WalkBuilder::new(&argument)
        .require_git(false)
        .git_global(false)
        .git_exclude(false)
        .sort_by_file_name(|a, b| a.cmp(b))
        .build();
    Box::new(walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let is_article = entry.file_type().is_some_and(|t| t.is_file())
                && Markup::of_extension(entry.path()).is_some()
                && !entry.file_name().as_encoded_bytes().starts_with(b"~$");
            is_article.then(|| Ok(entry.into_path()))
        }
        Err(source) => Some(Err(ReadError::Folder { path: argument.clone(), source })),
    }))
}
