import { execFileSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { count, upload } from "../api";
import { phone } from "../browser";
import { Fingers } from "../fingers";
import { expect, test } from "../fixtures";
import { TimelinePage, UploadTray } from "../pages";
import { watchShifts } from "../look";
import { fromAPhone, landscape } from "../pictures";

/** The same JPEG picture with a comment of its own, so that it is another file. */
function remarked(jpeg: Buffer, number: number): Buffer {
  const comment = Buffer.from([0xff, 0xfe, 0, 4, number >> 8, number & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2)]);
}

/** What is broken in a ZIP, by another reader than those who wrote ours, and how many files are in it. */
function namesIn(zip: string): string {
  const read = "import sys,zipfile; z=zipfile.ZipFile(sys.argv[1]); print(z.testzip(), len(set(z.namelist())))";
  return execFileSync("python3", ["-c", read, zip]).toString().trim();
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
    expect(namesIn(await (await saved).path())).toBe("None 40");
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

test.describe("by touch", () => {
  test.use(phone);

  test("the same on a phone: pick, scroll, jump, hold and draw over forty, save them, delete ten and undo it", async ({ page, person, server }, info) => {
    test.setTimeout(240_000);
    const timeline = new TimelinePage(page);
    const tray = new UploadTray(page);
    await upload(page.request, fromAPhone());
    server.seed(person.username, 10_000);
    const folder = info.outputPath("card");
    await mkdir(folder, { recursive: true });
    const { bytes } = landscape(1_000);
    const files = Array.from({ length: 200 }, (_, number) => join(folder, `picture-${number}.jpg`));
    for (const [number, file] of files.entries()) await writeFile(file, remarked(bytes, number));
    await timeline.open();
    await timeline.laidOut();
    const fingers = await Fingers.on(page);

    await test.step("pick files, and scroll on", async () => {
      await tray.ready();
      await tray.chooseFiles(files);
      await expect(tray.whole).toContainText("of 200", { timeout: 30_000 });
      await tray.fold.tap();
      for (let step = 0; step < 10; step++) {
        const before = await page.evaluate(() => scrollY);
        await fingers.swipe({ x: 195, y: 600 }, { x: 195, y: 200 });
        await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
        await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
      }
    });

    await test.step("jump three years back", async () => {
      const strip = (await timeline.months.boundingBox())!;
      const told = async () => (await timeline.months.getAttribute("aria-valuetext"))!.split(",")[0]!;
      const x = strip.x + strip.width / 2;
      await fingers.swipe({ x, y: strip.y + 8 }, { x, y: strip.y + strip.height * 0.3 });
      const thisYear = new Date().getFullYear();
      await expect.poll(async () => Number((await told()).match(/\d{4}/)![0])).toBeLessThan(thisYear - 1);
      await expect(async () => expect(await timeline.monthOnTop()).toBe(await told())).toPass();
      await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(2);
    });

    /** Holds a finger on the first picture and draws it down until at least so many are picked. Answers how many. */
    const pick = async (least: number): Promise<number> => {
      const amount = async () => Number((await timeline.selection.textContent())!.match(/(\d+) selected/)![1]);
      const from = await Fingers.middle(timeline.tile(await timeline.seenWhole()));
      await fingers.down(from);
      await expect(timeline.selection).toContainText("1 selected");
      await fingers.move({ x: from.x, y: from.y + 60 });
      await fingers.move({ x: from.x, y: 600 });
      if ((await amount()) < least) {
        await fingers.move({ x: from.x, y: 800 });
        await expect.poll(async () => {
          await fingers.move({ x: from.x, y: 700 });
          const now = await amount();
          if (now < least) await fingers.move({ x: from.x, y: 800 });
          return now;
        }).toBeGreaterThanOrEqual(least);
      }
      await fingers.up();
      return amount();
    };

    await test.step("forty of them as one ZIP", async () => {
      const amount = await pick(40);
      const saved = page.waitForEvent("download");
      await timeline.selection.getByRole("button", { name: "Download" }).tap();
      expect(namesIn(await (await saved).path())).toBe(`None ${amount}`);
      await timeline.selection.getByRole("button", { name: "Clear the selection" }).tap();
    });

    await test.step("delete some, and undo it", async () => {
      const amount = await pick(2);
      await timeline.selection.getByRole("button", { name: "Delete" }).tap();
      await expect(page.getByText(`${amount} photos moved to the trash.`)).toBeVisible();
      await timeline.undo.tap();
      await expect(page.getByText(`${amount} photos are back.`)).toBeVisible();
    });

    await expect(tray.whole).toHaveText("200 added", { timeout: 120_000 });
    expect(await count(page.request)).toBe(10_201);
    expect(await count(page.request, "trash")).toBe(0);
  });
});
