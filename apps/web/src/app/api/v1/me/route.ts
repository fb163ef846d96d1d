import { getMe } from '#features/accounts/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(getMe);
