import { upload } from "./api";
import { expect, test } from "./fixtures";
import { TimelinePage } from "./pages";
import { landscape } from "./pictures";

test("the longest task while scrolling", async ({ page, person, server, watch }) => {
  // Most of so many have a row, but no files.
  watch.allow(/status of 500 .*\/(thumb|medium)\?/);
  for (let number = 0; number < 12; number++) await upload(page.request, landscape(number));
  await page.addInitScript(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: "longtask" });
  });
  let seeded = 0;
  for (const [size, name] of [
    [1_000, "1 k"],
    [100_000, "100 k"],
    [1_000_000, "1 M"],
  ] as const) {
    server.seed(person.username, size - seeded);
    seeded = size;
    const timeline = new TimelinePage(page);
    await timeline.open();
    await timeline.laidOut();
    await page.mouse.move(600, 400);
    const reset = () => page.evaluate(() => void ((window as unknown as { longest: { ms: number } }).longest.ms = 0));
    const longest = () => page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
    await reset();
    for (let step = 0; step < 80; step++) await page.mouse.wheel(0, 600);
    const wheel = await longest();
    await reset();
    for (const part of [0.2, 0.5, 0.8, 0.999]) {
      await page.evaluate((part) => scrollTo(0, part * document.documentElement.scrollHeight), part);
      await expect.poll(async () => (await timeline.seen()).length).toBeGreaterThan(3);
    }
    const told = (ms: number) => (ms ? `${Math.round(ms)} ms` : "under 50 ms");
    const figure = `${told(wheel)} by the wheel, ${told(await longest())} jumping`;
    console.log(`| ${`longest task of the page, ${name} photos`.padEnd(54)} | ${figure.padEnd(62)} |`);
  }
});
