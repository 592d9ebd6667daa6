import { type Page } from 'playwright-core';
import { type Pictured } from './fill-for-pictures.js';

export const SIZE = { width: 1280, height: 960 };

/** A picture of docs/operations.md: its file in docs/pictures, its screen, and what is done there before. */
interface Picture {
  file: string;
  address(pictured: Pictured): string;
  prepare(page: Page): Promise<void>;
}

/** All pictures, in the order of the chapter. */
export const PICTURES: readonly Picture[] = [
  {
    file: 'overview.webp',
    address: () => '/',
    prepare: (page) => page.getByText('Deliveries a minute', { exact: true }).first().waitFor(),
  },
  {
    file: 'account.webp',
    address: ({ accountId }) => `/accounts/${accountId}`,
    prepare: (page) => page.getByText('Positions that it may order').waitFor(),
  },
  {
    file: 'config.webp',
    address: ({ accountId }) => `/accounts/${accountId}/config`,
    async prepare(page) {
      await page.getByLabel('http_err', { exact: true }).fill('429,500,5xx');
      await page.getByText('1 fault').waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  {
    file: 'notifications.webp',
    address: ({ accountId }) => `/notifications?account=${accountId}&state=rejected`,
    prepare: (page) => page.getByRole('button', { name: /^Replay all/ }).waitFor(),
  },
  {
    file: 'notification.webp',
    address: ({ notificationId }) => `/notifications/${notificationId}`,
    prepare: (page) => page.getByRole('link', { name: /^Add 503 to http_err/ }).waitFor(),
  },
  {
    file: 'access.webp',
    address: ({ accountId }) => `/accounts/${accountId}/access`,
    prepare: (page) => page.getByRole('checkbox').first().waitFor(),
  },
];
