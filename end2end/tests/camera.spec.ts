import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { photo, photos } from "../api";
import { readExif } from "../exif";
import { expect, type Person, somebody, test } from "../fixtures";
import { Fingers } from "../fingers";
import { allowCameras, harbour, INSECURE, notes, openCamera, show, type StandIn, watchCameras, withCameras } from "../lens";
import { cornersOf } from "../look";
import { CameraPage, chooseVisibility, SignUpPage, TimelinePage, UploadTray } from "../pages";
import { CORNERS, fromAPhone } from "../pictures";
import { answerUploads, Uploads } from "../uploads";

// Its own browser, with cameras.
test.use({ launchOptions: withCameras });

/** The camera's page, for a new member. */
async function camera(page: Page, standIn: StandIn = {}): Promise<CameraPage> {
  await watchCameras(page, standIn);
  const camera = new CameraPage(page);
  await camera.open();
  await camera.alive();
  return camera;
}

/** The same, with a picture on the screen. */
async function live(page: Page, standIn: StandIn = {}): Promise<CameraPage> {
  const opened = await camera(page, standIn);
  await opened.live();
  return opened;
}

/** The original of the newest photo, once there is one. */
async function original(page: Page): Promise<Buffer> {
  await expect.poll(async () => (await photos(page.request)).length).toBeGreaterThan(0);
  const [newest] = await photos(page.request);
  return (await page.request.get(newest!.urls.original)).body();
}

async function accessible(page: Page, state: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await expect(async () => {
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
      expect(found, `${state} in ${colorScheme}`).toEqual([]);
    }).toPass({ timeout: 15_000 });
  }
}

test.describe("taking pictures", () => {
  test("a shot is in the tray at once, and in the gallery without anything else", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.shutter.click();
    await camera.has(1);
    const tray = new UploadTray(page);
    await expect(tray.whole).toHaveText("1 added");

    const [taken] = await photos(page.request);
    const [width, height] = await camera.video.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);
    expect(taken!.width * taken!.height, "at least as large as what is seen").toBeGreaterThanOrEqual(width! * height!);
    expect(taken!.visibility).toBe("private");

    await camera.close.click();
    const timeline = new TimelinePage(page);
    await expect(timeline.tile(taken!.id)).toBeVisible();
  });

  test("shooting on does not wait for sending", async ({ page, person: _ }) => {
    const camera = await live(page);
    const held = await Uploads.hold(page);
    for (let shot = 1; shot <= 5; shot++) {
      await camera.shutter.click();
      await camera.has(shot);
    }
    await expect.poll(() => held.came).toBe(3);
    expect(await photos(page.request)).toEqual([]);
    await held.letGo();
    await expect.poll(async () => (await photos(page.request)).length).toBe(5);
    await expect(new UploadTray(page).whole).toHaveText("5 added");
  });

  test("the timer counts down, and a second press stops it", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.timer.click();
    await expect(camera.timer).toHaveAccessibleName("Timer: 3 seconds");
    await camera.shutter.click();
    await expect(page.locator(".camera-countdown")).toHaveText(/^[123]$/);
    await expect(camera.last, "not yet").toHaveCount(0);
    await camera.stopTimer.click();
    await expect(page.locator(".camera-countdown")).toHaveText("");
    await camera.shutter.click();
    await camera.has(1);
    await expect(camera.shutter).toBeVisible();

    await page.reload();
    await camera.live();
    await expect(camera.timer, "remembered").toHaveAccessibleName("Timer: 3 seconds");
  });

  test("held, the shutter takes one picture after another until it is let go", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.shutter.hover();
    await page.mouse.down();
    await expect.poll(async () => ((await camera.last.count()) ? camera.count() : 0)).toBeGreaterThanOrEqual(3);
    await page.mouse.up();
    const burst = await camera.count();
    await expect(page.getByText(`${burst} pictures taken.`)).toBeAttached();
    // If it went on, there would be more than this one more.
    await camera.shutter.click();
    await camera.has(burst + 1);
    await expect.poll(async () => (await photos(page.request)).length).toBe(burst + 1);
  });

  test("by keyboard: space and enter shoot, held they go on, and buttons keep their keys", async ({ page, person: _ }) => {
    const camera = await live(page, { can: { zoom: { min: 1, max: 8, step: 0.1 } } });
    await page.keyboard.press("Space");
    await camera.has(1);
    await page.keyboard.press("Enter");
    await camera.has(2);
    await camera.shutter.focus();
    await page.keyboard.press("Enter");
    await camera.has(3);
    await page.keyboard.press("Space");
    await camera.has(4);
    await page.keyboard.down("Space");
    await expect.poll(() => camera.count()).toBeGreaterThanOrEqual(6);
    await page.keyboard.up("Space");
    const all = await camera.count();

    await camera.grid.focus();
    await page.keyboard.press("Enter");
    await expect(camera.grid).toHaveAttribute("aria-pressed", "true");
    await expect(page.locator(".camera-grid")).toBeVisible();
    await camera.has(all);

    await page.keyboard.press("+");
    await expect.poll(async () => (await notes(page)).told.at(-1)?.zoom).toBeCloseTo(1.3, 5);
    await page.keyboard.press("-");
    await expect.poll(async () => (await notes(page)).told.at(-1)?.zoom).toBeCloseTo(1, 5);
  });

  test("who can see it is chosen on the page, counts for what comes, and is remembered", async ({ page, person: _ }) => {
    const camera = await live(page);
    await expect(camera.audience).toHaveValue("private");
    await camera.shutter.click();
    await camera.has(1);
    await expect.poll(async () => (await photos(page.request)).map(({ visibility }) => visibility)).toEqual(["private"]);
    await camera.audience.selectOption("Everyone");
    await camera.shutter.click();
    await expect
      .poll(async () => (await photos(page.request)).map(({ visibility }) => visibility))
      .toEqual(["public", "private"]);

    await page.reload();
    await camera.live();
    await expect(camera.audience).toHaveValue("public");
    // What is added elsewhere is not shown to more people by that.
    await page.goto("/photos");
    const tray = new UploadTray(page);
    await tray.choose(fromAPhone());
    await expect(tray.whole).toHaveText("1 added");
    expect((await photos(page.request))[0]!.visibility).toBe("private");
  });
});

