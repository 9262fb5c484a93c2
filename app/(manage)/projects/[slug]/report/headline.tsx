import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { type ReportView, type ReportStatement, summariseReport } from "#lib/report/index.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { Door } from "../../../_components/door.tsx";
import { type ComparisonChoice, comparisonsHref } from "../../../address.ts";

function Statement({ statement, report }: { statement: ReportStatement; report: ReportView }) {
  const t = useTranslations("report");
  const { counted, formatCount, formatPercent, formatPercentInterval } = useFigures();
  const to = (filter: ComparisonChoice) => (chunks: ReactNode) => (
    <Door href={comparisonsHref(report.project.slug, { people: report.people, ...filter })} className="decoration-2">
      {chunks}
    </Door>
  );
  switch (statement.kind) {
    case "no-comparisons":
      return t("headline.noComparisons");
    case "unjudged":
      return t("headline.unjudged", { shown: formatCount(statement.comparisonCount) });
    case "scorer": {
      const { scorer, judges, interval, doors } = statement;
      const words = { scorer, judges, share: formatPercent(statement.share), ...counted(statement.pairCount), agrees: to(doors.agrees), clear: to(doors.clear) };
      return interval ? t.rich("headline.scorerInterval", { ...words, confidence: formatPercent(statement.confidence, 0), interval: formatPercentInterval(interval) }) : t.rich("headline.scorer", words);
    }
    case "covered":
      return t.rich("headline.covered", { judgments: formatCount(statement.judgmentCount), done: formatCount(statement.judgedCount), all: formatCount(statement.comparisonCount), judged: to(statement.doors.judged) });
    case "ceiling":
      return t.rich(statement.ofClear ? "headline.ceilingClear" : "headline.ceiling", { judges: statement.judges, share: formatPercent(statement.share), twice: to(statement.doors.twice) });
    case "learned":
      return statement.heldOut === null ? t("headline.learned") : t("headline.learnedHeldOut", { share: formatPercent(statement.heldOut) });
    case "no-ceiling":
      return t("headline.noCeiling");
  }
}

/** The report in one or two sentences, every number of which opens its comparisons. */
export function Headline({ report }: { report: ReportView }) {
  const { sentenceGap } = useFigures();
  return (
    <p className="max-w-5xl text-title font-semibold tracking-tight text-pretty">
      {summariseReport(report).map((statement) => (
        <span key={statement.kind}>
          <Statement statement={statement} report={report} />
          {sentenceGap}
        </span>
      ))}
    </p>
  );
}
