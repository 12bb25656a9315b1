//! Months, as timelines have them.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::{fmt, str::FromStr};

/// A month on the camera's own calendar. Written `2024-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

/// How many photos of a timeline were taken in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthCount {
    pub month: Month,
    pub photos: u64,
}

impl Month {
    /// The month of this time.
    pub fn of(time: NaiveDateTime) -> Self {
        Self(time.year() * 12 + time.month0().cast_signed())
    }

    /// The month of this number, see [`Self::number`].
    pub const fn numbered(number: i32) -> Self {
        Self(number)
    }

    /// Counts months since the year 0: what follows is one more.
    pub const fn number(self) -> i32 {
        self.0
    }

    pub const fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// 0 for January.
    pub const fn month0(self) -> u32 {
        self.0.rem_euclid(12).cast_unsigned()
    }

    /// Its last microsecond: the newest photo of the month is the first one taken at or before it.
    pub fn end(self) -> NaiveDateTime {
        let next = Self(self.0 + 1);
        let first = NaiveDate::from_ymd_opt(next.year(), next.month0() + 1, 1);
        let end = first.and_then(|day| day.and_hms_opt(0, 0, 0)?.and_utc().timestamp_micros().checked_sub(1));
        end.and_then(DateTime::from_timestamp_micros).map_or(NaiveDateTime::MAX, |end| end.naive_utc())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month0() + 1)
    }
}

/// The error of writing a month in another way.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is not a month; write it like 2024-05")]
pub struct NotAMonth(String);

impl FromStr for Month {
    type Err = NotAMonth;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (year, month) = text.rsplit_once('-')?;
            let (year, month) = (year.parse::<i32>().ok()?, month.parse::<i32>().ok()?);
            let day = NaiveDate::from_ymd_opt(year, month.try_into().ok()?, 1)?;
            Some(Self(day.year() * 12 + month - 1))
        };
        read().ok_or_else(|| NotAMonth(text.to_owned()))
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Month;

    #[test]
    fn a_month_reads_as_it_is_written_and_ends_before_the_next_begins() {
        for text in ["2024-05", "2023-12", "0001-01", "1969-02"] {
            let month: Month = text.parse().expect("a month");
            assert_eq!(month.to_string(), text);
            assert_eq!(Month::of(month.end()), month);
            assert_eq!(Month::of(month.end() + chrono::TimeDelta::microseconds(1)).number(), month.number() + 1);
            let json = serde_json::to_string(&month).expect("JSON");
            assert_eq!(serde_json::from_str::<Month>(&json).expect("a month"), month);
        }
        for text in ["", "2024", "2024-13", "2024-00", "May 2024", "999999999-01"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }
}
