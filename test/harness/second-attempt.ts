// In CI a test that failed is tried once more when its suite is through: real servers and a real browser on a machine that others use may be starved for seconds.
// The error is printed all the same, and the end of the run names it. Elsewhere nothing is tried twice.
if (process.env['CI']) jest.retryTimes(1, { logErrorsBeforeRetry: true });
