import { exportDocument } from '#features/documents/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(exportDocument);
