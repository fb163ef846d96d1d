import { deleteComment, patchComment } from '#features/comments/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(patchComment, deleteComment);
