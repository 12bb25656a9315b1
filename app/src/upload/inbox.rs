//! What came and has not been taken into the queue. The browser's own objects cannot leave their thread, so they are kept here.

use super::{gather::Gathered, receipt::Receipt};
use model::Visibility;
use std::cell::RefCell;

/// What came at once.
#[derive(Default)]
pub struct Delivery {
    pub gathered: Gathered,
    /// Who will be able to see it, where that is not what is chosen for all files.
    pub visibility: Option<Visibility>,
    /// What its giver keeps of it, if it is one picture that was made here.
    pub receipt: Option<Receipt>,
    /// Whether it waits until somebody says that it shall be sent.
    pub is_staged: bool,
}

thread_local! {
    static INBOX: RefCell<Vec<Delivery>> = const { RefCell::new(Vec::new()) };
}

/// Keep this until it is taken.
pub fn put(delivery: Delivery) {
    INBOX.with_borrow_mut(|inbox| inbox.push(delivery));
}

/// Take all there is.
pub fn empty() -> Vec<Delivery> {
    INBOX.take()
}
