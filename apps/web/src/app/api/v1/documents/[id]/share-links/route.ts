import { getShareLinks, postShareLink } from '#features/shares/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(getShareLinks);
export const POST = serve(postShareLink);
