import { upload } from "../api";
import { expect, test } from "../fixtures";
import { AccountPage, SignInPage, TimelinePage } from "../pages";
import { fromAPhone } from "../pictures";

test("the content security policy is there, and nothing offends it", async ({ page }) => {
  for (const path of ["/", "/public", "/signin", "/signup"]) {
    const answer = await page.goto(path);
    const policy = answer?.headers()["content-security-policy"] ?? "";
    expect(policy).toContain("default-src 'self'");
    expect(policy).toMatch(/script-src 'self' 'nonce-[^']+' 'wasm-unsafe-eval'/);
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
    // What the policy stops is reported on the console, and so fails the test.
    await new TimelinePage(page).alive();
  }
});

test("after signing out, Back shows nothing private", async ({ page, person: _ }) => {
  const { id, urls } = await upload(page.request, fromAPhone());
  const timeline = new TimelinePage(page);
  await timeline.open();
  await timeline.alive();
  await expect(timeline.tile(id)).toBeVisible();

  const account = new AccountPage(page);
  await account.open();
  await account.alive();
  await account.signOut.click();
  await expect(page.getByRole("link", { name: "Sign in" }).first()).toBeVisible();

  await page.goBack();
  await expect(timeline.tile(id)).toHaveCount(0);
  await page.goBack();
  await expect(new SignInPage(page).password).toBeVisible();
  await expect(timeline.tile(id)).toHaveCount(0);
  expect((await page.request.get(urls.thumb)).status()).toBe(404);
});

test("signing in leads back to the page that was asked for, and never to another site", async ({ page, person, context }) => {
  await context.clearCookies();
  await page.goto("/trash");
  const signIn = new SignInPage(page);
  await signIn.fill(person);
  await signIn.submit.click();
  await expect(page).toHaveURL(/\/trash$/);
  await expect(page.getByRole("heading", { name: "The trash is empty" })).toBeVisible();

  await context.clearCookies();
  for (const elsewhere of ["https://example.org/", "//example.org/", "/\\example.org/"]) {
    const gate = new URL((await page.goto("/trash"))!.url());
    for (const name of [...gate.searchParams.keys()]) gate.searchParams.set(name, elsewhere);
    await page.goto(gate.href);
    await signIn.fill(person);
    await signIn.submit.click();
    await new TimelinePage(page).shown();
    // Once it has all it asks for.
    await expect(page.getByRole("heading", { name: "No photos yet" })).toBeVisible();
    await context.clearCookies();
  }
});
