import { getWorkspaces, postWorkspace } from '#features/workspaces/endpoints.ts';
import { serve } from '#lib/api/serve.ts';

export const GET = serve(getWorkspaces);
export const POST = serve(postWorkspace);
