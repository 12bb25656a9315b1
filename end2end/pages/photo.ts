import type { Locator, Page } from "@playwright/test";
import { chooseVisibility, Shell, type Visibility } from "./shell";

/** One photo with what is known of it. */
export class PhotoPage extends Shell {
  readonly copyLink = this.page.getByRole("button", { name: "Copy link" });
  readonly delete = this.page.getByRole("button", { name: "Delete", exact: true });
  readonly picture: Locator;

  constructor(page: Page, id?: string) {
    super(page);
    this.picture = page.locator(id ? `main img[src*="${id}"]` : 'main img[src*="/photos/"]').first();
  }

  async open(id: string): Promise<void> {
    await this.page.goto(`/photos/${id}`);
  }

  /** Without script there is a button that sends the choice; with it, choosing is enough. */
  async show(visibility: Visibility): Promise<void> {
    await chooseVisibility(this.page.getByRole("main"), visibility);
    const form = this.page.locator("form").filter({ has: this.page.getByRole("group", { name: "Who can see it" }) });
    const save = form.getByRole("button", { name: "Save" });
    if (await save.isVisible()) await save.click();
  }
}
