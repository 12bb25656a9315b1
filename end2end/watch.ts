import { type BrowserContext, type ConsoleMessage, expect, type Request } from "@playwright/test";

/** Notes whatever a page must never do: complain on the console, fail, ask another host for something. */
export class Watch {
  private readonly complaints: string[] = [];
  private readonly allowed: RegExp[] = [
    // A matter of time, not of the page: on a busy machine the unoptimised program takes longer than Chromium finds likely.
    /was preloaded using link preload but not used/,
    // Most tests are without the service worker, so that they see every request.
    /Service Worker registration blocked by Playwright/,
    // The recorder of these tests reads the pictures of the tray; the pages themselves do not.
    /^console error: Connecting to 'blob:/,
  ];

  constructor(
    context: BrowserContext,
    private readonly url: () => string,
    script: boolean,
  ) {
    // Without script, scripts are not loaded, and Chromium says so.
    if (!script) this.allow(/^failed request: .*: csp$/);
    context.on("console", (message) => this.console(message));
    context.on("weberror", (error) => this.complaints.push(`page error: ${error.error().stack ?? error.error()}`));
    context.on("request", (request) => this.request(request));
    context.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // Leaving a page or cancelling ends what it was still loading.
      if (why !== "net::ERR_ABORTED") this.complaints.push(`failed request: ${request.url()}: ${why}`);
    });
  }

  /** What this test provokes on purpose, such as the 413 the browser itself reports for a file that is too large. */
  allow(...complaints: RegExp[]): void {
    this.allowed.push(...complaints);
  }

  verify(): void {
    const left = this.complaints.filter((complaint) => !this.allowed.some((allowed) => allowed.test(complaint)));
    expect(left, "what the pages complained about").toEqual([]);
  }

  private console(message: ConsoleMessage): void {
    if (message.type() === "error" || message.type() === "warning") {
      this.complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
    }
  }

  private request(request: Request): void {
    const url = new URL(request.url());
    if (["data:", "blob:"].includes(url.protocol)) return;
    if (url.origin !== this.url()) this.complaints.push(`request to another host: ${url}`);
  }
}
