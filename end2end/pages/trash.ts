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

  /** Deletes one photo for good, after being asked. */
  async erase(id: string): Promise<void> {
    const row = this.page.getByRole("listitem").filter({ has: this.page.locator(`img[src*="${id}"]`) });
    await row.locator("summary", { hasText: "Delete for good" }).click();
    await row.getByRole("button", { name: "Delete for good" }).click();
  }

  /** Begins to empty the trash, with this number typed. */
  async empty(amount: string): Promise<void> {
    const head = this.page.locator(".trash-head");
    if (!(await this.amount.isVisible())) await head.locator("summary").click();
    await this.amount.fill(amount);
    await head.getByRole("button", { name: "Delete for good" }).click();
  }

  get amount(): Locator {
    return this.page.getByLabel("How many photos is that?");
  }
}
