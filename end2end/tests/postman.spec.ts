import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, somebody, test } from "../fixtures";
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
    expect(ran.stats.requests.total).toBe(30 + 2); // one more device signs in, and the administrator
    expect(ran.stats.assertions.total).toBe(30);
  } finally {
    await server.stop();
  }
});
