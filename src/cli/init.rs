//! The options of `init`: one for each answer.

use clap::{Args, ValueEnum};

use crate::format::ChatKind;

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Address of Matomo, with or without https:// [env: MATOMO_URL]
    #[arg(long, help_heading = "Matomo", value_name = "URL")]
    pub url: Option<String>,
    /// Read the token from standard input [otherwise: MATOMO_TOKEN_AUTH]
    #[arg(long, help_heading = "Matomo")]
    pub token_stdin: bool,
    /// Without a token: read what Matomo shows to everybody
    #[arg(long, help_heading = "Matomo", conflicts_with = "token_stdin")]
    pub anonymous: bool,
    /// Site by id or name, or `all`; can be repeated
    #[arg(long = "site", help_heading = "Matomo", value_name = "ID|NAME|all")]
    pub sites: Vec<String>,
    /// Goal whose conversions are counted, by id or name, or `all` [default: all]
    #[arg(long, help_heading = "Matomo", value_name = "ID|NAME|all")]
    pub goal: Option<String>,
    /// Channel where you share links, or `none`; can be repeated [default: those that Matomo has seen]
    #[arg(long = "channel", help_heading = "Links", value_name = "ID|none")]
    pub channels: Vec<String>,
    /// Without a ledger of the links [default: links.csv, or what --ledger says]
    #[arg(long, help_heading = "Links")]
    pub no_ledger: bool,
    #[command(flatten)]
    pub mail: MailArgs,
    /// Post to a chat; its webhook, or the access token of its account, is in MATOMO_AUDIT_CHAT_SECRET
    #[arg(long, help_heading = "Delivery", value_enum, value_name = "KIND")]
    pub chat: Option<ChatKind>,
    /// Of a room of Matrix, such as Tchap: the address of its homeserver
    #[arg(long, help_heading = "Delivery", value_name = "URL", requires = "chat")]
    pub chat_server: Option<String>,
    /// Its id or its alias, such as #team:matrix.example.fr
    #[arg(long, help_heading = "Delivery", value_name = "ROOM", requires = "chat")]
    pub chat_room: Option<String>,
    /// Neither mail nor chat
    #[arg(long, help_heading = "Delivery", conflicts_with_all = ["to", "chat", "test"])]
    pub no_delivery: bool,
    /// Send the report of today as a trial, to the first address and to the chat, without asking
    #[arg(long, help_heading = "Delivery")]
    pub test: bool,
    /// Print the file, and write nothing
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "Delivery")]
pub struct MailArgs {
    /// Mail the report to this address; can be repeated
    #[arg(id = "to", long = "mail-to", value_name = "ADDRESS")]
    pub to: Vec<String>,
    /// Sender [default: the first of --mail-to]
    #[arg(id = "from", long = "mail-from", value_name = "ADDRESS")]
    pub from: Option<String>,
    /// Whose mail server it is; its password is in MATOMO_AUDIT_SMTP_PASSWORD
    #[arg(
        id = "preset",
        long = "mail-preset",
        value_enum,
        value_name = "PROVIDER",
        conflicts_with = "smtp_host"
    )]
    pub preset: Option<Preset>,
    /// Mail server of your own
    #[arg(long, value_name = "HOST")]
    pub smtp_host: Option<String>,
    /// Its port [default: 587, or that of --smtp-tls]
    #[arg(long, value_name = "PORT", requires = "smtp_host")]
    pub smtp_port: Option<u16>,
    /// How the connection to it is encrypted [default: starttls]
    #[arg(long, value_enum, value_name = "TLS", requires = "smtp_host")]
    pub smtp_tls: Option<Encryption>,
    /// Login at the mail server; none for a server of your own that asks for none
    #[arg(long, value_name = "NAME")]
    pub smtp_user: Option<String>,
}

/// A mail server that many have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Preset {
    /// smtp-relay.brevo.com, port 587
    Brevo,
    /// ssl0.ovh.net, port 465
    Ovh,
}

/// How a connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Encryption {
    /// After a first word in the clear
    Starttls,
    /// From the first byte on
    Implicit,
    /// Not at all
    None,
}
