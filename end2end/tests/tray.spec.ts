import type { Locator, Page } from "@playwright/test";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { photos } from "../api";
import { expect, test } from "../fixtures";
import { cornersOf, faults } from "../look";
import { SignInPage, TimelinePage, UploadTray } from "../pages";
import { CORNERS, cornered, empty, fromAPhone, noisy, type Picture, text, transparent } from "../pictures";
import { answerUploads, busy, lost, Uploads } from "../uploads";

const SCREENS = [
  { width: 390, height: 844 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
];

/** So many different small pictures. */
function some(amount: number): Picture[] {
  return Array.from({ length: amount }, (_, i) => cornered({ name: `picture-${i + 1}.jpg`, width: 90, height: 60 }));
}

/** As little is sent per second as this. */
async function slow(page: Page, bytesPerSecond: number): Promise<void> {
  const network = await page.context().newCDPSession(page);
  const off = { offline: false, latency: 0, downloadThroughput: -1 };
  await network.send("Network.emulateNetworkConditions", { ...off, uploadThroughput: bytesPerSecond });
}

/** In the page: a DataTransfer that carries so many pictures, each unlike the others by what follows its end. */
function many({ amount, png }: { amount: number; png: string }): DataTransfer {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const transfer = new DataTransfer();
  for (let i = 1; i <= amount; i++) transfer.items.add(new File([bytes, `number ${i}`], `many-${i}.png`, { type: "image/png" }));
  return transfer;
}

async function accessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    expect(await faults(page, ".tray"), `${state} in ${colorScheme}`).toEqual([]);
  }
}

/** Nothing sticks out of the window or the tray, and buttons can be hit. */
async function fits(tray: UploadTray, state: string): Promise<void> {
  const [outside, small] = await tray.tray.evaluate((tray) => {
    const { left, right, top, bottom } = tray.getBoundingClientRect();
    const shown = [...tray.querySelectorAll<HTMLElement>("button, select, strong, progress, .tray-row-name, .tray-row-state")].filter(
      (element) => element.checkVisibility({ contentVisibilityAuto: true }) && element.getClientRects().length > 0,
    );
    const outside = shown.filter((element) => {
      const box = element.getBoundingClientRect();
      return box.left < left - 1 || box.right > right + 1;
    });
    const small = shown.filter((element) => element.matches("button, select") && element.getBoundingClientRect().height < 24);
    const window = left < 0 || right > innerWidth || top < 0 || bottom > innerHeight ? [tray] : [];
    return [[...window, ...outside].map((element) => element.outerHTML.slice(0, 120)), small.map((element) => element.outerHTML)];
  });
  expect(outside, `sticks out: ${state}`).toEqual([]);
  expect(small, `too small to hit: ${state}`).toEqual([]);
}

async function hasFocus(target: Locator): Promise<void> {
  await expect(target).toBeFocused();
}

for (const { width, height } of SCREENS) {
  test(`at ${width} × ${height} each state fits, and axe finds nothing`, async ({ page, watch, person: _ }) => {
    watch.allow(/status of 415/);
    test.slow();
    await page.setViewportSize({ width, height });
    const tray = new UploadTray(page);
    const held = await Uploads.hold(page);
    const long = fromAPhone({ name: `${"a-very-long-name-".repeat(12)}.jpg` });
    await tray.drop(...some(4), long, empty(), text());
    await expect(tray.row("empty.jpg")).toContainText("is empty");
    await expect(tray.progress("picture-1.jpg")).toBeVisible();
    await expect(tray.row("picture-4.jpg")).toContainText("waiting");
    await fits(tray, "sending");
    await accessible(page, "sending");

    await tray.cancel("picture-4.jpg").click();
    await expect(tray.row("picture-4.jpg")).toContainText("cancelled");
    await held.letGo();
    await expect(tray.row(long.name)).toContainText("done");
    await expect(tray.row("notes.jpg")).toContainText("pictures can");
    await expect(tray.whole).toHaveText("4 added, 2 not");
    await fits(tray, "done and failed");
    await accessible(page, "done and failed");

    const open = (await tray.tray.boundingBox())!.height;
    await tray.fold.click();
    await expect(tray.rows).toHaveCount(0);
    const folded = (await tray.tray.boundingBox())!;
    expect(folded.height, "one line").toBeLessThan(Math.min(open, 80));
    if (width < 640) {
      const dock = (await page.locator(".dock").boundingBox())!;
      expect(Math.abs(folded.y + folded.height - dock.y), "it stands on the dock").toBeLessThan(2);
      expect(folded.width).toBe(width);
    }
    await accessible(page, "folded");
    await tray.close.click();
    await expect(tray.tray).toHaveCount(0);
  });
}

