"use client";

import type { JudgingView } from "#lib/judgment/index.ts";
import type { Linked } from "../../_components/viewer/use-linked-view.ts";
import { WideViewer } from "../judge/[slug]/viewer/edit-viewer.tsx";
import { NarrowViewer } from "../judge/[slug]/viewer/narrow-viewer.tsx";
import type { Viewer } from "../judge/[slug]/viewer/use-viewer.ts";
import { ViewerBar } from "../judge/[slug]/viewer/viewer-bar.tsx";

/** The instruction and the pictures of one pair, as on the judging page. */
export function PairStage({ view, linked, viewer }: { view: JudgingView; linked: Linked; viewer: Viewer }) {
  return (
    <>
      <div className="shrink-0 px-4 py-2 text-center">
        <p lang={view.language} className="mx-auto max-w-5xl text-lead font-semibold text-balance md:text-title">
          {view.instruction}
        </p>
        {view.translation ? <p className="mx-auto max-w-5xl text-base text-balance text-ink-soft">{view.translation}</p> : null}
      </div>
      <WideViewer comparison={view} linked={linked} viewer={viewer} />
      <NarrowViewer key={view.leaseId} comparison={view} linked={linked} viewer={viewer} isRanking={false} />
      <ViewerBar linked={linked} viewer={viewer} isRanking={false} hasChanges={view.edits.every((edit) => edit.changes !== null)} />
    </>
  );
}
