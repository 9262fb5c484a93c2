import { invalidInput } from "#lib/errors.ts";
import { createUploadedImport } from "#lib/import/index.ts";
import { getProject } from "#lib/project/index.ts";
import { answer, json } from "../../../../../_server/answer.ts";
import { requireActor } from "../../../../../_server/get-actor.ts";

/** Takes a .jsonl or .zip as the raw body; `name` is the file's name. The body goes to disk as it arrives. */
export const PUT = answer(async (request, { params }: { params: Promise<{ slug: string }> }) => {
  const actor = await requireActor();
  const project = await getProject(actor, (await params).slug, ["OWNER"]);
  const fileName = new URL(request.url).searchParams.get("name");
  if (!fileName || !request.body) throw invalidInput("Send the file as the body, and its name as the parameter name.");
  const row = await createUploadedImport(actor, { projectId: project.id, fileName, body: request.body });
  return json({ id: row.id }, 201);
});
