//! Adding pictures by a plain form. With script, the form feeds the upload queue instead.

use crate::{
    api::site::site,
    asked::asked,
    carried::use_carried,
    components::{alert::Alert, loaded::Loaded, visibility_choice::VisibilityChoice},
    upload::{accepted_types, use_uploads},
    words::count,
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{FileType, Site, file_size};

const MISSED: &str =
    "The pictures that you shared did not get here: the app was not quite ready. Choose them here, or share them once more.";

/// `/upload`
#[component]
pub fn UploadView() -> impl IntoView {
    let uploads = use_uploads();
    let rules = asked(|| (), |()| site());
    let carried = use_carried();
    let error = carried.error().map(|error| error.to_string());
    let chosen = carried.typed("visibility").parse().unwrap_or_else(|_| uploads.visibility.get_untracked());
    let query = use_query_map();
    let shared = Memo::new(move |_| query.read().get("shared"));
    #[cfg(feature = "hydrate")]
    {
        crate::home_screen::take_opened(uploads);
        Effect::new(move |_| {
            if shared.get().as_deref() == Some("here") {
                crate::home_screen::take_shared(uploads);
            }
        });
    }
    let missed = move || (shared.get().as_deref() == Some("missed")).then(|| MISSED.to_owned());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        uploads.take_form(&event);
    };
    view! {
        <Title text="Upload" />
        <section class="sheet">
            <h1>"Upload"</h1>
            <Results />
            <Alert text=error />
            <Alert text=Signal::derive(missed) />
            <Loaded
                from=rules
                view=move |site| {
                    view! {
                        <form method="post" enctype="multipart/form-data" action="/upload" on:submit=submit>
                            <VisibilityChoice chosen on_choose=move |visibility| uploads.visibility.set(visibility) />
                            <div class="field">
                                <label for="files">"Pictures"</label>
                                <input id="files" type="file" name="file" multiple required accept=accepted_types(&site.allowed_types) />
                                <p class="field-hint">{limits(&site)}</p>
                            </div>
                            <button type="submit" class="button primary wide">
                                "Upload"
                            </button>
                        </form>
                    }
                        .into_any()
                }
            />
        </section>
    }
}

/// What can be added here, in words.
fn limits(site: &Site) -> String {
    let kinds: Vec<_> = site.allowed_types.iter().map(FileType::to_string).collect();
    format!("{} up to {} each.", kinds.join(", "), file_size(site.max_content_length))
}

/// What became of several files that were sent without script: `?added=3&already=1&refused=1`.
#[component]
fn Results() -> impl IntoView {
    let query = use_query_map();
    let amount = move |name: &str| query.read().get(name).and_then(|n| n.parse::<u64>().ok()).filter(|n| *n > 0);
    let words = move || {
        let parts = [
            amount("added").map(|n| format!("{} added", count(n, "picture", "pictures"))),
            amount("already").map(|n| format!("{n} already here")),
            amount("restored").map(|n| format!("{n} restored from the trash")),
            amount("refused").map(|n| format!("{n} refused")),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{}.", parts.join(", ")))
    };
    move || {
        words().map(|words| {
            view! {
                <p class="sheet-note" role="status">
                    {words}
                    " "
                    <a href="/photos">"See your photos"</a>
                </p>
            }
        })
    }
}
