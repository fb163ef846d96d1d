// Loaded into Plenum's process before its own program: every commit succeeds at once and nothing is stored, so that it can be
// told what storing costs.
import { GroupCommit } from '@plenum/database/log/group-commit';

const seqs = new Map();

GroupCommit.prototype.append = async ({ documentId }) => {
  const seq = (seqs.get(documentId) ?? 0) + 1;
  seqs.set(documentId, seq);
  return { kind: 'stored', seq, delayed: false };
};
