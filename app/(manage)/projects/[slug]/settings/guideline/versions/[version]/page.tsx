import { getTranslations } from "next-intl/server";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getGuidelineVersion, readWorkedExamples } from "#lib/guideline/index.ts";
import { Guide } from "../../../../../../../_components/guide.tsx";
import { SectionTitle } from "../../../../../../_components/section-title.tsx";
import { loadProject, refuse } from "../../../../../../_server/load-project.ts";

const VERSION = /^[1-9]\d{0,8}$/;

export default async function GuidelineVersionPage({ params }: { params: Promise<{ slug: string; version: string }> }) {
  const t = await getTranslations("settings.guide");
  const { slug, version } = await params;
  if (!VERSION.test(version)) notFound();
  const { actor, project } = await loadProject(slug);
  const guide = await getGuidelineVersion(actor, project.id, Number(version)).catch((error: unknown) => refuse(error, slug));
  const examples = await readWorkedExamples(actor, project.id, guide.text);
  return (
    <>
      <Link href={`/projects/${slug}/settings/guideline`} className="text-base text-accent underline underline-offset-2">
        {t("back")}
      </Link>
      <SectionTitle title={t("title", { version: guide.version })}>{guide.version === project.guidelineVersion ? t("current") : t("older")}</SectionTitle>
      {guide.text.trim() ? <Guide text={guide.text} examples={examples} /> : <p className="text-base text-ink-soft">{t("wasEmpty")}</p>}
    </>
  );
}
