import { createServer, request as forward } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { accessibleNow } from "../accessible";
import { count, upload } from "../api";
import { expect, somebody, test } from "../fixtures";
import { kept, ready } from "../kept";
import { withCameras } from "../lens";
import { AccountPage, CameraPage, InstallPage, SignInPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { fromAPhone, landscape } from "../pictures";
import { Server } from "../server";

test.use({ launchOptions: withCameras, serviceWorkers: "allow", permissions: ["camera"] });

/** What Chromium itself says of requests without network, and the page of what it could not fetch. */
const NO_NETWORK = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/;

async function signOut(page: Page): Promise<void> {
  const account = new AccountPage(page);
  await account.open();
  await account.signOut.click();
  await expect(page).not.toHaveURL(/account/);
}

/** Shares pictures with Pinhole, as a phone does for another app. */
async function share(page: Page, ...pictures: { name: string; type: string; bytes: Buffer }[]): Promise<void> {
  await page.evaluate(() => {
    const form = Object.assign(document.createElement("form"), { action: "/share", method: "post", enctype: "multipart/form-data" });
    const input = Object.assign(document.createElement("input"), { type: "file", name: "pictures", multiple: true, id: "shared" });
    form.append(input);
    document.body.append(form);
  });
  await page.locator("#shared").setInputFiles(pictures.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })));
  await page.locator("#shared").evaluate((input) => (input as HTMLInputElement).form!.submit());
  await page.waitForURL(/\/upload\?shared=/);
}

test("without network the camera opens, what is taken waits, and other pages say why they do not", async ({ page, person: _, context, watch }) => {
  watch.allow(NO_NETWORK);
  await ready(page);
  await context.setOffline(true);

  await page.goto("/photos");
  await expect(page.getByRole("heading", { name: "No connection to the gallery" })).toBeVisible();
  await accessibleNow(page, "no connection");
  await page.getByRole("link", { name: "Open the camera" }).click();

  const camera = new CameraPage(page);
  await camera.alive();
  await camera.live();
  await camera.shutter.click();
  const tray = new UploadTray(page);
  await tray.fold.click();
  await expect(page.getByText("It goes on by itself when the connection is back.").first()).toBeVisible();
  expect(await count(page.request)).toBe(0);

  await context.setOffline(false);
  await expect.poll(() => count(page.request)).toBe(1);
});

test("a picture that was seen is shown without network, and not to the next who signs in", async ({ page, person, context, watch }) => {
  watch.allow(NO_NETWORK);
  await upload(page.request, landscape(1));
  await ready(page);
  const timeline = new TimelinePage(page);
  await timeline.open();
  await timeline.laidOut();
  const [picture] = await timeline.seen();
  const address = await timeline.tile(picture!).locator("img").evaluate((image) => (image as HTMLImageElement).currentSrc);
  const { pathname } = new URL(address);
  await expect.poll(async () => (await kept(page)).seen ?? []).toContain(pathname);
  const status = () => page.evaluate((address) => fetch(address, { cache: "no-store" }).then(({ status }) => status, () => "none"), address);
  await context.setOffline(true);
  expect(await status()).toBe(200);
  await context.setOffline(false);
  const stores = await kept(page);
  expect(Object.values(stores).flat().filter((path) => path.startsWith("/api") || path.startsWith("/fn"))).toEqual([]);

  await signOut(page);
  // What everybody may see is on the first page for strangers, and may be kept again.
  const theirs = async () => {
    const { camera = [], owner = [], seen = [] } = await kept(page);
    return [...camera, ...owner, ...seen.filter((path) => path === pathname)];
  };
  await expect.poll(theirs).toEqual([]);
  await context.setOffline(true);
  expect(await status()).toBe("none");
  await context.setOffline(false);
  await new SignInPage(page).signIn(person);
  await timeline.shown();
});

test("of what was seen only so much is kept: what was seen first goes", async ({ page, person: _ }) => {
  await upload(page.request, landscape(1));
  await ready(page);
  await page.evaluate(async () => {
    const seen = await caches.open("seen");
    for (const name of ["first", "second", "third"]) {
      await seen.put(`/photos/${name}/thumb`, new Response("as if it were larger", { headers: { "content-length": "90000000" } }));
    }
  });
  await new TimelinePage(page).open();
  await expect.poll(async () => (await kept(page)).seen).not.toContain("/photos/first/thumb");
  const left = (await kept(page)).seen!;
  expect(left).toEqual(expect.arrayContaining(["/photos/second/thumb", "/photos/third/thumb"]));
  expect(left.length).toBeGreaterThan(2);
});

