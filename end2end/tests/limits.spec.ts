import { accessibleNow } from "../accessible";
import { expect, somebody, test } from "../fixtures";
import { AccountPage, SignInPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
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

test("how much of one's space is used is shown, and what does not fit says so", async ({ browser }) => {
  const fits = landscape(1);
  const server = await Server.startWith({ DEFAULT_QUOTA: String(fits.bytes.length + 1000) });
  const context = await browser.newContext({ baseURL: server.url });
  try {
    const page = await context.newPage();
    await new SignUpPage(page).signUp(somebody());
    await new TimelinePage(page).shown();
    const tray = new UploadTray(page);
    await tray.drop(fits);
    await expect(tray.whole).toHaveText("1 added");
    await tray.drop({ ...fits, name: "one-too-many.jpg", bytes: Buffer.concat([fits.bytes, Buffer.alloc(20_000)]) });
    await expect(tray.row("one-too-many.jpg")).toContainText("so there is no room for this one");

    await new AccountPage(page).open();
    await expect(page.getByText(/^1 photo, [0-9.]+\s[kM]?B of [0-9.]+\s[kM]?B$/)).toBeVisible();
    const bar = page.getByRole("progressbar", { name: "How much of your space is used" });
    await expect(bar).toHaveAttribute("value", String(fits.bytes.length));
    await accessibleNow(page, "an account with a quota");
  } finally {
    await context.close();
    await server.stop();
  }
});
