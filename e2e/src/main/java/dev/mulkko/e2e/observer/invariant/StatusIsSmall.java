package dev.mulkko.e2e.observer.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.mulkko.e2e.observer.world.Managed;
import dev.mulkko.e2e.observer.world.World;
import java.util.stream.Stream;

/** I22. */
public final class StatusIsSmall implements Invariant {

  private static final int BYTES = 8 * 1024;

  @Override
  public String name() {
    return "I22";
  }

  @Override
  public String sentence() {
    return "the status of a Rollout is smaller than 8 KiB";
  }

  @Override
  public Stream<String> broken(World before, World now) {
    return now.rollouts()
        .filter(managed -> isWritten(before, managed))
        .filter(managed -> bytes(managed) >= BYTES)
        .map(managed -> "the status of %s has %d bytes".formatted(managed.name(), bytes(managed)));
  }

  private static boolean isWritten(World before, Managed managed) {
    return managed.in(before).filter(was -> was.rollout().equals(managed.rollout())).isEmpty();
  }

  private static int bytes(Managed managed) {
    return managed.rollout().path("status").toString().getBytes(UTF_8).length;
  }
}