test.describe("the review strip", () => {
  test("what was not sent is not sent when it is thrown away, and can be taken back", async ({ page, person: _ }) => {
    const camera = await live(page);
    const held = await Uploads.hold(page);
    for (let shot = 1; shot <= 4; shot++) {
      await camera.shutter.click();
      await camera.has(shot);
    }
    await expect.poll(() => held.came).toBe(3);
    await camera.last.click();
    // The one whose file was ready last, which need not be the one taken last.
    const waiting = camera.taken.filter({ hasText: "waiting" });
    await expect(waiting).toHaveCount(1);
    const number = Number((await waiting.getByRole("img").getAttribute("alt"))!.match(/\d+/)![0]);
    await camera.throwAway(number).click();
    await expect(camera.picture(number)).toHaveCount(0);
    await held.letGo();
    await expect.poll(async () => (await photos(page.request)).length).toBe(3);
    expect(held.came).toBe(3);

    await camera.undo.click();
    await expect(camera.openInGallery(number)).toBeVisible();
    expect(await photos(page.request)).toHaveLength(4);
  });

  test("what is being sent, or was, goes to the trash, and can be taken back", async ({ page, person: _ }) => {
    const camera = await live(page);
    const held = await Uploads.hold(page);
    await camera.shutter.click();
    await camera.has(1);
    await expect.poll(() => held.came).toBe(1);
    await camera.last.click();
    await camera.throwAway(1).click();
    await expect(camera.taken).toHaveCount(0);
    await held.letGo();
    await expect.poll(async () => (await photos(page.request, "trash")).length).toBe(1);
    expect(await photos(page.request)).toEqual([]);

    await camera.shutter.click();
    await expect(camera.openInGallery(2)).toBeVisible();
    const [second] = await photos(page.request);
    await camera.throwAway(2).click();
    await expect.poll(async () => (await photos(page.request, "trash")).length).toBe(2);
    await expect(camera.undo).toHaveCount(2);
    await camera.undo.last().click();
    await expect.poll(async () => (await photos(page.request)).map(({ id }) => id)).toEqual([second!.id]);
    await expect(camera.openInGallery(2)).toBeVisible();
  });

  test("a shot opens in the gallery", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.shutter.click();
    await camera.has(1);
    await camera.last.click();
    await camera.openInGallery(1).click();
    const [taken] = await photos(page.request);
    await expect(page).toHaveURL(new RegExp(`/photos/${taken!.id}$`));
  });

  test("a shot that is refused says why", async ({ page, watch, person: _ }) => {
    watch.allow(/status of 413/);
    const camera = await live(page);
    const detail = "There is no room left.";
    await answerUploads(page, (route) =>
      route.fulfill({
        status: 413,
        contentType: "application/problem+json",
        body: JSON.stringify({ type: "about:blank", title: "No", status: 413, code: "quota_exceeded", detail }),
      }),
    );
    await camera.shutter.click();
    await camera.has(1);
    await camera.last.click();
    await expect(camera.picture(1)).toContainText(detail);
  });
});

