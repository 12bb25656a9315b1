import { defineConfig } from "@playwright/test";
import { desktop, launchOptions, phone } from "./browser";

export default defineConfig({
  testDir: "tests",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // On a shared machine further tries tell a slow moment from a fault; the report names what needed one.
  retries: process.env.CI ? 2 : 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["./summary.ts"]],
  use: { browserName: "chromium", launchOptions, trace: "retain-on-failure", colorScheme: "light", locale: "en-GB", serviceWorkers: "block" },
  projects: [
    { name: "desktop", use: desktop },
    // What does not depend on the size of the screen is tried once.
    { name: "phone", use: phone, testMatch: ["administration.spec.ts", "journey.spec.ts", "accessibility.spec.ts", "without-script.spec.ts", "devices.spec.ts"] },
  ],
});
