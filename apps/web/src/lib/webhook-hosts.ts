import { type AllowedHosts, readAllowedHosts } from '@plenum/database/webhooks/addresses';
import { webhookAllowedHosts } from '#env.ts';

let known: AllowedHosts | undefined;

/** What webhooks may reach beside public addresses. */
export function webhookHosts(): AllowedHosts {
  known ??= readAllowedHosts(webhookAllowedHosts());
  return known;
}
