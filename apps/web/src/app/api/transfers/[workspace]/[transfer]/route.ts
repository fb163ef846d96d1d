import { fileProblem } from '#app/file-problem.ts';
import { mayTransferHere } from '#features/transfers/loaders.ts';
import { serveTransfer } from '#lib/transfers.ts';

type Context = { params: Promise<{ workspace: string; transfer: string }> };

/** The file that something has become, for whoever has had it made. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { workspace, transfer } = await params;
  try {
    return await serveTransfer(request, await mayTransferHere(workspace), transfer);
  } catch (error) {
    return fileProblem(error);
  }
}
