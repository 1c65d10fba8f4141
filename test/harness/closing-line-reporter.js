const fs = require('node:fs');
const path = require('node:path');

/** Ends a run, after everything else, with the names of the tests that failed or passed only when tried again, and the one line that people and machines look for: `N passed, N failed`. */
module.exports = class ClosingLineReporter {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const closing = `${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`;
    const lines = [...results.testResults.flatMap(namesOf), closing].map((line) => `${line}\n`).join('');
    process.once('exit', () => fs.writeSync(1, lines));
  }
};

function namesOf({ testFilePath, testExecError, testResults }) {
  const file = path.relative(process.cwd(), testFilePath);
  const named = testResults.flatMap(({ status, invocations = 1, fullName }) => {
    if (status === 'failed') return [`failed: ${file}: ${fullName}`];
    return status === 'passed' && invocations > 1 ? [`passed at the second attempt: ${file}: ${fullName}`] : [];
  });
  return testExecError ? [`failed: ${file}`, ...named] : named;
}
