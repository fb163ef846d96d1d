import { deleteMember, patchMember } from '#features/workspaces/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(patchMember, deleteMember);
