import { deletePublication, getPublication, postPublication } from '#features/publications/endpoints.ts';
import { route } from '#lib/api/serve.ts';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = route(
  deletePublication,
  getPublication,
  postPublication,
);
