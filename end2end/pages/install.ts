import type { Locator, Page } from "@playwright/test";

/** How Pinhole gets to a home screen. */
export class InstallPage {
  readonly button: Locator;

  constructor(private readonly page: Page) {
    this.button = page.getByRole("button", { name: "Install Pinhole" });
  }

  async open(): Promise<void> {
    await this.page.goto("/install");
    await this.page.waitForSelector("html[data-hydrated]");
  }

  /** How it is done on such a device. */
  way(device: string): Locator {
    return this.page.getByRole("group").filter({ hasText: device });
  }
}
