/** One fault of what was sent. The pointer says where (RFC 6901), such as `/name`. */
export interface Fault {
  pointer: string;
  detail: string;
}

/** The password has to be confirmed first. */
export const CONFIRM_PASSWORD = 18;
/** Somebody else changed it meanwhile. */
export const CHANGED_MEANWHILE = 19;

interface ProblemParts {
  status: number;
  title: string;
  detail: string;
  code?: number | undefined;
  requestId?: string | undefined;
  faults?: readonly Fault[];
  /** Everything that the gateway said, for what a screen knows besides. */
  body?: Record<string, unknown>;
}

/** Why the gateway did not do what was asked. Status 0: it did not answer at all. */
export class Problem extends Error implements ProblemParts {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: number | undefined;
  readonly requestId: string | undefined;
  readonly faults: readonly Fault[];
  readonly body: Record<string, unknown>;

  constructor({ status, title, detail, code, requestId, faults = [], body = {} }: ProblemParts) {
    super(detail || title);
    this.name = 'Problem';
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.code = code;
    this.requestId = requestId;
    this.faults = faults;
    this.body = body;
  }
}

/** Reads a reply of status 400 or more: problem+json, or whatever a proxy in front of the gateway says instead. */
export async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  const body = readObject(text);
  return new Problem({
    status: response.status,
    title: textOf(body['title']) ?? `${response.status} ${response.statusText}`.trim(),
    detail: textOf(body['detail']) ?? '',
    code: typeof body['error_code'] === 'number' ? body['error_code'] : undefined,
    requestId: textOf(body['request_id']) ?? response.headers.get('x-request-id') ?? undefined,
    faults: Array.isArray(body['errors']) ? body['errors'].filter(isFault) : [],
    body,
  });
}

/** The fault of one field, by its pointer. */
export function faultAt(faults: readonly Fault[], pointer: string): string | undefined {
  return faults.find((fault) => fault.pointer === pointer)?.detail;
}

function readObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function isFault(value: unknown): value is Fault {
  const { pointer, detail } = Object(value) as Partial<Fault>;
  return typeof pointer === 'string' && typeof detail === 'string';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
