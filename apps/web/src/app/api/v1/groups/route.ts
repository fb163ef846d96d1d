import { getGroups, postGroup } from '#features/groups/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getGroups, postGroup);
