//! The API's document as a Postman collection (schema v2.1.0). Its requests can be run from the first to the last: what one of them
//! answers flows into the next ones through variables.

use super::schema::{named, operations, properties};
use serde_json::{Map, Value, json};

/// The requests in the order in which they can be run, by their operation ids.
const STORY: [&str; 24] = [
    "register",
    "logout",
    "revoke",
    "login",
    "refresh",
    "check",
    "read_account",
    "change_account",
    "change_password",
    "list_sessions",
    "end_session",
    "end_other_sessions",
    "make_key",
    "list_keys",
    "withdraw_key",
    "sharex",
    "upload",
    "list_photos",
    "read_photo",
    "read_bytes",
    "change_photo",
    "change_photos",
    "delete_photo",
    "restore_photo",
];

/// The last ones: the account that asked so far goes, and an administrator looks after the others.
const END: [&str; 13] = [
    "delete_account",
    "list_users",
    "change_user",
    "end_user_sessions",
    "make_sign_in_link",
    "make_invitation",
    "list_invitations",
    "withdraw_invitation",
    "read_settings",
    "change_settings",
    "list_audit",
    "delete_user",
    "delete_users",
];

/// What is done before a request: the script of Postman's sandbox.
const BEFORE: [(&str, &str); 2] = [
    ("list_users", SIGN_IN_AS_ADMIN),
    (
        "list_sessions",
        "// Another device, to be signed out by the next request.\n\
     const body = { mode: 'raw', raw: JSON.stringify({ login: 'robin', password: 'another harbour at dawn' }) };\n\
     const header = { 'Content-Type': 'application/json' };\n\
     pm.sendRequest({ url: pm.variables.get('base') + '/api/v1/auth/login', method: 'POST', header, body });",
    ),
];

const SIGN_IN_AS_ADMIN: &str = "// Give these two variables, in an environment of your own.\n\
     const [login, password] = ['admin_login', 'admin_password'].map((name) => pm.variables.get(name));\n\
     const body = { mode: 'raw', raw: JSON.stringify({ login, password }) };\n\
     const signIn = { url: pm.variables.get('base') + '/api/v1/auth/login', method: 'POST', header: { 'Content-Type': 'application/json' }, body };\n\
     pm.sendRequest(signIn, (error, answer) => pm.collectionVariables.set('access_token', answer.json().access_token));";

/// What is kept of an answer for the requests after it.
const AFTER: [(&str, &str); 8] = [
    ("make_invitation", "keep('invitation_id', answer.id);"),
    ("list_users", "keep('user_id', answer.items.find((user) => user.role === 'member').id);"),
    ("register", KEEP_TOKENS),
    ("login", KEEP_TOKENS),
    ("refresh", KEEP_TOKENS),
    ("list_sessions", "keep('session_id', answer.find((device) => !device.current)?.id);"),
    ("make_key", "keep('key_id', answer.id);"),
    ("upload", "keep('photo_id', answer.results[0].photo.id);"),
];

const KEEP_TOKENS: &str = "keep('access_token', answer.access_token);\nkeep('refresh_token', answer.refresh_token);";

/// What stands in the document's examples for something that only an answer tells: property, or path parameter by what it names.
const VARIABLES: [(&str, &str); 8] = [
    ("/invitations/{id}", "{{invitation_id}}"),
    ("/users/{id}", "{{user_id}}"),
    ("refresh_token", "{{refresh_token}}"),
    ("token", "{{refresh_token}}"),
    ("ids", "{{photo_id}}"),
    ("/photos/{id}", "{{photo_id}}"),
    ("/me/keys/{id}", "{{key_id}}"),
    ("/me/sessions/{id}", "{{session_id}}"),
];

/// The collection.
pub fn collection() -> Value {
    let items: Vec<_> =
        STORY.iter().chain(&END).filter_map(|id| operation(id)).map(|(path, method, operation)| item(path, method, operation)).collect();
    let variable = |(key, value): (&str, &str)| json!({ "key": key, "value": value });
    let names =
        ["access_token", "refresh_token", "session_id", "key_id", "photo_id", "user_id", "invitation_id", "admin_login", "admin_password"]
            .map(|name| (name, ""));
    let variables: Vec<_> = [("base", "http://localhost:3000")].into_iter().chain(names).map(variable).collect();
    json!({
        "info": {
            "name": "Pinhole",
            "description": "Made from the OpenAPI document. `upload` sends a file named `harbour.jpg` from the working directory.",
            "schema": "https://schema.getpostman.com/json/collection/v2.1.0/collection.json",
        },
        "auth": { "type": "bearer", "bearer": [{ "key": "token", "value": "{{access_token}}", "type": "string" }] },
        "variable": variables,
        "item": items,
    })
}

/// An operation with its path and method.
fn operation(id: &str) -> Option<(&'static str, &'static str, &'static Value)> {
    operations().find(|(_, _, operation)| operation["operationId"] == id)
}

