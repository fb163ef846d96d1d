import { deleteShareLink } from '#features/shares/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const DELETE = serve(deleteShareLink);
