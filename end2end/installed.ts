import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, type BrowserContextOptions, type CDPSession, chromium, type Page } from "@playwright/test";
import { withCameras } from "./lens";
import type { Picture } from "./pictures";
import type { Server } from "./server";

/** The whole of Chromium, as it can be installed from and not only tested with, with a home of its own in this folder. */
export async function whole(baseURL: string, home: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  return chromium.launchPersistentContext(join(home, "profile"), {
    ...options,
    ...withCameras,
    baseURL,
    headless: false,
    args: [...withCameras.args, "--headless=new"],
    env: { ...process.env, HOME: home },
  });
}

/** Chromium as on a device that was told to trust the gallery's authority: the certificate is installed as `/trust` says. */
export async function trusting(server: Server, home: string, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const store = join(home, ".pki", "nssdb");
  mkdirSync(store, { recursive: true });
  const authority = join(home, "authority.pem");
  writeFileSync(authority, await (await fetch(new URL("/trust/pinhole-authority.pem", server.trustPage))).text());
  const certutil = (...what: string[]) => execFileSync("certutil", ["-d", `sql:${store}`, ...what], { stdio: "pipe" });
  certutil("-N", "--empty-password");
  certutil("-A", "-n", "pinhole", "-t", "C,,", "-i", authority);
  return whole(server.url, home, options);
}

/** Pinhole as an app of its own, installed from a page (the PWA domain of Chromium's DevTools protocol). */
export class Installed {
  private constructor(
    private readonly context: BrowserContext,
    private readonly session: CDPSession,
    private readonly manifestId: string,
  ) {}

  static async from(page: Page): Promise<Installed> {
    const session = await page.context().newCDPSession(page);
    const app = new Installed(page.context(), session, new URL("/", page.url()).href);
    await app.do("install", {});
    await app.do("changeAppUserSettings", { displayMode: "standalone" });
    return app;
  }

  /** Its window, when its icon is pressed. */
  async launch(): Promise<Page> {
    return this.window("launch", {});
  }

  /** Its window, when files of this folder are opened with it. */
  async open(folder: string, ...pictures: Picture[]): Promise<Page> {
    mkdirSync(folder, { recursive: true });
    const files = pictures.map(({ name, bytes }) => {
      const path = join(folder, name);
      writeFileSync(path, bytes);
      return path;
    });
    return this.window("launchFilesInApp", { files });
  }

  private async window(method: string, more: object): Promise<Page> {
    const [window] = await Promise.all([this.context.waitForEvent("page"), this.do(method, more)]);
    await window.waitForFunction(() => matchMedia("(display-mode: standalone)").matches);
    return window;
  }

  private async do(method: string, more: object): Promise<void> {
    // Playwright's types do not know this domain of the protocol.
    await this.session.send(`PWA.${method}` as "Page.enable", { manifestId: this.manifestId, ...more } as never);
  }
}
