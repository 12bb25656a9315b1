//! Every route of the program.

use crate::{
    home::Home,
    http::{self, Metrics, Proxies},
    openapi,
    rest::{archive, audit, auth, bytes, health, invitations, keys, me, photos, settings, upload, users},
    service_worker, site, trust,
};
use app::{App, shell};
use axum::{
    Router,
    extract::{DefaultBodyLimit, FromRef, Request},
    routing::{any, get, post},
};
use gallery::Gallery;
use leptos::prelude::LeptosOptions;
use leptos_axum::{LeptosRoutes, generate_route_list};
use model::AppError;
use std::sync::Arc;
use utoipa_axum::{
    router::{OpenApiRouter, UtoipaMethodRouterExt},
    routes,
};

/// What every handler can have.
#[derive(Clone, FromRef)]
pub struct Shared {
    pub gallery: Gallery,
    pub options: LeptosOptions,
    pub proxies: Proxies,
    /// Where the home network finds the program, when it is served.
    pub home: Option<Arc<Home>>,
    pub metrics: Arc<Metrics>,
}

/// The largest a JSON or form body may be, in bytes. Uploads have a limit of their own.
pub const BODY_LIMIT: usize = 64 * 1024;

/// The public API, which describes itself. Its order is that of the document.
pub fn api() -> OpenApiRouter<Shared> {
    let version_one = OpenApiRouter::new()
        .routes(routes!(auth::register))
        .routes(routes!(auth::login))
        .routes(routes!(auth::refresh))
        .routes(routes!(auth::logout))
        .routes(routes!(auth::revoke))
        .routes(routes!(auth::check))
        .routes(routes!(me::read, me::update, me::delete))
        .routes(routes!(me::password))
        .routes(routes!(me::sessions, me::end_other_sessions))
        .routes(routes!(me::end_session))
        .routes(routes!(keys::list, keys::make))
        .routes(routes!(keys::withdraw))
        .routes(routes!(keys::sharex))
        .routes(routes!(upload::create).layer(DefaultBodyLimit::disable()))
        .routes(routes!(photos::list))
        .routes(routes!(photos::read, photos::update, photos::delete))
        .routes(routes!(photos::restore))
        .routes(routes!(photos::batch))
        .routes(routes!(users::list, users::delete_all))
        .routes(routes!(users::update, users::delete))
        .routes(routes!(users::end_sessions))
        .routes(routes!(users::make_sign_in_link))
        .routes(routes!(invitations::list, invitations::make))
        .routes(routes!(invitations::withdraw))
        .routes(routes!(settings::read, settings::update))
        .routes(routes!(audit::list));
    OpenApiRouter::new().nest("/api/v1", version_one).routes(routes!(bytes::get))
}

/// The whole program as one service.
pub fn router(shared: Shared) -> Router {
    let (api, _) = api().split_for_parts();

    let (options, rest) = (shared.options.clone(), shared.clone());
    let pages = Router::new()
        .leptos_routes_with_context(&shared, generate_route_list(App), http::pages::context(&shared), move || shell(options.clone()))
        .route("/upload", post(upload::form).layer(DefaultBodyLimit::disable()))
        .fallback(move |request: Request| http::pages::not_found(rest.clone(), request))
        .layer(axum::middleware::from_fn(http::gate::sign_in_first));

    let program = Router::new()
        .merge(api)
        .merge(openapi::routes())
        .route("/api", any(http::not_found))
        .route("/api/", any(http::not_found))
        .route("/api/{*rest}", any(http::not_found))
        .route("/photos/zip", post(archive::create).layer(DefaultBodyLimit::max(archive::BODY_LIMIT)))
        .merge(pages)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(axum::middleware::from_fn_with_state(shared.clone(), http::limits::limit))
        .layer(axum::middleware::from_fn_with_state(shared.clone(), http::sessions::recognise))
        .layer(axum::middleware::from_fn(http::same_origin::require));

    let all = site::routes(&shared.options)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(http::metrics))
        .merge(trust::routes())
        .merge(service_worker::routes(&shared.options))
        .merge(program)
        .method_not_allowed_fallback(async || AppError::MethodNotAllowed);
    http::wrap(all, &shared).with_state(shared)
}
