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
    /// Find every mistake of your file, and test what it leads to, without sending anything
    ///
    /// Names all mistakes with their lines; then tries the address and the token of Matomo, the mail server with its
    /// login, and the servers of the chats.
    #[command(after_help = "\
Examples:
  matomo-audit config check
  matomo-audit config check --config team.toml

Exit codes: 0 all works, 2 mistakes in the file, 3 Matomo, 5 a mail server or a chat.")]
    Check,
}
