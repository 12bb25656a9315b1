//! Clients that hold connections and say nothing.

use crate::{
    program::{Home, Program},
    tools::openssl_waiting,
};
use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

#[test]
fn a_client_that_does_not_finish_its_headers_is_cut_off() {
    let home = Home::new();
    let program = home.start();
    // Nothing at all, what may become HTTP/2, half a request line, headers without an end.
    let beginnings = ["", "PRI * HT", "GET / HT", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "];
    let address = program.address();
    let cut_off = |beginning: &'static str| {
        let mut connection = TcpStream::connect(address).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        connection.write_all(beginning.as_bytes()).unwrap();
        let begun = Instant::now();
        let end = connection.read(&mut [0; 1024]);
        (beginning, end.map_err(|error| error.kind()), begun.elapsed())
    };
    let all = thread::scope(|scope| {
        let clients = beginnings.map(|beginning| scope.spawn(move || cut_off(beginning)));
        clients.map(|client| client.join().unwrap())
    });
    for (beginning, end, after) in all {
        assert!(end.is_ok(), "{beginning:?} was still connected after {after:?}");
        assert!((8..15).contains(&after.as_secs()), "{beginning:?} was cut off after {after:?}");
    }
}

#[test]
fn with_tls_too_a_client_that_says_nothing_is_cut_off() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    let (address, folder) = (program.address(), home.current_folder());
    // Before TLS is agreed on.
    let silent = || {
        let mut connection = TcpStream::connect(address).unwrap();
        connection.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let begun = Instant::now();
        let end = connection.read(&mut [0; 1024]).map_err(|error| error.kind());
        assert!(end.is_ok(), "still connected after {:?}", begun.elapsed());
        begun.elapsed()
    };
    // After that: nothing at all, the first half of HTTP/2's preface, headers without an end.
    let shaken = |beginning: &'static str, alpn: &'static str| {
        let mut client = openssl_waiting(&folder, &format!("s_client -connect {address} -quiet -no_ign_eof -alpn {alpn}"));
        let begun = Instant::now();
        let mut input = client.stdin.take().unwrap();
        input.write_all(beginning.as_bytes()).unwrap();
        client.wait().unwrap();
        drop(input);
        begun.elapsed()
    };
    let all = thread::scope(|scope| {
        let clients = [
            scope.spawn(silent),
            scope.spawn(|| shaken("", "h2")),
            scope.spawn(|| shaken("PRI * HTTP", "h2")),
            scope.spawn(|| shaken("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", "http/1.1")),
        ];
        clients.map(|client| client.join().unwrap())
    });
    for after in all {
        assert!((8..25).contains(&after.as_secs()), "{all:?}");
    }
}
