package dev.mulkko.kube.route;

import dev.mulkko.engine.model.Match;
import dev.mulkko.engine.model.Sticky;
import dev.mulkko.engine.plan.Action.NameRevisions;
import dev.mulkko.engine.plan.Action.SplitRoute;
import dev.mulkko.engine.plan.Observation.Route;
import dev.mulkko.kube.Request;
import java.util.List;

/** One route of the user, with whatever was made beside it: read, and written by one request. */
public interface Router {

  /** As people call it: {@code HTTPRoute shop}. */
  String name();

  /** Where it sends the traffic of the Service, and whether a data plane is seen to carry that. */
  Route observed();

  /** Why it cannot be shifted, as sentences. */
  List<String> objections();

  /** Why it cannot send these requests to one version, although its kind can, as sentences. */
  default List<String> objectionsTo(Match match) {
    return List.of();
  }

  /**
   * Why it cannot let clients stay, although its kind can, as sentences.
   *
   * @param matching whether a step sends it some requests alone as well
   */
  default List<String> objectionsTo(Sticky sticky, boolean matching) {
    return List.of();
  }

  /** Why it cannot send copies of so many requests, although its kind can, as sentences. */
  default List<String> objectionsToMirror(int percent) {
    return List.of();
  }

  /** Names two revisions beside the Service; only asked of one that can. */
  default Request name(NameRevisions names) {
    throw new IllegalStateException(name() + " cannot name what gets nothing");
  }

  /** Gives two revisions their shares. */
  Request split(SplitRoute split);

  /** Gives it back the form that its user wrote. */
  Request restore();
}
