//! Measures the program as it runs, and says on which machine: `scripts/bench.sh [PHOTO]…`
//!
//! Server and clients share the machine, so the rates are what is left for the server when the clients have had their part.

mod flood;
mod lists;
mod machine;
mod pictures;
mod rates;
mod running;
mod transfer;

use rates::Owner;
use running::{Running, UNLIMITED};
use std::{env, error::Error, path::PathBuf, time::Duration};
use tokio::time::sleep;

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How long the program is left alone before its idle memory is read.
const REST: Duration = Duration::from_secs(2);

#[tokio::main]
async fn main() -> Outcome<()> {
    let mut arguments = env::args().skip(1);
    let (mut pinhole, mut seeder, mut photos) = (None, None, Vec::new());
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--pinhole" => pinhole = arguments.next(),
            "--seeder" => seeder = arguments.next(),
            _ => photos.push(PathBuf::from(argument)),
        }
    }
    let pinhole = PathBuf::from(pinhole.ok_or("say which program: --pinhole target/release/pinhole")?);
    let seeder = PathBuf::from(seeder.ok_or("say what makes many photos: --seeder scripts/seed.py")?);

    println!("\n{}\n", machine::described());
    line("measured", "figure");
    println!("|{:-<56}|{:-<64}|", "", "");
    pictures::measure(&photos)?;
    let folder = tempfile::tempdir()?;
    running::measure_start(&pinhole, folder.path()).await?;
    let running = Running::start(&pinhole, folder.path(), &UNLIMITED).await?;
    sleep(REST).await;
    line("memory when idle, just started", &running.memory());
    let owner = Owner::register(&running).await?;
    rates::measure(&owner).await?;
    sleep(REST).await;
    line("memory when idle, after all of this", &running.memory());
    transfer::measure(&running).await?;
    lists::measure(&running, &owner, &seeder, &folder.path().join("data")).await?;
    // What follows has the machine to itself.
    drop(running);
    flood::measure(&pinhole).await?;
    println!();
    Ok(())
}

/// One row of the table.
fn line(measured: &str, figure: &str) {
    println!("| {measured:<54} | {figure:<62} |");
}

/// The value below which this part of them lies; 0 if there are none.
fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "an index from 0 to the last")]
    let index = (values.len().saturating_sub(1) as f64 * part).round() as usize;
    values.get(index).copied().unwrap_or_default()
}
