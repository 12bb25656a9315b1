import type { Locator, Page } from "@playwright/test";
import { photo, photos } from "../api";
import { expect, somebody, test } from "../fixtures";
import { PhotoPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { fromAPhone } from "../pictures";

/** Goes on with Tab until `target` has the focus, which must be seen. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let steps = 0; steps < 80; steps++) {
    if (await target.evaluate((element) => element === document.activeElement)) {
      expect(await target.evaluate((element) => element.matches(":focus-visible"))).toBe(true);
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`${target} cannot be reached with Tab`);
}

test("everything with the keyboard alone", async ({ page }) => {
  const person = somebody();
  const timeline = new TimelinePage(page);

  await test.step("sign up", async () => {
    const signUp = new SignUpPage(page);
    await signUp.open();
    await signUp.alive();
    for (const [field, words] of [
      [signUp.username, person.username],
      [signUp.email, person.email],
      [signUp.password, person.password],
    ] as const) {
      await tabTo(page, field);
      await page.keyboard.type(words);
    }
    await page.keyboard.press("Enter");
    await timeline.shown();
  });

  await test.step("upload", async () => {
    const picture = fromAPhone();
    const tray = new UploadTray(page);
    await tray.alive();
    await tabTo(page, tray.button);
    const chooser = page.waitForEvent("filechooser");
    await page.keyboard.press("Enter");
    await (await chooser).setFiles({ name: picture.name, mimeType: picture.type, buffer: picture.bytes });
    await expect(tray.row(picture.name)).toContainText("done");
  });

  const { id } = (await photos(page.request))[0]!;
  const one = new PhotoPage(page, id);

  await test.step("open it and show it to everyone", async () => {
    await timeline.open();
    await timeline.alive();
    await tabTo(page, timeline.tile(id));
    await page.keyboard.press("Enter");
    await one.shows(id);
    await tabTo(page, one.toDetails);
    await page.keyboard.press("Enter");
    const main = page.getByRole("main");
    await tabTo(page, main.getByRole("radio", { checked: true }).or(main.getByRole("combobox", { name: "Who can see it" })));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    const save = main.getByRole("button", { name: "Save" });
    if (await save.isVisible()) {
      await tabTo(page, save);
      await page.keyboard.press("Enter");
    }
    await expect.poll(async () => (await photo(page.request, id)).visibility).toBe("public");
  });

  await test.step("delete it and undo", async () => {
    await tabTo(page, one.delete);
    await page.keyboard.press("Enter");
    await timeline.shown();
    await expect(timeline.tiles).toHaveCount(0);
    await tabTo(page, one.undo);
    await page.keyboard.press("Enter");
    await expect(timeline.tile(id)).toBeVisible();
  });
});
