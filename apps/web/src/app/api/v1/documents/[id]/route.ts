import { deleteDocument, getOneDocument, patchOneDocument } from '#features/documents/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(getOneDocument);
export const PATCH = serve(patchOneDocument);
export const DELETE = serve(deleteDocument);