test.describe("what a picture is", () => {
  test.use({ timezoneId: "Asia/Kolkata", ...harbour });

  test("it says when it was taken, with what, and that it is upright, but not where", async ({ page, person: _ }) => {
    await page.clock.setFixedTime("2026-05-03T08:35:09.120Z");
    const camera = await live(page);
    await camera.shutter.click();
    const exif = readExif(await original(page));
    expect(exif.get(0x9003), "DateTimeOriginal").toBe("2026:05:03 14:05:09");
    expect(exif.get(0x9011), "OffsetTimeOriginal").toBe("+05:30");
    expect(exif.get(0x9291), "SubSecTimeOriginal").toBe("120");
    expect(exif.get(0x0112), "Orientation").toEqual([1]);
    expect(exif.get(0x0110), "Model").toMatch(/^fake_device_\d$/);
    expect(exif.has(2), "GPSLatitude").toBe(false);
    const [taken] = await photos(page.request);
    expect((await photo(page.request, taken!.id)).metadata.camera).toMatch(/^fake_device_\d$/);
  });

  test("it says where only when that is switched on", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.settings.click();
    await expect(camera.place).not.toBeChecked();
    await camera.place.check();
    await expect(page.getByText("Pictures say where they were taken.")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(camera.place).toBeHidden();
    await camera.shutter.click();
    await original(page);
    const [taken] = await photos(page.request);
    const { gps } = (await photo(page.request, taken!.id)).metadata;
    expect(gps?.latitude).toBeCloseTo(59.325, 4);
    expect(gps?.longitude).toBeCloseTo(18.0708, 4);

    await page.reload();
    await camera.live();
    await camera.settings.click();
    await expect(camera.place, "asked for anew on each visit").not.toBeChecked();
  });

  for (const shows of ["user", "environment"] as const) {
    test(`seen by a camera that looks at the ${shows}, it is not mirrored`, async ({ page, person: _ }) => {
      const camera = await live(page, { shows });
      await expect(camera.video).toHaveCSS("scale", shows === "user" ? "-1 1" : "none");
      await camera.shutter.click();
      await camera.has(1);
      await camera.last.click();
      await camera.openInGallery(1).click();
      await expect.poll(() => cornersOf(page.locator("[data-here] img"))).toEqual([...CORNERS]);
    });
  }

  test("without ImageCapture, what is seen is taken", async ({ page, person: _ }) => {
    const camera = await live(page, { withoutImageCapture: true });
    await camera.shutter.click();
    const picture = await original(page);
    expect(picture.subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    const seen = await camera.video.evaluate((video: HTMLVideoElement) => [video.videoWidth, video.videoHeight]);
    const [taken] = await photos(page.request);
    expect([taken!.width, taken!.height]).toEqual(seen);
  });
});

test.describe("the life of the camera", () => {
  test("it switches to the other camera, and lets the first one go", async ({ page, person: _ }) => {
    const camera = await live(page);
    const first = await openCamera(page);
    await camera.video.evaluate((video: HTMLVideoElement) =>
      Object.assign(window, { first: (video.srcObject as MediaStream).getVideoTracks()[0] }),
    );
    await camera.switch.click();
    await expect.poll(() => openCamera(page)).not.toBe(first);
    await camera.live();
    expect(await openCamera(page)).toBeTruthy();
    expect(await page.evaluate(() => (window as unknown as { first: MediaStreamTrack }).first.readyState)).toBe("ended");
    await camera.settings.click();
    await page.getByRole("combobox", { name: "Camera" }).selectOption(first!);
    await expect.poll(() => openCamera(page)).toBe(first);
    expect((await notes(page)).mostAtOnce).toBe(1);
  });

  test("hidden, it is off; seen again, it is asked for once", async ({ page, person: _ }) => {
    const camera = await live(page);
    expect(await notes(page)).toMatchObject({ asked: 1, awake: 1 });
    await show(page, false);
    await expect.poll(() => openCamera(page)).toBeUndefined();
    await expect.poll(async () => (await notes(page)).awake).toBe(0);
    await expect(camera.shutter).toBeDisabled();
    await show(page, true);
    await camera.live();
    await camera.shutter.click();
    await camera.has(1);
    expect(await notes(page)).toMatchObject({ asked: 2, mostAtOnce: 1, awake: 1 });
  });

  test("left, it is off, and what was just taken still arrives", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.video.evaluate((video: HTMLVideoElement) =>
      Object.assign(window, { first: (video.srcObject as MediaStream).getVideoTracks()[0] }),
    );
    await camera.shutter.click();
    await camera.close.click();
    await expect(page).toHaveURL(/\/photos$/);
    expect(await page.evaluate(() => (window as unknown as { first: MediaStreamTrack }).first.readyState)).toBe("ended");
    await expect.poll(async () => (await notes(page)).awake).toBe(0);
    await expect.poll(async () => (await photos(page.request)).length).toBe(1);
  });

  test("a track that ended by itself is started again, but not for ever", async ({ page, person: _ }) => {
    const camera = await live(page);
    const end = () =>
      camera.video.evaluate((video: HTMLVideoElement) => {
        const [track] = (video.srcObject as MediaStream).getVideoTracks();
        track!.stop();
        track!.dispatchEvent(new Event("ended"));
      });
    for (let again = 1; again <= 3; again++) {
      await end();
      await expect.poll(async () => (await notes(page)).asked).toBe(1 + again);
      await camera.live();
    }
    await end();
    await expect(camera.error).toContainText("Another app is using the camera.");
    await camera.tryAgain.click();
    await camera.live();
  });

  test("a track that stays silent is started again", async ({ page, person: _ }) => {
    const camera = await live(page);
    await camera.video.evaluate((video: HTMLVideoElement) => {
      const [track] = (video.srcObject as MediaStream).getVideoTracks();
      Object.defineProperty(track!, "muted", { value: true });
      track!.dispatchEvent(new Event("mute"));
    });
    await expect.poll(async () => (await notes(page)).asked).toBe(2);
    await camera.live();
  });

  test("only what the camera can do is offered, and it is told all of it", async ({ page, person: _ }) => {
    const camera = await live(page, {
      can: {
        zoom: { min: 1, max: 8, step: 0.1 },
        torch: true,
        focusMode: ["continuous", "manual"],
        focusDistance: { min: 0.1, max: 2, step: 0.1 },
        exposureCompensation: { min: -2, max: 2, step: 0.5 },
      },
    });
    await camera.torch.click();
    await expect(camera.torch).toHaveAttribute("aria-pressed", "true");
    await camera.zoom.fill("3");
    await expect.poll(async () => (await notes(page)).told.at(-1)).toMatchObject({ zoom: 3, torch: true });
    await camera.settings.click();
    await page.getByRole("slider", { name: "Exposure" }).fill("1.5");
    await page.getByRole("checkbox", { name: "Focus by hand" }).check();
    await page.getByRole("slider", { name: "Focus distance" }).fill("0.5");
    await expect
      .poll(async () => (await notes(page)).told.at(-1))
      .toEqual({ zoom: 3, torch: true, focusMode: "manual", focusDistance: 0.5, exposureCompensation: 1.5 });
  });

  test("a camera that can do nothing special is offered nothing special", async ({ page, person: _ }) => {
    const camera = await live(page, { can: {} });
    await camera.settings.click();
    await expect(camera.place).toBeVisible();
    for (const control of [camera.torch, camera.zoom, page.getByText("Exposure"), page.getByText("Focus by hand")]) {
      await expect(control).toHaveCount(0);
    }
  });
});

