import { IncomingMessage, ServerResponse } from 'node:http';
import { type Express } from 'express';

/** The classes of requests and responses that a server makes. */
export interface MessageClasses {
  IncomingMessage: typeof IncomingMessage;
  ServerResponse: typeof ServerResponse;
}

/**
 * Makes classes for the requests and responses of a server whose app is made later. Express gives each request and each
 * response that it gets another prototype, and everything that reads them is slow from then on. These have the app's
 * prototypes from their beginning, once the app has adopted them.
 */
export function expressMessages(): { classes: MessageClasses; adopt(app: Express): void } {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  return {
    classes: { IncomingMessage: AppRequest, ServerResponse: AppResponse as typeof ServerResponse },
    adopt(app) {
      app.request = Object.setPrototypeOf(AppRequest.prototype, app.request) as Express['request'];
      app.response = Object.setPrototypeOf(AppResponse.prototype, app.response) as Express['response'];
    },
  };
}
