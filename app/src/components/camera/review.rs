//! What was taken on this visit, to look at, to open, to throw away.

use crate::{
    camera::{Shot, use_camera},
    components::{
        icon::{Icon, Sign},
        tray_button::hand_focus_on,
    },
};
use leptos::{html, prelude::*, wasm_bindgen::JsCast};

/// The review strip, the newest picture first.
#[component]
pub fn Review() -> impl IntoView {
    let camera = use_camera();
    let list = NodeRef::<html::Ul>::new();
    let wanted = move || camera.shots.get().into_iter().filter(Shot::is_wanted).collect::<Vec<_>>();
    let is_open = Memo::new(move |_| camera.is_reviewing.get() && camera.shots.read().iter().any(Shot::is_wanted));
    view! {
        <ul id="camera-review" class="camera-review" aria-label="Pictures just taken" tabindex="-1" hidden=move || !is_open.get() node_ref=list>
            <For each=wanted key=|shot| shot.id children=move |shot| view! { <Taken shot list /> } />
        </ul>
    }
}

/// One picture: what it looks like, how far it has come, and what can be done about it.
#[component]
fn Taken(
    /// The picture.
    shot: Shot,
    /// What has the focus when the picture is gone.
    list: NodeRef<html::Ul>,
) -> impl IntoView {
    let camera = use_camera();
    let number = shot.id;
    let (state, words, sent) = (shot.clone(), shot.clone(), shot.clone());
    let photo = Memo::new(move |_| sent.photo());
    let thumb = shot.thumb.to_string();
    let name = format!("Picture {number}");
    let throw_away = move |_| {
        camera.throw_away(&shot);
        hand_focus_on(list.get_untracked().map(JsCast::unchecked_into));
    };
    view! {
        <li class="camera-taken" data-state=move || state.state()>
            <img src=thumb alt=name />
            <div class="camera-taken-words">
                {move || match photo.get() {
                    Some(photo) => {
                        view! {
                            <a class="camera-open" href=format!("/photos/{photo}") aria-label=format!("Open picture {number} in the gallery")>
                                "Open"
                            </a>
                        }
                            .into_any()
                    }
                    None => view! { <span>{words.words()}</span> }.into_any(),
                }}
            </div>
            <button type="button" class="camera-button camera-throw" aria-label=format!("Throw picture {number} away") on:click=throw_away>
                <Icon sign=Sign::Trash />
            </button>
        </li>
    }
}
