import type { Database } from '@plenum/database/client';
import { settleLetter, takeLetters } from '@plenum/database/inbox/letters';
import { settleMessage, takeMessages } from '@plenum/database/webhooks/queue';
import type { Logger } from 'pino';
import { asInstance } from './as-instance.ts';
import { Courier } from './courier.ts';
import type { Environment } from './env.ts';
import { mailer } from './mail/send.ts';
import type { Clock } from './room/ports.ts';
import { post } from './webhooks/post.ts';

/** What couriers work with. */
interface Equipment {
  db: Database;
  clock: Clock;
  log: Logger;
  env: Pick<Environment, 'webhookHosts' | 'mail' | 'publicUrl'>;
}

/** Carries out what the instance sends by itself: messages to webhooks, and letters where there is a mail server. */
export function couriers(equipment: Equipment): { close(): Promise<unknown> } {
  const all = [webhookCourier(equipment), letterCourier(equipment)];
  return { close: () => Promise.all(all.map((courier) => courier?.close())) };
}

/** Each message on its way goes to another webhook: a slow receiver holds up itself alone. */
function webhookCourier({ db, clock, log, env: { webhookHosts } }: Equipment) {
  const grant = () => asInstance(db, 'messages are sent to webhooks');
  return new Courier({
    clock,
    interval: 2_000,
    slots: 8,
    take: async (limit) => takeMessages(await grant(), limit),
    post: (message, abandoned) => post(message, { allowed: webhookHosts }, abandoned),
    settle: async (message, result) => settleMessage(await grant(), message, result),
    onFailed: (err) => log.warn({ err }, 'webhooks wait, trying again'),
  });
}

/** Mail servers take few connections at once. */
function letterCourier({ db, clock, log, env: { mail, publicUrl } }: Equipment) {
  if (mail === null) return null;
  const grant = () => asInstance(db, 'an inbox is sent by e-mail');
  return new Courier({
    clock,
    interval: 5_000,
    slots: 2,
    take: async (limit) => takeLetters(await grant(), limit),
    post: mailer({
      server: mail,
      publicUrl: publicUrl.origin,
      onTrouble: (trouble) => log.warn(trouble, 'a letter was not taken by the mail server'),
    }),
    settle: async (letter, { outcome, retryIn }) => {
      const isOver = !outcome.arrived && outcome.isFinal;
      await settleLetter(await grant(), letter, { outcome, retryIn: isOver ? null : retryIn });
    },
    onFailed: (err) => log.warn({ err }, 'letters wait, trying again'),
  });
}
