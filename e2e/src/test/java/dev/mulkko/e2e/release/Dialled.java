package dev.mulkko.e2e.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Wait;
import dev.mulkko.testbed.load.LoadClient;
import dev.mulkko.testbed.load.LoadOptions;
import dev.mulkko.testbed.load.LoadReport;
import dev.mulkko.testbed.load.LoadRun;
import dev.mulkko.testbed.load.LoadStats;
import dev.mulkko.testbed.load.Outcome;
import dev.mulkko.testbed.load.RequestRecord;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** A Service that is dialled at its own address, with a connection for each of many requests. */
record Dialled(LoadRun run) implements AutoCloseable {

  private static final int RATE = 100;

  /** The Service that clients use. */
  static Dialled shop(Stage stage) {
    return new Dialled(start(stage.shop.directLoad(file(stage, "dialled"), RATE)));
  }

  /** Another Service of the namespace, which is less busy. */
  static Dialled other(Stage stage, String service) {
    String address =
        stage
            .lab
            .client()
            .services()
            .inNamespace(stage.shop.namespace())
            .withName(service)
            .get()
            .getSpec()
            .getClusterIP();
    return new Dialled(
        start(
            LoadOptions.to(URI.create("http://" + address), stage.lab.file(file(stage, "preview")))
                .withoutKeepAlive()));
  }

  private static String file(Stage stage, String which) {
    return "%s-%s.csv".formatted(stage.shop.namespace(), which);
  }

  private static LoadRun start(LoadOptions options) {
    return LoadClient.start(options.withDuration(Duration.ofMinutes(15)));
  }

  /** Returns when so many more requests than now have ended. */
  void awaitMore(int count) {
    long enough = run.stats().sent() + count;
    Wait.until(Stage.LIMIT, count + " more requests", () -> run.stats().sent() >= enough);
  }

  long answeredBy(String version) {
    return run.stats().answeredBy(version);
  }

  LoadReport stop() {
    return run.stop();
  }

  @Override
  public void close() {
    run.close();
  }

  /** When the first answer of a version ended; {@link Instant#MAX} without any. */
  static Instant firstEnd(LoadReport report, String version) {
    return Extremes.of(report, version, RequestRecord::ended).first;
  }

  /** When the last request that a version answered was due; {@link Instant#MIN} without any. */
  static Instant lastDue(LoadReport report, String version) {
    return Extremes.of(report, version, RequestRecord::scheduled).last;
  }

  private static final class Extremes {
    private Instant first = Instant.MAX;
    private Instant last = Instant.MIN;

    static Extremes of(
        LoadReport report, String version, Function<RequestRecord, Instant> instant) {
      Extremes extremes = new Extremes();
      report.forEach(
          request -> {
            if (request.outcome() instanceof Outcome.Answered answered
                && answered.version().equals(version)) {
              extremes.add(instant.apply(request));
            }
          });
      return extremes;
    }

    private void add(Instant at) {
      first = at.isBefore(first) ? at : first;
      last = at.isAfter(last) ? at : last;
    }
  }

  /** Of all that was sent, here and by the stage's clients, each was answered and handled once. */
  static void assertNoneLostOrRepeated(Answers answers, LoadReport... reports) {
    answers.assertNoneLost(answers.all());
    Map<String, Long> answered = new TreeMap<>(answers.all().answered());
    for (LoadStats stats : Stream.of(reports).map(LoadReport::all).toList()) {
      assertThat(stats.sent()).as("sent to the Service").isPositive();
      assertThat(stats.lost())
          .as(() -> stats.lostBy() + " " + stats.firstLosses() + answers.story().get())
          .isZero();
      stats.answered().forEach((version, count) -> answered.merge(version, count, Long::sum));
    }
    assertThat(answers.handled()).as("what the app counted").isEqualTo(answered);
  }
}
