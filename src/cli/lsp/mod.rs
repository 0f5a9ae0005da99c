//! `imenoslov lsp`: the checker and the glossary inside an editor, by the Language Server Protocol.
//!
//! One thread reads messages ([`transport`]), one carries them out ([`session`]), one checks long articles as a whole.
//! Glossaries that change end the session; the next one begins with the documents that are open.

use super::{ExitStatus, glossaries::Glossaries};

mod actions;
mod completion;
mod diagnostics;
mod document;
mod edits;
mod event;
mod glossaries;
mod hover;
mod names;
mod positions;
mod server;
mod session;
mod transport;
mod uri;

/// Check names while you write: a language server for editors
///
/// Speaks the Language Server Protocol over standard input and output. Relative paths of glossaries start at the folder
/// that is open in the editor. docs/editors.md shows how to set up VS Code, Neovim and Helix.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov lsp
  imenoslov lsp --glossary house.toml --glossary glossary.toml")]
pub(super) struct Arguments {
    #[command(flatten)]
    glossaries: Glossaries,
    /// Editors say by this that they use standard input and output, which is so anyway
    #[arg(long, hide = true)]
    stdio: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    server::run(arguments.glossaries.named())
}
