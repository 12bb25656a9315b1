import { expect, type Locator } from "@playwright/test";
import { Shell } from "./shell";

/** One's own photos, newest first. */
export class TimelinePage extends Shell {
  protected readonly path: string = "/photos";

  async open(): Promise<void> {
    await this.page.goto(this.path);
  }

  /** Signed in, and there. */
  async shown(): Promise<void> {
    await expect(this.page).toHaveURL(/\/(photos)?$/);
    await expect(this.page.getByRole("button", { name: "Create account" })).toBeHidden();
  }

  /** The links to photos. */
  get tiles(): Locator {
    return this.page.locator('main a[href^="/photos/"]:has(img)');
  }

  /** Script lays the pictures out. */
  async laidOut(): Promise<void> {
    await this.page.locator(".grid.laid").waitFor();
  }

  /** The strip along the edge that leads to any month. */
  get months(): Locator {
    return this.page.getByRole("slider", { name: "Month" });
  }

  /** The month that stands at the top of the screen. */
  async monthOnTop(): Promise<string> {
    return this.page.evaluate(() => {
      const bar = document.querySelector(".masthead")!.getBoundingClientRect();
      const y = (getComputedStyle(document.querySelector(".masthead")!).position === "sticky" ? bar.bottom : 0) + 10;
      return document.elementsFromPoint(40, y).find((element) => element.matches(".grid-month"))?.textContent ?? "";
    });
  }

  /** The tiles that can be seen now, from the top on, by id. */
  async seen(): Promise<string[]> {
    return this.tiles.evaluateAll((tiles) =>
      tiles
        .filter((tile) => {
          const { top, bottom } = tile.getBoundingClientRect();
          return bottom > 110 && top < innerHeight;
        })
        .map((tile) => tile.parentElement!.dataset.photo!),
    );
  }

  /** The first photo that is on the screen whole, so that a click need not scroll to it. */
  async seenWhole(): Promise<string> {
    const whole = await this.tiles.evaluateAll((tiles) => {
      const found = tiles.find((tile) => {
        const { top, bottom } = tile.getBoundingClientRect();
        return top > 110 && bottom < innerHeight - 70;
      });
      return found?.parentElement!.dataset.photo;
    });
    return whole!;
  }

  /** The box that picks a photo. */
  check(id: string): Locator {
    return this.page.locator(`[data-photo="${id}"] .tile-check`);
  }

  /** What can be done with the picked photos. */
  get selection(): Locator {
    return this.page.getByRole("toolbar", { name: "Selected photos" });
  }

  tile(id: string): Locator {
    return this.page.locator(`main a[href^="/photos/${id}"]:has(img)`);
  }
}
