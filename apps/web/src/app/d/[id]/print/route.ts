import { headers } from 'next/headers';
import { loadPrintPage } from '#features/formats/loaders.ts';

type Context = { params: Promise<{ id: string }> };

/** A document as a page to print, for whoever may read it. Its style sheet is in it, and so has the nonce of the page. */
export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const page = Buffer.from(await loadPrintPage((await params).id)).toString('utf8');
  const nonce = (await headers()).get('x-nonce') ?? '';
  return new Response(page.replace('<style>', `<style nonce="${nonce}">`), {
    headers: { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'private, no-cache' },
  });
}
