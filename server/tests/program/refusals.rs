//! What it cannot work with, it says in one plain sentence, and ends with exit code 1.

use crate::{
    program::{Ended, Home},
    tools::{openssl, own_certificate},
};
use sea_orm::ConnectionTrait;
use std::{fs, path::Path};

#[test]
fn a_taken_port() {
    let (first, second) = (Home::new(), Home::new());
    let program = first.start();
    let refused = Ended::of(second.command(["serve", "--port", program.port(), "--data-dir"]).arg(second.data_dir()));
    let port = program.port();
    assert_eq!(refused.refusal(), format!("port {port} is taken by another program; stop that one, or choose another port with --port"));
    assert!(!second.data_dir().exists(), "nothing is made for nothing");
}

#[test]
fn a_taken_port_for_the_page_that_says_how_to_trust_it() {
    let (first, second) = (Home::new(), Home::new());
    let program = first.start();
    let port = program.port();
    let refused = Ended::of(second.serve().args(["--lan", "--host", "127.0.0.1", "--trust-port", port]));
    let sentence = format!("port {port} is taken by another program; stop that one, or choose another port with --trust-port");
    assert_eq!(refused.refusal(), sentence);
    assert!(!second.data_dir().exists(), "nothing is made for nothing");
}

#[test]
fn certificates_that_are_missing_do_not_fit_or_are_none() {
    let home = Home::new();
    let folder = home.current_folder();
    let ((certificate, key), (_, other)) = (own_certificate(&folder, "one"), own_certificate(&folder, "other"));
    let missing = folder.join("missing.pem");
    let locked = folder.join("locked.key");
    let lock = format!("pkcs8 -topk8 -in {} -out {} -passout pass:secret", key.display(), locked.display());
    assert!(openssl(&folder, &lock).status.success());
    let refused =
        |certificate: &Path, key: &Path| Ended::of(home.serve().arg("--tls-cert").arg(certificate).arg("--tls-key").arg(key)).refusal();
    let shown = |path: &Path| path.display().to_string();
    assert_eq!(refused(&missing, &key), format!("{} cannot be read: there is no such file", shown(&missing)));
    assert_eq!(refused(&certificate, &missing), format!("{} cannot be read: there is no such file", shown(&missing)));
    assert_eq!(refused(&key, &key), format!("{} holds no certificate in PEM", shown(&key)));
    let no_key = |key: &Path| format!("{} holds no private key in PEM; a key that is locked with a password cannot be used", shown(key));
    assert_eq!(refused(&certificate, &certificate), no_key(&certificate));
    assert_eq!(refused(&certificate, &locked), no_key(&locked));
    let sentence = format!("{} is not the private key of the first certificate in {}", shown(&other), shown(&certificate));
    assert_eq!(refused(&certificate, &other), sentence);
    assert!(refused(&folder, &key).contains("cannot be read: "), "a folder");
    assert!(!home.data_dir().exists(), "nothing is made for nothing");
}

#[test]
fn half_of_a_certificate_or_two_of_them() {
    let home = Home::new();
    let half = Ended::of(home.serve().env("TLS_CERT", "cert.pem")).refusal();
    assert_eq!(half, "TLS_CERT in the environment is set and tls.key is not; set both or neither");
    let two = Ended::of(home.serve_lan().args(["--tls-cert", "cert.pem", "--tls-key", "key.pem"])).refusal();
    assert_eq!(two, "--lan and --tls-cert are both set, and each says which certificate is shown; keep one of them");
}

#[test]
fn an_address_that_is_not_of_this_machine() {
    let home = Home::new();
    let sentence = Ended::of(home.serve().args(["--host", "192.0.2.1"])).refusal();
    assert!(sentence.starts_with("cannot listen on 192.0.2.1:0: "), "{sentence}");
}

