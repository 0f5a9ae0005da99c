use std::io::Write;

use imenoslov::glossary::{Found, Lookup, Status};
use imenoslov::languages::Language;
use imenoslov::morphology::{Case, Number};
use serde_json::json;

use super::{ExitStatus, glossaries::Glossaries, output};

/// Find the entry of a name, in any case form or near spelling
///
/// Shows the form to write and the counterpart in the other language, both in the case of the name.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov lookup Віткоффом
  imenoslov lookup \"Стива Уиткоффа\" Майамі --glossary house.toml
  imenoslov lookup Віткоффом --json")]
pub(super) struct Arguments {
    /// Names as they stand in a text
    #[arg(required = true)]
    names: Vec<String>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// Write one JSON object an answer
    #[arg(long)]
    json: bool,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let glossary = arguments.glossaries.read()?;
    let lookup = Lookup::new(&glossary);
    let mut out = output::stdout();
    for name in &arguments.names {
        let found = lookup.find(name);
        if found.is_empty() && !arguments.json {
            writeln!(out, "{name}: no entry")?;
        }
        for found in &found {
            if arguments.json {
                writeln!(out, "{}", as_json(name, found))?;
            } else {
                write_text(&mut out, name, found)?;
            }
        }
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

fn write_text(out: &mut impl Write, name: &str, found: &Found<'_>) -> std::io::Result<()> {
    let status = match found.entry.status {
        Status::Proposed => "proposed",
        Status::Approved => "approved",
        Status::Rejected => "rejected",
    };
    write!(out, "{name}: {} ({}, {status}", found.entry.id, found.entry.kind)?;
    if found.score < 1.0 {
        write!(out, ", like {} with score {:.2}", found.form, found.score)?;
    }
    writeln!(out, ")")?;
    for language in Language::ALL {
        let Some(side) = found.entry.side(language) else { continue };
        let Some(best) = side.best_form() else { continue };
        write!(out, "  {language}  {best}")?;
        let inflected = if language == found.language { found.preferred() } else { found.counterpart() };
        if let (Some(form), Some(inflected)) = (found.inflection, inflected)
            && (form.case, form.number) != (Case::Nominative, Number::Singular)
        {
            write!(out, ", {}: {inflected}", form.case.name())?;
        }
        writeln!(out)?;
    }
    if let Some(note) = &found.entry.note {
        writeln!(out, "  note: {note}")?;
    }
    Ok(())
}

fn as_json(name: &str, found: &Found<'_>) -> serde_json::Value {
    json!({
        "name": name,
        "entry": found.entry.id,
        "kind": found.entry.kind,
        "status": found.entry.status,
        "lang": found.language,
        "form": found.form,
        "case": found.inflection.map(|form| form.case),
        "score": found.score,
        "preferred": found.preferred(),
        "counterpart": found.counterpart(),
    })
}
