/** Stands for Node's process, which code that also runs in Node looks for in a browser. */
export const env = {};
