package dev.mulkko.e2e.observer.invariant;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.Transition;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/** I15. Of two processes that write, the one that is behind takes nothing back. */
public final class StepsGoForward implements Invariant {

  @Override
  public String name() {
    return "I15";
  }

  @Override
  public String sentence() {
    return "in one attempt no write takes back a step, an abort, a promotion or the number of attempts";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return Transition.byOperator(before, now)
        .flatMap(t -> Stream.concat(attempts(t), t.isOneAttempt() ? progress(t) : Stream.empty()));
  }

  private static Stream<String> attempts(Transition t) {
    long was = attempts(t.before());
    return attempts(t.now()) < was
        ? Stream.of("after attempt %d comes attempt %d".formatted(was, attempts(t.now())))
        : Stream.empty();
  }

  private static long attempts(Managed managed) {
    return managed.rollout().at("/status/attempts").asLong();
  }

  private static Stream<String> progress(Transition t) {
    int was = t.before().progress("stepIndex").asInt();
    int is = t.now().progress("stepIndex").asInt();
    Stream<String> step =
        is < was && !edited(t.now())
            ? Stream.of("after step %d comes step %d".formatted(was, is))
            : Stream.empty();
    Stream<String> taken =
        Stream.of("abort", "promotedAt")
            .filter(field -> !t.before().progress(field).isMissingNode())
            .filter(field -> t.now().progress(field).isMissingNode())
            .map("status.rollout.%s is taken back"::formatted);
    return Stream.concat(step, taken);
  }

  /** A person may write other steps in the middle. */
  static boolean edited(Managed managed) {
    return managed.rollout().at("/status/reason").asText().equals("StepsEdited");
  }
}
