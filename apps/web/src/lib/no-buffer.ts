/** Stands for Node's Buffer, of which browsers have no need. */
export const Buffer = undefined;
