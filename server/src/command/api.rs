//! `pinhole api`: the API's document, as the program serves it and the repository keeps it.

use super::print;
use crate::openapi;
use clap::Args;

#[derive(Debug, Args)]
pub struct ApiArgs {
    /// The Postman collection that is made from it
    #[arg(long)]
    postman: bool,
}

/// Print what was asked for.
pub fn run(args: &ApiArgs) {
    print(&text(args.postman));
}

/// The document, or the collection, as it is kept in the repository.
fn text(postman: bool) -> String {
    let value = if postman { openapi::collection() } else { openapi::document().clone() };
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use super::text;

    fn kept(name: &str) -> String {
        std::fs::read_to_string(format!("{}/../docs/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    }

    #[test]
    fn the_repository_has_the_document_of_today() {
        assert!(kept("openapi.json") == text(false), "run `pinhole api > docs/openapi.json`");
        assert!(kept("postman.json") == text(true), "run `pinhole api --postman > docs/postman.json`");
    }
}
