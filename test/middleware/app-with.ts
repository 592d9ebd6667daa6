import express, { type Express, type RequestHandler } from 'express';
import { problemJson } from '../../middleware/problem-replies.js';
import { stateOf } from '../../middleware/request-state.js';

/** The answer of the app if the middleware under test let the request pass. */
export const REACHED = { reached: true };

/** Makes an Express app with the middleware under test, a route behind it and the error renderer. */
export function appWith(...handlers: RequestHandler[]): Express {
  const app = express();
  app.use((_req, res, next) => {
    stateOf(res).requestId = 'test';
    next();
  });
  app.use(...handlers);
  app.use((_req, res) => {
    res.json(REACHED);
  });
  app.use(problemJson({ log: { error: (fields) => console.error(fields) } }));
  return app;
}
