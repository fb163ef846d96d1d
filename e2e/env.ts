/** The browser that `npm test` found; without one, Playwright's own. */
export const browser = {
  path: process.env.CHROMIUM_PATH,
  hasSandbox: process.env.CHROMIUM_SANDBOX === '1',
};

/** What an instance gets from this environment: nothing that configures one, only what a program needs to run. */
export const bareEnvironment = Object.fromEntries(
  ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ'].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  }),
);
