import { type Page, test as base } from "@playwright/test";
import { SignInPage, TimelinePage } from "./pages";
import { Server } from "./server";
import { Watch } from "./watch";

export { expect } from "@playwright/test";

/** Someone with an account. */
export type Person = { username: string; email: string; password: string };

let people = 0;

/** A person nobody has met before. */
export function somebody(): Person {
  const username = `m${process.pid.toString(36)}-${(people++).toString(36)}`;
  return { username, email: `${username}@example.org`, password: "a quiet harbour at dusk" };
}

type Fixtures = {
  /** What the pages of this test must never do; checked when it ends. */
  watch: Watch;
  /** A new member, signed in on `page`, who sees an empty timeline. */
  person: Person;
  /** A page of somebody who is not signed in and shares nothing with `page`. */
  stranger: Page;
  serverLog: void;
};

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    async ({}, use) => {
      const server = await Server.start();
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 60_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  watch: async ({ context, server, javaScriptEnabled }, use) => {
    const watch = new Watch(context, () => server.url, javaScriptEnabled ?? true);
    await use(watch);
    watch.verify();
  },

  page: async ({ page, watch: _ }, use) => use(page),

  person: async ({ page }, use) => {
    const person = somebody();
    const answer = await page.request.post("/api/v1/auth/register", { data: person });
    if (answer.status() !== 201) throw new Error(`${answer.status()}: ${await answer.text()}`);
    // The browser shall have the cookies of the page's own form, and no others.
    await page.context().clearCookies();
    await new SignInPage(page).signIn(person);
    await new TimelinePage(page).shown();
    await use(person);
  },

  stranger: async ({ browser, server, javaScriptEnabled }, use) => {
    const context = await browser.newContext();
    const watch = new Watch(context, () => server.url, javaScriptEnabled ?? true);
    await use(await context.newPage());
    await context.close();
    watch.verify();
  },

  serverLog: [
    async ({ server }, use, info) => {
      const from = server.log.length;
      await use();
      if (info.status !== info.expectedStatus) {
        await info.attach("server.log", { body: server.log.slice(from).join(""), contentType: "text/plain" });
      }
    },
    { auto: true },
  ],
});
