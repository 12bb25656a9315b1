//! The one way in which pages wait for what they show.

use super::{failure::Failure, pending::Pending};
use crate::asked::Asked;
use leptos::{
    prelude::*,
    reactive::owner::{Owner, WeakOwner},
    tachys::reactive_graph::OwnedView,
};
use model::AppError;

/// What a resource holds once it is there; a quiet wait before, and a sentence when it could not be had.
/// While it is loaded again, what was there stays.
#[component]
pub fn Loaded<T, F>(
    /// What is waited for.
    from: Asked<Result<T, AppError>>,
    /// How it is shown.
    view: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    view! {
        <Transition fallback=Pending>
            {
                let boundary = Owner::current().map(|owner| owner.downgrade());
                move || {
                    let view = view.clone();
                    // What is shown keeps what it owns until it goes, also while it is loaded again: it can still be used.
                    let owner = boundary.as_ref().and_then(WeakOwner::upgrade).map(|owner| owner.child()).unwrap_or_default();
                    Suspend::new(async move {
                        let there = from.await;
                        let shown = owner.with(|| match there {
                            Ok(there) => view(there),
                            Err(error) => view! { <Failure error /> }.into_any(),
                        });
                        OwnedView::new_with_owner(shown, owner).into_any()
                    })
                }
            }
        </Transition>
    }
}
