/** What goes out: an archive that can be imported again, a site of files, or one PDF. */
export const EXPORT_FORMS = ['archive', 'site', 'pdf'] as const;

/** One of them. */
export type ExportForm = (typeof EXPORT_FORMS)[number];
