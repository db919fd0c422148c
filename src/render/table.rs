//! A table in columns of equal characters, or as items where its words would be broken.

use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Table as Grid, presets};
use textwrap::core::display_width;

use crate::words::document::{self as words, Kind, Room, Table, Tone};

/// Columns between two columns of a table.
const GAP: usize = 2;
/// Cells of a bar that stands for all visits.
const BAR: usize = 10;
/// Columns of text from which details find room.
const WIDE: usize = 100;
/// Columns of a rank: `10.`
const RANK: usize = 3;
/// A word that is longer is broken: it is a label that somebody made up, or an address.
const LONGEST_WORD: usize = 24;

/// From the most columns to the fewest.
const ROOMS: [Room; 3] = [Room::Wide, Room::Terminal, Room::Phone];

/// How a table is laid out.
pub enum Laid {
    Lines(Vec<String>),
    /// One for each row.
    Items(Vec<String>),
}

/// A bar of ten cells for a share, in eighths of a cell.
pub fn bar(share: f64) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.clamp(0.0, 1.0) * (BAR * 8) as f64).round() as usize;
    let mut bar = "█".repeat(eighths / 8) + EIGHTHS[eighths % 8];
    let empty = BAR - eighths.div_ceil(8);
    bar.push_str(&"·".repeat(empty));
    bar
}

/// The columns that a text of `room` shows: those of a page and those that are empty are not.
pub fn shown(table: &Table, room: Room) -> Table {
    only(table, &widths(table), room)
}

fn only(table: &Table, widths: &[Widths], room: Room) -> Table {
    let mut widths = widths.iter();
    table.clone().of(|column| widths.next().is_some_and(|widths| widths.is_shown(column, room)))
}

/// The table at `width`; `paint` shows the tone of a cell, and `quiet` the names of the columns.
pub fn lay(
    table: &Table,
    width: usize,
    paint: &dyn Fn(&str, Tone) -> String,
    quiet: &dyn Fn(&str) -> String,
) -> Laid {
    let rooms = if width >= WIDE { &ROOMS[..] } else { &ROOMS[1..] };
    let widths = widths(table);
    for room in rooms {
        // A number that is too long for one is broken as words are.
        let mut columns = table.columns.iter().zip(&widths);
        let is_broken = columns.any(|(column, widths)| {
            !column.kind.is_words() && widths.is_shown(column, *room) && widths.whole > LONGEST_WORD
        });
        // A bar only repeats: it is drawn where it takes no room from words.
        for (bars, whole) in [(true, true), (false, false)] {
            if least(table, &widths, *room, bars, whole) <= width {
                let table = only(table, &widths, *room);
                return Laid::Lines(match whole && !is_broken {
                    true => padded(&table, paint, quiet),
                    false => grid(&table, bars, width, paint, quiet),
                });
            }
        }
    }
    let table = only(table, &widths, Room::Terminal);
    Laid::Items(table.rows.iter().map(|row| item(&table.columns, row)).collect())
}

/// How wide the cells of a column are.
#[derive(Debug, Clone, Copy, Default)]
struct Widths {
    /// Whether any of them says something.
    is_told: bool,
    /// The widest.
    whole: usize,
    /// The longest word of them that is not broken.
    word: usize,
}

impl Widths {
    fn is_shown(&self, column: &words::Column, room: Room) -> bool {
        column.room <= room && self.is_told
    }
}

fn widths(table: &Table) -> Vec<Widths> {
    let of = |at: usize| {
        let mut widths = Widths::default();
        for cell in table.rows.iter().filter_map(|row| row.get(at)) {
            let text = cell.marked();
            let width = display_width(&text);
            widths.is_told |= !cell.text.is_empty();
            widths.whole = widths.whole.max(width);
            if width > widths.word {
                widths.word = widths.word.max(word(&text));
            }
        }
        widths
    };
    (0..table.columns.len()).map(of).collect()
}