#[test]
fn a_folder_of_the_site_that_has_none() {
    let home = Home::new();
    let wrong = home.current_folder();
    let sentence = Ended::of(home.serve().env("PINHOLE_SITE", &wrong)).refusal();
    let wrong = wrong.display();
    assert_eq!(
        sentence,
        format!("PINHOLE_SITE names {wrong}, where no built site is; name the folder that has `pkg` in it, or leave it out")
    );
    assert!(!home.data_dir().exists(), "nothing is made for nothing");
}

#[test]
fn a_data_folder_that_cannot_be_made_or_written_to() {
    let home = Home::new();
    fs::write(home.data_dir(), "a file where the folder should be").unwrap();
    let sentence = Ended::of(&mut home.serve()).refusal();
    assert!(sentence.starts_with("the folder ") && sentence.contains(home.data_dir().to_str().unwrap()), "{sentence}");

    let home = Home::new();
    fs::create_dir(home.data_dir()).unwrap();
    fs::write(home.data_dir().join("staging"), "a file where a folder should be").unwrap();
    let sentence = Ended::of(&mut home.serve()).refusal();
    assert!(sentence.starts_with("the folder "), "{sentence}");
}

#[tokio::test]
async fn a_database_that_a_newer_version_has_changed() {
    let home = Home::new();
    assert_eq!(home.start().stop().code, Some(0));
    let database = gallery::database::connect(&home.data_dir().join("pinhole.db"), false).await.unwrap();
    let newer = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_moving_pictures', 4102444800)";
    database.execute_unprepared(newer).await.unwrap();
    database.close().await.unwrap();

    let sentence = Ended::of(&mut home.serve()).refusal();
    assert!(sentence.contains("newer version of Pinhole") && sentence.contains("m9999_moving_pictures"), "{sentence}");
}

#[test]
fn a_file_that_is_not_a_database() {
    let home = Home::new();
    fs::create_dir(home.data_dir()).unwrap();
    fs::write(home.data_dir().join("pinhole.db"), "notes on what to photograph, and quite a few of them".repeat(100)).unwrap();
    let sentence = Ended::of(&mut home.serve()).refusal();
    assert!(sentence.starts_with("the database ") && sentence.contains("pinhole.db"), "{sentence}");
}

#[test]
fn a_data_folder_that_another_one_uses() {
    let home = Home::new();
    let program = home.start();
    let sentence = Ended::of(&mut home.serve()).refusal();
    let folder = home.data_dir().display().to_string();
    assert_eq!(
        sentence,
        format!("another Pinhole is already using the folder {folder}; stop it, or start this one with another --data-dir")
    );
    assert_eq!(program.stop().code, Some(0), "the first one is not disturbed");
}

#[test]
fn a_wrong_value() {
    let home = Home::new();
    let sentence = Ended::of(&mut home.command(["serve", "--port", "abc"])).refusal();
    assert!(sentence.contains("--port") && sentence.contains("`abc`") && sentence.contains("a port from 0 to 65535"), "{sentence}");

    let sentence = Ended::of(home.serve().env("MAX_CONTENT_LENGTH", "5MBt")).refusal();
    assert!(sentence.contains("MAX_CONTENT_LENGTH") && sentence.contains("`5MBt`"), "{sentence}");

    let sentence = Ended::of(home.serve().env("JWT_SECRET_KEY", "too short")).refusal();
    assert!(sentence.contains("JWT_SECRET_KEY") && !sentence.contains("too short"), "a secret is not repeated: {sentence}");
}

#[test]
fn a_name_that_is_no_setting() {
    let home = Home::new();
    fs::write(home.current_folder().join("pinhole.toml"), "[server]\nprot = 8080\n").unwrap();
    let sentence = Ended::of(&mut home.serve()).refusal();
    assert_eq!(sentence, "there is no setting server.prot in pinhole.toml; did you mean server.port?");

    let home = Home::new();
    let sentence = Ended::of(home.serve().env("PINHOLE_DATA_DRI", "/srv")).refusal();
    assert_eq!(sentence, "there is no setting PINHOLE_DATA_DRI in the environment; did you mean PINHOLE_DATA_DIR?");
}