test("nothing breaks at 320 px with letters twice as large", async ({ page, person: _ }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto("/photos");
  await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  const long = fromAPhone({ name: `${"a-very-long-name-".repeat(12)}.jpg` });
  await tray.drop(long, empty(), ...some(2));
  await expect(tray.progress(long.name)).toBeVisible();
  await fits(tray, "sending");
  await held.letGo();
  await expect(tray.whole).toHaveText("3 added, 1 not");
  await fits(tray, "done");
});

test("a folder brings what is in its sub-folders, and the window says where it goes", async ({ page, person: _ }, info) => {
  const folder = info.outputPath("holiday");
  await mkdir(join(folder, "beach", "evening"), { recursive: true });
  const pictures = some(3);
  await writeFile(join(folder, "first.jpg"), pictures[0]!.bytes);
  await writeFile(join(folder, "beach", "second.jpg"), pictures[1]!.bytes);
  await writeFile(join(folder, "beach", "evening", "third.jpg"), pictures[2]!.bytes);
  await writeFile(join(folder, "beach", ".DS_Store"), "what a system leaves");

  const tray = new UploadTray(page);
  await tray.dragPaths(folder);
  await expect(tray.overlay).toContainText("Only you will see them");
  await page.dispatchEvent("body", "dragleave");
  await expect(tray.overlay).toHaveCount(0);

  const letGo = await tray.dragPaths(folder);
  await expect(tray.overlay).toBeVisible();
  await letGo();
  await expect(tray.overlay).toHaveCount(0);
  for (const name of ["first.jpg", "second.jpg", "third.jpg"]) await expect(tray.row(name)).toContainText("done");
  await expect(tray.rows).toHaveCount(3);
  await expect(tray.whole).toHaveText("3 added");
});

test("three are sent at a time, and the page may be left for another", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.drop(...some(5));
  await expect.poll(() => held.waiting.length).toBe(3);
  await expect(tray.row("picture-4.jpg")).toContainText("waiting");

  await page.getByRole("link", { name: "Public" }).first().click();
  await expect(page).toHaveURL(/\/public$/);
  await expect(tray.rows).toHaveCount(5);
  expect(held.came, "no more than three were sent").toBe(3);
  await held.letOneGo();
  await expect.poll(() => held.came).toBe(4);
  await held.letGo();
  await expect(tray.whole).toHaveText("5 added");
  expect(await photos(page.request)).toHaveLength(5);
});

test("the whole is told in one line: how many, how fast, how long", async ({ page, person: _ }) => {
  await slow(page, 200_000);
  const tray = new UploadTray(page);
  await tray.drop(noisy("one.jpg"), noisy("two.jpg"), noisy("three.jpg"), noisy("four.jpg"));
  await expect(tray.whole).toHaveText(/^\d of 4 · \d+(\.\d)? kB\/s · \d+ (s|min) left$/, { timeout: 20_000 });
  await tray.cancelAll.click();
  await expect(tray.whole).toHaveText("cancelled");
});

