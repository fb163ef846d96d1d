import { afterAll, vi } from 'vitest';

// Test files share processes: what one has put in the place of something is gone before the next begins.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});
