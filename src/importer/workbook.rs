//! Excel workbooks.

use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};

use super::table::{self, Row};
use super::{Hints, ImportError, ImportFormat, Reading, columns};
use crate::kind::Kind;

/// Every sheet with names in it. A sheet that is called like a kind («place») says what its names are.
pub(super) fn read(bytes: Vec<u8>, hints: Hints) -> Result<Reading, ImportError> {
    let mut workbook: Xlsx<Cursor<Vec<u8>>> = Xlsx::new(Cursor::new(bytes))?;
    let mut reading = Reading::default();
    let mut has_names = false;
    for sheet in workbook.sheet_names() {
        let range = workbook.worksheet_range(&sheet)?;
        let first_line = range.start().map_or(0, |(row, _)| row);
        let rows: Vec<Row> = (first_line + 1..)
            .zip(range.rows())
            .map(|(line, cells)| Row {
                place: format!("{sheet}, row {line}"),
                cells: cells.iter().map(text_of).collect(),
            })
            .filter(|row| row.cells.iter().any(|cell| !cell.trim().is_empty()))
            .collect();
        // Sheets with other things, such as a legend, have neither a header nor two columns.
        let is_table = rows.first().is_some_and(|row| columns::of_titles(&row.cells).is_some() || row.cells.len() == 2);
        if !is_table {
            continue;
        }
        has_names = true;
        let mut part = table::read(rows, ImportFormat::Xlsx, hints)?;
        if let Some(kind) = table::kind(&sheet).or_else(|| plural(&sheet)) {
            part.entries.iter_mut().for_each(|entry| entry.kind = entry.kind.or(Some(kind)));
        }
        reading.entries.append(&mut part.entries);
        reading.refused.append(&mut part.refused);
    }
    if has_names { Ok(reading) } else { Err(ImportError::NoColumns) }
}

fn plural(title: &str) -> Option<Kind> {
    table::kind(title.strip_suffix('s')?)
}

fn text_of(cell: &Data) -> String {
    match cell {
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(value) => value.to_string(),
        Data::DateTime(moment) => moment.to_string(),
        Data::Error(_) | Data::Empty => String::new(),
    }
}
