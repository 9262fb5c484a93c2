export { type BackupOptions, type BackupSummary, createBackup } from "./create-backup.ts";
export type { ArchiveContent } from "./read-archive.ts";
export { restoreBackup, type RestoreSummary } from "./restore-backup.ts";
export { verifyBackup } from "./verify-backup.ts";
