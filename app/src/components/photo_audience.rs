//! Who can see a picture, for the one who decides.

use super::{
    photo_change::{PhotoChangeForm, submit},
    visibility_choice::VisibilityChoice,
};
use leptos::{html, prelude::*};
use model::{Photo, Visibility};
use std::sync::Arc;

/// The form with the three answers. With script a choice counts at once; without, `Save` makes it count.
#[component]
pub fn PhotoAudience(
    /// The picture.
    photo: Arc<Photo>,
) -> impl IntoView {
    let form = NodeRef::<html::Form>::new();
    let said = |photo: &Photo| match photo.visibility {
        Visibility::Private => "Only you can see it now.",
        Visibility::Unlisted => "Anyone with the link can see it now.",
        Visibility::Public => "Everyone can see it now.",
    };
    view! {
        <div class="photo-audience">
            <PhotoChangeForm id=photo.id form said>
                <VisibilityChoice chosen=photo.visibility on_choose=move |_| submit(form) />
                <button type="submit" class="button no-script-only">
                    "Save"
                </button>
            </PhotoChangeForm>
        </div>
    }
}
