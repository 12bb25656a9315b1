//! Reading what a request brings, with our own errors.

use axum::{
    Form, Json,
    extract::{
        FromRequest, FromRequestParts, Path, Query, Request,
        rejection::{FormRejection, JsonRejection, PathRejection, QueryRejection},
    },
    http::{StatusCode, request::Parts},
};
use model::{AppError, Field, Flaw};
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor, value::MapAccessDeserializer},
};
use std::{fmt, marker::PhantomData};

/// A JSON body.
pub struct JsonBody<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for JsonBody<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        match Json::from_request(request, state).await {
            Ok(Json(Object(body))) => Ok(Self(body)),
            Err(JsonRejection::MissingJsonContentType(_)) => Err(AppError::UnsupportedMediaType("application/json".to_owned())),
            Err(JsonRejection::JsonDataError(error)) => Err(shape(&error.body_text())),
            Err(JsonRejection::BytesRejection(error)) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => {
                Err(AppError::FileTooLarge { size: None, limit: crate::router::BODY_LIMIT as u64 })
            }
            Err(_) => Err(AppError::Malformed("The body is not JSON. Check its brackets, quotes and commas.".to_owned())),
        }
    }
}

/// A JSON object. Serde would take an array for a struct too, by the order of its fields.
struct Object<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Object<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(ObjectVisitor(PhantomData)).map(Self)
    }
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(map))
    }
}

/// A form's body.
pub struct FormOf<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for FormOf<T> {
    type Rejection = AppError;

    async fn from_request(request: Request, state: &S) -> Result<Self, AppError> {
        match Form::from_request(request, state).await {
            Ok(Form(body)) => Ok(Self(body)),
            Err(FormRejection::InvalidFormContentType(_)) => {
                Err(AppError::UnsupportedMediaType("application/x-www-form-urlencoded".to_owned()))
            }
            Err(FormRejection::FailedToDeserializeFormBody(error)) => Err(shape(&error.body_text())),
            Err(error) if error.status() == StatusCode::PAYLOAD_TOO_LARGE => Err(AppError::Malformed("This form is too long.".to_owned())),
            Err(_) => Err(AppError::Malformed("This form could not be read. Load the page again and repeat it.".to_owned())),
        }
    }
}

/// What serde says of JSON of the wrong shape, for the field that it names.
fn shape(text: &str) -> AppError {
    let quoted = text.split('`').nth(1).unwrap_or("body").to_owned();
    // "Failed to deserialize … : password: invalid type: integer …"
    let path = || text.split(": ").nth(1).filter(|path| !path.starts_with("invalid ")).unwrap_or("body").to_owned();
    let (field, flaw) = if text.contains("unknown field") {
        (quoted, Flaw::Unknown)
    } else if text.contains("missing field") {
        (quoted, Flaw::Missing)
    } else if text.contains("duplicate field") {
        (quoted, Flaw::Repeated)
    } else {
        let expected = text.rsplit_once("expected ").map_or("of another kind", |(_, expected)| expected);
        let expected = expected.split(" at line").next().unwrap_or(expected);
        (path(), Flaw::Expected(expected.to_owned()))
    };
    let Ok(field) = field.parse::<Field>();
    AppError::invalid(field, flaw)
}

/// The part of the path that names something. What cannot be a name names nothing.
pub struct Named<T>(pub T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Named<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let named: Result<Path<T>, PathRejection> = Path::from_request_parts(parts, state).await;
        named.map(|Path(name)| Self(name)).map_err(|_| AppError::NotFound)
    }
}

/// The query of the address.
pub struct QueryOf<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for QueryOf<T> {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, AppError> {
        let query: Result<Query<T>, QueryRejection> = Query::from_request_parts(parts, state).await;
        query.map(|Query(query)| Self(query)).map_err(|error| shape(&error.body_text()))
    }
}
