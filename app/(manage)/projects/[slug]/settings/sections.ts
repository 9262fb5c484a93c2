/** The parts of the settings, in the order of their list; each has an address of its own. */
export const SETTINGS_SECTIONS = ["general", "questions", "guideline", "judging", "quality"] as const;
