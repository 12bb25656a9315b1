import { accessible, accessibleNow } from "../accessible";
import { launchOptions } from "../browser";
import { expect, somebody, test } from "../fixtures";
import { AccountPage, DoctorPage, SignInLinkPage, SignUpPage, signInLink, TimelinePage, UploadTray } from "../pages";
import { fromAPhone } from "../pictures";
import { Server } from "../server";

/** Another name of this machine, which browsers do not take for their own one. */
const NEIGHBOUR = "attic.local";

test.use({
  launchOptions: { ...launchOptions, args: [...launchOptions.args, `--host-resolver-rules=MAP ${NEIGHBOUR} 127.0.0.1`] },
});

test("a code signs a phone in, once, and only when the button is pressed", async ({ page, person, stranger, browser, watch, baseURL }) => {
  // Chromium itself reports the status of a link that was used.
  watch.allow(/status of 410/);
  const link = await signInLink(page);
  await accessibleNow(page, "account with a code");
  const account = new AccountPage(page);
  const devices = await account.devices.count();

  const phone = new SignInLinkPage(stranger);
  await stranger.goto(link);
  await expect(phone.question).toHaveText(`Sign in as ${person.username} on this device?`);
  await accessibleNow(stranger, "the question");
  expect((await stranger.request.get("/api/v1/auth/check")).status(), "nothing has happened yet").toBe(401);
  await phone.accept.click();
  await new TimelinePage(stranger).shown();
  await expect(stranger).toHaveURL(/\/photos$/);

  await account.open();
  await expect(account.devices).toHaveCount(devices + 1);

  const context = await browser.newContext({ baseURL });
  const late = await context.newPage();
  await late.goto(link);
  await expect(late.getByText("This link has been used")).toBeVisible();
  await accessibleNow(late, "a used link");
  expect((await late.request.get("/api/v1/auth/check")).status()).toBe(401);
  await context.close();
});

test("who is signed in already is told so, and the link is left alone", async ({ page, person, stranger }) => {
  const link = await signInLink(page);
  const second = await page.context().newPage();
  await second.goto(link);
  await expect(second.getByRole("heading", { name: `Signed in as ${person.username}` })).toBeVisible();
  await stranger.goto(link);
  await expect(new SignInLinkPage(stranger).question).toBeVisible();
});

test("a code is taken away before it ends", async ({ page, person: _ }) => {
  await page.clock.install();
  await signInLink(page);
  await page.clock.fastForward("02:00");
  await expect(new AccountPage(page).code).toHaveCount(0);
  await expect(page.getByText("The code is no longer good")).toBeVisible();
});

test("every page can be shown to another device", async ({ page, baseURL }) => {
  await page.goto("/public");
  await page.locator("html[data-hydrated]").waitFor();
  await page.getByRole("link", { name: "Open on another device" }).click();
  await expect(page.getByRole("img", { name: "QR code of the page's address" })).toBeVisible();
  await expect(page.getByRole("link", { name: `${baseURL}/public` })).toBeVisible();
  await accessible(page, "/qr?path=/public");
});

test("what this device can do is said, with what to do about the rest", async ({ page }) => {
  const doctor = new DoctorPage(page);
  await doctor.open();
  await expect(doctor.sum).toHaveText(/^[0-5] of 5 work on this device\.$/);
  await expect(doctor.check("Secure connection")).toContainText("yes");
  await expect(doctor.check("Pages without network")).toContainText("yes");
  await expect(doctor.check("Room for pictures")).toContainText(/yes.*[GM]B/);
  await expect(doctor.check("On the home screen")).toContainText("no");
  await accessibleNow(page, "doctor");
  await doctor.check("On the home screen").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "On your home screen" })).toBeVisible();
});

test("what needs a secure connection says so, and how to get one", async ({ page, baseURL, watch }) => {
  watch.allow(new RegExp(`request to another host: http://${NEIGHBOUR}`));
  const doctor = new DoctorPage(page);
  await doctor.open(baseURL!.replace("127.0.0.1", NEIGHBOUR));
  await expect(doctor.sum).toHaveText("0 of 5 work on this device.");
  for (const name of ["Secure connection", "Pages without network", "Camera"]) {
    await expect(doctor.check(name)).toContainText("no");
  }
  await accessibleNow(page, "doctor by plain http");
  await doctor.check("Camera").getByRole("link").click();
  await expect(page.getByRole("heading", { name: "Nothing to trust here" })).toBeVisible();
});

test("at home by https one signs up, uploads and stays signed in", async ({ browser }) => {
  const home = await Server.startAtHome();
  // That a client which trusts the authority accepts its certificates is tested elsewhere: this browser just takes them.
  const context = await browser.newContext({ baseURL: home.url, ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    await new SignUpPage(page).signUp(somebody(), home.setupCode);
    await new TimelinePage(page).shown();
    const cookies = (await context.cookies()).filter(({ name }) => /pinhole_(access|refresh)$/.test(name));
    expect(cookies.map(({ name, secure }) => [name.split("pinhole")[0], secure])).toEqual([["__Host-", true], ["__Host-", true]]);

    const picture = fromAPhone();
    const tray = new UploadTray(page);
    await tray.drop(picture);
    await expect(tray.row(picture.name)).toContainText("done");
    await page.goto("/photos");
    await expect(new TimelinePage(page).tiles).toHaveCount(1);
    const protocol = () => (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming).nextHopProtocol;
    expect(await page.evaluate(protocol)).toBe("h2");
    const doctor = new DoctorPage(page);
    await doctor.open();
    await expect(doctor.check("Secure connection")).toContainText("yes");
  } finally {
    await context.close();
    await home.stop();
  }
});

test("how to trust the gallery is said before it is trusted", async ({ page, watch }) => {
  const home = await Server.startAtHome();
  try {
    watch.allow(/request to another host: http:/);
    await page.goto(home.trustPage!);
    const fingerprint = home.log.join("").match(/SHA-256\) is ([0-9A-F:]{95})/)![1]!;
    await expect(page.getByText(fingerprint)).toBeVisible();
    await accessibleNow(page, "trust");
    for (const device of ["iPhone and iPad", "Android", "Mac", "Windows", "Linux"]) {
      await page.getByText(device, { exact: true }).click();
    }
    await expect(page.getByText("Certificate Trust Settings")).toBeVisible();
    await accessibleNow(page, "trust, unfolded");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Download the certificate" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("pinhole-authority.crt");
    await expect(page.getByRole("link", { name: home.url, exact: true })).toBeVisible();
  } finally {
    await home.stop();
  }
});
