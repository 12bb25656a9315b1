import jpeg from "jpeg-js";
import { PNG } from "pngjs";
import { type Exif, withExif } from "./exif";

/** A file as a person has it. */
export type Picture = { name: string; type: string; bytes: Buffer };
type Colour = readonly [number, number, number];

/** The colours of the corners of an upright picture: top left, top right, bottom left, bottom right. */
export const CORNERS = ["red", "green", "blue", "yellow"] as const;
const RGB: Record<(typeof CORNERS)[number], Colour> = {
  red: [220, 20, 30],
  green: [20, 170, 40],
  blue: [30, 40, 210],
  yellow: [240, 220, 30],
};

/** Whatever is unlike any other picture: the same bytes twice would be `already here`. */
let made = 0;

const drawn = new Map<string, Buffer>();

/** The coded pixels of what is drawn again and again: drawing takes long. */
function drawnOnce(what: string, draw: () => Buffer): Buffer {
  const before = drawn.get(what);
  if (before) return before;
  const bytes = draw();
  drawn.set(what, bytes);
  return bytes;
}

/** Where the pixel (x, y) of an upright picture lies in the stored one, for every Exif orientation. */
const STORED: Record<number, (x: number, y: number, width: number, height: number) => [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y, w) => [w - 1 - x, y],
  3: (x, y, w, h) => [w - 1 - x, h - 1 - y],
  4: (x, y, _, h) => [x, h - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, w) => [y, w - 1 - x],
  7: (x, y, w, h) => [h - 1 - y, w - 1 - x],
  8: (x, y, _, h) => [h - 1 - y, x],
};

/** Four coloured quarters, to tell what is up; stored as a camera held in `orientation` does. */
export function cornered(
  options: { name?: string; width?: number; height?: number; orientation?: number; exif?: Exif; quality?: number } = {},
): Picture {
  const { width = 600, height = 400, orientation = 1, quality = 85 } = options;
  const name = options.name ?? `corners-${orientation}.jpg`;
  const bytes = drawnOnce(`corners ${width} ${height} ${orientation} ${quality}`, () => quarters(width, height, orientation, quality));
  return { name, type: "image/jpeg", bytes: withExif(bytes, { orientation, software: `test ${made++}`, ...options.exif }) };
}

function quarters(width: number, height: number, orientation: number, quality: number): Buffer {
  const stored = STORED[orientation]!;
  const turned = orientation >= 5;
  const [storedWidth, storedHeight] = turned ? [height, width] : [width, height];
  const colours = CORNERS.map((corner) => Buffer.from([...RGB[corner], 255]).readUInt32LE());
  const data = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [sx, sy] = stored(x, y, width, height);
      data.writeUInt32LE(colours[(x < width / 2 ? 0 : 1) + (y < height / 2 ? 0 : 2)]!, (sy * storedWidth + sx) * 4);
    }
  }
  return Buffer.from(jpeg.encode({ data, width: storedWidth, height: storedHeight }, quality).data);
}

/** As large as a phone's: 4032 × 3024. */
export function twelveMegapixels(name = "twelve-megapixels.jpg"): Picture {
  return cornered({ name, width: 4032, height: 3024 });
}

/** All that a phone writes into a picture, the place included. */
export const PLACE = { latitude: 59.325, longitude: 18.0708 };

export function fromAPhone({ gps = PLACE, ...options }: { name?: string; orientation?: number; gps?: typeof PLACE | null } = {}): Picture {
  return cornered({
    name: "harbour.jpg",
    orientation: 6,
    width: 300,
    height: 400,
    ...options,
    exif: { make: "Lumen", model: "Lumen One", taken: "2024:06:21 21:40:05", offset: "+02:00", gps: gps ?? undefined },
  });
}

/** Half transparent. */
export function transparent(name = "transparent.png"): Picture {
  const png = new PNG({ width: 64, height: 48 });
  for (let i = 0; i < png.data.length; i += 4) png.data.set([200, 60, 30 + (made % 200), i % 8 ? 255 : 0], i);
  made++;
  return { name, type: "image/png", bytes: PNG.sync.write(png) };
}

