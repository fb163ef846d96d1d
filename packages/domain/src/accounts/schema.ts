import { z } from 'zod';
import { MAX_FILE_MEGABYTES } from '../file-sizes.ts';
import { nameSchema } from '../names.ts';

/**
 * A user name, normalised so that two spellings of one name are one name: Unicode NFKC, lower case, 2 to 32 letters or
 * digits of any script, with `.`, `_` and `-` inside.
 */
export const usernameSchema = z
  .string()
  .trim()
  .transform((name) => name.normalize('NFKC').toLowerCase())
  .pipe(
    z
      .string()
      .regex(
        /^[\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{1,31}$/u,
        'Use 2 to 32 letters or digits; dot, hyphen and underscore may stand inside.',
      ),
  );

/** A password: 10 to 200 characters; length is what protects it, so nothing else is asked. */
export const passwordSchema = z
  .string()
  .min(10, 'Use at least 10 characters.')
  .max(200, 'Use at most 200 characters.');

/** How a person appears to others: 1 to 60 characters on one line. */
export const displayNameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name.')
  .max(60, 'Use at most 60 characters.')
  .regex(/^\P{Cc}+$/u, 'Use a single line of text.');

/** How many author colours there are; a person's colour is an index below it. */
export const COLOUR_COUNT = 12;

/** Index into the author colours. */
export const colourSchema = z.coerce
  .number()
  .int()
  .min(0)
  .max(COLOUR_COUNT - 1);

/** A new account. Without a display name the user name is shown. */
export const newPersonSchema = z.object({
  username: usernameSchema,
  displayName: z.union([z.literal('').transform(() => undefined), displayNameSchema]).optional(),
  password: passwordSchema,
});

/** A new account, checked. */
export type NewPerson = z.infer<typeof newPersonSchema>;

/** Who may make an account: nobody by themselves, whoever is invited, whoever comes. */
export const REGISTRATIONS = ['nobody', 'invited', 'anyone'] as const;

/** One of {@link REGISTRATIONS}. */
export type Registration = (typeof REGISTRATIONS)[number];

/** How an instance is set up. */
export const instanceSettingsSchema = z.object({
  registration: z.enum(REGISTRATIONS),
  /** Links may let guests write. */
  guestsWrite: z.boolean(),
  /** Whoever comes may start a pad without an account. */
  guestPads: z.boolean(),
  /** Megabytes that one file may have, and all files of a workspace together. */
  fileMegabytes: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(1, 'Enter a number from 1 to 500.')
    .max(MAX_FILE_MEGABYTES, 'Enter a number from 1 to 500.'),
  workspaceMegabytes: z.coerce
    .number('Enter a number.')
    .int('Enter a whole number.')
    .min(1, 'Enter a number from 1 to 1,000,000.')
    .max(1_000_000, 'Enter a number from 1 to 1,000,000.'),
});

/** How an instance is set up, checked. */
export type InstanceSettings = z.infer<typeof instanceSettingsSchema>;

/** What a person may change about how others see them. */
export const profileSchema = z.object({ displayName: displayNameSchema, colour: colourSchema });

/** A change of password. */
export const changePasswordSchema = z.object({
  currentPassword: z.string().min(1, 'Enter your present password.').max(200),
  newPassword: passwordSchema,
});

/** A code of somebody's app, or a backup code, however it is typed. */
export const codeSchema = z.string().trim().min(1, 'Enter a code.').max(40);

/** The password, for what is asked for beside being signed in. */
export const passwordProofSchema = changePasswordSchema.pick({ currentPassword: true });

/** The password and a code. */
export const proofSchema = passwordProofSchema.extend({ code: codeSchema });

/** What becomes of the name at what somebody wrote, when their account is deleted: it says that they are gone, or nothing at all. */
export const AUTHORSHIPS = ['kept', 'erased'] as const;

/** One of {@link AUTHORSHIPS}. */
export type Authorship = (typeof AUTHORSHIPS)[number];

/** The password, and a code where codes are asked for. */
export const ownerProofSchema = passwordProofSchema.extend({ code: z.string().trim().max(40).default('') });

/** What a program of somebody is to sign in with, called as they like. */
export const newAppPasswordSchema = ownerProofSchema.extend({ name: nameSchema });

/** The end of an account. */
export const deleteAccountSchema = ownerProofSchema.extend({
  typedName: z.string().trim().max(64),
  authorship: z.enum(AUTHORSHIPS),
});

/** Whether a recovery code takes effect only after two days. */
export const recoveryWaitSchema = ownerProofSchema.extend({ waits: z.literal('on').optional() });

/** A new password by recovery code. */
export const recoverSchema = z.object({
  username: usernameSchema,
  recoveryCode: z.string().trim().min(1, 'Enter your recovery code.').max(100),
  newPassword: passwordSchema,
});
