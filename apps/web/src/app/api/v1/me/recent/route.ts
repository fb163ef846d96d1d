import { deleteRecent, getRecent } from '#features/overview/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getRecent, deleteRecent);
