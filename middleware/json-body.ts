import { isUtf8 } from 'node:buffer';
import { type Request, type RequestHandler } from 'express';
import { JsonLimitError, parseJson } from './lossless-json.js';
import { problem } from './problems.js';

/** `optional`: a request without a body counts as the empty object. By default it is refused. */
export interface JsonBodyOptions {
  limitBytes?: number;
  /**
   * How many keys the body itself may have; without it there is no limit but its size. Objects inside it may always
   * have 1000.
   */
  maxKeys?: number;
  optional?: boolean;
}

/**
 * Reads a JSON object into `req.body` without losing a digit (the contract, section 1). Refuses with 415: another or no
 * Content-Type, another charset than UTF-8, a Content-Encoding. Refuses with 413: more than `limitBytes`, 1 MiB by
 * default, however the length was announced. Refuses with 400: invalid UTF-8 or JSON, and JSON that is nested too
 * deeply, has an object of too many keys or is not an object. A byte order mark is skipped (RFC 8259, section 8.1
 * allows that).
 */
export function jsonBody({ limitBytes = 1_048_576, maxKeys, optional = false }: JsonBodyOptions = {}): RequestHandler {
  return async function jsonBody(req, _res, next) {
    if (optional && !hasBody(req)) {
      req.body = {};
    } else {
      const { 'content-encoding': encoding = 'identity', 'content-length': length } = req.headers;
      if (!isJson(req.headers['content-type']) || encoding !== 'identity') throw problem.unsupportedMediaType();
      if (Number(length) > limitBytes) throw problem.tooLarge(limitBytes);
      req.body = objectOf(await bytesOf(req, limitBytes), maxKeys);
    }
    next();
  };
}

function hasBody(req: Request): boolean {
  return req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
}

function isJson(contentType = ''): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  return type === 'application/json' && parameters.every((part) => !/^charset=(?!"?utf-?8"?$)/.test(part));
}

function bytesOf(req: Request, limitBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const cut = (): void => reject(problem.clientClosed());
    // The client may have left before the reading began, for example during the password check. No event reports that.
    if (req.destroyed) return cut();
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= limitBytes) return void chunks.push(chunk);
      req.off('data', take);
      // The rest is read and thrown away. Otherwise the client would get a connection reset in place of the reply.
      req.resume();
      chunks.length = 0;
      reject(problem.tooLarge(limitBytes));
    };
    req.on('data', take);
    req.once('end', () => resolve(Buffer.concat(chunks)));
    req.once('error', cut);
  });
}

function objectOf(bytes: Buffer, maxKeys: number | undefined): Record<string, unknown> {
  if (!isUtf8(bytes)) throw problem.malformed('The body is not valid UTF-8.');
  const value = parsed(bytes.toString('utf8').replace(/^\uFEFF/, ''), maxKeys);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw problem.malformed('The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function parsed(text: string, maxKeys: number | undefined): unknown {
  try {
    return parseJson(text, { maxKeys });
  } catch (error) {
    if (error instanceof JsonLimitError) throw problem.malformed(`The body has ${error.message}.`);
    // V8's own message quotes the body. Only the position of the fault is passed on.
    const place = /position \d+/.exec(String(error))?.[0];
    throw problem.malformed(`The body is not valid JSON${place ? `: fault at ${place}` : ''}.`);
  }
}
