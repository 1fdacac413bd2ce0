// Loaded before a child's own program: when whoever started it is gone, however that happened, it stops
// as if it had been asked to.
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.channel?.unref();
