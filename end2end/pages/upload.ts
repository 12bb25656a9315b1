import { Shell } from "./shell";

/** The plain form, which needs no script. */
export class UploadPage extends Shell {
  readonly files = this.page.locator('main input[type="file"]');
  readonly submit = this.page.getByRole("main").getByRole("button", { name: "Upload" });

  async open(): Promise<void> {
    await this.page.goto("/upload");
  }
}
