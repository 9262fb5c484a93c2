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

/** The groups that EditScore's EditReward-Bench reports its 13 task types in. */
export const TASK_GROUPS: Record<"subject" | "appearance" | "scene" | "advanced", readonly TaskType[]> = {
  subject: ["subject-add", "subject-remove", "subject-replace"],
  appearance: ["color_alter", "material_alter", "style_change", "tone_transfer"],
  scene: ["background_change", "extract"],
  advanced: ["ps_human", "text_change", "motion_change", "compose"],
};
export type TaskGroup = keyof typeof TASK_GROUPS;

const GROUP_OF = new Map<string, TaskGroup>(Object.entries(TASK_GROUPS).flatMap(([group, types]) => types.map((type) => [type, group as TaskGroup] as const)));

/** The group of a task type; null for one that the benchmark does not have. */
export function groupOfTask(taskType: string | null): TaskGroup | null {
  return taskType === null ? null : (GROUP_OF.get(taskType) ?? null);
}

/** The task types that a filter names: one, `group:` and a group, or `none` for items without one, which stand as "". */
export function taskTypesOf(task: string): readonly string[] {
  if (task.startsWith("group:")) return TASK_GROUPS[task.slice(6) as TaskGroup] ?? [];
  return [task === "none" ? "" : task];
}

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
