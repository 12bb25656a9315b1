import { expect, type Locator } from "@playwright/test";
import { Shell } from "./shell";

/** The pages that only administrators see. */
export class AdminPages extends Shell {
  readonly parts = this.page.getByRole("navigation", { name: "Administration" });

  /** The heading of the page one is on. */
  heading(name: string): Locator {
    return this.page.getByRole("heading", { level: 1, name, exact: true });
  }

  /** Goes to one of the parts: `People`. */
  async goTo(part: string): Promise<void> {
    await this.parts.getByRole("link", { name: part, exact: true }).click();
    await expect(this.heading(part)).toBeVisible();
  }

  async open(): Promise<void> {
    await this.page.goto("/admin");
  }
}

export class PeoplePage extends AdminPages {
  readonly search = this.page.getByRole("searchbox", { name: "Name or email" });
  readonly order = this.page.getByRole("combobox", { name: "Order" });
  readonly show = this.page.getByRole("button", { name: "Show" });
  readonly people = this.page.getByRole("main").getByRole("listitem");

  override async open(): Promise<void> {
    await this.page.goto("/admin/people");
  }

  person(username: string): Locator {
    return this.people.filter({ has: this.page.getByText(username, { exact: true }) });
  }

  /** To everything about somebody. */
  async choose(username: string): Promise<void> {
    await this.person(username).getByRole("link").click();
    await expect(this.heading(username)).toBeVisible();
  }

  /** A button of the page of one person. */
  button(name: string): Locator {
    return this.page.getByRole("main").getByRole("button", { name, exact: true });
  }

  /** Deletes the person whose page is open. */
  async deleteAccount(username: string): Promise<void> {
    await this.page.getByText("Delete account", { exact: true }).click();
    await this.page.getByLabel("Type the username").fill(username);
    await this.button("Delete account and photos").click();
  }
}

export class InvitationsPage extends AdminPages {
  readonly invitations = this.page.getByRole("main").getByRole("listitem");

  /** Makes an invitation. Answers where it leads. */
  async invite(note: string): Promise<string> {
    await this.page.getByLabel("Whom it is for").fill(note);
    await this.page.getByRole("button", { name: "Make an invitation" }).click();
    const made = this.invitations.filter({ hasText: note }).first();
    await made.getByText("Show the link").click();
    await expect(made.getByRole("img", { name: "QR code of the invitation" })).toBeVisible();
    return (await made.getByRole("link").getAttribute("href")) ?? "";
  }
}

export class SettingsPage extends AdminPages {
  readonly save = this.page.getByRole("button", { name: "Save" });

  override async open(): Promise<void> {
    await this.page.goto("/admin/settings");
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }
}
