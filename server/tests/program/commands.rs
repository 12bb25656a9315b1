//! The other commands of the program.

use crate::program::{Ended, Home};
use std::fs;

#[test]
fn the_doctor_finds_a_folder_in_use_healthy_and_changes_nothing() {
    let home = Home::new();
    assert_eq!(home.start().stop().code, Some(0));
    let before = home.files("");
    let found = Ended::of(home.command(["doctor", "--data-dir"]).arg(home.data_dir()));
    assert_eq!(found.code, Some(0), "{found:?}");
    for check in ["folder", "database", "storage", "disk space", "clock", "codecs"] {
        let line = found.stdout.iter().find(|line| line.split("  ").any(|word| word.trim() == check));
        assert!(line.is_some_and(|line| !line.starts_with("fail")), "{check}: {found:?}");
    }
    assert_eq!(home.files(""), before);
}

#[test]
fn the_doctor_finds_a_running_gallery_healthy() {
    let home = Home::new();
    let program = home.start();
    let found = Ended::of(home.command(["doctor", "--data-dir"]).arg(home.data_dir()));
    assert_eq!(found.code, Some(0), "{found:?}");
    assert_eq!(program.stop().code, Some(0));
}

#[test]
fn the_doctor_says_what_is_wrong_and_what_to_do() {
    let home = Home::new();
    fs::write(home.data_dir(), "a file where the folder should be").unwrap();
    let found = Ended::of(home.command(["doctor", "--data-dir"]).arg(home.data_dir()));
    assert_eq!(found.code, Some(1), "{found:?}");
    let folder = found.stdout.iter().find(|line| line.contains("folder ")).unwrap();
    assert!(folder.starts_with("fail") && folder.contains("--data-dir"), "{folder}");
    let [sentence] = found.stderr.as_slice() else { panic!("not one sentence: {found:?}") };
    assert!(sentence.contains("checks failed"), "{sentence}");
}

#[test]
fn the_configuration_is_shown_with_its_sources_and_without_its_secrets() {
    let home = Home::new();
    let secret = "0123456789abcdef0123456789abcdef-signing";
    fs::write(home.current_folder().join("pinhole.toml"), "[photos]\ntrash_days = 7\n").unwrap();
    let shown = Ended::of(home.command(["config", "--port", "4000"]).env("JWT_SECRET_KEY", secret));
    assert_eq!(shown.code, Some(0), "{shown:?}");
    let line = |name: &str| shown.stdout.iter().find(|line| line.starts_with(name)).unwrap();
    assert!(line("photos.trash_days").contains(" 7 ") && line("photos.trash_days").contains("pinhole.toml"), "{shown:?}");
    assert!(line("server.port").contains(" 4000 ") && line("server.port").contains("--port"), "{shown:?}");
    assert!(line("auth.jwt_secret").contains("JWT_SECRET_KEY"), "{shown:?}");
    let text = [shown.stdout.join("\n"), shown.stderr.join("\n")].concat();
    assert!(!text.contains("0123456789") && !text.contains("signing"), "{text}");
}
