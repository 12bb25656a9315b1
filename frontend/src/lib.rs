//! The browser's entry point: the page that the server rendered comes alive.
