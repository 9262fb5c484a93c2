import { useTranslations } from "next-intl";
import type { FailureReason } from "#lib/scoring-run/index.ts";
import { Table, Td, Th } from "../../../../../../_components/table.tsx";
import { useExplain } from "../../../../../../_components/use-explain.ts";
import { useFigures } from "../../../../../../_components/use-figures.ts";
import { Door } from "../../../../../_components/door.tsx";

/** Why passes have no score, each reason with a few candidates to look at. */
export function FailureReasons({ reasons, repliesHref }: { reasons: FailureReason[]; repliesHref: (candidateId: string) => string }) {
  const t = useTranslations("scorers.failures");
  const explain = useExplain();
  const { formatCount } = useFigures();
  if (reasons.length === 0) return <p className="text-base text-ink-soft">{t("none")}</p>;
  return (
    <Table label={t("title")}>
      <thead>
        <tr>
          <Th>{t("reason")}</Th>
          <Th numeric>{t("passes")}</Th>
          <Th>{t("examples")}</Th>
        </tr>
      </thead>
      <tbody>
        {reasons.map((reason) => (
          <tr key={reason.code}>
            <Td className="min-w-56 align-top">
              {explain({ code: reason.code, message: reason.examples[0]?.message ?? reason.code })} <code className="font-mono text-small text-ink-faint">{reason.code}</code>
            </Td>
            <Td numeric className="align-top">
              {formatCount(reason.count)}
            </Td>
            <Td className="min-w-48 align-top">
              {reason.examples.map((example) => (
                <Door key={`${example.candidateId} ${example.pass}`} href={repliesHref(example.candidateId)} title={example.message} className="mr-3 break-all">
                  {t("example", { candidate: example.candidate, pass: example.pass + 1 })}
                </Door>
              ))}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
