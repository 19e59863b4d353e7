/** Vedette's page: one stream of news, and what is shown of it. */

import {h, byId, say, tickTimes} from './dom.js';
import {Stream} from './stream.js';
import {expectAll, pauseAll, removeCamera, showCamera, tellNone, withoutModel} from './cameras.js';
import {loadEvents, showEvent} from './events.js';
import {facesSoon, loadFaces} from './faces.js';
import {notifyOf, startNotifying} from './notify.js';
import {showExperts} from './experts.js';
import {showHealth} from './health.js';

const version = document.querySelector('meta[name=vedette-version]').content;

const stream = new Stream('/api/v1/live', {
  link: showLink,
  hello(hello) {
    if (hello.version !== version) {
      location.reload();
      return;
    }
    expectAll();
    loadEvents();
    loadFaces();
    setTimeout(tellNone, 1500);
  },
  camera(camera) {
    showCamera(camera);
    tellModel();
  },
  gone: (gone) => removeCamera(gone.id),
  event(message) {
    showEvent(message, true);
    notifyOf(message);
    if (message.face) facesSoon();
  },
  experts: showExperts,
  health: showHealth,
});

startNotifying((on) => stream.stay(on));

function showLink(state) {
  const link = byId('link');
  link.className = `pill ${state === 'live' ? 'ok' : 'warn'}`;
  document.body.classList.toggle('cut', state !== 'live');
  say(link, state);
}

/** Without a model only movement is told of: that is said, with the way out. */
function tellModel() {
  const cameras = withoutModel().join(', ');
  const notes = byId('notes');
  if (notes.dataset.cameras === cameras) return;
  notes.dataset.cameras = cameras;
  notes.replaceChildren(...(cameras ? [h('p', {class: 'note'},
    h('strong', {}, 'No model for objects. '),
    `Only movement is told of at ${cameras}. Get a model with `,
    h('code', {}, './vedette models pull'), '.')] : []));
}

byId('pause').addEventListener('click', (click) => {
  const on = click.target.getAttribute('aria-pressed') !== 'true';
  click.target.setAttribute('aria-pressed', String(on));
  pauseAll(on);
});

setInterval(tickTimes, 5000);
