//! Where the report goes: asked, tried, and asked again until it works.

use std::path::PathBuf;

use clap::ValueEnum as _;

use super::ask::CHAT;
use super::{CHAT_FILE, Draft, PASSWORD_FILE};
use crate::cli::init::{Encryption, InitArgs, MailArgs, Preset};
use crate::commands::{Run, wait_all};
use crate::config::Loaded;
use crate::config::file::{Chat, Mail, Tls};
use crate::config::targets::{PASSWORD, Targets, Wanted};
use crate::config::token::Secret;
use crate::deliver::test::Tested;
use crate::deliver::{self, Sent, Shipment};
use crate::error::RunError;
use crate::format::ChatKind;
use crate::locale::Text;
use crate::model::Report;

/// The servers that are offered by their name.
const HOSTS: [&str; 2] = ["smtp-relay.brevo.com", "ssl0.ovh.net"];

/// What to do with a target that was tried.
enum Next {
    Mend,
    /// It works, or its server may be reached from elsewhere.
    Keep,
    Drop,
}

impl Run<'_, '_> {
    pub(super) fn init_delivery(
        &mut self,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        if args.no_delivery {
            return Ok(());
        }
        let (mut mails, mut chat) = (!args.mail.to.is_empty(), args.chat);
        if !mails && chat.is_none() {
            (mails, chat) = self.ask_where()?;
        }
        if mails {
            self.init_mail(args, seen, draft)?;
        }
        match chat {
            Some(kind) => self.init_chat(kind, args, seen, draft),
            None => Ok(()),
        }
    }

    /// Whether to mail, or which chat to post to.
    fn ask_where(&self) -> Result<(bool, Option<ChatKind>), RunError> {
        let kinds = ChatKind::value_variants();
        let name = |kind: &ChatKind| Text::new("init-chat").with("kind", <&str>::from(*kind));
        let names = kinds.iter().map(|kind| self.locale.text(&name(kind)));
        let mail = std::iter::once(self.locale.get("init-mail"));
        let items: Vec<_> = mail.chain(names).chain([self.locale.get("init-nowhere")]).collect();
        let at = self.ask_one("delivery", &items, 0)?;
        Ok((at == 0, at.checked_sub(1).and_then(|at| kinds.get(at)).copied()))
    }

    fn init_mail(
        &mut self,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        let mut mail = given(&args.mail);
        let mut password = self.context.var(PASSWORD).and_then(Secret::new);
        // What the options say is tried before anything is asked.
        let mut whole = mail.smtp.is_some() && (mail.user.is_none() || password.is_some());
        loop {
            if !whole {
                self.ask_mail(&mut mail, &mut password)?;
            }
            if mail.from.is_empty() {
                mail.from = mail.to.first().cloned().unwrap_or_default();
            }
            mail.password_file = mail.user.is_some().then(|| PASSWORD_FILE.into());
            draft.secrets.remove(PASSWORD_FILE);
            if let Some(password) = password.clone().filter(|_| mail.user.is_some()) {
                draft.keep(PASSWORD_FILE, PASSWORD, password);
            }
            draft.config.mail = Some(mail.clone());
            match self.settle(&draft.loaded(), args, seen, draft)? {
                Next::Mend => whole = false,
                Next::Keep => return Ok(()),
                Next::Drop => {
                    draft.config.mail = None;
                    draft.secrets.remove(PASSWORD_FILE);
                    return Ok(());
                }
            }
        }
    }

    /// Tries a target, and asks what to do where it cannot be served.
    fn settle(
        &mut self,
        loaded: &Loaded,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &Draft,
    ) -> Result<Next, RunError> {
        let error = match self.try_out(loaded, args, seen, draft) {
            Ok(()) => return Ok(Next::Keep),
            Err(error) if self.asks() => error,
            Err(error) => return Err(error),
        };
        self.init_tell(&error);
        let items = ["init-mend", "init-keep", "init-drop"].map(|id| self.locale.get(id));
        Ok(match self.ask_one("next", &items, 0)? {
            0 => Next::Mend,
            1 => Next::Keep,
            _ => Next::Drop,
        })
    }

    fn ask_mail(&mut self, mail: &mut Mail, password: &mut Option<Secret>) -> Result<(), RunError> {
        let to = self.ask_text("mail-to", &mail.to.join(", "))?;
        mail.to =
            to.split([',', ';']).map(|one| one.trim().to_owned()).filter(|one| !one.is_empty()).collect();
        let items = ["Brevo", "OVH"].into_iter().zip(HOSTS).map(|(name, host)| format!("{name} ({host})"));
        let items: Vec<_> = items.chain([self.locale.get("init-own-server")]).collect();
        let own =
            mail.smtp.as_deref().map_or(0, |host| HOSTS.iter().position(|known| *known == host).unwrap_or(2));
        match self.ask_one("server", &items, own)? {
            0 => set(mail, Preset::Brevo),
            1 => set(mail, Preset::Ovh),
            _ => self.ask_server(mail)?,
        }
        let known = mail.user.clone().or_else(|| mail.to.first().cloned()).unwrap_or_default();
        mail.user = Some(self.ask_text("user", &known)?).filter(|user| !user.is_empty());
        if mail.user.is_some() {
            // Nothing typed keeps the one that is there.
            *password = self.ask_secret("password")?.or_else(|| password.take());
        }
        let login = mail.user.clone().filter(|user| user.contains('@'));
        let usual = login.or_else(|| mail.to.first().cloned()).unwrap_or_default();
        let from = if mail.from.is_empty() { usual } else { mail.from.clone() };
        mail.from = self.ask_text("mail-from", &from)?;
        Ok(())
    }

