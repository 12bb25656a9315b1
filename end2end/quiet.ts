import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Prints what is measured, and what went wrong. */
export default class Quiet implements Reporter {
  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    for (const { message } of result.errors) console.error(`${test.title}: ${message}`);
  }
}
