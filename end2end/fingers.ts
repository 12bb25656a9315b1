import type { CDPSession, Locator, Page } from "@playwright/test";

type Point = { x: number; y: number };

/** Fingers on a screen that can be touched, as the browser's own input. */
export class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** The middle of something. */
  static async middle(of: Locator): Promise<Point> {
    const box = (await of.boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  async down(...points: Point[]): Promise<void> {
    await this.touch("touchStart", points);
  }

  async move(...points: Point[]): Promise<void> {
    await this.touch("touchMove", points);
  }

  async up(): Promise<void> {
    await this.touch("touchEnd", []);
  }

  /** From one point to another, without haste. */
  async drag(from: Point, to: Point, steps = 8): Promise<void> {
    await this.down(from);
    for (let step = 1; step <= steps; step++) {
      await this.move({ x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps });
    }
  }

  async swipe(from: Point, to: Point): Promise<void> {
    await this.drag(from, to);
    await this.up();
  }

  async tap(at: Point): Promise<void> {
    await this.down(at);
    await this.up();
  }

  private async touch(type: "touchStart" | "touchMove" | "touchEnd", points: Point[]): Promise<void> {
    const touchPoints = points.map(({ x, y }, id) => ({ x: Math.round(x), y: Math.round(y), id }));
    await this.session.send("Input.dispatchTouchEvent", { type, touchPoints });
  }
}
