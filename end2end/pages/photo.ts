import { expect, type Locator, type Page } from "@playwright/test";
import { chooseVisibility, Shell, type Visibility } from "./shell";

/** One photo, as large as the window, with what is known of it. */
export class PhotoPage extends Shell {
  readonly stage = this.page.locator(".lightbox-stage");
  readonly close = this.page.getByRole("link", { name: "Close" });
  readonly copyLink = this.page.getByRole("button", { name: "Copy link" });
  readonly download = this.page.getByRole("link", { name: "Download" });
  readonly delete = this.page.getByRole("button", { name: "Delete", exact: true });
  readonly fullScreen = this.page.getByRole("button", { name: "Full screen" });
  readonly previous = this.page.getByRole("link", { name: "Previous photo" });
  readonly next = this.page.getByRole("link", { name: "Next photo" });
  readonly title = this.page.getByRole("textbox", { name: "Title" });
  readonly keys = this.page.getByRole("dialog", { name: "Keys" });
  /** Shows the details, or leads to them. */
  readonly toDetails = this.page.getByRole("button", { name: "Details" }).or(this.page.getByRole("link", { name: "Details" }));
  readonly details = this.page.getByRole("region", { name: "Details" });
  readonly picture: Locator;

  constructor(page: Page, id?: string) {
    super(page);
    this.picture = page.locator(id ? `main img[src*="${id}"]` : ".lightbox-slide[data-here] img").first();
  }

  async open(id: string, query = ""): Promise<void> {
    await this.page.goto(`/photos/${id}${query}`);
  }

  /** This photo is on the stage. */
  async shows(id: string): Promise<void> {
    await expect(this.page).toHaveURL(new RegExp(`/photos/${id}`));
    await expect(this.page.locator(`.lightbox-slide[data-here] img[src*="${id}"]`)).toBeVisible();
  }

  /** They are below the picture, or beside it once they are asked for. */
  async showDetails(): Promise<void> {
    await expect(this.toDetails).toBeVisible();
    if (!(await this.details.isVisible())) await this.toDetails.click();
    await expect(this.details).toBeVisible();
  }

  /** Without script there is a button that sends the choice; with it, choosing is enough. */
  async show(visibility: Visibility): Promise<void> {
    await this.showDetails();
    await chooseVisibility(this.page.getByRole("main"), visibility);
    const form = this.page.locator("form").filter({ has: this.page.getByRole("group", { name: "Who can see it" }) });
    const save = form.getByRole("button", { name: "Save" });
    if (await save.isVisible()) await save.click();
  }
}
