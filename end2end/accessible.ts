import { expect, type Page, test } from "@playwright/test";
import { beyond, faults } from "./look";

/** Nothing that axe finds, in either theme, and nothing that scrolls sideways. */
export async function accessible(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator("html[data-hydrated]")).toBeAttached();
  await accessibleNow(page, path);
}

/** The same for the page as it stands. */
export async function accessibleNow(page: Page, name: string): Promise<void> {
  await test.step(name, async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      // Again while the page settles: its own code may still be arriving.
      await expect(async () => {
        expect(await faults(page), `${name} in ${colorScheme}`).toEqual([]);
      }).toPass({ timeout: 15_000 });
    }
    expect(await beyond(page), `${name} scrolls sideways by px`).toBeLessThanOrEqual(0);
  });
}
