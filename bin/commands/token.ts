import type { Command } from "commander";
import { createToken, listTokens, type ListedToken, revokeToken } from "../../lib/token/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Options = { email: string; name: string; days?: string; json?: boolean };

const dayOf = (moment: Date | null) => moment?.toISOString().slice(0, 10) ?? "";

function stateOf({ revokedAt, expiresAt }: ListedToken): string {
  if (revokedAt) return "revoked";
  return expiresAt && expiresAt <= new Date() ? "expired" : "valid";
}

async function runCreate({ email, name, days, json }: Options): Promise<void> {
  const created = await withInstallation(() => createToken("operator", { email, name, validDays: days === undefined ? null : Number(days) }));
  if (json) printJson(created);
  else print(`The token is shown only now: ${created.token}`);
}

async function runList({ email, json }: Options): Promise<void> {
  const tokens = await withInstallation(() => listTokens("operator", email));
  if (json) printJson(tokens);
  else print(formatTable(["id", "name", "begins", "state", "created", "last used", "until"], tokens.map((token) => [token.id, token.name, token.beginning, stateOf(token), dayOf(token.createdAt), dayOf(token.lastUsedAt), dayOf(token.expiresAt)])));
}

async function runRevoke(id: string, { json }: Options): Promise<void> {
  await withInstallation(() => revokeToken("operator", id));
  if (json) printJson({ id, revoked: true });
  else print("Revoked. It opens nothing any more.");
}

export function addTokenCommands(program: Command): void {
  const token = program.command("token").description("API tokens, which programs send to the Reward API");
  token
    .command("create")
    .description("make a token for an account; it is printed, this once")
    .requiredOption("--email <address>", "the account in whose name it asks")
    .requiredOption("--name <name>", "what it is for")
    .option("--days <n>", "days until it ends by itself; never when left out")
    .option("--json", "print JSON")
    .action(runCreate);
  token.command("list").description("list an account's tokens").requiredOption("--email <address>", "the account").option("--json", "print JSON").action(runList);
  token.command("revoke").description("make a token useless").argument("<id>", "its id").option("--json", "print JSON").action(runRevoke);
}
