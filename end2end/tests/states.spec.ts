import type { Page, Route } from "@playwright/test";
import { accessibleNow } from "../accessible";
import { upload } from "../api";
import { SIZES } from "../browser";
import { expect, test } from "../fixtures";
import { watchShifts } from "../look";
import { fromAPhone, landscape } from "../pictures";

/** Pages that are gone to from another page, so that the browser asks for what is on them. */
const PAGES = [
  { from: "/public", link: "Photos", path: "/photos", asks: "**/fn/{stretch,months}", there: 'a[href^="/photos/"]:has(img)' },
  { from: "/photos", link: "Public", path: "/public", asks: "**/fn/{stretch,months}", there: 'a[href^="/photos/"]:has(img)' },
  { from: "/public", link: "Trash", path: "/trash", asks: "**/fn/trash", there: ':text("Restore")' },
] as const;

/** Follows a link of the bars, as a person does who has been here for a while. Meanwhile, what the page asks for goes to `handle`. */
async function follow(page: Page, { from, link, path, asks }: (typeof PAGES)[number], handle: (route: Route) => void): Promise<void> {
  // The page's code is there: what is looked at is what it asks for.
  await page.goto(path);
  await page.waitForLoadState("networkidle");
  await page.goto(from);
  await page.waitForLoadState("networkidle");
  await page.route(asks, handle);
  // The entry may be folded away, on a phone or in the menu.
  await page.locator(`:is(.masthead, .dock) a[href="${path}"]`).first().dispatchEvent("click");
  await expect(page, link).toHaveURL(new RegExp(`${path}$`));
}

for (const { name, viewport } of SIZES) {
  test.describe(name, () => {
    test.use({ viewport });

    test.beforeEach(async ({ page, person: _ }) => {
      await upload(page.request, fromAPhone(), "public");
      const { id } = await upload(page.request, landscape(3));
      await page.request.delete(`/api/v1/photos/${id}`, { headers: { Origin: new URL(page.url()).origin } });
    });

    for (const one of PAGES) {
      test(`${one.path} says that it is loading when the answer is slow, and shows it when it comes`, async ({ page }) => {
        const waiting: Route[] = [];
        await follow(page, one, (route) => void waiting.push(route));
        await expect(page.getByRole("main").getByText("Loading …")).toBeVisible();
        await accessibleNow(page, one.path);
        await page.route(one.asks, (route) => route.continue());
        for (const route of waiting.splice(0)) await route.continue();
        await expect(page.getByRole("main").locator(one.there).first()).toBeVisible();
        await expect(page.getByText("Loading …")).toBeHidden();
      });

      test(`${one.path} says what is wrong when there is no answer, and what to do`, async ({ page, watch }) => {
        watch.allow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/);
        await follow(page, one, (route) => void route.abort("internetdisconnected"));
        const main = page.getByRole("main");
        await expect(main.getByRole("heading", { level: 1 }).last()).toBeVisible();
        await expect(main.getByText(/connection/).first()).toBeVisible();
        await accessibleNow(page, one.path);
        await page.unroute(one.asks);
        await main.getByRole("link", { name: "Try again" }).click();
        await expect(main.locator(one.there).first()).toBeVisible();
      });
    }
  });
}

test("with a slow connection nothing on a page jumps while it comes", async ({ page, person: _ }) => {
  for (let n = 0; n < 4; n++) await upload(page.request, landscape(n + 10), "public");
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 300,
    downloadThroughput: 200_000,
    uploadThroughput: 50_000,
  });
  const shifts = await watchShifts(page);
  for (const path of ["/photos", "/public"]) {
    await page.goto(path, { waitUntil: "commit" });
    const tile = page.locator('main a[href^="/photos/"] img').first();
    await expect(tile, "pictures are in the page itself").toBeVisible({ timeout: 30_000 });
    await expect.poll(() => tile.evaluate((image: HTMLImageElement) => image.complete), { timeout: 30_000 }).toBe(true);
    expect(await shifts(), path).toEqual([]);
  }
});

test("the title of the window is never empty, and says which page it is", async ({ page, person: _ }) => {
  await page.addInitScript(() => {
    const titles: string[] = [];
    Object.assign(window, { titles });
    const note = () => {
      if (document.title !== titles.at(-1) && document.readyState !== "loading") titles.push(document.title);
    };
    new MutationObserver(note).observe(document, { childList: true, subtree: true, characterData: true });
  });
  const titles = () => page.evaluate(() => (window as unknown as { titles: string[] }).titles);
  for (const [path, title] of Object.entries({ "/photos": "Photos", "/trash": "Trash", "/account": "Account", "/public": "Public", "/doctor": "This device" })) {
    await page.goto(path);
    await page.waitForSelector("html[data-hydrated]");
    expect(await page.title(), path).toContain(title);
    expect(new Set(await titles()).size, `${path}: ${await titles()}`).toBeLessThanOrEqual(1);
  }
  await page.goto("/photos");
  await page.waitForSelector("html[data-hydrated]");
  await page.locator('.masthead a[href="/public"]').first().click();
  await expect(page).toHaveTitle("Public · Pinhole");
  expect((await titles()).filter((title) => !title.endsWith(" · Pinhole"))).toEqual([]);
});

test("password managers know the fields, and passwords can be pasted", async ({ person: _, stranger: page }) => {
  const known = async () =>
    page.locator("main input:not([type=hidden])").evaluateAll((inputs) => inputs.map((input) => input.getAttribute("autocomplete")));
  await page.goto("/signup");
  expect((await known()).slice(0, 3)).toEqual(["username", "email", "new-password"]);
  await page.waitForSelector("html[data-hydrated]");
  const username = page.getByLabel("Username");
  const password = page.getByLabel("Password", { exact: true });
  await username.fill("a quiet harbour at dusk");
  await username.press("ControlOrMeta+a");
  await username.press("ControlOrMeta+c");
  await password.press("ControlOrMeta+v");
  await expect(password).toHaveValue("a quiet harbour at dusk");
  await page.goto("/signin");
  expect((await known()).slice(0, 2)).toEqual(["username", "current-password"]);
});
