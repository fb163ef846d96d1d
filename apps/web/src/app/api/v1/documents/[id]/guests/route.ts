import { getGuests, patchGuests } from '#features/shares/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getGuests, patchGuests);
