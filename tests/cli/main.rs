//! The program as a user runs it: the real binary against a Matomo on loopback.

mod acceptance;
mod channels;
mod check;
mod configuration;
mod faults;
mod hostile;
mod output;
mod recording;
mod support;
mod windows;
