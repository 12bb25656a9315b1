//! Pictures, as pure functions over bytes.
