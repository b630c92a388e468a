package dev.mulkko.operator.telemetry.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.mulkko.engine.judge.Hearing;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Comparison.OwnCounters;
import dev.mulkko.engine.model.Comparison.Source;
import dev.mulkko.operator.telemetry.Teller.Heard;
import dev.mulkko.operator.telemetry.prometheus.Faults.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** A server says this to a question for counters: it proves nothing, and is said. */
class CountersFaultTest {

  /** Never reached. */
  private static final Duration AMPLE = Duration.ofMinutes(1);

  private static final Clock CLOCK = Clock.fixed(Faults.NOW, ZoneOffset.UTC);

  private final Logger logger = (Logger) LoggerFactory.getLogger("mulkko");
  private @Nullable Level level;
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeEach
  void listen() {
    log.start();
    level = logger.getLevel();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(log);
  }

  @AfterEach
  void stop() {
    logger.detachAppender(log);
    logger.setAdditive(true);
    logger.setLevel(level);
  }

  /** Every source that a server is asked for, and how it calls itself. */
  private enum Asker {
    Prometheus,
    Traefik,
    IngressNginx,
    Envoy,
    Istio,
    Counters;

    PrometheusCounters of(PrometheusApi api) {
      return switch (this) {
        case Prometheus -> PrometheusCounters.ofPods(api, "shop/web", "shop");
        case Counters ->
            PrometheusCounters.ofOwn(
                api,
                "shop/web",
                "shop",
                new OwnCounters("all{pod=~\"$(pods)\"}", "bad{pod=~\"$(pods)\"}"));
        case Traefik, IngressNginx, Envoy, Istio ->
            PrometheusCounters.ofGateway(api, "shop/web", "shop", Source.valueOf(name()));
      };
    }

    String words() {
      return this == IngressNginx ? "ingress-nginx" : name();
    }
  }

  /** No answer of the table is one of counters, but that nobody has any. */
  static Stream<Row> rows() {
    return Faults.rows().filter(row -> !row.name().equals("a matrix"));
  }

  @Test
  void theTableHasRowsOfAllKinds() {
    assertThat(rows()).hasSizeGreaterThan(50);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void noFaultIsACountOrAVerdict(Row row) throws Exception {
    for (Asker asker : Asker.values()) {
      try (ScriptedServer server = ScriptedServer.that(row.server());
          PrometheusApi api = Apis.within(AMPLE, server.address(), CLOCK)) {
        Heard heard = asker.of(api).hear(Looked.ASKED);
        assertThat(heard.told()).isEmpty();
        assertThat(heard.from()).startsWith(asker.words() + ": ").hasSizeGreaterThan(20);
        assertThat(server.requests()).as("no more is asked after a fault").hasSize(1);
        assertThat(verdict(heard))
            .isInstanceOfSatisfying(
                Verdict.Undecided.class,
                undecided -> {
                  assertThat(undecided.guard()).isPresent();
                  assertThat(undecided.mayPass()).isFalse();
                });
      }
    }
  }

  private static Verdict verdict(Heard heard) {
    return Looked.ASKED
        .watch()
        .comparison()
        .trial(Looked.STEP, List.of())
        .and(new Hearing(Faults.NOW, heard.patience(), heard.told(), heard.due()))
        .verdict(Faults.NOW);
  }

  static Stream<Row> refusals() {
    return Stream.concat(Faults.refusals(), Faults.statuses());
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void whatARefusalSaysIsSaidInTheSameWords(Row row) throws Exception {
    for (Asker asker : Asker.values()) {
      try (ScriptedServer server = ScriptedServer.that(row.server());
          PrometheusApi api = Apis.within(AMPLE, server.address(), CLOCK)) {
        assertThat(asker.of(api).hear(Looked.ASKED).from()).contains(row.words());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aPastThatIsNotToldIsNoneAndThatIsLogged(Row row) throws Exception {
    for (Asker asker : Asker.values()) {
      log.list.clear();
      try (ScriptedServer server = ScriptedServer.that(row.server());
          PrometheusApi api = Apis.within(AMPLE, server.address(), CLOCK)) {
        assertThat(asker.of(api).past(Looked.ASKED)).isEmpty();
      }
      assertThat(log.list)
          .extracting(ILoggingEvent::getFormattedMessage)
          .anyMatch(line -> line.startsWith("shop/web does not know how stable fared before: "));
    }
  }
}
