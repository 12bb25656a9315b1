import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, somebody, test } from "../fixtures";
import { faults } from "../look";
import { landscape } from "../pictures";
import { Server } from "../server";

const run = promisify(execFile);
const newman = join(__dirname, "..", "node_modules", ".bin", "newman");
const collection = join(__dirname, "..", "..", "docs", "postman.json");

test("the Postman collection runs from its first request to its last, each answered as documented", async ({ request }, info) => {
  const server = await Server.start();
  try {
    // The first account could not be deleted: somebody has to look after the gallery.
    const [keeper, ...others] = [somebody(), somebody(), somebody()];
    for (const data of [keeper!, ...others]) {
      expect((await request.post(`${server.url}/api/v1/auth/register`, { data })).status()).toBe(201);
    }
    const folder = info.outputPath("folder");
    const report = join(folder, "report.json");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "harbour.jpg"), landscape(1).bytes);
    const said = await run(newman, [
      ...["run", collection, "--env-var", `base=${server.url}`, "--working-dir", folder,
      "--env-var", `admin_login=${keeper!.username}`, "--env-var", `admin_password=${keeper!.password}`, "--color", "off"],
      ...["--reporters", "cli,json", "--reporter-json-export", report],
    ]).catch((error: { stdout: string }) => error);
    const { run: ran } = JSON.parse(readFileSync(report, "utf8"));
    expect(ran.failures, said.stdout).toEqual([]);
    expect(ran.stats.requests.total).toBe(37 + 2); // one more device signs in, and the administrator
    expect(ran.stats.assertions.total).toBe(37);
  } finally {
    await server.stop();
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test("the page of the API can be read by everybody", async ({ page }) => {
    // There is much on it to look at.
    test.slow();
    await page.goto("/api/docs");
    await expect(page.getByRole("heading", { name: "POST /api/v1/photos", exact: true })).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), "it fits").toBe(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faults(page), colorScheme).toEqual([]);
    }
    await page.getByRole("row", { name: /^201 All were added/ }).getByRole("link", { name: "Uploads" }).click();
    await expect(page).toHaveURL(/#object-Uploads$/);
    const twice = await page.evaluate(() => {
      const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
      return ids.filter((id, number) => ids.indexOf(id) !== number);
    });
    expect(twice).toEqual([]);
  });
});
