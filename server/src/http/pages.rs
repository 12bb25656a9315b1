//! Pages: what the app finds around itself when it renders, and what they may load.

use crate::router::Shared;
use app::{origin::HomeOrigin, public_url::PublicUrl};
use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, header::CONTENT_SECURITY_POLICY},
    response::Response,
};
use leptos::{
    config::{Env, LeptosOptions},
    nonce::use_nonce,
    prelude::{provide_context, use_context},
};
use leptos_axum::ResponseOptions;

/// What server functions and pages find in their context. For a page this also sets what it may load: only what comes
/// from here, and only the scripts that carry this answer's nonce.
pub fn context(shared: &Shared) -> impl Fn() + Clone + Send + Sync + 'static {
    let (gallery, options, home) = (shared.gallery.clone(), shared.options.clone(), shared.home.clone());
    let public_url = PublicUrl(shared.proxies.public_url.as_ref().map(ToString::to_string));
    move || {
        provide_context(gallery.clone());
        provide_context(public_url.clone());
        provide_context(HomeOrigin(home.as_ref().and_then(|home| home.origin())));
        if let (Some(nonce), Some(answer)) = (use_nonce(), use_context::<ResponseOptions>())
            && let Ok(policy) = HeaderValue::from_str(&policy(&nonce.to_string(), &options))
        {
            answer.insert_header(CONTENT_SECURITY_POLICY, policy);
        }
    }
}

/// Render the app's answer to an address that is no route: its own "not found" page.
pub async fn not_found(shared: Shared, request: Request<Body>) -> Response {
    let options = shared.options.clone();
    let render = leptos_axum::render_app_async_with_context(context(&shared), move || app::shell(options.clone()));
    render(request).await
}

/// The content security policy (CSP level 3) of a page.
fn policy(nonce: &str, options: &LeptosOptions) -> String {
    // While its source is watched, a page is told of changes through a socket.
    let reload = match options.env {
        Env::DEV => format!("; connect-src 'self' ws://127.0.0.1:{0} ws://localhost:{0}", options.reload_port),
        Env::PROD => String::new(),
    };
    format!(
        "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; style-src-attr 'unsafe-inline'; \
         img-src 'self' blob: data:; media-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; \
         form-action 'self'{reload}"
    )
}
