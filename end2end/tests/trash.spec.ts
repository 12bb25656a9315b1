import { photos, upload } from "../api";
import { expect, test } from "../fixtures";
import { PersonPage, TrashPage } from "../pages";
import { landscape } from "../pictures";

test("what is deleted comes back, goes for good, and all of it only when its number is typed", async ({ page, person: _, watch }) => {
  // The refusal of a wrong number, which the browser itself reports.
  watch.allow(/status of 422/);
  const ids: string[] = [];
  for (let number = 0; number < 5; number++) ids.push((await upload(page.request, landscape(number))).id);
  const headers = { Origin: new URL(page.url()).origin };
  for (const id of ids.slice(1)) await page.request.delete(`/api/v1/photos/${id}`, { headers });
  const trash = new TrashPage(page);
  await trash.open();
  await trash.alive();
  await expect(trash.photos).toHaveCount(4);
  await expect(page.getByText("30 days left")).toHaveCount(4);

  await trash.restore(ids[1]!).click();
  await expect(trash.photos).toHaveCount(3);
  expect((await photos(page.request)).map(({ id }) => id)).toContain(ids[1]);

  await trash.erase(ids[2]!);
  await expect(trash.photos).toHaveCount(2);
  expect((await page.request.get(`/api/v1/photos/${ids[2]}`)).status()).toBe(404);

  await trash.empty("3");
  await expect(page.getByText("The number of photos is not right.")).toBeVisible();
  await expect(trash.amount).toHaveAttribute("aria-invalid", "true");
  await expect(trash.photos).toHaveCount(2);
  await trash.empty("2");
  await expect(page.getByText("The trash is empty")).toBeVisible();
  await expect(page.getByText("2 photos deleted for good.")).toBeVisible();
  expect(await photos(page.request, "trash")).toEqual([]);
});

test("without script the trash asks for the number too", async ({ browser, page, person: _, server }) => {
  const { id } = await upload(page.request, landscape(6));
  await page.request.delete(`/api/v1/photos/${id}`, { headers: { Origin: new URL(page.url()).origin } });
  const storageState = await page.context().storageState();
  const context = await browser.newContext({ javaScriptEnabled: false, storageState, baseURL: server.url });
  const trash = new TrashPage(await context.newPage());
  await trash.open();
  await trash.empty("7");
  await expect(trash.page.getByText("The number of photos is not right.")).toBeVisible();
  await trash.empty("1");
  await expect(trash.page.getByText("The trash is empty")).toBeVisible();
  await context.close();
});

test("a person's page shows what is public to strangers", async ({ page, person, stranger, server }) => {
  const { id } = await upload(page.request, landscape(7), "public");
  const hidden = await upload(page.request, landscape(8), "unlisted");
  const theirs = new PersonPage(stranger, person.username);
  await stranger.goto(`${server.url}/people/${person.username.toUpperCase()}`);
  await expect(stranger.getByRole("heading", { level: 1 })).toHaveText(person.username);
  await expect(theirs.tile(id)).toBeVisible();
  await expect(theirs.tile(hidden.id)).toHaveCount(0);
});
