//! The columns of a ledger, found by their names.

use std::path::Path;

use super::read::in_file;
use super::sheet::Record;
use super::{COLUMNS, Link};
use crate::labels::fold;
use crate::locale::Text;
use crate::nearest::nearest;

/// A column that this program knows, in the order of [`COLUMNS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Id,
    Url,
    Campaign,
    Source,
    Medium,
    Content,
    Link,
    Short,
    Title,
    Owner,
    Created,
    Published,
    Review,
    Target,
    Cost,
    Status,
    Decision,
    Decided,
    Note,
}

impl Column {
    pub const ALL: [Self; COLUMNS.len()] = [
        Self::Id,
        Self::Url,
        Self::Campaign,
        Self::Source,
        Self::Medium,
        Self::Content,
        Self::Link,
        Self::Short,
        Self::Title,
        Self::Owner,
        Self::Created,
        Self::Published,
        Self::Review,
        Self::Target,
        Self::Cost,
        Self::Status,
        Self::Decision,
        Self::Decided,
        Self::Note,
    ];

    /// Those of [`super::REQUIRED`].
    pub const REQUIRED: [Self; 7] =
        [Self::Id, Self::Url, Self::Campaign, Self::Source, Self::Medium, Self::Created, Self::Status];

    pub fn name(self) -> &'static str {
        COLUMNS[self as usize]
    }
}

impl Link {
    /// What a column holds of it, as it is written.
    pub fn cell(&self, column: Column) -> String {
        fn written<T: ToString>(value: Option<T>) -> String {
            value.map_or_else(String::new, |value| value.to_string())
        }
        match column {
            Column::Id => self.id.clone(),
            Column::Url => self.url.clone(),
            Column::Campaign => self.campaign.clone(),
            Column::Source => self.source.clone(),
            Column::Medium => self.medium.clone(),
            Column::Content => self.content.clone(),
            Column::Link => self.link.clone(),
            Column::Short => self.short.clone(),
            Column::Title => self.title.clone(),
            Column::Owner => self.owner.clone(),
            Column::Created => self.created.to_string(),
            Column::Published => written(self.published),
            Column::Review => written(self.review),
            Column::Target => written(self.target),
            Column::Cost => written(self.cost),
            Column::Status => self.status.id().to_owned(),
            Column::Decision => written(self.decision.map(super::Decision::id)),
            Column::Decided => written(self.decided),
            Column::Note => self.note.clone(),
        }
    }
}

/// Where the columns of a file stand.
#[derive(Debug)]
pub struct Columns {
    at: [Option<usize>; COLUMNS.len()],
    /// Of the known ones, by their place in the file.
    known: Vec<Option<Column>>,
}

impl Columns {
    pub fn find(path: &Path, head: &Record<'_>) -> Result<Self, Text> {
        let mut at = [None; COLUMNS.len()];
        let mut known = Vec::new();
        let names: Vec<_> = (0..head.cells.len()).map(|at| key(head.get(at))).collect();
        for (place, name) in names.iter().enumerate() {
            let column = Column::ALL.into_iter().find(|column| column.name() == name);
            known.push(column);
            if let Some(column) = column
                && at[column as usize].replace(place).is_some()
            {
                return Err(in_file("ledger-column-twice", path).with("name", column.name()));
            }
        }
        let missing: Vec<_> = Column::REQUIRED
            .into_iter()
            .filter(|column| at[*column as usize].is_none())
            .map(Column::name)
            .collect();
        if missing.is_empty() {
            return Ok(Self { at, known });
        }
        let others = names.iter().zip(&known).filter(|(name, known)| known.is_none() && !name.is_empty());
        let others: Vec<_> = others.map(|(name, _)| name.as_str()).collect();
        let near = |name: &&'static str| {
            nearest(name, others.iter().copied()).map(|near| format!("{near} → {name}"))
        };
        let near: Vec<_> = missing.iter().filter_map(near).collect();
        let near = if near.is_empty() { "none".to_owned() } else { near.join(", ") };
        let count = missing.len() as u64;
        let text = in_file("ledger-columns", path).with("count", count).with("missing", missing.join(", "));
        Err(text.with("near", near).with("columns", COLUMNS.join(",")))
    }

    /// Its place, where the file has it.
    pub fn at(&self, column: Column) -> Option<usize> {
        self.at[column as usize]
    }

    /// The columns in the order of the file; `None` is one that is not known.
    pub fn in_order(&self) -> &[Option<Column>] {
        &self.known
    }

    pub fn len(&self) -> usize {
        self.known.len()
    }
}

fn key(name: &str) -> String {
    fold(name).split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_the_order_of_their_names() {
        assert_eq!(Column::ALL.map(|column| column as usize), std::array::from_fn(|at| at));
        assert_eq!(Column::REQUIRED.map(Column::name), crate::ledger::REQUIRED);
    }
}
