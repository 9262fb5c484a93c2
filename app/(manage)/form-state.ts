/** What a form shows after it was sent: a sentence about the whole, reasons by field, and what came of it. */
export type FormState = { problem: string | null; fields: Record<string, string[]>; message?: string; link?: string };

export const EMPTY_FORM: FormState = { problem: null, fields: {} };
