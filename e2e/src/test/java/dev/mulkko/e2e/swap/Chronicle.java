package dev.mulkko.e2e.swap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A pair at every etcd revision from the one at which this is opened: a watch leaves none out. */
final class Chronicle implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Pair pair;
  private final List<Moment> moments = new CopyOnWriteArrayList<>();
  private final List<String> breaks = new CopyOnWriteArrayList<>();
  private final Watch watch;

  Chronicle(Pair pair) {
    this.pair = pair;
    Moment first = pair.now();
    moments.add(first);
    watch =
        pair.apps
            .replicaSets()
            .watch(
                new ListOptionsBuilder().withResourceVersion(first.version()).build(), new Pen());
  }

  /** Until it has all that has happened. */
  void catchUp() {
    Wait.until(
        LIMIT,
        "the watch has caught up",
        () -> !breaks.isEmpty() || pair.now().all().equals(last().all()));
    assertThat(breaks).as("breaks of the watch, and deletions").isEmpty();
  }

  Moment last() {
    return moments.getLast();
  }

  /** What a revision was told to have, at each etcd revision. */
  List<Integer> sizes(String revision) {
    return moments.stream().map(moment -> moment.size(revision)).toList();
  }

  /** How many pods a revision was told to give up, all in all. */
  int givenUp(String revision) {
    List<Integer> sizes = sizes(revision);
    return IntStream.range(1, sizes.size())
        .map(i -> Math.max(0, sizes.get(i - 1) - sizes.get(i)))
        .sum();
  }

  boolean scaledWhileParked(String revision) {
    return moments.stream().flatMap(m -> m.parkedSize(revision).stream()).distinct().count() > 1;
  }

  String story() {
    return moments.stream().map(Moment::toString).collect(Collectors.joining("\n", "\n", "\n"));
  }

  @Override
  public void close() {
    watch.close();
  }

  private final class Pen implements Watcher<ReplicaSet> {

    @Override
    public void eventReceived(Action action, ReplicaSet rs) {
      switch (action) {
        case ADDED, MODIFIED -> moments.add(last().with(rs.getMetadata().getResourceVersion(), rs));
        default -> breaks.add(action + " " + rs.getMetadata().getName());
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      breaks.add(String.valueOf(cause.getMessage()));
    }
  }
}
