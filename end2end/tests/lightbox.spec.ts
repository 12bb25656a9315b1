import type { Page } from "@playwright/test";
import { type Photo, photos, upload } from "../api";
import { SIZES } from "../browser";
import { expect, test } from "../fixtures";
import { faults } from "../look";
import { Fingers } from "../fingers";
import { PhotoPage, PublicPage, TimelinePage } from "../pages";
import { animated, cornered, fromAPhone, landscape, twelveMegapixels } from "../pictures";

/** Photos whose places in the timeline are known, the newest first. */
async function three(page: Page, visibility: Photo["visibility"] = "private"): Promise<[string, string, string]> {
  const ids: string[] = [];
  for (const number of [0, 1, 2]) ids.push((await upload(page.request, landscape(number), visibility)).id);
  return ids as [string, string, string];
}

/** The timeline, come alive. */
async function timelineOf(page: Page): Promise<TimelinePage> {
  const timeline = new TimelinePage(page);
  await timeline.open();
  await timeline.alive();
  return timeline;
}

/** A photo's own page, come alive. */
async function opened(page: Page, id: string, query = ""): Promise<PhotoPage> {
  const one = new PhotoPage(page);
  await one.open(id, query);
  await one.alive();
  await one.shows(id);
  return one;
}

/** Counts the view transitions of every page from now on. */
async function countTransitions(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const start = document.startViewTransition?.bind(document);
    const counted = window as unknown as { transitions: number };
    counted.transitions = 0;
    document.startViewTransition = (update) => {
      counted.transitions++;
      return start(update);
    };
  });
  return () => page.evaluate(() => (window as unknown as { transitions: number }).transitions);
}

/** How the picture on the stage is drawn: its own width in px, and its width on the screen in the screen's px. */
async function drawn(page: Page): Promise<{ natural: number; onScreen: number }> {
  return page.locator(".lightbox-slide[data-here] img").evaluate((image: HTMLImageElement) => ({
    natural: image.naturalWidth,
    onScreen: Math.round(image.getBoundingClientRect().width * devicePixelRatio),
  }));
}

