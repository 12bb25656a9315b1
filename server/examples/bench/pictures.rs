//! What developing a picture costs.

use crate::{Outcome, line, quantile};
use gallery::imaging::{Sniffed, develop, plan, sample, sniff};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

/// CPU for a picture's decode and everything that is made of it.
pub fn measure(files: &[PathBuf]) -> Outcome<()> {
    let made = ("made-up photo".to_owned(), sample::twelve_megapixels());
    let real = files.iter().map(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read(file)?))
    });
    for (name, file) in [Ok(made)].into_iter().chain(real).collect::<Outcome<Vec<_>>>()? {
        let Sniffed::Known(kind) = sniff(&file) else { return Err(format!("{name} is not a picture").into()) };
        let plan = plan(&file, kind)?;
        let megapixels = f64::from(plan.width) * f64::from(plan.height) / 1e6;
        develop(&file, &plan)?;
        let (begun, mut runs) = (Instant::now(), Vec::new());
        while runs.len() < 5 || (begun.elapsed() < Duration::from_secs(2) && runs.len() < 50) {
            let start = cpu_milliseconds(begun);
            develop(&file, &plan)?;
            runs.push(cpu_milliseconds(begun) - start);
        }
        let (least, middle) = (quantile(&mut runs, 0.0), quantile(&mut runs, 0.5));
        line(&format!("CPU of all renditions, {name}, {megapixels:.1} MP"), &format!("{middle:.0} ms (best {least:.0})"));
    }
    Ok(())
}

/// The CPU time of this thread where Linux tells it, so that a busy machine does not count; else the wall clock.
fn cpu_milliseconds(begun: Instant) -> f64 {
    let scheduled = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = scheduled.and_then(|numbers| numbers.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| begun.elapsed().as_secs_f64() * 1000.0, |nanoseconds| nanoseconds / 1e6)
}
