import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FullConfig, Reporter, Suite } from "@playwright/test/reporter";

/** One closing line that every CI understands; kept in test-results/summary.txt too. */
export default class Summary implements Reporter {
  private suite?: Suite;
  private folder = "test-results";

  onBegin(config: FullConfig, suite: Suite) {
    this.suite = suite;
    this.folder = join(config.rootDir, "..", "test-results");
  }

  onEnd() {
    const outcomes = this.suite?.allTests().map((test) => test.outcome()) ?? [];
    const count = (...wanted: string[]) => outcomes.filter((outcome) => wanted.includes(outcome)).length;
    const line = `end2end: ${count("expected", "flaky")} passed, ${count("unexpected")} failed, ${count("skipped")} skipped`;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(join(this.folder, "summary.txt"), `${line}\n`);
    console.log(line);
  }

  printsToStdio() {
    return false;
  }
}
