//! Every route of the program.

use crate::{
    home::Home,
    http::{self, Proxies},
    rest::{archive, auth, bytes, health, me, photos, upload},
    service_worker, site, trust,
};
use app::{App, shell};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Request},
    routing::{any, delete, get, post},
};
use gallery::Gallery;
use leptos::prelude::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list};
use model::AppError;
use std::sync::Arc;

/// What every handler can have.
#[derive(Clone, FromRef)]
pub struct Shared {
    pub gallery: Gallery,
    pub options: LeptosOptions,
    pub proxies: Proxies,
    /// Where the home network finds the program, when it is served.
    pub home: Option<Arc<Home>>,
}

/// The largest a JSON or form body may be, in bytes. Uploads have a limit of their own.
pub const BODY_LIMIT: usize = 64 * 1024;

/// The whole program as one service.
pub fn router(shared: Shared) -> Router {
    let api = Router::new()
        .route("/auth/register", post(auth::register))
        .route("/auth/login", post(auth::login))
        .route("/auth/refresh", post(auth::refresh))
        .route("/auth/logout", post(auth::logout))
        .route("/auth/revoke", post(auth::revoke))
        .route("/auth/check", get(auth::check))
        .route("/me", get(me::read))
        .route("/me/password", post(me::password))
        .route("/me/sessions", get(me::sessions).delete(me::end_other_sessions))
        .route("/me/sessions/{id}", delete(me::end_session))
        .route("/photos", get(photos::list).merge(post(upload::create).layer(DefaultBodyLimit::disable())))
        .route("/photos/batch", post(photos::batch))
        .route("/photos/{id}", get(photos::read).patch(photos::update).delete(photos::delete))
        .route("/photos/{id}/restore", post(photos::restore))
        .fallback(http::not_found);

    let (options, rest) = (shared.options.clone(), shared.clone());
    let pages = Router::new()
        .leptos_routes_with_context(&shared, generate_route_list(App), http::pages::context(&shared), move || shell(options.clone()))
        .route("/upload", post(upload::form).layer(DefaultBodyLimit::disable()))
        .fallback(move |request: Request| http::pages::not_found(rest.clone(), request))
        .layer(axum::middleware::from_fn(http::gate::sign_in_first));

    let program = Router::new()
        .nest("/api/v1", api)
        .route("/api", any(http::not_found))
        .route("/api/", any(http::not_found))
        .route("/api/{*rest}", any(http::not_found))
        .route("/photos/{id}/{form}", get(bytes::get))
        .route("/photos/zip", post(archive::create).layer(DefaultBodyLimit::max(archive::BODY_LIMIT)))
        .merge(pages)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(axum::middleware::from_fn_with_state(shared.clone(), http::sessions::recognise))
        .layer(axum::middleware::from_fn(http::same_origin::require));

    let all = site::routes(&shared.options)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .merge(trust::routes())
        .merge(service_worker::routes(&shared.options))
        .merge(program)
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed);
    http::wrap(all, &shared).with_state(shared)
}
