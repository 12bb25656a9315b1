//! What came and has not been taken into the queue. The browser's own objects cannot leave their thread, so they are kept here.

use super::gather::Gathered;
use std::cell::RefCell;

thread_local! {
    static INBOX: RefCell<Vec<Gathered>> = const { RefCell::new(Vec::new()) };
}

/// Keep this until it is taken.
pub fn put(gathered: Gathered) {
    INBOX.with_borrow_mut(|inbox| inbox.push(gathered));
}

/// Take all there is.
pub fn empty() -> Vec<Gathered> {
    INBOX.take()
}
