import path from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type ArchiveContent, type BackupSummary, createBackup, restoreBackup, type RestoreSummary, verifyBackup } from "../../lib/backup/index.ts";
import { conflict } from "../../lib/errors.ts";
import { getHome, writePrivately } from "../launch/home.ts";
import { findRunning } from "../launch/stack.ts";
import { resolveUserPath, withInstallation } from "./installation.ts";
import { formatTable, notice, print, printJson } from "./output.ts";
import { createProgressLine } from "./progress-line.ts";

type BackupCommandOptions = { keep?: number; withSecret?: boolean; json?: boolean };
type SecretState = "restored" | "not_in_backup" | "kept_from_environment";

const WITHOUT_SECRET = "The secret is not in it. Without the same JUXTA_SECRET, or the home folder's secrets.json, everybody is signed out after a restore, and annotators who joined by a link cannot come back as themselves. Keep it apart, or use --with-secret.";

const toMib = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MiB`;

function parseKeep(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("A whole number of at least 1.");
  return count;
}

async function withProgress<Result>(work: (onProgress: (text: string) => void) => Promise<Result>): Promise<Result> {
  const line = createProgressLine();
  try {
    return await work(line.show);
  } finally {
    line.end();
  }
}

async function runBackup(target: string, { keep, withSecret = false, json }: BackupCommandOptions, signal: AbortSignal): Promise<void> {
  // Not migrated first: a backup shows a database as it is, above all before an upgrade.
  const run = () => withProgress((onProgress) => createBackup("operator", { target: resolveUserPath(target), keep, withSecret, onProgress, signal }));
  const summary: BackupSummary = await withInstallation(run, { migrate: false });
  const { file, byteCount, createdAt, hasSecret, tables, rowCount, files, removed } = summary;
  if (json) printJson({ file, byteCount, createdAt, hasSecret, tableCount: tables.length, rowCount, fileCount: files.count, fileByteCount: files.byteCount, removed });
  else {
    print(`Wrote ${file}, ${toMib(byteCount)}: ${tables.length} tables with ${rowCount} rows, ${files.count} files with ${toMib(files.byteCount)}.`);
    for (const name of removed) print(`Removed ${name}.`);
  }
  if (!hasSecret) notice(WITHOUT_SECRET);
}

function describe({ header, manifest, byteCount }: ArchiveContent) {
  const { juxtaVersion, createdAt, hasSecret } = header;
  const rowCount = manifest.tables.reduce((sum, table) => sum + table.rowCount, 0);
  return { byteCount, juxtaVersion, createdAt, hasSecret, rowCount, fileCount: manifest.files.count, fileByteCount: manifest.files.byteCount, tables: manifest.tables.map(({ name, rowCount, sha256 }) => ({ name, rowCount, sha256 })) };
}

function tableOf({ manifest }: ArchiveContent): string {
  return formatTable(["table", "rows"], manifest.tables.map(({ name, rowCount }) => [name, rowCount]));
}

async function runVerify(file: string, { json }: { json?: boolean }, signal: AbortSignal): Promise<void> {
  const full = resolveUserPath(file);
  const content = await withProgress((onProgress) => verifyBackup(full, { onProgress, signal }));
  const facts = describe(content);
  if (json) printJson({ file: full, ...facts });
  else print(`${tableOf(content)}\n\n${full} is whole: ${facts.rowCount} rows and ${facts.fileCount} files (${toMib(facts.fileByteCount)}) as of ${facts.createdAt}, Juxta ${facts.juxtaVersion}, ${facts.hasSecret ? "with" : "without"} the secret.`);
}

/** A place that was empty has nothing that its own secret signed, so that of the backup takes over. */
function placeSecret(home: string, secret: string | null, given: string | undefined): SecretState {
  if (secret === null) return "not_in_backup";
  if (given !== undefined) {
    if (given !== secret) notice("JUXTA_SECRET is another one than that of the backup: everybody is signed out. Set it to the old one, or unset it and restore again.");
    return "kept_from_environment";
  }
  writePrivately(path.join(home, "secrets.json"), JSON.stringify({ secret }));
  return "restored";
}

async function runRestore(file: string, { json }: { json?: boolean }, signal: AbortSignal): Promise<void> {
  const home = getHome();
  const given = process.env.JUXTA_SECRET;
  const pid = findRunning(home);
  if (pid !== null) throw conflict("restore_target_in_use", `Juxta runs in ${home} as process ${pid}. Stop it first.`);
  const full = resolveUserPath(file);
  const summary: RestoreSummary = await withInstallation(() => withProgress((onProgress) => restoreBackup("operator", full, { onProgress, signal })), { migrate: false });
  const secret = placeSecret(home, summary.secret, given);
  const facts = describe(summary);
  const { migrations, queued } = summary;
  if (json) printJson({ file: full, ...facts, migrations, queued, secret });
  else {
    print(`${tableOf(summary)}\n\nRestored ${facts.rowCount} rows and ${facts.fileCount} files (${toMib(facts.fileByteCount)}) as of ${facts.createdAt}; counts and hashes agree.`);
    if (migrations.length > 0) print(`Newer migrations applied: ${migrations.length}.`);
    if (queued.importCount + queued.itemCount > 0) print(`Queued again: ${queued.importCount} imports, ${queued.itemCount} items to prepare.`);
  }
  if (secret === "not_in_backup") notice("The backup holds no secret. Put the old secrets.json into the home folder, or set JUXTA_SECRET, before you start; otherwise everybody is signed out.");
}

export function addBackupCommands(program: Command, signal: AbortSignal): void {
  const backup = program
    .command("backup")
    .description("write the database and all pictures into one file, while Juxta runs or not")
    .argument("<target>", "the file to write, or a folder for a file with a dated name")
    .option("--keep <n>", "keep the newest n backups of the folder, remove older ones", parseKeep)
    .option("--with-secret", "put the secret in, so that nobody is signed out by a restore; keep the file as safe as a password")
    .option("--json", "print what was written as JSON")
    .action((target: string, options: BackupCommandOptions) => runBackup(target, options, signal));
  backup
    .command("verify")
    .description("check a backup against its own hashes, without a database")
    .argument("<file>", "the backup")
    .option("--json", "print what it holds as JSON")
    .action((file: string, _options: object, command: Command) => runVerify(file, command.optsWithGlobals(), signal));
  program
    .command("restore")
    .description("fill an empty database and home folder from a backup")
    .argument("<file>", "the backup")
    .option("--json", "print what was restored as JSON")
    .action((file: string, options: { json?: boolean }) => runRestore(file, options, signal));
}
