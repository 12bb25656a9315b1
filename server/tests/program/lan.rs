//! Https at home: an authority of its own, as clients see it that share no code with the program.

use crate::{
    program::{Ended, Home, PATIENCE, Program},
    tools::{authority_of, curl, openssl, own_certificate, trust_page},
};
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    thread,
    time::{Duration, Instant},
};

fn fingerprint(program: &Program) -> String {
    program.says("Its fingerprint (SHA-256) is ").rsplit(' ').next().unwrap().to_owned()
}

#[test]
fn the_first_start_makes_an_authority_and_a_client_that_trusts_it_is_content() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    assert!(program.url.starts_with("https://127.0.0.1:"), "{}", program.url);
    let file = fs::metadata(home.data_dir().join("authority.pem")).unwrap();
    assert_eq!(file.permissions().mode() & 0o777, 0o600);

    let authority = authority_of(&program, &home.current_folder());
    let healthy = curl(&authority, &format!("{}/healthz", program.url), []).unwrap();
    assert_eq!((healthy.version.as_str(), healthy.status), ("HTTP/2", 200));
    let older = curl(&authority, &format!("{}/healthz", program.url), ["--http1.1"]).unwrap();
    assert_eq!((older.version.as_str(), older.status), ("HTTP/1.1", 200));
    let refused = curl(Path::new("/etc/ssl/certs/ca-certificates.crt"), &program.url, []).unwrap_err();
    assert!(refused.contains("certificate"), "nobody trusts it unasked: {refused}");
    assert_eq!(program.stop().code, Some(0));
}

#[test]
fn the_second_start_keeps_the_authority() {
    let home = Home::new();
    let first = Program::start(&mut home.serve_lan());
    let (authority, shown) = (authority_of(&first, &home.current_folder()), fingerprint(&first));
    let kept = fs::read(home.data_dir().join("authority.pem")).unwrap();
    assert_eq!(first.stop().code, Some(0));

    let second = Program::start(&mut home.serve_lan());
    assert_eq!(fingerprint(&second), shown);
    assert_eq!(fs::read(home.data_dir().join("authority.pem")).unwrap(), kept);
    assert_eq!(curl(&authority, &format!("{}/healthz", second.url), []).unwrap().status, 200, "trusted as before");
}

#[test]
fn openssl_finds_the_certificate_as_it_should_be() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    let folder = home.current_folder();
    let authority = authority_of(&program, &folder);
    let (authority, address) = (authority.display(), program.address());
    for name in ["-verify_ip 127.0.0.1", "-verify_hostname localhost"] {
        let asked = format!("s_client -connect {address} -CAfile {authority} {name} -verify_return_error -purpose sslserver -alpn h2");
        let shaken = openssl(&folder, &asked);
        let text = String::from_utf8_lossy(&shaken.stdout).into_owned();
        assert!(shaken.status.success() && text.contains("Verify return code: 0 (ok)"), "{name}: {shaken:?}");
        assert!(text.contains("ALPN protocol: h2") && text.contains("TLSv1.3"), "{text}");
    }
    let elsewhere = format!("s_client -connect {address} -CAfile {authority} -verify_hostname example.org -verify_return_error");
    assert!(!openssl(&folder, &elsewhere).status.success(), "it is for no other host");

    let shown = openssl(&folder, &format!("x509 -in {authority} -noout -fingerprint -sha256"));
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.trim().rsplit('=').next().unwrap(), fingerprint(&program), "the same fingerprint as everybody else's");
}