    fn ask_server(&mut self, mail: &mut Mail) -> Result<(), RunError> {
        mail.smtp = Some(self.ask_text("host", mail.smtp.as_deref().unwrap_or_default())?);
        let all = [Tls::StartTls, Tls::Implicit, Tls::None];
        let items = ["STARTTLS (587)".to_owned(), "TLS (465)".to_owned(), self.locale.get("init-no-tls")];
        let before = all.iter().position(|tls| *tls == mail.tls).unwrap_or(0);
        let at = self.ask_one("tls", &items, before)?;
        // Another protection has another port.
        let port = mail.port.filter(|_| at == before).unwrap_or(all[at].port()).to_string();
        mail.tls = all[at];
        mail.port = Some(self.answer(None, "port", &port, |text| {
            text.parse().map_err(|_| crate::config::error::ConfigError::new("init-port").into())
        })?);
        Ok(())
    }

    fn init_chat(
        &mut self,
        kind: ChatKind,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &mut Draft,
    ) -> Result<(), RunError> {
        let (homeserver, room) = (args.chat_server.clone(), args.chat_room.clone());
        let mut whole = kind != ChatKind::Matrix || homeserver.is_some() && room.is_some();
        let name = <&str>::from(kind).to_lowercase();
        let mut chat = Chat { name, kind, homeserver, room, ..Chat::default() };
        let mut secret = self.context.var(CHAT).and_then(Secret::new);
        whole = whole && secret.is_some();
        loop {
            if !whole {
                self.ask_chat(&mut chat, &mut secret)?;
            }
            draft.secrets.remove(CHAT_FILE);
            if let Some(secret) = secret.clone() {
                draft.keep(CHAT_FILE, CHAT, secret);
            }
            draft.config.chat = vec![with_secret(&chat, None, Some(CHAT_FILE.into()))];
            // Its file is not there yet; the mail was tried already.
            let mut loaded = draft.loaded();
            loaded.config.mail = None;
            loaded.config.chat = vec![with_secret(&chat, Some(CHAT.to_owned()), None)];
            match self.settle(&loaded, args, seen, draft)? {
                Next::Mend => whole = false,
                Next::Keep => return Ok(()),
                Next::Drop => {
                    draft.config.chat.clear();
                    draft.secrets.remove(CHAT_FILE);
                    return Ok(());
                }
            }
        }
    }

    fn ask_chat(&mut self, chat: &mut Chat, secret: &mut Option<Secret>) -> Result<(), RunError> {
        let mut question = "webhook";
        if chat.kind == ChatKind::Matrix {
            let homeserver = chat.homeserver.take().unwrap_or_default();
            chat.homeserver = Some(self.ask_text("homeserver", &homeserver)?);
            chat.room = Some(self.ask_text("room", &chat.room.take().unwrap_or_default())?);
            question = "chat-token";
        }
        // Nothing typed keeps the one that is there.
        *secret = self.ask_secret(question)?.or_else(|| secret.take());
        Ok(())
    }

    /// Connects and logs in; then sends the report of today to oneself, if that is wanted.
    fn try_out(
        &mut self,
        loaded: &Loaded,
        args: &InitArgs,
        seen: Option<&Report>,
        draft: &Draft,
    ) -> Result<(), RunError> {
        let mut targets = Targets::resolve(loaded, &Wanted::default(), &draft.context)?;
        if let Some(mail) = &mut targets.mail {
            mail.to.truncate(1);
        }
        let tested = wait_all(deliver::test::test(&targets))?;
        let mut wanted = args.test;
        for Tested { recipient, result } in tested {
            let said = result.map_err(RunError::Output)?;
            self.init_good(&Text::new("checked-of").with("what", recipient.clone()).with("said", said));
            wanted =
                wanted || self.asks() && self.ask_yes(&Text::new("init-try").with("recipient", recipient))?;
        }
        let Some(report) = seen.filter(|report| wanted && !report.sites.is_empty()) else { return Ok(()) };
        let render = |format| self.render(report, format);
        let Shipment { parcels, .. } =
            deliver::prepare(&targets, report, self.locale, self.context.now, render);
        let Sent { sent, failures } = wait_all(deliver::send(parcels, &draft.context))?;
        sent.iter().for_each(|text| self.init_good(text));
        match failures.is_empty() {
            true => Ok(()),
            false => Err(RunError::Delivery(failures)),
        }
    }
}

/// A chat with the place of its secret.
fn with_secret(chat: &Chat, variable: Option<String>, file: Option<PathBuf>) -> Chat {
    match chat.kind {
        ChatKind::Matrix => Chat { token_env: variable, token_file: file, ..chat.clone() },
        _ => Chat { url_env: variable, url_file: file, ..chat.clone() },
    }
}

/// What the options say.
fn given(args: &MailArgs) -> Mail {
    let mut mail = Mail {
        to: args.to.clone(),
        from: args.from.clone().unwrap_or_default(),
        smtp: args.smtp_host.clone(),
        port: args.smtp_port,
        user: args.smtp_user.clone(),
        ..Mail::default()
    };
    mail.tls = match args.smtp_tls {
        None | Some(Encryption::Starttls) => Tls::StartTls,
        Some(Encryption::Implicit) => Tls::Implicit,
        Some(Encryption::None) => Tls::None,
    };
    if let Some(preset) = args.preset {
        set(&mut mail, preset);
    }
    mail
}

/// As their documentation has it.
fn set(mail: &mut Mail, preset: Preset) {
    let (host, port, tls) = match preset {
        Preset::Brevo => (HOSTS[0], 587, Tls::StartTls),
        Preset::Ovh => (HOSTS[1], 465, Tls::Implicit),
    };
    (mail.smtp, mail.port, mail.tls) = (Some(host.to_owned()), Some(port), tls);
}
