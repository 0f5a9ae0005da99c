//! An entry that is two things becomes two entries.

use super::block::Block;
use super::forms::{LISTS, written_side};
use super::{EditError, is_same_form};
use crate::glossary::file::{GlossaryFile, position};
use crate::glossary::places::{EntryPlace, Splice, TableStyle, add_block, indent, is_blank, next_line, quoted};
use crate::glossary::removal::{line_start, remove_elements};
use crate::glossary::write::{entry_text, new_id};
use crate::glossary::{Entry, RejectedPair, Side};
use crate::kind::Kind;
use crate::languages::Language;

impl GlossaryFile {
    /// Takes forms out of an entry into a new one, and remembers that the two are not the same: pairs of their names are
    /// refused from then on. Without forms, all Russian names leave. Returns the id of the new entry.
    ///
    /// The new entry has the kind and the status of the old one. Its form to write is the first of `forms` in each
    /// language; lines that leave as a whole, such as a table `[entry.ru]`, take their comments with them.
    ///
    /// # Errors
    /// [`EditError::NothingToSplit`] if nothing would leave or nothing be left, [`EditError::NotAForm`],
    /// [`EditError::ForbidsPreferred`] if the form to write leaves others behind, [`EditError::Scattered`].
    pub fn split_entry(&mut self, id: &str, forms: &[String]) -> Result<String, EditError> {
        let number = self.entry_number(id)?;
        let entry = &self.glossary().entries[number];
        let place = &self.places().entries[number];
        let text = self.text();
        let leaving = Leaving::of(entry, forms)?;

        let mut new = Entry {
            id: String::new(),
            en: None,
            note: None,
            former_ids: Vec::new(),
            confidence: None,
            ru: leaving.new_side(entry, Language::Russian),
            uk: leaving.new_side(entry, Language::Ukrainian),
            ..entry.clone()
        };
        let taken = self.taken_ids();
        new.id = new_id(&new, |id| taken.contains(id));

        let mut splices = Vec::new();
        let mut moved_lines = String::new();
        let mut moved_tables = String::new();
        for language in Language::ALL {
            match &leaving.sides[language as usize] {
                Leave::Nothing => {}
                Leave::Everything => {
                    let block = Block::of(text, id, place)?;
                    let is_table = written_side(place, language).is_none_or(|side| side.style == TableStyle::Header);
                    let moved = if is_table { &mut moved_tables } else { &mut moved_lines };
                    splices.extend(cut_side(text, id, &block, language, moved)?);
                    // The lines say it; what is left of the entry says the rest.
                    *new.side_of(language) = None;
                }
                Leave::Some(forms) => splices.extend(remove_forms(text, place, language, forms)),
            }
        }
        let new_text = entry_text(&new);
        let (head, tables) = new_text
            .split_once("\n[")
            .map_or((new_text.as_str(), None), |(head, tables)| (head, Some(format!("\n[{tables}"))));
        // Moved lines keep their indentation: a text of several lines may be among them.
        let indent = indent(text, place.main.start);
        let indented = |lines: &str| -> String {
            lines
                .lines()
                .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("{indent}{line}\n") })
                .collect()
        };
        let mut block = format!("{}{moved_lines}{}", indented(head), indented(&tables.unwrap_or_default()));
        if !moved_tables.is_empty() {
            block.push_str(&format!("\n{moved_tables}"));
        }
        splices.push(add_block(text, next_line(text, place.end), 0, &block));
        let rest = leaving.rest(entry);
        let went = leaving.went(entry);
        splices.extend(refusals(self, entry.kind, &rest, &went));
        self.apply_edit(splices)?;
        Ok(new.id)
    }
}

/// What leaves of the names of a language.
enum Leave {
    Nothing,
    Some(Vec<String>),
    Everything,
}

struct Leaving {
    sides: [Leave; 2],
}

impl Leaving {
    fn of(entry: &Entry, forms: &[String]) -> Result<Leaving, EditError> {
        let mut wanted: [Vec<String>; 2] = [Vec::new(), Vec::new()];
        for form in forms {
            let home = entry.sides().find(|(_, side)| side.all_forms().any(|known| is_same_form(known, form)));
            let Some((language, _)) = home else {
                let known = entry.sides().flat_map(|(_, side)| side.all_forms()).map(str::to_owned).collect();
                return Err(EditError::NotAForm { form: form.clone(), entry: entry.id.clone(), forms: known });
            };
            wanted[language as usize].push(form.clone());
        }
        let mut sides = [Leave::Nothing, Leave::Nothing];
        for (language, side) in entry.sides() {
            let wanted = std::mem::take(&mut wanted[language as usize]);
            let leaves = |form: &str| wanted.iter().any(|wanted| is_same_form(wanted, form));
            sides[language as usize] = if forms.is_empty() {
                if language == Language::Russian { Leave::Everything } else { Leave::Nothing }
            } else if side.all_forms().all(leaves) {
                Leave::Everything
            } else if wanted.is_empty() {
                Leave::Nothing
            } else if let Some(preferred) = side.preferred.as_ref().filter(|form| leaves(form)) {
                return Err(EditError::ForbidsPreferred { form: preferred.clone(), entry: entry.id.clone() });
            } else {
                Leave::Some(wanted)
            };
        }
        let leaving = Leaving { sides };
        let reason =
            match (leaving.went(entry).iter().any(Option::is_some), leaving.rest(entry).iter().any(Option::is_some)) {
                (true, true) => return Ok(leaving),
                (false, _) => "it has no Russian names; say which forms leave",
                (_, false) => "nothing would be left of it; say which forms leave",
            };
        Err(EditError::NothingToSplit { entry: entry.id.clone(), reason })
    }

