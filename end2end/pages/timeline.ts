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

  tile(id: string): Locator {
    return this.page.locator(`main a[href^="/photos/${id}"]:has(img)`);
  }
}
