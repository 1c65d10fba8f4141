/**
 * The SDK takes a stack trace of every promise, for a query that asks where a workflow waits; maps and formats each of its frames; and that is
 * nearly half of what a workflow task costs. Three frames say where an error was thrown and who called; where a matter waits is in its position.
 * Loaded before the workflows, into their sandbox alone.
 */
Error.stackTraceLimit = 3;
