import type { Command } from "commander";
import { notFound } from "../../lib/errors.ts";
import { getProject } from "../../lib/project/index.ts";
import { createStudy, getStudy, type ListedStudy, listStudies, participantsCsv, studyAddress } from "../../lib/recruiting/index.ts";
import { withInstallation } from "./installation.ts";
import { formatTable, print, printJson } from "./output.ts";

type Json = { json?: boolean };
type CreateOptions = Json & { name: string; provider?: string; places: string; judgments: string; code: string; screenOut: string; declineCode?: string; returnTo?: string; minutes?: string; maximum?: string; contact?: string; opens?: string; closes?: string; participantParameter?: string; studyParameter?: string; sessionParameter?: string };

/** A study by its id, or by its name, which is unique in the project. */
async function pick(slug: string, idOrName: string): Promise<{ projectId: string; study: ListedStudy }> {
  const { id: projectId } = await getProject("operator", slug);
  const found = (await listStudies("operator", projectId)).find((study) => study.id === idOrName || study.name === idOrName);
  if (!found) throw notFound(`The project ${slug} has no study called ${idOrName}.`);
  return { projectId, study: await getStudy("operator", projectId, found.id) };
}

/** Options of the command line as the fields of a study; what is left out keeps its default. */
function toStudy(options: CreateOptions): Record<string, unknown> {
  const { name, contact, participantParameter, studyParameter, sessionParameter } = options;
  return {
    name,
    contact,
    participantParameter,
    studyParameter,
    sessionParameter,
    provider: options.provider?.toUpperCase(),
    participantLimit: options.places,
    judgmentsPerParticipant: options.judgments,
    completionCode: options.code,
    screenOutCode: options.screenOut,
    noConsentCode: options.declineCode,
    returnAddress: options.returnTo,
    estimatedMinutes: options.minutes,
    maximumMinutes: options.maximum,
    opensAt: options.opens,
    closesAt: options.closes,
  };
}

async function runCreate(slug: string, options: CreateOptions): Promise<void> {
  const study = await withInstallation(async () => createStudy("operator", (await getProject("operator", slug)).id, toStudy(options)));
  const address = studyAddress(study);
  if (options.json) printJson({ ...study, address });
  else print(`Created the study ${study.name}. Give the panel this server's address followed by:\n${address}`);
}

async function runList(slug: string, { json }: Json): Promise<void> {
  const studies = await withInstallation(async () => listStudies("operator", (await getProject("operator", slug)).id));
  if (json) return printJson(studies.map((study) => ({ ...study, address: studyAddress(study) })));
  if (studies.length === 0) return print("There are no studies yet. Make one with: juxta study create");
  print(formatTable(["name", "state", "at work", "completed", "places", "judgments"], studies.map((study) => [study.name, study.phase, study.counts.STARTED, study.counts.COMPLETED, study.participantLimit, study.judgmentsPerParticipant])));
}

async function runShow(slug: string, idOrName: string, { json }: Json): Promise<void> {
  const { study } = await withInstallation(() => pick(slug, idOrName));
  if (json) return printJson({ ...study, address: studyAddress(study) });
  const counts = Object.entries(study.counts).map(([state, count]): [string, string] => [state.toLowerCase(), `${count}`]);
  print(formatTable(["study", study.name], [["state", study.phase], ["places", `${study.participantLimit}`], ["judgments each", `${study.judgmentsPerParticipant}`], ["address", studyAddress(study)], ...counts]));
}

async function runCsv(slug: string, idOrName: string): Promise<void> {
  print(
    await withInstallation(async () => {
      const { projectId, study } = await pick(slug, idOrName);
      return participantsCsv("operator", projectId, study.id);
    }),
  );
}

export function addStudyCommands(program: Command): void {
  const study = program.command("study").description("recruit annotators from panels such as Prolific");
  study
    .command("create")
    .description("make a study and print its address")
    .argument("<project>")
    .requiredOption("--name <name>", "for you; unique in the project")
    .requiredOption("--places <n>", "most participants at once at work or completed")
    .requiredOption("--judgments <n>", "judgments of each participant")
    .requiredOption("--code <code>", "completion code")
    .requiredOption("--screen-out <code>", "code for who fails the entry quiz")
    .option("--decline-code <code>", "code for who does not want to take part")
    .option("--provider <panel>", "prolific or generic (default prolific)")
    .option("--return-to <address>", "where participants go back to, with {code}; Prolific's when left out")
    .option("--minutes <n>", "how long it takes, told to participants")
    .option("--maximum <n>", "the panel's longest time in minutes")
    .option("--contact <text>", "whom participants may ask")
    .option("--opens <time>", "ISO 8601")
    .option("--closes <time>", "ISO 8601")
    .option("--participant-parameter <name>", "default PROLIFIC_PID")
    .option("--study-parameter <name>", "default STUDY_ID for Prolific")
    .option("--session-parameter <name>", "default SESSION_ID for Prolific")
    .option("--json", "print JSON")
    .action(runCreate);
  study.command("list").description("the studies of a project").argument("<project>").option("--json", "print JSON").action(runList);
  study.command("show").description("one study with its counts").argument("<project>").argument("<study>", "id or name").option("--json", "print JSON").action(runShow);
  study.command("csv").description("participants with a suggestion whom to approve, as CSV").argument("<project>").argument("<study>", "id or name").action(runCsv);
}
