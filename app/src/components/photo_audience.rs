//! Who can see a picture, for the one who decides.

use super::{alert::Alert, toast::use_toasts, visibility_choice::VisibilityChoice};
use crate::api::photos::ChangePhoto;
use leptos::{html, prelude::*};
use model::{Photo, Visibility};

/// The form with the three answers. With script a choice counts at once; without, `Save` makes it count.
#[component]
pub fn PhotoAudience(
    /// The picture.
    photo: Photo,
    /// Told when it was changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let toasts = use_toasts();
    let change = ServerAction::<ChangePhoto>::new();
    let form = NodeRef::<html::Form>::new();
    Effect::new(move |_| {
        let now = change.value().with(|answer| Some(answer.as_ref()?.as_ref().ok()?.visibility));
        if let Some(visibility) = now {
            toasts.say(match visibility {
                Visibility::Private => "Only you can see it now.",
                Visibility::Unlisted => "Anyone with the link can see it now.",
                Visibility::Public => "Everyone can see it now.",
            });
            on_change.run(());
        }
    });
    let error = Signal::derive(move || change.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    let submit = move |_| {
        if let Some(form) = form.get_untracked() {
            // A form on the page can always be submitted.
            form.request_submit().ok();
        }
    };
    view! {
        <ActionForm action=change node_ref=form>
            <input type="hidden" name="id" value=photo.id.to_string() />
            <VisibilityChoice chosen=photo.visibility on_choose=submit />
            <button type="submit" class="button no-script-only">
                "Save"
            </button>
        </ActionForm>
        <Alert text=error />
    }
}
