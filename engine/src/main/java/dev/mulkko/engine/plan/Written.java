package dev.mulkko.engine.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a process wrote last on each object of a Rollout. Forgetting it is harmless: then a repair
 * is not known as one.
 */
public record Written(Map<String, Write> last) {

  /** One write that the server took. */
  public record Write(Action action, Instant at) {}

  public Written {
    last = Map.copyOf(last);
  }

  public static Written nothing() {
    return new Written(Map.of());
  }

  /** With one write more. */
  public Written and(Action action, Instant now) {
    Map<String, Write> next = new HashMap<>(last);
    next.put(object(action), new Write(action, now));
    return new Written(next);
  }

  /** When this very thing was written, if nothing else was written on its object since. */
  public Optional<Instant> lastly(Action action) {
    return Optional.ofNullable(last.get(object(action)))
        .filter(write -> write.action().equals(action))
        .map(Write::at);
  }

  private static String object(Action action) {
    return switch (action) {
      case Action.Claim _, Action.Release _ -> "Rollout";
      case Action.Pause _, Action.Resume _, Action.Unmark _ -> "Deployment";
      case Action.Pin _ -> "Service";
      case Action.PinPreview _ -> "preview";
      case Action.CreateReplicaSet(var revision, _) -> set(revision);
      case Action.Scale(var revision, _) -> set(revision);
      case Action.Park(var revision) -> set(revision);
      case Action.Adopt(var revision) -> set(revision);
      case Action.GiveBack(var revision) -> set(revision);
      case Action.DeleteReplicaSet(var revision) -> set(revision);
      case Action.CreateBackend(var revision) -> backend(revision);
      case Action.DeleteBackend(var revision) -> backend(revision);
      case Action.NameRevisions(var route, _, _) -> route;
      case Action.SplitRoute split -> split.route();
      case Action.RestoreRoute(var route) -> route;
      case Action.Answer(var name, _, _) -> "RolloutAction " + name;
      case Action.OpenRecord _, Action.AddToRecord _, Action.CloseRecord _ -> "record";
    };
  }

  private static String set(String revision) {
    return "ReplicaSet " + revision;
  }

  private static String backend(String revision) {
    return "backend " + revision;
  }
}
