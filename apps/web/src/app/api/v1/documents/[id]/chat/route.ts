import { getChat, postChatMessage } from '#features/chat/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getChat, postChatMessage);
