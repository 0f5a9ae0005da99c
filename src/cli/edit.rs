use std::io::Write;

use clap::Subcommand;
use imenoslov::glossary::{GlossaryFile, NewEntry, Standing, Status};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use similar::TextDiff;

use super::{ExitStatus, glossaries::Glossaries, output};

/// Decide on entries and names of the glossary
///
/// Entries are named by id or by any form of a name. Each decision changes the lines that it must, and nothing else in
/// the file. With several glossaries the last one is changed.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov edit approve steve-witkoff Майамі
  imenoslov edit forbid \"Стив Виткофф\" --of Уиткофф
  imenoslov edit prefer \"Стивен Уиткофф\"
  imenoslov edit merge steve-witkoff stiv-vitkof
  imenoslov edit split peskov
  imenoslov edit add --kind place --ru Майами --uk Маямі --dry-run")]
pub(super) struct Arguments {
    #[command(subcommand)]
    decision: Decision,
    #[command(flatten)]
    glossaries: Glossaries,
    /// Show the change as a patch and write nothing
    #[arg(long, global = true)]
    dry_run: bool,
}

#[derive(Subcommand)]
enum Decision {
    /// Stand behind entries
    Approve(Names),
    /// Decide that entries are none; they are kept, so that they are not proposed again
    Reject(Names),
    /// Make a form the one to write; the old one stays as admitted, or as proposed in a proposed entry
    Prefer(Form),
    /// Allow forms beside the preferred one
    Admit(Form),
    /// Forbid forms
    Forbid(Form),
    /// Make one entry of several; the first one keeps its id, the others' become former ids of it
    Merge {
        /// The entry that stays
        kept: String,
        /// The entries that are merged into it
        #[arg(required = true)]
        others: Vec<String>,
    },
    /// Make two entries of one and keep them apart for ever
    Split {
        /// The entry
        entry: String,
        /// The forms that leave, the one to write first [default: all Russian ones]
        forms: Vec<String>,
    },
    /// Give an entry another id; the old one becomes a former id of it
    Rename {
        /// The entry
        entry: String,
        /// The new id
        id: String,
    },
    /// Add an entry
    Add(NewEntryArguments),
}

#[derive(clap::Args)]
struct Names {
    /// Ids, or names in any form
    #[arg(required = true)]
    names: Vec<String>,
}

#[derive(clap::Args)]
struct Form {
    /// Forms, as dictionary forms
    #[arg(required = true, value_name = "FORM")]
    forms: Vec<String>,
    /// The entry, by id or by a name [default: the one that has the form]
    #[arg(long, value_name = "NAME")]
    of: Option<String>,
    /// The language of the forms, where their letters leave it open
    #[arg(long)]
    lang: Option<Language>,
}

#[derive(clap::Args)]
struct NewEntryArguments {
    /// What it is: person, place, org, product or event
    #[arg(long)]
    kind: Kind,
    /// A Russian name; the first one is the one to write, others are admitted
    #[arg(long, value_name = "FORM")]
    ru: Vec<String>,
    /// A Ukrainian name; the first one is the one to write, others are admitted
    #[arg(long, value_name = "FORM")]
    uk: Vec<String>,
    /// The name in English
    #[arg(long, value_name = "NAME")]
    en: Option<String>,
    /// A remark for people
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The id [default: made from the names]; needed for a namesake of another entry
    #[arg(long)]
    id: Option<String>,
}

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let path = arguments.glossaries.written();
    let _lock = if arguments.dry_run { None } else { Some(arguments.glossaries.lock()?) };
    let mut file = match arguments.decision {
        Decision::Add(_) => GlossaryFile::read_or_empty(path)?,
        _ => GlossaryFile::read(path)?,
    };
    let before = arguments.dry_run.then(|| file.text().to_owned());
    let done = decide(&mut file, &arguments.decision)?;
    let mut out = output::stdout();
    if let Some(before) = before {
        let name = path.display().to_string();
        write!(out, "{}", TextDiff::from_lines(before.as_str(), file.text()).unified_diff().header(&name, &name))?;
    } else {
        file.save()?;
        done.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    }
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// Carries out a decision; says in a few lines what was done.
fn decide(file: &mut GlossaryFile, decision: &Decision) -> anyhow::Result<Vec<String>> {
    let one = |file: &GlossaryFile, name: &String| -> anyhow::Result<String> {
        Ok(file.find(std::slice::from_ref(name))?.swap_remove(0))
    };
    Ok(match decision {
        Decision::Approve(names) => set_status(file, names, Status::Approved)?,
        Decision::Reject(names) => set_status(file, names, Status::Rejected)?,
        Decision::Prefer(form) => set_standing(file, form, Standing::Preferred)?,
        Decision::Admit(form) => set_standing(file, form, Standing::Admitted)?,
        Decision::Forbid(form) => set_standing(file, form, Standing::Forbidden)?,
        Decision::Merge { kept, others } => {
            let kept = one(file, kept)?;
            let others = file.find(others)?;
            file.merge_entries(&kept, &others)?;
            vec![format!("{kept}: merged with {}", others.join(", "))]
        }
        Decision::Split { entry, forms } => {
            let id = one(file, entry)?;
            let new = file.split_entry(&id, forms)?;
            vec![format!("{id}: split, new entry {new}")]
        }
        Decision::Rename { entry, id } => {
            let old = one(file, entry)?;
            file.rename_entry(&old, id)?;
            vec![format!("{old}: renamed to {id}")]
        }
        Decision::Add(new) => {
            let id = file.add_entry(NewEntry {
                id: new.id.clone(),
                kind: new.kind,
                en: new.en.clone(),
                note: new.note.clone(),
                ru: new.ru.clone(),
                uk: new.uk.clone(),
            })?;
            vec![format!("{id}: added")]
        }
    })
}

fn set_status(file: &mut GlossaryFile, names: &Names, status: Status) -> anyhow::Result<Vec<String>> {
    let ids = file.find(&names.names)?;
    file.set_status(&ids, status)?;
    Ok(ids.iter().map(|id| format!("{id}: {status}")).collect())
}

fn set_standing(file: &mut GlossaryFile, form: &Form, standing: Standing) -> anyhow::Result<Vec<String>> {
    let home = form.of.as_ref().map(|name| file.find(std::slice::from_ref(name))).transpose()?;
    let mut done = Vec::new();
    for text in &form.forms {
        let (id, text) = match home.as_deref() {
            Some([id, ..]) => (id.clone(), text.clone()),
            _ => file.find_form(text)?,
        };
        file.set_standing(&id, &text, form.lang, standing)?;
        done.push(format!("{id}: {} {text}", standing.field()));
    }
    Ok(done)
}
