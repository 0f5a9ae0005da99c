//! The `imenoslov` program: parses the command line, runs the command, turns its outcome into an exit status.

use std::process::ExitCode;

mod cli;

fn main() -> ExitCode {
    cli::main().into()
}
