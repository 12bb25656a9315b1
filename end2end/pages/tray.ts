import type { Locator } from "@playwright/test";
import type { Picture } from "../pictures";
import { Shell } from "./shell";

/** The upload tray, and the ways into it. */
export class UploadTray extends Shell {
  readonly tray = this.page.getByRole("region", { name: /upload/i });

  /** The line of one file. */
  row(name: string): Locator {
    return this.tray.getByRole("listitem").filter({ hasText: name });
  }

  progress(name: string): Locator {
    return this.row(name).getByRole("progressbar");
  }

  /** By the button, as most people do. */
  async choose(...files: Picture[]): Promise<void> {
    await this.alive();
    const chooser = this.page.waitForEvent("filechooser");
    await this.button.click();
    await (await chooser).setFiles(files.map(({ name, type, bytes }) => ({ name, mimeType: type, buffer: bytes })));
  }

  /** The one that is shown at this size of screen. */
  get button(): Locator {
    return this.page.getByRole("button", { name: "Upload" }).or(this.page.getByRole("link", { name: "Upload" })).first();
  }

  /** Files dragged from another window and let go over this one. */
  async drop(...files: Picture[]): Promise<void> {
    await this.alive();
    const dataTransfer = await this.page.evaluateHandle(carry, encode(files));
    for (const event of ["dragenter", "dragover", "drop"]) await this.page.dispatchEvent("body", event, { dataTransfer });
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
