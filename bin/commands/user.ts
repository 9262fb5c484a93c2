import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import type { Command } from "commander";
import { createUser, setPassword } from "../../lib/auth/index.ts";
import { getDb } from "../../lib/db.ts";
import { withInstallation } from "./installation.ts";
import { print, printJson } from "./output.ts";

const GENERATED_BYTES = 12;

type Options = { email: string; passwordStdin?: boolean; json?: boolean };
type Account = { id: string; email: string | null; pseudonym: string };

/** Runs `write` with the password from standard input, or with a drawn one, which is then shown once. */
async function writeAccount(options: Options, done: string, write: (password: string) => Promise<Account>): Promise<void> {
  const given = options.passwordStdin ? (await text(process.stdin)).replace(/\r?\n$/, "") : undefined;
  const password = given ?? randomBytes(GENERATED_BYTES).toString("base64url");
  const user = await withInstallation(() => write(password));
  const shown = given === undefined ? { password } : {};
  if (options.json) printJson({ userId: user.id, email: user.email, pseudonym: user.pseudonym, ...shown });
  else print(`${done} ${user.email}.${given === undefined ? ` Its password is shown only now: ${password}` : ""}`);
}

function addOptions(command: Command): Command {
  return command
    .requiredOption("--email <address>", "the address to sign in with")
    .option("--password-stdin", "read the password from standard input; without it one is made and printed")
    .option("--json", "print JSON");
}

export function addUserCommands(program: Command): void {
  const user = program.command("user").description("accounts for researchers; annotators join by a link instead");
  addOptions(user.command("create").description("create an account that can sign in and create projects")).action((options: Options) =>
    writeAccount(options, "Created the account", (password) => createUser(getDb(), { email: options.email, password })),
  );
  addOptions(user.command("set-password").description("give an account another password, and end its sessions")).action((options: Options) =>
    writeAccount(options, "Set another password for", (password) => setPassword("operator", { email: options.email, password })),
  );
}
