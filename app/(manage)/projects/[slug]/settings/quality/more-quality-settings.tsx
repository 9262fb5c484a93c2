/** What else decides over quality, below gold and repeats: each part is a form of its own (see section-form.tsx). */
export function MoreQualitySettings(_props: { projectId: string; slug: string; mayEdit: boolean }) {
  return null;
}