/// The width of the longest word that is not broken.
fn word(text: &str) -> usize {
    text.split([' ', '-']).map(display_width).max().unwrap_or(0).min(LONGEST_WORD)
}

/// The least width in which no number and no word is broken, or nothing at all where it is to be `whole`.
fn least(table: &Table, widths: &[Widths], room: Room, bars: bool, whole: bool) -> usize {
    let columns = table.columns.iter().zip(widths).filter(|(column, widths)| widths.is_shown(column, room));
    let widths = columns.map(|(column, widths)| {
        let least = match column.kind {
            Kind::Words if !whole => widths.word,
            Kind::Words => widths.whole,
            // A number that is longer is none: a currency that somebody made up is in it.
            _ => widths.whole.min(LONGEST_WORD),
        };
        let bar = if bars && column.kind.is_measure() { GAP + BAR } else { 0 };
        let name = if column.kind.is_words() { word(&column.name) } else { display_width(&column.name) };
        least.max(name) + bar + GAP
    });
    let rank = if table.ranked { RANK + GAP } else { 0 };
    (widths.sum::<usize>() + rank).saturating_sub(GAP)
}

/// What stands in a column of characters.
struct Field {
    text: String,
    width: usize,
    is_right: bool,
}

/// Rows that need no break, with their bars. Of thousands of them the library takes most of the time, as it looks for
/// breaks and colours in each cell.
fn padded(
    table: &Table,
    paint: &dyn Fn(&str, Tone) -> String,
    quiet: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let field = |plain: &str, text: String, is_right| Field { text, width: display_width(plain), is_right };
    let rank = |text: String| table.ranked.then(|| field(&text, text.clone(), true));
    let bar_of = |column: &words::Column, share: Option<f64>, tone| {
        let plain = share.map_or_else(String::new, bar);
        column.kind.is_measure().then(|| field(&plain, paint(&plain, tone), false))
    };
    let mut rows: Vec<Vec<Field>> = vec![rank(String::new()).into_iter().collect()];
    for column in &table.columns {
        rows[0].push(field(&column.name, quiet(&column.name), !column.kind.is_words()));
        rows[0].extend(bar_of(column, None, Tone::Plain));
    }
    for (at, row) in table.rows.iter().enumerate() {
        let mut fields: Vec<_> = rank(format!("{}.", at + 1)).into_iter().collect();
        for (column, cell) in table.columns.iter().zip(row) {
            let text = cell.marked();
            fields.push(field(&text, paint(&text, cell.tone), !column.kind.is_words()));
            fields.extend(bar_of(column, cell.bar, cell.tone));
        }
        rows.push(fields);
    }
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|field| field.width).max();
    let widths: Vec<_> = (0..rows[0].len()).map(|at| widest(at).unwrap_or_default()).collect();
    rows.iter().map(|row| line(row, &widths)).filter(|line| !line.is_empty()).collect()
}

fn line(row: &[Field], widths: &[usize]) -> String {
    let mut line = String::new();
    for (field, width) in row.iter().zip(widths) {
        let space = width - field.width;
        let (before, after) = if field.is_right { (space, GAP) } else { (0, space + GAP) };
        line.extend(std::iter::repeat_n(' ', before));
        line.push_str(&field.text);
        line.extend(std::iter::repeat_n(' ', after));
    }
    line.truncate(line.trim_end().len());
    line
}

