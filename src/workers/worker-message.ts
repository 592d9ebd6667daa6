import { type NotificationChannel } from '../../db/notifications/notifications.js';
import { type EntityId } from '../../engine/entity-id.js';
import { type WindowChange } from '../../middleware/authentication/shared-windows.js';

/** What a worker has counted: in which windows, under which key. */
export type Count = [windows: string, key: string, change: WindowChange];

/** What both sides send on, from worker to worker. */
type PassedOn =
  { pop: 'wake'; accountId: EntityId; channel: NotificationChannel | undefined } | { pop: 'counts'; counts: Count[] };

/** What a worker says to its primary. `turn` asks for a password check, which `turn-over` ends. */
export type ToPrimary = PassedOn | { pop: 'listening' } | { pop: 'turn' | 'turn-over' | 'metrics'; id: number };

/** What the primary says to a worker. One that retires takes no new connections, and ends when the last has gone. */
export type ToWorker =
  PassedOn | { pop: 'retire' } | { pop: 'turn'; id: number } | { pop: 'metrics'; id: number; text: string | undefined };
