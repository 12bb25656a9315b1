import { Shell } from "./shell";

export class AccountPage extends Shell {
  readonly signOut = this.page.getByRole("main").getByRole("button", { name: "Sign out", exact: true });
  /** The signed-in devices. */
  readonly devices = this.page.getByRole("main").getByRole("listitem");

  /** Shows a code that signs another device in. */
  readonly showCode = this.page.getByRole("button", { name: "Show a code" });
  readonly code = this.page.getByRole("img", { name: "QR code that signs another device in" });

  async open(): Promise<void> {
    await this.page.goto("/account");
  }
}
