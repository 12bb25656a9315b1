//! `pinhole user`: looking after people from the command line, for the day when nobody can sign in. Works beside a running server.

use super::{
    failure::{Failure, print},
    flags::ConfigArgs,
};
use crate::serve::options;
use clap::{Args, Subcommand, ValueEnum};
use gallery::{Actor, Clock, Gallery, Random, accounts::AccountError};
use model::{AccountState, AppError, PeopleOrder, Person, PersonChange, Role};
use std::io::{self, BufRead, IsTerminal};

#[derive(Debug, Args)]
pub struct UserArgs {
    #[command(subcommand)]
    command: UserCommand,
}

#[derive(Debug, Subcommand)]
enum UserCommand {
    /// Everybody, the newest first
    List {
        /// Only those with this in their username or email address
        #[arg(default_value = "")]
        query: String,
        #[command(flatten)]
        common: Common,
    },
    /// Make an account. Its password is read from standard input; if there is none, one is made and printed
    Create {
        username: String,
        email: String,
        /// Let them look after the gallery
        #[arg(long)]
        admin: bool,
        #[command(flatten)]
        common: Common,
    },
    /// Give somebody a new password, which signs them out everywhere. It is read or made as with `create`
    SetPassword {
        /// Username or email address
        name: String,
        #[command(flatten)]
        common: Common,
    },
    /// Make somebody administrator, or member again
    SetRole {
        /// Username or email address
        name: String,
        role: RoleName,
        #[command(flatten)]
        common: Common,
    },
    /// Keep somebody out; their photos stay
    Disable {
        /// Username or email address
        name: String,
        #[command(flatten)]
        common: Common,
    },
    /// Let somebody in again
    Enable {
        /// Username or email address
        name: String,
        #[command(flatten)]
        common: Common,
    },
    /// Delete somebody with all their photos. That cannot be undone
    Delete {
        /// Username or email address
        name: String,
        /// Really
        #[arg(long)]
        yes: bool,
        #[command(flatten)]
        common: Common,
    },
}

#[derive(Debug, Args)]
struct Common {
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Member,
    Admin,
}

impl From<RoleName> for Role {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::Member => Self::Member,
            RoleName::Admin => Self::Admin,
        }
    }
}

/// Do what was asked for, and print whom it was done to.
///
/// Errors: there is no gallery; nobody has that name; what was asked for cannot be done.
pub fn run(UserArgs { command }: UserArgs) -> Result<(), Failure> {
    match command {
        UserCommand::List { query, common } => with(common, async |gallery, json| {
            let mut people = Vec::new();
            let mut cursor = None;
            loop {
                let page = gallery.people().list(&query, PeopleOrder::Newest, cursor.as_deref(), 200).await?;
                people.extend(page.items);
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
            print(&if json { as_json(&people) } else { table(&people) });
            Ok(())
        }),
        UserCommand::Create { username, email, admin, common } => with(common, async |gallery, json| {
            let role = if admin { Role::Admin } else { Role::Member };
            let (password, made) = password(gallery);
            let person = gallery.people().create(&username, &email, &password, role, Actor::COMMAND_LINE).await?;
            tell(&person, made.then_some(password), json);
            Ok(())
        }),
        UserCommand::SetPassword { name, common } => with(common, async |gallery, json| {
            let person = gallery.people().named(&name).await?;
            let (password, made) = password(gallery);
            gallery.people().set_password(person.id, &password, Actor::COMMAND_LINE).await?;
            tell(&person, made.then_some(password), json);
            Ok(())
        }),
        UserCommand::SetRole { name, role, common } => {
            change(&name, common, PersonChange { role: Some(role.into()), ..PersonChange::default() })
        }
        UserCommand::Disable { name, common } => change(&name, common, PersonChange { disabled: Some(true), ..PersonChange::default() }),
        UserCommand::Enable { name, common } => change(&name, common, PersonChange { disabled: Some(false), ..PersonChange::default() }),
        UserCommand::Delete { name, yes, common } => with(common, async |gallery, json| {
            let person = gallery.people().named(&name).await?;
            if !yes {
                let (name, photos) = (person.username, person.photos);
                return Err(Failure::CommandLine(format!("this deletes {name} with {photos} photos for good; say --yes if you mean it")));
            }
            gallery.people().delete(person.id, Actor::COMMAND_LINE).await?;
            tell(&person, None, json);
            Ok(())
        }),
    }
}

fn change(name: &str, common: Common, change: PersonChange) -> Result<(), Failure> {
    with(common, async |gallery, json| {
        let person = gallery.people().named(name).await?;
        let person = gallery.people().change(person.id, change, Actor::COMMAND_LINE).await?;
        tell(&person, None, json);
        Ok(())
    })
}

/// Open the gallery that is configured, and work on it.
fn with(common: Common, work: impl AsyncFnOnce(&Gallery, bool) -> Result<(), Failure>) -> Result<(), Failure> {
    let config = common.config.load()?.config;
    let options = options(&config);
    if !options.database.exists() {
        return Err(Failure::CommandLine(format!(
            "there is no gallery in {}: start it first, or name another --data-dir",
            options.data_dir.display()
        )));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(async {
        let gallery = Gallery::open_beside(options, Clock::system(), Random::system()).await.map_err(crate::StartError::from)?;
        let done = work(&gallery, common.json).await;
        gallery.close().await;
        done
    })
}

/// A password, and whether it was made here.
fn password(gallery: &Gallery) -> (String, bool) {
    let stdin = io::stdin();
    let mut line = String::new();
    // What cannot be read is taken for nothing.
    if !stdin.is_terminal() && stdin.lock().read_line(&mut line).is_ok() && !line.trim().is_empty() {
        return (line.trim_end_matches(['\r', '\n']).to_owned(), false);
    }
    (gallery.new_password(), true)
}

fn tell(person: &Person, password: Option<String>, json: bool) {
    if json {
        let mut told = serde_json::to_value(person).unwrap_or_default();
        if let Some(password) = password {
            told["password"] = password.into();
        }
        print(&as_json(&told));
    } else {
        print(&table(std::slice::from_ref(person)));
        if let Some(password) = password {
            print(&format!("The password is: {password}\n"));
        }
    }
}

fn as_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).map(|text| text + "\n").unwrap_or_default()
}

/// A line for each, in columns.
fn table(people: &[Person]) -> String {
    let head = ["username", "email", "role", "state", "photos", "size", "made", "last seen"].map(str::to_owned);
    let rows = people.iter().map(|person| {
        [
            person.username.clone(),
            person.email.clone(),
            person.role.as_str().to_owned(),
            match person.state {
                AccountState::Active => "active",
                AccountState::Disabled => "disabled",
            }
            .to_owned(),
            person.photos.to_string(),
            model::file_size(person.bytes),
            person.created_at.format("%Y-%m-%d").to_string(),
            person.last_seen_at.map_or_else(|| "never".to_owned(), |seen| seen.format("%Y-%m-%d %H:%M").to_string()),
        ]
    });
    let rows: Vec<_> = std::iter::once(head).chain(rows).collect();
    let widths: Vec<_> = (0..8).map(|column| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or_default()).collect();
    let line = |row: &[String; 8]| {
        let cells: Vec<_> = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}")).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    rows.iter().map(line).collect()
}

impl From<AccountError> for Failure {
    fn from(error: AccountError) -> Self {
        Self::CommandLine(match error {
            AccountError::NotFound => "nobody has that name; `pinhole user list` shows everybody".to_owned(),
            other => AppError::from(other).to_string(),
        })
    }
}
