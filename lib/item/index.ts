export { type DetailedItem, getItem, getItemFacets, type ItemFilter, type ListedItem, listItems } from "./list-items.ts";
export { normaliseTaskType, TASK_TYPES, type TaskType } from "./task-type.ts";
