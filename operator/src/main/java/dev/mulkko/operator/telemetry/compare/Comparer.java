package dev.mulkko.operator.telemetry.compare;

import dev.mulkko.engine.judge.Evidence.Step;
import dev.mulkko.engine.judge.Hearing;
import dev.mulkko.engine.judge.Trial;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Counted;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import dev.mulkko.operator.telemetry.Phase;
import dev.mulkko.operator.telemetry.Teller.Asked;
import dev.mulkko.operator.telemetry.Teller.Heard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at one rollout of one canary until it is stopped. All but the latest verdict is known to
 * its own thread alone.
 */
final class Comparer {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** While a step is young, a failure is found by the next look. */
  private static final Duration YOUNG = Duration.ofMinutes(2);

  private static final Duration OFTEN = Duration.ofSeconds(1);
  private static final Duration SELDOM = Duration.ofSeconds(5);

  private final String rollout;
  private final Voices voices;
  private final Clock clock;
  private final Runnable whenNews;
  private final Thread thread;
  private final Lateness lateness = new Lateness();
  private volatile Task task;
  private volatile @Nullable Judged judged;
  private @Nullable Trial trial;
  private @Nullable Recall recall;

  private record Task(Watch watch, List<Target> targets) {}

  private Comparer(String rollout, Voices voices, Clock clock, Task task, Runnable whenNews) {
    this.rollout = rollout;
    this.voices = voices;
    this.clock = clock;
    this.task = task;
    this.whenNews = whenNews;
    this.thread = Thread.ofVirtual().name("compare " + rollout).unstarted(this::run);
  }

  static Comparer start(
      String rollout,
      Voices voices,
      Clock clock,
      Watch watch,
      List<Target> targets,
      Runnable whenNews) {
    Comparer comparer = new Comparer(rollout, voices, clock, new Task(watch, targets), whenNews);
    comparer.thread.start();
    return comparer;
  }

  boolean isOf(Watch watch) {
    Watch mine = task.watch;
    return mine.canary().equals(watch.canary())
        && mine.stable().equals(watch.stable())
        && mine.startedAt().equals(watch.startedAt())
        && mine.comparison().equals(watch.comparison());
  }

  void follow(Watch watch, List<Target> targets) {
    task = new Task(watch, targets);
  }

  Optional<Judged> judged() {
    return Optional.ofNullable(judged);
  }

  void stop() {
    thread.interrupt();
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        Instant begin = clock.instant();
        lookOrForget(begin);
        Thread.sleep(Phase.rest(rollout, interval(), begin, clock.instant()));
      }
    } catch (InterruptedException e) {
      // It was stopped.
    }
  }

  /** A verdict that nobody keeps up would go on to promote: after a fault there is none. */
  private void lookOrForget(Instant begin) throws InterruptedException {
    try {
      look(task, begin);
    } catch (RuntimeException e) {
      judged = null;
      trial = null;
      LOG.error("a look at {} failed by a fault of ours", rollout, e);
    }
  }

  private void look(Task now, Instant begin) throws InterruptedException {
    Trial known = placed(now.watch);
    if (known == null) {
      return;
    }
    Asked asked = asked(now, known.edges());
    Heard heard = voices.teller().hear(asked);
    Duration patience =
        lateness.patience(heard.patience(), asked.interval(), begin, clock.instant());
    Hearing hearing = new Hearing(begin, patience, heard.told(), heard.due());
    Trial next = remembering(known.and(hearing), now);
    trial = next;
    tell(now.watch, next, heard.from());
  }

  /** At the present step; null before the first one. */
  private @Nullable Trial placed(Watch watch) {
    Trial known = trial;
    Step step = watch.step().orElse(null);
    if (known != null) {
      return step == null ? known : known.at(step);
    }
    return step == null ? null : watch.comparison().trial(step, watch.kept());
  }

  private Asked asked(Task now, @Nullable List<Double> edges) {
    return new Asked(now.watch, now.targets, Optional.ofNullable(edges), interval());
  }

  /** The past is asked for once, when it is known of what. */
  private Trial remembering(Trial next, Task now) throws InterruptedException {
    if (recall == null && next.edges() != null) {
      recall = Recall.begin(voices.archive(), asked(now, next.edges()));
    }
    return recall == null ? next : recall.take().map(next::remembering).orElse(next);
  }

  private void tell(Watch watch, Trial of, String from) {
    Judged before = judged;
    Verdict verdict = of.verdict(clock.instant());
    judged =
        new Judged(
            watch.canary(),
            watch.startedAt(),
            of.evidence().step().since(),
            verdict,
            new Counted(from, of.keep()));
    if (before == null || !kind(before).equals(kind(judged))) {
      LOG.info("{} compared by {}, from {}: {}", rollout, of.what(), from, verdict.sentence());
      whenNews.run();
    }
  }

  /** Other numbers are no news. */
  private static List<Object> kind(@Nullable Judged judged) {
    if (judged == null) {
      return List.of();
    }
    List<Object> from = List.of(Optional.ofNullable(judged.counted().from()));
    return judged.verdict() instanceof Verdict.Undecided undecided
        ? List.of(
            from,
            Verdict.Undecided.class,
            undecided.guard().<Object>map(Object::getClass).orElse(""),
            undecided.mayPass())
        : List.of(from, judged.verdict().getClass());
  }

  private Duration interval() {
    boolean young =
        task.watch
            .step()
            .filter(step -> step.since().plus(YOUNG).isBefore(clock.instant()))
            .isEmpty();
    return voices.teller().interval(young ? OFTEN : SELDOM);
  }
}
