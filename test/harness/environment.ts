/** What global-setup hands to the tests; missing when the run was started without an engine. */
export function fromSetup(variable: `LIANDONG_TEST_${string}`): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: this test needs the engine, which this run did not start (LIANDONG_TEST_NO_ENGINE, or only rooms without one were named)`);
  return value;
}
