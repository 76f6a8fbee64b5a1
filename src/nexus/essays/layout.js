// Places boxes and lines from left (premises) to right (conclusions). dagre finds columns and
// rows; lines then run level through a column of boxes and bend only in the gaps between columns.
const BOX = { width: 164, line: 17, head: 22, foot: 8 };
const JOINT = { width: 12, height: 40 };

function arrange(whole, shown, extras, linesOf) {
  const { graph, lines } = placed(whole, shown, extras.filter((link) => shown.has(link.from_id) && shown.has(link.to_id)), linesOf);
  const nodes = new Map(graph.nodes().map((id) => [id, graph.node(id)]));
  const columns = columnsOf([...nodes.values()].filter((node) => !node.joint));
  spread(lines, nodes);
  lines.forEach((line) => { line.path = route(line, graph.edge(line.edge).points, nodes, columns); });
  const size = graph.graph();
  return { nodes, lines, width: size.width, height: size.height };
}

function placed(whole, shown, extras, linesOf) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", nodesep: 14, edgesep: 10, ranksep: 17, marginx: 12, marginy: 12, ranker: "network-simplex" });
  graph.setDefaultEdgeLabel(() => ({}));
  const lines = [];
  const add = (from, to, relation, minlen) => {
    const name = `${relation} ${from} ${to}`;
    lines.push({ from, to, relation, name, minlen, edge: { v: from, w: to, name } });
  };
  const joints = [];
  whole.reasons.forEach((reason, at) => {
    if (!shown.has(reason.conclusion) || !reason.premises.every((one) => shown.has(one))) return;
    if (reason.premises.length === 1) { add(reason.premises[0], reason.conclusion, "supports", 2); return; }
    const joint = `joint-${at}`;
    joints.push(joint);
    reason.premises.forEach((one) => add(one, joint, "joint", 1));
    add(joint, reason.conclusion, "supports", 1);
  });
  for (const [id, needed] of Object.entries(whole.needs)) {
    for (const one of needed) if (shown.has(id) && shown.has(one)) add(one, id, "needed", 2);
  }
  for (const link of extras) add(link.from_id, link.to_id, link.relation, 2);
  // A box is as tall as its words need, and as the lines that meet at one of its sides.
  for (const id of whole.claims.filter((one) => shown.has(one))) {
    const words = linesOf(id);
    const most = Math.max(...["from", "to"].map((end) => lines.filter((line) => line[end] === id).length));
    graph.setNode(id, { width: BOX.width, height: Math.max(BOX.head + BOX.line * words.length + BOX.foot, 12 + 10 * most), words });
  }
  joints.forEach((joint) => graph.setNode(joint, { ...JOINT, joint: true }));
  for (const { edge, relation, minlen, name } of lines) {
    graph.setEdge(edge.v, edge.w, { minlen, weight: relation === "supports" || relation === "joint" ? 3 : 1 }, name);
  }
  dagre.layout(graph);
  return { graph, lines };
}

function columnsOf(boxes) {
  const centres = [...new Set(boxes.map((box) => Math.round(box.x)))].sort((a, b) => a - b);
  return centres.map((x) => ({ left: x - BOX.width / 2, right: x + BOX.width / 2 }));
}

// Lines that meet at one side of a box keep apart, in the order in which they come.
function spread(lines, nodes) {
  const sides = new Map();
  const put = (id, side, line, other) => {
    const key = `${id} ${side}`;
    sides.set(key, [...(sides.get(key) || []), { line, side, y: nodes.get(other).y }]);
  };
  for (const line of lines) {
    const forward = nodes.get(line.from).x < nodes.get(line.to).x;
    line.forward = forward;
    put(line.from, forward ? "out" : "back-out", line, line.to);
    put(line.to, forward ? "in" : "back-in", line, line.from);
  }
  const groups = new Map();
  for (const [key, ends] of sides) {
    const [id, side] = key.split(" ");
    const face = `${id} ${side === "out" || side === "back-in" ? "right" : "left"}`;
    groups.set(face, [...(groups.get(face) || []), ...ends.map((end) => ({ ...end, id }))]);
  }
  for (const ends of groups.values()) {
    const node = nodes.get(ends[0].id);
    ends.sort((a, b) => a.y - b.y || (a.line.name < b.line.name ? -1 : 1));
    ends.forEach((end, at) => {
      const y = node.y + (node.height - 12) * ((at + 1) / (ends.length + 1) - 0.5);
      end.line[end.side.endsWith("out") ? "startY" : "endY"] = y;
    });
  }
}

function route(line, points, nodes, columns) {
  const from = nodes.get(line.from), to = nodes.get(line.to);
  const way = line.forward ? 1 : -1;
  const start = { x: from.x + way * from.width / 2, y: line.startY };
  const end = { x: to.x - way * to.width / 2, y: line.endY };
  const steps = [start];
  for (const column of line.forward ? columns : [...columns].reverse()) {
    const [near, far] = line.forward ? [column.left, column.right] : [column.right, column.left];
    if ((near - start.x) * way <= 0.5 || (end.x - far) * way <= 0.5) continue;
    const y = heightAt(points, (near + far) / 2);
    steps.push({ x: near, y }, { x: far, y });
  }
  steps.push(end);
  return steps;
}

// The height at which dagre leads a line through a column.
function heightAt(points, x) {
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const after = sorted.findIndex((point) => point.x >= x);
  if (after <= 0) return sorted[after === 0 ? 0 : sorted.length - 1].y;
  const a = sorted[after - 1], b = sorted[after];
  return Math.abs(b.x - x) < 1 ? b.y : a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x);
}

// Level within a column, bent in a gap.
function curve(steps) {
  return steps.map((point, at) => {
    if (!at) return `M${point.x},${point.y}`;
    const before = steps[at - 1];
    if (Math.abs(before.y - point.y) < 0.5) return `L${point.x},${point.y}`;
    const middle = (before.x + point.x) / 2;
    return `C${middle},${before.y} ${middle},${point.y} ${point.x},${point.y}`;
  }).join("");
}
