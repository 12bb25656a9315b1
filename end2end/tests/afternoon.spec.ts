import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { count, upload } from "../api";
import { expect, test } from "../fixtures";
import { TimelinePage, UploadTray } from "../pages";
import { watchShifts } from "../look";
import { fromAPhone, landscape } from "../pictures";

/** The same JPEG picture with a comment of its own, so that it is another file. */
function remarked(jpeg: Buffer, number: number): Buffer {
  const comment = Buffer.from([0xff, 0xfe, 0, 4, number >> 8, number & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

test("ten thousand photos, two hundred more on the way, and work goes on meanwhile", async ({ page, person, server }, info) => {
  test.setTimeout(240_000);
  const shifts = await watchShifts(page);
  const timeline = new TimelinePage(page);
  const tray = new UploadTray(page);
  await upload(page.request, fromAPhone());
  server.seed(person.username, 10_000);
  const folder = info.outputPath("card");
  await mkdir(join(folder, "DCIM"), { recursive: true });
  const { bytes } = landscape(1_000);
  for (let number = 0; number < 200; number++) {
    await writeFile(join(folder, number % 2 ? "DCIM" : ".", `picture-${number}.jpg`), remarked(bytes, number));
  }
  await timeline.open();
  await timeline.laidOut();

  await test.step("drop a folder, and scroll on", async () => {
    const letGo = await tray.dragPaths(folder);
    await letGo();
    await expect(tray.whole).toContainText("of 200", { timeout: 30_000 });
    await tray.fold.click();
    await page.mouse.move(500, 400);
    for (let step = 0; step < 15; step++) {
      const before = await page.evaluate(() => scrollY);
      await page.mouse.wheel(0, 500);
      await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
      await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
    }
  });

  await test.step("jump three years back", async () => {
    await timeline.months.focus();
    // At the very top, what comes is shown and moves the rest; and the browser takes for a shift what a wheel does just then.
    await shifts();
    for (let year = 0; year < 3; year++) await page.keyboard.press("PageDown");
    const told = async () => (await timeline.months.getAttribute("aria-valuetext"))!.split(",")[0]!;
    await expect(async () => expect(await timeline.monthOnTop()).toBe(await told())).toPass();
    await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
    expect(await shifts()).toEqual([]);
  });

  /** Picks so many, by keyboard, from the first one on the screen on. */
  const pick = async (amount: number) => {
    await timeline.tile(await timeline.seenWhole()).focus();
    await page.keyboard.press(" ");
    await expect(timeline.selection).toContainText("1 selected");
    for (let more = 2; more <= amount; more++) {
      await page.keyboard.press("Shift+ArrowRight");
      await expect(timeline.selection).toContainText(`${more} selected`);
    }
  };

  await test.step("forty of them as one ZIP", async () => {
    await pick(40);
    const saved = page.waitForEvent("download");
    await timeline.selection.getByRole("button", { name: "Download" }).click();
    const names = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(set(z.namelist())))";
    expect(execFileSync("python3", ["-c", names, await (await saved).path()]).toString().trim()).toBe("None 40");
    await timeline.selection.getByRole("button", { name: "Clear the selection" }).click();
  });

  await test.step("delete ten, and undo it", async () => {
    await pick(10);
    await timeline.selection.getByRole("button", { name: "Delete" }).click();
    await expect(page.getByText("10 photos moved to the trash.")).toBeVisible();
    await timeline.undo.click();
    await expect(page.getByText("10 photos are back.")).toBeVisible();
  });

  await expect(tray.whole).toHaveText("200 added", { timeout: 120_000 });
  expect(await count(page.request)).toBe(10_201);
  expect(await count(page.request, "trash")).toBe(0);
});
