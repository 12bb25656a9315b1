import type { Locator } from "@playwright/test";
import { Shell } from "./shell";

/** What this device can do here. */
export class DoctorPage extends Shell {
  readonly sum = this.page.getByRole("status").filter({ hasText: "work on this device" });

  /** One check: its name, `yes` or `no`, and what that means. */
  check(name: string): Locator {
    return this.page.getByRole("listitem").filter({ has: this.page.getByRole("heading", { name, exact: true }) });
  }

  async open(origin = ""): Promise<void> {
    await this.page.goto(`${origin}/doctor`);
  }
}
