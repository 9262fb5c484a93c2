import Link from "next/link";
import { listGuidelineVersions, readWorkedExamples } from "#lib/guideline/index.ts";
import { formatCount } from "../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { loadProject } from "../../../../_server/load-project.ts";
import { formatTime } from "../format-time.ts";
import { GuidelineForm } from "./guideline-form.tsx";

export default async function GuidelineSettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const { actor, project, role } = await loadProject(slug);
  const [versions, examples] = await Promise.all([listGuidelineVersions(actor, project.id), readWorkedExamples(actor, project.id, project.guideline)]);
  return (
    <>
      <GuidelineForm slug={slug} guideline={project.guideline} examples={examples} mayEdit={role === "OWNER"} />
      <SectionTitle title="Versions" count={versions.length}>
        Each change makes a version, and every judgment names the one it was given under.
      </SectionTitle>
      <Table label="Versions of the guide">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th>Saved (UTC)</Th>
            <Th>By</Th>
            <Th numeric>Answers</Th>
          </tr>
        </thead>
        <tbody>
          {versions.map((version) => (
            <tr key={version.version}>
              <Td className="tabular-nums">
                <Link href={`/projects/${slug}/settings/guideline/versions/${version.version}`} className="underline decoration-line-strong underline-offset-[3px] hover:decoration-ink">
                  {version.version}
                </Link>
              </Td>
              <Td>
                <time dateTime={version.createdAt.toISOString()}>{formatTime(version.createdAt)}</time>
              </Td>
              <Td>{version.by ?? "–"}</Td>
              <Td numeric>{formatCount(version.answerCount)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
