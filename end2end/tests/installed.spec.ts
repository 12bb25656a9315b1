import { count, photos } from "../api";
import { phone } from "../browser";
import { expect, somebody, test } from "../fixtures";
import { Installed, trusting, whole } from "../installed";
import { ready } from "../kept";
import { watchCameras, withCameras } from "../lens";
import { cornersOf, shapeOf } from "../look";
import { CameraPage, SignInLinkPage, SignUpPage, signInLink, TimelinePage, UploadTray } from "../pages";
import { CORNERS, landscape } from "../pictures";
import { Server } from "../server";

test.use({ launchOptions: withCameras, serviceWorkers: "allow", permissions: ["camera"] });

test("over https that it trusts, Chromium finds nothing that keeps it from installing; without icons it does", async ({}, info) => {
  const server = await Server.startAtHome();
  const context = await trusting(server, info.outputPath("home"));
  try {
    const page = await context.newPage();
    /** What keeps Chromium from installing the app. */
    const flaws = async (path: string) => {
      await page.goto(path);
      const session = await context.newCDPSession(page);
      let found: string[] = [];
      await expect(async () => {
        const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
        found = installabilityErrors.map(({ errorId }) => errorId);
        expect(found).not.toContain("no-manifest");
      }).toPass();
      return found;
    };
    expect(await flaws("/public")).toEqual([]);
    const bare = { name: "Pinhole", start_url: "/", display: "standalone" };
    await page.route("**/manifest.webmanifest", (route) => route.fulfill({ json: bare }));
    expect(await flaws("/signin")).toContain("no-acceptable-icon");
  } finally {
    await context.close();
    await server.stop();
  }
});

test("at home: signed in by a link and installed, three pictures are taken, one is thrown away, two are in the gallery", async ({ browser }, info) => {
  test.slow();
  const server = await Server.startAtHome();
  const desk = await browser.newContext({ baseURL: server.url, ignoreHTTPSErrors: true });
  const context = await trusting(server, info.outputPath("home"), phone);
  try {
    const atDesk = await desk.newPage();
    await new SignUpPage(atDesk).signUp(somebody(), server.setupCode);
    await new TimelinePage(atDesk).shown();
    const link = await signInLink(atDesk);

    const browser = await context.newPage();
    await browser.goto(link);
    await new SignInLinkPage(browser).accept.click();
    await new TimelinePage(browser).shown();
    await ready(browser);
    const app = await Installed.from(browser);
    const page = await app.launch();
    await new TimelinePage(page).shown();
    await watchCameras(page, { shows: "environment" });

    const began = Date.now();
    const camera = new CameraPage(page);
    await camera.open();
    await camera.alive();
    await camera.live();
    for (let picture = 1; picture <= 3; picture++) {
      await camera.shutter.click();
      await camera.has(picture);
    }
    await camera.last.click();
    await camera.throwAway(2).click();
    await expect.poll(() => count(atDesk.request)).toBe(2);
    for (const { taken_at, urls, width, height } of await photos(atDesk.request)) {
      expect(Math.abs(Date.parse(taken_at) - began)).toBeLessThan(120_000);
      await page.goto(urls.page);
      const shown = page.locator("[data-here] img");
      await expect.poll(() => cornersOf(shown)).toEqual([...CORNERS]);
      expect(await shapeOf(shown)).toBeCloseTo(width / height, 1);
    }
  } finally {
    await context.close();
    await desk.close();
    await server.stop();
  }
});

test("pictures that are opened with the installed app wait in the tray", async ({ page: unused }, info) => {
  await unused.close();
  const server = await Server.start();
  const context = await whole(server.url, info.outputPath("home"));
  try {
    const page = await context.newPage();
    await new SignUpPage(page).signUp(somebody());
    await new TimelinePage(page).shown();
    const app = await Installed.from(page);
    const window = await app.open(info.outputPath("opened"), landscape(1), landscape(2));
    const tray = new UploadTray(window);
    await expect(tray.whole).toContainText("of 2");
    expect(await count(page.request)).toBe(0);
    await window.getByRole("button", { name: "Send", exact: true }).click();
    await expect(tray.whole).toHaveText("2 added");
  } finally {
    await context.close();
    await server.stop();
  }
});
