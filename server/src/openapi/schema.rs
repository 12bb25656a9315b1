//! Finding one's way in the document.

use super::document;
use serde_json::{Map, Value};

/// Every operation, with its path and method.
pub fn operations() -> impl Iterator<Item = (&'static str, &'static str, &'static Value)> {
    let paths = document()["paths"].as_object().into_iter().flatten();
    paths.flat_map(|(path, item)| {
        let methods = item.as_object().into_iter().flatten();
        methods.map(move |(method, operation)| (path.as_str(), method.as_str(), operation))
    })
}

/// A schema itself, where there is only its name.
pub fn named(schema: &Value) -> &Value {
    schema["$ref"].as_str().and_then(|name| document().pointer(name.trim_start_matches('#'))).unwrap_or(schema)
}

/// The properties of a schema, which may be a name.
pub fn properties(schema: &Value) -> Map<String, Value> {
    named(schema)["properties"].as_object().cloned().unwrap_or_default()
}
