//! The command line.

pub mod config;
mod help;
pub mod init;
pub mod link;
mod refusal;

pub use refusal::refusal;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::PathBuf;

use clap::builder::styling::{AnsiColor, Styles};
use clap::{Args, FromArgMatches as _, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use clap_mangen::Man;
use jiff::civil::Date;

use crate::format::Format;
use crate::format::GateFormat;
use crate::locale::{Lang, Locale};
use crate::period::Unit;
use crate::severity::Severity;
use crate::values::{Bounded, Confidence, Share, When, iso_day};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold());

/// Tells whether Matomo can still say where your visits come from.
///
/// Computes the share of direct and unknown traffic per period, raises a red flag when it
/// dominates, and lists the channels that have no UTM coverage.
#[derive(Debug, Parser)]
#[command(version, styles = STYLES, max_term_width = 100, disable_help_subcommand = true,
    arg_required_else_help = true,
    after_help = "\
Examples:
  matomo-audit demo                                    see an audit, with no Matomo
  export MATOMO_TOKEN_AUTH=…                           a token with view access
  matomo-audit sites --url https://stats.example.fr    what the token can see
  matomo-audit audit --url https://stats.example.fr --site 1
  matomo-audit check --max-direct 50%                  for CI: exit 1 when exceeded
  matomo-audit send --when watch                       for cron: by e-mail and chat

