import { expect, test } from '../fixtures.ts';

test('HEALTH-1 the public port answers 200 on /healthz once people can work', async ({ request }) => {
  const response = await request.get('/healthz');
  expect(response.status()).toBe(200);
});
