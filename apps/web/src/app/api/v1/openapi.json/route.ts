import { openApi } from '#lib/api/openapi.ts';
import { database } from '#lib/database.ts';
import { ENDPOINTS } from '../endpoints.ts';

/** The description of the API; it needs no account. */
export function GET(): Response {
  return Response.json(openApi({ endpoints: ENDPOINTS, serverUrl: `${database().publicUrl}/api/v1` }));
}
