import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { createUser } from "../../lib/auth/index.ts";
import { getDb } from "../../lib/db.ts";
import { withInstallation } from "./installation.ts";
import { print, printJson } from "./output.ts";

const GENERATED_BYTES = 12;

type Options = { email: string; passwordStdin?: boolean; json?: boolean };

async function runCreate(options: Options): Promise<void> {
  const given = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  const password = given ?? randomBytes(GENERATED_BYTES).toString("base64url");
  const user = await withInstallation(() => createUser(getDb(), { email: options.email, password }));
  const shown = given === undefined ? { password } : {};
  if (options.json) printJson({ userId: user.id, email: user.email, pseudonym: user.pseudonym, ...shown });
  else print(`Created the account ${user.email}.${given === undefined ? ` Its password is shown only now: ${password}` : ""}`);
}

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("accounts for researchers; annotators join by a link instead");
  user
    .command("create")
    .description("create an account that can sign in and create projects")
    .requiredOption("--email <address>", "the address to sign in with")
    .option("--password-stdin", "read the password from standard input; without it one is made and printed")
    .option("--json", "print JSON")
    .action(runCreate);
}
