// What lies on what on a drawn map: boxes, words, lines over boxes, ends on ends.
root => {
  const svg = root.querySelector('.nx-map svg');
  const number = (rect, name) => Number(rect.getAttribute(name));
  const boxes = [...svg.querySelectorAll('[data-claim]')].map(group => {
    const rect = group.querySelector('rect');
    return { id: group.dataset.claim, group, x: number(rect, 'x'), y: number(rect, 'y'),
      right: number(rect, 'x') + number(rect, 'width'), foot: number(rect, 'y') + number(rect, 'height') };
  });
  const faults = [];
  boxes.forEach((a, at) => boxes.slice(at + 1).forEach(b => {
    if (a.x < b.right && b.x < a.right && a.y < b.foot && b.y < a.foot) faults.push(`${a.id} on ${b.id}`);
  }));
  for (const box of boxes) {
    const texts = [...box.group.querySelectorAll('text')].map(text => text.getBBox());
    texts.forEach((text, at) => {
      if (text.x < box.x || text.x + text.width > box.right || text.y < box.y || text.y + text.height > box.foot) faults.push(`words out of ${box.id}`);
      texts.slice(at + 1).forEach(other => {
        if (text.x < other.x + other.width && other.x < text.x + text.width && text.y + 3 < other.y + other.height - 3 && other.y + 3 < text.y + text.height - 3) faults.push(`words on words in ${box.id}`);
      });
    });
  }
  const ends = new Map();
  for (const edge of svg.querySelectorAll('.nx-edge')) {
    const [, from, to] = edge.dataset.edge.split(' ');
    const length = edge.getTotalLength();
    for (let at = 0; at <= length; at += 3) {
      const point = edge.getPointAtLength(at);
      const over = boxes.find(box => box.id !== from && box.id !== to && point.x > box.x + 1 && point.x < box.right - 1 && point.y > box.y + 1 && point.y < box.foot - 1);
      if (over) { faults.push(`${edge.dataset.edge} over ${over.id}`); break; }
    }
    const end = edge.getPointAtLength(length);
    const place = `${Math.round(end.x)} ${Math.round(end.y)}`;
    if (ends.has(place)) faults.push(`${edge.dataset.edge} ends where ${ends.get(place)} does`);
    ends.set(place, edge.dataset.edge);
  }
  return { faults, boxes: boxes.length, edges: ends.size };
}
