import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** Measures how smoothly long timelines scroll instead of testing them. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "scrolling.ts",
  fullyParallel: false,
  workers: 1,
  timeout: 300_000,
  reporter: "./quiet.ts",
  use: { ...tests.use, trace: "off" },
  projects: [{ name: "scrolling" }],
});
