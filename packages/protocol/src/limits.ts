/** Bytes of one sync message's update or state vector. */
export const MAX_SYNC_BYTES = 8 * 1024 * 1024;
/** Client ids that one update may name. */
export const MAX_UPDATE_CLIENTS = 4_096;
/** Ranges that one update may delete. */
export const MAX_DELETIONS = 500_000;
/** Levels to which the values in an update may be nested. */
export const MAX_NESTING = 64;
/** Client ids that a state vector may name. */
export const MAX_VECTOR_CLIENTS = 65_536;
/** Client ids that may have written in one document: few enough that its state vector can be sent whatever comes on top. */
export const MAX_DOCUMENT_CLIENTS = 60_000;
/** Bytes of one awareness message. */
export const MAX_AWARENESS_BYTES = 256 * 1024;
/** Entries of one awareness message. */
export const MAX_AWARENESS_ENTRIES = 2_000;
/** UTF-16 units of one awareness state's JSON. */
export const MAX_AWARENESS_STATE = 8 * 1024;