test("a lost focus is never the price of pressing a button", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.ready();
  await tray.drop(...some(5));

  await test.step("cancel one: the same button takes it up again", async () => {
    await tray.cancel("picture-5.jpg").focus();
    await page.keyboard.press("Enter");
    await hasFocus(tray.retry("picture-5.jpg"));
    await page.keyboard.press("Enter");
    await hasFocus(tray.cancel("picture-5.jpg"));
  });

  await test.step("one ends while its button has the focus: its row has it then", async () => {
    await expect(tray.progress("picture-1.jpg")).toBeVisible();
    await tray.cancel("picture-1.jpg").focus();
    await held.letOneGo();
    await expect(tray.row("picture-1.jpg")).toContainText("done");
    await hasFocus(tray.row("picture-1.jpg"));
    await page.keyboard.press("Tab");
    await hasFocus(tray.row("picture-1.jpg").getByRole("link"));
  });

  await test.step("cancel all: the tray has it, and the next thing to do is one Tab away", async () => {
    await tray.cancelAll.focus();
    await page.keyboard.press("Enter");
    await expect(tray.cancelAll).toBeHidden();
    await hasFocus(tray.tray);
    await tray.retryAll.focus();
    await page.keyboard.press("Enter");
    await held.letGo();
    await expect(tray.whole).toHaveText("5 added");
    await hasFocus(tray.tray);
  });

  await test.step("close: the page has it", async () => {
    await tray.close.focus();
    await page.keyboard.press("Enter");
    await expect(tray.tray).toHaveCount(0);
    await hasFocus(page.getByRole("main"));
  });
});

test("those who listen hear the beginning, what was refused and why, and the end", async ({ page, watch, person: _ }) => {
  watch.allow(/status of 415/);
  const tray = new UploadTray(page);
  await tray.ready();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    for (const place of document.querySelectorAll("[role=status]")) {
      new MutationObserver(() => heard.push(place.textContent ?? "")).observe(place, { subtree: true, childList: true, characterData: true });
    }
  });
  const heard = () => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const held = await Uploads.hold(page);
  await tray.drop(...some(12), text());
  await expect.poll(heard).toEqual(["13 files are on their way."]);
  await held.letGo();
  await expect.poll(async () => (await heard()).at(-1)).toContain("Uploads: 12 added, 1 not.");
  expect((await heard()).join(" ")).toMatch(/notes\.jpg: This is not a picture/);
  expect((await heard()).length, "it does not chatter").toBeLessThan(6);
});

test("five hundred files neither hold up the page nor are opened all at once", async ({ page, person: _ }) => {
  test.setTimeout(240_000);
  const tray = new UploadTray(page);
  await tray.ready();
  await page.evaluate(() => {
    const long: number[] = [];
    Object.assign(window, { long });
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => long.push(duration))).observe({ type: "longtask" });
  });
  const held = await Uploads.hold(page);
  const drawn = () => tray.tray.locator("canvas").evaluateAll((all) => all.filter((canvas) => (canvas as HTMLCanvasElement).width > 0).length);
  /** Drops so many files. Answers the longest time in ms during which the page did not answer. */
  const dropMany = async (amount: number) => {
    const dataTransfer = await page.evaluateHandle(many, { amount, png: transparent().bytes.toString("base64") });
    await page.evaluate(() => ((window as unknown as { long: number[] }).long.length = 0));
    await page.dispatchEvent("body", "drop", { dataTransfer });
    await expect(tray.whole).toHaveText(`0 of ${amount}`);
    await expect.poll(drawn).toBeGreaterThan(3);
    return page.evaluate(() => Math.max(0, ...(window as unknown as { long: number[] }).long));
  };

  // The slower the machine, the longer it is in any case.
  const few = await dropMany(20);
  await tray.cancelAll.click();
  await tray.close.click();
  expect(await dropMany(500), `for 20 files it were ${few} ms`).toBeLessThan(Math.max(200, 2 * few));

  await test.step("to the end of the list", async () => {
    const list = tray.tray.getByRole("list");
    await expect(async () => {
      await list.evaluate((list) => list.scrollTo(0, list.scrollHeight));
      await expect(tray.row("many-500.png")).toBeInViewport({ timeout: 100 });
    }).toPass();
    expect(await drawn(), "small pictures are kept for what is on the screen").toBeLessThan(40);
  });
  await held.letGo();
  await expect(tray.whole).toHaveText("500 added", { timeout: 150_000 });
});

