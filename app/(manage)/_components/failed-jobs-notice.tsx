import { useTranslations } from "next-intl";
import { Notice } from "../../_components/notice.tsx";
import { useFigures } from "../../_components/use-figures.ts";
import { Door } from "./door.tsx";

/** Says that jobs were set aside, and leads to them; nothing when there are none. */
export function FailedJobsNotice({ count, slug }: { count: number; slug: string }) {
  const t = useTranslations("failures");
  const { counted } = useFigures();
  if (count === 0) return null;
  return (
    <Notice tone="attention" className="mb-6">
      {t.rich("notice", { ...counted(count), door: (chunks) => <Door href={`/projects/${slug}/failures`}>{chunks}</Door> })}
    </Notice>
  );
}