    fn new_side(&self, entry: &Entry, language: Language) -> Option<Side> {
        let side = entry.side(language)?;
        match &self.sides[language as usize] {
            Leave::Nothing => None,
            Leave::Everything => Some(side.clone()),
            Leave::Some(forms) => {
                let (first, others) = forms.split_first()?;
                let of = |list: &[String]| -> Vec<String> {
                    list.iter().filter(|form| others.iter().any(|other| is_same_form(other, form))).cloned().collect()
                };
                Some(Side {
                    preferred: Some(first.clone()),
                    admitted: of(&side.admitted),
                    forbidden: of(&side.forbidden),
                    proposed: of(&side.proposed),
                    ..Side::default()
                })
            }
        }
    }

    /// The main name in each language of what leaves.
    fn went(&self, entry: &Entry) -> [Option<String>; 2] {
        Language::ALL.map(|language| self.new_side(entry, language)?.best_form().map(str::to_owned))
    }

    /// The main name in each language of what stays.
    fn rest(&self, entry: &Entry) -> [Option<String>; 2] {
        Language::ALL.map(|language| match &self.sides[language as usize] {
            Leave::Everything => None,
            _ => entry.side(language)?.best_form().map(str::to_owned),
        })
    }
}

impl Entry {
    fn side_of(&mut self, language: Language) -> &mut Option<Side> {
        match language {
            Language::Russian => &mut self.ru,
            Language::Ukrainian => &mut self.uk,
        }
    }
}

fn remove_forms(text: &str, place: &EntryPlace, language: Language, forms: &[String]) -> Vec<Splice> {
    let Some(table) = written_side(place, language) else { return Vec::new() };
    let leaves = |form: &str| forms.iter().any(|leaving| is_same_form(leaving, form));
    LISTS
        .iter()
        .filter_map(|list| table.field(list))
        .flat_map(|field| remove_elements(text, table, field, leaves))
        .collect()
}

/// Cuts the lines of a language out of an entry; they go to `moved`.
fn cut_side(
    text: &str,
    id: &str,
    block: &Block,
    language: Language,
    moved: &mut String,
) -> Result<Vec<Splice>, EditError> {
    let code = language.code();
    let is_own = |path: &str| path == code || path.strip_prefix(code).is_some_and(|rest| rest.starts_with('.'));
    let all = || block.headers.iter().chain(&block.fields);
    let mut ranges: Vec<_> = Vec::new();
    if let Some(first) = block.headers.iter().find(|header| is_own(&header.path)) {
        let end = all().filter(|part| is_own(&part.path)).map(|part| part.range.end).max().unwrap_or(first.range.end);
        let mut start = line_start(text, first.range.start);
        // Comment lines directly above the table belong to it.
        while start > block.lines.start {
            let above = line_start(text, start - 1);
            if !text[above..start].trim_start().starts_with('#') {
                break;
            }
            start = above;
        }
        let range = start..next_line(text, end);
        if let Some(alien) = all().find(|part| range.contains(&part.range.start) && !is_own(&part.path)) {
            return Err(EditError::Scattered { entry: id.to_owned(), line: position(text, alien.range.start).0 });
        }
        ranges.push(range);
    }
    for field in block.fields.iter().filter(|field| is_own(&field.path)) {
        if !ranges.iter().any(|range| range.contains(&field.range.start)) {
            ranges.push(line_start(text, field.range.start)..next_line(text, field.range.end));
        }
    }
    ranges.sort_by_key(|range| range.start);
    for range in &ranges {
        for line in text[range.clone()].lines() {
            moved.push_str(line);
            moved.push('\n');
        }
    }
    let blank_above = |start: usize| {
        let above = line_start(text, start.saturating_sub(1));
        if above > block.lines.start && text[above..start].trim().is_empty() { above } else { start }
    };
    Ok(ranges
        .into_iter()
        .map(|range| {
            // A table is set off by a blank line, which goes with it.
            let is_table = text[range.clone()].trim_start().starts_with(['[', '#']);
            let start = if is_table { blank_above(range.start) } else { range.start };
            Splice { range: start..range.end, text: String::new() }
        })
        .collect())
}

/// The verdicts that keep the names of two entries apart.
fn refusals(file: &GlossaryFile, kind: Kind, rest: &[Option<String>; 2], went: &[Option<String>; 2]) -> Option<Splice> {
    let pair = |ru: &Option<String>, uk: &Option<String>| Some(RejectedPair { ru: ru.clone()?, uk: uk.clone()?, kind });
    let pairs: Vec<RejectedPair> = [pair(&went[0], &rest[1]), pair(&rest[0], &went[1])]
        .into_iter()
        .flatten()
        .filter(|pair| !file.glossary().rejected_pairs.contains(pair))
        .collect();
    if pairs.is_empty() {
        return None;
    }
    let text = file.text();
    let blocks: Vec<String> = pairs
        .iter()
        .map(|pair| {
            format!(
                "[[rejected_pair]]\nru = {}\nuk = {}\nkind = {}\n",
                quoted(&pair.ru),
                quoted(&pair.uk),
                quoted(pair.kind.name())
            )
        })
        .collect();
    let last = file.places().rejected_pairs.last().map(|place| next_line(text, place.end));
    let place = last.filter(|&place| !is_blank(&text[place..])).unwrap_or(text.len());
    Some(add_block(text, place, 0, &blocks.join("\n")))
}