Exit codes: 0 done, 1 limit exceeded, 2 usage or configuration,
3 Matomo could not be read, 4 too few visits for a verdict, 5 delivery failed.")]
pub struct Cli {
    #[command(flatten)]
    pub general: General,
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "General options")]
pub struct General {
    /// Configuration file [default: matomo-audit.toml here, then in the user's configuration
    /// folder]
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// File with the links that you share [default: that of `[links] ledger`; for `link`, else links.csv]
    #[arg(long, global = true, value_name = "FILE")]
    pub ledger: Option<PathBuf>,
    /// Language of the output [default: that of the environment]
    #[arg(long, global = true, value_enum)]
    pub lang: Option<Lang>,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub color: Color,
    /// Say more on stderr: each request, retries (-vv: connections)
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    pub verbose: u8,
    /// Say nothing on stderr but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// The arguments as they were typed, for an error that gives the command with its mistake put right.
    #[arg(skip)]
    pub typed: Vec<String>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// Where Matomo is, which sites, which periods.
#[derive(Debug, Clone, Default, Args)]
pub struct Select {
    /// Address of Matomo, such as https://stats.example.fr [env: MATOMO_URL]
    #[arg(long, help_heading = "Matomo", value_name = "URL")]
    pub url: Option<String>,
    /// Without a token: read what Matomo shows to everybody
    #[arg(long, help_heading = "Matomo")]
    pub anonymous: bool,
    /// Site by id or name, or `all`; can be repeated [default: all]
    #[arg(long = "site", help_heading = "Matomo", value_name = "ID|NAME|all")]
    pub sites: Vec<String>,
    /// Write each answer of Matomo into this folder (never the token)
    #[arg(long, help_heading = "Matomo", value_name = "DIR")]
    pub record: Option<PathBuf>,
    /// Read the answers from such a folder: no network, no token
    #[arg(long, help_heading = "Matomo", value_name = "DIR", conflicts_with = "record")]
    pub replay: Option<PathBuf>,
    /// Goal whose conversions are counted, by id or name [default: all goals]
    #[arg(long, help_heading = "Matomo", value_name = "ID|NAME")]
    pub goal: Option<String>,
    /// Length of a period [default: week]
    #[arg(long, help_heading = "Periods", value_enum)]
    pub period: Option<Unit>,
    /// Number of closed periods [default: 12, or 30 days]
    #[arg(long, help_heading = "Periods", value_name = "N")]
    pub last: Option<Bounded<1, 1825>>,
    /// The last period ends on or before this day [default: yesterday]
    #[arg(long, help_heading = "Periods", value_name = "YYYY-MM-DD", value_parser = iso_day)]
    pub until: Option<Date>,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Set it up: asks what it needs, tries it, writes the configuration, and ends with the first verdict
    ///
    /// Writes matomo-audit.toml here, or where --config says, and beside it the secrets in files that only you can
    /// read. Never overwrites. Without a terminal, each answer is an option.
    #[command(after_help = "\
Examples:
  matomo-audit init                                  asks
  matomo-audit init --url stats.example.fr --site 1 --no-delivery
  matomo-audit init --url stats.example.fr --site all --mail-to me@example.fr --mail-preset brevo \\
      --smtp-user me@example.fr

Secrets: MATOMO_TOKEN_AUTH, MATOMO_AUDIT_SMTP_PASSWORD, MATOMO_AUDIT_CHAT_SECRET; never an option.")]
    Init(init::InitArgs),
    /// Print or write the audit: can you still tell where visits come from?
    ///
    /// For the weekly meeting: the verdict of each site, then the evidence, then what to tag first.
    #[command(after_help = "\
Examples:
  matomo-audit audit --site 1 --lang fr
  matomo-audit audit --period month --last 6 -o audit.json -o audit.csv")]
    Audit(AuditArgs),
    /// The gate for CI: fail when too much traffic is untracked
    ///
    /// Compares the last closed period of each site with limits. The exit code is the same in every
    /// format.
    #[command(after_help = "\
Examples:
  matomo-audit check --site 1 --max-direct 50%
  matomo-audit check --site all --max-untracked 60% --consecutive 3 --confidence 95
  matomo-audit check --format github                 annotations and a job summary
  matomo-audit check -o matomo-audit.xml             JUnit for GitLab and Jenkins

Without a limit, the configured ones apply; without those, --max-untracked 50%.")]
    Check(CheckArgs),
    /// Deliver the audit by e-mail and to chat channels
    ///
    /// For cron: says nothing when all went well. The targets are described in the configuration
    /// file, in the sections `mail` and `chat`.
    #[command(after_help = "\
Examples:
  matomo-audit send
  matomo-audit send --when watch                     only if a site is to be watched or worse
  matomo-audit send -v --to me@example.fr            a trial: the real mail, to one person
  matomo-audit send --dry-run=out                    look at what would be sent

Secrets: MATOMO_AUDIT_SMTP_PASSWORD or mail.password_file, and chat.url_env or
chat.url_file (Matrix: chat.token_env or chat.token_file). A message is never sent twice.")]
    Send(SendArgs),
    /// List the sites that the token can see
    ///
    /// For choosing --site: id, name, time zone and address of each.
    #[command(after_help = "\
Examples:
  matomo-audit sites --url https://stats.example.fr")]
    Sites(Select),
    /// What a finding means, why it matters, how to fix it
    #[command(after_help = "\
Examples:
  matomo-audit explain
  matomo-audit explain channel-without-utm
  matomo-audit explain json                          the fields of --format json")]
    Explain(ExplainArgs),
    /// The audit of four example sites, with no server and no configuration
    #[command(after_help = "\
Examples:
  matomo-audit demo --lang fr
  matomo-audit demo --format json")]
    Demo(DemoArgs),
    /// The links that you share: make, list, judge and check them
    ///
    /// Each shared link is a line of the ledger, a CSV file; the audit joins it to what Matomo measured.
    #[command(after_help = "\
Examples:
  matomo-audit link new https://example.fr/atelier --medium email --source brevo --campaign 2026-11-atelier
  matomo-audit link list --due
  matomo-audit link decide k7mq2d stop --note \"too few visits\"")]
    Link(link::LinkArgs),
    /// The configuration file: print an example of it, check your own
    #[command(after_help = "\
Examples:
  matomo-audit config example > matomo-audit.toml
  matomo-audit config check")]
    Config(config::ConfigArgs),
    /// Print the completions of a shell
    ///
    /// To be loaded when the shell starts: they follow the installed version.
    #[command(after_help = "\
Examples:
  source <(matomo-audit completions bash)            in ~/.bashrc
  source <(matomo-audit completions zsh)             in ~/.zshrc, after compinit
  matomo-audit completions fish | source             in ~/.config/fish/config.fish")]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_help = "\
