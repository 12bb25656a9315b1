import type { Person } from "../fixtures";
import { Shell } from "./shell";

export class SignUpPage extends Shell {
  readonly username = this.page.getByLabel("Username");
  readonly email = this.page.getByLabel("Email");
  readonly password = this.page.getByLabel("Password", { exact: true });
  readonly setupCode = this.page.getByLabel("Setup code");
  readonly submit = this.page.getByRole("button", { name: "Create account" });

  async open(): Promise<void> {
    await this.page.goto("/signup");
  }

  /** With the setup code, where the first account needs one. */
  async signUp(person: Person, setupCode?: string): Promise<void> {
    await this.open();
    await this.fill(person);
    if (setupCode) await this.setupCode.fill(setupCode);
    await this.submit.click();
  }

  async fill(person: Person): Promise<void> {
    await this.username.fill(person.username);
    await this.email.fill(person.email);
    await this.password.fill(person.password);
  }
}
