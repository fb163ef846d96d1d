// Loaded into a program before its own code (node --import): when the launcher is gone, however it ended, so is the program.
// What the program itself starts inherits the option, but never had a channel to the launcher (undefined) and is left alone;
// false says that the launcher has gone while the program was starting.
if (process.connected === false) process.exit(1);
process.once('disconnect', () => process.exit(1));
