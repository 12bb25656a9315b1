import type { Locator } from "@playwright/test";
import { Shell } from "./shell";

export class TrashPage extends Shell {
  async open(): Promise<void> {
    await this.page.goto("/trash");
  }

  get photos(): Locator {
    return this.page.locator('main img[src*="/photos/"]');
  }

  /** Of the photo, or of the only one. */
  restore(id?: string): Locator {
    const place = id ? this.page.getByRole("listitem").filter({ has: this.page.locator(`img[src*="${id}"]`) }) : this.page;
    return place.getByRole("button", { name: "Restore" });
  }
}
