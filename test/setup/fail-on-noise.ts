import { afterEach, beforeEach, expect, vi } from "vitest";

// A test that prints is a test that hides something: expected messages are asserted, not shown.
beforeEach(() => {
  for (const method of ["log", "info", "warn", "error"] as const) vi.spyOn(console, method);
});

afterEach(() => {
  for (const method of ["log", "info", "warn", "error"] as const) {
    const calls = vi.mocked(console[method]).mock.calls.map((call) => call.join(" "));
    vi.mocked(console[method]).mockRestore();
    expect(calls, `unexpected console.${method}`).toEqual([]);
  }
});
