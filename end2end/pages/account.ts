import { Shell } from "./shell";

export class AccountPage extends Shell {
  readonly signOut = this.page.getByRole("main").getByRole("button", { name: "Sign out", exact: true });
  /** The signed-in devices. */
  readonly devices = this.page.getByRole("main").getByRole("listitem");

  async open(): Promise<void> {
    await this.page.goto("/account");
  }
}
