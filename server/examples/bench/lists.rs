//! How long a part of a long list takes, wherever in the list it is.

use crate::{Outcome, line, quantile, rates::Owner, running::Running};
use serde_json::Value;
use std::{
    path::Path,
    process::{Command, Stdio},
    time::Instant,
};

/// How many photos the owner has, one after the other.
const SIZES: [(u64, &str); 3] = [(1_000, "1 k"), (100_000, "100 k"), (1_000_000, "1 M")];

/// How often each place is asked for.
const TIMES: usize = 15;

/// Seed more and more photos, and ask for the start, the middle and the end of the timeline each time.
pub async fn measure(running: &Running, owner: &Owner, seeder: &Path, data: &Path) -> Outcome<()> {
    let mut there = 0;
    for (size, name) in SIZES {
        let ended = Command::new("python3")
            .arg(seeder)
            .arg(data)
            .args([Owner::USERNAME, &(size - there).to_string()])
            .stdout(Stdio::null())
            .status()?;
        if !ended.success() {
            return Err("the photos could not be seeded".into());
        }
        there = size;
        for (place, body) in [("start", "place=Newest"), ("middle", "place[At]=2021-11-21T00%3A00%3A00"), ("end", "place=Oldest")] {
            let mut times = Vec::new();
            for _ in 0..TIMES {
                let begun = Instant::now();
                let request = owner.client.post(format!("{}/fn/stretch", running.url)).bearer_auth(&owner.token);
                let request = request.header("content-type", "application/x-www-form-urlencoded").body(format!("scope=mine&{body}"));
                let answer: Value = request.send().await?.error_for_status()?.json().await?;
                if answer["items"].as_array().is_none_or(Vec::is_empty) {
                    return Err(format!("nothing at the {place} of the list").into());
                }
                times.push(begun.elapsed().as_secs_f64() * 1000.0);
            }
            let (middle, high) = (quantile(&mut times, 0.5), quantile(&mut times, 1.0));
            line(&format!("100 photos at the {place} of {name}"), &format!("{middle:.1} ms (at most {high:.1})"));
        }
    }
    Ok(())
}
