//! What the documentation prints runs as it is printed.

use crate::program::Home;
use gallery::imaging::sample;
use std::{fs, process::Command};

/// The shell commands of a part of the README, in their order.
fn commands(heading: &str) -> String {
    let (_, part) = include_str!("../../../README.md").split_once(&format!("\n## {heading}\n")).unwrap();
    part.split("\n## ").next().unwrap().split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_day_of_a_script_that_has_an_account() {
    let home = Home::new();
    let program = home.start();
    for (name, width) in [("harbour", 300), ("pier", 310), ("boats", 320)] {
        fs::write(home.current_folder().join(format!("{name}.jpg")), sample::jpeg(width, 200)).unwrap();
    }
    let script = commands("Talk to it").replace("http://localhost:3000", &program.url);
    let mut bash = Command::new("bash");
    bash.args(["-euo", "pipefail", "-c", &script]).current_dir(home.current_folder());
    let ran = bash.output().unwrap();
    let (said, complained) = (String::from_utf8(ran.stdout).unwrap(), String::from_utf8(ran.stderr).unwrap());
    assert!(ran.status.success(), "{said}\n{complained}");
    assert!(said.contains(r#""username":"robin""#) && said.contains(r#""visibility":"public""#), "{said}");
    assert_eq!(said.matches(r#""visibility":"private""#).count(), 3, "{said}");
    let last = said.rsplit('{').next().unwrap();
    assert!(last.contains(r#""code":"token_revoked""#), "{said}");
}
