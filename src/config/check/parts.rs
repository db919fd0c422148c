//! The parts of a configuration, each given by itself to the rules that a run has for it.

use std::collections::BTreeMap;

use super::{Checked, MOST};
use crate::channels::ChannelConfig;
use crate::cli::{GateArgs, Select};
use crate::config::error::ConfigError;
use crate::config::file::{Chat, FileConfig, Mail, UsedChannels};
use crate::config::targets::{self, Targets, Wanted};
use crate::config::{Settings, TOKEN, URL, address, is_public, loaded, token};
use crate::context::Context;

/// Notes all that is wrong with what the keys mean; `sound` tells of a section that nothing is wrong with its form.
pub fn check(checked: &mut Checked, context: &Context, sound: &dyn Fn(&str) -> bool) {
    let config = checked.loaded.config.clone();
    secrets(checked, &config);
    if sound("thresholds")
        && let Err(error) = loaded::check_thresholds(checked.path(), &config.thresholds)
    {
        checked.note("thresholds.watch", error);
    }
    if sound("plan") {
        for (key, text) in config.plan.mistakes() {
            let error = ConfigError::in_file(text, checked.path());
            checked.note(&format!("plan.{key}"), error);
        }
    }
    selection(checked, &config);
    if sound("channel") {
        channels(checked, &config);
    }
    used(checked, &config);
    matomo(checked, context);
    if let Some(mail) = config.mail.as_ref().filter(|_| sound("mail")) {
        self::mail(checked, mail, context);
    }
    if sound("chat") {
        chats(checked, &config.chat, context);
    }
}

fn secrets(checked: &mut Checked, config: &FileConfig) {
    if targets::refuse_secrets(checked.path(), config).is_ok() {
        return;
    }
    let mail = |mail: Mail| FileConfig { mail: Some(mail), ..FileConfig::default() };
    if let Some(written) = &config.mail {
        secret(checked, "mail.password", &mail(Mail { smtp: None, ..written.clone() }));
        secret(checked, "mail.smtp", &mail(Mail { password: None, ..written.clone() }));
    }
    for at in 0..config.chat.len().min(MOST) {
        // The others are there for its number.
        let mut chat = vec![Chat::default(); at + 1];
        chat[at] = config.chat[at].clone();
        secret(checked, &format!("chat.{at}"), &FileConfig { chat, ..FileConfig::default() });
    }
}

fn secret(checked: &mut Checked, key: &str, part: &FileConfig) {
    if let Err(error) = targets::refuse_secrets(checked.path(), part) {
        let key = match &*error.text().id {
            "config-chat-name" => format!("{key}.name"),
            "config-chat-variable" => format!("{key}.url_env"),
            "config-chat-token-variable" => format!("{key}.token_env"),
            "config-secret-in-file" if part.chat.iter().any(|chat| chat.token.is_some()) => {
                format!("{key}.token")
            }
            "config-secret-in-file" if key.starts_with("chat") => format!("{key}.url"),
            _ => key.to_owned(),
        };
        checked.note(&key, error);
    }
}

/// Whether a run would take these targets.
fn is_served(checked: &Checked, part: FileConfig, context: &Context) -> bool {
    Targets::resolve(&checked.part(part), &Wanted::default(), context).is_ok()
}

fn is_settled(checked: &Checked, part: FileConfig) -> bool {
    Settings::without_origin(&checked.part(part), &Select::default(), &GateArgs::default()).is_ok()
}

/// What the settings make of a part.
fn settle(checked: &mut Checked, key: &str, part: FileConfig) -> bool {
    let loaded = checked.part(part);
    match Settings::without_origin(&loaded, &Select::default(), &GateArgs::default()) {
        Ok(_) => true,
        Err(error) => {
            checked.note(key, error);
            false
        }
    }
}

fn selection(checked: &mut Checked, config: &FileConfig) {
    settle(checked, "sites", FileConfig { sites: config.sites.clone(), ..FileConfig::default() });
    settle(checked, "goal", FileConfig { goal: config.goal.clone(), ..FileConfig::default() });
    let window = FileConfig { last: config.last, period: config.period, ..FileConfig::default() };
    settle(checked, "last", window);
    let ca = checked.loaded.certificates("[network] ca_file", config.network.ca_file.as_deref());
    if let Err(error) = ca {
        checked.note("network.ca_file", error);
    }
}

fn channels(checked: &mut Checked, config: &FileConfig) {
    let with = |channel: BTreeMap<String, ChannelConfig>| FileConfig { channel, ..FileConfig::default() };
    if is_settled(checked, with(config.channel.clone())) {
        return;
    }
    let mut fine = true;
    for (id, channel) in &config.channel {
        let only = |channel: ChannelConfig| with(BTreeMap::from([(id.clone(), channel)]));
        let mut values = true;
        for (list, value) in single_values(channel) {
            values &= settle(checked, &format!("channel.{id}.{list}"), only(value));
        }
        // A channel that has no value, where all that it has are right.
        fine &= values && settle(checked, &format!("channel.{id}"), only(channel.clone()));
    }
    if fine {
        settle(checked, "channel", with(config.channel.clone()));
    }
}