fn grid(
    table: &Table,
    bars: bool,
    width: usize,
    paint: &dyn Fn(&str, Tone) -> String,
    quiet: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let mut grid = Grid::new();
    grid.load_style(presets::NOTHING);
    grid.set_content_arrangement(ContentArrangement::Dynamic);
    grid.set_width(width.try_into().unwrap_or(u16::MAX));
    let has_bar = |column: &words::Column| bars && column.kind.is_measure();
    let mut columns = Vec::new();
    columns.extend(table.ranked.then_some(("", Fill::Number)));
    for (at, column) in table.columns.iter().enumerate() {
        let mut cells = table.rows.iter().filter_map(|row| row.get(at));
        let mut is_long = || cells.any(|cell| display_width(&cell.text) > LONGEST_WORD);
        let fill = if column.kind.is_words() || is_long() { Fill::Words } else { Fill::Number };
        columns.push((column.name.as_str(), fill));
        columns.extend(has_bar(column).then_some(("", Fill::Bar)));
    }
    grid.set_header(columns.iter().map(|(name, _)| Cell::new_owned(quiet(name))));
    for (rank, row) in table.rows.iter().enumerate() {
        let mut cells = Vec::new();
        cells.extend(table.ranked.then(|| format!("{}.", rank + 1)));
        for (column, cell) in table.columns.iter().zip(row) {
            cells.push(paint(&cell.marked(), cell.tone));
            cells.extend(has_bar(column).then(|| paint(&cell.bar.map_or_else(String::new, bar), cell.tone)));
        }
        grid.add_row(cells.into_iter().map(Cell::new_owned));
    }
    for (index, (_, fill)) in columns.iter().enumerate() {
        let Some(column) = grid.column_mut(index) else { continue };
        column.set_padding((0, GAP as u16));
        if *fill == Fill::Number {
            column.set_cell_alignment(CellAlignment::Right);
        }
        if *fill != Fill::Words {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    let lines = grid.lines().map(|line| line.trim_end().to_owned());
    lines.filter(|line| !line.is_empty()).collect()
}

/// What a column of characters holds: only words are wrapped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fill {
    Words,
    Number,
    Bar,
}

/// `Name · Visits 120 · Share 4 %`
fn item(columns: &[words::Column], row: &[words::Cell]) -> String {
    let cells = columns.iter().zip(row).filter(|(_, cell)| !cell.text.is_empty());
    let cells = cells.map(|(column, cell)| match column.kind {
        Kind::Words => cell.marked().into_owned(),
        Kind::Number | Kind::Measure => format!("{} {}", column.name, cell.marked()),
    });
    cells.collect::<Vec<_>>().join(" · ")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use unicode_width::UnicodeWidthStr;

    use super::*;
    use crate::words::document::Cell as Text;

    proptest! {
        #[test]
        fn what_fits_is_laid_out_as_by_the_library(
            cells in prop::collection::vec(prop::collection::vec("[a-zé🚩·]{1,6}( [0-9]{1,3})?", 3), 1..12),
            shares in prop::collection::vec(0.0..1.0f64, 12),
            ranked: bool,
        ) {
            let column = |name: &str, kind| words::Column { name: name.into(), kind, room: Room::Phone, on_page: true };
            let row = |(row, share): (Vec<String>, f64)| {
                let mut row: Vec<_> = row.into_iter().map(Text::from).collect();
                row[2].bar = (share > 0.3).then_some(share);
                row[0].icon = if share > 0.5 { "🚩" } else { "" };
                row
            };
            let table = Table {
                columns: vec![column("Campagne", Kind::Words), column("Visites", Kind::Number), column("", Kind::Measure)],
                rows: cells.into_iter().zip(shares).map(row).collect(),
                ranked,
                ..Table::default()
            };
            let paint = |text: &str, _| text.to_owned();
            let quiet = |text: &str| text.to_owned();
            prop_assert_eq!(padded(&table, &paint, &quiet), grid(&table, true, 200, &paint, &quiet));
        }
    }

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_longer() {
        assert_eq!(bar(0.0), "··········");
        assert_eq!(bar(1.0), "██████████");
        assert_eq!(bar(0.5), "█████·····");
        assert_eq!(bar(0.682), "██████▉···");
        for share in 0..=1000 {
            assert_eq!(bar(f64::from(share) / 1000.0).width(), BAR);
        }
    }
}
