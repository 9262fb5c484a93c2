/** What a dimension asks, in a sentence. */
export const HINTS: Record<string, string> = {
  prompt_following: "Was what was asked for done, all of it, and only it?",
  consistency: "Is everything that should stay as it was still the same?",
  visual_quality: "Does the picture look real and clean, whatever was asked?",
  overall: "All in all: which edit would you keep?",
};
