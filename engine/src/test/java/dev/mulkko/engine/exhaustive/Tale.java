package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.exhaustive.Moves.Move;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.plan.Observation.Shape;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How something that must not be came to be, as a story: who did what, and what was so after it.
 *
 * @param moral what must not be
 */
record Tale(String moral, World first, List<Move> moves) {

  @Override
  public String toString() {
    StringBuilder told = new StringBuilder(moral).append('\n');
    told.append("      in the beginning: ").append(state(first)).append('\n');
    World before = first;
    for (int i = 0; i < moves.size(); i++) {
      Move move = moves.get(i);
      told.append("%4d  %s\n".formatted(i + 1, Names.in(before, move.words())));
      told.append("        ").append(state(move.after())).append('\n');
      before = move.after();
    }
    return told.toString();
  }

  private static String state(World w) {
    Deployment d = w.deployment();
    StringBuilder text = new StringBuilder();
    text.append(d.replicas()).append(" x ").append(d.template().canonical());
    text.append(d.paused() ? " paused" : "").append(d.status().observed() ? "" : " unobserved");
    w.sets().forEach(rs -> text.append("; ").append(rs));
    text.append("; Service ")
        .append(
            w.service().pin() == null ? "" : "pinned to " + Names.of(w, w.service().pin()) + " ");
    text.append(counts(w, w.service().endpoints()));
    w.service().leaving().forEach(one -> text.append(" and late ").append(Names.of(w, one)));
    if (!w.backends().isEmpty()) {
      text.append("; revision Services ").append(counts(w, w.backends()));
    }
    text.append("; route ").append(route(w));
    text.append(w.route().accepted() ? "" : " not accepted");
    text.append(w.route().settled() ? "" : " not settled");
    text.append("; ").append(rollout(w));
    return text.toString();
  }

  private static String route(World w) {
    return w.route().shape() instanceof Shape.Split split ? counts(w, split.weights()) : "home";
  }

  private static String counts(World w, Map<String, Integer> all) {
    Map<String, Integer> named = new TreeMap<>();
    all.forEach((revision, count) -> named.put(Names.of(w, revision), count));
    return named.toString();
  }

  private static String rollout(World w) {
    Progress p = w.memory().progress();
    String asked = w.rollout().asked().map(verb -> ", asked to " + verb).orElse("");
    String life = w.rollout().life() + (w.rollout().claimed() ? " claimed" : "");
    if (p == null) {
      return life + " at rest with " + Names.of(w, w.memory().stable()) + asked;
    }
    return "%s %s %s at step %d%s%s%s%s"
        .formatted(
            life,
            p.abort() == null ? "brings" : "takes back",
            Names.of(w, p.canary()),
            p.step().index(),
            p.verified() == null ? "" : ", verified " + Names.in(w, p.verified().what()),
            p.promotedAt() == null ? "" : ", promoted",
            p.abort() == null ? "" : ", " + p.abort().reason(),
            asked);
  }
}
