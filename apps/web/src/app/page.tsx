import { redirect } from 'next/navigation';
import { isSetupOpen } from '#features/accounts/loaders.ts';
import { loadMyWorkspaces } from '#features/workspaces/loaders.ts';
import { NEW_WORKSPACE_PATH, SETUP_PATH, workspacePath } from '#lib/paths.ts';

/** The front page leads on: to the first visit, to the first workspace, or to making one. */
export default async function FrontPage() {
  if (await isSetupOpen()) redirect(SETUP_PATH);
  const [workspace] = await loadMyWorkspaces();
  redirect(workspace ? workspacePath(workspace.slug) : NEW_WORKSPACE_PATH);
}