Examples:
  matomo-audit man | man -l -
  matomo-audit man > ~/.local/share/man/man1/matomo-audit.1")]
    Man,
}

impl Command {
    /// Whether a configuration that is wrong does not stop it: a shell that starts must not fail for one, an example
    /// is most wanted then, and a check tells more of it.
    pub fn needs_no_configuration(&self) -> bool {
        matches!(self, Self::Completions(_) | Self::Man | Self::Config(_) | Self::Init(_))
    }
}

#[derive(Debug, Clone, Default, Args)]
pub struct Output {
    /// Format of what is printed [default: terminal]
    #[arg(long, help_heading = "Output", value_enum)]
    pub format: Option<Format>,
    /// Write to a file, the format by its extension; can be repeated. Nothing is printed then,
    /// unless --format asks for it. What has no extension, such as /dev/stdout, gets the format of
    /// --format
    #[arg(short, long, help_heading = "Output", value_name = "FILE")]
    pub output: Vec<PathBuf>,
    /// In text, the details too, and of all sites: periods, entry pages, all campaigns, findings
    #[arg(long, help_heading = "Output")]
    pub details: bool,
}

#[derive(Debug, Args)]
pub struct AuditArgs {
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub output: Output,
    /// Only the ranking of the sites
    #[arg(long, help_heading = "Output", conflicts_with = "details")]
    pub summary: bool,
}

#[derive(Debug, Args)]
pub struct DemoArgs {
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// Id of a finding, or `json` for what the JSON of an audit holds; the findings are listed without it
    pub id: Option<String>,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub select: Select,
    #[command(flatten)]
    pub gate: GateArgs,
    /// Format of what is printed [default: text]
    #[arg(long, help_heading = "Output", value_enum)]
    pub format: Option<GateFormat>,
    /// Write to a file too: .xml is JUnit, .txt is text; a device such as /dev/stdout gets the
    /// format of --format
    #[arg(short, long, help_heading = "Output", value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct SendArgs {
    #[command(flatten)]
    pub select: Select,
    /// From which verdict on to send [default: as configured, else always]
    #[arg(long, help_heading = "Delivery", value_enum)]
    pub when: Option<When>,
    /// Mail the report to this person only: a trial through the configured server, whatever `when`
    /// in the file says. Nobody else gets anything
    #[arg(long, help_heading = "Delivery", value_name = "ADDRESS")]
    pub to: Option<String>,
    /// Send nothing: write the message (.eml) and the chat payloads (.json) into a folder, and
    /// print their names. Needs no password and no webhook
    #[arg(long, help_heading = "Delivery", value_name = "DIR", num_args = 0..=1, require_equals = true,
        default_missing_value = ".")]
    pub dry_run: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub struct CompletionsArgs {
    pub shell: Shell,
}

/// Limits of the gate; each overrides the configuration's.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Gate")]
pub struct GateArgs {
    /// Fail when direct visits are more than this share
    #[arg(long, value_name = "SHARE")]
    pub max_direct: Option<Share>,
    /// Fail when direct and unknown visits together are more than this share
    #[arg(long, value_name = "SHARE")]
    pub max_untracked: Option<Share>,
    /// Below this many visits there is no verdict (exit 4)
    #[arg(long, value_name = "N")]
    pub min_visits: Option<Bounded<1, 1_000_000>>,
    /// Fail only when the lower bound of the share's interval exceeds the limit
    #[arg(long, value_name = "PERCENT")]
    pub confidence: Option<Confidence>,
    /// Fail only when this many periods in a row, up to the last, exceed it
    #[arg(long, value_name = "N")]
    pub consecutive: Option<Bounded<1, 520>>,
    /// Fail on findings of this severity or above, too
    #[arg(long, value_enum)]
    pub fail_on: Option<Severity>,
}

