import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { isIP } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

export const binary =
  process.env.PINHOLE_BIN ?? join(process.env.CARGO_TARGET_DIR ?? join(__dirname, "..", "target"), "debug", "pinhole");

/** The largest file the tests' server takes, in bytes: small, so that a too large one is quickly made. */
export const MAX_FILE = 8_000_000;

/** A running Pinhole with a data folder of its own. */
export class Server {
  readonly log: string[] = [];
  url = "";

  private constructor(
    private process: ChildProcess,
    private readonly folder: string,
  ) {}

  /** Starts one, with more options of `pinhole serve` if there are some. */
  static async start(...options: string[]): Promise<Server> {
    return Server.begin(options);
  }

  /** Starts one with settings in its environment. */
  static async startWith(env: NodeJS.ProcessEnv): Promise<Server> {
    return Server.begin([], env);
  }

  private static async begin(options: string[], env: NodeJS.ProcessEnv = {}): Promise<Server> {
    const folder = await mkdtemp(join(tmpdir(), "pinhole-end2end-"));
    const server = new Server(Server.run(folder, "0", options, env), folder);
    await server.listening();
    return server;
  }

  /** Starts one for the home network, at an address of this machine that is of such a network if it has one. */
  static async startAtHome(): Promise<Server> {
    const server = await Server.start("--lan", "--trust-port", "0");
    const { hostname, port } = new URL(server.url);
    // No resolver knows its name here.
    if (!isIP(hostname.replace(/^\[|\]$/g, ""))) server.url = `https://127.0.0.1:${port}`;
    return server;
  }

  /** The program. A bare environment and an empty folder: what the developer has set must not change what is tested. */
  private static run(folder: string, port: string, options: string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
    const host = options.includes("--lan") ? [] : ["--host", "127.0.0.1"];
    return spawn(binary, ["serve", ...host, "--port", port, "--data-dir", join(folder, "data"), ...options], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, MAX_CONTENT_LENGTH: String(MAX_FILE), RATE_LIMIT_AUTH: "off", RUST_BACKTRACE: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  /** A newer build takes its place, at the same address and with the same data. */
  async update(): Promise<void> {
    const site = join(this.folder, `site-${Date.now()}`);
    await cp(join(dirname(binary), "site"), site, { recursive: true });
    await cp(join(dirname(binary), "hash.txt"), join(site, "hash.txt"));
    await writeFile(join(site, "pkg", `newer-${Date.now()}.js`), "");
    const ended = this.ended();
    this.process.kill("SIGTERM");
    await ended;
    this.process = Server.run(this.folder, new URL(this.url).port, [], { PINHOLE_SITE: site });
    await this.listening();
  }

  /** Where a server for the home network says how to trust it. */
  get trustPage(): string | undefined {
    return this.log.join("").match(/http:\/\/\S+\/trust\b/)?.[0];
  }

  /** What the first account needs where others can reach the program. */
  get setupCode(): string | undefined {
    return this.log.join("").match(/setup code: (\S+)/)?.[1];
  }

  /** Gives somebody, who has some photos already, many more of the same, as if taken in the years before. */
  seed(username: string, count: number, ...options: string[]): void {
    const seeder = join(__dirname, "..", "scripts", "seed.py");
    execFileSync("python3", [seeder, join(this.folder, "data"), username, String(count), ...options], { stdio: "pipe" });
  }

  /** Ends it as a service manager does. It must end well, and must not have panicked while it ran. */
  async stop(): Promise<void> {
    const ended = this.ended();
    this.process.kill("SIGTERM");
    const end = await Promise.race([ended, pause(20_000, "no end within 20 s", { ref: false })]);
    if (end === "no end within 20 s") this.process.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true });
    const panic = this.log.join("").match(/.*panicked at.*/)?.[0];
    if (panic) throw new Error(`The server panicked: ${panic}`);
    if (end !== "exit code 0") throw new Error(`The server did not end well: ${end}\n${this.log.join("")}`);
  }

  private ended(): Promise<string> {
    const { exitCode, signalCode } = this.process;
    if (exitCode !== null || signalCode !== null) return Promise.resolve(`it had ended before (${exitCode ?? signalCode})`);
    return new Promise((resolve) =>
      this.process.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)),
    );
  }

  /** Waits for the address it prints, then until it says it is ready. */
  private async listening(): Promise<void> {
    const address = new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.log.push(chunk.toString());
        const found = this.log.join("").match(/Pinhole is at (https?:\/\/\S+:[1-9]\d*)\n/);
        if (found?.[1]) resolve(found[1]);
      };
      this.process.stdout?.on("data", read);
      this.process.stderr?.on("data", read);
      this.process.once("error", (error) => reject(new Error(`${binary}: ${error.message}. Build it with scripts/build.sh debug.`)));
      this.process.once("exit", (code) => reject(new Error(`The server ended at once (${code}):\n${this.log.join("")}`)));
    });
    this.url = await address;
    const deadline = Date.now() + 20_000;
    for (;;) {
      // Nobody here trusts its certificate yet.
      const ready = this.url.startsWith("https:") ? this.trustPage : `${this.url}/readyz`;
      const answer = ready && (await fetch(ready).catch(() => undefined));
      if (answer && answer.ok) return;
      if (Date.now() > deadline) throw new Error(`The server did not become ready:\n${this.log.join("")}`);
      await pause(50);
    }
  }
}
