import { deleteRule } from '#features/access/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(deleteRule);
