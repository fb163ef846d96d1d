import { postUpload } from '#features/files/endpoints.ts';
import { route } from '#lib/api/serve.ts';
import { tellTus } from '#lib/files/tus.ts';

export const { GET, POST, PUT, PATCH, DELETE } = route(postUpload);
export const OPTIONS = tellTus(['POST']);