/** Two frames, first red, then blue. */
export function animated(name = "animated.gif"): Picture {
  const [width, height] = [32, 24];
  const word = (value: number) => [value & 255, value >> 8];
  const palette = Buffer.alloc(128 * 3);
  palette.set(RGB.red, 0);
  palette.set(RGB.blue, 3);
  palette.set([made & 255, made++ >> 8, 7], 6); // unused, to be unlike any other
  const frame = (colour: number) => {
    // A clear code before every 120 pixels keeps all codes at 8 bits, so that nothing is really compressed.
    const codes: number[] = [];
    for (let i = 0; i < width * height; i++) {
      if (i % 120 === 0) codes.push(128);
      codes.push(colour);
    }
    codes.push(129);
    const blocks: number[] = [];
    for (let i = 0; i < codes.length; i += 255) {
      const block = codes.slice(i, i + 255);
      blocks.push(block.length, ...block);
    }
    const delay = [0x21, 0xf9, 4, 0, ...word(20), 0, 0];
    return [...delay, 0x2c, ...word(0), ...word(0), ...word(width), ...word(height), 0, 7, ...blocks, 0];
  };
  const loop = [0x21, 0xff, 11, ...Buffer.from("NETSCAPE2.0"), 3, 1, 0, 0, 0];
  const bytes = Buffer.from([
    ...Buffer.from("GIF89a"), ...word(width), ...word(height), 0b1_110_0_110, 0, 0,
    ...palette, ...loop, ...frame(0), ...frame(1), 0x3b,
  ]);
  return { name, type: "image/gif", bytes };
}

/** A JPEG whose second half got lost. */
export function truncated(name = "truncated.jpg"): Picture {
  const { bytes } = cornered();
  return { name, type: "image/jpeg", bytes: bytes.subarray(0, bytes.length / 2) };
}

export function text(name = "notes.jpg"): Picture {
  return { name, type: "image/jpeg", bytes: Buffer.from("These are words, whatever the name says.\n") };
}

export function empty(name = "empty.jpg"): Picture {
  return { name, type: "image/jpeg", bytes: Buffer.alloc(0) };
}

/** A good JPEG but for its size, in bytes. */
export function oversized(size: number, name = "oversized.jpg"): Picture {
  const { bytes } = cornered();
  return { name, type: "image/jpeg", bytes: Buffer.concat([bytes, Buffer.alloc(size - bytes.length)]) };
}

/** Noise, which compresses badly: for an upload that takes its time. */
export function noisy(name = "noisy.jpg", width = 1200, height = 900): Picture {
  const data = Buffer.alloc(width * height * 4, 255);
  for (let i = 0, seed = ++made; i < data.length; i++) data[i] = (seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff) >> 16;
  return { name, type: "image/jpeg", bytes: Buffer.from(jpeg.encode({ data, width, height }, 90).data) };
}

/** Hills under a low sun: something pleasant to look at in screenshots. Each number gives another one. */
export function landscape(number: number): Picture {
  const bytes = drawnOnce(`hills ${number}`, () => hills(number));
  const month = String(9 - Math.floor(number / 5)).padStart(2, "0");
  const taken = `2026:${month}:${String(28 - (number % 5) * 4).padStart(2, "0")} 18:${String(10 + number).padStart(2, "0")}:00`;
  return {
    name: `landscape-${number}.jpg`,
    type: "image/jpeg",
    bytes: withExif(bytes, { orientation: 1, make: "Lumen", model: "Lumen One", taken, offset: "+02:00", gps: PLACE }),
  };
}

function hills(number: number): Buffer {
  const [width, height] = [[1200, 800], [800, 1200], [1400, 790], [1000, 1000]][number % 4] as [number, number];
  const wave = (x: number, layer: number) =>
    Math.sin(x * (2.1 + layer) + number * 1.7 + layer * 2.3) * 0.6 + Math.sin(x * (5.3 + layer * 2) + number * 2.9) * 0.25;
  const mix = (a: Colour, b: Colour, part: number) => a.map((value, i) => value + (b[i]! - value) * part) as unknown as Colour;
  const [high, low, land] = [
    [[38, 64, 110], [248, 176, 122], [24, 34, 52]],
    [[86, 146, 200], [236, 232, 214], [40, 74, 58]],
    [[54, 34, 74], [236, 104, 84], [22, 16, 34]],
    [[150, 178, 190], [238, 226, 206], [86, 96, 92]],
    [[20, 30, 60], [116, 138, 176], [10, 16, 30]],
  ][number % 5] as unknown as [Colour, Colour, Colour];
  const sun = { x: 0.25 + ((number * 0.37) % 0.5), y: 0.46, size: 0.05 };
  const data = Buffer.alloc(width * height * 4, 255);
  for (let py = 0; py < height; py++) {
    for (let px = 0; px < width; px++) {
      const [x, y] = [px / width, py / height];
      let colour = mix(high, low, Math.min(1, y * 1.6));
      const away = Math.hypot((x - sun.x) * width, (y - sun.y) * height) / Math.min(width, height);
      colour = mix(colour, [255, 244, 220], away < sun.size ? 0.95 : Math.max(0, 0.5 - away) * 0.7);
      for (let layer = 0; layer < 4; layer++) {
        if (y > 0.52 + layer * 0.11 + wave(x, layer) * 0.07) colour = mix(mix(low, land, 0.35 + layer * 0.2), land, y * 0.3);
      }
      data.set(colour, (py * width + px) * 4);
    }
  }
  return Buffer.from(jpeg.encode({ data, width, height }, 88).data);
}