test("pictures that another app shares wait in the tray until somebody says that they shall be sent", async ({ page, person: _ }) => {
  await ready(page);
  await share(page, landscape(1), landscape(2));
  const tray = new UploadTray(page);
  await expect(tray.whole).toContainText("of 2");
  await expect(page.getByText("Nothing is sent before you say so.").last()).toBeVisible();
  await accessibleNow(page, "shared pictures");
  expect(await count(page.request)).toBe(0);
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(tray.whole).toHaveText("2 added");
  expect(await count(page.request)).toBe(2);

  await share(page, landscape(3));
  await expect(tray.whole).toContainText("of 1");
  await page.getByRole("button", { name: "Cancel all" }).click();
  await expect(tray.whole).toContainText("cancelled");
  expect(await count(page.request)).toBe(2);
});

test("whoever has to sign in first sends what was shared afterwards", async ({ page, person }) => {
  await ready(page);
  await signOut(page);
  await page.goto("/public");
  await share(page, landscape(1));
  await page.getByRole("button", { name: "Send", exact: true }).click();
  await expect(page).toHaveURL(/\/signin/);
  const door = new SignInPage(page);
  await door.fill(person);
  await door.submit.click();
  await expect(new UploadTray(page).whole).toHaveText("1 added");
  expect(await count(page.request)).toBe(1);
});

test("a new version is offered, and begins when somebody wants it", async ({ page, browser, watch }) => {
  watch.allow(/./);
  const server = await Server.start();
  const context = await browser.newContext({ baseURL: server.url, serviceWorkers: "allow" });
  const own = await context.newPage();
  const person = somebody();
  const door = new SignUpPage(own);
  await door.open();
  await door.signUp(person);
  await new TimelinePage(own).shown();
  await ready(own);
  const [shell] = (await own.evaluate(() => caches.keys())).filter((name) => name.startsWith("shell-"));

  await server.update();
  await own.goto("/photos");
  const offer = own.getByText("There is a new version of Pinhole.");
  await expect(offer).toBeVisible({ timeout: 30_000 });
  await accessibleNow(own, "a new version");
  await own.evaluate(() => Object.assign(window, { isOld: true }));
  await own.getByRole("button", { name: "Reload" }).click();
  await expect.poll(() => own.evaluate(() => !("isOld" in window)).catch(() => false)).toBe(true);
  await new TimelinePage(own).shown();
  await expect(offer).toHaveCount(0);
  const shells = (await own.evaluate(() => caches.keys())).filter((name) => name.startsWith("shell-"));
  expect(shells.filter((name) => name !== shell)).toHaveLength(1);
  await context.close();
  await server.stop();
  await page.close();
});

test("how Pinhole gets to the home screen is said step by step, or done by a button", async ({ page }) => {
  const install = new InstallPage(page);
  // Chromium offers it by itself otherwise.
  await page.route("**/manifest.webmanifest", (route) => route.fulfill({ json: {} }));
  await install.open();
  await accessibleNow(page, "install");
  await expect(install.way("Chrome and Edge on a computer")).toHaveAttribute("open", "");
  await expect(install.button).toBeHidden();
  await page.evaluate(() => {
    const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
      prompt: async () => dispatchEvent(new Event("appinstalled")),
    });
    dispatchEvent(offer);
  });
  await install.button.click();
  await expect(page.getByText("Pinhole is installed: look for its icon.")).toBeVisible();
  await expect(install.button).toBeHidden();
});

