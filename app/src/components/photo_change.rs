//! Changing something about a picture.

use super::{alert::Alert, toast::use_toasts};
use crate::{
    api::photos::ChangePhoto,
    visitor::{Change, use_visitor},
};
use leptos::{html, prelude::*};
use model::{Photo, PhotoId};

/// A form that changes a picture. What is changed counts at once everywhere; what went wrong stands below.
#[component]
pub fn PhotoChangeForm(
    /// The picture.
    id: PhotoId,
    /// The form, for what in it submits it.
    form: NodeRef<html::Form>,
    /// What is said when the picture has changed.
    said: fn(&Photo) -> &'static str,
    /// What is filled in.
    children: Children,
) -> impl IntoView {
    let visitor = use_visitor();
    let toasts = use_toasts();
    let change = ServerAction::<ChangePhoto>::new();
    Effect::new(move |_| {
        let changed = change.value().with(|answer| answer.as_ref()?.as_ref().ok().cloned());
        if let Some(photo) = changed {
            toasts.say(said(&photo));
            visitor.tell(Change::Changed(vec![photo]));
        }
    });
    let error = Signal::derive(move || change.value().with(|answer| answer.as_ref()?.as_ref().err().map(ToString::to_string)));
    view! {
        <ActionForm action=change node_ref=form>
            <input type="hidden" name="id" value=id.to_string() />
            {children()}
        </ActionForm>
        <Alert text=error />
    }
}

/// Submit a form, as its button does.
pub fn submit(form: NodeRef<html::Form>) {
    if let Some(form) = form.get_untracked() {
        // A form on the page can always be submitted.
        form.request_submit().ok();
    }
}
