// The way a token takes: along drawn sequence flows, from one element to another.
const isFlow = (connection) => connection.type === "bpmn:SequenceFlow";
const STAGE_COST = 50; // a way through another stage is taken only where there is no other

function leaving(shape) {
  const attached = shape.attachers?.flatMap((event) => event.outgoing.filter(isFlow)) ?? [];
  return [...shape.outgoing.filter(isFlow), ...attached];
}

/** The sequence flows of the cheapest way between two shapes, or [] when the picture has none. */
export function flowsBetween(from, to) {
  const best = new Map([[from, { cost: 0, flows: [] }]]);
  const open = new Set([from]);
  while (open.size) {
    const shape = [...open].reduce((a, b) => (best.get(a).cost <= best.get(b).cost ? a : b));
    if (shape === to && best.get(to).flows.length) break;
    open.delete(shape);
    const { cost, flows } = best.get(shape);
    for (const flow of leaving(shape)) {
      const next = flow.target;
      const price = cost + 1 + (next !== to && next.type === "bpmn:UserTask" ? STAGE_COST : 0);
      const known = next === from ? null : best.get(next);
      if (next === from || (known && known.cost <= price)) continue;
      best.set(next, { cost: price, flows: [...flows, flow] });
      open.add(next);
    }
  }
  return best.get(to)?.flows ?? [];
}

export const pointsOf = (flows) => flows.flatMap((flow) => flow.waypoints.map(({ x, y }) => ({ x, y })));

/** A polyline as a function of the part travelled: 0 is its start, 1 its end. */
export function along(points) {
  const lengths = points.slice(1).map((p, i) => Math.hypot(p.x - points[i].x, p.y - points[i].y));
  const whole = lengths.reduce((a, b) => a + b, 0);
  const at = (part) => {
    let left = Math.min(Math.max(part, 0), 1) * whole;
    for (let i = 0; i < lengths.length; i++) {
      if (left <= lengths[i] && lengths[i] > 0) {
        const share = left / lengths[i];
        const [a, b] = [points[i], points[i + 1]];
        return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share };
      }
      left -= lengths[i];
    }
    return points.at(-1);
  };
  return { at, length: whole };
}