for (const { name, viewport } of SIZES) {
  const isTouched = name !== "desktop";

  test.describe(name, () => {
    test.use({ viewport, hasTouch: isTouched });

    test("keys go along the list and back to it", async ({ page, person: _ }) => {
      const [newest, middle, oldest] = await three(page);
      const timeline = await timelineOf(page);
      const one = new PhotoPage(page);
      await timeline.tile(middle).click();
      await one.shows(middle);
      await expect(one.stage).toBeFocused();
      await expect(page).toHaveTitle(/^Photo taken 24 September 2026 · Pinhole$/);
      expect(await page.evaluate(() => scrollY)).toBe(0);

      await page.keyboard.press("ArrowRight");
      await one.shows(oldest);
      await expect(page).toHaveTitle(/^Photo taken 20 September 2026/);
      await expect(one.next, "the list ends here").toHaveCount(0);
      await page.keyboard.press("ArrowRight");
      await one.shows(oldest);
      await page.keyboard.press("ArrowLeft");
      await page.keyboard.press("ArrowLeft");
      await one.shows(newest);
      await expect(one.previous).toHaveCount(0);

      await page.keyboard.press("Escape");
      await expect(page).toHaveURL(/\/photos$/);
      await expect(page).toHaveTitle(/^Photos/);
      await expect(timeline.tile(newest), "the picture that was seen last").toBeFocused();
    });

    test("Back closes it, however many pictures were seen", async ({ page, person: _ }) => {
      const [, middle, oldest] = await three(page);
      const timeline = await timelineOf(page);
      const one = new PhotoPage(page);
      await timeline.tile(middle).click();
      await one.shows(middle);
      await page.keyboard.press("ArrowRight");
      await one.shows(oldest);
      await page.goBack();
      await expect(page).toHaveURL(/\/photos$/);
      await expect(timeline.tile(oldest)).toBeFocused();
    });

    test("it can be loaded again, and opened by its link", async ({ page, person: _ }) => {
      const [, middle] = await three(page);
      const timeline = await timelineOf(page);
      const one = new PhotoPage(page);
      await timeline.tile(middle).click();
      await one.shows(middle);
      await page.reload();
      await one.alive();
      await one.shows(middle);
      const entries = await page.evaluate(() => history.length);
      await one.close.click();
      await expect(page).toHaveURL(/\/photos$/);
      await expect(timeline.tile(middle)).toBeVisible();
      expect(await page.evaluate(() => history.length), "one has gone back, not on").toBe(entries);

      // By a link, there is no list to go back to.
      await opened(page, middle);
      await page.keyboard.press("Escape");
      await expect(page).toHaveURL(/\/photos$/);
      await expect(timeline.tile(middle)).toBeFocused();
    });

    test("details are beside the picture or below it", async ({ page, person: _ }) => {
      const [newest, middle] = await three(page);
      const one = await opened(page, newest);
      const width = async () => (await one.stage.boundingBox())!.width;
      const before = await width();
      if (viewport.width > 896) {
        await expect(one.details).toBeHidden();
        await page.keyboard.press("i");
        await expect(one.details).toBeVisible();
        expect(await width()).toBeLessThan(before);
        await expect(one.details).toContainText("Lumen One");
        await expect(one.details, "the owner sees where").toContainText("59.325");

        await page.keyboard.press("ArrowRight");
        await one.shows(middle);
        await expect(one.details).toContainText("24 September 2026");
        await one.close.click();
        await new TimelinePage(page).tile(newest).click();
        await one.shows(newest);
        await expect(one.details, "remembered").toBeVisible();
        await one.toDetails.click();
        await expect(one.details).toBeHidden();
        expect(await width()).toBe(before);
      } else {
        await page.keyboard.press("i");
        await expect(one.title).toBeInViewport({ ratio: 1 });
        const bar = (await page.locator(".lightbox-bar").boundingBox())!;
        expect((await one.title.boundingBox())!.y).toBeGreaterThanOrEqual(bar.y + bar.height);
        await page.keyboard.press("i");
        await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
      }
    });

    test("it can be looked at down to real pixels, of the original", async ({ page, person: _ }) => {
      const { id, width } = await upload(page.request, twelveMegapixels());
      const one = await opened(page, id);
      const fit = await drawn(page);
      expect(fit.natural).toBeLessThanOrEqual(1600);
      const middle = await Fingers.middle(one.stage);
      if (isTouched) {
        const fingers = await Fingers.on(page);
        await fingers.tap(middle);
        await fingers.tap(middle);
      } else {
        await page.mouse.dblclick(middle.x, middle.y);
      }
      await expect.poll(() => drawn(page)).toEqual({ natural: width, onScreen: width });

      const left = async () => (await page.locator(".lightbox-slide[data-here] img").boundingBox())!.x;
      const before = await left();
      const aside = { x: middle.x - 60, y: middle.y };
      if (isTouched) {
        await (await Fingers.on(page)).swipe(middle, aside);
      } else {
        await page.mouse.down();
        await page.mouse.move(aside.x, aside.y, { steps: 4 });
        await page.mouse.up();
      }
      await expect.poll(left, "it is pushed around, not swiped away").toBeCloseTo(before - 60, 0);
      await one.shows(id);

      await page.keyboard.press("0");
      await expect.poll(async () => (await drawn(page)).onScreen).toBe(fit.onScreen);
      await page.keyboard.press("+");
      await expect.poll(async () => (await drawn(page)).onScreen).toBeGreaterThan(fit.onScreen * 1.4);
      await page.keyboard.press("-");
      await expect.poll(async () => (await drawn(page)).onScreen).toBe(fit.onScreen);
    });

    test("it goes to the trash, the next picture comes, and undo brings it back", async ({ page, person: _ }) => {
      const [newest, middle, oldest] = await three(page);
      const timeline = await timelineOf(page);
      const one = new PhotoPage(page);
      await timeline.tile(middle).click();
      await one.shows(middle);
      await expect(one.delete).toBeVisible();
      await page.keyboard.press("Delete");
      await one.shows(oldest);
      await expect(one.undo).toBeVisible();
      expect((await photos(page.request)).map(({ id }) => id).sort()).toEqual([newest, oldest].sort());
      await one.undo.click();
      await one.shows(middle);
      await page.keyboard.press("ArrowLeft");
      await one.shows(newest);

      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await one.shows(oldest);
      await one.delete.click();
      await one.shows(middle);
      await page.keyboard.press("Delete");
      await one.shows(newest);
      await expect(one.undo).toHaveCount(2);
      await page.keyboard.press("Delete");
      await expect(page, "nothing is left but the list").toHaveURL(/\/photos$/);
      await expect(page.getByRole("heading", { name: "No photos yet" })).toBeVisible();
      await expect(one.undo).toHaveCount(3);
      await one.undo.last().click();
      await expect(timeline.tile(newest)).toBeVisible();
    });

    test("nothing that axe finds, in either theme", async ({ page, person: _ }) => {
      const [, middle] = await three(page);
      const one = await opened(page, middle);
      await one.showDetails();
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const looked = async () => {
          expect(await faults(page)).toEqual([]);
        };
        await looked();
        await page.keyboard.press("?");
        await expect(one.keys).toBeVisible();
        await looked();
        await page.keyboard.press("Escape");
        await expect(one.keys).toBeHidden();
      }
      await one.shows(middle);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      for (const button of await page.locator(".lightbox-bar :is(a, button):visible").all()) {
        const { width, height } = (await button.boundingBox())!;
        expect(Math.min(width, height), await button.innerText()).toBeGreaterThanOrEqual(isTouched ? 48 : 44);
      }
    });

    if (isTouched) {
      test("fingers go along the list, and down to it", async ({ page, person: _ }) => {
        const [newest, middle, oldest] = await three(page);
        const timeline = await timelineOf(page);
        const one = new PhotoPage(page);
        await timeline.tile(middle).tap();
        await one.shows(middle);
        // The neighbours are at hand once the list was asked for.
        await expect(page.locator(`.lightbox-slide img[src*="${newest}"]`)).toBeAttached();
        const fingers = await Fingers.on(page);
        const from = await Fingers.middle(one.stage);
        const far = { x: from.x + viewport.width * 0.45, y: from.y };
        const place = async () => (await page.locator(`.lightbox-slide:has(img[src*="${middle}"])`).boundingBox())!;
        const before = await place();

        const way = Math.round(viewport.width * 0.4);
        await fingers.drag(from, { x: from.x - way, y: from.y + 10 });
        await expect.poll(async () => (await place()).x, "it follows the finger").toBeCloseTo(before.x - way, 0);
        await expect(page.locator(`.lightbox-slide img[src*="${oldest}"]`), "and its neighbour comes after it").toBeVisible();
        await fingers.up();
        await one.shows(oldest);

        await fingers.swipe(from, far);
        await one.shows(middle);
        await fingers.swipe(from, far);
        await one.shows(newest);
        await fingers.swipe(from, far);
        await one.shows(newest);

        await fingers.swipe(from, { x: from.x, y: from.y + viewport.height * 0.3 });
        await expect(page).toHaveURL(/\/photos$/);
        await expect(timeline.tile(newest)).toBeVisible();
      });

      test("two fingers zoom", async ({ page, person: _ }) => {
        const { id } = await upload(page.request, twelveMegapixels());
        const one = await opened(page, id);
        const { onScreen } = await drawn(page);
        const fingers = await Fingers.on(page);
        const { x, y } = await Fingers.middle(one.stage);
        await fingers.down({ x: x - 30, y }, { x: x + 30, y });
        for (const apart of [40, 60, 75, 90]) await fingers.move({ x: x - apart, y }, { x: x + apart, y });
        await fingers.up();
        await expect.poll(async () => (await drawn(page)).onScreen).toBe(onScreen * 3);
        await one.shows(id);
      });
    }
  });
}