test("what was not added can be found among many", async ({ page, watch, person: _ }) => {
  watch.allow(/status of 415/);
  const tray = new UploadTray(page);
  await tray.drop(...some(9), text("words.jpg"), ...some(3).map((picture) => ({ ...picture, name: `more-${picture.name}` })), empty());
  await expect(tray.whole).toHaveText("12 added, 2 not");
  await tray.onlyNotAdded.check();
  await expect(tray.rows).toHaveText([/words\.jpg/, /empty\.jpg/]);
  await tray.onlyNotAdded.uncheck();
  await expect(tray.rows.first()).toContainText("picture-1.jpg");
});

test("its own small picture stands beside a file, and leads to the photo it became", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  const picture = cornered({ name: "corners.jpg", orientation: 6 });
  await tray.drop(picture, text("words.jpg"));
  const small = tray.row(picture.name).locator("canvas");
  await expect.poll(() => small.evaluate((canvas) => (canvas as HTMLCanvasElement).width)).toBeGreaterThan(0);
  expect(await cornersOf(small)).toEqual([...CORNERS]);
  await tray.cancel("words.jpg").click();
  await held.letGo();
  await expect(tray.row(picture.name)).toContainText("done");
  const [newest] = await photos(page.request);
  await small.click();
  await expect(page).toHaveURL(new RegExp(`/photos/${newest!.id}`));
  await expect(tray.row(picture.name), "the tray stays").toContainText("done");
});

test("what arrives appears behind the tray without loading the page again", async ({ page, person: _ }) => {
  const timeline = new TimelinePage(page);
  await timeline.open();
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const tray = new UploadTray(page);
  await tray.drop(...some(3));
  await expect(timeline.tiles).toHaveCount(3);
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});

test("who can see it is chosen for all before sending, and for each before and after", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.drop(...some(5));
  await expect.poll(() => held.waiting.length).toBe(3);
  await tray.audience.selectOption("Everyone");
  await tray.audienceOf("picture-5.jpg").selectOption("Anyone with the link");
  await tray.audienceOf("picture-1.jpg").selectOption("Anyone with the link");
  await held.letGo();
  await expect(tray.whole).toHaveText("5 added");
  await tray.audienceOf("picture-2.jpg").selectOption("Everyone");

  const seenBy = async () => Object.fromEntries((await photos(page.request)).map(({ file_name, visibility }) => [file_name, visibility]));
  await expect.poll(seenBy).toEqual({
    // Changed while it was on its way, changed afterwards, and left alone: it had been sent before.
    "picture-1.jpg": "unlisted",
    "picture-2.jpg": "public",
    "picture-3.jpg": "private",
    "picture-4.jpg": "public",
    "picture-5.jpg": "unlisted",
  });
});

test("a tray that was folded stays folded, on the next page too", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const [one, two] = some(2) as [Picture, Picture];
  await tray.drop(one);
  await expect(tray.row(one.name)).toContainText("done");
  await tray.fold.click();
  await expect(tray.rows).toHaveCount(0);
  await expect(tray.fold).toHaveAttribute("aria-expanded", "false");
  await page.getByRole("link", { name: "Public" }).first().click();
  await expect(page).toHaveURL(/\/public$/);
  await expect(tray.fold).toHaveAttribute("aria-expanded", "false");
  await page.reload();
  await tray.drop(two);
  await expect(tray.whole).toHaveText("1 added");
  await expect(tray.rows).toHaveCount(0);
  await tray.fold.click();
  await expect(tray.row(two.name)).toBeVisible();
});

