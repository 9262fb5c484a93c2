import { defineConfig } from "vitest/config";

const shared = { globalSetup: ["test/setup/global.ts"], testTimeout: 60_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    maxWorkers: 2,
    pool: "forks",
    projects: [
      { test: { ...shared, name: "unit", include: ["test/**/*.test.ts"], exclude: ["test/e2e/**"], setupFiles: ["test/setup/fail-on-noise.ts"] } },
      { test: { ...shared, name: "e2e", include: ["test/e2e/**/*.test.ts"], fileParallelism: false, expect: { poll: { timeout: 20_000 } }, testTimeout: 180_000, hookTimeout: 600_000 } },
    ],
  },
});
