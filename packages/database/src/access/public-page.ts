/**
 * For queries: pages `p` of publications that the public may read at this moment, with their documents `d` and those with which the
 * publications begin, `root`. What was thrown away since is none, and what other people have access to than to the first, or of another
 * workspace: it does not wait for the next update.
 */
export const PUBLIC_PAGE = `public_page p
  JOIN document d ON d.id = p.document_id AND d.deleted_at IS NULL
  JOIN document root ON root.id = p.publication_id AND root.deleted_at IS NULL
   AND root.workspace_id = d.workspace_id AND root.scope_id IS NOT DISTINCT FROM d.scope_id`;
