import { expect, test } from "../fixtures";
import { Shell } from "../pages";

test("the theme follows the system until it is chosen", async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto("/");
  await page.emulateMedia({ colorScheme: "light" });
  const paper = await background();
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).not.toBe(paper);
});

test("a chosen theme is remembered and rendered by the server, so that nothing flashes", async ({ page }) => {
  const shell = new Shell(page);
  await page.goto("/");
  await shell.alive();
  for (const [name, value] of [["Darkroom", "dark"], ["Paper", "light"]] as const) {
    await shell.theme(name).click();
    await expect(page.locator("html")).toHaveAttribute("data-theme", value);
    // What the server sends, before any script: `page.request` has the page's cookies.
    const html = await (await page.request.get("/public")).text();
    expect(html).toMatch(new RegExp(`<html[^>]*\\bdata-theme="?${value}\\b`));
  }
  await shell.theme("System").click();
  await expect(page.locator("html")).not.toHaveAttribute("data-theme");
});
