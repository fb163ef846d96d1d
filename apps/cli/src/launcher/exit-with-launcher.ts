// Loaded into a program before its own code (node --import): when the launcher is gone, however it ended, so is the program.
if (process.connected) process.once('disconnect', () => process.exit(1));
else process.exit(1);
