//! The program stops when it is told to, and finishes what it has begun.

use crate::{
    person::Person,
    program::{Home, PATIENCE, Program},
};
use gallery::imaging::sample;
use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::{Duration, Instant},
};

/// A request that brings one picture, as bytes: with a body of known length, so that it can be sent piece by piece.
fn upload(program: &Program, token: &str, picture: &[u8]) -> Vec<u8> {
    let head = "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"harbour.jpg\"\r\n\r\n";
    let body = [head.as_bytes(), picture, b"\r\n--edge--\r\n"].concat();
    let request = format!(
        "POST /api/v1/photos HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {token}\r\n\
         Content-Type: multipart/form-data; boundary=edge\r\nContent-Length: {}\r\n\r\n",
        program.address(),
        body.len()
    );
    [request.as_bytes(), &body].concat()
}

fn wait_until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        thread::sleep(Duration::from_millis(5));
    }
}

async fn finishes_a_running_upload(signal: &str) {
    let home = Home::new();
    let program = home.start();
    let ada = Person::registers(&program).await;
    let picture = sample::jpeg(640, 480);
    let request = upload(&program, &ada.token, &picture);
    let (first_half, second_half) = request.split_at(request.len() / 2);

    let mut connection = TcpStream::connect(program.address()).unwrap();
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    connection.write_all(first_half).unwrap();
    let staging = home.data_dir().join("staging");
    let arriving = || fs::read_dir(&staging).unwrap().flatten().any(|file| file.metadata().is_ok_and(|file| file.len() > 0));
    wait_until("the picture is arriving", arriving);
    program.signal(signal);
    program.logs("finishing running requests");
    connection.write_all(second_half).unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).unwrap();

    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    assert_eq!(program.end().code, Some(0));
    assert_eq!(home.files("photos").len(), 4, "the original and three renditions");
    assert_eq!(home.files("staging"), [""; 0]);
}

#[tokio::test]
async fn a_service_manager_stops_it_without_losing_the_running_upload() {
    finishes_a_running_upload("TERM").await;
}

#[tokio::test]
async fn ctrl_c_stops_it_without_losing_the_running_upload() {
    finishes_a_running_upload("INT").await;
}

#[test]
fn a_connection_that_asks_for_nothing_does_not_keep_it_from_stopping() {
    let home = Home::new();
    let program = home.start();
    let _idle = TcpStream::connect(program.address()).unwrap();
    let mut kept_alive = TcpStream::connect(program.address()).unwrap();
    write!(kept_alive, "GET /healthz HTTP/1.1\r\nHost: {}\r\n\r\n", program.address()).unwrap();
    program.logs("answered");
    let told = Instant::now();
    assert_eq!(program.stop().code, Some(0));
    assert!(told.elapsed() < Duration::from_secs(10), "it took {:?}", told.elapsed());
}
