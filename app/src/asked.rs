//! What pages ask the server for.

use leptos::{
    prelude::*,
    server::codee::{Decoder, Encoder},
    server_fn::ServerFn,
};
use serde::{Serialize, de::DeserializeOwned};
use std::future::Future;

/// Something asked of the server: rendered there, carried inside the page, asked again in the browser.
pub type Asked<T> = Resource<T, Json>;

/// JSON, read from bytes like the answers of server functions are. Reading it in one way only keeps the browser's half small.
pub struct Json;

impl<T: Serialize> Encoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = String;

    fn encode(value: &T) -> Result<String, Self::Error> {
        serde_json::to_string(value)
    }
}

impl<T: DeserializeOwned> Decoder<T> for Json {
    type Error = serde_json::Error;
    type Encoded = str;

    fn decode(text: &str) -> Result<T, Self::Error> {
        serde_json::from_slice(text.as_bytes())
    }
}

/// Ask for something, and again whenever `source` changes.
pub fn asked<S, T, F>(source: impl Fn() -> S + Send + Sync + 'static, ask: impl Fn(S) -> F + Send + Sync + 'static) -> Asked<T>
where
    S: PartialEq + Clone + Send + Sync + 'static,
    T: Serialize + DeserializeOwned + Send + Sync + 'static,
    F: Future<Output = T> + Send + 'static,
{
    const BLOCKING: bool = false;
    Asked::new_with_options(source, ask, BLOCKING)
}

/// How often a form was carried out: what it changed is asked for again. What was refused changed nothing, and what was typed stays.
pub fn carried_out<F>(form: ServerAction<F>) -> Memo<usize>
where
    F: ServerFn + Clone + Send + Sync + 'static,
    F::Output: Send + Sync + 'static,
    F::Error: Send + Sync + 'static,
{
    let (version, answer) = (form.version(), form.value());
    Memo::new(move |before: Option<&usize>| {
        let is_done = answer.with(|answer| matches!(answer, Some(Ok(_))));
        if is_done { version.get() } else { before.copied().unwrap_or_default() }
    })
}
