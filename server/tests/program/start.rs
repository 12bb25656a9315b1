//! The program starts.

use crate::{
    person::{Person, register},
    program::{Home, Program, make_site},
};
use gallery::imaging::sample;
use reqwest::StatusCode;
use serde_json::Value;
use std::{fs, os::unix::fs::PermissionsExt, process::Command};

#[test]
fn the_first_start_makes_everything_it_needs_and_says_how_to_make_the_first_account() {
    let home = Home::new();
    assert!(!home.data_dir().exists());
    let program = home.start();
    assert!(program.url.starts_with("http://127.0.0.1:") && !program.url.ends_with(":0"), "{}", program.url);
    assert!(program.says("Nobody has an account yet").contains(&format!("{}/signup", program.url)));
    assert!(program.says("Photos and database are in").contains(home.data_dir().to_str().unwrap()));
    for kept in ["pinhole.db", "secret.key", "photos", "staging"] {
        assert!(home.data_dir().join(kept).exists(), "{kept}");
    }
    let secret = fs::metadata(home.data_dir().join("secret.key")).unwrap();
    assert_eq!(secret.permissions().mode() & 0o777, 0o600);
    assert_eq!(program.stop().stdout.len(), 3, "reached from this machine alone, it needs no setup code");
}

#[tokio::test]
async fn the_second_start_finds_everything_again() {
    let home = Home::new();
    let first = home.start();
    let ada = Person::registers(&first).await;
    let photo = ada.uploads("harbour.jpg", sample::jpeg(300, 200)).await;
    let secret = fs::read(home.data_dir().join("secret.key")).unwrap();
    assert_eq!(first.stop().code, Some(0));

    let second = home.start();
    let ada = ada.at(&second);
    assert_eq!(ada.lists().await, [photo], "with the token of before");
    assert_eq!(fs::read(home.data_dir().join("secret.key")).unwrap(), secret);
    assert_eq!(second.stop().stdout.len(), 2, "where it is, and where its data is");
}

#[tokio::test]
async fn beyond_this_machine_the_first_account_needs_the_printed_setup_code() {
    let home = Home::new();
    let program = Program::start(home.serve().args(["--host", "0.0.0.0"]));
    let code = program.says("setup code: ").rsplit(' ').next().unwrap().to_owned();

    for wrong in [None, Some("AAAA-AAAA")] {
        let answer = register(&program, wrong).await;
        assert_eq!(answer.status(), StatusCode::FORBIDDEN);
        let problem: Value = answer.json().await.unwrap();
        assert_eq!(problem["code"], "setup_code_wrong", "{problem}");
    }
    let answer = register(&program, Some(&code)).await;
    assert_eq!(answer.status(), StatusCode::CREATED);
    assert_eq!(answer.json::<Value>().await.unwrap()["account"]["role"], "admin");
}

#[test]
fn the_database_keeps_a_write_ahead_log() {
    let home = Home::new();
    let program = home.start();
    assert!(home.data_dir().join("pinhole.db-wal").exists());
    assert_eq!(program.stop().code, Some(0));
    // Bytes 18 and 19 of an SQLite file are its write and read versions: 2 means WAL.
    let database = fs::read(home.data_dir().join("pinhole.db")).unwrap();
    assert_eq!(&database[18..20], &[2, 2]);
    assert!(!home.data_dir().join("pinhole.db-wal").exists(), "a good end leaves one file to back up");
}

/// The program copied elsewhere with its site beside it, started in a folder without anything.
fn installed(home: &Home) -> Command {
    let program = home.path("bin/pinhole");
    fs::create_dir(home.path("bin")).unwrap();
    let built = env!("CARGO_BIN_EXE_pinhole");
    fs::hard_link(built, &program).or_else(|_| fs::copy(built, &program).map(drop)).unwrap();
    make_site(&home.path("bin/site"));
    let mut command = Command::new(program);
    command.env_clear().current_dir(home.current_folder()).args(["serve", "--port", "0", "--data-dir"]).arg(home.data_dir());
    command
}

#[tokio::test]
async fn the_site_is_found_beside_the_program_whatever_the_current_folder_and_environment() {
    let home = Home::new();
    let mut command = installed(&home);
    for name in ["SITE_ROOT", "SITE_PKG_DIR", "SITE_ADDR", "OUTPUT_NAME", "ENV", "RELOAD_PORT", "HASH_FILE_NAME", "HASH_FILES"] {
        command.env(format!("LEPTOS_{name}"), "nonsense/../../nowhere");
    }
    fs::write(home.current_folder().join("Cargo.toml"), "[package.metadata.leptos]\noutput-name = 'nonsense'\n").unwrap();
    let program = Program::start(&mut command);

    let page = reqwest::get(&program.url).await.unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    for link in ["/pkg/pinhole.s0.js", "/pkg/pinhole.w0.wasm", "/pkg/pinhole.c0.css"] {
        assert!(page.contains(link), "no {link} in {page}");
    }
    let script = reqwest::get(format!("{}/pkg/pinhole.s0.js", program.url)).await.unwrap();
    assert_eq!(script.status(), StatusCode::OK);
    assert_eq!(script.text().await.unwrap(), "export {}");
}
