import type { Form } from './form-policy.ts';

/** Who may send which form of the chat or the meeting beside a document. */
export const BESIDE_FORMS: Record<string, Form> = {
  'chat/loadChat': { least: 'reader', plain: 'id' },
  'chat/loadChatNews': {
    least: 'reader',
    plain: 'id',
    more: ({ messageId }) => [undefined, { first: messageId, last: messageId }],
  },
  'chat/sendMessage': {
    least: 'commenter',
    fields: ({ documentId }) => ({ documentId, body: 'Hello' }),
  },
  'chat/deleteMessage': {
    least: 'commenter',
    fields: ({ documentId, messageId }) => ({ documentId, messageId }),
  },
  'meetings/loadMeeting': { least: 'reader', plain: 'id' },
  'meetings/takeStep': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, step: '{"do":"start"}' }),
  },
  'meetings/changeHand': {
    least: 'commenter',
    fields: ({ documentId }) => ({ documentId, isRaised: 'true' }),
  },
  'meetings/closeTheMeeting': {
    least: 'editor',
    fields: ({ documentId }) => ({ documentId, version: 'Minutes', nextTitle: '', nextDate: '' }),
  },
  'meetings/openMinutesAgain': { least: 'editor', fields: ({ documentId }) => ({ documentId }) },
};
