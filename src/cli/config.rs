//! The command line of `config`.

use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub struct ConfigArgs {
    #[command(subcommand)]
    pub command: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print an example: every key with its default, explained
    ///
    /// What has a default stands as it is, the rest behind a `#`. Needs no configuration.
    #[command(after_help = "\
Examples:
  matomo-audit config example > matomo-audit.toml
  matomo-audit config example --lang fr")]
    Example,
}
