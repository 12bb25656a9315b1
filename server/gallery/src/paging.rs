//! Lists, a page at a time.

use model::{Field, FieldError, Flaw, Page};

/// How many things a page holds at most.
#[derive(Clone, Copy)]
pub struct PageSize(u32);

impl PageSize {
    const MAX: u32 = 200;

    /// Errors: it is not one of 1–200.
    pub fn new(limit: u32) -> Result<Self, FieldError> {
        if (1..=Self::MAX).contains(&limit) { Ok(Self(limit)) } else { Err(expected(Field::Limit, "a number from 1 to 200")) }
    }

    /// How many to look for: one more than the page holds says that the list goes on.
    pub fn looks_for(self) -> u64 {
        u64::from(self.0) + 1
    }

    /// The page of what was found. The list goes on at the cursor of its last thing.
    pub fn page<T>(self, mut found: Vec<T>, cursor: impl Fn(&T) -> String) -> Page<T> {
        let goes_on = found.len() > self.0 as usize;
        found.truncate(self.0 as usize);
        let next_cursor = found.last().filter(|_| goes_on).map(cursor);
        Page { items: found, next_cursor }
    }
}

/// The error of a cursor that does not come from a list like this one.
pub fn bad_cursor() -> FieldError {
    expected(Field::Cursor, "the next_cursor of an answer to the same request")
}

fn expected(field: Field, what: &str) -> FieldError {
    FieldError { field, flaw: Flaw::Expected(what.to_owned()) }
}
