//! `pinhole serve`: start the gallery, and keep it running until it is told to stop.

use super::{failure::Failure, flags::ConfigArgs};
use crate::log;

pub fn run(args: ConfigArgs) -> Result<(), Failure> {
    let loaded = args.load()?;
    log::start(&loaded.config.log);
    for warning in &loaded.warnings {
        tracing::warn!("{warning}");
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::Runtime)?;
    Ok(runtime.block_on(crate::serve(loaded.config))?)
}
