import { stopMysqlServer } from './mysql-server.js';

/** Runs once, after the last test of the run. */
export const mochaHooks = {
  afterAll: stopMysqlServer,
};
