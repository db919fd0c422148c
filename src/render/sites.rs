//! What `sites` prints.

use comfy_table::{Cell, Table, presets};

use crate::escape;
use crate::locale::Locale;
use crate::model::ListedSite;

/// Id, name, time zone and address of each site; `width` is the terminal's.
pub fn text(sites: &[ListedSite], locale: &Locale, width: Option<u16>) -> String {
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
