//! What the documentation prints runs as it is printed.

use crate::program::Home;
use gallery::imaging::sample;
use std::{fs, process::Command};

/// The shell commands of a page, in their order.
fn commands(page: &str) -> String {
    page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_day_of_a_script_that_has_an_account() {
    let home = Home::new();
    let program = home.start();
    fs::write(home.current_folder().join("harbour.jpg"), sample::jpeg(300, 200)).unwrap();
    let script = commands(include_str!("../../../docs/api.md")).replace("http://localhost:3000", &program.url);
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", &script]).current_dir(home.current_folder());
    let ran = bash.output().unwrap();
    let (said, complained) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
    assert!(ran.status.success(), "{said}\n{complained}");
    assert!(said.contains(r#""username":"robin""#) && said.contains(r#""visibility":"public""#), "{said}");
    let last = said.rsplit('{').next().unwrap();
    assert!(last.contains(r#""code":"token_revoked""#), "{said}");
}
