import { createHash } from "node:crypto";
import { photo, photos } from "../api";
import { expect, somebody, test } from "../fixtures";
import { cornersOf, shapeOf } from "../look";
import { PhotoPage, PublicPage, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { CORNERS, cornered, fromAPhone, twelveMegapixels } from "../pictures";

test("a picture goes in, is shown to everyone, deleted, and brought back", async ({ page, stranger, isMobile }) => {
  const timeline = new TimelinePage(page);
  const tray = new UploadTray(page);
  const harbour = fromAPhone();
  const pictures = [harbour, twelveMegapixels()];

  await test.step("sign up", async () => {
    await new SignUpPage(page).signUp(somebody());
    await timeline.shown();
  });

  await test.step(isMobile ? "choose pictures" : "drop pictures", async () => {
    await (isMobile ? tray.choose(...pictures) : tray.drop(...pictures));
    for (const { name } of pictures) await expect(tray.row(name)).toContainText("done", { timeout: 30_000 });
  });

  const mine = await photos(page.request);
  const id = mine.find(({ file_name }) => file_name === harbour.name)!.id;

  await test.step("see them upright", async () => {
    await expect(timeline.tiles, "they appear without loading the page again").toHaveCount(2);
    await timeline.open();
    for (const { id } of mine) expect(await cornersOf(timeline.tile(id).locator("img"))).toEqual([...CORNERS]);
    expect(await shapeOf(timeline.tile(id).locator("img"))).toBeCloseTo(3 / 4, 1);
  });

  const one = new PhotoPage(page, id);
  const seen = new PhotoPage(stranger, id);

  await test.step("nobody else sees one that is private", async () => {
    expect((await stranger.request.get(`/photos/${id}`)).status()).toBe(404);
    expect((await stranger.request.get(mine[0]!.urls.thumb)).status()).toBe(404);
  });

  await test.step("show one to everyone", async () => {
    await timeline.tile(id).click();
    await one.alive();
    await one.show("Everyone");
    await expect.poll(async () => (await photo(page.request, id)).visibility).toBe("public");
  });

  await test.step("a stranger sees it, but not where it was taken", async () => {
    const gallery = new PublicPage(stranger);
    await gallery.open();
    await gallery.tile(id).click();
    await expect(seen.picture).toBeVisible();
    expect(await cornersOf(seen.picture)).toEqual([...CORNERS]);
    await expect(stranger.getByRole("main")).not.toContainText(/59[.°]|18[.°]0/);

    const theirs = await photo(stranger.request, id);
    expect(theirs.metadata.gps).toBeUndefined();
    expect(theirs.file_name).toBeUndefined();
    const original = await (await stranger.request.get(theirs.urls.original)).body();
    expect(original.includes("Lumen"), "the stranger's original has the camera's metadata").toBe(false);
    expect(original.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
  });

  await test.step("its owner has everything, byte for byte", async () => {
    const own = await photo(page.request, id);
    expect(own.metadata.gps?.latitude).toBeCloseTo(59.325, 3);
    const original = await (await page.request.get(own.urls.original)).body();
    expect(createHash("sha256").update(original).digest("hex")).toBe(
      createHash("sha256").update(harbour.bytes).digest("hex"),
    );
  });

  await test.step("delete it", async () => {
    // An open page of somebody else's would ask for what is gone.
    await stranger.goto("about:blank");
    await one.delete.click();
    await expect(one.undo).toBeVisible();
    // The next picture has taken its place.
    await one.shows(mine.find((photo) => photo.id !== id)!.id);
    await one.close.click();
    await timeline.shown();
    await expect(timeline.tile(id)).toHaveCount(0);
    await expect(timeline.tiles).toHaveCount(1);
    expect((await stranger.request.get(`/photos/${id}`)).status()).toBe(404);
  });

  await test.step("undo", async () => {
    await one.undo.click();
    await expect(timeline.tile(id)).toBeVisible();
    await timeline.open();
    await expect(timeline.tiles).toHaveCount(2);
    expect((await photo(stranger.request, id)).visibility).toBe("public");
  });
});

test("every way of holding a camera gives an upright picture", async ({ page, person: _ }) => {
  const turned = Array.from({ length: 8 }, (_, i) => cornered({ orientation: i + 1, width: 300, height: 200 }));
  const tray = new UploadTray(page);
  await tray.choose(...turned);
  for (const { name } of turned) await expect(tray.row(name)).toContainText("done");

  const timeline = new TimelinePage(page);
  await timeline.open();
  await expect(timeline.tiles).toHaveCount(8);
  for (const picture of await timeline.tiles.locator("img").all()) {
    expect(await cornersOf(picture)).toEqual([...CORNERS]);
    expect(await shapeOf(picture)).toBeCloseTo(3 / 2, 1);
  }
});
