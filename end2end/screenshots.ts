import { readdir, readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { upload } from "./api";
import { desktop, phone } from "./browser";
import { test } from "./fixtures";
import { landscape, type Picture } from "./pictures";

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

test("pictures of every page", async ({ page, person, browser, watch }) => {
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
    ["not-found", "/nothing-here", signedOut],
    ["timeline", "/photos", signedIn],
    ["trash", "/trash", signedIn],
    ["upload", "/upload", signedIn],
    ["camera", "/camera", signedIn],
    ["account", "/account", signedIn],
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
          await context.close();
        }
      }
    }
  }

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
});
