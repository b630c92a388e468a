package dev.mulkko.e2e.observer;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.observer.world.Change;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.AuditLog;
import dev.mulkko.testbed.cluster.User;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Watches a namespace with eyes of its own, puts every revision before every rule, and fails the
 * test at its end when one was broken. The work is done when somebody asks, so that it takes
 * nothing from a test that runs.
 */
public final class Observer implements AutoCloseable {

  private static final int VIOLATIONS_TOLD = 10;
  private static final int WRITES_TOLD = 15;
  private static final int LINES_TOLD = 80;

  private final String namespace;
  private final Supplier<List<ApiRequest>> writes;
  private final Recorder recorder;
  private final Review review = new Review();
  private final List<Violation> expected = new ArrayList<>();
  private final Set<String> givenUp = new HashSet<>();
  private Duration effort = Duration.ZERO;

  private Observer(Lab lab, String namespace, Supplier<List<ApiRequest>> writes) {
    this.namespace = namespace;
    this.writes = writes;
    this.recorder = new Recorder(lab.cluster().client(User.OBSERVER), namespace);
    recorder.untilNow().forEach(review::begin);
  }

  /** Returns when it sees the namespace; from then on it misses nothing. */
  public static Observer open(Lab lab, String namespace) {
    AuditLog log = lab.cluster().auditLog().of(namespace);
    return open(lab, namespace, () -> log.writes(_ -> true));
  }

  /**
   * The same where somebody has read the audit log already.
   *
   * @param writes all that were made in the namespace until it is asked, also refused ones
   */
  public static Observer open(Lab lab, String namespace, Supplier<List<ApiRequest>> writes) {
    return new Observer(lab, namespace, writes);
  }

  /**
   * What was broken until now, for a test that breaks a rule on purpose: it will not fail of it.
   */
  public synchronized List<Violation> expectedViolations() {
    catchUp();
    List<Violation> found = unexpected().toList();
    expected.addAll(found);
    return found;
  }

  /** From now on a rule is not asked any more: the test has broken it for good. */
  public synchronized void giveUp(String rule) {
    givenUp.add(rule);
  }

  /**
   * For the end of a test, while nothing happens any more.
   *
   * @throws AssertionError with the story when a rule was broken
   */
  public synchronized void assertNothingBroken() {
    catchUp();
    List<Violation> found =
        Stream.concat(unexpected(), review.atEnd().stream().filter(this::isAsked)).toList();
    if (!found.isEmpty()) {
      throw new AssertionError(report(found));
    }
  }

  private Stream<Violation> unexpected() {
    return review
        .violations()
        .filter(violation -> !expected.contains(violation))
        .filter(this::isAsked);
  }

  private boolean isAsked(Violation violation) {
    return !givenUp.contains(violation.rule());
  }

  private void catchUp() {
    Instant from = Instant.now();
    List<Change> changes = recorder.untilNow();
    // The log has a request before its sender has the answer; read after all kinds were listed, it
    // has all that were seen.
    Writers writers = Writers.of(writes.get());
    changes.forEach(change -> review.add(change, writers.of(change.revision())));
    effort = effort.plus(Duration.between(from, Instant.now()));
  }

  private String report(List<Violation> found) {
    int end = found.getFirst().line() + 1;
    List<String> story = review.story().lines();
    List<String> told =
        story.subList(Math.max(0, end - LINES_TOLD), Math.min(story.size(), end + LINES_TOLD / 4));
    return "%d violations in %d revisions of namespace %s%n%n%s%n%nthe story:%n%s%n%nthe operator's last writes:%n%s"
        .formatted(
            found.size(),
            review.revisions(),
            namespace,
            found.stream()
                .limit(VIOLATIONS_TOLD)
                .map(Violation::toString)
                .collect(Collectors.joining("\n")),
            String.join("\n", told),
            lastWrites());
  }

  private String lastWrites() {
    List<String> lines =
        writes.get().stream()
            .filter(ApiRequest.byUser(User.OPERATOR.userName()))
            .map(Observer::line)
            .toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - WRITES_TOLD), lines.size()));
  }

  private static String line(ApiRequest request) {
    return "  %s %s %s/%s %d %s"
        .formatted(
            request.time(),
            request.verb(),
            request.resource(),
            request.name(),
            request.code(),
            request.subresource());
  }

  /** What it did and what that took. */
  public synchronized String figures() {
    return "%d revisions in %d ms".formatted(review.revisions(), effort.toMillis());
  }

  /** Looks no more, and says nothing of what it saw. */
  public void stop() {
    recorder.close();
  }

  /** Fails the test of what was broken. */
  @Override
  public void close() {
    try (recorder) {
      assertNothingBroken();
    }
  }
}
