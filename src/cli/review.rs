use std::collections::BTreeSet;
use std::io::{BufRead, IsTerminal, Write};
use std::path::PathBuf;

use imenoslov::glossary::{Change, EditError, Entry, GlossaryFile, Standing, Status};
use imenoslov::kind::Kind;
use imenoslov::languages::Language;
use imenoslov::reporter::entries;

use super::sources::Sources;
use super::{ExitStatus, glossaries::Glossaries, output};

/// Decide on the proposals of the glossary, one key each
///
/// Shows each proposed entry, and each proposed form of an approved one, with the evidence and, for the articles named,
/// the sentences that the names stand in. Every decision is written at once: leave at any time, and start again with
/// what is left. `u` takes the last decision back, then the one before it, and asks again; the file is then what it was.
///
/// Keys count by their place as well: with a Ukrainian or a Russian keyboard the same keys decide.
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

impl Question {
    fn keys(&self) -> &'static str {
        match self {
            Question::Entry { .. } => "a approve, r reject, s split, n next, u undo, q quit",
            Question::Form { .. } => "a admit, p prefer, f forbid, n next, u undo, q quit",
        }
    }

    /// What a key decides here.
    fn decision(&self, key: char) -> Option<Decision> {
        Some(match (self, key) {
            (Question::Entry { .. }, 'a') => Decision::Status(Status::Approved),
            (Question::Entry { .. }, 'r') => Decision::Status(Status::Rejected),
            (Question::Entry { .. }, 's') => Decision::Split,
            (Question::Form { .. }, 'a') => Decision::Standing(Standing::Admitted),
            (Question::Form { .. }, 'p') => Decision::Standing(Standing::Preferred),
            (Question::Form { .. }, 'f') => Decision::Standing(Standing::Forbidden),
            _ => return None,
        })
    }
}

/// The keys when everything was asked: a slip in the last answer can still be taken back.
const LAST_KEYS: &str = "u undo, q quit";

pub(super) fn run(arguments: &Arguments) -> anyhow::Result<ExitStatus> {
    let file = GlossaryFile::read(arguments.glossaries.written())?;
    let is_wanted = |entry: &Entry| {
        entry.status != Status::Rejected && (arguments.kind.is_empty() || arguments.kind.contains(&entry.kind))
    };
    let is_open = |entry: &Entry| is_wanted(entry) && (entry.status == Status::Proposed || has_proposed_forms(entry));
    let sources = Sources::read(&arguments.paths, file.glossary(), is_open)?;
    let questions: Vec<Question> =
        file.glossary().entries.iter().filter(|entry| is_open(entry)).flat_map(questions).collect();
    let mut review = Review { glossaries: &arguments.glossaries, file, decided: 0, made: Vec::new() };
    let mut keys = Keys::new();
    let mut out = output::stdout();
    let mut asked = BTreeSet::new();
    let mut at = 0;
    loop {
        let question = questions.get(at);
        if let Some(question) = question {
            let (Question::Entry { id } | Question::Form { id, .. }) = question;
            let entries = &review.file.glossary().entries;
            let entry = entries.iter().find(|entry| entry.id == *id && is_still_open(entry, question));
            let Some(entry) = entry else {
                at += 1;
                continue;
            };
            asked.insert(at);
            show(&mut out, question, entry, &sources)?;
        } else if review.made.is_empty() {
            break;
        } else {
            writeln!(out, "That was the last one.")?;
        }
        let step = loop {
            write!(out, "[{}] ", question.map_or(LAST_KEYS, Question::keys))?;
            out.flush()?;
            let key = keys.next()?;
            writeln!(out)?;
            match (question, key) {
                (_, None | Some('q')) => break None,
                (_, Some('u')) => {
                    let place = review.take_back()?;
                    if place.is_some() {
                        break place;
                    }
                }
                (Some(_), Some('n' | ' ')) => break Some(at + 1),
                (None, Some('n' | ' ')) => break None,
                (Some(question), Some(key)) => {
                    let Some(decision) = question.decision(key) else { continue };
                    if review.decide(at, question, decision)? {
                        break Some(at + 1);
                    }
                }
                (None, Some(_)) => {}
            }
        };
        writeln!(out)?;
        match step {
            Some(next) => at = next,
            None => break,
        }
    }
    let left: usize = review.file.glossary().entries.iter().filter(|entry| is_open(entry)).count();
    writeln!(out, "{} of {} decided; {left} entries with proposals are left", review.decided, asked.len())?;
    out.flush()?;
    Ok(ExitStatus::Done)
}

