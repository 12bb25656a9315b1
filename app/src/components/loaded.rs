//! The one way in which pages wait for what they show.

use super::{failure::Failure, pending::Pending};
use crate::asked::Asked;
use leptos::prelude::*;
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
            {move || {
                let view = view.clone();
                Suspend::new(async move {
                    match from.await {
                        Ok(there) => view(there),
                        Err(error) => view! { <Failure error /> }.into_any(),
                    }
                })
            }}
        </Transition>
    }
}