#[test]
fn what_the_authority_s_key_signs_outside_the_home_network_is_refused() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    let folder = home.current_folder();
    let authority = authority_of(&program, &folder).display().to_string();
    let key = home.data_dir().join("authority.pem").display().to_string();
    let verified = |name: &str| {
        let request = format!(
            "req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=leaf -addext subjectAltName={name} \
             -addext extendedKeyUsage=serverAuth -keyout leaf.key -out leaf.csr"
        );
        let sign = format!("x509 -req -in leaf.csr -CA {authority} -CAkey {key} -days 30 -copy_extensions copyall -out leaf.pem");
        for step in [request, sign] {
            let done = openssl(&folder, &step);
            assert!(done.status.success(), "{step}: {done:?}");
        }
        let output = openssl(&folder, &format!("verify -purpose sslserver -CAfile {authority} leaf.pem"));
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    };
    for inside in ["DNS:attic.local", "DNS:localhost", "DNS:nas.home.arpa", "IP:192.168.7.7", "IP:10.0.0.1", "IP:fd00::7", "IP:::1"] {
        let (good, why) = verified(inside);
        assert!(good, "{inside}: {why}");
    }
    for outside in ["DNS:example.org", "DNS:local.example.org", "IP:8.8.8.8", "IP:172.32.0.1", "IP:2001:db8::1", "DNS:a.local,DNS:b.com"] {
        let (good, why) = verified(outside);
        assert!(!good && why.contains("permitted subtree violation"), "{outside}: {why}");
    }
}

#[test]
fn the_port_without_tls_serves_how_to_trust_it_and_nothing_else() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    let page = trust_page(&program);
    let nobody = Path::new("/dev/null");
    let seen = curl(nobody, &page, []).unwrap();
    assert_eq!((seen.status, seen.header("content-type")), (200, vec!["text/html; charset=utf-8"]));
    let words = seen.body.replace("<wbr>", "").replace("<!>", "");
    assert!(words.contains(&fingerprint(&program)) && words.contains(&program.url), "{words}");
    assert!(!seen.body.contains("<script"), "it needs no script");
    let kind = |name: &str| curl(nobody, &format!("{page}/{name}"), ["--output", "/dev/null", "--dump-header", "-"]);
    for (name, expected) in [("pinhole-authority.crt", "application/x-x509-ca-cert"), ("pinhole-authority.pem", "application/x-pem-file")] {
        let sent = kind(name).unwrap();
        assert_eq!((sent.status, sent.header("content-type")), (200, vec![expected]), "{name}");
    }

    let top = page.strip_suffix("/trust").unwrap();
    assert_eq!(curl(nobody, &format!("{top}/"), []).unwrap().header("location"), ["/trust"]);
    for other in
        ["/photos", "/signin", "/public", "/healthz", "/api/v1/photos", "/fn/sign_in", "/pkg/pinhole.s0.js", "/trust/", "/robots.txt"]
    {
        for method in ["GET", "POST"] {
            let answer = curl(nobody, &format!("{top}{other}"), ["--request", method]).unwrap();
            assert_eq!(answer.status, 404, "{method} {other}");
        }
    }
    assert_eq!(curl(nobody, &page, ["--request", "POST"]).unwrap().status, 405);
    let from_tls = curl(&authority_of(&program, &home.current_folder()), &format!("{}/trust", program.url), []).unwrap();
    assert_eq!(from_tls.status, 200, "it is on the other port too");
}

#[test]
fn cookies_are_for_https_and_forms_come_from_the_same_origin() {
    let home = Home::new();
    let program = Program::start(&mut home.serve_lan());
    let authority = authority_of(&program, &home.current_folder());
    let plain = program.url.replace("https://", "http://");
    for foreign in ["https://evil.example", &plain, "null"] {
        for version in ["--http2", "--http1.1"] {
            let options = ["--request", "POST", "--header", &format!("Origin: {foreign}"), version];
            let refused = curl(&authority, &format!("{}/fn/sign_up", program.url), options).unwrap();
            assert_eq!(refused.status, 403, "{foreign} by {version}");
        }
    }
    let form = "username=ada&email=ada@example.org&password=quiet+harbour+at+dusk";
    let origin = format!("Origin: {}", program.url);
    let options = ["--data", form, "--header", "Accept: text/html", "--header", &origin, "--http2"];
    let own = curl(&authority, &format!("{}/fn/sign_up", program.url), options).unwrap();
    assert_eq!((own.version.as_str(), own.status), ("HTTP/2", 302), "{own:?}");
    let cookies = own.header("set-cookie");
    assert_eq!(cookies.len(), 2, "{own:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-pinhole_") && cookie.contains("; Secure") && cookie.contains("; HttpOnly"), "{cookie}");
    }
    assert!(own.header("strict-transport-security").is_empty(), "it would pin a name of the home network");
}

