import { getTranslations } from "next-intl/server";
import { getCandidateReplies, getScorer } from "#lib/scorer/index.ts";
import { ButtonLink } from "../../../../../../../_components/button.tsx";
import { EmptyState } from "../../../../../../../_components/empty-state.tsx";
import { PageHeader } from "../../../../../../../_components/page-header.tsx";
import { pageTitle } from "../../../../../../../_server/page-title.ts";
import { EditPanes } from "../../../../../../_components/edit-panes.tsx";
import { loadProject, refuse, requireId } from "../../../../../../_server/load-project.ts";
import { showPicture } from "../../../../../../_server/show-picture.ts";
import { requestOf } from "../../../../items/item-row.tsx";
import { PassCard } from "./pass-card.tsx";

export const generateMetadata = pageTitle("replies");

export default async function RepliesPage({ params }: { params: Promise<{ slug: string; id: string; candidateId: string }> }) {
  const t = await getTranslations("scorers.replies");
  const s = await getTranslations("shell");
  const { slug, ...ids } = await params;
  const [id, candidateId] = [requireId(ids.id), requireId(ids.candidateId)];
  const { actor, project } = await loadProject(slug);
  const [scorer, { candidate, passes }] = await Promise.all([getScorer(actor, project.id, id), getCandidateReplies(actor, project.id, id, candidateId)]).catch((error: unknown) => refuse(error, slug));
  const source = candidate.item.sources[0]?.picture;
  const panes = [...(source ? [{ label: s("viewer.source"), note: `${source.width}×${source.height}`, picture: showPicture(source, "view", actor.userId) }] : []), { label: candidate.externalId, note: candidate.generator, picture: showPicture(candidate.picture, "view", actor.userId) }];
  return (
    <>
      <PageHeader
        title={t("title", { candidate: candidate.externalId, scorer: scorer.name })}
        actions={
          <>
            <ButtonLink href={`/projects/${slug}/scorers/${id}`} variant="ghost">
              {scorer.name}
            </ButtonLink>
            <ButtonLink href={`/projects/${slug}/items/${candidate.itemId}`}>{t("toItem")}</ButtonLink>
          </>
        }
      >
        <span lang={candidate.item.language}>{requestOf(candidate.item)}</span>
      </PageHeader>
      <EditPanes panes={panes} className="sm:grid-cols-2" />
      <div className="mt-8">{passes.length === 0 ? <EmptyState title={t("none")} /> : passes.map((pass) => <PassCard key={pass.pass} pass={pass} />)}</div>
    </>
  );
}
