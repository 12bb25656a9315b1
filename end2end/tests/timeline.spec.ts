import type { Page } from "@playwright/test";
import { count, upload } from "../api";
import { SIZES } from "../browser";
import { expect, type Person, test } from "../fixtures";
import type { Server } from "../server";
import { watchShifts } from "../look";
import { PublicPage, TimelinePage, UploadTray } from "../pages";
import { fromAPhone, landscape, twelveMegapixels } from "../pictures";

/** Gives the person on this page so many photos, and opens their timeline. */
async function withPhotos(page: Page, server: Server, person: Person, count: number, ...options: string[]): Promise<TimelinePage> {
  await upload(page.request, fromAPhone());
  await upload(page.request, twelveMegapixels());
  server.seed(person.username, count, ...options);
  const timeline = new TimelinePage(page);
  await timeline.open();
  await timeline.laidOut();
  return timeline;
}

/** Scrolls to a part (0 to 1) of the whole, and waits until pictures are there. */
async function showPart(page: Page, part: number): Promise<void> {
  await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), part);
  await expect(async () => {
    const covered = await page.evaluate(() => {
      /** More than there is between two rows, in px. */
      const GAP = 8;
      const rows = [...document.querySelectorAll(".cell, .grid-month")].map((element) => element.getBoundingClientRect());
      return [0.3, 0.5, 0.7].every((part) => rows.some(({ top, bottom }) => top - GAP < innerHeight * part && innerHeight * part < bottom + GAP));
    });
    expect(covered).toBe(true);
  }).toPass();
}

/** Goes to the very end of the timeline: the oldest photo is there, and nothing below it. */
async function reachEnd(page: Page): Promise<void> {
  const newest = await (await page.request.get("/api/v1/photos?order=taken&limit=1")).json();
  await page.keyboard.press("End");
  await expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const end = await page.evaluate(() => {
      const cells = document.querySelectorAll<HTMLElement>(".cell");
      const below = document.querySelector(".grid")!.getBoundingClientRect().bottom - innerHeight;
      return { last: cells[cells.length - 1]?.dataset.photo, below };
    });
    const last = await (await page.request.get(`/api/v1/photos/${end.last}`)).json();
    // They are of ten years.
    expect(Date.parse(last.taken_at)).toBeLessThan(Date.parse(newest.items[0].taken_at) - 9.5 * 365 * 86_400_000);
    expect(end.below).toBeLessThanOrEqual(1);
  }).toPass();
}

for (const [count, viewport] of [
  [100_000, { width: 390, height: 844 }],
  [1_000_000, { width: 1440, height: 900 }],
] as const) {
  test.describe("with more than a browser can draw at once", () => {
    test.use({ viewport });

    test(`the last of ${count.toLocaleString("en")} photos can be reached, and the middle`, async ({ page, person, server, watch }) => {
      test.setTimeout(300_000);
      // Most of so many have a row, but no files.
      watch.allow(/status of 500 .*\/(thumb|medium)\?/);
      const timeline = await withPhotos(page, server, person, count);
      await reachEnd(page);
      for (const part of [0.5, 0.25]) {
        await showPart(page, part);
        expect(await timeline.tiles.count()).toBeLessThanOrEqual(400);
      }
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(16_000_000);
    });
  });
}