#[test]
fn without_a_host_it_listens_on_all_addresses_and_asks_for_the_setup_code() {
    let home = Home::new();
    let mut serve = home.command(["serve", "--lan", "--port", "0", "--trust-port", "0", "--data-dir"]);
    let program = Program::start(serve.arg(home.data_dir()));
    program.says("setup code: ");
    let authority = home.current_folder().join("authority.pem");
    let port = trust_page(&program).rsplit(':').next().unwrap().strip_suffix("/trust").unwrap().to_owned();
    let pem = curl(Path::new("/dev/null"), &format!("http://127.0.0.1:{port}/trust/pinhole-authority.pem"), []).unwrap();
    fs::write(&authority, pem.body).unwrap();
    for host in ["127.0.0.1", "localhost"] {
        let healthy = curl(&authority, &format!("https://{host}:{}/healthz", program.port()), []).unwrap();
        assert_eq!(healthy.status, 200, "{host}");
    }
}

#[test]
fn an_authority_that_cannot_be_used_is_not_replaced_by_another() {
    let home = Home::new();
    fs::create_dir(home.data_dir()).unwrap();
    let path = home.data_dir().join("authority.pem");
    fs::write(&path, "not an authority").unwrap();
    let sentence = Ended::of(&mut home.serve_lan()).refusal();
    assert!(sentence.contains("authority.pem cannot be used: it holds no private key; put a backup in its place"), "{sentence}");
    assert_eq!(fs::read_to_string(&path).unwrap(), "not an authority");

    let (certificate, key) = own_certificate(&home.current_folder(), "unlimited");
    fs::write(&path, [fs::read(key).unwrap(), fs::read(certificate).unwrap()].concat()).unwrap();
    let sentence = Ended::of(&mut home.serve_lan()).refusal();
    assert!(sentence.contains("it is not limited to the home network"), "{sentence}");
}

#[test]
fn a_certificate_of_one_s_own_is_shown_and_read_again_when_it_changes() {
    let home = Home::new();
    let folder = home.current_folder();
    let (first, key) = own_certificate(&folder, "first");
    let (second, second_key) = own_certificate(&folder, "second");
    let (shown, shown_key) = (folder.join("shown.pem"), folder.join("shown.key"));
    fs::copy(&first, &shown).unwrap();
    fs::copy(&key, &shown_key).unwrap();
    let program = Program::start(home.serve().arg("--tls-cert").arg(&shown).arg("--tls-key").arg(&shown_key));
    let healthz = format!("{}/healthz", program.url);
    let answer = curl(&first, &healthz, []).unwrap();
    assert_eq!((answer.version.as_str(), answer.status), ("HTTP/2", 200));
    assert!(curl(&second, &healthz, []).is_err());

    // Not both at once: in between they do not fit together, and the first one stays.
    fs::rename(&second, &shown).unwrap();
    program.logs("the certificate stays as it is");
    assert_eq!(curl(&first, &healthz, []).unwrap().status, 200);
    fs::copy(&second_key, &shown_key).unwrap();
    program.logs("another certificate is shown from now on");
    let begun = Instant::now();
    while curl(&shown, &healthz, []).is_err() {
        assert!(begun.elapsed() < PATIENCE, "it is not shown");
        thread::sleep(Duration::from_millis(50));
    }
    assert!(curl(&first, &healthz, []).is_err(), "the first one is no longer shown");
}
