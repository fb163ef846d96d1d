import * as access from '#features/access/endpoints.ts';
import * as accounts from '#features/accounts/endpoints.ts';
import * as chat from '#features/chat/endpoints.ts';
import * as comments from '#features/comments/endpoints.ts';
import * as documents from '#features/documents/endpoints.ts';
import * as files from '#features/files/endpoints.ts';
import * as formats from '#features/formats/endpoints.ts';
import * as groups from '#features/groups/endpoints.ts';
import * as history from '#features/history/endpoints.ts';
import * as inbox from '#features/inbox/endpoints.ts';
import * as meetings from '#features/meetings/endpoints.ts';
import * as overview from '#features/overview/endpoints.ts';
import * as publications from '#features/publications/endpoints.ts';
import * as search from '#features/search/endpoints.ts';
import * as shares from '#features/shares/endpoints.ts';
import * as structure from '#features/structure/endpoints.ts';
import * as tasks from '#features/tasks/endpoints.ts';
import * as templates from '#features/templates/endpoints.ts';
import * as transfers from '#features/transfers/endpoints.ts';
import * as webhooks from '#features/webhooks/endpoints.ts';
import * as wiki from '#features/wiki/endpoints.ts';
import * as workspaces from '#features/workspaces/endpoints.ts';

/** Every route and method of the HTTP API: all that a feature's `endpoints.ts` exports. */
export const ENDPOINTS = {
  ...access,
  ...accounts,
  ...chat,
  ...comments,
  ...documents,
  ...files,
  ...formats,
  ...groups,
  ...history,
  ...inbox,
  ...meetings,
  ...overview,
  ...publications,
  ...search,
  ...shares,
  ...structure,
  ...tasks,
  ...templates,
  ...transfers,
  ...webhooks,
  ...wiki,
  ...workspaces,
};