test("what comes next is there before it is asked for", async ({ page, person: _ }) => {
  const [newest, middle] = await three(page);
  const loaded = new Set<string>();
  page.on("requestfinished", (request) => loaded.add(new URL(request.url()).pathname));
  const one = await opened(page, newest);
  await expect.poll(() => [...loaded].some((path) => path.startsWith(`/photos/${middle}/`))).toBe(true);
  await page.waitForLoadState("networkidle");
  loaded.clear();
  await page.keyboard.press("ArrowRight");
  const isDrawn = await page.locator(`.lightbox-slide[data-here] img[src*="${middle}"]`).evaluate((image: HTMLImageElement) => image.complete);
  expect(isDrawn).toBe(true);
  await one.shows(middle);
  expect([...loaded].filter((path) => path.startsWith(`/photos/${middle}/`))).toEqual([]);
});

test("steps that are quicker than the network are all taken, there and back", async ({ page, person: _ }) => {
  const [newest, middle, oldest] = await three(page);
  let letGo = () => {};
  await page.route("**/fn/around*", async (route) => {
    await new Promise<void>((resolve) => (letGo = resolve));
    await route.continue();
  });
  for (const [keys, reached] of [
    [["Right", "Left"], middle],
    [["Right", "Left", "Left"], newest],
    [["Left", "Left", "Right", "Right", "Right"], oldest],
  ] as const) {
    const timeline = await timelineOf(page);
    const one = new PhotoPage(page);
    const asked = page.waitForRequest("**/fn/around*");
    await timeline.tile(middle).click();
    await one.shows(middle);
    await asked;
    for (const key of keys) await page.keyboard.press(`Arrow${key}`);
    await one.shows(middle);
    letGo();
    await expect(page.locator(".lightbox-slide"), "its neighbours are there").not.toHaveCount(1);
    await one.shows(reached);
  }
});

