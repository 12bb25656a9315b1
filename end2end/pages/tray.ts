import type { Locator } from "@playwright/test";
import type { Picture } from "../pictures";
import { Shell } from "./shell";

/** The upload tray, and the ways into it. */
export class UploadTray extends Shell {
  readonly tray = this.page.getByRole("region", { name: /upload/i });
  /** The whole in one line. */
  readonly whole = this.tray.locator("strong");
  readonly rows = this.tray.getByRole("listitem");
  readonly fold = this.tray.getByRole("button", { name: /fold uploads/i });
  readonly close = this.tray.getByRole("button", { name: "Close uploads" });
  readonly cancelAll = this.tray.getByRole("button", { name: "Cancel all" });
  readonly retryAll = this.tray.getByRole("button", { name: "Retry all" });
  readonly onlyNotAdded = this.tray.getByRole("checkbox", { name: "Show only what was not added" });
  /** Who will see what is added from now on. */
  readonly audience = this.tray.getByRole("combobox", { name: "Who can see it" });
  readonly overlay = this.page.getByText(/Drop to add to your photos/);

  /** The line of one file. */
  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  progress(name: string): Locator {
    return this.row(name).getByRole("progressbar");
  }

  cancel(name: string): Locator {
    return this.row(name).getByRole("button", { name: /cancel/i });
  }

  retry(name: string): Locator {
    return this.row(name).getByRole("button", { name: /retry/i });
  }

  audienceOf(name: string): Locator {
    return this.row(name).getByRole("combobox", { name: /who can see/i });
  }

  /** All that uploads need has arrived, as it does for members after each page. */
  async ready(): Promise<void> {
    await this.alive();
    await this.page.locator("[data-ready]").waitFor({ state: "attached" });
  }

  /** By the button, as most people do. */
  async choose(...files: Picture[]): Promise<void> {
    await this.chooseFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })));
  }

  /** By the button, files of this computer: paths, or what they contain. */
  async chooseFiles(files: string[] | { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.alive();
    const chooser = this.page.waitForEvent("filechooser");
    await this.button.click();
    await (await chooser).setFiles(files);
  }

  /** The one that is shown at this size of screen. */
  get button(): Locator {
    return this.page.getByRole("button", { name: "Upload", exact: true }).or(this.page.getByRole("link", { name: "Upload" })).first();
  }

  /** Files dragged from another window and let go over this one. */
  async drop(...files: Picture[]): Promise<void> {
    await this.alive();
    const dataTransfer = await this.page.evaluateHandle(carry, encode(files));
    for (const event of ["dragenter", "dragover", "drop"]) await this.page.dispatchEvent("body", event, { dataTransfer });
  }

  /** Files and folders of this computer, dragged over the window as a person does. Answers how to let them go. */
  async dragPaths(...paths: string[]): Promise<() => Promise<void>> {
    await this.alive();
    const browser = await this.page.context().newCDPSession(this.page);
    const drag = async (type: "dragEnter" | "dragOver" | "drop") =>
      browser.send("Input.dispatchDragEvent", { type, x: 200, y: 300, data: { items: [], files: paths, dragOperationsMask: 1 } });
    await drag("dragEnter");
    await drag("dragOver");
    return async () => void (await drag("drop"));
  }

  /** Files from the clipboard. */
  async paste(...files: Picture[]): Promise<void> {
    await this.alive();
    const clipboardData = await this.page.evaluateHandle(carry, encode(files));
    await clipboardData.evaluate((clipboardData) =>
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })),
    );
  }
}

function encode(files: Picture[]) {
  return files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString("base64") }));
}

/** In the page: a DataTransfer that carries these files. */
function carry(files: { name: string; type: string; base64: string }[]): DataTransfer {
  const transfer = new DataTransfer();
  for (const { name, type, base64 } of files) {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type }));
  }
  return transfer;
}
