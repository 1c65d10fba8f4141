/** Tests run against dist's sources through swc; `globalSetup` brings up one PostgreSQL and one Temporal server for the run. */
module.exports = {
  testMatch: ['<rootDir>/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' }, sourceMaps: 'inline' }] },
  transformIgnorePatterns: ['/node_modules/(?!(kysely)/)'],
  globalSetup: '<rootDir>/test/harness/global-setup.ts',
  globalTeardown: '<rootDir>/test/harness/global-teardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/harness/second-attempt.ts'],
  testTimeout: 30000,
  maxWorkers: 2,
  // A test that failed with a worker or a connection open must not keep the run from ending.
  forceExit: true,
  reporters: ['default', '<rootDir>/test/harness/closing-line-reporter.js'],
};
