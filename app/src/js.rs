//! What browsers may have and `web-sys` does not: it is looked up by name, so that it may be missing.

use js_sys::{Function, Object, Promise, Reflect};
use leptos::prelude::set_timeout;
use std::time::Duration;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// A property; none when it is missing or empty.
pub fn get(of: &JsValue, name: &str) -> Option<JsValue> {
    // What is no object has no properties.
    Reflect::get(of, &name.into()).ok().filter(|value| !value.is_undefined() && !value.is_null())
}

pub fn number(of: &JsValue, name: &str) -> Option<f64> {
    get(of, name)?.as_f64()
}

pub fn text(of: &JsValue, name: &str) -> Option<String> {
    get(of, name)?.as_string()
}

/// The strings of a list that is a property.
pub fn texts(of: &JsValue, name: &str) -> Vec<String> {
    let list = get(of, name).filter(js_sys::Array::is_array);
    list.map(|list| js_sys::Array::from(&list).iter().filter_map(|value| value.as_string()).collect()).unwrap_or_default()
}

/// Call a method and wait for what it promises.
///
/// Errors: there is no such method; what it throws; why its promise was broken.
pub async fn call(of: &JsValue, name: &str, arguments: &[JsValue]) -> Result<JsValue, JsValue> {
    let method: Function = Reflect::get(of, &name.into())?.dyn_into()?;
    let answer = method.apply(of, &arguments.iter().collect())?;
    match answer.dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await,
        Err(answer) => Ok(answer),
    }
}

/// An object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // A new object takes every property.
        Reflect::set(&object, &(*name).into(), value).ok();
    }
    object.into()
}

/// The name of an exception (`DOMException.name`).
pub fn exception(error: &JsValue) -> String {
    text(error, "name").unwrap_or_default()
}

/// Resolves after this time.
pub fn after(time: Duration) -> Promise {
    Promise::new(&mut |resolve, _| {
        set_timeout(
            move || {
                // A promise takes what it is given.
                resolve.call0(&JsValue::NULL).ok();
            },
            time,
        );
    })
}

/// What is promised, if it comes within this time: some cameras never answer.
pub async fn within(time: Duration, promise: &Promise) -> Option<JsValue> {
    let first = Promise::race(&js_sys::Array::of2(promise, &after(time)));
    JsFuture::from(first).await.ok().filter(|value| !value.is_undefined())
}
