import type { Page } from "@playwright/test";
import { TimelinePage } from "./timeline";

/** What everyone may see, by one person. */
export class PersonPage extends TimelinePage {
  protected override readonly path: string;

  constructor(page: Page, username: string) {
    super(page);
    this.path = `/people/${username}`;
  }
}
