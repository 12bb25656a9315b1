// Pinhole's service worker. It keeps this build's own files and pictures that were seen, for when there is no network.
// Answers of the server always come first, except for the build's own files, whose names change with their content.

/** Names this build. */
const BUILD = "__BUILD__";
/** The addresses of this build's own files. */
const FILES = __FILES__;
/** The script that a page of this build begins with. */
const ENTRY = "__ENTRY__";

/** This build's files, and the page for addresses that need the network. */
const SHELL = `shell-${BUILD}`;
/** Pictures that were seen. They belong to who is signed in. */
const SEEN = "seen";
/** The camera page, as the one who is signed in gets it. */
const CAMERA = "camera";
/** Whose the two are, as a page said last. */
const OWNER = "owner";
/** Pictures that another app shared, until a page takes them. */
const SHARED = "shared";

/** How much is kept of what was seen, in bytes. */
const SEEN_MOST = 200_000_000;

const OFFLINE_PAGE = "/offline";
const CAMERA_PAGE = "/camera";
const PICTURE = /^\/photos\/[^/]+\/(thumb|medium|preview)$/;
/** Whatever may change who is signed in. */
const WHO = /^\/(fn\/(sign_|accept_sign_in|end_|change_password)|api\/v1\/auth\/)/;

/** Goes up with every change of who is signed in: what was asked for before that is not kept. */
let who = 0;

self.addEventListener("install", (event) => event.waitUntil(keepShell()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
  else if (event.data?.startsWith("here: ")) event.waitUntil(isHere(event.data.slice("here: ".length)));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method === "POST") {
    if (pathname === "/share") event.respondWith(stage(request));
    else if (WHO.test(pathname)) event.respondWith(changeWho(request));
  } else if (request.method === "GET") {
    if (pathname.startsWith("/pkg/")) event.respondWith(own(request));
    else if (request.mode === "navigate") event.respondWith(page(event, pathname));
    else if (PICTURE.test(pathname)) event.respondWith(picture(event));
  }
});

/** Fetch all there is of this build. Nothing of it depends on who asks. */
async function keepShell() {
  const shell = await caches.open(SHELL);
  await shell.addAll([...FILES, OFFLINE_PAGE].map((address) => new Request(address, { credentials: "omit" })));
}

/** From now on this build answers. Pages that are still open go on with the files of the build before. */
async function begin() {
  const shells = (await caches.keys()).filter((name) => name.startsWith("shell-") && name !== SHELL);
  await Promise.all([...shells.slice(0, -1), CAMERA].map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A file of this build, or of one before. */
async function own(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

/** A page comes from the server. Without network there is the camera, and a page that says so. */
async function page(event, pathname) {
  try {
    const answer = await fetch(event.request);
    if (pathname === CAMERA_PAGE && answer.ok && !answer.redirected) event.waitUntil(keepCamera(answer.clone(), who));
    return answer;
  } catch {
    const camera = pathname === CAMERA_PAGE && (await caches.match(CAMERA_PAGE, { cacheName: CAMERA, ignoreVary: true }));
    return camera || (await caches.match(OFFLINE_PAGE, { ignoreVary: true })) || Response.error();
  }
}

/** Have the camera page ready, before somebody needs it. */
async function fetchCamera() {
  if (await caches.match(CAMERA_PAGE, { cacheName: CAMERA, ignoreVary: true })) return;
  const then = who;
  const answer = await fetch(CAMERA_PAGE);
  if (answer.ok && !answer.redirected) await keepCamera(answer, then);
}

/** Keep the camera page, if it belongs to this build. */
async function keepCamera(answer, then) {
  const text = await answer.clone().text();
  if (!text.includes(ENTRY)) return;
  const kept = await caches.open(CAMERA);
  if (who === then) await kept.put(CAMERA_PAGE, answer);
}

/** A picture comes from the server, which knows who may see it. Without network, it is shown if it was seen before. */
async function picture(event) {
  const then = who;
  try {
    const answer = await fetch(event.request);
    if (answer.status === 200) event.waitUntil(keepSeen(event.request, answer.clone(), then));
    else if ([401, 403, 404, 410].includes(answer.status)) event.waitUntil(forgetSeen(event.request));
    return answer;
  } catch (error) {
    const kept = await caches.match(event.request, { cacheName: SEEN, ignoreVary: true });
    if (kept) return kept;
    throw error;
  }
}

async function keepSeen(request, answer, then) {
  const seen = await caches.open(SEEN);
  if (who !== then) return;
  await seen.put(request, answer);
  await makeRoom(seen);
}

async function forgetSeen(request) {
  const seen = await caches.open(SEEN);
  await seen.delete(request, { ignoreVary: true });
}

/** Let go of what was seen first, until the rest is small enough. */
async function makeRoom(seen) {
  const requests = await seen.keys();
  const sizes = await Promise.all(requests.map(async (request) => Number((await seen.match(request))?.headers.get("content-length") ?? 0)));
  let all = sizes.reduce((sum, size) => sum + size, 0);
  for (let first = 0; all > SEEN_MOST && first < requests.length; first++) {
    await seen.delete(requests[first]);
    all -= sizes[first];
  }
}

/** Somebody signs in or out: nothing that one person saw is there for the next. */
async function changeWho(request) {
  await forgetWho();
  try {
    return await fetch(request);
  } finally {
    await forgetWho();
  }
}

async function forgetWho() {
  who += 1;
  await Promise.all([SEEN, CAMERA, OWNER].map((name) => caches.delete(name)));
}

/** A page says who is signed in, nobody if there is no name: that may have changed in a page that began past this worker. */
async function isHere(name) {
  const before = await (await caches.match("/owner", { cacheName: OWNER }))?.text();
  if (before !== undefined && before !== name) await forgetWho();
  if (!name) return;
  const owner = await caches.open(OWNER);
  await owner.put("/owner", new Response(name));
  await fetchCamera();
}

/** Pictures that another app shares wait until a page takes them. Nothing is sent before somebody says so. */
async function stage(request) {
  const pictures = (await request.formData()).getAll("pictures").filter((picture) => picture instanceof File && picture.size > 0);
  const shared = await caches.open(SHARED);
  const now = Date.now();
  await Promise.all(pictures.map((picture, index) => {
    const headers = { "content-type": picture.type, "x-name": encodeURIComponent(picture.name), "x-modified": String(picture.lastModified) };
    return shared.put(`/share/${now}-${index}`, new Response(picture, { headers }));
  }));
  return Response.redirect("/upload?shared=here", 303);
}
