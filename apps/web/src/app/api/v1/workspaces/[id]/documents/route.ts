import { getDocuments, postDocument } from '#features/documents/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(getDocuments);
export const POST = serve(postDocument);
