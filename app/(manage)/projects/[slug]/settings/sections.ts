/** The parts of the settings, in the order of their list; each has an address of its own. */
export const SETTINGS_SECTIONS = [
  { path: "general", label: "General" },
  { path: "questions", label: "Questions" },
  { path: "guideline", label: "Guide" },
  { path: "judging", label: "Judging" },
  { path: "quality", label: "Quality" },
] as const;
