import { expect, somebody, test } from "../fixtures";
import { SignInPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { landscape } from "../pictures";
import { Server } from "../server";

test("at a limit the tray waits and goes on by itself, and a guesser reads a plain sentence", async ({ browser }) => {
  const server = await Server.startWith({ RATE_LIMIT_UPLOAD: "3 per second", RATE_LIMIT_AUTH: "2 per hour" });
  const context = await browser.newContext({ baseURL: server.url });
  const elsewhere = await browser.newContext({ baseURL: server.url });
  try {
    const page = await context.newPage();
    const person = somebody();
    await new SignUpPage(page).signUp(person);
    await new TimelinePage(page).shown();
    const refused = page.waitForResponse((answer) => answer.url().endsWith("/api/v1/photos") && answer.status() === 429);
    const tray = new UploadTray(page);
    await tray.drop(...Array.from({ length: 12 }, (_, number) => landscape(number)));
    expect(Number((await refused).headers()["retry-after"])).toBeGreaterThan(0);
    await expect(tray.whole).toHaveText("12 added", { timeout: 40_000 });

    // One account was made from here: one wrong password is left.
    const other = await elsewhere.newPage();
    const door = new SignInPage(other);
    await door.open();
    for (const sentence of ["That username or password is not right.", "That was too often: 2 per hour is the limit here. Try again in 30 minutes."]) {
      await door.fill({ ...person, password: "not this one" });
      await door.submit.click();
      await expect(other.getByText(sentence)).toBeVisible();
    }
  } finally {
    await context.close();
    await elsewhere.close();
    await server.stop();
  }
});