/// The channel with each of its values alone.
fn single_values(channel: &ChannelConfig) -> Vec<(&'static str, ChannelConfig)> {
    let one = |value: &String| vec![value.clone()];
    let none = ChannelConfig::default;
    let hosts = channel.hosts.iter().map(|value| ("hosts", ChannelConfig { hosts: one(value), ..none() }));
    let mediums =
        channel.mediums.iter().map(|value| ("mediums", ChannelConfig { mediums: one(value), ..none() }));
    let sources =
        channel.sources.iter().map(|value| ("sources", ChannelConfig { sources: one(value), ..none() }));
    let names = channel.names.iter().map(|value| ("names", ChannelConfig { names: one(value), ..none() }));
    hosts.chain(mediums).chain(sources).chain(names).collect()
}

/// A channel of the file is there, whatever is wrong with it.
fn used(checked: &mut Checked, config: &FileConfig) {
    let used = config.channels.used.iter().enumerate();
    for (at, name) in used.filter(|(_, name)| !config.channel.contains_key(*name)) {
        let channels = UsedChannels { used: vec![name.clone()] };
        let part = FileConfig { channels, ..FileConfig::default() };
        settle(checked, &format!("channels.used.{at}"), part);
    }
}

/// The address and the token, of which one may come from the environment: such a mistake has no line.
fn matomo(checked: &mut Checked, context: &Context) {
    let select = Select::default();
    let public = is_public(&checked.loaded, &select, context);
    if let Err(error) = address(&select, &checked.loaded.config, public, context) {
        let key = if context.var(URL).is_some() { "" } else { "url" };
        checked.note(key, error);
    }
    if public {
        return;
    }
    if let Err(error) = token(&checked.loaded, context) {
        let key = if context.var(TOKEN).is_some() { "" } else { "token_file" };
        checked.note(key, error);
    }
}

fn target(checked: &mut Checked, key: &str, part: FileConfig, context: &Context) {
    let loaded = checked.part(part);
    if let Err(error) = Targets::resolve(&loaded, &Wanted::default(), context) {
        checked.note(key, error);
    }
}

/// Each key beside others that are right.
fn mail(checked: &mut Checked, mail: &Mail, context: &Context) {
    let whole = FileConfig { mail: Some(mail.clone()), ..FileConfig::default() };
    if is_served(checked, whole, context) {
        return;
    }
    let someone = || "a@example.fr".to_owned();
    let right = || Mail {
        from: someone(),
        to: vec![someone()],
        smtp: Some("localhost".to_owned()),
        ..Mail::default()
    };
    let transport = Mail {
        smtp: mail.smtp.clone(),
        sendmail: mail.sendmail.clone(),
        port: mail.port,
        tls: mail.tls,
        user: mail.user.clone(),
        ..right()
    };
    let mut parts = vec![
        ("from", Mail { from: mail.from.clone(), ..right() }),
        ("to", Mail { to: mail.to.clone(), cc: vec![someone(); mail.cc.len()], ..right() }),
        ("reply_to", Mail { reply_to: mail.reply_to.clone(), ..right() }),
        ("ca_file", Mail { ca_file: mail.ca_file.clone(), ..right() }),
        (transport_key(mail), Mail { password_file: mail.password_file.clone(), ..transport }),
    ];
    parts.extend(mail.cc.iter().map(|address| ("cc", Mail { cc: vec![address.clone()], ..right() })));
    parts.extend(mail.to.iter().map(|address| ("to", Mail { to: vec![address.clone()], ..right() })));
    parts.extend(mail.attach.iter().map(|name| ("attach", Mail { attach: vec![name.clone()], ..right() })));
    for (key, part) in parts {
        let part = FileConfig { mail: Some(part), ..FileConfig::default() };
        target(checked, &format!("mail.{key}"), part, context);
    }
}

/// The key where a mistake of the transport is looked for.
fn transport_key(mail: &Mail) -> &'static str {
    match (&mail.sendmail, &mail.password_file, &mail.user) {
        (Some(_), ..) => "sendmail",
        (None, Some(_), _) => "password_file",
        (None, None, Some(_)) => "user",
        (None, None, None) => "smtp",
    }
}

fn chats(checked: &mut Checked, chats: &[Chat], context: &Context) {
    let whole = FileConfig { chat: chats.to_vec(), ..FileConfig::default() };
    if chats.is_empty() || is_served(checked, whole, context) {
        return;
    }
    let mut names = BTreeMap::new();
    for (at, chat) in chats.iter().enumerate() {
        // Two of one name are a mistake of the second.
        let twice: Option<&Chat> = names.insert(&chat.name, chat);
        let key = if twice.is_some() { format!("chat.{at}.name") } else { format!("chat.{at}") };
        let chat = twice.into_iter().chain([chat]).cloned().collect();
        target(checked, &key, FileConfig { chat, ..FileConfig::default() }, context);
    }
}