/// Shows what is to be decided, and what speaks for it.
fn show(out: &mut impl Write, question: &Question, entry: &Entry, sources: &Sources) -> std::io::Result<()> {
    let sources = sources.of(&entry.id);
    match question {
        Question::Entry { .. } => write!(out, "{}", entries::text(entry, sources)),
        Question::Form { id, language, form } => {
            let best = entry.side(*language).and_then(|side| side.best_form()).unwrap_or(id);
            writeln!(out, "{id}  {language}  proposed: {form} (now: {best})")?;
            let of_form = sources.iter().filter(|source| source.form == *form);
            of_form.into_iter().try_for_each(|s| writeln!(out, "      {}: {}", s.path.display(), s.sentence))
        }
    }
}

/// A glossary that is being reviewed.
struct Review<'a> {
    glossaries: &'a Glossaries,
    file: GlossaryFile,
    decided: usize,
    /// The decisions that can be taken back, the last one at the end: the place of the question, and what was written.
    made: Vec<(usize, Change)>,
}

impl Review<'_> {
    /// Writes a decision into the glossary as it is now, whoever changed it meanwhile. Whether it could be made.
    fn decide(&mut self, place: usize, question: &Question, decision: Decision) -> anyhow::Result<bool> {
        let _lock = self.glossaries.lock()?;
        let mut file = GlossaryFile::read(self.glossaries.written())?;
        if file.text() != self.file.text() {
            self.made.clear();
        }
        let before = file.text().to_owned();
        match carry_out(&mut file, question, decision) {
            // Such as an entry that cannot be split.
            Err(error) if !matches!(error, EditError::Glossary(_)) => {
                output::complain(format_args!("{error}"));
                return Ok(false);
            }
            result => result?,
        }
        file.save()?;
        self.made.push((place, Change::between(&before, file.text())));
        self.decided += 1;
        self.file = file;
        Ok(true)
    }

    /// Takes the last decision back and returns the place of its question; nothing if there is none. What somebody else
    /// has written since is not to be lost: then the decision stays.
    fn take_back(&mut self) -> anyhow::Result<Option<usize>> {
        let _lock = self.glossaries.lock()?;
        let mut file = GlossaryFile::read(self.glossaries.written())?;
        if file.text() != self.file.text() {
            self.made.clear();
            self.file = file;
            output::complain(format_args!(
                "the glossary was changed by somebody else meanwhile; correct the entry with `imenoslov edit`"
            ));
            return Ok(None);
        }
        let Some((place, change)) = self.made.pop() else {
            output::complain(format_args!("there is nothing to take back"));
            return Ok(None);
        };
        file.take_back(&change)?;
        file.save()?;
        self.decided -= 1;
        self.file = file;
        Ok(Some(place))
    }
}

#[derive(Clone, Copy)]
enum Decision {
    Status(Status),
    Standing(Standing),
    Split,
}

fn carry_out(file: &mut GlossaryFile, question: &Question, decision: Decision) -> Result<(), EditError> {
    match (question, decision) {
        (Question::Entry { id } | Question::Form { id, .. }, Decision::Status(status)) => {
            file.set_status(std::slice::from_ref(id), status).map(drop)
        }
        (Question::Entry { id } | Question::Form { id, .. }, Decision::Split) => file.split_entry(id, &[]).map(drop),
        (Question::Form { id, language, form }, Decision::Standing(standing)) => {
            file.set_standing(id, form, Some(*language), standing).map(drop)
        }
        (Question::Entry { .. }, Decision::Standing(_)) => Ok(()),
    }
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

    /// The next key as a small Latin letter; an empty line is `n`. Nothing at the end of the input.
    fn next(&mut self) -> anyhow::Result<Option<char>> {
        let key = match self {
            Keys::Terminal(terminal) => match terminal.read_key()? {
                console::Key::Char(key) => key,
                console::Key::Escape | console::Key::CtrlC => 'q',
                console::Key::Enter => 'n',
                console::Key::Backspace => 'u',
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
        Ok(key.to_lowercase().next().map(latin_key))
    }
}

/// The Latin letter of the key that types a Russian or a Ukrainian one, on keyboards that have both.
fn latin_key(letter: char) -> char {
    const TYPED: &str = "йцукенгшщзфывапролдячсмитьі";
    const KEYS: &str = "qwertyuiopasdfghjklzxcvbnms";
    TYPED.chars().zip(KEYS.chars()).find(|&(typed, _)| typed == letter).map_or(letter, |(_, key)| key)
}
