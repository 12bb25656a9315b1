import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { upload } from "./api";
import { desktop, phone } from "./browser";
import { test } from "./fixtures";
import { watchCameras, withCameras } from "./lens";
import { CameraPage, PhotoPage, TimelinePage, UploadTray } from "./pages";
import { landscape, type Picture } from "./pictures";
import { Server } from "./server";
import { Uploads } from "./uploads";

const folder = process.env.SCREENSHOTS ?? join(__dirname, "screenshots");
const types: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".gif": "image/gif",
  ".webp": "image/webp",
};

/** The pictures of the folder in $PHOTOS, or made ones. */
async function pictures(): Promise<Picture[]> {
  const photos = process.env.PHOTOS;
  if (!photos) return Array.from({ length: 20 }, (_, number) => landscape(number));
  const names = (await readdir(photos)).filter((name) => types[extname(name).toLowerCase()]).sort();
  return Promise.all(
    names.map(async (name) => ({ name, type: types[extname(name).toLowerCase()]!, bytes: await readFile(join(photos, name)) })),
  );
}

test.use({ launchOptions: withCameras });

test("pictures of every page", async ({ page, person, server, browser, watch }) => {
  // Nothing is tested here.
  watch.allow(/./);
  const signedIn = await page.context().storageState();
  const signedOut = { cookies: [], origins: [] };
  const shots: [name: string, path: string, state: typeof signedIn][] = [
    ["home", "/", signedOut],
    ["signup", "/signup", signedOut],
    ["signin", "/signin", signedOut],
    ["public", "/public", signedOut],
    ["person", `/people/${person.username}`, signedOut],
    ["qr", "/qr?path=/public", signedOut],
    ["doctor", "/doctor", signedOut],
    ["install", "/install", signedOut],
    ["offline", "/offline", signedOut],
    ["not-found", "/nothing-here", signedOut],
    ["timeline", "/photos", signedIn],
    ["trash", "/trash", signedIn],
    ["upload", "/upload", signedIn],
    ["camera", "/camera", signedIn],
    ["account", "/account", signedIn],
    ["admin", "/admin", signedIn],
    ["admin-people", "/admin/people", signedIn],
    ["admin-invitations", "/admin/invitations", signedIn],
    ["admin-settings", "/admin/settings", signedIn],
    ["admin-audit", "/admin/audit", signedIn],
  ];

  /** Every page in `shots`, in both sizes and both themes. */
  async function shoot(suffix = ""): Promise<void> {
    for (const [size, options] of Object.entries({ desktop, phone })) {
      for (const colorScheme of ["light", "dark"] as const) {
        for (const [name, path, storageState] of shots) {
          const context = await browser.newContext({ ...options, colorScheme, storageState });
          const page = await context.newPage();
          await page.goto(path, { waitUntil: "networkidle" });
          await page.screenshot({ path: join(folder, `${name}${suffix}-${size}-${colorScheme}.png`) });
          if (name === "timeline" && !suffix && size === "desktop" && colorScheme === "dark") {
            await page.screenshot({ path: join(folder, "readme.png") });
          }
          if (name === "timeline" && !suffix && colorScheme === "dark") {
            // What browsers show before they install the app.
            const shape = size === "desktop" ? "wide" : "narrow";
            await page.screenshot({ path: join(folder, `screenshot-${shape}.jpg`), type: "jpeg", quality: 80 });
          }
          await context.close();
        }
      }
    }
  }

  /** What pages look like while something is done with them, in both sizes and both themes. */
  async function shootStates(photo: string): Promise<void> {
    for (const [size, options] of Object.entries({ desktop, phone })) {
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({ ...options, colorScheme, storageState: signedIn });
        const page = await context.newPage();
        const shot = (name: string) => page.screenshot({ path: join(folder, `${name}-${size}-${colorScheme}.png`) });

        const one = new PhotoPage(page);
        await one.open(photo);
        await one.shows(photo);
        await one.alive();
        await one.showDetails();
        await shot("photo-details");
        await page.keyboard.press("?");
        await one.keys.waitFor();
        await shot("photo-keys");

        const timeline = new TimelinePage(page);
        await timeline.open();
        await timeline.laidOut();
        for (const id of (await timeline.seen()).slice(0, 3)) await timeline.check(id).dispatchEvent("click");
        await timeline.selection.waitFor();
        await shot("timeline-selected");
        await page.evaluate(() => scrollTo(0, 9_000));
        await timeline.months.waitFor({ state: "attached" });
        await page.waitForLoadState("networkidle");
        await shot("timeline-years-ago");

        const camera = new CameraPage(page);
        await watchCameras(page, { shows: "environment" });
        await camera.open();
        await camera.live();
        for (let picture = 1; picture <= 3; picture++) {
          await camera.shutter.click();
          await camera.has(picture);
        }
        await camera.last.click();
        await camera.picture(3).waitFor();
        await shot("camera-review");
        await camera.throwAway(2).click();

        await page.goto("/photos");
        const tray = new UploadTray(page);
        await tray.alive();
        const held = await Uploads.hold(page);
        await tray.drop(...[1, 2, 3, 4, 5].map((number) => landscape(200 + number)), {
          name: "IMG_0001.HEIC",
          type: "image/heic",
          bytes: Buffer.from("ftypheic"),
        });
        await tray.row("IMG_0001.HEIC").waitFor();
        await held.letOneGo();
        await tray.rows.filter({ hasText: /done|already/ }).first().waitFor();
        await shot("tray-sending");
        await tray.tray.getByRole("button", { name: "Cancel all" }).click();
        await shot("tray-cancelled");
        await context.close();
      }
    }
  }

  const home = await Server.start("--lan", "--trust-port", "0");
  shots.push(["trust", home.trustPage!, signedOut]);
  await shoot("-empty");
  let last = "";
  for (const [number, picture] of (await pictures()).entries()) {
    const { id } = await upload(page.request, picture, number % 3 ? "private" : "public");
    if (number === 1) {
      await page.request.delete(`/api/v1/photos/${id}`, { headers: { Origin: new URL(page.url()).origin } });
    } else last = id;
  }
  shots.push(["photo", `/photos/${last}`, signedIn]);
  await shoot();
  server.seed(person.username, 2_000);
  await shootStates(last);
  await home.stop();
});
