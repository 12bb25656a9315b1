import { photos, upload } from "../api";
import { expect, somebody, test } from "../fixtures";
import { PhotoPage, SignInPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { animated, cornered, empty, fromAPhone, noisy, oversized, text, transparent, truncated } from "../pictures";
import { MAX_FILE } from "../server";
import { answerUploads, lost } from "../uploads";

test("each refused file says why, and the others are not spoilt", async ({ page, watch, person: _ }) => {
  // Chromium itself reports the status of every refused request.
  watch.allow(/status of (413|415|422)/);
  const tray = new UploadTray(page);
  const good = cornered();
  const refused = [
    [text(), /pictures can/],
    [empty(), /is empty/],
    [truncated(), /damaged/],
    [oversized(MAX_FILE + 1_000_000), /The limit here is 8 MB/],
  ] as const;
  await tray.drop(...refused.map(([file]) => file), good);
  for (const [{ name }, sentence] of refused) await expect(tray.row(name)).toContainText(sentence);
  await expect(tray.row(good.name)).toContainText("done");
  expect((await photos(page.request)).map(({ file_name }) => file_name)).toEqual([good.name]);
});

test("transparent and animated pictures are taken as they are", async ({ page, person: _ }) => {
  const tray = new UploadTray(page);
  for (const picture of [transparent(), animated()]) {
    await tray.drop(picture);
    await expect(tray.row(picture.name)).toContainText("done");
    const [newest] = await photos(page.request);
    expect(await (await page.request.get(newest!.urls.original)).body()).toEqual(picture.bytes);
  }
});

test("the same picture twice is already here, and links to itself", async ({ page, person: _ }) => {
  const picture = fromAPhone();
  const { id } = await upload(page.request, picture);
  const tray = new UploadTray(page);
  await tray.drop(picture);
  await expect(tray.row(picture.name)).toContainText("already here");
  await expect(tray.row(picture.name).getByRole("link")).toHaveAttribute("href", new RegExp(id));
  expect(await photos(page.request)).toHaveLength(1);
});

test("the same picture out of the trash is restored, and says so", async ({ page, person: _ }) => {
  const picture = fromAPhone();
  const { id } = await upload(page.request, picture);
  const one = new PhotoPage(page, id);
  await one.open(id);
  await one.alive();
  await one.delete.click();
  await new TimelinePage(page).shown();
  const tray = new UploadTray(page);
  await tray.drop(picture);
  await expect(tray.row(picture.name)).toContainText(/restored/i);
  expect(await photos(page.request)).toHaveLength(1);
});

test("progress is shown, and an upload can be cancelled", async ({ page, person: _ }) => {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: 50_000,
  });
  const picture = noisy();
  const tray = new UploadTray(page);
  await tray.drop(picture);
  await expect
    .poll(async () => Number(await tray.progress(picture.name).evaluate((bar) => bar.ariaValueNow ?? (bar as HTMLProgressElement).value)))
    .toBeGreaterThan(0);
  await tray.cancel(picture.name).click();
  await expect(tray.progress(picture.name)).toHaveCount(0);
  await expect(tray.row(picture.name)).not.toContainText("done");
  expect(await photos(page.request)).toEqual([]);
});

test("a connection lost can be tried again", async ({ page, watch, person: _ }) => {
  watch.allow(/ERR_CONNECTION_RESET/);
  const picture = cornered();
  const tray = new UploadTray(page);
  await answerUploads(page, lost);
  await tray.drop(picture);
  await expect(tray.row(picture.name)).toContainText("no connection");
  await tray.retry(picture.name).click();
  await expect(tray.row(picture.name)).toContainText("done");
});

test("a picture can be pasted", async ({ page, person: _ }) => {
  const picture = transparent("pasted.png");
  const tray = new UploadTray(page);
  await tray.paste(picture);
  await expect(tray.row(picture.name)).toContainText("done");
});

test("what is dropped while signed out is kept until after signing in", async ({ page, person, context }) => {
  await context.clearCookies();
  await page.goto("/");
  const picture = fromAPhone();
  const tray = new UploadTray(page);
  await tray.drop(picture);

  const signIn = new SignInPage(page);
  await expect(signIn.password).toBeVisible();
  await signIn.fill(person);
  await signIn.submit.click();
  await expect(tray.row(picture.name)).toContainText("done");
  expect(await photos(page.request)).toHaveLength(1);
});

test("what is dropped before there is an account goes on after signing up", async ({ page }) => {
  // Somebody else's: the first one of all would be asked for at once.
  await page.request.post("/api/v1/auth/register", { data: somebody() });
  await page.goto("/public");
  const picture = fromAPhone();
  const tray = new UploadTray(page);
  await tray.drop(picture);

  await expect(page).toHaveURL(/\/signin/);
  await page.getByRole("link", { name: "Make an account" }).click();
  const signUp = new SignUpPage(page);
  await signUp.fill(somebody());
  await signUp.submit.click();
  await expect(tray.row(picture.name)).toContainText("done");
});
