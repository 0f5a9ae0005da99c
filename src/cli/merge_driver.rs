use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use imenoslov::glossary::{self, GlossaryFile};

use super::{ExitStatus, output};

/// Merge two versions of a glossary entry by entry, for git
///
/// Writes the result over OURS and ends with 0, or with 1 where people have to decide something: a comment above the
/// entry says what.
#[derive(clap::Args)]
#[command(after_help = "\
Git runs it after these two lines:
  git config merge.imenoslov.driver \"imenoslov merge-driver %O %A %B %P\"
  echo \"glossary.toml merge=imenoslov\" >> .gitattributes")]
pub(super) struct Arguments {
    /// The version that both came from (%O)
    base: PathBuf,
    /// Our version, which gets the result (%A)
    ours: PathBuf,
    /// Their version (%B)
    theirs: PathBuf,
    /// What messages call the file (%P)
    #[arg(default_value = "glossary.toml")]
    name: String,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let (base, ours, theirs) = (&arguments.base, &arguments.ours, &arguments.theirs);
    let merged = match (read(base, "base", arguments), read(ours, "ours", arguments), read(theirs, "theirs", arguments))
    {
        (Ok(base), Ok(ours), Ok(theirs)) => glossary::merge(&base, &ours, &theirs).map_err(anyhow::Error::from),
        (Err(error), ..) | (_, Err(error), _) | (_, _, Err(error)) => Err(error),
    };
    let merged = match merged {
        Ok(merged) => merged,
        Err(error) => {
            output::complain(format_args!("{error:#}; merged line by line instead"));
            return merge_lines(arguments);
        }
    };
    output::write_file(ours, merged.text.as_bytes())?;
    for conflict in &merged.conflicts {
        output::complain(format_args!("conflict in {}: {conflict}", arguments.name));
    }
    Ok(if merged.conflicts.is_empty() { ExitStatus::Done } else { ExitStatus::Found })
}

/// Errors name the version instead of git's temporary file.
fn read(path: &Path, version: &str, arguments: &Arguments) -> anyhow::Result<GlossaryFile> {
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    let name = format!("{} ({version})", arguments.name);
    let text = String::from_utf8(bytes).with_context(|| name.clone())?;
    Ok(GlossaryFile::parse(Path::new(&name), &text)?)
}

/// As git does where there is no merge driver.
fn merge_lines(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let labels = ["-L", "ours", "-L", "base", "-L", "theirs"];
    let done = Command::new("git")
        .arg("merge-file")
        .args(labels)
        .args([&arguments.ours, &arguments.base, &arguments.theirs])
        .status()
        .context("cannot run git")?;
    match done.code() {
        Some(0) => Ok(ExitStatus::Done),
        Some(code) if code < 128 => Ok(ExitStatus::Found),
        _ => bail!("git merge-file failed"),
    }
}
