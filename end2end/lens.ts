import type { BrowserContextOptions, Page } from "@playwright/test";
import { launchOptions } from "./browser";

/** A name of this computer that browsers do not trust as they trust `localhost`. */
export const INSECURE = "pinhole.test";

/** Chromium with two made cameras, and nobody who has to allow them. */
export const withCameras = {
  ...launchOptions,
  args: [
    ...launchOptions.args,
    "--use-fake-device-for-media-stream=device-count=2",
    "--use-fake-ui-for-media-stream",
    `--host-resolver-rules=MAP ${INSECURE} 127.0.0.1`,
  ],
};

/** Whoever stands in for what the made cameras cannot do. */
export type StandIn = {
  /** `getUserMedia` fails with an exception of this name, until `allow` is called in the page. */
  failsWith?: string;
  /** A picture with corners of known colours, from a camera that looks there. */
  shows?: "user" | "environment";
  /** What the camera says it can do. */
  can?: Record<string, unknown>;
  /** This browser has no `ImageCapture`. */
  withoutImageCapture?: boolean;
};

/** What the stand-in has noted. */
export type Notes = {
  /** How often a camera was asked for, and how many answers were due at most at one time. */
  asked: number;
  mostAtOnce: number;
  /** What cameras were told to do, the last one last. */
  told: Record<string, unknown>[];
  /** How many screens are kept on. */
  awake: number;
};

type Noting = { notes: Notes; allow: () => void };

/** Notes how pages of this browser use cameras, and stands in for what those cannot do. */
export async function watchCameras(page: Page, standIn: StandIn = {}): Promise<void> {
  await page.addInitScript((standIn: StandIn) => {
    const devices = navigator.mediaDevices;
    const notes: Notes = { asked: 0, mostAtOnce: 0, told: [], awake: 0 };
    let failsWith = standIn.failsWith;
    Object.assign(window, { notes, allow: () => (failsWith = undefined) });
    if (standIn.withoutImageCapture) Reflect.deleteProperty(window, "ImageCapture");
    Object.defineProperty(navigator, "wakeLock", {
      value: {
        request: async () => {
          notes.awake++;
          return { release: async () => void notes.awake-- };
        },
      },
    });
    if (!devices) return;

    /** A picture of four colours. */
    const scene = () => {
      const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
      const pen = canvas.getContext("2d")!;
      const colours = ["rgb(220 20 30)", "rgb(20 170 40)", "rgb(30 40 210)", "rgb(240 220 30)"];
      const draw = () => {
        colours.forEach((colour, i) => {
          pen.fillStyle = colour;
          pen.fillRect((i % 2) * 320, Math.floor(i / 2) * 240, 320, 240);
        });
        requestAnimationFrame(draw);
      };
      draw();
      return canvas.captureStream(30);
    };
    const ask = devices.getUserMedia.bind(devices);
    let due = 0;
    devices.getUserMedia = async (constraints) => {
      notes.asked++;
      notes.mostAtOnce = Math.max(notes.mostAtOnce, ++due);
      try {
        if (failsWith) throw new DOMException("Not now.", failsWith);
        const stream = standIn.shows ? scene() : await ask(constraints);
        for (const track of stream.getVideoTracks()) {
          const settings = track.getSettings.bind(track);
          if (standIn.shows) track.getSettings = () => ({ ...settings(), facingMode: standIn.shows! });
          if (standIn.can) {
            track.getCapabilities = () => standIn.can as MediaTrackCapabilities;
            track.applyConstraints = async (constraints) => {
              notes.told.push((constraints?.advanced?.[0] ?? {}) as Record<string, unknown>);
            };
            track.getSettings = () => ({ ...settings(), zoom: 1 }) as MediaTrackSettings;
          }
        }
        return stream;
      } finally {
        due--;
      }
    };
  }, standIn);
}

/** What was noted so far. */
export async function notes(page: Page): Promise<Notes> {
  return page.evaluate(() => (window as unknown as Noting).notes);
}

/** Cameras work from now on. */
export async function allowCameras(page: Page): Promise<void> {
  await page.evaluate(() => (window as unknown as Noting).allow());
}

/** The page is hidden, as when another app comes to the front, or seen again. Phones tell that in several ways at once. */
export async function show(page: Page, isSeen: boolean): Promise<void> {
  await page.evaluate((isSeen) => {
    Object.defineProperty(document, "hidden", { value: !isSeen, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
    if (isSeen) {
      window.dispatchEvent(new Event("pageshow"));
      window.dispatchEvent(new Event("focus"));
    }
  }, isSeen);
}

/** The id of the camera that is open; nothing when none is. */
export async function openCamera(page: Page): Promise<string | undefined> {
  return page.locator("video").evaluate((video: HTMLVideoElement) => {
    const track = (video.srcObject as MediaStream | null)?.getVideoTracks()[0];
    return track?.readyState === "live" ? track.getSettings().deviceId : undefined;
  });
}

export const harbour: BrowserContextOptions = { geolocation: { latitude: 59.325, longitude: 18.0708 }, permissions: ["geolocation"] };
