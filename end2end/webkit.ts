import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { setTimeout as pause } from "node:timers/promises";

/** Debian's MiniBrowser, which its WebKitWebDriver drives. Each architecture has a folder of its own. */
const browser = (): string | undefined =>
  readdirSync("/usr/lib").map((folder) => `/usr/lib/${folder}/webkit2gtk-4.1/MiniBrowser`).find((path) => existsSync(path));
/** How WebDriver marks what is an element (W3C WebDriver, section 12). */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Whether this machine has what it takes: packages `webkit2gtk-driver` and `xvfb`. */
export function hasWebKit(): boolean {
  const has = (program: string) => existsSync(`/usr/bin/${program}`);
  return has("WebKitWebDriver") && has("Xvfb") && browser() !== undefined;
}

/** WebKitGTK, the nearest thing to Safari on Linux, with made cameras, on a screen nobody sees. */
export class WebKit {
  private constructor(
    private readonly processes: ChildProcess[],
    private readonly session: string,
  ) {}

  static async start(): Promise<WebKit> {
    const screen = spawn("Xvfb", ["-displayfd", "1", "-screen", "0", "800x900x24"], { stdio: ["ignore", "pipe", "ignore"] });
    const display = await new Promise<string>((resolve) => screen.stdout.once("data", (number: Buffer) => resolve(`:${number.toString().trim()}`)));
    const port = await freePort();
    const env = { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: "1", WEBKIT_DISABLE_COMPOSITING_MODE: "1" };
    const driver = spawn("WebKitWebDriver", [`--port=${port}`], { env, stdio: "ignore" });
    const options = { binary: browser(), args: ["--automation", "--enable-media-stream=true", "--enable-mock-capture-devices=true"] };
    const capabilities = { alwaysMatch: { "webkitgtk:browserOptions": options } };
    const address = `http://127.0.0.1:${port}`;
    for (let attempt = 0; ; attempt++) {
      try {
        const { sessionId } = (await call("POST", `${address}/session`, { capabilities })) as { sessionId: string };
        return new WebKit([driver, screen], `${address}/session/${sessionId}`);
      } catch (error) {
        // It does not listen yet.
        if (attempt === 100) throw error;
        await pause(100);
      }
    }
  }

  async goto(url: string): Promise<void> {
    await call("POST", `${this.session}/url`, { url });
  }

  async type(selector: string, text: string): Promise<void> {
    await call("POST", `${this.session}/element/${await this.find(selector)}/value`, { text });
  }

  async click(selector: string): Promise<void> {
    await call("POST", `${this.session}/element/${await this.find(selector)}/click`, {});
  }

  /** What a script of the page answers. */
  async evaluate<T>(script: string): Promise<T> {
    return (await call("POST", `${this.session}/execute/sync`, { script: `return ${script}`, args: [] })) as T;
  }

  async stop(): Promise<void> {
    await call("DELETE", this.session).catch(() => undefined);
    for (const process of this.processes) process.kill();
  }

  private async find(selector: string): Promise<string> {
    const found = (await call("POST", `${this.session}/element`, { using: "css selector", value: selector })) as Record<string, string>;
    return found[ELEMENT]!;
  }
}

async function call(method: string, address: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(address, { method, body: body === undefined ? undefined : JSON.stringify(body), headers: { "content-type": "application/json" } });
  const { value } = (await answer.json()) as { value: { message?: string } };
  if (!answer.ok) throw new Error(`WebKitWebDriver: ${value.message}`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
