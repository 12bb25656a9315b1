import { test } from "@playwright/test";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const folder = join(__dirname, "../public");
/** Signs of the shortcuts, on a grid of 24 × 24, as in the app's own icons. */
const CAMERA = "M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z";
const UPLOAD = "M12 16V4M7 9l5-5 5 5M4 16v4h16v-4";

test("icons", async ({ page }) => {
  const drawing = await readFile(join(folder, "icon.svg"), "utf8");
  const inside = drawing.replace(/<svg[^>]*>|<\/svg>|<title>.*<\/title>/g, "");
  const svg = (inside: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">${inside}</svg>`;
  /** Systems cut the edges off: the ground goes to them, and what matters stays within the middle 80 %. */
  const uncut = svg(
    inside.replace(/ rx="\d+"/, "").replace(/(<rect[^>]*>)([\s\S]*)/, '$1<g transform="translate(256 256) scale(0.92) translate(-256 -256)">$2</g>'),
  );
  const sign = (path: string) =>
    svg(
      `<rect width="512" height="512" rx="112" fill="#110e0b"/><path d="${path}" transform="translate(100 100) scale(13)" fill="none" stroke="#ece8e2" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round"/>`,
    );
  const pictures: [name: string, drawing: string, px: number][] = [
    ["icon-192.png", drawing, 192],
    ["icon-512.png", drawing, 512],
    ["icon-maskable-192.png", uncut, 192],
    ["icon-maskable-512.png", uncut, 512],
    ["apple-touch-icon.png", uncut, 180],
    ["icon-camera.png", sign(CAMERA), 192],
    ["icon-upload.png", sign(UPLOAD), 192],
  ];
  for (const [name, drawing, px] of pictures) {
    await page.setViewportSize({ width: px, height: px });
    await page.setContent(`<style>html,body{margin:0;background:transparent}svg{display:block;width:${px}px;height:${px}px}</style>${drawing}`);
    await page.screenshot({ path: join(folder, name), omitBackground: true });
  }
});