test("whoever signs in past the service worker finds nothing of who was there before", async ({ page, person: _, context }) => {
  await upload(page.request, landscape(1));
  await ready(page);
  const timeline = new TimelinePage(page);
  await timeline.open();
  await timeline.laidOut();
  await expect.poll(async () => (await kept(page)).seen?.length).toBeGreaterThan(0);

  // As if the session had ended.
  await context.clearCookies();
  const door = new SignUpPage(page);
  await door.open();
  // As with the shift key: nothing that such a page fetches goes through the worker.
  const again = page.waitForEvent("load");
  await (await context.newCDPSession(page)).send("Page.reload", { ignoreCache: true });
  await again;
  await door.alive();
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null);
  await door.fill(somebody());
  await door.submit.click();
  await timeline.shown();
  await expect.poll(async () => (await kept(page)).seen ?? []).toEqual([]);
});

test("the service worker fetches its own files as nobody", async ({ server, browser }) => {
  const asked: { path: string; cookie: string | undefined }[] = [];
  const between = createServer((request, answer) => {
    asked.push({ path: request.url!, cookie: request.headers.cookie });
    const there = forward(new URL(request.url!, server.url), { method: request.method, headers: request.headers }, (response) => {
      answer.writeHead(response.statusCode!, response.headers);
      response.pipe(answer);
    });
    request.pipe(there);
  });
  await new Promise<void>((resolve) => between.listen(0, "127.0.0.1", resolve));
  const { port } = between.address() as AddressInfo;
  const context = await browser.newContext({ baseURL: `http://127.0.0.1:${port}`, serviceWorkers: "allow" });
  try {
    const page = await context.newPage();
    await new SignUpPage(page).signUp(somebody());
    await new TimelinePage(page).shown();
    await ready(page);
    expect(asked.filter(({ cookie }) => cookie).length, "somebody is signed in").toBeGreaterThan(0);
    // No page asked for these: the offline page, and the code of the camera.
    const files = (await kept(page)).shell!.filter((file) => /^\/offline$|camera/.test(file));
    expect(files.length).toBeGreaterThan(1);
    const fetched = asked.filter(({ path }) => files.includes(path));
    expect(fetched.map(({ cookie }) => cookie)).toEqual(files.map(() => undefined));
  } finally {
    await context.close();
    between.close();
    between.closeAllConnections();
  }
});

test.describe("without a service worker", () => {
  test.use({ serviceWorkers: "block" });

  test("when a part of the page is not on the server any more, the page is loaded anew, once", async ({ page, watch }) => {
    watch.allow(/404/, /load callback should succeed|unreachable|TypeError|CompileError|panicked/);
    let missing = 1;
    const asked: string[] = [];
    await page.route(/\/pkg\/split_entrance.*\.wasm/, (route) => {
      asked.push(route.request().url());
      return missing-- > 0 ? route.fulfill({ status: 404 }) : route.continue();
    });
    await page.goto("/public");
    await page.waitForSelector("html[data-hydrated]");
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await page.getByRole("link", { name: "Sign in" }).first().click();
    await expect(new SignInPage(page).username).toBeVisible();
    expect(await page.evaluate(() => "isOld" in window), "the page began anew").toBe(false);

    // Missing again right away: it is not loaded over and over.
    await page.goto("/public");
    await page.waitForSelector("html[data-hydrated]");
    missing = 99;
    asked.length = 0;
    await page.evaluate(() => Object.assign(window, { isOld: true }));
    await page.getByRole("link", { name: "Sign in" }).first().click();
    await expect.poll(() => asked.length).toBe(1);
    expect(await page.evaluate(() => "isOld" in window)).toBe(true);
  });
});

test.describe("on a phone", () => {
  test.use({ userAgent: "Mozilla/5.0 (Linux; Android 15; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36" });

  test("whoever misses the place of picked pictures is told once who took it out", async ({ page, person: _ }) => {
    const tray = new UploadTray(page);
    const note = tray.tray.getByRole("note");
    await tray.choose(landscape(1));
    await expect(tray.whole).toHaveText("1 added");
    await expect(note, "no camera took it").toHaveCount(0);
    await tray.choose(fromAPhone({ gps: null }));
    await expect(note).toContainText("phones take it out when a browser picks them");
    await accessibleNow(page, "a lost place");
    await note.getByRole("button", { name: "Got it" }).click();
    await expect(note).toHaveCount(0);
    await page.reload();
    await tray.choose(landscape(2), fromAPhone({ name: "later.jpg", gps: null }));
    await expect(tray.whole).toHaveText("2 added");
    await expect(note).toHaveCount(0);
  });
});
