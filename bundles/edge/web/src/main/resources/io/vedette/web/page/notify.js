/** Notifications of the browser: alerts and presses, for as long as the page is open. */

import {byId, say} from './dom.js';
import {whose} from './events.js';

const KEY = 'vedette-notify';
const button = byId('notify');
const STALE_MS = 600000;
const MOST_TOLD = 500;
const told = new Set();
let heard = () => {};

/** @param changed called with whether news is wanted while the page is hidden */
export function startNotifying(changed) {
  heard = changed;
  if (!('Notification' in window)) {
    button.hidden = true;
    return;
  }
  show(wanted() && Notification.permission === 'granted');
  button.addEventListener('click', turn);
}

async function turn() {
  if (button.getAttribute('aria-checked') === 'true') {
    remember('no');
    show(false);
    return;
  }
  const allowed = await Notification.requestPermission();
  remember(allowed === 'granted' ? 'yes' : 'no');
  show(allowed === 'granted');
  say(byId('notify-said'), allowed === 'granted' ? ''
    : 'This browser does not allow notifications here; its settings for this page can change that.');
}

function show(on) {
  button.setAttribute('aria-checked', String(on));
  heard(on);
}

/** Once per event and rule; a press is told of when it happens. */
export function notifyOf(message) {
  const pressed = message.category === 'doorbell' && message.type === 'new';
  if (button.getAttribute('aria-checked') !== 'true' || !(message.alert || pressed)) return;
  const key = `${message.event_id} ${message.alert ? message.alert.rule : ''}`;
  // What was missed long ago, as the connection was lost, is in the list; it is no news.
  if (told.has(key) || Date.now() - Date.parse(message.timestamp_utc) > STALE_MS) return;
  told.add(key);
  if (told.size > MOST_TOLD) told.delete(told.values().next().value);
  const title = pressed ? `Somebody rings at ${message.stream_id}` : `${whose(message) || message.label} at ${message.stream_id}`;
  try {
    const notification = new Notification(title, {
      body: message.alert ? message.alert.text || message.alert.rule : '',
      icon: message.image_url ? `${message.image_url}?seq=${message.seq}` : '/page/icon.svg',
      tag: key,
    });
    notification.onclick = () => window.focus();
  } catch {
    // Some browsers of phones have the permission and yet no notifications without a service worker.
    button.hidden = true;
  }
}

function wanted() {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false;
  }
}

function remember(word) {
  try {
    localStorage.setItem(KEY, word);
  } catch {
    // Without a store the switch is forgotten with the page.
  }
}
