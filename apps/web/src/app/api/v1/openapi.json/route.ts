import { openApi } from '#lib/api/openapi.ts';
import { answering } from '#lib/api/serve.ts';
import { database } from '#lib/database.ts';
import { ENDPOINTS } from '../endpoints.ts';

/** The description of the API; it needs no account. */
export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = answering({
  GET: () =>
    Response.json(
      openApi({ endpoints: Object.values(ENDPOINTS), serverUrl: `${database().publicUrl}/api/v1` }),
    ),
});
