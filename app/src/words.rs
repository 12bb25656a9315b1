//! Dates and amounts in words. Written out here, not by the browser, so that the server and the browser render the same.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike, Utc};
use model::Month;

const MONTHS: [&str; 12] =
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/// A month of a year: `May 2024`.
pub fn month(month: Month) -> String {
    let name = MONTHS.get(month.month0() as usize).copied().unwrap_or_default();
    format!("{name} {}", month.year())
}

/// A date: `3 May 2024`.
pub fn date(date: NaiveDate) -> String {
    format!("{} {}", date.day(), month(Month::of(date.into())))
}

/// A date on UTC's calendar: `3 May 2024`.
pub fn utc_date(time: DateTime<Utc>) -> String {
    date(time.date_naive())
}

/// A date and time: `3 May 2024, 14:05`.
pub fn moment(time: NaiveDateTime) -> String {
    format!("{}, {:02}:{:02}", date(time.date()), time.hour(), time.minute())
}

/// A date and time for programs (`datetime` of HTML's `time`): `2024-05-03T14:05`.
pub fn machine_moment(time: NaiveDateTime) -> String {
    format!("{:04}-{:02}-{:02}T{:02}:{:02}", time.year(), time.month(), time.day(), time.hour(), time.minute())
}

/// An amount of things: `1 photo`, `12 photos`.
pub fn count(n: u64, one: &str, many: &str) -> String {
    if n == 1 { format!("1 {one}") } else { format!("{n} {many}") }
}

/// A place in degrees: `52.52000° N, 13.40500° E`.
pub fn place(latitude: f64, longitude: f64) -> String {
    let north = if latitude < 0.0 { 'S' } else { 'N' };
    let east = if longitude < 0.0 { 'W' } else { 'E' };
    format!("{:.5}° {north}, {:.5}° {east}", latitude.abs(), longitude.abs())
}

#[cfg(test)]
mod tests {
    use super::{count, moment, place};

    #[test]
    fn dates_amounts_and_places_read_as_people_write_them() {
        let time = chrono::DateTime::from_timestamp(1_714_745_100, 0).expect("a valid time").naive_utc();
        assert_eq!(moment(time), "3 May 2024, 14:05");
        assert_eq!(count(1, "photo", "photos"), "1 photo");
        assert_eq!(count(0, "photo", "photos"), "0 photos");
        assert_eq!(place(52.52, -13.405), "52.52000° N, 13.40500° W");
    }
}