test("the window asks before it closes while files are on their way, and only then", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  const asked: string[] = [];
  page.on("dialog", async (dialog) => {
    asked.push(dialog.type());
    await dialog.dismiss();
  });
  await tray.drop(...some(1));
  await expect(tray.progress("picture-1.jpg")).toBeVisible();
  // Browsers ask only those who have done something on the page.
  await tray.whole.click();
  await page.close({ runBeforeUnload: true });
  await expect.poll(() => asked).toEqual(["beforeunload"]);
  await held.letGo();
  await expect(tray.row("picture-1.jpg")).toContainText("done");
  await page.goto("/public");
  expect(asked).toHaveLength(1);
});

test("when the connection is back, what was lost goes on by itself", async ({ page, context, watch, person: _ }) => {
  watch.allow(/ERR_INTERNET_DISCONNECTED/);
  const tray = new UploadTray(page);
  await tray.ready();
  await context.setOffline(true);
  await tray.drop(...some(6));
  await expect(tray.retry("picture-1.jpg")).toBeVisible();
  await expect(tray.tray).toContainText("goes on by itself when the connection is back");
  await expect(tray.row("picture-6.jpg"), "the rest is spared").toContainText("waiting");
  await context.setOffline(false);
  await expect(tray.whole).toHaveText("6 added");
});

test("what was lost can be sent again in one go", async ({ page, watch, person: _ }) => {
  watch.allow(/ERR_CONNECTION_RESET/);
  const tray = new UploadTray(page);
  await answerUploads(page, lost, lost, lost);
  await tray.drop(...some(4));
  for (const name of ["picture-1.jpg", "picture-2.jpg", "picture-3.jpg"]) await expect(tray.retry(name)).toBeVisible();
  await tray.retryAll.click();
  await expect(tray.whole).toHaveText("4 added");
});

test("a server that cannot be reached is tried again after a while", async ({ page, watch, person: _ }) => {
  watch.allow(/ERR_CONNECTION_RESET/);
  const tray = new UploadTray(page);
  await tray.ready();
  await page.clock.install();
  await answerUploads(page, lost);
  await tray.drop(...some(1));
  await expect(tray.retry("picture-1.jpg")).toBeVisible();
  await page.clock.fastForward(6_000);
  await expect(tray.whole).toHaveText("1 added");
});

test("one file whose connection always breaks does not hold up the others", async ({ page, watch, person: _ }) => {
  watch.allow(/ERR_CONNECTION_RESET/);
  const tray = new UploadTray(page);
  await page.route("**/api/v1/photos", (route) =>
    route.request().postDataBuffer()?.includes("unlucky.jpg") ? lost(route) : route.fallback(),
  );
  await tray.drop({ ...some(1)[0]!, name: "unlucky.jpg" }, ...some(8));
  await expect(tray.whole).toHaveText(/^8 of 9 · waiting$|^8 added, 1 not$/);
});

for (const status of [429, 503] as const) {
  test(`a server that asks to wait (${status}) is given the time, and the rest goes on by itself`, async ({ page, watch, person: _ }) => {
    watch.allow(new RegExp(`status of ${status}`));
    const tray = new UploadTray(page);
    await answerUploads(page, busy(status, "2"), busy(status, "2"), busy(status, "2"));
    await tray.drop(...some(4));
    await expect(tray.tray).toContainText("asks to wait. It goes on by itself.");
    await expect(tray.tray).toContainText("Next try in 5 s");
    await expect(tray.row("picture-1.jpg")).toContainText("waiting");
    await expect(tray.whole).toHaveText("4 added");
  });
}

