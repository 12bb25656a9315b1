//! The API's page for people. It stands alone: no script, nothing from elsewhere.

use super::{
    document,
    schema::{named, operations, properties},
};
use crate::plain_page;
use leptos::prelude::*;
use serde_json::Value;

/// What the README says of the project; a part of it is a day of a script.
const README: &str = include_str!("../../../README.md");
/// Where that part begins and ends.
const DAY: [&str; 2] = ["\n## Talk to it\n", "\n## "];

/// The whole page.
pub fn html() -> String {
    let tags = document()["tags"].as_array().into_iter().flatten();
    let contents = tags.clone().map(|tag| view! { <li><a href=format!("#{}", text(&tag["name"]))>{text(&tag["name"])}</a></li> });
    let main = view! {
        <h1>"The API"</h1>
        {paragraphs(&text(&document()["info"]["description"]))}
        <p>
            "The same for programs: "<a href="/api/v1/openapi.json">"OpenAPI 3.1"</a>", "
            <a href="/api/v1/postman.json">"a Postman collection"</a>"."
        </p>
        <ul>
            <li><a href="#day">"By example"</a></li>
            {contents.collect_view()}
            <li><a href="#objects">"Objects"</a></li>
        </ul>
        <h2 id="day">"By example"</h2>
        {day()}
        {tags.map(section).collect_view()}
        <h2 id="objects">"Objects"</h2>
        {objects().collect_view()}
    };
    plain_page::html("The API", main.into_any())
}

/// The README's example, without its heading and the links into the repository: paragraphs, and commands that run as they are printed.
fn day() -> impl IntoView {
    let [begin, end] = DAY;
    let day = README.split_once(begin).map_or("", |(_, rest)| rest.split(end).next().unwrap_or_default());
    let parts = day.split("```");
    parts
        .enumerate()
        .map(|(number, part)| match part.strip_prefix("sh\n").filter(|_| number % 2 == 1) {
            Some(commands) => {
                view! { <pre class="api-commands" tabindex="0"><code>{commands.trim_end().to_owned()}</code></pre> }.into_any()
            }
            None => paragraphs(part).into_any(),
        })
        .collect_view()
}

/// Text in which a blank line ends a paragraph. Headings, and what leads into the repository, are left out.
fn paragraphs(text: &str) -> impl IntoView + use<> {
    let paragraphs = text
        .split("\n\n")
        .map(str::trim)
        .filter(|paragraph| !paragraph.is_empty() && !paragraph.starts_with('#') && !paragraph.contains("](docs/"));
    paragraphs.map(|paragraph| view! { <p>{inline(paragraph)}</p> }).collect_view()
}

/// Text with code between backticks.
fn inline(text: &str) -> impl IntoView + use<> {
    let parts = text.split('`').enumerate();
    parts
        .map(|(number, part)| match number % 2 {
            1 => view! { <code>{part.to_owned()}</code> }.into_any(),
            _ => part.to_owned().into_any(),
        })
        .collect_view()
}

fn section(tag: &Value) -> impl IntoView {
    let name = text(&tag["name"]);
    let own = operations().filter(|(_, _, operation)| operation["tags"][0] == tag["name"]);
    view! {
        <h2 id=name.clone()>{name.clone()}</h2>
        <p>{text(&tag["description"])}</p>
        {own.map(|(path, method, operation)| described(path, method, operation)).collect_view()}
    }
}

