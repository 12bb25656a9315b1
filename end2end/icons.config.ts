import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** Draws the icons instead of testing. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "icons.ts",
  reporter: "line",
  projects: [{ name: "icons" }],
});
