/** What a camera says of a picture (Exif 2.32). */
export type Exif = {
  orientation?: number;
  make?: string;
  model?: string;
  software?: string;
  /** Local time, `YYYY:MM:DD hh:mm:ss`. */
  taken?: string;
  /** How far that is from UTC, such as `+02:00`. */
  offset?: string;
  /** In degrees, north and east. */
  gps?: { latitude: number; longitude: number };
};

type Entry = { tag: number; type: number; count: number; value: Buffer };

const ascii = (tag: number, text: string): Entry => ({ tag, type: 2, count: text.length + 1, value: Buffer.from(`${text}\0`) });
const short = (tag: number, number: number): Entry => ({ tag, type: 3, count: 1, value: Buffer.from([number >> 8, number & 255]) });
const long = (tag: number, number: number): Entry => ({ tag, type: 4, count: 1, value: uint32(number) });
const rationals = (tag: number, ...numbers: [number, number][]): Entry => ({
  tag,
  type: 5,
  count: numbers.length,
  value: Buffer.concat(numbers.flat().map(uint32)),
});

function uint32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

/** Degrees, minutes and seconds, as GPS tags have them. */
function sexagesimal(degrees: number): [number, number][] {
  const seconds = Math.round(Math.abs(degrees) * 3600 * 100);
  return [[Math.floor(seconds / 360_000), 1], [Math.floor(seconds / 6000) % 60, 1], [seconds % 6000, 100]];
}

/** An image file directory (TIFF 6.0) that begins at `offset`, its long values right behind it. */
function directory(offset: number, entries: Entry[]): Buffer {
  const head = Buffer.alloc(2 + entries.length * 12 + 4);
  const values: Buffer[] = [];
  let end = offset + head.length;
  head.writeUInt16BE(entries.length);
  entries
    .sort((a, b) => a.tag - b.tag)
    .forEach(({ tag, type, count, value }, i) => {
      const at = 2 + i * 12;
      head.writeUInt16BE(tag, at);
      head.writeUInt16BE(type, at + 2);
      head.writeUInt32BE(count, at + 4);
      if (value.length <= 4) value.copy(head, at + 8);
      else {
        const padded = value.length % 2 ? Buffer.concat([value, Buffer.alloc(1)]) : value;
        head.writeUInt32BE(end, at + 8);
        values.push(padded);
        end += padded.length;
      }
    });
  return Buffer.concat([head, ...values]);
}

/** The JPEG with an Exif segment, right behind its beginning. */
export function withExif(jpeg: Buffer, exif: Exif): Buffer {
  const main: Entry[] = [];
  if (exif.orientation) main.push(short(0x0112, exif.orientation));
  if (exif.make) main.push(ascii(0x010f, exif.make));
  if (exif.model) main.push(ascii(0x0110, exif.model));
  if (exif.software) main.push(ascii(0x0131, exif.software));
  const camera: Entry[] = [];
  if (exif.taken) {
    camera.push(ascii(0x9003, exif.taken), rationals(0x829a, [1, 250]), rationals(0x829d, [18, 10]));
    camera.push(short(0x8827, 64), rationals(0x920a, [57, 10]));
  }
  if (exif.offset) camera.push(ascii(0x9011, exif.offset));
  const place: Entry[] = [];
  if (exif.gps) {
    place.push(ascii(1, exif.gps.latitude < 0 ? "S" : "N"), rationals(2, ...sexagesimal(exif.gps.latitude)));
    place.push(ascii(3, exif.gps.longitude < 0 ? "W" : "E"), rationals(4, ...sexagesimal(exif.gps.longitude)));
  }

  // The main directory points to the others, so its size is needed before its content is known.
  const size = directory(8, [...main, long(0x8769, 0), long(0x8825, 0)]).length;
  const cameraDirectory = directory(8 + size, camera);
  const gps = 8 + size + cameraDirectory.length;
  const tiff = Buffer.concat([
    Buffer.from("MM\0*\0\0\0\b"),
    directory(8, [...main, long(0x8769, 8 + size), long(0x8825, gps)]),
    cameraDirectory,
    directory(gps, place),
  ]);
  const body = Buffer.concat([Buffer.from("Exif\0\0"), tiff]);
  const length = Buffer.from([(body.length + 2) >> 8, (body.length + 2) & 255]);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xe1]), length, body, jpeg.subarray(2)]);
}

/** What a JPEG says of itself: the values of the tags of all its directories, the main one's and those it points to. */
export function readExif(jpeg: Buffer): Map<number, string | number[]> {
  let at = 2;
  while (jpeg[at] === 0xff && !(jpeg[at + 1] === 0xe1 && jpeg.toString("latin1", at + 4, at + 8) === "Exif")) {
    at += 2 + jpeg.readUInt16BE(at + 2);
  }
  const tiff = jpeg.subarray(at + 10, at + 2 + jpeg.readUInt16BE(at + 2));
  const little = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const long = (at: number) => (little ? tiff.readUInt32LE(at) : tiff.readUInt32BE(at));
  const found = new Map<number, string | number[]>();
  const sizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };
  const read = (directory: number) => {
    for (let i = 0; i < short(directory); i++) {
      const entry = directory + 2 + i * 12;
      const [tag, type, count] = [short(entry), short(entry + 2), long(entry + 4)];
      const size = sizes[type]!;
      const value = size * count <= 4 ? entry + 8 : long(entry + 8);
      const number = (index: number) => {
        const at = value + index * size;
        if (type === 5) return long(at) / long(at + 4);
        return size === 1 ? tiff[at]! : size === 2 ? short(at) : long(at);
      };
      if (tag === 0x8769 || tag === 0x8825) read(number(0));
      else if (type === 2) found.set(tag, tiff.toString("latin1", value, value + count - 1));
      else found.set(tag, Array.from({ length: count }, (_, index) => number(index)));
    }
  };
  read(long(4));
  return found;
}
