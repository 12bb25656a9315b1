//! The program itself, as a process of its own.

use crate::{Outcome, line, quantile};
use model::file_size;
use reqwest::{Client, StatusCode};
use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

/// The longest a start may take, and an answer where it is awaited.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The program, running. Dropped, it is ended.
pub struct Running {
    pub url: String,
    child: Child,
}

/// For when what is measured is how much it can do, not how much it lets one do.
pub const UNLIMITED: [(&str, &str); 4] =
    [("RATE_LIMIT_DEFAULT", "off"), ("RATE_LIMIT_AUTH", "off"), ("RATE_LIMIT_UPLOAD", "off"), ("RATE_LIMIT_READ", "off")];

impl Running {
    /// Start it with these settings and wait until it says that database and storage answer.
    pub async fn start(pinhole: &Path, folder: &Path, settings: &[(&str, &str)]) -> Outcome<Self> {
        let mut command = Command::new(fs::canonicalize(pinhole)?);
        command.args(["serve", "--port", "0", "--data-dir"]).arg(folder.join("data")).current_dir(folder);
        // Else as it is by default, whatever is set here.
        command.env_clear().envs(settings.iter().copied()).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut running = Self { url: String::new(), child: command.spawn()? };
        let mut lines = BufReader::new(running.child.stdout.take().ok_or("no output")?).lines();
        let address = lines.find_map(|line| line.ok()?.strip_prefix("Pinhole is at ").map(str::to_owned));
        running.url = address.ok_or("the program did not start; start it by hand to see why")?;
        thread::spawn(move || lines.for_each(drop));
        let client = Client::new();
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let ready = client.get(format!("{}/readyz", running.url)).send().await;
            if ready.is_ok_and(|answer| answer.status() == StatusCode::OK) {
                return Ok(running);
            }
        }
        Err("the program does not become ready".into())
    }

    /// What it has in memory at this moment (RSS).
    pub fn memory(&self) -> String {
        self.status("VmRSS:")
    }

    /// The most it has had in memory since it started (RSS).
    pub fn peak(&self) -> String {
        self.status("VmHWM:")
    }

    /// What the kernel says of it under this name.
    fn status(&self, name: &str) -> String {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
        kib.map_or_else(|| "unknown".to_owned(), |kib| file_size(kib * 1024))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// From the start of the process until it says that database and storage answer.
pub async fn measure_start(pinhole: &Path, folder: &Path) -> Outcome<()> {
    let (_, first) = timed_start(pinhole, folder).await?;
    let mut later = Vec::new();
    for _ in 0..5 {
        later.push(timed_start(pinhole, folder).await?.1);
    }
    let (low, middle, high) = (quantile(&mut later, 0.0), quantile(&mut later, 0.5), quantile(&mut later, 1.0));
    line("start-up until ready, the first time", &format!("{first:.0} ms"));
    line("start-up until ready, later", &format!("{middle:.0} ms ({low:.0} to {high:.0})"));
    Ok(())
}

async fn timed_start(pinhole: &Path, folder: &Path) -> Outcome<(Running, f64)> {
    let begun = Instant::now();
    let running = Running::start(pinhole, folder, &UNLIMITED).await?;
    Ok((running, begun.elapsed().as_secs_f64() * 1000.0))
}
