// Stands for modules of Node that browsers do without; next.config.ts says which.
export {};