fn item(path: &str, method: &str, operation: &Value) -> Value {
    let id = operation["operationId"].as_str().unwrap_or_default();
    let mut request = json!({
        "method": method.to_uppercase(),
        "description": operation["description"].as_str().unwrap_or_default(),
        "url": url(path, operation),
    });
    // An empty requirement and no other: no token is looked at.
    if operation["security"] == json!([{}]) {
        request["auth"] = json!({ "type": "noauth" });
    }
    if let Some(content) = operation["requestBody"]["content"].as_object() {
        let (header, body) = body(content);
        request["header"] = header;
        request["body"] = body;
    }
    json!({ "name": operation["summary"], "request": request, "event": events(id, operation) })
}

/// The address, with the examples of its parameters.
fn url(path: &str, operation: &Value) -> Value {
    let mut filled = path.to_owned();
    let mut query = Vec::new();
    for parameter in operation["parameters"].as_array().into_iter().flatten() {
        let name = parameter["name"].as_str().unwrap_or_default();
        let example = &parameter["example"];
        let example = example.as_str().map_or_else(|| example.to_string(), str::to_owned);
        match parameter["in"].as_str() {
            Some("path") => {
                let value =
                    VARIABLES.iter().find(|(of, _)| name == "id" && path.contains(of)).map_or(example.as_str(), |(_, variable)| variable);
                filled = filled.replace(&format!("{{{name}}}"), value);
            }
            Some("query") if !parameter["example"].is_null() => query.push(json!({ "key": name, "value": example })),
            _ => {}
        }
    }
    let text: Vec<_> = query
        .iter()
        .map(|pair| format!("{}={}", pair["key"].as_str().unwrap_or_default(), pair["value"].as_str().unwrap_or_default()))
        .collect();
    let raw = if text.is_empty() { filled.clone() } else { format!("{filled}?{}", text.join("&")) };
    let path: Vec<_> = filled.split('/').skip(1).collect();
    json!({ "raw": format!("{{{{base}}}}{raw}"), "host": ["{{base}}"], "path": path, "query": query })
}

/// Headers and body, made from the examples of the properties.
fn body(content: &Map<String, Value>) -> (Value, Value) {
    if let Some(form) = content.get("multipart/form-data") {
        let parts = properties(&form["schema"]).into_iter().filter_map(|(name, property)| {
            if name == "file" {
                return Some(json!({ "key": name, "type": "file", "src": "harbour.jpg" }));
            }
            Some(json!({ "key": name, "type": "text", "value": property.get("example")?.as_str()? }))
        });
        return (json!([]), json!({ "mode": "formdata", "formdata": parts.collect::<Vec<_>>() }));
    }
    let schema = &content["application/json"]["schema"];
    let whole = named(schema)["example"].as_object().cloned();
    let example = whole.unwrap_or_else(|| {
        let properties = properties(schema).into_iter();
        properties.filter_map(|(name, property)| Some((name, property.get("example")?.clone()))).collect()
    });
    let example: Map<_, _> = example
        .into_iter()
        .map(|(name, value)| match VARIABLES.iter().find(|(of, _)| *of == name) {
            Some((_, variable)) if value.is_array() => (name, json!([variable])),
            Some((_, variable)) => (name, json!(variable)),
            None => (name, value),
        })
        .collect();
    let raw = serde_json::to_string_pretty(&example).unwrap_or_default();
    let header = json!([{ "key": "Content-Type", "value": "application/json" }]);
    (header, json!({ "mode": "raw", "raw": raw, "options": { "raw": { "language": "json" } } }))
}

/// The scripts around a request: it must be answered as the document says, and what it answers is kept.
fn events(id: &str, operation: &Value) -> Value {
    let script = |listen: &str, text: String| {
        let lines: Vec<_> = text.lines().collect();
        json!({ "listen": listen, "script": { "type": "text/javascript", "exec": lines } })
    };
    let good: Vec<_> = operation["responses"]
        .as_object()
        .into_iter()
        .flatten()
        .map(|(status, _)| status.as_str())
        .filter(|status| status.starts_with('2'))
        .collect();
    let mut test = format!("pm.test('answers as documented', () => pm.expect([{}]).to.include(pm.response.code));", good.join(", "));
    if let Some((_, keep)) = AFTER.iter().find(|(of, _)| *of == id) {
        test += "\nconst answer = pm.response.json();\nconst keep = (name, value) => pm.collectionVariables.set(name, value);\n";
        test += keep;
    }
    let mut events = vec![script("test", test)];
    if let Some((_, before)) = BEFORE.iter().find(|(of, _)| *of == id) {
        events.push(script("prerequest", (*before).to_owned()));
    }
    Value::Array(events)
}

#[cfg(test)]
mod tests {
    use super::{END, STORY, operation, operations};

    #[test]
    fn every_operation_is_in_the_story() {
        let all: Vec<_> = operations().map(|(_, _, operation)| operation["operationId"].as_str().unwrap()).collect();
        for id in &all {
            assert!(STORY.contains(id) || END.contains(id), "{id} is not in the story");
        }
        assert_eq!(all.len(), STORY.len() + END.len());
        assert!(STORY.iter().all(|id| operation(id).is_some()));
    }
}
