//! What a page can say about the answer it is part of. In the browser there is no answer to shape, so these do nothing
//! there, or what comes closest.

/// Give the page's answer this HTTP status.
#[cfg(feature = "ssr")]
pub fn respond(status: u16) {
    use leptos::prelude::use_context;
    if let (Some(options), Ok(status)) = (use_context::<leptos_axum::ResponseOptions>(), http::StatusCode::from_u16(status)) {
        options.set_status(status);
    }
}

/// Give the page's answer this HTTP status.
#[cfg(not(feature = "ssr"))]
pub fn respond(_status: u16) {}

/// Lead to another page of this site instead of showing this one.
#[cfg(feature = "ssr")]
pub fn lead_to(path: &str) {
    leptos_axum::redirect(path);
}

/// Lead to another page of this site instead of showing this one.
#[cfg(not(feature = "ssr"))]
pub fn lead_to(path: &str) {
    use leptos_router::{NavigateOptions, hooks::use_navigate};
    use_navigate()(path, NavigateOptions { replace: true, ..NavigateOptions::default() });
}

/// Whether somebody asked for a page. On the server the app also runs once at start-up, to list its routes.
#[cfg(feature = "ssr")]
pub fn is_asked() -> bool {
    leptos::prelude::use_context::<http::request::Parts>().is_some()
}

/// What the page is called while its own code is not there yet, without what follows every page's name: as the server called
/// it. To be asked before there is any `<Title>`: the first one empties the title for a moment.
pub fn title_so_far() -> impl Fn() -> String + Clone {
    #[cfg(feature = "ssr")]
    return String::new;
    #[cfg(not(feature = "ssr"))]
    {
        let document = leptos::prelude::document();
        let title = document.title().trim_end_matches("Pinhole").trim_end_matches(" · ").to_owned();
        move || {
            let is_alive = document.document_element().is_some_and(|root| root.has_attribute("data-hydrated"));
            if is_alive { String::new() } else { title.clone() }
        }
    }
}
