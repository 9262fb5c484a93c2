/** Runs an import in this process, which its parent has given a limit; prints its end as JSON: `node import-child.ts <import id>`. */
import { JuxtaError } from "../../lib/errors.ts";
import { runImport } from "../../lib/import/index.ts";

const [importId = ""] = process.argv.slice(2);
try {
  const { state } = await runImport(importId);
  process.stdout.write(JSON.stringify({ state }));
} catch (error) {
  process.stdout.write(JSON.stringify({ code: error instanceof JuxtaError ? error.code : String(error) }));
}
process.exit();
