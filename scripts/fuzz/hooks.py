"""What a fuzzer cannot know of a gallery: pictures, ids of photos, passwords and tokens that count; and what no schema can say."""

import base64
import functools
import itertools
import json
import os
import pathlib
import time
import zlib

import requests
import schemathesis
from hypothesis import strategies as st
from schemathesis.core.parameters import ParameterLocation as In
from schemathesis.generation.meta import TestPhase
from schemathesis.openapi.checks import EnsureResourceAvailability, RejectedPositiveData, UseAfterFree

URL = os.environ["PINHOLE_URL"]
# Everyone's.
PASSWORD = json.loads(pathlib.Path("accounts.json").read_text())["authTemplate"]["loginEndpointAuth"]["payloadUserPwd"]["password"]

# 64 × 48 px, grey.
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5mo"
    "q6T/wAALCAAwAEABAREA/8QAGQABAAMBAQAAAAAAAAAAAAAAAAMEBQEC/8QAJhAAAgIABQMEAwAAAAAAAAAAAAECAwQRFCFTMVGhEhMyYQUiQf/aAAgB"
    "AQAAPwCcAAAAHqqt22KC27vsaVdMKl+sd+/9OzrhYspxTM7EUumeXWL3TIwAW/x6Wc3lvsXAVsel7UXlv6iiACSi32rFLqujNKE4zjnFpr6Dais5NJd2"
    "Z+KuV016fjHoQgy9ZfyeENZfyeENZfyeEdjjsTF5xtaf0kJY7FT+Vzll3SOay/k8Iay/k8Iay/k8IgAAAB//2Q=="
)

# Settings with which everybody can go on asking.
HARMLESS = {
    "registration": "open",
    "limits": {"default": "1000000 per second", "auth": "off"},
    "allowed_types": ["jpeg", "png", "gif", "webp"],
    "max_content_length": 50_000_000,
    "default_quota": None,
}

numbers = itertools.count()


def picture(number: int) -> bytes:
    """The picture with a comment in it: another file, the same sight."""
    comment = number.to_bytes(4, "big")
    return JPEG[:2] + b"\xff\xfe" + (2 + len(comment)).to_bytes(2, "big") + comment + JPEG[2:]


schemathesis.openapi.format("binary", st.one_of(st.integers(0, 1 << 30).map(picture), st.binary(max_size=100)))


def ask(method: str, path: str, token: str | None = None, **request) -> requests.Response:
    return requests.request(method, URL + path, headers={"Authorization": token} if token else {}, timeout=20, **request)


def newcomer() -> dict:
    """The tokens of an account that nothing else needs."""
    name = f"guest-{next(numbers)}"
    answer = ask("POST", "/api/v1/auth/register", json={"username": name, "email": f"{name}@example.org", "password": PASSWORD})
    answer.raise_for_status()
    return answer.json()


@functools.cache
def keeper(_: int) -> str:
    """What the administrator comes in with, for some minutes."""
    answer = ask("POST", "/api/v1/auth/login", json={"login": "keeper", "password": PASSWORD})
    answer.raise_for_status()
    return "Bearer " + answer.json()["access_token"]


def new_photo(token: str, instead: str) -> str:
    """The id of a photo that nothing else needs. If the token does not count, what there was instead."""
    file = ("harbour.jpg", picture((1 << 31) + next(numbers)), "image/jpeg")
    answer = ask("POST", "/api/v1/photos", token, files={"file": file})
    return answer.json()["results"][0]["photo"]["id"] if answer.ok else instead


def chosen(sent: object) -> bool:
    """Three times of four, and always the same for the same."""
    return zlib.crc32(repr(sent).encode()) % 4 > 0


