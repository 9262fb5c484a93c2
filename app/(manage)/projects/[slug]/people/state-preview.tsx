"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { StatePreview } from "#lib/annotator/index.ts";
import type { MemberState } from "#lib/generated/prisma/client.ts";
import { useFigures } from "../../../../_components/use-figures.ts";
import { loadStatePreview } from "./actions.ts";

function useDescribePreview(): (preview: StatePreview) => string {
  const t = useTranslations("people.preview");
  const { counted, formatCount } = useFigures();
  return ({ judgments, undecided, changed }) => {
    if (judgments === 0) return t("none");
    const counts = { ...counted(Math.abs(judgments)), changed, changedShown: formatCount(changed), undecided, undecidedShown: formatCount(undecided) };
    return judgments > 0 ? t("leave", counts) : t("comeBack", counts);
  };
}

/** What the change does to the figures, counted when its dialog opens. */
export function StatePreviewLine({ slug, userId, next }: { slug: string; userId: string; next: MemberState }) {
  const t = useTranslations("people.preview");
  const describe = useDescribePreview();
  // Undefined while it is counted, null when it could not be.
  const [preview, setPreview] = useState<StatePreview | null>();
  useEffect(() => {
    let isCurrent = true;
    void loadStatePreview(slug, userId, next).then((counted) => isCurrent && setPreview(counted));
    return () => {
      isCurrent = false;
    };
  }, [slug, userId, next]);
  return (
    <p role="status" className="text-small text-ink-soft">
      {preview === undefined ? t("counting") : preview === null ? t("failed") : describe(preview)}
    </p>
  );
}
