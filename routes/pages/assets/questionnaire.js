// Saves each answer as soon as it is given. The page works without this script, because every button sends the whole
// form.
(() => {
  'use strict';
  const form = document.querySelector('form[data-save]');
  if (!form) return;
  const state = document.querySelector('.save-state');
  const bar = document.querySelector('progress');
  const barText = document.querySelector('.progress-text');

  const LONGEST_PAUSE_MS = 30000;
  const TYPING_PAUSE_MS = 1500;
  const SLOW_MS = 1000;
  const LONGEST_WAIT_MS = 4000;
  // Browsers let a request go on after its page has closed only if it is small.
  const KEEPALIVE_CHARACTERS = 50000;

  /** The values that are not saved yet, by the names of controls. */
  let waiting = new Map();
  let running = undefined;
  let failures = 0;
  let timer = undefined;
  let typing = undefined;

  const say = (what, look) => {
    if (!state) return;
    state.className = `save-state ${look}`;
    if (state.textContent !== state.dataset[what]) state.textContent = state.dataset[what];
  };

  const itemOf = (name) => document.querySelector(`[data-item="${CSS.escape(name)}"]`);

  function showFault(name, text) {
    const item = itemOf(name);
    const note = item && item.querySelector('.fault');
    if (!note) return;
    note.querySelector('.fault-text').textContent = text || '';
    note.hidden = !text;
    const marked = item.matches('fieldset') ? item : item.querySelector('input, textarea');
    if (text) marked.setAttribute('aria-invalid', 'true');
    else marked.removeAttribute('aria-invalid');
  }

  function note(control) {
    if (!control.name || control.name === 'go') return;
    if (control.type === 'radio' && !control.checked) return;
    waiting.set(control.name, control.value);
    save();
  }

  function save() {
    if (running || waiting.size === 0) return running;
    clearTimeout(timer);
    running = send(waiting).finally(() => {
      running = undefined;
      if (waiting.size > 0 && failures === 0) save();
    });
    waiting = new Map();
    return running;
  }

  async function send(entries) {
    const slow = setTimeout(() => say('saving', 'waiting'), SLOW_MS);
    const body = new URLSearchParams([...entries]).toString();
    try {
      const reply = await fetch(form.dataset.save, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body,
        keepalive: body.length < KEEPALIVE_CHARACTERS,
        credentials: 'omit',
        redirect: 'error',
      });
      await read(reply, entries);
    } catch {
      again(entries);
    } finally {
      clearTimeout(slow);
    }
  }

  async function read(reply, entries) {
    // The application was submitted, has expired or was cancelled meanwhile, perhaps from another device. The page
    // itself says so. This is not a reload, because a reload might send a form again.
    if ([404, 409, 410].includes(reply.status)) return location.replace(location.pathname + location.search);
    if (reply.status === 429 || reply.status >= 500) return again(entries);
    failures = 0;
    if (!reply.ok) return say('notAccepted', 'failing');
    const { saved, answered, text, faults } = await reply.json();
    for (const name of entries.keys()) showFault(name, faults[name]);
    if (bar) bar.value = answered;
    if (barText) barText.textContent = text;
    if (saved) say('saved', '');
    else say('notAccepted', 'failing');
  }

  function again(entries) {
    // The waiting values are newer.
    waiting = new Map([...entries, ...waiting]);
    failures += 1;
    say('notSaved', 'failing');
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures));
  }

  /** Waits until no save is under way, but at most LONGEST_WAIT_MS. A late save would undo what the next page sends. */
  function settled() {
    const limit = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
    const quiet = async () => {
      while (running) await running;
    };
    return Promise.race([quiet(), limit]);
  }

  form.addEventListener('change', (event) => note(event.target));
  form.addEventListener('input', (event) => {
    // Half an e-mail address would be called wrong at each pause.
    if (['radio', 'email'].includes(event.target.type)) return;
    clearTimeout(typing);
    typing = setTimeout(() => note(event.target), TYPING_PAUSE_MS);
  });

  form.addEventListener('submit', (event) => {
    clearTimeout(typing);
    clearTimeout(timer);
    // The form sends all values.
    waiting = new Map();
    if (!running) return;
    event.preventDefault();
    const button = event.submitter;
    settled().then(() => {
      running = undefined;
      form.requestSubmit(button);
    });
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.getAttribute('href').startsWith('#') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (!running && waiting.size === 0) return;
    event.preventDefault();
    save();
    settled().then(() => location.assign(link.href));
  });

  addEventListener('online', () => {
    failures = 0;
    save();
  });
  // A page that the browser restores from its memory shows an old state.
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload();
  });

  const summary = document.getElementById('errors');
  if (summary) summary.focus();
})();