test("a file that is gone when its turn comes says so", async ({ page, watch, person: _ }, info) => {
  watch.allow(/ERR_FILE_NOT_FOUND|ERR_UPLOAD_FILE_CHANGED/);
  const paths: string[] = [];
  for (const { name, bytes } of some(4)) {
    const path = info.outputPath(name);
    await writeFile(path, bytes);
    paths.push(path);
  }
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.chooseFiles(paths);
  await expect.poll(() => held.waiting.length).toBe(3);
  await rm(paths[3]!);
  await held.letGo();
  await expect(tray.row("picture-4.jpg")).toContainText("can no longer be read");
  await expect(tray.whole).toHaveText("3 added, 1 not");
});

test("when the session ends on the way, what is left waits for signing in and goes on", async ({ page, watch, person }) => {
  // What is private is not there for somebody who is signed out: neither the next upload nor a thumb that was just added.
  watch.allow(/status of 40[14]/);
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.drop(...some(5));
  await expect.poll(() => held.waiting.length).toBe(3);
  await held.letOneGo();
  await expect(tray.row("picture-1.jpg")).toContainText("done");
  // As when it is ended from another device.
  const ended = await page.request.post("/api/v1/auth/logout", { headers: { Origin: new URL(page.url()).origin } });
  expect(ended.status()).toBe(204);
  await held.letGo();
  await tray.tray.getByRole("link", { name: "Sign in to go on" }).click();
  const signIn = new SignInPage(page);
  await signIn.fill(person);
  await signIn.submit.click();
  await expect(tray.whole).toHaveText("5 added");
});

test("a HEIC picture is told what it is and what to do, and is not sent", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  const held = await Uploads.hold(page);
  await tray.drop({ name: "IMG_0001.HEIC", type: "image/heic", bytes: Buffer.from("ftypheic") });
  await expect(tray.row("IMG_0001.HEIC")).toContainText(/HEIC.*JPEG.*Most Compatible/);
  await expect(tray.whole).toHaveText("1 not added");
  expect(held.came).toBe(0);
});

test.describe("somebody who is not signed in", () => {
  /** The code of the tray. Their page comes without it. */
  const CHUNK = /\/pkg\/[^/]*uploads[^/]*\.wasm$/;

  test("gets the tray's code only when a file comes", async ({ page }) => {
    const asked: string[] = [];
    page.on("request", (request) => void (CHUNK.test(request.url()) && asked.push(request.url())));
    await page.goto("/public");
    const tray = new UploadTray(page);
    await tray.alive();
    await page.waitForLoadState("networkidle");
    expect(asked).toEqual([]);
    await tray.drop(transparent());
    await expect(page).toHaveURL(/\/signin/);
    await expect(tray.row("transparent.png")).toContainText("waiting");
    expect(asked.length).toBeGreaterThan(0);
  });

  test("drops before the code is there, and nothing is lost", async ({ page }) => {
    let come = () => {};
    const comes = new Promise<void>((resolve) => (come = resolve));
    await page.route(CHUNK, async (route) => {
      await comes;
      await route.continue();
    });
    await page.goto("/public");
    const tray = new UploadTray(page);
    await tray.drop(...some(2));
    await expect(page.getByText("Getting ready to send your files.")).toBeVisible();
    come();
    await expect(tray.rows).toHaveCount(2);
    await expect(page.getByText("Getting ready")).toBeHidden();
  });

  test("drops when the code cannot be had: the page says so, lives on, and tries again", async ({ page, context, watch }) => {
    watch.allow(/ERR_INTERNET_DISCONNECTED|Failed to fetch/);
    await page.goto("/public");
    const tray = new UploadTray(page);
    await tray.alive();
    await page.waitForLoadState("networkidle");
    await context.setOffline(true);
    await tray.drop(...some(2));
    await expect(page.getByText("could not be loaded. Check the connection")).toBeVisible();
    await context.setOffline(false);
    await expect(tray.rows).toHaveCount(2);
  });
});
