import { cookies } from 'next/headers';
import { unlock } from '#features/shares/loaders.ts';
import { sharePath, tokenOfShare } from '#lib/paths.ts';
import { pageContext, refusal, seeOther, showShared } from './shared-answer.ts';

/** Seconds after which a locked link asks for its password again. */
const UNLOCKED_SECONDS = 24 * 60 * 60;

type Context = { params: Promise<{ token: string }> };

/** The page of a share link, or what of it `?part` asks for. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  return showShared(request, { token: tokenOfShare((await params).token) });
}

/** Takes a locked link's password and goes back to the page. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const page = await pageContext();
  const token = tokenOfShare((await params).token);
  try {
    const cookie = await unlock(token, await passwordOf(request));
    (await cookies()).set({
      ...cookie,
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      maxAge: UNLOCKED_SECONDS,
    });
    return seeOther(sharePath(token));
  } catch (error) {
    return refusal(error, page);
  }
}

/** The password that was typed; none where the body is no form, which is a guess like any other. */
async function passwordOf(request: Request): Promise<string> {
  try {
    const password = (await request.formData()).get('password');
    return typeof password === 'string' ? password : '';
  } catch {
    return '';
  }
}
