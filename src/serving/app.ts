import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler, Router } from 'express';
import { type Knex } from 'knex';
import { type Logger } from 'pino';
import { Registry } from 'prom-client';
import { accessLog } from '../../middleware/access-log.js';
import { forwardedFor } from '../../middleware/forwarded-for.js';
import { jsonBody } from '../../middleware/json-body.js';
import { onlyThroughProxy } from '../../middleware/only-through-proxy.js';
import { limitRate } from '../../middleware/limit-rate.js';
import { problemJson, commandEnvelope } from '../../middleware/problem-replies.js';
import { ownSiteOnly } from '../../middleware/own-site-only.js';
import { problem } from '../../middleware/problems.js';
import { requestId } from '../../middleware/request-id.js';
import { stateOf } from '../../middleware/request-state.js';
import { securityHeaders } from '../../middleware/security-headers.js';
import { singleHost } from '../../middleware/single-host.js';
import { validate } from '../../middleware/validate.js';
import { dialectOf } from '../../db/connection/dialect.js';
import { noAttempt } from '../../engine/notification/attempt.js';
import { commandFace } from '../../routes/faces/command-face.js';
import { OPERATIONS } from '../../routes/faces/operations.js';
import { type OperationId } from '../../routes/documented.js';
import { type Context } from '../../routes/operation.js';
import { type Readiness } from '../../routes/open/health.js';
import { resourceFace } from '../../routes/faces/resource-face.js';
import { type Config } from '../config/config.js';
import { type CompiledOperation, packageRoot } from '../document/openapi.js';
import { type MinuteCounter } from '../figures/count-minute.js';
import { packageVersion } from '../package-version.js';
import { adminRouter } from './console/admin-router.js';
import { consolePages } from './console/console-pages.js';
import { hostedPages } from './hosted-pages.js';
import { createMetrics } from './metrics.js';
import { proxyTrust } from './connections/proxy-trust.js';
import { nameOperation } from './name-operation.js';
import { type CompiledDocument } from '../document/compile-document.js';
import { overloaded } from './overloaded.js';
import { type PositionReader, readPositionApart } from '../position-files/read-position-apart.js';
import { type PrintPdf } from '../printing/print-pdf.js';
import { publicPages } from './public-pages.js';
import { requestContext } from './request-context.js';
import { signIn } from './sign-in.js';
import { type WorkerLink } from '../workers/worker-link.js';
import { watchSchema } from '../watch-schema.js';

export interface AppParts {
  db: Knex;
  config: Pick<Config, 'trustProxy' | 'requestsPerMinute' | 'metricsToken'> & { publicUrl: string };
  log: Logger;
  compiled: CompiledDocument;
  /** The instant now, ms. */
  now(): number;
  /** Wakes the notifier. Without it the notifier is only a little later. */
  wakeNotifier?: Context['wakeNotifier'];
  /** When the notifier of this process last looked for what is due, if it has one. */
  lastCycleAt?: () => number;
  /** The other processes behind this port, if there are any. */
  link?: WorkerLink | undefined;
  /** Sends test notifications, each over a new connection. Without it each of them ends in a fault. */
  deliver?: Context['deliverTest'];
  /** Why a notification url is refused. Without it no url is refused. */
  refusalOfUrl?: Context['refusalOfUrl'];
  /** Prints reports. Without it there are no reports as PDF. */
  printPdf?: PrintPdf;
  /** The registry for the metrics of the whole process. Without it the app has one of its own. */
  registry?: Registry;
  /** Counts requests and sign-ins for the figures of the console. */
  minutes?: Pick<MinuteCounter, 'request' | 'auth'>;
  /** bcrypt's cost of a failed attempt; by default that of new credentials. */
  passwordCost?: number;
  /** Reads position files for the console; by default in a process of its own. */
  readPosition?: PositionReader;
  /** The version to tell; by default that of package.json. */
  version?: string;
  /** The folder of the built console; by default where `npm run build` writes it. */
  consoleFolder?: string;
  /** Asks the database whether this program can work with its schema, as `watchSchema` does. */
  lookAtSchema?(): Promise<Readiness>;
}

/**
 * Makes the whole gateway as an Express app without a port. It has what every request passes, the two faces, and the
 * pages.
 */
