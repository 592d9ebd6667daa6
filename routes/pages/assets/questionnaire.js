// Saves each answer as soon as it is given. The page works without this script, because every button sends the whole
// form. What is typed or ticked is first kept in the browser, under a hash of the link, until the server has it.
(() => {
  'use strict';
  const PREFIX = 'pop-answers-';
  const FORGOTTEN_AFTER_MS = 60 * 24 * 60 * 60 * 1000;
  const LONGEST_PAUSE_MS = 30000;
  const TYPING_PAUSE_MS = 1500;
  const SLOW_MS = 1000;
  const LONGEST_WAIT_MS = 4000;
  // Browsers let a request go on after its page has closed only if it is small.
  const KEEPALIVE_CHARACTERS = 50000;

  const form = document.querySelector('form[data-save]');
  const over = document.querySelector('[data-over]');
  if (over) forget((key) => key === over.dataset.over);
  if (!form) return;
  forget((key, at) => !(Date.now() - at < FORGOTTEN_AFTER_MS));

  const state = document.querySelector('.save-state');
  const bar = document.querySelector('progress');
  const barText = document.querySelector('.progress-text');
  const seenInput = form.elements.namedItem('seen');
  const seen = JSON.parse(seenInput.value);
  const key = form.dataset.device;

  /** The values that the server refused, by the names of controls. They are not sent again before they change. */
  const refused = new Map();
  /** What stands in for the browser's memory where the browser has none for us. */
  let memory = undefined;
  let running = undefined;
  let failures = 0;
  let timer = undefined;
  let typing = undefined;
  let leaving = false;

  /** Forgets what was kept for other links, or for this one when all is over. */
  function forget(isOver) {
    try {
      for (const name of Object.keys(localStorage)) {
        if (!name.startsWith(PREFIX)) continue;
        let at = 0;
        try {
          at = JSON.parse(localStorage.getItem(name)).at;
        } catch {
          // It is no text of ours, so it goes.
        }
        if (isOver(name, at)) localStorage.removeItem(name);
      }
    } catch {
      // The browser lets pages keep nothing.
    }
  }

  /** Gives what is not saved yet, `{value, seen}` by the names of controls, of all pages and windows of this link. */
  function kept() {
    if (memory) return memory;
    try {
      return JSON.parse(localStorage.getItem(key)).entries;
    } catch {
      return {};
    }
  }

  function keep(change) {
    const entries = kept();
    change(entries);
    try {
      if (Object.keys(entries).length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ at: Date.now(), entries }));
      memory = undefined;
    } catch {
      memory = entries;
    }
  }

  /** Strikes an answered item off the lists of what is missing, and counts anew what is left of its page. */
  function strikeOff(name, done) {
    for (const entry of document.querySelectorAll(`[data-listed="${CSS.escape(name)}"]`)) {
      entry.classList.toggle('done', done);
      entry.querySelector('[hidden], .visually-hidden').hidden = !done;
      const count = entry.closest('details')?.querySelector('.count');
      const left = entry.parentElement.querySelectorAll('li:not(.done)').length;
      if (count) count.textContent = count.dataset.count.replace('{n}', left);
    }
  }

  const unsent = () => Object.entries(kept()).filter(([name, { value }]) => refused.get(name) !== value);

  const say = (what, look) => {
    if (!state) return;
    state.className = `save-state ${look}`;
    const text = state.dataset[what].replace('{n}', unsent().length);
    if (state.textContent !== text) state.textContent = text;
  };

  const itemOf = (name) => document.querySelector(`[data-item="${CSS.escape(name)}"]`);

  function showFault(name, text) {
    const item = itemOf(name);
    const note = item && item.querySelector('.fault');
    if (!note) return;
    note.querySelector('.fault-text').textContent = text || '';
    note.hidden = !text;
    const marked = item.matches('fieldset') ? item : item.querySelector('input, select, textarea');
    if (text) marked.setAttribute('aria-invalid', 'true');
    else marked.removeAttribute('aria-invalid');
  }

  function note({ name, value: given, type, checked }) {
    const value = type === 'checkbox' && !checked ? '' : given;
    if (!name || ['go', 'language_id', 'consent'].includes(name) || (type === 'radio' && !checked)) return;
    strikeOff(name, value.trim() !== '');
    keep((entries) => {
      // Who was told of another value and changes this one decides against that value.
      const before = refused.has(name) ? undefined : entries[name]?.seen;
      entries[name] = { value, seen: before ?? seen[name] ?? '' };
    });
  }

  function save() {
    clearTimeout(timer);
    clearTimeout(typing);
    // Before the candidate agrees, what is typed stays on the device. The form itself sends it with the consent.
    if ('waits' in form.dataset) return undefined;
    if (running) return running;
    const entries = unsent();
    if (entries.length === 0) return undefined;
    running = send(entries).finally(() => {
      running = undefined;
      if (failures === 0 && unsent().length > 0) save();
    });
    return running;
  }

  async function send(entries) {
    const slow = setTimeout(() => say('saving', 'waiting'), SLOW_MS);
    const stamps = Object.fromEntries(entries.map(([name, entry]) => [name, entry.seen]));
    const pairs = [...entries.map(([name, { value }]) => [name, value]), ['seen', JSON.stringify(stamps)]];
    const body = new URLSearchParams(pairs).toString();
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
      again();
    } finally {
      clearTimeout(slow);
    }
  }

  async function read(reply, entries) {
    // The application was submitted, has expired or was cancelled meanwhile, perhaps from another device. The page
    // itself says so. This is not a reload, because a reload might send a form again.
    if ([404, 409, 410].includes(reply.status)) return location.replace(location.pathname + location.search);
    if (reply.status === 429 || reply.status >= 500) return again();
    failures = 0;
    const told = reply.ok ? await reply.json() : { faults: Object.fromEntries(entries.map(([name]) => [name, ''])) };
    for (const [name, { value }] of entries) settle(name, value, told);
    if (!reply.ok) return say('notAccepted', 'failing');
    seenInput.value = JSON.stringify(seen);
    if (bar) bar.value = told.answered;
    if (barText) barText.textContent = told.text;
    if (told.saved) say('saved', '');
    else say('notAccepted', 'failing');
  }

  /** Notes that the server has a value, or why it does not take it. */
  function settle(name, value, { faults, seen: now }) {
    const fault = faults[name];
    if (fault !== '') showFault(name, fault);
    if (now && itemOf(name)) seen[name] = now[name] || '';
    if (fault !== undefined) {
      strikeOff(name, false);
      return refused.set(name, value);
    }
    refused.delete(name);
    keep((entries) => {
      if (entries[name] && entries[name].value === value) delete entries[name];
      else if (entries[name] && now) entries[name].seen = now[name] || '';
    });
  }

  function again() {
    failures += 1;
    say(memory ? 'notSaved' : 'onDevice', 'failing');
    clearTimeout(timer);
    timer = setTimeout(save, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures));
  }

  const reached = () =>
    fetch(location.href, { method: 'HEAD', credentials: 'omit' }).then(
      () => true,
      () => false,
    );

  /** Goes on when all is saved, or when that takes too long. Without a network it stays, and the answers with it. */
  async function leave(go) {
    failures = 0;
    const limit = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT_MS));
    const quiet = async () => {
      while (failures === 0 && save()) await running;
    };
    await Promise.race([quiet(), limit]);
    // A form ignores a second submission while it still tells of the first one.
    await new Promise((resolve) => setTimeout(resolve));
    if (failures > 0 || (navigator.onLine === false && !(await reached()))) {
      say(memory ? 'notSaved' : 'onDevice', 'failing');
      state?.scrollIntoView({ block: 'nearest' });
      return;
    }
    leaving = true;
    go();
  }

  form.addEventListener('change', ({ target }) => {
    note(target);
    save();
  });
  form.addEventListener('input', ({ target }) => {
    if (['radio', 'checkbox'].includes(target.type)) return;
    note(target);
    clearTimeout(typing);
    // Half an e-mail address, a part of a day or of a phone number would be called wrong at each pause.
    if (!['email', 'date', 'tel'].includes(target.type)) typing = setTimeout(save, TYPING_PAUSE_MS);
  });

  form.addEventListener('submit', (event) => {
    if (leaving) return;
    event.preventDefault();
    const button = event.submitter;
    leave(() => form.requestSubmit(button));
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (
      !link ||
      link.target ||
      link.getAttribute('href').startsWith('#') ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey
    )
      return;
    event.preventDefault();
    leave(() => location.assign(link.href));
  });

  addEventListener('online', () => {
    failures = 0;
    save();
  });
  // A phone may end a hidden page without a word.
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save();
  });
  addEventListener('pagehide', save);
  // A page that the browser restores from its memory shows an old state. Without a network it is all there is.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    leaving = false;
    reached().then((yes) => (yes ? location.reload() : say('onDevice', 'failing')));
  });

  /** Shows what this device has kept from before, and sends it. */
  function restore() {
    for (const [name, { value }] of unsent()) {
      const controls = itemOf(name)?.querySelectorAll('input:not([type=hidden]), select, textarea') ?? [];
      for (const control of controls) {
        if (['radio', 'checkbox'].includes(control.type)) control.checked = control.value === value;
        else control.value = value;
      }
    }
    const first = save();
    // The last page lists what is missing, so it is made anew when something was sent.
    if (first && !document.querySelector('[data-item]')) first.then(() => failures === 0 && location.reload());
  }
  restore();

  // A link must not lead below the bar, which is as high as its text needs.
  const progress = document.querySelector('.progress');
  if (progress) {
    const measure = () => document.documentElement.style.setProperty('--bar', `${progress.offsetHeight}px`);
    new ResizeObserver(measure).observe(progress);
  }

  const summary = document.getElementById('errors');
  // Whoever follows a link to a question has it in the address, and stays there.
  if (summary && (location.hash === '' || location.hash === '#errors')) summary.focus();
})();
