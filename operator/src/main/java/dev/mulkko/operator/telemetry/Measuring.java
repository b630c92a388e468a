package dev.mulkko.operator.telemetry;

import dev.mulkko.engine.model.Reading;
import dev.mulkko.engine.model.Sample;
import dev.mulkko.engine.plan.gate.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks beside the passes, so that none waits for a server. A pass takes the {@link #samples} that
 * are there, plans with them, hands over the questions that are due by {@link #ask}, and looks
 * again soon while it is {@link #waiting}. The last pass of a Rollout says {@link #forget}.
 *
 * <p>Of each metric of a Rollout at most one query is under way, and the newest answer is kept.
 */
public final class Measuring {

  /** Within this time the first questions of Rollouts are sent that begin at the same moment. */
  static final Duration SPREAD = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  private final MetricSource source;
  private final Later threads;

  /** By Rollout, then by metric. Guarded by this. */
  private final Map<String, Map<String, Metric>> rollouts = new HashMap<>();

  public Measuring(MetricSource source) {
    this(source, Measuring::start);
  }

  Measuring(MetricSource source, Later threads) {
    this.source = source;
    this.threads = threads;
  }

  /** Runs something after a while. */
  @FunctionalInterface
  interface Later {
    void run(Runnable query, Duration after);
  }

  private static void start(Runnable query, Duration after) {
    Thread.ofVirtual()
        .name("metrics")
        .start(
            () -> {
              LockSupport.parkNanos(after.toNanos());
              query.run();
            });
  }

  private record Metric(@Nullable Query underWay, @Nullable Sample last) {

    boolean asks(Question question) {
      return underWay != null && underWay.question.equals(question);
    }

    /** An answer to another text is none to this one. */
    Metric with(Query query) {
      boolean same = last != null && last.wording().equals(query.question.wording());
      return new Metric(query, same ? last : null);
    }
  }

  /** Not a record: the same question asked again is another query. */
  private static final class Query {
    private final String rollout;
    private final Question question;
    private final Instant at;

    /** While it is asked. */
    private @Nullable Thread thread;

    Query(String rollout, Question question, Instant at) {
      this.rollout = rollout;
      this.question = question;
      this.at = at;
    }

    Sample answered(Reading reading) {
      return new Sample(question.metric(), question.wording(), at, reading);
    }
  }

  /**
   * The newest answer of each metric that has one.
   *
   * @param rollout its namespace and name
   */
  public synchronized List<Sample> samples(String rollout) {
    return metrics(rollout).map(Metric::last).filter(Objects::nonNull).toList();
  }

  /** Whether a query of this Rollout is under way. */
  public synchronized boolean waiting(String rollout) {
    return metrics(rollout).anyMatch(metric -> metric.underWay != null);
  }

  /**
   * Sends what is due and returns at once; the first question of a metric in a moment of its
   * Rollout's own, so that those which begin together do not ask together for ever. A question that
   * is under way is not sent again; one with another text takes the place of the metric's old one,
   * whose answer is dropped.
   *
   * @param now when they are asked, as the samples will say
   * @param whenAnswered is run after each answer that is kept, by a thread of its own
   */
  public synchronized void ask(
      String rollout, List<Question> due, Instant now, Runnable whenAnswered) {
    for (Question question : due) {
      Map<String, Metric> metrics = rollouts.computeIfAbsent(rollout, _ -> new HashMap<>());
      Metric before = metrics.getOrDefault(question.metric(), new Metric(null, null));
      if (!before.asks(question)) {
        Duration after = before.last == null ? Phase.of(rollout, SPREAD) : Duration.ZERO;
        Query query = new Query(rollout, question, now.plus(after));
        leave(before);
        metrics.put(question.metric(), before.with(query));
        threads.run(() -> send(query, whenAnswered), after);
      }
    }
  }

  /** Drops what is known of a Rollout, and the answers that are still to come. */
  public synchronized void forget(String rollout) {
    metrics(rollout).forEach(Measuring::leave);
    rollouts.remove(rollout);
  }

  /** What waits for its turn need not be sent any more. */
  private static void leave(Metric metric) {
    Query query = metric.underWay;
    if (query != null && query.thread != null && query.thread != Thread.currentThread()) {
      query.thread.interrupt();
    }
  }

  private void send(Query query, Runnable whenAnswered) {
    Reading reading = new Reading.NoAnswer("the query failed in Mulkko: its log says why");
    try {
      if (begins(query)) {
        reading = source.ask(query.rollout, query.question);
      }
    } catch (RuntimeException e) {
      LOG.warn("metric {} of Rollout {} failed", query.question.metric(), query.rollout, e);
    } finally {
      if (kept(query, reading)) {
        whenAnswered.run();
      }
    }
  }

  private synchronized boolean begins(Query query) {
    query.thread = Thread.currentThread();
    return wanted(query);
  }

  private boolean wanted(Query query) {
    Metric metric = rollouts.getOrDefault(query.rollout, Map.of()).get(query.question.metric());
    return metric != null && metric.underWay == query;
  }

  private synchronized boolean kept(Query query, Reading reading) {
    query.thread = null;
    boolean wanted = wanted(query);
    Map<String, Metric> metrics = rollouts.get(query.rollout);
    if (wanted && metrics != null) {
      metrics.put(query.question.metric(), new Metric(null, query.answered(reading)));
    }
    return wanted;
  }

  private Stream<Metric> metrics(String rollout) {
    return rollouts.getOrDefault(rollout, Map.of()).values().stream();
  }
}
