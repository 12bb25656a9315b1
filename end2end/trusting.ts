import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, chromium } from "@playwright/test";
import { withCameras } from "./lens";
import type { Server } from "./server";

/**
 * Chromium as on a device that was told to trust the gallery's authority: with a home of its own in this folder, where the
 * certificate is installed as `/trust` says. It is the whole browser, as it can be installed from and not only tested with.
 */
export async function trusting(server: Server, home: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const store = join(home, ".pki", "nssdb");
  mkdirSync(store, { recursive: true });
  const authority = join(home, "authority.pem");
  writeFileSync(authority, await (await fetch(new URL("/trust/pinhole-authority.pem", server.trustPage))).text());
  const certutil = (...what: string[]) => execFileSync("certutil", ["-d", `sql:${store}`, ...what], { stdio: "pipe" });
  certutil("-N", "--empty-password");
  certutil("-A", "-n", "pinhole", "-t", "C,,", "-i", authority);
  return chromium.launchPersistentContext(join(home, "profile"), {
    ...options,
    ...withCameras,
    baseURL: server.url,
    headless: false,
    args: [...withCameras.args, "--headless=new"],
    env: { ...process.env, HOME: home },
  });
}
