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
mod configuration;
mod delivery;
mod faults;
mod findings;
mod formats;
mod hostile;
mod output;
mod pace;
mod recording;
mod support;
mod windows;