test("a long list goes on and on", async ({ page, person: _ }) => {
  const ids: string[] = [];
  for (let day = 26; day > 0; day--) {
    const taken = `2024:05:${String(day).padStart(2, "0")} 12:00:00`;
    ids.push((await upload(page.request, cornered({ width: 60, height: 40, exif: { taken } }))).id);
  }
  const one = await opened(page, ids[0]!);
  for (const id of ids.slice(1)) {
    await expect(one.next).toBeVisible();
    await page.keyboard.press("ArrowRight");
    await one.shows(id);
  }
  await expect(one.next).toHaveCount(0);
});

test("the tile becomes the picture and the other way round, unless less motion is asked for", async ({ page, person: _ }) => {
  const [, middle] = await three(page);
  const transitions = await countTransitions(page);
  const timeline = await timelineOf(page);
  const one = new PhotoPage(page);
  await timeline.tile(middle).click();
  await one.shows(middle);
  expect(await transitions()).toBe(1);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  await one.shows(middle);
  expect(await transitions(), "not from one picture to the next").toBe(1);
  await page.keyboard.press("Escape");
  await expect.poll(transitions).toBe(2);
  await expect(timeline.tile(middle)).toBeFocused();

  await page.emulateMedia({ reducedMotion: "reduce" });
  await timeline.tile(middle).click();
  await one.shows(middle);
  await page.keyboard.press("Escape");
  await expect(timeline.tile(middle)).toBeFocused();
  expect(await transitions()).toBe(2);
});

test("keys that are typed are only typed", async ({ page, person: _ }) => {
  const [newest] = await three(page);
  const one = await opened(page, newest);
  await one.showDetails();
  await one.title.click();
  await page.keyboard.type("iffy? 0-1");
  await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Delete");
  await expect(one.title).toHaveValue("iffy? 0-");
  await page.keyboard.press("Enter");
  await expect(page).toHaveTitle(/^iffy\? 0-/);
  await one.shows(newest);
  await expect(one.details).toBeVisible();
  await expect(one.keys).toBeHidden();
  await page.reload();
  await expect(page).toHaveTitle(/^iffy\? 0-/);
});

