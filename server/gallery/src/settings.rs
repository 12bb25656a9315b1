//! The settings that an administrator may change while the program runs.
//!
//! What holds, the strongest first: the environment; an administrator; `pinhole.toml`; the default. Limits are the exception: they may
//! have to be changed in the middle of a feast, so those of the environment can be changed too, until the program starts again.

use crate::{Gallery, accounts::AccountError, audit::Actor, database, entity::setting};
use model::{AuditEvent, Setting, Settings, SettingsNow, Source, Sources};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait, sea_query::OnConflict};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::Mutex;

/// The settings in force.
pub(crate) struct InForce {
    /// As the configuration has them.
    configured: SettingsNow,
    now: RwLock<Arc<Settings>>,
    sources: RwLock<Sources>,
    /// One change after the other: each begins with what the one before made of them.
    changing: Mutex<()>,
}

impl InForce {
    /// Those of the configuration, with what administrators have changed.
    pub async fn load(configured: SettingsNow, database: &DatabaseConnection) -> Result<Self, DbErr> {
        let SettingsNow { mut settings, mut sources } = configured.clone();
        for setting in Setting::ALL {
            sources.entry(setting).or_default();
        }
        for row in setting::Entity::find().all(database).await? {
            let Ok(setting) = row.name.parse::<Setting>() else { continue };
            let source = sources.entry(setting).or_default();
            if source.variable.is_some() {
                continue;
            }
            match settings.set(setting, &row.value) {
                Ok(()) => source.source = Source::Administrator,
                Err(flaw) => tracing::warn!(%setting, flaw = flaw.detail(), "a setting that was changed is not understood any more"),
            }
        }
        Ok(Self { configured, now: RwLock::new(Arc::new(settings)), sources: RwLock::new(sources), changing: Mutex::default() })
    }

    pub fn now(&self) -> Arc<Settings> {
        self.now.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Where the configuration has a setting from.
    fn configured_source(&self, setting: Setting) -> Source {
        self.configured.sources.get(&setting).map(|source| source.source).unwrap_or_default()
    }

    fn sources(&self) -> Sources {
        self.sources.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Gallery {
    /// What administrators may change, as it is now.
    pub fn settings(&self) -> Arc<Settings> {
        self.in_force().now()
    }

    /// What administrators may change, and where each value comes from.
    pub fn settings_now(&self) -> SettingsNow {
        SettingsNow { settings: (*self.settings()).clone(), sources: self.in_force().sources() }
    }

    /// Change some of them, each as it is written in the configuration: at once, and for as long as nobody changes them again. What is
    /// set to what the configuration says follows the configuration again. Once this has begun it is carried through, even if nobody
    /// waits for the answer.
    ///
    /// Errors: everything that is wrong with the changes; `SettingFixed` for what the environment sets. Then nothing is changed.
    pub async fn change_settings(&self, changes: Vec<(Setting, String)>, actor: Actor) -> Result<SettingsNow, AccountError> {
        let gallery = self.clone();
        let changing = tokio::spawn(async move { gallery.change_settings_now(&changes, actor).await });
        changing.await.map_err(|_| AccountError::Stopped)?
    }

    async fn change_settings_now(&self, changes: &[(Setting, String)], actor: Actor) -> Result<SettingsNow, AccountError> {
        let in_force = self.in_force();
        let _one_by_one = in_force.changing.lock().await;
        let before = self.settings_now();
        let after = before.settings.with(changes).map_err(AccountError::Invalid)?;
        let mut sources = before.sources.clone();
        let transaction = database::write(self.database()).await?;
        for setting in Setting::ALL {
            let (from, to) = (before.settings.text(setting), after.text(setting));
            if from == to {
                continue;
            }
            let source = sources.entry(setting).or_default();
            if let (true, Some(variable)) = (source.fixed, &source.variable) {
                return Err(AccountError::SettingFixed(variable.clone()));
            }
            let configured = in_force.configured.settings.text(setting) == to;
            source.source = if configured { in_force.configured_source(setting) } else { Source::Administrator };
            // Until the next start alone: then the environment says it again.
            let is_kept = !configured && source.variable.is_none();
            self.keep_setting(&transaction, setting, Some(&to).filter(|_| is_kept)).await?;
            tracing::info!(%setting, from, to, "setting changed by an administrator");
            self.audit().record(&transaction, actor, None, AuditEvent::SettingChanged { setting, from, to }).await?;
        }
        transaction.commit().await?;
        self.limits().change(after.limits.clone());
        *in_force.now.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(after);
        *in_force.sources.write().unwrap_or_else(PoisonError::into_inner) = sources;
        Ok(self.settings_now())
    }

    /// Keep the value of a setting, or forget the one that was kept.
    async fn keep_setting(&self, database: &impl ConnectionTrait, setting: Setting, value: Option<&String>) -> Result<(), DbErr> {
        let name = setting.as_str().to_owned();
        let Some(value) = value.cloned() else {
            return setting::Entity::delete_by_id(name).exec(database).await.map(drop);
        };
        let row = setting::ActiveModel { name: Set(name), value: Set(value), changed_at: Set(self.now_micros()) };
        let mut again = OnConflict::column(setting::Column::Name);
        again.update_columns([setting::Column::Value, setting::Column::ChangedAt]);
        setting::Entity::insert(row).on_conflict(again).exec_without_returning(database).await.map(drop)
    }
}
