// Loaded into a program before its own code (node --import): when the launcher is gone, however it ended, so is the program.
// What the program itself starts inherits the option, but has no channel to the launcher and is left alone.
if (process.connected) process.once('disconnect', () => process.exit(1));
