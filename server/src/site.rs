//! The files of the site: where they are, and how they are served.

use axum::{Router, http::HeaderValue, http::header::CACHE_CONTROL};
use leptos::config::{Env, LeptosOptions};
use std::{env, net::SocketAddr, path::PathBuf};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// The name of the site's bundle, the same as in the workspace's `Cargo.toml`.
const NAME: &str = "pinhole";

/// Where the site's files are: beside the program, where packages put them, or where the program was built.
///
/// Errors: none of these is there.
pub fn find() -> Result<PathBuf, String> {
    let program = env::current_exe().ok();
    let beside = program.as_deref().and_then(std::path::Path::parent);
    let places = [
        beside.map(|folder| folder.join("site")),
        beside.map(|folder| folder.join("../share/pinhole/site")),
        Some(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site"))),
    ];
    let found = places.into_iter().flatten().find(|place| place.join("pkg").is_dir());
    found.ok_or_else(|| {
        "the files of the site are missing: put the folder `site` beside the program, or build it with `make build`".to_owned()
    })
}

/// The folder that was named for the site's files.
///
/// Errors: no built site is in it.
pub fn named(folder: PathBuf) -> Result<PathBuf, String> {
    if folder.join("pkg").is_dir() {
        return Ok(folder);
    }
    Err(format!("PINHOLE_SITE names {}, where no built site is; name the folder that has `pkg` in it, or leave it out", folder.display()))
}

/// Leptos' options, set here so that the program finds its site whatever the current folder and environment are.
pub fn options(site: PathBuf, address: SocketAddr) -> LeptosOptions {
    let watched = env::var_os("LEPTOS_WATCH").is_some();
    let wanted = env::var("LEPTOS_HASH_FILES").as_deref() != Ok("false");
    // Beside the site's folder, where `cargo leptos` puts it, or in it, where a package may.
    let hashes = [site.join("../hash.txt"), site.join("hash.txt")].into_iter().find(|file| wanted && file.is_file());
    LeptosOptions::builder()
        .output_name(NAME)
        .site_root(site.to_string_lossy().into_owned())
        .site_pkg_dir("pkg")
        .site_addr(address)
        .env(if watched { Env::DEV } else { Env::PROD })
        .hash_files(hashes.is_some())
        .hash_file(hashes.unwrap_or_default().to_string_lossy().into())
        .build()
}

/// Files of the bundle, whose names change with their content when hashed, and the few at the root.
pub fn routes<S: Clone + Send + Sync + 'static>(options: &LeptosOptions) -> Router<S> {
    let root = PathBuf::from(&*options.site_root);
    let keep = if options.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" };
    let cached = |value: &'static str| SetResponseHeaderLayer::overriding(CACHE_CONTROL, HeaderValue::from_static(value));
    let bundle = ServiceBuilder::new().layer(cached(keep)).service(ServeDir::new(root.join("pkg")).precompressed_br().precompressed_gzip());
    let mut routes = Router::new().nest_service("/pkg", bundle);
    for name in files_at(&root) {
        let file = ServiceBuilder::new()
            .layer(cached("public, max-age=3600"))
            .service(ServeFile::new(root.join(&name)).precompressed_br().precompressed_gzip());
        routes = routes.route_service(&format!("/{name}"), file);
    }
    routes
}

/// Manifest, icons, robots.txt: what lies at the root of the site, without the compressed copies.
fn files_at(root: &std::path::Path) -> Vec<String> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.path().is_file()).filter_map(|entry| entry.file_name().into_string().ok());
    let compressed = |name: &String| std::path::Path::new(name).extension().is_some_and(|ending| ending == "br" || ending == "gz");
    files.filter(|name| !compressed(name) && name != "hash.txt").collect()
}
