use std::io::Write;

use clap::CommandFactory;

use super::{ExitStatus, output};

/// Print a completion script for a shell
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov completions bash > ~/.local/share/bash-completion/completions/imenoslov
  imenoslov completions fish > ~/.config/fish/completions/imenoslov.fish")]
pub(super) struct Arguments {
    /// The shell
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    // Written to memory first: the generator panics when the reader of a pipe has gone.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::Arguments::command(), "imenoslov", &mut script);
    let mut out = output::stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(ExitStatus::Done)
}
