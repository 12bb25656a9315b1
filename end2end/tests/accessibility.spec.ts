import { accessible } from "../accessible";
import { upload } from "../api";
import { expect, test } from "../fixtures";
import { beyond } from "../look";
import { fromAPhone, landscape } from "../pictures";

test("signed out", async ({ page, watch }) => {
  watch.allow(/status of 404/);
  for (const path of ["/", "/signup", "/signin", "/public", "/nothing-here", "/qr?path=/public", "/doctor", "/install", "/signin/link"]) await accessible(page, path);
});

test("signed in, with nothing there yet", async ({ page, person: _ }) => {
  for (const path of ["/", "/photos", "/trash", "/upload", "/account", "/camera"]) await accessible(page, path);
});

test("signed in, with photos", async ({ page, person: _ }) => {
  const { id } = await upload(page.request, fromAPhone(), "public");
  await upload(page.request, landscape(0));
  for (const path of ["/", "/photos", "/public", `/photos/${id}`]) await accessible(page, path);
});

test("a person with public photos, and their trash", async ({ page, person }) => {
  await upload(page.request, fromAPhone(), "public");
  const { id } = await upload(page.request, landscape(1));
  await page.request.delete(`/api/v1/photos/${id}`, { headers: { Origin: new URL(page.url()).origin } });
  for (const path of [`/people/${person.username}`, "/trash"]) await accessible(page, path);
});

test("at 320 px nothing scrolls sideways", async ({ page, person: _ }) => {
  test.slow();
  await page.setViewportSize({ width: 320, height: 640 });
  const { id } = await upload(page.request, landscape(2));
  for (const path of ["/", "/photos", `/photos/${id}`, "/trash", "/upload", "/account", "/camera", "/public", "/qr?path=/", "/doctor", "/install"]) await accessible(page, path);
});

test("at no width the bars are wider than the window", async ({ page, person: _ }) => {
  await page.goto("/photos");
  for (const width of [320, 390, 639, 641, 700, 737, 768, 896, 897, 1024, 1280]) {
    await page.setViewportSize({ width, height: 700 });
    expect(await beyond(page), `at ${width} px`).toBeLessThanOrEqual(0);
  }
});
