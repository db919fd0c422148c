//! Where the report goes.

pub mod file;
