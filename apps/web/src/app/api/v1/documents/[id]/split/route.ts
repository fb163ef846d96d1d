import { getSplit, postSplit } from '#features/structure/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(getSplit, postSplit);
