//! The program as a user runs it: the real binary against a Matomo on loopback.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first thing that is not as it must be"
)]

mod acceptance;
mod browser;
mod channels;
mod check;
mod config;
mod configuration;
mod delivery;
mod faults;
mod findings;
mod followed;
mod formats;
mod french;
mod hostile;
mod hostile_everywhere;
#[cfg(unix)]
mod init;
mod ledger;
mod link_lint;
mod link_new;
mod link_tools;
mod missing;
mod monday;
mod output;
mod pace;
mod pages;
mod public;
mod recording;
mod support;
#[cfg(unix)]
mod trust;
mod windows;
