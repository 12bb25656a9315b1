//! Errors in the document. Handlers name theirs in their documentation, by code; what every handler of a kind can answer is added here.

use model::{AppError, Field, FileType, Flaw, KeyScope, Problem};
use std::collections::BTreeMap;
use utoipa::openapi::{
    Content, OpenApi, PathItem, Ref, RefOr, ResponseBuilder,
    example::ExampleBuilder,
    path::{Operation, ParameterIn},
};

/// The last paragraph of a handler's documentation, where it has one.
const ERRORS: &str = "Errors: ";

/// Write into every operation what it can answer instead of what was asked for.
pub fn describe(document: &mut OpenApi) {
    let known: BTreeMap<&str, AppError> = known().into_iter().map(|error| (error.code(), error)).collect();
    for (_, PathItem { get, post, patch, delete, .. }) in &mut document.paths.paths {
        for operation in [get, post, patch, delete].into_iter().filter_map(Option::as_mut) {
            let mut codes = named(operation);
            codes.extend(implied(operation));
            let mut by_status: BTreeMap<u16, BTreeMap<&str, &AppError>> = BTreeMap::new();
            for code in &codes {
                if let Some(error) = known.get(code.as_str()) {
                    by_status.entry(error.status()).or_default().insert(error.code(), error);
                }
            }
            for (status, errors) in by_status {
                operation.responses.responses.insert(status.to_string(), RefOr::T(response(&errors)));
            }
        }
    }
}

/// The codes that an operation's documentation names. The paragraph is taken out: the responses say it better.
fn named(operation: &mut Operation) -> Vec<String> {
    let Some(description) = operation.description.take() else { return Vec::new() };
    let (text, errors) = description.split_once(ERRORS).unwrap_or((&description, ""));
    operation.description = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    errors.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The codes that follow from what an operation takes.
fn implied(operation: &Operation) -> Vec<String> {
    let mut codes = vec!["rate_limited"];
    // An empty list: nobody needs a token for it, and none is looked at.
    let takes_tokens = operation.security.as_ref().is_none_or(|security| security.len() != 1);
    if takes_tokens {
        codes.extend(["token_expired", "token_invalid", "token_revoked", "insufficient_scope"]);
    }
    if operation.security.is_none() {
        codes.push("token_missing");
    }
    if operation.request_body.is_some() {
        codes.extend(["malformed", "unsupported_media_type", "invalid", "file_too_large", "timed_out"]);
    }
    for parameter in operation.parameters.iter().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        match parameter.parameter_in {
            ParameterIn::Query => codes.push("invalid"),
            ParameterIn::Path => codes.push("not_found"),
            ParameterIn::Header if parameter.name == "If-Match" => codes.push("precondition_failed"),
            _ => {}
        }
    }
    codes.into_iter().map(str::to_owned).collect()
}

fn response(errors: &BTreeMap<&str, &AppError>) -> utoipa::openapi::Response {
    let description = errors.iter().map(|(code, error)| format!("`{code}`: {}", error.title())).collect::<Vec<_>>().join("\n\n");
    let mut content = Content::builder().schema(Some(Ref::from_schema_name("Problem")));
    for (code, error) in errors {
        let example = serde_json::to_value(Problem::from(*error)).ok();
        content = content.examples_from_iter([(*code, RefOr::T(ExampleBuilder::new().value(example).build()))]);
    }
    ResponseBuilder::new().description(description).content("application/problem+json", content.build()).build()
}

/// An occurrence of every error that the API answers.
fn known() -> Vec<AppError> {
    vec![
        AppError::TokenMissing,
        AppError::TokenExpired,
        AppError::TokenInvalid,
        AppError::TokenRevoked,
        AppError::TokenReused,
        AppError::WrongCredentials,
        AppError::AccountDisabled,
        AppError::Forbidden,
        AppError::InsufficientScope(Some(KeyScope::Upload)),
        AppError::RegistrationClosed,
        AppError::InvitationNeeded,
        AppError::SetupCodeWrong,
        AppError::NotFound,
        AppError::UsernameTaken,
        AppError::EmailTaken,
        AppError::LastAdmin,
        AppError::InvitationEnded,
        AppError::SettingFixed("REGISTRATION".to_owned()),
        AppError::IdempotencyInProgress,
        AppError::IdempotencyReused,
        AppError::PreconditionFailed,
        AppError::UnsupportedMediaType("application/json".to_owned()),
        AppError::Malformed("The body is not JSON. Check its brackets, quotes and commas.".to_owned()),
        AppError::invalid(Field::Password, Flaw::TooShort { min: 8 }),
        AppError::FileTooLarge { size: Some(61_000_000), limit: 50_000_000 },
        AppError::TypeNotAllowed { found: Some("a PDF document".to_owned()), allowed: FileType::ALL.to_vec() },
        AppError::Empty,
        AppError::Damaged,
        AppError::NeedsTooMuchMemory { needed: 2_000_000_000, limit: 512_000_000 },
        AppError::QuotaExceeded { used: 1_990_000_000, quota: 2_000_000_000 },
        AppError::StorageFull,
        AppError::TimedOut,
        AppError::RateLimited { limit: "600 per minute".to_owned(), seconds: 12 },
    ]
}

#[cfg(test)]
mod tests {
    use super::{ERRORS, known, named};
    use crate::router;

    #[test]
    fn every_error_that_a_handler_names_is_one_there_is() {
        let (_, document) = router::api().split_for_parts();
        let known: Vec<_> = known().iter().map(model::AppError::code).collect();
        let mut operations = 0;
        for item in document.paths.paths.into_values() {
            for mut operation in [item.get, item.post, item.patch, item.delete].into_iter().flatten() {
                operations += 1;
                for code in named(&mut operation) {
                    assert!(known.contains(&code.as_str()), "{:?} names {code}", operation.operation_id);
                }
                assert!(!operation.description.unwrap_or_default().contains(ERRORS.trim()));
            }
        }
        assert!(operations > 20);
    }
}
