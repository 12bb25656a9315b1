import { expect, type Locator, type Page } from "@playwright/test";

/** Who can see a photo, as the page says it. */
export type Visibility = "Only me" | "Anyone with the link" | "Everyone";

/** What every page has in common. */
export class Shell {
  constructor(readonly page: Page) {}

  /** The page has come alive: what needs script works from now on. */
  async alive(): Promise<void> {
    await this.page.locator("html[data-hydrated]").waitFor();
  }

  /** One of the three buttons of the theme switch. */
  theme(name: "Paper" | "Darkroom" | "System"): Locator {
    return this.page.getByTitle(name);
  }

  /** The sentences that say what went wrong. */
  get error(): Locator {
    return this.page.getByRole("alert").filter({ hasText: /\S/ });
  }

  /** The brief message with an `Undo`. */
  get undo(): Locator {
    return this.page.getByRole("button", { name: "Undo" });
  }
}

/** Chooses in the group `Who can see it`, be it radio buttons or a list. */
export async function chooseVisibility(place: Page | Locator, visibility: Visibility): Promise<void> {
  const list = place.getByRole("combobox", { name: "Who can see it" });
  const radio = place.getByRole("radio", { name: visibility, exact: true });
  await expect(list.or(radio).first()).toBeVisible();
  if (await list.count()) await list.selectOption(visibility);
  else await radio.check();
}