test("a shot flashes, but not for those who want less motion", async ({ page, person: _ }) => {
  await live(page).then((camera) => camera.shutter.click());
  const flash = () => page.locator(".camera-flash").evaluate((flash) => getComputedStyle(flash).animationName);
  await expect.poll(flash).toMatch(/camera-flash/);
  await page.emulateMedia({ reducedMotion: "reduce" });
  await expect.poll(flash).toBe("none");
});

test.describe("with fingers", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("two fingers zoom", async ({ page, person: _ }) => {
    await live(page, { can: { zoom: { min: 1, max: 8, step: 0.1 } } });
    const fingers = await Fingers.on(page);
    await fingers.down({ x: 180, y: 400 }, { x: 220, y: 400 });
    await fingers.move({ x: 140, y: 400 }, { x: 260, y: 400 });
    await fingers.up();
    await expect.poll(async () => (await notes(page)).told.at(-1)?.zoom).toBeCloseTo(3, 5);
  });

  test("the shutter stands in the middle of the dock", async ({ page, person: _ }) => {
    await page.goto("/photos");
    const shutter = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Camera" });
    const box = (await shutter.boundingBox())!;
    expect(Math.abs(box.x + box.width / 2 - 195), "in the middle").toBeLessThan(1);
    expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
    await watchCameras(page);
    await shutter.tap();
    await new CameraPage(page).live();
  });
});

