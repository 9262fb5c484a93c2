import type { JudgingQuality as Quality } from "#lib/annotator/index.ts";
import type { Project } from "#lib/generated/prisma/client.ts";
import { mainDimension } from "#lib/report/index.ts";
import { dimensionName, formatCount, formatPercent, formatPercentInterval } from "../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../_components/table.tsx";
import { Door } from "../../../_components/door.tsx";
import { SectionTitle } from "../../../_components/section-title.tsx";

/** Whether the judging itself can be trusted: sides, repeats and gold over everybody. */
export function JudgingQuality({ project: { slug, dimensions }, quality }: { project: Pick<Project, "slug" | "dimensions">; quality: Quality }) {
  const { left, repeats, gold } = quality;
  const rows = [
    { name: "Took the left picture", href: `/projects/${slug}/people?sort=side`, of: "A-or-B answers; 50 % is without bias", ...left },
    { name: "Same answer to a repeat", href: `/projects/${slug}/people?sort=repeats`, of: `repeats, ${formatCount(repeats.reversed)} reversed`, ...repeats },
    { name: "Right on gold", href: `/projects/${slug}/quality`, of: "gold answers", ...gold },
  ];
  return (
    <>
      <SectionTitle title="Quality of judging">Sides and repeats of “{dimensionName(mainDimension(dimensions))}”, everybody together. Wilson’s 95 % intervals, answers taken as independent.</SectionTitle>
      <Table label="Quality of judging">
        <thead>
          <tr>
            <Th>Measure</Th>
            <Th numeric>Share</Th>
            <Th numeric>95 %</Th>
            <Th>n</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <Td className="font-medium">{row.name}</Td>
              <Td numeric>{row.value === null ? "–" : <Door href={row.href}>{formatPercent(row.value)}</Door>}</Td>
              <Td numeric className="text-ink-soft">
                {formatPercentInterval(row.interval)}
              </Td>
              <Td className="text-ink-soft">
                {formatCount(row.n)} {row.of}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
