import { isUtf8 } from 'node:buffer';
import { type Request, type RequestHandler } from 'express';
import { JsonLimitError, parseJson } from './lossless-json.js';
import { problem } from './problems.js';

/** `optional`: a request without any body counts as the empty object; by default it is refused. */
export interface JsonBodyOptions {
  limitBytes?: number;
  /** How many keys it may have itself; by default as many as there is room for. Objects within may always have 1000. */
  maxKeys?: number;
  optional?: boolean;
}

/**
 * Reads a JSON object into `req.body` without losing a digit (the contract, section 1). Refuses: another or no
 * Content-Type, another charset than UTF-8, a Content-Encoding (415); more than `limitBytes`, 1 MiB by default, however
 * the length was announced (413); invalid UTF-8 or JSON, JSON that is nested too deeply, has an object of too many keys
 * or is not an object (400). A byte order mark is skipped (RFC 8259, section 8.1 lets a reader do so).
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
      // The rest is read and thrown away, else the client would meet a reset in place of the reply.
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
    // V8's own message quotes the body; only the place of the fault is passed on.
    const place = /position \d+/.exec(String(error))?.[0];
    throw problem.malformed(`The body is not valid JSON${place ? `: fault at ${place}` : ''}.`);
  }
}
