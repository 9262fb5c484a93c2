"use client";

import type { FormVersion } from "#lib/form/index.ts";
import type { FormDefinition } from "#lib/form/schemas.ts";
import { Button } from "../../../../../_components/button.tsx";
import { formatCount } from "../../../../../_components/english-figures.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { SectionTitle } from "../../../../_components/section-title.tsx";
import { formatTime } from "../format-time.ts";
import { BLOCK_NAMES, describeChanges } from "./block-words.ts";

/** Every version of the form, newest first. Answers stay under the version they were given under. */
export function VersionTable({ versions, mayEdit, onReuse }: { versions: FormVersion[]; mayEdit: boolean; onReuse: (form: FormDefinition) => void }) {
  return (
    <section aria-label="Versions">
      <SectionTitle title="Versions" count={versions.length}>
        Answers stay under the version they were given under.
      </SectionTitle>
      <Table label="Versions of the form">
        <thead>
          <tr>
            <Th>Version</Th>
            <Th>Saved (UTC)</Th>
            <Th>By</Th>
            <Th>Asks</Th>
            <Th>Changed</Th>
            <Th numeric>Answers</Th>
            <Th />
          </tr>
        </thead>
        <tbody>
          {versions.map((version, index) => (
            <tr key={version.version}>
              <Td className="tabular-nums">{version.version}</Td>
              <Td className="whitespace-nowrap">
                <time dateTime={version.createdAt.toISOString()}>{formatTime(version.createdAt)}</time>
              </Td>
              <Td>{version.by ?? "–"}</Td>
              <Td>{version.definition.blocks.map((block) => BLOCK_NAMES[block.kind]).join(", ")}</Td>
              <Td>{describeChanges(version.changes)}</Td>
              <Td numeric>{formatCount(version.answerCount)}</Td>
              <Td numeric>
                {mayEdit && index > 0 ? (
                  <Button size="small" variant="ghost" onClick={() => onReuse(structuredClone(version.definition))} aria-label={`Start from version ${version.version}`}>
                    Start from it
                  </Button>
                ) : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
