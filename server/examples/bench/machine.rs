//! On which machine all this was measured.

use model::file_size;
use std::{env, fs, thread};

/// Processor, memory and system, in one line.
pub fn described() -> String {
    let value = |file: &str, name: &str| {
        let text = fs::read_to_string(file).unwrap_or_default();
        let line = text.lines().find(|line| line.starts_with(name)).and_then(|line| line.split_once(':'));
        line.map_or_else(|| "unknown".to_owned(), |(_, value)| value.trim().to_owned())
    };
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let build = if cfg!(debug_assertions) { "debug build: these figures mean nothing" } else { "release build" };
    let (model, memory) = (value("/proc/cpuinfo", "model name"), value("/proc/meminfo", "MemTotal"));
    let memory = memory.trim_end_matches(" kB").parse().map_or(memory.clone(), |kib: u64| file_size(kib * 1024));
    format!("{model}, {cores} cores, {memory} memory, {} {}; {build}, clients on the same machine.", env::consts::OS, env::consts::ARCH)
}