test("the whole screen, and back", async ({ page, person: _ }) => {
  const [newest] = await three(page);
  const one = await opened(page, newest);
  const isFull = () => page.evaluate(() => document.fullscreenElement !== null);
  await page.keyboard.press("f");
  await expect.poll(isFull).toBe(true);
  await expect(one.fullScreen).toHaveAttribute("aria-pressed", "true");
  await one.fullScreen.click();
  await expect.poll(isFull).toBe(false);
});

test("a picture that moves does so, or when it is asked to", async ({ page, person: _ }) => {
  const { id } = await upload(page.request, animated());
  const one = await opened(page, id);
  const source = () => one.picture.evaluate((image: HTMLImageElement) => image.currentSrc);
  await expect.poll(source).toContain("/original");
  await expect(page.getByRole("button", { name: "Play" })).toBeHidden();

  await page.emulateMedia({ reducedMotion: "reduce" });
  await one.open(id);
  await one.alive();
  await expect.poll(source).not.toContain("/original");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(source).toContain("/original");
  await page.getByRole("button", { name: "Stop" }).click();
  await expect.poll(source).not.toContain("/original");
});

test("what is slow is said to come, and what failed can be tried again", async ({ page, watch, person: _ }) => {
  watch.allow(/ERR_FAILED/);
  const { id } = await upload(page.request, landscape(0));
  let answer = (_: "continue" | "abort") => {};
  await page.route(/\/(medium|preview)\?/, async (route) => {
    const decision = new Promise<"continue" | "abort">((resolve) => (answer = resolve));
    await route[await decision]();
  });
  const one = new PhotoPage(page);
  // The picture itself is waited for by nobody.
  await page.goto(`/photos/${id}`, { waitUntil: "domcontentloaded" });
  await one.alive();
  const coming = page.locator(".lightbox-coming");
  await expect(coming).toBeVisible();
  answer("abort");
  await expect(page.getByRole("alert").getByText("This picture could not be loaded.")).toBeVisible();
  await expect(coming).toBeHidden();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(coming).toBeVisible();
  answer("continue");
  await expect(coming).toBeHidden();
  await expect.poll(() => one.picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
});

test("a stranger sees what is public, and no more", async ({ page, stranger, person }) => {
  const harbour = await upload(page.request, fromAPhone(), "public");
  const other = await upload(page.request, landscape(3), "public");
  await upload(page.request, landscape(4), "private");

  const gallery = new PublicPage(stranger);
  await gallery.open();
  await gallery.alive();
  await gallery.tile(other.id).click();
  const one = new PhotoPage(stranger);
  await one.shows(other.id);
  await stranger.keyboard.press("ArrowRight");
  await one.shows(harbour.id);
  await one.showDetails();
  await expect(one.details).toContainText(person.username);
  await expect(one.details).toContainText("Lumen One");
  await expect(stranger.getByRole("main")).not.toContainText(/59[.°]|18[.°]0/);
  await expect(one.delete).toHaveCount(0);
  await expect(one.title).toHaveCount(0);
  await expect(stranger.getByRole("group", { name: "Who can see it" })).toHaveCount(0);
  await stranger.keyboard.press("Delete");
  await one.shows(harbour.id);
  await stranger.keyboard.press("Escape");
  await expect(stranger).toHaveURL(/\/public$/);
  await expect(gallery.tile(harbour.id)).toBeFocused();

  // Opened by its link, it leads to the gallery too.
  await one.open(harbour.id);
  await one.alive();
  await expect(one.close).toHaveAttribute("href", "/public");
  await expect(one.previous).toHaveAttribute("href", `/photos/${other.id}?in=public`);
});

test("the ways along a list need no script", async ({ browser, page, server, person }) => {
  const [newest, middle, oldest] = await three(page, "public");
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url });
  const plain = await context.newPage();
  const one = new PhotoPage(plain);
  await plain.goto(`/photos/${middle}?in=person`);
  await expect(one.close).toHaveAttribute("href", `/people/${person.username}`);
  await one.next.click();
  // The public gallery is by the time added.
  await one.shows(newest);
  await one.previous.click();
  await one.previous.click();
  await one.shows(oldest);
  await expect(one.details).toBeVisible();
  await expect(one.details).toContainText("20 September 2026");
  await context.close();
});
