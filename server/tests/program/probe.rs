//! `pinhole probe-limit`, against a program with limits.

use crate::program::{Ended, Home, Program};

#[test]
fn a_limit_is_found_with_what_it_says_and_when_it_lifts() {
    let home = Home::new();
    let program = Program::start(home.serve().env("RATE_LIMIT_READ", "3 per second"));
    let probe = |arguments: &[&str]| {
        let url = format!("{}/people/nobody", program.url);
        Ended::of(&mut home.command([&["probe-limit", &url], arguments].concat()))
    };
    let struck = probe(&[]);
    assert_eq!(struck.code, Some(0), "{struck:?}");
    let said = struck.stdout.join("\n");
    assert!(said.contains(r#"ratelimit-policy: "read";q=3;w=1"#), "{said}");
    assert!(said.contains("was refused") && said.contains("retry-after: 1"), "{said}");
    assert!(said.contains("It lifted after") && said.contains("as it said"), "{said}");

    let free = probe(&["--requests", "2"]);
    assert!(free.stdout.join("\n").contains("None of 2 requests was refused."), "{free:?}");
}

#[test]
fn with_a_method_and_a_token_a_limit_for_uploads_is_found_without_uploading() {
    let home = Home::new();
    let program = Program::start(home.serve().env("RATE_LIMIT_UPLOAD", "2 per hour"));
    let url = format!("{}/api/v1/photos", program.url);
    let probed = Ended::of(&mut home.command(["probe-limit", &url, "--method", "POST", "--token", "none"]));
    let said = probed.stdout.join("\n");
    assert!(said.contains("Request 3 was refused"), "{said}");
    assert!(said.contains("2 per hour is the limit here.") && said.contains("too long to wait here"), "{said}");
}

#[test]
fn what_cannot_be_reached_is_said() {
    let home = Home::new();
    let refusal = Ended::of(&mut home.command(["probe-limit", "http://127.0.0.1:1/"])).refusal();
    assert!(refusal.starts_with("http://127.0.0.1:1/ cannot be reached"), "{refusal}");
}
