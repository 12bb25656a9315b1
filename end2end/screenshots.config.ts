import { defineConfig } from "@playwright/test";
import tests from "./playwright.config";

/** Takes pictures of every page instead of testing it. */
export default defineConfig({
  ...tests,
  testDir: ".",
  testMatch: "screenshots.ts",
  fullyParallel: false,
  workers: 1,
  timeout: 900_000,
  reporter: "line",
  projects: [{ name: "screenshots" }],
});
