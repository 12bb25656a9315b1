//! `pinhole doctor`: looks at everything the gallery needs, says how it is and what to do about it, and changes nothing.

mod checks;
mod codecs;

use super::{
    failure::{Failure, print},
    flags::ConfigArgs,
};
use crate::config::{DatabaseUrl, Loaded, StorageUrl};
use gallery::Clock;
use std::fmt;

/// What a check found, in one or two sentences: what it means and, unless all is well, what to do.
#[derive(Debug, PartialEq, Eq)]
pub struct Finding {
    verdict: Verdict,
    says: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warn,
    Fail,
}

impl Finding {
    fn ok(says: impl Into<String>) -> Self {
        Self { verdict: Verdict::Ok, says: says.into() }
    }

    fn warn(says: impl Into<String>) -> Self {
        Self { verdict: Verdict::Warn, says: says.into() }
    }

    fn fail(says: impl Into<String>) -> Self {
        Self { verdict: Verdict::Fail, says: says.into() }
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        })
    }
}

/// Print a line for each check.
///
/// Errors: the configuration is wrong, or a check failed.
pub fn run(args: ConfigArgs) -> Result<(), Failure> {
    let Loaded { config, warnings, .. } = args.load()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    let DatabaseUrl::Sqlite(database) = &config.database.url;
    let StorageUrl::Folder(photos) = &config.storage.url;

    let mut findings: Vec<(&str, Finding)> =
        warnings.into_iter().map(|warning| ("settings", Finding::warn(format!("{warning}.")))).collect();
    findings.extend([
        ("folder", checks::folder(&config.data_dir)),
        ("database", runtime.block_on(checks::database(database))),
        ("storage", runtime.block_on(checks::storage(photos))),
        ("disk space", checks::disk_space(&[&config.data_dir, database, photos])),
        ("clock", checks::clock(Clock::system().now())),
        ("codecs", codecs::check()),
    ]);
    for (check, finding) in &findings {
        print(&format!("{:<4}  {check:<10}  {}\n", finding.verdict, finding.says));
    }
    let failed = findings.iter().filter(|(_, finding)| finding.verdict == Verdict::Fail).count();
    if failed == 0 { Ok(()) } else { Err(Failure::Unhealthy { failed, checks: findings.len() }) }
}