test.describe("on its side", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a phone whose screen does not turn takes upright pictures", async ({ page, person: _ }) => {
    const camera = await live(page, { shows: "environment" });
    await page.evaluate(() =>
      window.dispatchEvent(new DeviceMotionEvent("devicemotion", { accelerationIncludingGravity: { x: 9.8, y: 0.2, z: 0.1 } })),
    );
    await camera.shutter.tap();
    const picture = await original(page);
    expect(readExif(picture).get(0x0112), "Orientation").toEqual([8]);
    const [taken] = await photos(page.request);
    expect(taken!.height / taken!.width, "the gallery turns it").toBeCloseTo(4 / 3, 2);
  });
});

test.describe("no picture", () => {
  const troubles = [
    ["NotAllowedError", "This page may not use the camera."],
    ["NotFoundError", "There is no camera on this device."],
    ["NotReadableError", "Another app is using the camera."],
    ["TypeError", "The camera did not start."],
  ] as const;
  for (const [failsWith, sentence] of troubles) {
    test(`${failsWith} is told by a sentence of its own, with the way out`, async ({ page, person: _ }) => {
      const opened = await camera(page, { failsWith });
      await expect(opened.error).toHaveText(sentence);
      await expect(opened.secondWay).toBeEnabled();
      await accessible(page, failsWith);
      await allowCameras(page);
      await opened.tryAgain.click();
      await opened.live();
      await expect(opened.error).toHaveCount(0);
    });
  }

  test("after a no, coming back asks nobody again", async ({ page, person: _ }) => {
    const opened = await camera(page, { failsWith: "NotAllowedError" });
    await expect(opened.error).toContainText("may not use");
    await show(page, false);
    await show(page, true);
    expect((await notes(page)).asked).toBe(1);
  });

  test("once the other app has let go, coming back is enough", async ({ page, person: _ }) => {
    const opened = await camera(page, { failsWith: "NotReadableError" });
    await expect(opened.error).toContainText("Another app");
    await show(page, false);
    await allowCameras(page);
    await show(page, true);
    await opened.live();
    expect(await notes(page)).toMatchObject({ asked: 2, mostAtOnce: 1 });
  });

  test("a camera that is plugged in starts by itself", async ({ page, person: _ }) => {
    const opened = await camera(page, { failsWith: "NotFoundError" });
    await expect(opened.error).toContainText("no camera");
    await allowCameras(page);
    await page.evaluate(() => navigator.mediaDevices.dispatchEvent(new Event("devicechange")));
    await opened.live();
  });

  test.describe("from an insecure origin", () => {
    test("it says what is missing", async ({ page, server, watch }) => {
      watch.allow(new RegExp(`request to another host: http://${INSECURE}`), /Opener-Policy header has been ignored/);
      const base = server.url.replace("127.0.0.1", INSECURE);
      const signUp = new SignUpPage(page);
      const person: Person = somebody();
      await page.goto(`${base}/signup`);
      await signUp.alive();
      await signUp.username.fill(person.username);
      await signUp.email.fill(person.email);
      await signUp.password.fill(person.password);
      await page.getByRole("button", { name: "Create account" }).click();
      await new TimelinePage(page).shown();
      await page.goto(`${base}/camera`);
      const opened = new CameraPage(page);
      await expect(opened.error).toHaveText("Browsers give the camera to secure pages only.");
      await expect(page.getByText(/Open this page by https/)).toBeVisible();
      await expect(opened.tryAgain).toHaveCount(0);
      await expect(opened.secondWay).toBeEnabled();
    });
  });

  test("what the phone's own camera app took goes to the queue", async ({ page, person: _ }) => {
    const opened = await camera(page, { failsWith: "NotAllowedError" });
    const picture = fromAPhone();
    await opened.secondWay.setInputFiles({ name: picture.name, mimeType: picture.type, buffer: picture.bytes });
    await expect(new UploadTray(page).whole).toHaveText("1 added");
  });

  test("strangers are asked to sign in, and come back", async ({ stranger, server }) => {
    await stranger.goto(`${server.url}/camera`);
    await expect(stranger).toHaveURL(/\/signin\?next=%2Fcamera$/);
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false });

  test("the phone's own camera app and a plain form do it", async ({ page, person: _ }) => {
    const opened = new CameraPage(page);
    await opened.open();
    await expect(opened.secondWay).toHaveAttribute("capture", "environment");
    await expect(opened.secondWay).toHaveAttribute("accept", "image/*");
    const picture = fromAPhone();
    await opened.secondWay.setInputFiles({ name: picture.name, mimeType: picture.type, buffer: picture.bytes });
    await chooseVisibility(page, "Anyone with the link");
    await page.getByRole("button", { name: "Send" }).click();
    await expect(page).toHaveURL(/\/photos$/);
    expect((await photos(page.request)).map(({ visibility }) => visibility)).toEqual(["unlisted"]);
  });
});

