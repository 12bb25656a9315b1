import { expect, type Page, type Route } from "@playwright/test";

const UPLOADS = "**/api/v1/photos";

/** Uploads on their way to the server, kept back until they are let through. */
export class Uploads {
  /** What waits, in the order in which it came. */
  readonly waiting: Route[] = [];
  /** How many came. */
  came = 0;
  private isOpen = false;

  private constructor() {}

  /** Keeps back whatever is sent from now on. */
  static async hold(page: Page): Promise<Uploads> {
    const uploads = new Uploads();
    await page.route(UPLOADS, async (route) => {
      if (route.request().method() !== "POST") return route.fallback();
      uploads.came++;
      if (uploads.isOpen) return route.continue();
      uploads.waiting.push(route);
    });
    return uploads;
  }

  /** Lets through what waits and what comes. */
  async letGo(): Promise<void> {
    this.isOpen = true;
    // What the page has given up meanwhile cannot go on.
    for (const route of this.waiting.splice(0)) await route.continue().catch(() => undefined);
  }

  /** Lets the first one through that waits, or comes. */
  async letOneGo(): Promise<void> {
    await expect.poll(() => this.waiting.length).toBeGreaterThan(0);
    await this.waiting.shift()!.continue();
  }
}

/** Answers the next uploads with these, one each, and lets the rest through. */
export async function answerUploads(page: Page, ...answers: ((route: Route) => Promise<void>)[]): Promise<void> {
  await page.route(UPLOADS, async (route) => {
    const answer = route.request().method() === "POST" ? answers.shift() : undefined;
    await (answer ? answer(route) : route.fallback());
  });
}

/** The connection breaks. */
export const lost = (route: Route) => route.abort("connectionreset");

/** The server has no time. */
export const busy = (status: 429 | 503, retryAfter: string) => (route: Route) =>
  route.fulfill({
    status,
    headers: { "Retry-After": retryAfter },
    contentType: "application/problem+json",
    body: JSON.stringify({ type: "about:blank", title: "Busy", status, code: "busy", detail: "Not now." }),
  });