for (const { name, viewport } of SIZES) {
  test.describe(`with ten thousand photos on a ${name}`, () => {
    test.use({ viewport });

    test("at most 400 tiles are in the document, wherever one scrolls, and the last photo can be reached", async ({ page, person, server }) => {
      test.slow();
      const timeline = await withPhotos(page, server, person, 10_000);
      for (const part of [0, 0.1, 0.35, 0.5, 0.82, 0.99, 0.4, 0.02]) {
        await showPart(page, part);
        expect(await timeline.tiles.count(), `at ${part}`).toBeLessThanOrEqual(400);
        expect(await timeline.tiles.count(), `at ${part}`).toBeGreaterThan(3);
      }
      const answer = await page.request.get("/api/v1/photos?order=taken&limit=1");
      const newest = (await answer.json()).items[0].id;
      await showPart(page, 0);
      await expect(timeline.tile(newest)).toBeVisible();
      await reachEnd(page);
    });

    test("scrolling on by the wheel, no row is missing and nothing moves by itself", async ({ page, person, server }) => {
      const shifts = await watchShifts(page);
      const timeline = await withPhotos(page, server, person, 3_000);
      await page.mouse.move(viewport.width / 2, viewport.height / 2);
      const seen = new Set<string>(await timeline.seen());
      for (let step = 0; step < 30; step++) {
        const before = await page.evaluate(() => scrollY);
        await page.mouse.wheel(0, viewport.height * 0.6);
        await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
        await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
        for (const id of await timeline.seen()) seen.add(id);
      }
      const walked = await page.request.get(`/api/v1/photos?order=taken&limit=200`);
      const expected = (await walked.json()).items.map(({ id }: { id: string }) => id).slice(0, Math.min(seen.size, 150) - 10);
      expect(expected.filter((id: string) => !seen.has(id))).toEqual([]);
      // And back again.
      for (let step = 0; step < 30; step++) await page.mouse.wheel(0, -viewport.height * 0.6);
      await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
      expect(await shifts()).toEqual([]);
    });

    test("a month of years ago is a step away, and going back leads to the very place", async ({ page, person, server }) => {
      const timeline = await withPhotos(page, server, person, 3_000);
      await timeline.months.focus();
      for (let year = 0; year < 3; year++) await page.keyboard.press("PageDown");
      const told = async () => (await timeline.months.getAttribute("aria-valuetext"))!.split(",")[0]!;
      const thisYear = (await (await page.request.get("/api/v1/photos?order=taken&limit=1")).json()).items[0].taken_at.slice(0, 4);
      await expect.poll(told).toContain(String(Number(thisYear) - 3));
      await expect(async () => expect(await timeline.monthOnTop()).toBe(await told())).toPass();
      await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);

      await page.mouse.move(viewport.width / 2, viewport.height / 2);
      await page.mouse.wheel(0, 700);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(700);
      await page.waitForFunction(() => !document.querySelector(".grid-trouble")?.textContent);
      const id = await timeline.seenWhole();
      const place = () => timeline.tile(id).evaluate((tile) => Math.round(tile.getBoundingClientRect().top));
      const before = await place();
      await timeline.tile(id).click();
      await expect(page).toHaveURL(new RegExp(id));
      await page.goBack();
      await timeline.laidOut();
      await expect.poll(place).toBeGreaterThan(before - 3);
      expect(Math.abs((await place()) - before)).toBeLessThan(3);
    });
  });
}

test("after the window is loaded anew, one is where one was", async ({ page, person, server }) => {
  const timeline = await withPhotos(page, server, person, 3_000);
  await timeline.months.focus();
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageDown");
  const told = async () => (await timeline.months.getAttribute("aria-valuetext"))!.split(",")[0]!;
  const newest = (await (await page.request.get("/api/v1/photos?order=taken&limit=1")).json()).items[0].taken_at;
  await expect.poll(told).toContain(String(Number(newest.slice(0, 4)) - 2));
  const onTop = await told();
  await expect.poll(() => timeline.monthOnTop()).toBe(onTop);
  await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
  const seen = await timeline.seen();
  await page.reload();
  await timeline.laidOut();
  await expect.poll(() => timeline.monthOnTop()).toBe(onTop);
  await expect(async () => {
    const again = await timeline.seen();
    expect(seen.filter((id) => again.includes(id)).length).toBeGreaterThan(seen.length / 2);
  }).toPass();
});