const SCREENS = [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 844, height: 390 },
  { width: 768, height: 1024 },
  { width: 1280, height: 800 },
];
for (const viewport of SCREENS) {
  test(`at ${viewport.width} × ${viewport.height} everything is in reach, nothing overlaps, and axe finds nothing`, async ({
    page,
    person: _,
  }) => {
    await page.setViewportSize(viewport);
    const camera = await live(page, { can: { zoom: { min: 1, max: 8, step: 0.1 }, torch: true } });
    const place = await camera.shutter.boundingBox();
    await camera.shutter.click();
    await camera.has(1);
    await camera.last.click();
    await expect(camera.openInGallery(1)).toBeVisible();
    expect(await camera.shutter.boundingBox(), "nothing jumps").toEqual(place);

    const controls = [camera.close, camera.torch, camera.timer, camera.grid, camera.settings, camera.last, camera.shutter, camera.switch];
    for (const control of controls) {
      const box = (await control.boundingBox())!;
      expect(Math.min(box.width, box.height), `${control} can be hit`).toBeGreaterThanOrEqual(48);
      expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height).toBe(true);
      // What lies on top of its middle is itself.
      await control.click({ trial: true });
    }
    await accessible(page, "live");
    await camera.settings.click();
    await accessible(page, "settings");
    const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(beyond, "scrolls sideways by px").toBeLessThanOrEqual(0);
  });
}
