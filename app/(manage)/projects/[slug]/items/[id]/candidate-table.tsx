import { useTranslations } from "next-intl";
import type { DetailedItem } from "#lib/item/index.ts";
import { useDimensionName } from "../../../../../_components/dimension-name.ts";
import { Table, Td, Th } from "../../../../../_components/table.tsx";
import { useExplain } from "../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../_components/use-figures.ts";
import type { Translate } from "../../../../../_messages/translate.ts";
import { Door } from "../../../../_components/door.tsx";

type DetailedCandidate = DetailedItem["candidates"][number];
type ScorerColumn = { id: string; name: string };

/** The scorer versions that said something of these candidates, in the order of their names. */
function scorersOf(candidates: DetailedCandidate[]): ScorerColumn[] {
  const byId = new Map(candidates.flatMap((candidate) => candidate.scores.map((score) => [score.scorerVersionId, score.scorerVersion.scorer.name] as const)));
  return [...byId].map(([id, name]) => ({ id, name })).sort((first, second) => (first.name < second.name ? -1 : 1));
}

function meanScore(candidate: DetailedCandidate, scorerId: string, dimension: string): number | null {
  const values = candidate.scores.filter((score) => score.scorerVersionId === scorerId && score.dimension === dimension).map((score) => score.value);
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function passesOf(candidate: DetailedCandidate, scorerId: string, dimension: string, t: Translate<"items">): string {
  return candidate.scores
    .filter((score) => score.scorerVersionId === scorerId && score.dimension === dimension)
    .map((score) => t("candidate.pass", { number: score.pass + 1, value: String(score.value) }))
    .join("\n");
}

const repliesHref = (slug: string, scorerId: string, candidateId: string) => `/projects/${slug}/scorers/${scorerId}/candidates/${candidateId}`;

/** Seeds, settings and known steps of an edit in one line of JSON. */
function settingsOf(candidate: DetailedCandidate): string {
  const parts = [candidate.config, candidate.parameters].filter((value) => value !== null && typeof value === "object" && Object.keys(value).length > 0);
  return parts.map((part) => JSON.stringify(part)).join(" ");
}

/** Each number opens the raw replies behind it. */
function ScoreCells({ candidate, scorer, dimensions, slug }: { candidate: DetailedCandidate; scorer: ScorerColumn; dimensions: readonly string[]; slug: string }) {
  const t = useTranslations("items");
  const { formatNumber } = useFigures();
  return dimensions.map((dimension) => {
    const score = meanScore(candidate, scorer.id, dimension);
    return (
      <Td key={`${scorer.id} ${dimension}`} numeric title={passesOf(candidate, scorer.id, dimension, t)}>
        {score === null ? formatNumber(score) : <Door href={repliesHref(slug, scorer.id, candidate.id)}>{formatNumber(score)}</Door>}
      </Td>
    );
  });
}

/** Every candidate with what made it and what scorers say of it, by dimension. */
export function CandidateTable({ candidates, dimensions, slug }: { candidates: DetailedCandidate[]; dimensions: readonly string[]; slug: string }) {
  const t = useTranslations("items");
  const m = useTranslations("manage");
  const { formatPercent } = useFigures();
  const dimensionName = useDimensionName();
  const explain = useExplain();
  const scorers = scorersOf(candidates);
  return (
    <Table label={t("sections.candidates")}>
      <thead>
        <tr>
          <Th>{t("candidate.candidate")}</Th>
          <Th>{t("candidate.generator")}</Th>
          <Th>{t("candidate.origin")}</Th>
          <Th numeric>{t("candidate.size")}</Th>
          <Th numeric>{t("candidate.changed")}</Th>
          {scorers.flatMap((scorer) =>
            dimensions.map((dimension) => (
              <Th key={`${scorer.id} ${dimension}`} numeric title={scorer.name}>
                {dimensionName(dimension)}
                {scorers.length > 1 ? <span className="block font-normal">{scorer.name}</span> : null}
              </Th>
            )),
          )}
          <Th>{t("candidate.settings")}</Th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((candidate) => (
          <tr key={candidate.id}>
            <Td className="font-medium whitespace-nowrap">{candidate.externalId}</Td>
            <Td className="whitespace-nowrap">{candidate.generator}</Td>
            <Td>{m(`origins.${candidate.origin}`)}</Td>
            <Td numeric>
              {candidate.picture.width}×{candidate.picture.height}
            </Td>
            <Td numeric>{formatPercent(candidate.changedShare)}</Td>
            {scorers.flatMap((scorer) => (
              <ScoreCells key={scorer.id} candidate={candidate} scorer={scorer} dimensions={dimensions} slug={slug} />
            ))}
            <Td className="max-w-md min-w-48">
              {candidate.scoreFailures.map((failure) => (
                <span key={`${failure.scorerVersionId} ${failure.pass}`} className="block text-small text-attention">
                  <Door href={repliesHref(slug, failure.scorerVersionId, candidate.id)}>{t("candidate.notScored", { reason: explain(failure) })}</Door>
                </span>
              ))}
              <code className="line-clamp-2 font-mono text-small break-all text-ink-soft" title={settingsOf(candidate)}>
                {settingsOf(candidate)}
              </code>
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
