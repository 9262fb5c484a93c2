import { defineConfig } from "vitest/config";

// The tests' own server is thrown away afterwards and runs without durability for speed.
const shared = { globalSetup: ["test/setup/global.ts"], env: { JUXTA_ALLOW_UNSAFE_DATABASE: "1" }, testTimeout: 60_000, hookTimeout: 180_000 };

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
