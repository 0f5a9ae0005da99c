use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use imenoslov::glossary::{Entry, GlossaryFile, Standing, Status};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reporter::entries;

use super::sources::Sources;
use super::{ExitStatus, glossaries::Glossaries, output};

/// Decide on the proposals of the glossary, one key each
///
/// Shows each proposed entry, and each proposed form of an approved one, with the evidence and, for the articles named,
/// the sentences that the names stand in. Every decision is written at once: leave at any time, and start again with
/// what is left.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  imenoslov review
  imenoslov review articles/ --kind person")]
pub(super) struct Arguments {
    /// Articles, or folders of articles, to take sentences from
    paths: Vec<PathBuf>,
    #[command(flatten)]
    glossaries: Glossaries,
    /// Only names of this kind; may be repeated
    #[arg(long)]
    kind: Vec<Kind>,
}

/// What is to be decided.
enum Question {
    Entry { id: String },
    Form { id: String, language: Language, form: String },
}

const ENTRY_KEYS: &str = "a approve, r reject, s split, n next, q quit";
const FORM_KEYS: &str = "a admit, p prefer, f forbid, n next, q quit";

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let mut file = GlossaryFile::read(arguments.glossaries.written())?;
    let is_wanted = |entry: &Entry| {
        entry.status != Status::Rejected && (arguments.kind.is_empty() || arguments.kind.contains(&entry.kind))
    };
    let is_open = |entry: &Entry| is_wanted(entry) && (entry.status == Status::Proposed || has_proposed_forms(entry));
    let sources = Sources::read(&arguments.paths, file.glossary(), is_open)?;
    let questions: Vec<Question> =
        file.glossary().entries.iter().filter(|entry| is_open(entry)).flat_map(questions).collect();
    let mut keys = Keys::new();
    let mut out = output::stdout();
    let (mut asked, mut decided) = (0, 0);
    'questions: for question in &questions {
        let (Question::Entry { id } | Question::Form { id, .. }) = question;
        let Some(entry) = file.glossary().entries.iter().find(|entry| entry.id == *id) else { continue };
        if !is_still_open(entry, question) {
            continue;
        }
        asked += 1;
        match question {
            Question::Entry { .. } => {
                write!(out, "{}", entries::text(entry, sources.of(id)))?;
            }
            Question::Form { language, form, .. } => {
                let best = entry.side(*language).and_then(|side| side.best_form()).unwrap_or(id);
                writeln!(out, "{id}  {language}  proposed: {form} (now: {best})")?;
                for source in sources.of(id).iter().filter(|source| source.form == *form) {
                    writeln!(out, "      {}: {}", source.path.display(), source.sentence)?;
                }
            }
        }
        let help = if matches!(question, Question::Entry { .. }) { ENTRY_KEYS } else { FORM_KEYS };
        loop {
            write!(out, "[{help}] ")?;
            out.flush()?;
            let key = keys.next()?;
            writeln!(out)?;
            let decision = match (question, key) {
                (_, None | Some('q')) => break 'questions,
                (_, Some('n' | ' ')) => break,
                (Question::Entry { .. }, Some('a')) => Decision::Status(Status::Approved),
                (Question::Entry { .. }, Some('r')) => Decision::Status(Status::Rejected),
                (Question::Entry { .. }, Some('s')) => Decision::Split,
                (Question::Form { .. }, Some('a')) => Decision::Standing(Standing::Admitted),
                (Question::Form { .. }, Some('p')) => Decision::Standing(Standing::Preferred),
                (Question::Form { .. }, Some('f')) => Decision::Standing(Standing::Forbidden),
                (_, Some(_)) => continue,
            };
            match write_decision(&arguments.glossaries, question, decision) {
                Ok(written) => {
                    file = written;
                    decided += 1;
                    break;
                }
                // Such as an entry that cannot be split: ask again.
                Err(error) if error.is::<imenoslov::glossary::EditError>() => {
                    output::complain(format_args!("{error:#}"));
                }
                Err(error) => return Err(error),
            }
        }
        writeln!(out)?;
    }
    let left: usize = file.glossary().entries.iter().filter(|entry| is_open(entry)).count();
    writeln!(out, "{decided} of {asked} decided; {left} entries with proposals are left")?;
    out.flush()?;
    Ok(ExitStatus::Done)
}

#[derive(Clone, Copy)]
enum Decision {
    Status(Status),
    Standing(Standing),
    Split,
}

/// Writes a decision into the glossary as it is now, whoever changed it meanwhile.
fn write_decision(glossaries: &Glossaries, question: &Question, decision: Decision) -> anyhow::Result<GlossaryFile> {
    let _lock = glossaries.lock()?;
    let mut file = GlossaryFile::read(glossaries.written())?;
    match (question, decision) {
        (Question::Entry { id } | Question::Form { id, .. }, Decision::Status(status)) => {
            file.set_status(std::slice::from_ref(id), status)?;
        }
        (Question::Entry { id } | Question::Form { id, .. }, Decision::Split) => {
            file.split_entry(id, &[])?;
        }
        (Question::Form { id, language, form }, Decision::Standing(standing)) => {
            file.set_standing(id, form, Some(*language), standing)?;
        }
        (Question::Entry { .. }, Decision::Standing(_)) => {}
    }
    file.save()?;
    Ok(file)
}

fn has_proposed_forms(entry: &Entry) -> bool {
    entry.sides().any(|(_, side)| !side.proposed.is_empty())
}

/// The entry first; its forms are asked about once it is approved.
fn questions(entry: &Entry) -> Vec<Question> {
    let mut questions = Vec::new();
    if entry.status == Status::Proposed {
        questions.push(Question::Entry { id: entry.id.clone() });
    }
    for (language, side) in entry.sides() {
        let forms = side.proposed.iter();
        questions.extend(forms.map(|form| Question::Form { id: entry.id.clone(), language, form: form.clone() }));
    }
    questions
}

fn is_still_open(entry: &Entry, question: &Question) -> bool {
    match question {
        Question::Entry { .. } => entry.status == Status::Proposed,
        Question::Form { language, form, .. } => {
            let side = entry.side(*language);
            entry.status == Status::Approved && side.is_some_and(|side| side.proposed.contains(form))
        }
    }
}

/// Keys from the terminal, or the first letters of lines from elsewhere.
enum Keys {
    Terminal(console::Term),
    Lines(std::io::StdinLock<'static>),
}

impl Keys {
    fn new() -> Keys {
        let stdin = std::io::stdin();
        if stdin.is_terminal() { Keys::Terminal(console::Term::stdout()) } else { Keys::Lines(stdin.lock()) }
    }

    /// The next key, in small letters; an empty line is `n`. Nothing at the end of the input.
    fn next(&mut self) -> anyhow::Result<Option<char>> {
        let key = match self {
            Keys::Terminal(terminal) => match terminal.read_key()? {
                console::Key::Char(key) => key,
                console::Key::Escape | console::Key::CtrlC => 'q',
                console::Key::Enter => 'n',
                _ => '?',
            },
            Keys::Lines(lines) => {
                let mut line = String::new();
                if lines.read_line(&mut line)? == 0 {
                    return Ok(None);
                }
                line.trim().chars().next().unwrap_or('n')
            }
        };
        Ok(key.to_lowercase().next())
    }
}
