//! What `sites` prints.

use comfy_table::{Cell, Table, presets};

use crate::escape::{self, Foreign};
use crate::locale::Locale;

/// A site that the token can see.
#[derive(Debug, Clone)]
pub struct Site {
    pub id: u64,
    pub name: Foreign,
    pub time_zone: Foreign,
    pub main_url: Foreign,
}

/// Id, name, time zone and address of each site; `width` is the terminal's.
pub fn text(sites: &[Site], locale: &Locale, width: Option<u16>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING);
    match width {
        Some(width) => {
            table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
            table.set_width(width);
        }
        // In a pipe, an address that is cut in two cannot be found.
        None => {
            table.set_content_arrangement(comfy_table::ContentArrangement::Disabled);
        }
    }
    table.set_header(
        ["column-id", "column-name", "column-time-zone", "column-address"].map(|id| locale.get(id)),
    );
    for site in sites {
        let [name, time_zone, address] = [&site.name, &site.time_zone, &site.main_url].map(escape::terminal);
        table.add_row([site.id.to_string(), name, time_zone, address].map(Cell::new_owned));
    }
    table.column_iter_mut().for_each(|column| {
        column.set_padding((0, 2));
    });
    table.lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
