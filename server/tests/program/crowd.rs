//! Very many at once.

use crate::program::Home;
use gallery::imaging::sample;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    process::Command,
    time::Duration,
};

/// So many requests at once, of all kinds.
const REQUESTS: usize = 1000;

/// The most memory that the program ever had, in kB, as the kernel says.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_thousand_requests_at_once_are_all_answered_and_nothing_is_lost() {
    let home = Home::new();
    let program = home.start();
    let api = format!("{}/api/v1", program.url);
    let here = home.current_folder();
    let json = "Content-Type: application/json";
    let curl = |arguments: &[&str]| {
        let ran = Command::new("curl").args(["-s"]).args(arguments).current_dir(&here).output().unwrap();
        String::from_utf8(ran.stdout).unwrap()
    };
    let body = r#"{"username":"ada","email":"ada@example.org","password":"quiet harbour at dusk"}"#;
    let tokens: serde_json::Value = serde_json::from_str(&curl(&[&format!("{api}/auth/register"), "-H", json, "-d", body])).unwrap();
    let bearer = format!("Authorization: Bearer {}", tokens["access_token"].as_str().unwrap());

    // One curl that keeps all of them going at once; each answer is a line of the report.
    let mut script = Vec::new();
    let nested = "[".repeat(50_000);
    fs::write(here.join("nested.json"), nested).unwrap();
    for number in 0..REQUESTS {
        let (name, status) = (format!("{number}.jpg"), "write-out = \"%{http_code} %{errormsg}\\n\"\noutput = \"/dev/null\"\n");
        let request = match number % 4 {
            0 => {
                fs::write(here.join(&name), sample::jpeg(64 + u32::try_from(number).unwrap(), 48)).unwrap();
                format!("url = \"{api}/photos\"\nheader = \"{bearer}\"\nform = \"file=@{name}\"\n")
            }
            1 => format!("url = \"{api}/photos?limit=200\"\nheader = \"{bearer}\"\n"),
            2 => format!("url = \"{api}/auth/login\"\nheader = \"{json}\"\ndata = \"@nested.json\"\n"),
            _ => format!("url = \"{api}/photos/{number}\"\nrequest = \"DELETE\"\n"),
        };
        script.push(request + status);
    }
    fs::write(here.join("all"), script.join("next\n")).unwrap();
    let said = curl(&["--parallel", "--parallel-immediate", "--parallel-max", "300", "--config", "all"]);
    let count = |status: &str| said.lines().filter(|line| line.starts_with(status)).count();
    assert_eq!((count("201"), count("200"), count("422"), count("401")), (250, 250, 250, 250), "{said}");
    let listed: serde_json::Value = serde_json::from_str(&curl(&[&format!("{api}/me"), "-H", &bearer])).unwrap();
    assert_eq!(listed["photos"], 250);
    let peak = peak(program.id());
    assert!(peak < 300_000, "it had {peak} kB");
}

#[test]
#[cfg(target_os = "linux")]
fn a_crowd_that_comes_at_one_moment_is_let_in() {
    let home = Home::new();
    let program = home.start();
    // It has no time for anybody just now.
    program.signal("STOP");
    let clients = (0..600).map(|number| {
        let connected = TcpStream::connect_timeout(&program.address().parse().unwrap(), Duration::from_secs(2));
        let mut client = connected.unwrap_or_else(|error| panic!("client {number}: {error}"));
        client.write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").unwrap();
        client
    });
    let clients: Vec<_> = clients.collect();
    program.signal("CONT");
    for mut client in clients {
        let mut answer = String::new();
        client.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    }
}
