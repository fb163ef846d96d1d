import { deleteUpload, getUpload, patchUpload } from '#features/files/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getUpload, patchUpload, deleteUpload);
