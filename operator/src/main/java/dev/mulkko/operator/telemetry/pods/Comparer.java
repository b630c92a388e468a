package dev.mulkko.operator.telemetry.pods;

import dev.mulkko.engine.judge.Evidence;
import dev.mulkko.engine.judge.Judge;
import dev.mulkko.engine.judge.Reading;
import dev.mulkko.engine.judge.Verdict;
import dev.mulkko.engine.model.Judged;
import dev.mulkko.engine.plan.gate.Comparing.Watch;
import dev.mulkko.kube.read.MetricTargets.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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

  /** Of two looks one may fail. */
  private static final int PATIENCE = 3;

  private final String rollout;
  private final PodReads reads;
  private final Clock clock;
  private final Runnable whenNews;
  private final Thread thread;
  private volatile Task task;
  private volatile @Nullable Judged judged;
  private @Nullable Evidence evidence;

  private record Task(Watch watch, List<Target> targets) {}

  private Comparer(String rollout, PodReads reads, Clock clock, Task task, Runnable whenNews) {
    this.rollout = rollout;
    this.reads = reads;
    this.clock = clock;
    this.task = task;
    this.whenNews = whenNews;
    this.thread = Thread.ofVirtual().name("compare " + rollout).unstarted(this::run);
  }

  static Comparer start(
      String rollout,
      PodReads reads,
      Clock clock,
      Watch watch,
      List<Target> targets,
      Runnable whenNews) {
    Comparer comparer = new Comparer(rollout, reads, clock, new Task(watch, targets), whenNews);
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
        Duration rest = interval().minus(Duration.between(begin, clock.instant()));
        Thread.sleep(rest.isPositive() ? rest : Duration.ZERO);
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
      evidence = null;
      LOG.error("a look at {} failed by a fault of ours", rollout, e);
    }
  }

  private void look(Task now, Instant begin) throws InterruptedException {
    Judge judge = now.watch.comparison().judge();
    Evidence known = placed(judge, now.watch);
    if (known == null) {
      return;
    }
    Reading reading =
        new Reading(
            begin,
            interval().multipliedBy(PATIENCE),
            reads.counters(now.targets, now.watch.comparison().path(), clock),
            now.targets.stream().map(Target::pod).collect(Collectors.toSet()));
    Evidence next = judge.fold(known, reading);
    evidence = next;
    tell(now.watch, judge.verdict(next, clock.instant()), judge, next);
  }

  /** At the present step; null before the first one. */
  private @Nullable Evidence placed(Judge judge, Watch watch) {
    Evidence known = evidence;
    Evidence.Step step = watch.step().orElse(null);
    if (known == null) {
      return step == null ? null : judge.resume(step, watch.kept(), Map.of());
    }
    return step == null || step.equals(known.step()) ? known : judge.next(known, step);
  }

  private void tell(Watch watch, Verdict verdict, Judge judge, Evidence of) {
    Judged before = judged;
    Judged now =
        new Judged(watch.canary(), watch.startedAt(), of.step().since(), verdict, judge.keep(of));
    judged = now;
    if (before == null || !kind(before.verdict()).equals(kind(verdict))) {
      LOG.info("{} compared: {}", rollout, verdict.sentence());
      whenNews.run();
    }
  }

  /** Other numbers are no news. */
  private static List<Object> kind(Verdict verdict) {
    return verdict instanceof Verdict.Undecided undecided
        ? List.of(
            Verdict.Undecided.class,
            undecided.guard().<Object>map(Object::getClass).orElse(""),
            undecided.mayPass())
        : List.of(verdict.getClass());
  }

  private Duration interval() {
    return task.watch
        .step()
        .filter(step -> step.since().plus(YOUNG).isBefore(clock.instant()))
        .map(_ -> SELDOM)
        .orElse(OFTEN);
  }
}
