/** Makes elements out of data; text is always text, never markup. */

/** h('p', {class: 'x', onclick: f}, 'text', child): null children are left out. */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

/** The same for SVG. */
export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (value === true) {
      element.setAttribute(key, '');
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets text only where it differs, so that screen readers are not told twice. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

export const byId = (id) => document.getElementById(id);

const relative = new Intl.RelativeTimeFormat('en', {numeric: 'auto', style: 'short'});

/** '12 sec. ago', '3 min. ago', a date for what is old. */
export function ago(iso) {
  const seconds = (Date.parse(iso) - Date.now()) / 1000;
  const far = Math.abs(seconds);
  if (far < 5) return 'now';
  if (far < 60) return relative.format(Math.round(seconds), 'second');
  if (far < 3600) return relative.format(Math.round(seconds / 60), 'minute');
  if (far < 86400) return relative.format(Math.round(seconds / 3600), 'hour');
  return new Date(iso).toLocaleDateString();
}

/** '8 s', '2 min 5 s'. */
export function lasting(fromIso, toIso) {
  const seconds = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 86400) return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
  return `${Math.floor(seconds / 86400)} days`;
}

/** A <time> that shows how long ago, or for how long; refreshed by tickTimes. */
export function timeAgo(iso, how = 'ago') {
  return h('time', {datetime: iso, 'data-how': how, title: new Date(iso).toLocaleString()}, shown(iso, how));
}

const shown = (iso, how) => (how === 'for' ? lasting(iso, new Date().toISOString()) : ago(iso));

export function tickTimes() {
  for (const time of document.querySelectorAll('time[data-how]')) {
    say(time, shown(time.dateTime, time.dataset.how));
  }
}

const PLURALS = {person: 'people', bus: 'buses', moving: 'moving'};

/** '1 person', '2 people'. */
export function counted(n, label) {
  return `${n} ${n === 1 ? label : PLURALS[label] || `${label}s`}`;
}

/** A name and what it stands at, for a <dl>. */
export function figure(name, value) {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value));
}
