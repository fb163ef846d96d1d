import { getMe } from '#features/accounts/endpoints.ts';
import {
  deleteDocument,
  exportDocument,
  getDocuments,
  getOneDocument,
  patchOneDocument,
  postDocument,
} from '#features/documents/endpoints.ts';
import {
  deleteShareLink,
  getShareLinks,
  patchOneShareLink,
  postShareLink,
} from '#features/shares/endpoints.ts';
import { getWorkspaces, postWorkspace } from '#features/workspaces/endpoints.ts';

/** Every route and method of the HTTP API. */
export const ENDPOINTS = {
  getMe,
  getWorkspaces,
  postWorkspace,
  getDocuments,
  postDocument,
  getOneDocument,
  patchOneDocument,
  deleteDocument,
  exportDocument,
  getShareLinks,
  postShareLink,
  patchOneShareLink,
  deleteShareLink,
};
