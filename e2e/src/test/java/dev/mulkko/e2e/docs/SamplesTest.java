package dev.mulkko.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.OperatorProcess;
import dev.mulkko.e2e.Product;
import dev.mulkko.e2e.SharedLab;
import dev.mulkko.e2e.Wait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What users copy works: all beside each other on one cluster, each in a namespace of its own. */
@Tag("cluster")
final class SamplesTest {

  static final String NEXT = "v2";

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int STORY_LINES = 60;
  private static final Path FOLDER = Path.of("..", "samples");

  private static final Map<String, String> PROVIDERS =
      Map.of("MULKKO_SECRETS_NAMESPACE", Lab.SYSTEM, "MULKKO_PROVIDER_LOOPBACK", "Allow");

  /** Folders that others play: ComparisonTest, most tests of releases, IngressTest, GateTest. */
  private static final Set<String> PLAYED_BY_OTHERS =
      Set.of("canary-compare", "canary-httproute", "canary-ingress", "canary-metrics");

  /** By {@link LockSamplesTest}; and what is refused, by the linter and the API server. */
  private static final Set<String> NO_RELEASES = Set.of("deploy-lock", "invalid");

  @Test
  void everyFolderIsPlayedBySomebody() throws IOException {
    try (Stream<Path> folders = Files.list(FOLDER)) {
      assertThat(folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(
                      PLAYED_BY_OTHERS.stream(),
                      NO_RELEASES.stream(),
                      Stream.of(Sample.values()).map(Sample::folder).distinct())
                  .flatMap(folder -> folder)
                  .toList());
    }
  }

  @Test
  void everySampleComesToItsEnd() {
    Lab lab = SharedLab.lab();
    Product.applySecret(lab.client());
    List<Played> all = Stream.of(Sample.values()).map(sample -> new Played(lab, sample)).toList();
    List<String> namespaces = all.stream().map(Played::namespace).toList();
    try (Exporters exporters = new Exporters(lab.client(), told(all));
        OperatorProcess operator = OperatorProcess.in("samples", lab, PROVIDERS, namespaces)) {
      lab.cluster().scrape(exporters.address());
      operator.awaitReady();
      all.forEach(Played::open);
      each(operator, all, "is open", Played::isOpen);
      all.forEach(Played::attach);
      each(operator, all, "is attached", Played::isAttached);
      Consumer<Played> release = played -> played.release(NEXT);
      all.forEach(release);
      each(operator, all, "has come to its end", Played::hasEnded);
      assertThat(all)
          .allSatisfy(
              played ->
                  assertThat(played.sample().isComparedBy(played.comparedBy()))
                      .as("%s by %s", played.sample(), played.comparedBy())
                      .isTrue());
    } finally {
      all.forEach(Played::close);
    }
  }

  /** Those of which somebody has to tell what no app of ours, and no gateway here, does. */
  private static List<String> told(List<Played> all) {
    return all.stream().filter(played -> played.sample().isTold()).map(Played::namespace).toList();
  }

  /** All are looked at, so that nobody waits for an approval behind one that is slow. */
  private static void each(
      OperatorProcess operator, List<Played> all, String what, Predicate<Played> wanted) {
    try {
      Wait.until(
          LIMIT,
          "every sample " + what,
          Duration.ofMillis(500),
          () -> all.stream().filter(played -> !wanted.test(played)).toList().isEmpty());
    } catch (ConditionTimeoutException e) {
      String late =
          all.stream()
              .filter(played -> !wanted.test(played))
              .map(Played::story)
              .collect(Collectors.joining("\n"));
      throw new AssertionError(
          "not every sample %s:%n%s%nthe operator, last:%n%s"
              .formatted(what, late, operator.lastLines(STORY_LINES)),
          e);
    }
  }
}
