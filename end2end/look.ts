import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import type { CORNERS } from "./pictures";

type Colour = (typeof CORNERS)[number] | "other";

/** The colours near the corners of a displayed picture, as drawn: top left, top right, bottom left, bottom right. */
export async function cornersOf(picture: Locator): Promise<Colour[]> {
  await picture.scrollIntoViewIfNeeded();
  return picture.evaluate(async (element) => {
    const image = element as HTMLImageElement | HTMLCanvasElement;
    if (image instanceof HTMLImageElement) await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image instanceof HTMLImageElement ? image.naturalWidth : image.width;
    canvas.height = image instanceof HTMLImageElement ? image.naturalHeight : image.height;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (!context) throw new Error("no canvas");
    context.drawImage(image, 0, 0);
    const places = [[0.1, 0.1], [0.9, 0.1], [0.1, 0.9], [0.9, 0.9]] as const;
    return places.map(([x, y]) => {
      const pixel = context.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data;
      const [red, green, blue] = [...pixel].map((value) => value > 110) as [boolean, boolean, boolean];
      if (red && green && !blue) return "yellow";
      if (red && !green && !blue) return "red";
      if (!red && green && !blue) return "green";
      if (!red && !green && blue) return "blue";
      return "other";
    });
  });
}

/** Width over height, as displayed. */
export async function shapeOf(picture: Locator): Promise<number> {
  const box = await picture.boundingBox();
  if (!box) throw new Error("not displayed");
  return box.width / box.height;
}

/** What axe finds wrong with a page, or with a part of it (a CSS selector), one line each. */
export async function faults(page: Page, part = "html"): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
}

/** How far a page can be scrolled sideways, in px. */
export async function beyond(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
}

/** A part of what is seen that moved by itself, and how much of the screen that took (as in CLS). */
interface Shift {
  value: number;
  what: string;
}

/** Notes what moves by itself on the pages opened from now on. Answers how to read what did since one last read: each as "how much: what". */
export async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: Shift[] = [];
    Object.assign(window, { shifts });
    interface Entry extends PerformanceEntry {
      value: number;
      hadRecentInput: boolean;
      sources: { node?: Element; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[];
    }
    const place = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries() as Entry[]) {
        if (hadRecentInput) continue;
        const what = sources.map(({ node, previousRect, currentRect }) => {
          const name = node instanceof Element ? `${node.tagName}.${node.className}` : `text ${(node as Node | undefined)?.textContent}`;
          return `${name} ${place(previousRect)} → ${place(currentRect)}`;
        });
        shifts.push({ value, what: what.join("; ") });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return async () => {
    const shifts = await page.evaluate(() => (window as unknown as { shifts: Shift[] }).shifts.splice(0));
    // Half a pixel here and there is nothing anybody sees.
    const sum = shifts.reduce((sum, { value }) => sum + value, 0);
    return sum < 0.001 ? [] : shifts.map(({ value, what }) => `${value.toFixed(4)}: ${what}`);
  };
}
