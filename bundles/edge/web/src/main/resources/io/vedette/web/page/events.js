/** The latest events, newest first; a card opens its event's life. */

import {h, byId, lasting, say, timeAgo} from './dom.js';
import {openLife} from './life.js';

const MOST = 24;
const list = byId('event-list');
const cards = new Map();

export async function loadEvents() {
  try {
    const answer = await fetch(`/api/v1/events?group=event&limit=${MOST}`, {cache: 'no-store'});
    if (answer.ok) {
      for (const message of (await answer.json()).reverse()) showEvent(message, false);
    }
  } catch {
    // The stream says that the connection is lost, and this is asked again when it is back.
  }
  tellNone();
}

/** Who it is, where the face is known; empty where it is not. */
export const whose = (message) => (message.face && message.face.name) || '';

/** What happened, in a word. */
export const what = (message) => (message.category === 'doorbell' ? 'Doorbell' : message.label);

/** A face's name on its list's colour, or that it is unknown; null where there is no face. */
export function facePill(face) {
  return face ? h('span', {class: `pill ${face.list}`}, face.name || 'unknown face') : null;
}

/** @param news whether it just happened, so that it is worth saying */
export function showEvent(message, news) {
  let card = cards.get(message.event_id);
  if (card && card.seq >= message.seq) return;
  if (!card) {
    card = new Card(message.event_id);
    cards.set(message.event_id, card);
    place(card, message);
    prune();
  }
  card.show(message);
  if (news && message.type === 'new') {
    say(byId('event-news'), `New event: ${whose(message) || message.label} at ${message.stream_id}`);
  }
  tellNone();
}

/** Cards stand by the time that their events began. */
function place(card, message) {
  card.started = message.started_utc;
  const after = [...cards.values()]
    .filter((other) => other !== card && other.started <= card.started)
    .sort((a, b) => (a.started < b.started ? 1 : -1))[0];
  list.insertBefore(card.element, after ? after.element : null);
}

function prune() {
  while (list.children.length > MOST) {
    const last = list.lastElementChild;
    cards.delete(last.dataset.event);
    last.remove();
  }
}

function tellNone() {
  byId('event-none').hidden = cards.size > 0;
}

/** How long it has been there; a ring is over at once. */
function stay(message) {
  if (message.category === 'doorbell') {
    return 'rang';
  }
  return message.type === 'end' ? `stayed ${lasting(message.started_utc, message.ended_utc)}` : 'there now';
}

class Card {
  constructor(id) {
    this.seq = 0;
    this.image = h('img', {alt: '', loading: 'lazy', decoding: 'async', hidden: true});
    this.image.addEventListener('error', () => (this.image.hidden = true));
    this.title = h('strong', {});
    this.where = h('span', {});
    this.state = h('span', {class: 'pill'});
    this.when = h('span', {class: 'when'});
    this.tags = h('span', {class: 'tags'});
    this.button = h('button', {type: 'button', onclick: () => openLife(id)},
      h('span', {class: 'thumb'}, this.image),
      h('span', {class: 'words'}, h('span', {}, this.title, ' ', this.where), this.when, this.tags));
    this.clip = h('a', {class: 'clip', hidden: true}, 'Clip');
    this.element = h('li', {'data-event': id}, this.button, this.clip);
  }

  show(message) {
    this.seq = message.seq;
    const over = message.type === 'end';
    say(this.title, what(message));
    say(this.where, `at ${message.stream_id}`);
    this.element.classList.toggle('open', !over);
    this.state.className = `pill ${over ? '' : 'ok'}`;
    say(this.state, stay(message));
    // Only the message that made it one says that this is an alert.
    this.alert = message.alert || this.alert;
    this.tags.replaceChildren(...[
      facePill(message.face),
      this.alert ? h('span', {class: 'pill alert', title: this.alert.text || ''}, this.alert.rule) : null,
      this.state].filter(Boolean));
    if (message.clip_url) {
      this.clip.hidden = false;
      this.clip.href = message.clip_url;
      this.clip.setAttribute('aria-label', `Clip of ${message.label} at ${message.stream_id}`);
    }
    this.when.replaceChildren(timeAgo(message.started_utc), over ? '' : ` · ${Math.round(message.confidence * 100)} %`);
    if (message.image_url && (!this.pictured || over)) {
      this.pictured = true;
      this.image.hidden = false;
      this.image.src = `${message.image_url}?seq=${message.seq}`;
      const [x, y, w, hh] = message.bbox;
      this.image.style.objectPosition = `${percent(x + w / 2)} ${percent(y + hh / 2)}`;
    }
  }
}

const percent = (fraction) => `${Math.round(Math.min(1, Math.max(0, fraction)) * 100)}%`;
