/** The 13 task types of EditScore's EditReward-Bench, as it spells them. */
export const TASK_TYPES = [
  "subject-add",
  "subject-remove",
  "subject-replace",
  "color_alter",
  "material_alter",
  "style_change",
  "tone_transfer",
  "background_change",
  "extract",
  "ps_human",
  "text_change",
  "motion_change",
  "compose",
] as const;
export type TaskType = (typeof TASK_TYPES)[number];

const ALIASES: Record<TaskType, string[]> = {
  "subject-add": ["subject_add", "add"],
  "subject-remove": ["subject_remove", "remove"],
  "subject-replace": ["subject_replace", "replace"],
  color_alter: ["color alteration"],
  material_alter: ["material modification"],
  style_change: ["style", "style_transfer"],
  tone_transfer: ["tone transformation"],
  background_change: ["background"],
  extract: ["object_extraction"],
  ps_human: ["portrait beautification"],
  text_change: ["text_editing", "text modification"],
  motion_change: [],
  compose: ["hybrid edit"],
};

function keyOf(name: string): string {
  return name.trim().toLowerCase().replace(/[\s_-]+/g, "_");
}

const BY_KEY = new Map(TASK_TYPES.flatMap((task) => [task, ...ALIASES[task]].map((name) => [keyOf(name), task] as const)));

/** The benchmark's spelling of a known task name or alias; unknown names are kept as they are. */
export function normaliseTaskType(name: string): string {
  return BY_KEY.get(keyOf(name)) ?? name.trim();
}
