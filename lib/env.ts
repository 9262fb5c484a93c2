import path from "node:path";
import { z } from "zod";
import { JuxtaError } from "./errors.ts";

const Env = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgresql:// address" }),
  JUXTA_HOME: z.string().min(1).default(".juxta"),
  /** Signs picture addresses and sessions: at least 32 characters. */
  JUXTA_SECRET: z.string().min(32, "must have at least 32 characters"),
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "silent"]).default("info"),
});

export type Env = Omit<z.infer<typeof Env>, "JUXTA_HOME"> & { JUXTA_HOME: string };

let parsed: Env | undefined;

/** The environment, checked once. Throws `environment_invalid` naming every bad variable. */
export function getEnv(): Env {
  if (parsed) return parsed;
  const result = Env.safeParse(process.env);
  if (!result.success) {
    const lines = result.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
    throw new JuxtaError("environment_invalid", `The environment is not complete: ${lines.join("; ")}. See .env.example.`, { status: 500 });
  }
  parsed = { ...result.data, JUXTA_HOME: path.resolve(result.data.JUXTA_HOME) };
  return parsed;
}