fn described(path: &str, method: &str, operation: &Value) -> impl IntoView {
    let id = text(&operation["operationId"]);
    let open = operation["security"].as_array().is_some_and(|security| security.contains(&Value::Object(serde_json::Map::new())));
    let parameters: Vec<_> = operation["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|parameter| Field {
            name: text(&parameter["name"]),
            kind: format!("{}, {}", text(&parameter["in"]), kind(&parameter["schema"])),
            meaning: text(&parameter["description"]),
            is_needed: parameter["required"] == true,
        })
        .collect();
    let content = operation["requestBody"]["content"].as_object().and_then(|content| content.iter().next());
    let sent = content.map(|(media, _)| view! { <p class="plain-small">"The body is "<code>{media.clone()}</code>"."</p> });
    let fields: Vec<_> = content.into_iter().flat_map(|(_, content)| fields(&content["schema"])).collect();
    let answers = operation["responses"].as_object().into_iter().flatten().map(|(status, response)| {
        let body = response["content"].as_object().and_then(|content| content.iter().next());
        let body = body.filter(|_| status.starts_with('2')).map(|(_, content)| kind(&content["schema"])).filter(|kind| !kind.is_empty());
        view! {
            <tr>
                <th scope="row">{status.clone()}</th>
                <td>{inline(&text(&response["description"]).replace("\n\n", "; "))}{body.map(|body| view! { " "<a href=format!("#object-{}", body.trim_start_matches("list of "))>{body.clone()}</a> })}</td>
            </tr>
        }
    });
    view! {
        <article class="api-operation" id=id>
            <h3><code>{format!("{} {path}", method.to_uppercase())}</code></h3>
            <p>{inline(&text(&operation["summary"]))}</p>
            {paragraphs(&text(&operation["description"]))}
            {open.then(|| view! { <p class="plain-small">"No token is needed."</p> })}
            {sent}
            <table>
                {parameters.into_iter().chain(fields).map(row).collect_view()}
                {answers.collect_view()}
            </table>
        </article>
    }
}

/// What is sent and answered, by its fields.
fn objects() -> impl Iterator<Item = impl IntoView> {
    let schemas = document()["components"]["schemas"].as_object().into_iter().flatten();
    schemas.filter(|(_, schema)| !properties(schema).is_empty()).map(|(name, schema)| {
        view! {
            <article class="api-operation" id=format!("object-{name}")>
                <h3><code>{name.clone()}</code></h3>
                {paragraphs(&text(&schema["description"]))}
                <table>{fields(schema).into_iter().map(row).collect_view()}</table>
            </article>
        }
    })
}

/// What there is to say of a parameter or field.
struct Field {
    name: String,
    kind: String,
    meaning: String,
    is_needed: bool,
}

fn row(Field { name, kind, meaning, is_needed }: Field) -> impl IntoView {
    view! {
        <tr>
            <th scope="row"><code>{name}</code>{(!is_needed).then_some("?")}</th>
            <td>{kind}{(!meaning.is_empty()).then_some(". ")}{inline(&meaning)}</td>
        </tr>
    }
}

/// The fields of a body or an object.
fn fields(schema: &Value) -> Vec<Field> {
    let needed: Vec<_> = named(schema)["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let field = |(name, property): (&String, &Value)| Field {
        name: name.clone(),
        kind: kind(property),
        meaning: text(&property["description"]),
        is_needed: needed.contains(&name.as_str()),
    };
    properties(schema).iter().map(field).collect()
}

/// What a schema is, in a word or its name.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        return choice(&document()["components"]["schemas"][name]).unwrap_or_else(|| name.to_owned());
    }
    if let Some(choice) = choice(schema) {
        return choice;
    }
    if let Some(one) = schema["oneOf"].as_array().and_then(|all| all.iter().find(|one| one["type"] != "null")) {
        return kind(one);
    }
    let name = match &schema["type"] {
        Value::Array(types) => types.iter().find(|name| *name != "null").map(text).unwrap_or_default(),
        name => text(name),
    };
    match (name.as_str(), schema["format"].as_str()) {
        ("array", _) => format!("list of {}", kind(&schema["items"])),
        (_, Some(format)) => format!("{name} ({format})"),
        _ => name,
    }
}

/// The values of an enumeration.
fn choice(schema: &Value) -> Option<String> {
    let values = schema["enum"].as_array().cloned().or_else(|| {
        let all = schema["oneOf"].as_array()?;
        all.iter().map(|one| one["enum"].as_array()?.first().cloned()).collect()
    })?;
    Some(values.iter().map(text).collect::<Vec<_>>().join(" | "))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
