/** What a person can do about a failure that a program told at length; null where that is not known. */
export function explain(output, folder) {
  if (/ENOSPC|EDQUOT|No space left|quota exceeded/i.test(output)) {
    return `The disk is full: there is no room left for ${folder}. Free some and start again.`;
  }
  if (/EACCES|EPERM|EROFS|Permission denied|Read-only file system/i.test(output)) {
    return `This user may not write everywhere in ${folder}. Start as the user it belongs to, or give this one the right.`;
  }
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ERR_PNPM_META_FETCH_FAIL/.test(output)) {
    return 'The packages could not be fetched: the npm registry cannot be reached. Go online and start again.';
  }
  return null;
}
