//! A `pinhole` of its own for every test, and what it says.

use std::{
    ffi::OsStr,
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{Arc, Condvar, Mutex},
    thread,
    time::Duration,
};
use tempfile::TempDir;

/// The longest a test waits for the program to say or do something.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A folder for one program: what it keeps, its site, and where it is started.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        make_site(&folder.path().join("site"));
        fs::create_dir(folder.path().join("here")).unwrap();
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data_dir(&self) -> PathBuf {
        self.path("data")
    }

    /// The folder in which the program is started.
    pub fn current_folder(&self) -> PathBuf {
        self.path("here")
    }

    /// The program with these arguments, in an environment in which nothing else is set.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_pinhole"));
        command.env_clear().env("PINHOLE_SITE", self.path("site")).env("RUST_BACKTRACE", "1");
        command.current_dir(self.current_folder()).args(arguments);
        command
    }

    /// `pinhole serve` with this home's data folder, on any free port.
    pub fn serve(&self) -> Command {
        let mut command = self.command(["serve", "--port", "0", "--data-dir"]);
        command.arg(self.data_dir());
        command
    }

    /// The same for the home network, reached from this machine alone.
    pub fn serve_lan(&self) -> Command {
        let mut command = self.serve();
        command.args(["--lan", "--host", "127.0.0.1", "--trust-port", "0"]);
        command
    }

    pub fn start(&self) -> Program {
        Program::start(&mut self.serve())
    }

    /// Files anywhere below a folder of the data folder, by their paths from there.
    pub fn files(&self, below: &str) -> Vec<String> {
        let top = self.data_dir().join(below);
        let (mut files, mut folders) = (Vec::new(), vec![top.clone()]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path.strip_prefix(&top).unwrap().to_str().unwrap().to_owned());
                }
            }
        }
        files.sort();
        files
    }
}

/// The least that passes for a site: a bundle of nothing, with hashed names.
pub fn make_site(folder: &Path) {
    fs::create_dir_all(folder.join("pkg")).unwrap();
    fs::write(folder.join("pkg/pinhole.s0.js"), "export {}").unwrap();
    fs::write(folder.join("hash.txt"), "js: s0\nwasm: w0\ncss: c0\n").unwrap();
}

/// A running `pinhole serve`. Dropped, it is killed.
pub struct Program {
    /// Where it is, from this machine.
    pub url: String,
    child: Child,
    stdout: Lines,
    stderr: Lines,
}

impl Program {
    /// Start it and wait until it says where it is.
    pub fn start(command: &mut Command) -> Self {
        let mut program = Self::spawn(command);
        let Some(address) = program.stdout.wait_for("Pinhole is at ") else {
            let Ended { code, stderr, .. } = program.end();
            panic!("it ended with {code:?}: {stderr:?}");
        };
        // A name would have to be looked up, and may mean IPv6 first.
        program.url = address.rsplit(' ').next().unwrap().replace("localhost", "127.0.0.1");
        program
    }

    /// Start it and do not wait for anything.
    pub fn spawn(command: &mut Command) -> Self {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (stdout, stderr) = (Lines::of(child.stdout.take().unwrap()), Lines::of(child.stderr.take().unwrap()));
        Self { url: String::new(), child, stdout, stderr }
    }

    /// Host and port.
    /// What the system calls its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    pub fn address(&self) -> &str {
        self.url.trim_start_matches("http://").trim_start_matches("https://")
    }

    pub fn port(&self) -> &str {
        self.url.rsplit(':').next().unwrap()
    }

    /// The line of standard output with this in it, once it is there.
    pub fn says(&self, what: &str) -> String {
        self.stdout.wait_for(what).unwrap_or_else(|| panic!("it never said {what:?}"))
    }

    /// The line of the log with this in it, once it is there.
    pub fn logs(&self, what: &str) -> String {
        self.stderr.wait_for(what).unwrap_or_else(|| panic!("it never logged {what:?}"))
    }

    /// Send a signal by its name, such as `TERM`.
    pub fn signal(&self, name: &str) {
        let kill = format!("kill -{name} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().unwrap().success());
    }

    /// SIGKILL, and wait until it is gone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Stop it as a service manager does.
    pub fn stop(self) -> Ended {
        self.signal("TERM");
        self.end()
    }

    /// Wait until it ends.
    pub fn end(mut self) -> Ended {
        let (stdout, stderr) = (self.stdout.all(), self.stderr.all());
        Ended { code: self.child.wait().unwrap().code(), stdout, stderr }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What is left of a program that has ended.
#[derive(Debug)]
pub struct Ended {
    /// None when a signal ended it.
    pub code: Option<i32>,
    pub stdout: Vec<String>,
    pub stderr: Vec<String>,
}

impl Ended {
    /// Run to the end.
    pub fn of(command: &mut Command) -> Self {
        Program::spawn(command).end()
    }

    /// The one plain sentence with which it refused to work.
    pub fn refusal(self) -> String {
        let [line] = self.stderr.as_slice() else { panic!("not one sentence: {self:?}") };
        let sentence = line.strip_prefix("pinhole: ").unwrap_or_else(|| panic!("not by the program itself: {line}"));
        assert_eq!(self.code, Some(1), "{line}");
        assert_eq!(self.stdout, [""; 0], "{line}");
        for jargon in ["panicked", "backtrace", "RUST_", "Error(", "Err(", "Some(", "{ "] {
            assert!(!sentence.contains(jargon), "not plain: {sentence}");
        }
        sentence.to_owned()
    }
}

/// Lines that are read from a pipe as they come.
struct Lines(Arc<(Mutex<Heard>, Condvar)>);

#[derive(Default)]
struct Heard {
    lines: Vec<String>,
    ended: bool,
}

impl Lines {
    fn of(pipe: impl Read + Send + 'static) -> Self {
        let heard = Arc::<(Mutex<Heard>, Condvar)>::default();
        let hearing = heard.clone();
        thread::spawn(move || {
            let (heard, news) = &*hearing;
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                heard.lock().unwrap().lines.push(line);
                news.notify_all();
            }
            heard.lock().unwrap().ended = true;
            news.notify_all();
        });
        Self(heard)
    }

    /// The first line with this in it; none when there is no more to come.
    fn wait_for(&self, what: &str) -> Option<String> {
        let (heard, news) = &*self.0;
        let found = |heard: &Heard| heard.lines.iter().find(|line| line.contains(what)).cloned();
        let waiting = |heard: &mut Heard| found(heard).is_none() && !heard.ended;
        let (heard, waited) = news.wait_timeout_while(heard.lock().unwrap(), PATIENCE, waiting).unwrap();
        assert!(!waited.timed_out(), "nothing with {what:?} in {:?}", heard.lines);
        found(&heard)
    }

    /// Every line, once there is no more to come.
    fn all(&self) -> Vec<String> {
        let (heard, news) = &*self.0;
        let (heard, waited) = news.wait_timeout_while(heard.lock().unwrap(), PATIENCE, |heard| !heard.ended).unwrap();
        assert!(!waited.timed_out(), "it does not end: {:?}", heard.lines);
        heard.lines.clone()
    }
}
