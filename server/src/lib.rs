//! What runs only on the server.
