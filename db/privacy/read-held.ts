import { type Knex } from 'knex';

type Row = Record<string, unknown>;

/** The rows of one application by table. */
export interface Held extends Row {
  application_id: string;
}

// What opens pages is no data of a person, and an export is passed on.
const LEFT_OUT = /_token$|^token$/;
const IN_JSON = new Set(['fields', 'answers', 'scores', 'payload']);

/**
 * Everything that the database holds of one application, under the names of its tables and columns, so that nothing is
 * left out that comes later. Instants are in ISO 8601, texts in JSON are read. Without the tokens of links.
 */
export async function readHeld(db: Knex, applicationId: string): Promise<Held> {
  const of = { application_id: applicationId };
  const notifications = await db('notifications').where(of).orderBy('id');
  const ids = notifications.map(({ id }) => id);
  const attempts = await db('notification_attempts').whereIn('notification_id', ids).orderBy('notification_id');
  const queued = await db('notification_queue').whereIn('notification_id', ids);
  return {
    application_id: applicationId,
    application: readable((await db('applications').where({ id: applicationId }).first())!),
    unique_references: (await db('unique_references').where(of)).map(readable),
    consents: (await db('application_consents').where(of)).map(readable),
    results: (await db('application_results').where(of)).map(readable),
    saved: (await db('questionnaire_progress').where(of)).map(readable),
    notifications: notifications.map(readable),
    queued: queued.map(readable),
    attempts: attempts.map(readable),
    audit: (
      await db('audit_log')
        .where({ object: `application ${applicationId}` })
        .orderBy('id')
    ).map(readable),
  };
}

function readable(row: object): Row {
  const entries = Object.entries(row).filter(([name]) => !LEFT_OUT.test(name));
  return Object.fromEntries(entries.map(([name, value]) => readValue(name, value as unknown)));
}

function readValue(name: string, value: unknown): [string, unknown] {
  if (/_ms$/.test(name) && typeof value === 'number') {
    const isInstant = !['dns_ms', 'connect_ms', 'first_byte_ms', 'total_ms'].includes(name);
    return isInstant ? [name.replace(/_ms$/, '_at'), new Date(value).toISOString()] : [name, value];
  }
  return [name, IN_JSON.has(name) && typeof value === 'string' ? (JSON.parse(value) as unknown) : value];
}
