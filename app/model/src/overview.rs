//! How a gallery is doing.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How a gallery is doing, at one glance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub people: u64,
    /// How many of them are disabled.
    pub disabled: u64,
    /// The trash included.
    pub photos: u64,
    /// What their originals take, in bytes.
    pub bytes: u64,
    /// What is free where photos are kept, in bytes, and how large that disk is; none where that cannot be told.
    pub free: Option<u64>,
    pub disk: Option<u64>,
    /// For each of the last [`Self::DAYS`] days (UTC), today last: how many people there were at its end.
    pub people_by_day: Vec<u64>,
    /// How many photos came and are still there.
    pub photos_by_day: Vec<u64>,
    /// How many bytes.
    pub bytes_by_day: Vec<u64>,
    /// For each of the last [`Self::HOURS`] hours, this one last: how many requests were refused, but for those past a limit.
    pub refused_by_hour: Vec<u64>,
    /// How many requests were past a limit.
    pub limited_by_hour: Vec<u64>,
    /// Since when refusals are counted: the program's start.
    pub counting_since: DateTime<Utc>,
    pub now: DateTime<Utc>,
}

impl Overview {
    pub const DAYS: usize = 30;
    pub const HOURS: usize = 24;
}
