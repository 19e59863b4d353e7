/** Changes something by the API. */

const token = document.querySelector('meta[name=vedette-token]').content;

/**
 * Sends a request that changes something; null where it was done, else one line that says why it was not.
 *
 * @param body a file, or what becomes JSON
 */
export async function change(method, address, body) {
  const headers = {'X-Vedette-Token': token};
  let sent = body;
  if (body instanceof Blob) {
    headers['Content-Type'] = body.type;
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    sent = JSON.stringify(body);
  }
  try {
    const answer = await fetch(address, {method, headers, body: sent});
    return answer.ok ? null : (await problem(answer)) || `The server answered ${answer.status}.`;
  } catch {
    return 'The connection is lost; try again.';
  }
}

async function problem(answer) {
  try {
    return (await answer.json()).detail;
  } catch {
    return '';
  }
}
