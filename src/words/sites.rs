//! The sites that a token can see.

use super::document::{Column, Kind, Room, Table};
use crate::escape;
use crate::locale::Locale;
use crate::model::ListedSite;

/// Id, name, time zone and address of each site.
pub fn table(sites: &[ListedSite], locale: &Locale) -> Table {
    let column =
        |name: &str| Column { name: locale.get(name), kind: Kind::Words, room: Room::Phone, on_page: true };
    let rows = sites.iter().map(|site| {
        let [name, time_zone, address] = [&site.name, &site.time_zone, &site.main_url].map(escape::terminal);
        [site.id.to_string(), name, time_zone, address].map(Into::into).into()
    });
    Table {
        columns: ["column-id", "column-name", "column-time-zone", "column-address"].map(column).into(),
        rows: rows.collect(),
        ..Table::default()
    }
}
