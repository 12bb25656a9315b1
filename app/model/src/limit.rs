//! How often something may be done, written as people say it: `60 per hour; 200 per day`.

use serde::{Deserialize, Serialize};
use std::{fmt, num::NonZeroU32, str::FromStr};

/// What a rate counts in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Period {
    Second,
    Minute,
    Hour,
    Day,
}

impl Period {
    pub const ALL: [Self; 4] = [Self::Second, Self::Minute, Self::Hour, Self::Day];

    /// Its length.
    pub const fn seconds(self) -> u32 {
        match self {
            Self::Second => 1,
            Self::Minute => 60,
            Self::Hour => 60 * 60,
            Self::Day => 24 * 60 * 60,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    /// Read a name: whole, in the plural, or as people shorten it.
    fn named(name: &str) -> Option<Self> {
        let short = |period: Self| match period {
            Self::Second => ["s", "sec", "secs"],
            Self::Minute => ["m", "min", "mins"],
            Self::Hour => ["h", "hr", "hrs"],
            Self::Day => ["d", "day", "days"],
        };
        let is = |period: &Self| name.strip_suffix('s').unwrap_or(name) == period.name() || short(*period).contains(&name);
        Self::ALL.into_iter().find(is)
    }
}

/// So many in a period. They come back evenly, one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Rate {
    pub amount: NonZeroU32,
    pub period: Period,
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} per {}", self.amount, self.period.name())
    }
}

/// One or more rates, all of which must hold. The longest period comes last.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Limit(Vec<Rate>);

impl Limit {
    /// The rates, by their periods; there is at least one.
    pub fn rates(&self) -> &[Rate] {
        &self.0
    }
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, rate) in self.0.iter().enumerate() {
            write!(f, "{}{rate}", if number == 0 { "" } else { "; " })?;
        }
        Ok(())
    }
}

/// The word that is wrong, and what belongs in its place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum LimitError {
    #[error("`{word}` is not {expected}")]
    Word { word: String, expected: Expected },
    #[error("{expected} is missing after `{before}`")]
    Missing { before: String, expected: Expected },
    #[error("there are two rates per {}", .0.name())]
    Twice(Period),
    #[error("it is empty")]
    Empty,
}

/// What belongs somewhere in a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Expected {
    Number,
    Per,
    Period,
    End,
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Number => "a number from 1 to 1000000",
            Self::Per => "`per`",
            Self::Period => "`second`, `minute`, `hour` or `day`",
            Self::End => "expected here: separate rates by `;`",
        })
    }
}

const MOST: u32 = 1_000_000;

impl FromStr for Limit {
    type Err = LimitError;

    fn from_str(text: &str) -> Result<Self, LimitError> {
        let mut rates = Vec::new();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let rate = rate(part)?;
            if rates.iter().any(|known: &Rate| known.period == rate.period) {
                return Err(LimitError::Twice(rate.period));
            }
            rates.push(rate);
        }
        if rates.is_empty() {
            return Err(LimitError::Empty);
        }
        rates.sort_by_key(|rate| rate.period);
        Ok(Self(rates))
    }
}

/// `5 per minute`, `5/minute`, `5/m`.
fn rate(text: &str) -> Result<Rate, LimitError> {
    let spaced = text.replace('/', " / ").to_ascii_lowercase();
    let mut words = spaced.split_whitespace();
    let mut before = "";
    let mut word = |expected| match words.next() {
        Some(word) => {
            before = word;
            Ok(word)
        }
        None => Err(LimitError::Missing { before: before.to_owned(), expected }),
    };
    let wrong = |word: &str, expected| LimitError::Word { word: word.to_owned(), expected };
    let amount = word(Expected::Number)?;
    let amount = amount.parse().ok().filter(|amount: &NonZeroU32| amount.get() <= MOST).ok_or_else(|| wrong(amount, Expected::Number))?;
    let per = word(Expected::Per)?;
    if !["per", "/", "a", "an"].contains(&per) {
        return Err(wrong(per, Expected::Per));
    }
    let period = word(Expected::Period)?;
    let period = Period::named(period).ok_or_else(|| wrong(period, Expected::Period))?;
    match words.next() {
        Some(more) => Err(wrong(more, Expected::End)),
        None => Ok(Rate { amount, period }),
    }
}

#[cfg(test)]
mod tests {
    use super::{Limit, MOST, Period};
    use proptest::prelude::*;

    fn read(text: &str) -> Result<String, String> {
        text.parse::<Limit>().map(|limit| limit.to_string()).map_err(|error| error.to_string())
    }

    #[test]
    fn the_usual_spellings_mean_the_same() {
        for text in ["5 per minute", "5/minute", "5/m", "5 / min", "5 a minute", " 5  PER  Minutes ", "5 per minute;"] {
            assert_eq!(read(text).as_deref(), Ok("5 per minute"), "{text}");
        }
        assert_eq!(read("200 per day;60/h").as_deref(), Ok("60 per hour; 200 per day"));
    }

    #[test]
    fn an_error_points_at_the_bad_word() {
        for (text, error) in [
            ("", "it is empty"),
            ("many per minute", "`many` is not a number from 1 to 1000000"),
            ("0 per minute", "`0` is not a number from 1 to 1000000"),
            ("5 for minute", "`for` is not `per`"),
            ("5 per fortnight", "`fortnight` is not `second`, `minute`, `hour` or `day`"),
            ("5 per", "`second`, `minute`, `hour` or `day` is missing after `per`"),
            ("5", "`per` is missing after `5`"),
            ("5 per minute, 6 per hour", "`minute,` is not `second`, `minute`, `hour` or `day`"),
            ("5 per minute 6 per hour", "`6` is not expected here: separate rates by `;`"),
            ("5 per minute; 6/m", "there are two rates per minute"),
        ] {
            assert_eq!(read(text), Err(error.to_owned()), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_as_it_was(amounts in proptest::collection::vec(proptest::option::of(1..=MOST), 4)) {
            let rates: Vec<_> = Period::ALL.iter().zip(&amounts).filter_map(|(period, amount)| Some(format!("{}/{}", (*amount)?, period.name()))).collect();
            prop_assume!(!rates.is_empty());
            let limit: Limit = rates.join(";").parse().expect("a limit");
            prop_assert_eq!(limit.rates().len(), rates.len());
            prop_assert_eq!(&limit, &limit.to_string().parse::<Limit>().expect("the same"));
        }

        #[test]
        fn no_text_breaks_it(text in ".{0,40}") {
            let _ = text.parse::<Limit>();
        }
    }
}
