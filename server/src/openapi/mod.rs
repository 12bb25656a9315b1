//! The API's document (OpenAPI 3.1), made from the handlers: what they are called, take and answer is written there, and nowhere
//! else.

mod errors;
mod page;
mod postman;
mod schema;

use crate::{plain_page, router};
use axum::{
    Json, Router,
    http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY},
    response::Html,
    routing::get,
};
pub use postman::collection;
use router::Shared;
use serde_json::{Value, json};
use std::sync::LazyLock;
use utoipa::{
    OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme},
};
use utoipa_axum::router::OpenApiRouter;

/// What the document says of the whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Pinhole",
        description = "Pictures from any browser or script into a gallery you own.\n\nSend a token of a session or an API key as \
            `Authorization: Bearer …`. What goes wrong is answered by a problem document (RFC 9457): its `code` is for programs and \
            never changes, its `detail` is for people. Times are RFC 3339 in UTC, sizes are in bytes.",
        license(name = "MIT OR Apache-2.0", identifier = "MIT OR Apache-2.0")
    ),
    tags(
        (name = "Tokens", description = "Coming in, staying in, and leaving."),
        (name = "Account", description = "One's own account, devices and API keys."),
        (name = "Photos", description = "Adding, listing, reading, changing and deleting."),
        (name = "Administration", description = "People, invitations, settings and the audit log, for administrators."),
    ),
    components(schemas(model::Problem, model::ProblemField))
)]
struct Whole;

/// What a request is let in by.
const TOKEN: &str = "token";

/// The document.
pub fn document() -> &'static Value {
    static DOCUMENT: LazyLock<Value> = LazyLock::new(|| {
        let (_, mut document) = OpenApiRouter::with_openapi(Whole::openapi()).merge(router::api()).split_for_parts();
        let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("An access token or an API key."));
        document.components.get_or_insert_default().add_security_scheme(TOKEN, SecurityScheme::Http(bearer.build()));
        document.security = Some(vec![SecurityRequirement::new::<_, _, &str>(TOKEN, [])]);
        errors::describe(&mut document);
        let mut document = serde_json::to_value(&document).unwrap_or_default();
        refine(&mut document);
        document
    });
    &DOCUMENT
}

/// Say what the handlers' attributes cannot.
fn refine(document: &mut Value) {
    let paths = document["paths"].as_object_mut().into_iter().flat_map(|paths| paths.values_mut());
    for operation in paths.filter_map(Value::as_object_mut).flat_map(|item| item.values_mut()) {
        for parameter in operation.get_mut("parameters").and_then(Value::as_array_mut).into_iter().flatten() {
            // What is left out of an address or a header is not null.
            if let Some(kind) = parameter.pointer("/schema/type/0").cloned() {
                parameter["schema"]["type"] = kind;
            }
        }
        for response in operation["responses"].as_object_mut().into_iter().flat_map(|responses| responses.values_mut()) {
            // Bytes have no schema.
            let content = response.get_mut("content").and_then(Value::as_object_mut).into_iter().flatten();
            content.filter(|(kind, _)| kind.starts_with("image/")).for_each(|(_, content)| *content = json!({}));
        }
    }
    let batch = &mut document["components"]["schemas"]["Batch"];
    batch["if"] = json!({ "properties": { "action": { "const": "set_visibility" } }, "required": ["action"] });
    batch["then"] = json!({ "properties": { "visibility": { "$ref": "#/components/schemas/Visibility" } }, "required": ["visibility"] });
    batch["else"] = json!({ "properties": { "visibility": { "type": "null" } } });
}

/// The document, what is made from it for Postman, and the page for people.
pub fn routes() -> Router<Shared> {
    let postman = [(CONTENT_DISPOSITION, "attachment; filename=\"pinhole.postman_collection.json\"")];
    let policy = [(CONTENT_SECURITY_POLICY, plain_page::policy())];
    let page = page::html();
    Router::new()
        .route("/api/v1/openapi.json", get(async || Json(document())))
        .route("/api/v1/postman.json", get(async move || (postman, Json(collection()))))
        .route("/api/docs", get(async move || (policy, Html(page.clone()))))
}
