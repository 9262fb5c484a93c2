import type { FormPreview, JudgingView, OwnProgress } from "#lib/judgment/index.ts";
import { post } from "../judging-api.ts";
import type { JudgingSource } from "../judging-source.ts";
import { EMPTY_OUTBOX } from "../outbox/outbox.ts";

const COUNT = 10;

/** Work that is shown but never handed out, and a sink that forgets: nothing of it reaches the server. */
export function createPreviewSource(form: unknown): JudgingSource {
  let preview: FormPreview | null = null;
  const left = new Set<string>();
  let total = 0;
  const fetchViews = async (slug: string): Promise<FormPreview> => {
    const fetched = (await post(`/api/v1/judging/${encodeURIComponent(slug)}/preview`, { form, count: COUNT })) as FormPreview;
    left.clear();
    return fetched;
  };
  const remaining = (): JudgingView[] => preview?.views.filter((view) => !left.has(view.leaseId)) ?? [];
  const progress = (): OwnProgress => ({ today: total, total, remaining: remaining().length, medianDurationMs: null });
  return {
    claim: async (slug, wanted) => {
      const isOver = preview !== null && remaining().length === 0 && left.size > 0;
      if (preview === null) preview = await fetchViews(slug);
      const views = remaining().slice(0, wanted);
      const batch = { forms: { 0: preview.form }, comparisons: views, progress: progress(), ending: views.length === 0 ? ("no_work" as const) : null, notice: null, participation: null };
      // Asking again after the end starts over with others.
      if (isOver) preview = null;
      return batch;
    },
    renew: async () => {},
    release: async (leaseId) => void left.add(leaseId),
    openSink: (_owner, onChange) => ({
      add: (entry) => {
        if (entry.kind !== "submit") return;
        left.add(entry.body.leaseId);
        total += 1;
      },
      flush: async () => onChange({ ...EMPTY_OUTBOX, isPreview: true }),
      report: () => {},
      forgetRefused: () => {},
      stop: () => {},
      hasUnsaved: false,
    }),
    listWaiting: () => [],
    readHistory: async (_slug, page) => ({ rows: [], total: 0, page, pageSize: 12 }),
  };
}
