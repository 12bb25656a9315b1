import type { Person } from "../fixtures";
import { Shell } from "./shell";

export class SignInPage extends Shell {
  /** Takes a username or an email address. */
  readonly username = this.page.getByLabel("Username");
  readonly password = this.page.getByLabel("Password", { exact: true });
  readonly submit = this.page.getByRole("main").getByRole("button", { name: "Sign in" });

  async open(): Promise<void> {
    await this.page.goto("/signin");
  }

  async signIn(person: Person): Promise<void> {
    await this.open();
    await this.fill(person);
    await this.submit.click();
  }

  async fill(person: Person): Promise<void> {
    await this.username.fill(person.username);
    await this.password.fill(person.password);
  }
}