test("the strip is dragged to a month", async ({ page, person, server }) => {
  const timeline = await withPhotos(page, server, person, 2_000);
  const strip = (await timeline.months.boundingBox())!;
  await page.mouse.move(strip.x + strip.width / 2, strip.y + 5);
  await page.mouse.down();
  await page.mouse.move(strip.x + strip.width / 2, strip.y + strip.height * 0.6, { steps: 5 });
  const wanted = (await timeline.months.getAttribute("aria-valuetext"))!.split(",")[0]!;
  await page.mouse.up();
  await expect.poll(() => timeline.monthOnTop()).toBe(wanted);
});

test("pictures that arrive appear without loading the page again, and what is looked at stays where it is", async ({ page, person, server }) => {
  const timeline = await withPhotos(page, server, person, 500, "--years", "1");
  const tray = new UploadTray(page);
  await page.mouse.move(600, 400);
  await page.mouse.wheel(0, 2_000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(2_000);
  const id = (await timeline.seen())[5]!;
  const place = () => timeline.tile(id).evaluate((tile) => tile.getBoundingClientRect().top);
  const before = await place();
  const picture = landscape(77);
  await tray.drop(picture);
  await expect(tray.row(picture.name)).toContainText("done", { timeout: 30_000 });
  expect(Math.abs((await place()) - before)).toBeLessThan(1);
  const mine = await page.request.get("/api/v1/photos?order=added&limit=1");
  const arrived = (await mine.json()).items[0].id;
  await showPart(page, 0);
  await expect(timeline.tile(arrived)).toBeVisible();
});

test.describe("many at once", () => {
  test("picked by click, with Shift, and by keyboard; deleted, and brought back with one undo", async ({ page, person, server }) => {
    const timeline = await withPhotos(page, server, person, 300, "--years", "1");
    const ids = await timeline.seen();
    await timeline.tile(ids[0]!).hover();
    await timeline.check(ids[0]!).click();
    await expect(timeline.selection).toContainText("1 selected");
    await timeline.tile(ids[5]!).click({ modifiers: ["Shift"] });
    await expect(timeline.selection).toContainText("6 selected");
    await timeline.tile(ids[6]!).click();
    await expect(timeline.selection).toContainText("7 selected");

    // By keyboard: the next one, then two more on the way.
    await timeline.tile(ids[6]!).focus();
    await page.keyboard.press("ArrowRight");
    await expect(timeline.tile(ids[7]!)).toBeFocused();
    await page.keyboard.press(" ");
    await expect(timeline.selection).toContainText("8 selected");
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(timeline.selection).toContainText("10 selected");

    await timeline.selection.getByRole("button", { name: "Delete" }).click();
    await expect(timeline.selection).toBeHidden();
    for (const id of ids.slice(0, 10)) await expect(timeline.tile(id)).toHaveCount(0);
    expect(await count(page.request, "trash")).toBe(10);
    await timeline.undo.click();
    await expect(timeline.tile(ids[0]!)).toBeVisible();
    await expect.poll(() => count(page.request, "trash")).toBe(0);
    await showPart(page, 0);
    await expect.poll(async () => (await timeline.seen()).slice(0, 10)).toEqual(ids.slice(0, 10));
  });

  test("five thousand at a time, and no more; one undo for all", async ({ page, person, server }) => {
    test.slow();
    const timeline = await withPhotos(page, server, person, 5_100);
    const first = (await timeline.seen())[0]!;
    await timeline.tile(first).hover();
    await timeline.check(first).click();
    await showPart(page, 1);
    const last = (await timeline.seen()).at(-1)!;
    await timeline.tile(last).click({ modifiers: ["Shift"] });
    await expect(timeline.selection).toContainText("5000 selected, the most at a time");
    await timeline.selection.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("5000 photos moved to the trash.")).toBeVisible({ timeout: 60_000 });
    expect(await count(page.request)).toBe(102);
    await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
    await timeline.undo.click();
    await expect(page.getByText("5000 photos are back.")).toBeVisible({ timeout: 60_000 });
    expect(await count(page.request)).toBe(5_102);
    await showPart(page, 0);
    await expect(timeline.tile(first)).toBeVisible();
  });

  test("forty across rows become one ZIP", async ({ page, person, server }) => {
    const timeline = await withPhotos(page, server, person, 300, "--years", "1");
    const ids = (await (await page.request.get("/api/v1/photos?order=taken&limit=40")).json()).items.map(({ id }: { id: string }) => id);
    await timeline.tile(ids[0]).hover();
    await timeline.check(ids[0]).click();
    await page.mouse.move(600, 400);
    await expect(async () => {
      await page.mouse.wheel(0, 300);
      await expect(timeline.tile(ids[39])).toBeVisible({ timeout: 500 });
    }).toPass();
    await timeline.tile(ids[39]).click({ modifiers: ["Shift"] });
    await expect(timeline.selection).toContainText("40 selected");
    const saved = page.waitForEvent("download");
    await timeline.selection.getByRole("button", { name: "Download" }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^Pinhole.*\.zip$/);
    const path = await download.path();
    const { execFileSync } = await import("node:child_process");
    const listed = execFileSync("python3", ["-c", "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(z.namelist()))", path]);
    expect(listed.toString().trim()).toBe("None 40");
  });

  test("who can see them is changed for all", async ({ page, person, server, stranger }) => {
    const timeline = await withPhotos(page, server, person, 300, "--years", "1");
    const ids = await timeline.seen();
    await timeline.tile(ids[0]!).hover();
    await timeline.check(ids[0]!).click();
    await timeline.tile(ids[3]!).click({ modifiers: ["Shift"] });
    await timeline.selection.getByRole("combobox", { name: "Who can see them" }).selectOption("Everyone");
    await expect(timeline.selection).toBeHidden();
    const gallery = new PublicPage(stranger);
    await gallery.open();
    for (const id of ids.slice(0, 4)) await expect(gallery.tile(id)).toBeAttached();
  });

  test.describe("by touch", () => {
    test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

    test("a long press picks one, and moving on picks what is on the way", async ({ page, person, server }) => {
      const timeline = await withPhotos(page, server, person, 300, "--years", "1");
      const ids = await timeline.seen();
      const middle = async (id: string) => {
        const box = (await timeline.tile(id).boundingBox())!;
        return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
      };
      const touch = await page.context().newCDPSession(page);
      const at = async (type: "touchStart" | "touchMove" | "touchEnd", ...touchPoints: { x: number; y: number }[]) =>
        touch.send("Input.dispatchTouchEvent", { type, touchPoints });
      await at("touchStart", await middle(ids[1]!));
      await expect(timeline.selection).toContainText("1 selected");
      await at("touchMove", await middle(ids[2]!));
      await at("touchMove", await middle(ids[4]!));
      await expect(timeline.selection).toContainText("4 selected");
      await at("touchEnd");
      await expect(page).toHaveURL(/\/photos$/);
      // From now on a tap picks, too.
      await timeline.tile(ids[6]!).tap();
      await expect(timeline.selection).toContainText("5 selected");
      await timeline.selection.getByRole("button", { name: "Clear the selection" }).tap();
      await expect(timeline.selection).toBeHidden();
    });
  });
});

test("the public gallery goes on as far as one scrolls", async ({ page, person, server, stranger }) => {
  await upload(page.request, fromAPhone(), "public");
  server.seed(person.username, 400, "--public");
  const shifts = await watchShifts(stranger);
  const gallery = new PublicPage(stranger);
  await gallery.open();
  await gallery.alive();
  const seen = new Set<string>();
  await stranger.mouse.move(600, 400);
  await expect(async () => {
    await stranger.mouse.wheel(0, 800);
    for (const id of await gallery.seen()) seen.add(id);
    expect(seen.size).toBeGreaterThan(250);
  }).toPass({ intervals: [50], timeout: 40_000 });
  expect(await gallery.tiles.count()).toBeLessThanOrEqual(400);
  expect(await shifts()).toEqual([]);
});
