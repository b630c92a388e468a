package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One change of hands of a pair.
 *
 * @param to the revision that the Deployment has to own in the end
 * @param fewest the smallest {@code spec.replicas} that there is in the course of it
 * @param before the pods as they were, by revision
 */
record Trial(
    Pair pair, String to, int fewest, Map<String, Set<String>> before, Chronicle chronicle) {

  /** What was wrong with it when all was quiet. */
  record Verdict(Set<Fault> faults, String story) {

    void assertFaultless() {
      assertThat(faults).as(story).isEmpty();
    }
  }

  /**
   * Makes a change and waits until all is quiet.
   *
   * @param asked the smallest number of replicas that the change asks for
   */
  static Verdict of(Pair pair, String to, int asked, Runnable change) {
    int fewest = Math.min(asked, pair.apps.replicas());
    try (Chronicle chronicle = new Chronicle(pair)) {
      Trial trial = new Trial(pair, to, fewest, pair.pods(), chronicle);
      change.run();
      pair.settle();
      chronicle.catchUp();
      return trial.verdict();
    }
  }

  private Verdict verdict() {
    Set<Fault> faults =
        Arrays.stream(Fault.values())
            .filter(this::has)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fault.class)));
    return new Verdict(faults, chronicle.story());
  }

  private boolean has(Fault fault) {
    return switch (fault) {
      case WRONG_OWNED -> !chronicle.last().owned().equals(List.of(to));
      case WRONG_SIZE -> chronicle.last().size(to) != pair.apps.replicas();
      case PARKED_SCALED -> revisions().anyMatch(chronicle::scaledWhileParked);
      case SHRUNK -> revisions().anyMatch(this::shrunk);
      case PODS_LOST -> revisions().anyMatch(this::lostPods);
    };
  }

  private Stream<String> revisions() {
    return chronicle.last().all().keySet().stream();
  }

  private boolean shrunk(String revision) {
    List<Integer> sizes = chronicle.sizes(revision);
    return Collections.min(sizes) < Math.min(sizes.getFirst(), fewest);
  }

  private boolean lostPods(String revision) {
    Set<String> lost = new HashSet<>(before.getOrDefault(revision, Set.of()));
    lost.removeAll(pair.pods().getOrDefault(revision, Set.of()));
    return lost.size() > chronicle.givenUp(revision);
  }
}
