//! What administrators read of settings and of the audit log. It is put into sentences on the server: that costs the browser's half
//! nothing.

use crate::words;
use model::{AuditEntry, AuditEvent, AuditLine, KeyScope, Role, Setting, SettingRow, SettingSource, SettingsNow, Source, exact_size};

/// Every setting as it is now, with what it is for and why it is so.
pub fn rows(now: &SettingsNow) -> Vec<SettingRow> {
    let row = |setting: Setting| {
        let source = now.sources.get(&setting).cloned().unwrap_or_default();
        let about = format!("{} {}", quoted(setting.meaning()), origin(&source));
        SettingRow { setting, text: now.settings.text(setting), fixed: source.fixed, about }
    };
    Setting::ALL.map(row).into()
}

/// Where its value comes from, and what it would be otherwise.
fn origin(SettingSource { source, variable, fixed, default }: &SettingSource) -> String {
    let default = format!("The default is {default}.");
    let variable = variable.as_deref().unwrap_or_default();
    match source {
        Source::Default => format!("{default} That holds now."),
        Source::File => format!("{default} This is from pinhole.toml."),
        Source::Environment if *fixed => format!("{default} This is set by {variable} in the environment, and can only be changed there."),
        Source::Environment => {
            format!("{default} This is set by {variable} in the environment: what you change here holds until the program starts again.")
        }
        Source::Administrator if variable.is_empty() => format!("{default} This was set by an administrator."),
        Source::Administrator => {
            format!("{default} This was set by an administrator, until the program starts again; then {variable} of the environment holds.")
        }
    }
}

/// What is meant for programmers' eyes, for everybody's.
fn quoted(text: &str) -> String {
    text.split('`').enumerate().fold(String::new(), |quoted, (number, part)| match number {
        0 => part.to_owned(),
        odd if odd % 2 == 1 => quoted + "“" + part,
        _ => quoted + "”" + part,
    })
}

/// An entry as one tells it.
pub fn line(entry: &AuditEntry) -> AuditLine {
    let from = entry.address.as_ref().map_or_else(|| "on the command line".to_owned(), |address| format!("from {address}"));
    AuditLine { at: entry.at, what: sentence(entry), from }
}

/// What happened, as one tells it.
fn sentence(entry: &AuditEntry) -> String {
    let name = |of: &Option<model::Named>| of.as_ref().map(|named| named.username.clone());
    let unknown = if entry.address.is_some() { "Somebody" } else { "Whoever runs the program" };
    let actor = name(&entry.actor).unwrap_or_else(|| unknown.to_owned());
    let is_self = entry.actor.as_ref().map(|named| named.id) == entry.subject.as_ref().map(|named| named.id);
    let subject = name(&entry.subject).unwrap_or_else(|| "nobody".to_owned());
    let whose = if is_self { "their own".to_owned() } else { format!("{subject}’s") };
    match &entry.event {
        AuditEvent::SignedIn => format!("{subject} signed in"),
        AuditEvent::SignInFailed => {
            let times = if entry.times > 1 { format!(", {} times", entry.times) } else { String::new() };
            match &entry.subject {
                Some(_) => format!("Signing in as {subject} failed{times}"),
                None => format!("Signing in failed under a name that nobody has{times}"),
            }
        }
        AuditEvent::AccountMade { role, invited } => {
            let role = if *role == Role::Admin { ", as administrator" } else { "" };
            match (is_self, invited) {
                (true, true) => format!("{subject} made an account by invitation{role}"),
                (true, false) => format!("{subject} made an account{role}"),
                (false, _) => format!("{actor} made an account for {subject}{role}"),
            }
        }
        AuditEvent::AccountRenamed { from } => format!("{actor} changed {whose} names; the username was {from}"),
        AuditEvent::PasswordChanged => format!("{actor} changed {whose} password"),
        AuditEvent::RoleChanged { to: Role::Admin } => format!("{actor} made {subject} administrator"),
        AuditEvent::RoleChanged { to: Role::Member } => format!("{actor} made {subject} member"),
        AuditEvent::AccountDisabled => format!("{actor} disabled {subject}"),
        AuditEvent::AccountEnabled => format!("{actor} enabled {subject}"),
        AuditEvent::QuotaChanged { to: Some(bytes) } => format!("{actor} set {whose} space to {}", exact_size(*bytes)),
        AuditEvent::QuotaChanged { to: None } => format!("{actor} set {whose} space to everybody’s"),
        AuditEvent::SignedOutEverywhere => format!("{actor} signed {subject} out everywhere"),
        AuditEvent::SignInLinkMade => format!("{actor} made a sign-in link for {subject}"),
        AuditEvent::AccountDeleted { photos } => {
            let photos = words::count(*photos, "photo", "photos");
            if is_self {
                format!("{subject} deleted their own account with {photos}")
            } else {
                format!("{actor} deleted {subject} with {photos}")
            }
        }
        AuditEvent::PhotosDeleted { photos } => format!("{actor} deleted {} for good", words::count(*photos, "photo", "photos")),
        AuditEvent::SettingChanged { setting, from, to } => format!("{actor} changed “{}” from {from} to {to}", setting.label()),
        AuditEvent::KeyMade { name, scopes } => {
            let scopes = scopes.iter().map(|scope| KeyScope::as_str(*scope)).collect::<Vec<_>>().join(", ");
            format!("{actor} made the API key “{name}” ({scopes})")
        }
        AuditEvent::KeyWithdrawn { name } => format!("{actor} withdrew the API key “{name}”"),
        AuditEvent::InvitationMade { note } if note.is_empty() => format!("{actor} made an invitation"),
        AuditEvent::InvitationMade { note } => format!("{actor} made an invitation for “{note}”"),
        AuditEvent::InvitationWithdrawn { note } if note.is_empty() => format!("{actor} withdrew an invitation"),
        AuditEvent::InvitationWithdrawn { note } => format!("{actor} withdrew the invitation for “{note}”"),
    }
}
