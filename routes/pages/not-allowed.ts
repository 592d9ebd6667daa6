import { type RequestHandler } from 'express';

/** Answers 405 and names the allowed methods, such as `GET, HEAD`. */
export function notAllowed(methods: string): RequestHandler {
  return (_req, res) => void res.status(405).set('Allow', methods).type('text').send('Method not allowed');
}
