/** The gallery: people and their lists, and strangers whom somebody may name. */

import {h, byId, counted, say, timeAgo} from './dom.js';
import {change} from './api.js';

const MOST_BYTES = 20e6;
const LISTS = ['known', 'blocked'];
const TYPES = ['image/jpeg', 'image/png', 'image/bmp', 'image/gif'];
const form = byId('face-form');
let shown = '';
let waiting = 0;

export async function loadFaces() {
  let gallery;
  try {
    const answer = await fetch('/api/v1/faces', {cache: 'no-store'});
    gallery = answer.ok ? await answer.json() : {trouble: (await answer.json()).detail, people: [], strangers: []};
  } catch {
    // The stream says that the connection is lost, and this is asked again when it is back.
    return;
  }
  show(gallery);
}

/** An event told of a face, so the gallery has changed, or will. */
export function facesSoon() {
  clearTimeout(waiting);
  waiting = setTimeout(loadFaces, 2000);
}

/** Leaves the gallery alone while somebody writes into it. */
function show(gallery) {
  const text = JSON.stringify(gallery);
  const writing = byId('stranger-list').contains(document.activeElement) && document.activeElement.value;
  if (text === shown || writing) return;
  shown = text;
  byId('face-trouble').hidden = !gallery.trouble;
  say(byId('face-trouble'), gallery.trouble);
  byId('face-none').hidden = gallery.people.length > 0;
  byId('face-list').replaceChildren(...gallery.people.map(person));
  byId('stranger-part').hidden = gallery.strangers.length === 0;
  byId('stranger-list').replaceChildren(...gallery.strangers.map(stranger));
  byId('face-names').replaceChildren(...gallery.people.map((each) => h('option', {value: each.name})));
}

function pictures(ids, alt) {
  return h('div', {class: 'face-pictures'},
    ...ids.slice(0, 4).map((id) => h('img', {src: `/api/v1/faces/pictures/${id}.jpg`, alt, loading: 'lazy', decoding: 'async'})),
    ids.length > 4 ? h('span', {class: 'when'}, `+${ids.length - 4}`) : null);
}

function button(text, act, danger = false) {
  return h('button', {type: 'button', class: danger ? 'plain danger' : 'plain', onclick: (click) => act(click.target)}, text);
}

function person(each) {
  const other = each.list === 'blocked' ? 'known' : 'blocked';
  const address = `/api/v1/faces/${encodeURIComponent(each.name)}`;
  const error = h('p', {class: 'error', role: 'alert'});
  const remove = button('Delete', (pressed) => confirmed(pressed, error, address), true);
  return h('article', {class: 'card face'},
    pictures(each.pictures, `Face of ${each.name}`),
    h('div', {class: 'face-words'},
      h('h3', {}, each.name, ' ', h('span', {class: `pill ${each.list}`}, each.list)),
      h('p', {class: 'when'}, each.last_seen_utc ? 'Last seen ' : 'Not seen yet', each.last_seen_utc ? timeAgo(each.last_seen_utc) : null),
      h('p', {class: 'actions'},
        button(other === 'known' ? 'Move to known' : 'Block', (pressed) => act(pressed, error, 'PATCH', address, {list: other})),
        h('a', {class: 'plain', href: `${address}/export`, download: `${each.name}.zip`}, 'Export'),
        remove),
      error));
}

/** The first press asks, the second one does it. */
function confirmed(pressed, error, address) {
  if (!pressed.dataset.sure) {
    pressed.dataset.sure = 'asked';
    say(pressed, 'Delete for good?');
    setTimeout(() => {
      delete pressed.dataset.sure;
      say(pressed, 'Delete');
    }, 5000);
    return;
  }
  act(pressed, error, 'DELETE', address);
}

async function act(pressed, error, method, address, body) {
  pressed.disabled = true;
  const problem = await change(method, address, body);
  pressed.disabled = false;
  say(error, problem || '');
  if (!problem) loadFaces();
}

function stranger(each) {
  const address = `/api/v1/faces/strangers/${each.id}`;
  const error = h('p', {class: 'error', role: 'alert'});
  const name = h('input', {type: 'text', maxlength: '60', placeholder: 'Who is this?', 'aria-label': 'Who is this?', list: 'face-names', autocomplete: 'off'});
  const enrol = (list) => (pressed) => {
    if (!name.value.trim()) {
      say(error, 'Write a name first.');
      name.focus();
      return;
    }
    const body = {name: name.value.trim(), list};
    name.value = '';
    act(pressed, error, 'POST', address, body).then(() => {
      if (error.textContent) name.value = body.name;
    });
  };
  return h('article', {class: 'card face'},
    pictures(each.pictures, 'Face of somebody unknown'),
    h('div', {class: 'face-words'},
      h('p', {class: 'when'}, `Seen ${counted(each.visits, 'time')}, last `, timeAgo(each.last_utc)),
      name,
      h('p', {class: 'actions'},
        button('Known', enrol('known')),
        button('Blocked', enrol('blocked')),
        button('Forget', (pressed) => act(pressed, error, 'DELETE', address))),
      error));
}

form.addEventListener('submit', async (submitted) => {
  submitted.preventDefault();
  const name = byId('face-name').value.trim();
  const files = [...byId('face-file').files];
  const send = byId('face-send');
  const problems = [];
  let enrolled = 0;
  if (!name) problems.push('Write a name first.');
  else if (!files.length) problems.push('Choose a picture first.');
  send.disabled = true;
  for (const file of problems.length ? [] : files) {
    say(byId('face-said'), `Sending ${file.name} …`);
    const problem = await enrol(name, file);
    if (problem) problems.push(files.length > 1 ? `${file.name}: ${problem}` : problem);
    else enrolled++;
  }
  send.disabled = false;
  say(byId('face-error'), problems.join(' '));
  say(byId('face-said'), enrolled ? `${counted(enrolled, 'picture')} of ${name} enrolled.` : '');
  if (enrolled && !problems.length) form.reset();
  if (enrolled) loadFaces();
});

async function enrol(name, file) {
  if (!TYPES.includes(file.type)) return 'This is no JPEG, PNG, BMP or GIF file.';
  if (file.size > MOST_BYTES) return `The file has ${Math.ceil(file.size / 1e6)} MB; at most 20 are taken.`;
  const chosen = byId('face-listed').value;
  const list = LISTS.includes(chosen) ? `&list=${chosen}` : '';
  return change('POST', `/api/v1/faces?name=${encodeURIComponent(name)}${list}`, file);
}
