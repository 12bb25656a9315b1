//! Clients that have nothing in common with the program: curl and openssl.

use crate::program::Program;
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
};

/// What curl was answered.
#[derive(Debug)]
pub struct Answer {
    /// `HTTP/2` or `HTTP/1.1`.
    pub version: String,
    pub status: u16,
    /// The lines of the header, names in small letters.
    pub headers: Vec<String>,
    pub body: String,
}

impl Answer {
    /// The values of a header.
    pub fn header(&self, name: &str) -> Vec<&str> {
        self.headers.iter().filter_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).collect()
    }
}

/// Ask with curl and these options, trusting the authority in a file and no other.
///
/// Errors: what curl says, such as that it does not trust the certificate.
pub fn curl<'a>(authority: &Path, url: &str, options: impl IntoIterator<Item = &'a str>) -> Result<Answer, String> {
    let mut curl = Command::new("curl");
    curl.args(["-q", "--silent", "--show-error", "--include", "--noproxy", "*", "--max-time", "60", "--cacert"]);
    let output = curl.arg(authority).args(options).arg(url).output().expect("curl is installed");
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let text = String::from_utf8(output.stdout).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap().split(' ');
    let (version, status) = (first.next().unwrap().to_owned(), first.next().unwrap().parse().unwrap());
    let headers = lines.map(|line| line.split_once(':').map(|(name, rest)| name.to_lowercase() + ":" + rest).unwrap_or_default()).collect();
    Ok(Answer { version, status, headers, body: body.to_owned() })
}

/// Run openssl with these arguments in this folder.
pub fn openssl(folder: &Path, arguments: &str) -> Output {
    openssl_command(folder, arguments).stdin(Stdio::null()).output().expect("openssl is installed")
}

/// Start openssl and leave its input open.
pub fn openssl_waiting(folder: &Path, arguments: &str) -> Child {
    let mut command = openssl_command(folder, arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("openssl is installed")
}

fn openssl_command(folder: &Path, arguments: &str) -> Command {
    let mut command = Command::new("openssl");
    command.current_dir(folder).args(arguments.split(' '));
    command
}

/// Make a certificate for `localhost` and its key by openssl: `NAME.pem` and `NAME.key`.
pub fn own_certificate(folder: &Path, name: &str) -> (PathBuf, PathBuf) {
    let made = openssl(
        folder,
        &format!(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj /CN=localhost \
             -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout {name}.key -out {name}.pem"
        ),
    );
    assert!(made.status.success(), "{made:?}");
    (folder.join(format!("{name}.pem")), folder.join(format!("{name}.key")))
}

/// The certificate of a program's authority, as its port without TLS hands it out, in a file.
pub fn authority_of(program: &Program, folder: &Path) -> PathBuf {
    let page = trust_page(program);
    let pem = curl(Path::new("/dev/null"), &format!("{page}/pinhole-authority.pem"), []).unwrap();
    assert_eq!(pem.status, 200);
    let path = folder.join("authority-as-downloaded.pem");
    fs::File::create(&path).unwrap().write_all(pem.body.as_bytes()).unwrap();
    path
}

/// Where a program says that it can be trusted.
pub fn trust_page(program: &Program) -> String {
    let line = program.says("says how to trust");
    let from = line.find("http://").unwrap();
    line[from..].split_once(": it says").unwrap().0.to_owned()
}
