import { expect, type Page } from "@playwright/test";

/** What the service worker keeps: the paths in each of its stores. */
export async function kept(page: Page): Promise<Record<string, string[]>> {
  return page.evaluate(async () => {
    const stores: Record<string, string[]> = {};
    for (const name of await caches.keys()) {
      const requests = await (await caches.open(name)).keys();
      stores[name.replace(/^shell-.*/, "shell")] = requests.map(({ url }) => new URL(url).pathname);
    }
    return stores;
  });
}

/** The service worker is there, and has the camera ready. */
export async function ready(page: Page): Promise<void> {
  await expect.poll(async () => (await kept(page)).camera, { timeout: 30_000 }).toEqual(["/camera"]);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
}
