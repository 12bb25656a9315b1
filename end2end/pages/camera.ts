import { expect, type Locator } from "@playwright/test";
import { Shell } from "./shell";

/** The camera's page. */
export class CameraPage extends Shell {
  readonly shutter = this.page.getByRole("button", { name: "Take a picture" });
  readonly stopTimer = this.page.getByRole("button", { name: "Stop the timer" });
  readonly video = this.page.getByLabel("What the camera sees");
  readonly switch = this.page.getByRole("button", { name: "Switch camera" });
  readonly torch = this.page.getByRole("button", { name: "Torch" });
  readonly timer = this.page.getByRole("button", { name: /^Timer/ });
  readonly grid = this.page.getByRole("button", { name: "Grid" });
  readonly settings = this.page.getByRole("button", { name: "Settings" });
  readonly zoom = this.page.getByRole("slider", { name: "Zoom" });
  readonly place = this.page.getByRole("checkbox", { name: "Write the place into pictures" });
  readonly audience = this.page.locator(".camera-bar").getByRole("combobox", { name: "Who can see it" });
  readonly close = this.page.getByRole("link", { name: "Close the camera" });
  readonly tryAgain = this.page.getByRole("button", { name: "Try again" });
  /** Opens the review strip; it says how many pictures there are. */
  readonly last = this.page.getByRole("button", { name: /^Review \d+ picture/ });
  readonly strip = this.page.getByRole("list", { name: "Pictures just taken" });
  readonly taken = this.strip.getByRole("listitem");
  readonly secondWay = this.page.getByLabel("Use the phone’s camera app").last();

  async open(): Promise<void> {
    await this.page.goto("/camera");
  }

  /** What the camera sees is on the screen. */
  async live(): Promise<void> {
    await expect(this.shutter).toBeEnabled({ timeout: 20_000 });
  }

  /** So many pictures of this visit are there. */
  async has(pictures: number): Promise<void> {
    await expect(this.last).toHaveAccessibleName(pictures === 1 ? "Review 1 picture" : `Review ${pictures} pictures`);
  }

  /** How many pictures of this visit are there. */
  async count(): Promise<number> {
    return Number((await this.last.getAttribute("aria-label"))!.match(/\d+/)![0]);
  }

  /** One picture in the strip, counted as they were taken. */
  picture(number: number): Locator {
    return this.taken.filter({ has: this.page.getByRole("img", { name: `Picture ${number}`, exact: true }) });
  }

  throwAway(number: number): Locator {
    return this.strip.getByRole("button", { name: `Throw picture ${number} away` });
  }

  openInGallery(number: number): Locator {
    return this.strip.getByRole("link", { name: `Open picture ${number} in the gallery` });
  }
}
