import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';

// The gateway writes where it serves the console: `/console`, below the path of PUBLIC_URL if that has one.
const base = document.documentElement.dataset['base'] ?? '';
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App base={base} />
  </StrictMode>,
);