@schemathesis.hook
def before_call(context, case, kwargs):
    """Put into what is well formed, most of the time, something that counts."""
    operation = case.operation.definition.raw["operationId"]
    # In a chain of requests, ids come from the one before.
    in_chain = case.meta is not None and case.meta.phase.name == TestPhase.STATEFUL

    def well_formed(place: In) -> bool:
        return case.meta is None or not case.meta.is_negative_at(place)

    if case.auth_identity:
        # These would shut out the one who asks. So somebody asks who is not needed again.
        if operation in ("change_account", "change_password", "delete_account", "end_session", "logout"):
            case.headers["Authorization"] = "Bearer " + newcomer()["access_token"]
        # Everybody is never deleted: nobody would be left to ask.
        if "Administration" in case.operation.definition.raw["tags"] and operation != "delete_users":
            case.headers["Authorization"] = keeper(int(time.monotonic()) // 300)
        token = case.headers["Authorization"]
        sent = case.path_parameters.get("id")
        if well_formed(In.PATH) and not in_chain and chosen(sent):
            if "/photos/{id}" in case.operation.path:
                case.path_parameters["id"] = new_photo(token, sent)
            if "/users/{id}" in case.operation.path:
                case.path_parameters["id"] = newcomer()["account"]["id"]
            if "/invitations/{id}" in case.operation.path:
                case.path_parameters["id"] = ask("POST", "/api/v1/invitations", token, json={}).json()["id"]
            if operation == "end_session":
                case.path_parameters["id"] = ask("GET", "/api/v1/me/sessions", token).json()[0]["id"]
        if well_formed(In.HEADER):
            fill_headers(case, operation, token)
        if well_formed(In.QUERY) and operation == "list_photos" and "cursor" in case.query and chosen(case.query):
            list_ = {name: value for name, value in case.query.items() if name in ("scope", "order")}
            answer = ask("GET", "/api/v1/photos", token, params={**list_, "limit": 1})
            case.query["cursor"] = answer.json().get("next_cursor") or case.query["cursor"]
    if well_formed(In.BODY) and isinstance(case.body, dict) and operation == "change_settings":
        case.body.update({name: value for name, value in HARMLESS.items() if name in case.body})
    if well_formed(In.BODY) and isinstance(case.body, dict) and chosen(case.body):
        fill_body(case, operation)


def fill_headers(case, operation, token):
    for header in ("If-Match", "If-None-Match"):
        if header in case.headers and chosen(case.headers[header]):
            case.headers[header] = ask("GET", case.formatted_path, token).headers.get("ETag", case.headers[header])
    if "Range" in case.headers and chosen(case.headers["Range"]):
        first = len(case.headers["Range"]) * 100
        case.headers["Range"] = f"bytes={first}-{first + 99}"


def fill_body(case, operation):
    match operation:
        case "change_password":
            case.body["current_password"] = PASSWORD
        case "change_photos" if case.auth_identity:
            case.body["ids"][0] = new_photo(case.headers["Authorization"], case.body["ids"][0])
        case "delete_account":
            case.body["password"] = PASSWORD
        case "login":
            case.body.update(login="wren", password=PASSWORD)
        case "make_key" if case.body.get("expires_at"):
            case.body["expires_at"] = "2996" + case.body["expires_at"][4:]
        case "refresh":
            case.body["refresh_token"] = newcomer()["refresh_token"]
        case "revoke":
            case.body["token"] = newcomer()["refresh_token"]


# Why a well-formed request may be refused all the same: what no schema can say. A reason is the code of an error, or a field and
# the code of its flaw.
UNSAID = {
    # Only the gallery knows which photo is which version.
    "change_photo": {"precondition_failed"},
    # Only the account's owner knows the password; how easily one is guessed is not a matter of its shape.
    "change_password": {"current_password wrong", "password common", "password contains_username"},
    "delete_account": {"password wrong"},
    "register": {"password common", "password contains_username"},
    # A cursor is opaque: it counts for the list that it came from.
    "list_photos": {"cursor expected"},
    "list_users": {"cursor expected"},
    "list_audit": {"cursor expected"},
    # Nobody is let into an account that is disabled.
    "make_sign_in_link": {"account_disabled"},
    # A moment to come is another one every day.
    "make_key": {"expires_at expected"},
    # A picture has a size.
    "read_bytes": {"416"},
    # Bytes need not be a picture; a title is for one picture; a key is for one upload.
    "upload": {"damaged", "empty", "idempotency_key_reused", "title expected", "type_not_allowed"},
}


# Photos that were deleted for good, and must not be found again.
erased = set()


@schemathesis.hook
def after_call(context, case, response):
    if case.operation.definition.raw["operationId"] == "delete_photo" and response.status_code == 204:
        if str(case.query.get("permanent")).lower() == "true":
            erased.add(case.path_parameters["id"])


@schemathesis.hook
def filter_failure(context, failure, case, response):
    """Whether it is one: not a refusal for such reasons alone, nor a deleted photo that is still in the trash, or restored, nor one
    that is gone for good and told of again because its upload came again with the same idempotency key."""
    match failure:
        case RejectedPositiveData():
            return not reasons(response) <= UNSAID.get(case.operation.definition.raw["operationId"], set())
        case UseAfterFree() if "/photos/{id}" in case.operation.path:
            return case.path_parameters["id"] in erased
        case EnsureResourceAvailability() if "/photos/{id}" in case.operation.path:
            return case.path_parameters["id"] not in erased
    return True


def reasons(response) -> set[str]:
    try:
        problem = response.json()
    except ValueError:
        return {str(response.status_code)}
    return {f"{error['field']} {error['code']}" for error in problem.get("errors", [])} or {problem["code"]}
