//! An Excel workbook: one sheet with filters, for people to read, sort and edit.

use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::table::cells;
use super::{COLUMNS, Direction, Export, Exporter, Loss, is_formula};
use crate::glossary::{Glossary, Status};
use crate::kind::Kind;

/// One row an entry, the columns of the CSV table in a translator's order: the two preferred names first. One sheet for
/// all kinds, so that a search finds everything and a filter gives the rest. The header stays in sight; kind and status
/// are chosen from a list.
///
/// Cells are texts, whatever they look like, and stay so when they are edited.
pub(super) struct Xlsx;

/// The rows that a sheet has, without the header.
const MOST_ROWS: usize = (1 << 20) - 1;
/// The UTF-16 units that a cell takes.
const LONGEST_CELL: usize = 32_767;

impl Exporter for Xlsx {
    fn export(&self, glossary: &Glossary, direction: Direction) -> Export {
        let mut export = Export::default();
        export.lose_file_only(glossary);
        export.bytes =
            workbook(glossary, direction, &mut export).expect("rows, columns and texts are within the format's limits");
        export
    }
}

/// The columns by name, their titles' widths in characters.
fn columns(direction: Direction) -> [(usize, f64); COLUMNS.len()] {
    let (source, target) = (direction.source.code(), direction.target().code());
    let of = |language: &str, what: &str| {
        let name = if what.is_empty() { language.to_owned() } else { format!("{language}_{what}") };
        COLUMNS.iter().position(|column| *column == name).unwrap_or_default()
    };
    [
        (of(source, ""), 32.0),
        (of(target, ""), 32.0),
        (of("kind", ""), 9.0),
        (of("status", ""), 11.0),
        (of(source, "admitted"), 26.0),
        (of(target, "admitted"), 26.0),
        (of(source, "forbidden"), 26.0),
        (of(target, "forbidden"), 26.0),
        (of(source, "proposed"), 26.0),
        (of(target, "proposed"), 26.0),
        (of("en", ""), 24.0),
        (of("note", ""), 40.0),
        (of("confidence", ""), 11.0),
        (of("id", ""), 26.0),
    ]
}

fn workbook(glossary: &Glossary, direction: Direction, export: &mut Export) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // The same glossary gives the same bytes, whenever it is exported.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_title("Glossary of names").set_creation_datetime(&created));
    let sheet = workbook.add_worksheet();
    sheet.set_name("Glossary")?;

    let columns = columns(direction);
    let title =
        Format::new().set_bold().set_background_color(Color::RGB(0xE8_EE_F4)).set_border_bottom(FormatBorder::Thin);
    for (at, (column, width)) in (0..).zip(columns) {
        sheet.set_column_width(at, width)?;
        sheet.write_string_with_format(0, at, COLUMNS[column], &title)?;
    }
    let rows = glossary.entries.len().min(MOST_ROWS);
    export.lose(Loss::Unwritable, glossary.entries.len() - rows);
    for (row, entry) in (1..).zip(&glossary.entries[..rows]) {
        let cells = cells(entry);
        for (at, (column, _)) in (0..).zip(columns) {
            let cell = &cells[column];
            if cell.is_empty() {
                continue;
            }
            if cell.encode_utf16().count() > LONGEST_CELL {
                export.lose(Loss::Unwritable, 1);
                continue;
            }
            let mut format = format_of(COLUMNS[column], entry.status);
            if is_formula(cell) {
                format = format.set_quote_prefix();
            }
            sheet.write_string_with_format(row, at, cell, &format)?;
        }
    }
    let last_row = u32::try_from(rows).unwrap_or(u32::MAX);
    finish(sheet, &columns, last_row)?;
    workbook.save_to_buffer()
}

fn format_of(column: &str, status: Status) -> Format {
    let cell = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let cell = if status == Status::Rejected { cell.set_font_color(Color::RGB(0x80_80_80)) } else { cell };
    match column {
        "ru" | "uk" => cell.set_bold(),
        "ru_forbidden" | "uk_forbidden" => cell.set_font_color(Color::RGB(0xB0_00_20)).set_font_strikethrough(),
        "ru_proposed" | "uk_proposed" => cell.set_italic(),
        _ => cell,
    }
}

/// What does not depend on single rows: frozen titles, filters, lists to choose from, the printed page.
fn finish(sheet: &mut Worksheet, columns: &[(usize, f64)], last_row: u32) -> Result<(), XlsxError> {
    let last_column = u16::try_from(columns.len() - 1).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 2)?;
    sheet.autofilter(0, 0, last_row.max(1), last_column)?;
    let kinds: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
    let statuses: Vec<&str> = [Status::Proposed, Status::Approved, Status::Rejected].map(Status::name).to_vec();
    for (name, words) in [("kind", kinds), ("status", statuses)] {
        let Some(at) = columns.iter().position(|&(column, _)| COLUMNS[column] == name) else { continue };
        let at = u16::try_from(at).unwrap_or(u16::MAX);
        sheet.add_data_validation(1, at, last_row.max(1), at, &DataValidation::new().allow_list_strings(&words)?)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}
