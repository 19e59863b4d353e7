/* What a screen reader could not name or find: nameless controls and pictures, missing landmarks, skipped headings, ids used twice. */
(() => {
  const found = [];
  for (const each of document.querySelectorAll('button, a, [role=switch], [role=img], [role=region], nav, section')) {
    const by = each.getAttribute('aria-labelledby');
    const name = each.getAttribute('aria-label') || (by ? document.getElementById(by)?.textContent : '') || each.textContent.trim();
    if (!name) found.push(`no name: ${each.outerHTML.slice(0, 60)}`);
  }
  for (const each of document.querySelectorAll('img:not([alt])')) found.push(`no alt: ${each.src}`);
  for (const name of ['header', 'nav', 'main', 'h1', '[aria-live]', '[role=status]', 'html[lang]']) {
    if (!document.querySelector(name)) found.push(`no ${name}`);
  }
  let level = 0;
  for (const each of document.querySelectorAll('h1, h2, h3')) {
    if (!each.checkVisibility()) continue;
    const own = Number(each.tagName[1]);
    if (own > level + 1) found.push(`skipped to ${each.tagName}: ${each.textContent}`);
    level = own;
  }
  const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
  for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) found.push(`twice: ${id}`);
  return found;
})()
