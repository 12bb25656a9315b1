//! What forms have in common: what is wrong with one as a whole, and what becomes of what was typed.

use leptos::{html, prelude::*};
use model::{AppError, Field};

/// What is wrong with a form: what its action answered, or what a page without script brought along.
pub fn form_error<T>(answer: Signal<Option<Result<T, AppError>>>, carried: Option<AppError>) -> Signal<Option<AppError>>
where
    T: Send + Sync + 'static,
{
    Signal::derive(move || {
        answer.with(|answer| match answer {
            Some(answer) => answer.as_ref().err().cloned(),
            None => carried.clone(),
        })
    })
}

/// When a form was carried out, what was typed in it goes, and it shows again what holds.
pub fn reset_when_done<T: Send + Sync + 'static>(form: NodeRef<html::Form>, answer: Signal<Option<Result<T, AppError>>>) {
    Effect::new(move |_| {
        if answer.with(|answer| matches!(answer, Some(Ok(_))))
            && let Some(form) = form.get_untracked()
        {
            form.reset();
        }
    });
}

/// What is wrong with a form as a whole: everything that does not stand next to one of these fields.
pub fn general_error(error: Signal<Option<AppError>>, fields: &'static [Field]) -> Signal<Option<String>> {
    Signal::derive(move || {
        let error = error.get()?;
        let elsewhere = fields.iter().any(|field| error.of_field(field).is_some());
        (!elsewhere).then(|| error.to_string())
    })
}