export function createApp({
  db,
  config,
  log,
  compiled: { document, operations, commands: commandChecks },
  now,
  wakeNotifier = () => undefined,
  lastCycleAt,
  link,
  deliver = () => Promise.resolve(noAttempt(now(), 'this process sends no notifications')),
  refusalOfUrl = () => undefined,
  printPdf,
  registry = new Registry(),
  minutes,
  passwordCost,
  readPosition = readPositionApart(),
  version = packageVersion(),
  consoleFolder = join(packageRoot(), 'dist/console'),
  lookAtSchema = watchSchema({ db, log }),
}: AppParts): Express {
  const { authenticateUser, gauges, ...shared } = signIn({ db, now, log, passwordCost, auth: minutes?.auth, link });
  const metrics = createMetrics({ ...gauges, db, registry, version });
  const contexts = requestContext({
    db,
    now,
    publicUrl: config.publicUrl,
    wakeNotifier,
    deliverTest: deliver,
    refusalOfUrl,
    noteRefusedBy: metrics.noteRefusedBy,
  });
  const limit = limitRate({
    perMinute: config.requestsPerMinute,
    now,
    shared: link?.windows('requests'),
    keyOf: (_req, res) => stateOf(res).caller!.userId,
  });

  const { pages, unknown, assets } = hostedPages({
    db,
    log,
    now,
    wakeNotifier,
    noteRefusedBy: metrics.noteRefusedBy,
    printPdf,
    link,
  });

  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.enable('case sensitive routing').enable('strict routing');
  if (config.trustProxy !== undefined) app.set('trust proxy', config.trustProxy).use(forwardedFor());

  app.use(requestId({ makeId: randomUUID }));
  // The access log writes only chosen values, so no secret needs to be masked. The search for secrets took 3 % of a
  // request.
  const observe: typeof metrics.observe = (observation) => {
    metrics.observe(observation);
    minutes?.request(observation);
  };
  app.use(accessLog({ log: log.child({}, { redact: [] }), now: () => performance.now(), observe }));
  app.use(securityHeaders());

  const commands = faceRouter();
  // These stand in this router, so that the refusal of a command is written as those of commands are.
  if (config.trustProxy !== undefined) commands.use(throughProxy(config.trustProxy));
  commands.use(singleHost());
  // The console has a stricter rule of its own.
  commands.use(['/api', /^\/v1(?!\/admin(\/|$))/], ownSiteOnly());
  commands.route('/api/1.0').post(
    authenticateUser,
    limit,
    jsonBody({ limitBytes: operations.get('command')!.maxBodyBytes }),
    commandFace({
      checks: commandChecks,
      contextOf: contexts.ofCaller,
      note: (res, what) => {
        if (what.command !== undefined) stateOf(res).operation = what.command;
        if (what.accountId !== undefined) stateOf(res).accountId = what.accountId;
        if (what.errorCode !== undefined) stateOf(res).errorCode = what.errorCode;
      },
    }),
  );
  commands.all('/api/1.0', notAllowed(['POST']));
  commands.use('/api', notFound, translate(db), commandEnvelope({ log }));
  app.use(commands);

  const all = [...operations.values()];
  // It stands before the console's: a router tries the path of each of its operations.
  app.use(resourceRouter(all, { authenticateUser, limit, contexts }));
  app.use(
    adminRouter({
      ...shared,
      db,
      operations: all,
      publicUrl: config.publicUrl,
      contexts,
      limit,
      nameOperation,
      now,
      log,
      version,
      readPosition,
      assets,
    }),
  );
  app.use(pages);
  app.use(consolePages({ folder: consoleFolder, publicUrl: config.publicUrl }));
  app.use(
    publicPages({
      metricsToken: config.metricsToken,
      lookAtSchema,
      document,
      registry,
      link,
      now,
      lastCycleAt,
      version,
    }),
  );
  app.use(unknown, notFound, translate(db), problemJson({ log }));
  return app;
}

function throughProxy(trustProxy: string): RequestHandler {
  return onlyThroughProxy({
    isProxy: proxyTrust(trustProxy),
    openOnLoopback: ['/livez', '/readyz', '/metrics'],
  });
}

const faceRouter = (): Router => Router({ caseSensitive: true, strict: true });

interface ResourceRouterParts {
  authenticateUser: RequestHandler;
  limit: RequestHandler;
  contexts: ReturnType<typeof requestContext>;
}

function resourceRouter(operations: CompiledOperation[], { authenticateUser, limit, contexts }: ResourceRouterParts) {
  const router = faceRouter();
  const methods = new Map<string, string[]>();
  for (const operation of operations) {
    const { operationId, method, path, checks, body, maxBodyBytes, statuses } = operation;
    if (!isDataOperation(operationId)) continue;
    const status = statuses.find((one) => one < 300)!;
    router[method](
      path,
      nameOperation(operationId),
      authenticateUser,
      limit,
      ...(body === 'none'
        ? []
        : [jsonBody({ limitBytes: maxBodyBytes, maxKeys: MAX_KEYS, optional: body === 'optional' })]),
      validate(checks),
      resourceFace(
        { operationId, row: OPERATIONS[operationId], status },
        {
          inputOf: contexts.inputOf,
          contextOf: contexts.ofResource,
        },
      ),
    );
    methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
  }
  for (const [path, allowed] of methods) router.all(path, notAllowed(allowed));
  return router;
}

// The document names every key of a body, and it names less than a tenth of this number. The command face ignores
// unknown keys.
const MAX_KEYS = 1000;

function isDataOperation(operationId: string): operationId is OperationId {
  return Object.hasOwn(OPERATIONS, operationId);
}

function notAllowed(methods: string[]): RequestHandler {
  return () => {
    throw problem.methodNotAllowed(methods.join(', '));
  };
}

const notFound: RequestHandler = () => {
  throw problem.notFound();
};

/** An unavailable or too busy database is not the fault of the request. It is not an internal error either. */
function translate(db: Knex): ErrorRequestHandler {
  const dialect = dialectOf(db);
  return (error, _req, _res, next) => {
    const passing = dialect.isUnavailable(error) || dialect.isRetryable(error);
    next(passing ? overloaded() : error);
  };
}
