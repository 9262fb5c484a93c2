/** A panel's name, alike in every language. */
export const PROLIFIC_NAME = "Prolific";