/// Reads a command line, whose help and mistakes are told in a language.
pub fn read(args: impl IntoIterator<Item = OsString>, locale: &Locale) -> Result<Cli, clap::Error> {
    let mut command = help::command(locale);
    let mut matches = command.try_get_matches_from_mut(args)?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// The language that a command line asks for, which must be known before it is read.
pub fn asked_lang(args: &[OsString]) -> Option<Lang> {
    let args = args.iter().map(|arg| arg.to_str().unwrap_or_default());
    let mut args = args.take_while(|arg| *arg != "--");
    let value = args.find_map(|arg| match arg {
        "--lang" => Some(None),
        _ => arg.strip_prefix("--lang=").map(Some),
    })?;
    Lang::from_str(value.or_else(|| args.next())?, false).ok()
}

/// The completions of a shell, to be loaded by it.
pub fn completions(shell: Shell, locale: &Locale) -> String {
    let mut command = help::described(locale);
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "matomo-audit", &mut script);
    let script = String::from_utf8(script).unwrap_or_default();
    // clap_complete's bash script spells the name of a program with a hyphen in two ways, and then
    // completes nothing after a command (clap#6421).
    let script = script.replace("matomo__subcmd__audit", "matomo__audit");
    match help::is_translated(locale) {
        true => name_commands(&script, locale),
        false => script,
    }
}

/// In place of clap_complete's English above a list of commands: `'matomo-audit link commands'`.
fn name_commands(script: &str, locale: &Locale) -> String {
    let lines = script.lines().map(|line| {
        let name = line.trim_start().strip_prefix("_describe -t commands '");
        match name.and_then(|rest| rest.strip_suffix(" commands' commands \"$@\"")) {
            Some(name) => line.replace(
                &format!("'{name} commands'"),
                &format!("'{} {name}'", help::word("commands-of", locale)),
            ),
            None => line.to_owned(),
        }
    });
    lines.collect::<Vec<_>>().join("\n") + "\n"
}

/// The manual page: one for the program and all its commands.
pub fn manual(locale: &Locale) -> String {
    // Not built, so that the commands do not repeat the general options.
    let command = help::described(locale);
    let mut page = Vec::new();
    let main = Man::new(command.clone());
    // Writing into memory does not fail.
    let _ = main.render_title(&mut page);
    let _ = main.render_name_section(&mut page);
    let _ = main.render_synopsis_section(&mut page);
    let _ = main.render_description_section(&mut page);
    let _ = main.render_options_section(&mut page);
    for subcommand in command.get_subcommands() {
        let name = format!("matomo-audit {}", subcommand.get_name());
        let _ = writeln!(page, ".SH {}", subcommand.get_name().to_uppercase());
        let mut section = Vec::new();
        let manual = Man::new(subcommand.clone().bin_name(name));
        let _ = manual.render_synopsis_section(&mut section);
        let _ = manual.render_description_section(&mut section);
        let _ = manual.render_options_section(&mut section);
        page.extend(String::from_utf8_lossy(&section).replace(".SH ", ".SS ").into_bytes());
        page.extend(closing(subcommand, ".SS").into_bytes());
    }
    page.extend(closing(&command, ".SH").into_bytes());
    let page = String::from_utf8(page).unwrap_or_default();
    if help::is_translated(locale) { in_words(&page, locale) } else { page }
}

/// A manual with the words of a language in place of those of clap_mangen.
fn in_words(page: &str, locale: &Locale) -> String {
    let word = |name| help::word(name, locale);
    // A space that does not break has its own sign there.
    page.replace(['\u{a0}', '\u{202f}'], "\\~")
        .replace(".SH NAME\n", &format!(".SH {}\n", word("name")))
        .replace(" Notes\n.nf\n", &format!(" {}\n.nf\n", word("notes")))
        .replace("Possible values:", &format!("{}\\~:", word("values-list")))
        .replace("[default: ", &format!("[{}\\~: ", word("default")))
}

/// What stands after the options: examples, line by line as they are written.
fn closing(command: &clap::Command, heading: &str) -> String {
    let Some(text) = command.get_after_help() else { return String::new() };
    let mut section = format!("{heading} Notes\n.nf\n");
    for line in text.to_string().lines() {
        // `\&` keeps a dot or an apostrophe at the start from being a command.
        section.push_str(&format!("\\&{}\n", line.replace('\\', "\\e").replace('-', "\\-")));
    }
    section + ".fi\n"
}
