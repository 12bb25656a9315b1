//! `pinhole config`: what is set, to what, and by whom.

use super::{
    failure::{Failure, print},
    flags::ConfigArgs,
};
use crate::config::reference;
use clap::Args;

#[derive(Clone, Debug, Args)]
pub struct PrintArgs {
    #[command(flatten)]
    config: ConfigArgs,
    /// Print a `.env` with every setting in it, whatever is set here
    #[arg(long, hide = true)]
    env_example: bool,
    /// Print the reference page of the documentation, whatever is set here
    #[arg(long, hide = true, conflicts_with = "env_example")]
    markdown: bool,
}

/// Print every setting with its value and source, or one of the pages that are made from the table of settings.
pub fn run(args: PrintArgs) -> Result<(), Failure> {
    if args.env_example {
        print(&reference::env_example());
    } else if args.markdown {
        print(&reference::markdown());
    } else {
        let loaded = args.config.load()?;
        for warning in &loaded.warnings {
            eprintln!("pinhole: {warning}");
        }
        print(&reference::table(&loaded.values));
    }
    Ok(())
}
