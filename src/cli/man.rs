use std::io::Write;

use clap::CommandFactory;

use super::{ExitStatus, output};

/// Print the manual page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov man | man -l -
  imenoslov man > ~/.local/share/man/man1/imenoslov.1")]
pub(super) struct Arguments {}

pub(super) fn run(_: &Arguments) -> anyhow::Result<ExitStatus> {
    let command = super::Arguments::command();
    let mut out = output::stdout();
    clap_mangen::Man::new(command.clone()).render(&mut out)?;
    // One page for everything: a reader should not have to know which page holds an option.
    for subcommand in command.get_subcommands() {
        let page = clap_mangen::Man::new(subcommand.clone().bin_name(format!("imenoslov {}", subcommand.get_name())));
        writeln!(out, ".SH \"{}\"", format!("imenoslov {}", subcommand.get_name()).to_uppercase())?;
        page.render_description_section(&mut out)?;
        page.render_synopsis_section(&mut out)?;
        page.render_options_section(&mut out)?;
        page.render_extra_section(&mut out)?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}
