import { deleteUpload, getUpload, patchUpload } from '#features/files/endpoints.ts';
import { route } from '#lib/api/serve.ts';
import { tellTus } from '#lib/files/tus.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route(getUpload, patchUpload, deleteUpload);
export const OPTIONS = tellTus(['GET', 'HEAD', 'PATCH', 'DELETE']);
