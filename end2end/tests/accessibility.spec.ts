import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { upload } from "../api";
import { expect, test } from "../fixtures";
import { fromAPhone, landscape } from "../pictures";

/** Nothing that axe finds, in either theme, and nothing that scrolls sideways. */
async function accessible(page: Page, path: string): Promise<void> {
  await test.step(path, async () => {
    await page.goto(path);
    await expect(page.locator("html[data-hydrated]")).toBeAttached();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Again while the page settles: its own code may still be arriving.
      await expect(async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
        expect(found, `${path} in ${colorScheme}`).toEqual([]);
      }).toPass({ timeout: 15_000 });
    }
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, `${path} scrolls sideways by px`).toBeLessThanOrEqual(0);
  });
}

test("signed out", async ({ page, watch }) => {
  watch.allow(/status of 404/);
  for (const path of ["/", "/signup", "/signin", "/public", "/nothing-here"]) await accessible(page, path);
});

test("signed in, with nothing there yet", async ({ page, person: _ }) => {
  for (const path of ["/", "/photos", "/trash", "/upload", "/account", "/camera"]) await accessible(page, path);
});

test("signed in, with photos", async ({ page, person: _ }) => {
  const { id } = await upload(page.request, fromAPhone(), "public");
  await upload(page.request, landscape(0));
  for (const path of ["/", "/photos", "/public", `/photos/${id}`]) await accessible(page, path);
});

test("a person with public photos, and their trash", async ({ page, person }) => {
  await upload(page.request, fromAPhone(), "public");
  const { id } = await upload(page.request, landscape(1));
  await page.request.delete(`/api/v1/photos/${id}`, { headers: { Origin: new URL(page.url()).origin } });
  for (const path of [`/people/${person.username}`, "/trash"]) await accessible(page, path);
});

test("at 320 px nothing scrolls sideways", async ({ page, person: _ }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const { id } = await upload(page.request, landscape(2));
  for (const path of ["/", "/photos", `/photos/${id}`, "/trash", "/upload", "/account", "/camera", "/public"]) await accessible(page, path);
});
