import { afterEach, expect, test, vi } from 'vitest';
import { downloadMarkdown } from './download-markdown.ts';

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test('LOCAL-16 a download is there until the browser has had the time to read it', () => {
  vi.useFakeTimers();
  const anchor = { href: '', download: '', click: vi.fn() };
  vi.stubGlobal('document', { createElement: () => anchor });
  vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:copy');
  const revoked = vi.spyOn(URL, 'revokeObjectURL').mockReturnValue();
  downloadMarkdown({ title: 'Minutes', content: { type: 'doc' } });
  expect(anchor).toMatchObject({ href: 'blob:copy', download: 'Minutes.md' });
  vi.advanceTimersByTime(39_999);
  expect(revoked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(revoked).toHaveBeenCalledWith('blob:copy');
});
