package dev.mulkko.operator;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.Planner;
import dev.mulkko.engine.plan.LetGo;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.gate.Comparing;
import dev.mulkko.engine.plan.gate.Questions;
import dev.mulkko.engine.plan.probe.Looks;
import dev.mulkko.kube.Request;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.read.MetricTargets;
import dev.mulkko.kube.read.PodDoor;
import dev.mulkko.kube.read.Reader;
import dev.mulkko.kube.read.SpecReader.InvalidSpec;
import dev.mulkko.kube.report.StatusReport;
import dev.mulkko.kube.write.Requests;
import dev.mulkko.operator.apply.ClusterWriter;
import dev.mulkko.operator.apply.ClusterWriter.Outcome;
import dev.mulkko.operator.apply.OwnWrites;
import dev.mulkko.operator.apply.Repairs;
import dev.mulkko.operator.observe.Advisor;
import dev.mulkko.operator.observe.Contact;
import dev.mulkko.operator.observe.Observer;
import dev.mulkko.operator.observe.Wake;
import dev.mulkko.operator.report.Reporter;
import dev.mulkko.operator.report.StatusGate;
import dev.mulkko.operator.telemetry.Ledger;
import dev.mulkko.operator.telemetry.Measuring;
import dev.mulkko.operator.telemetry.compare.Comparisons;
import dev.mulkko.operator.telemetry.probe.Probing;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One look at one Rollout: observe, plan, at most one write, report. Losing anything after the
 * write is harmless: the next pass reads the cluster again.
 */
public final class Pass {

  /** How long after a write of ours it is looked again, if no event of it arrives before. */
  private static final Duration AFTER_WRITE = Duration.ofSeconds(1);

  /** How soon it is looked whether a query that is under way was answered. */
  private static final Duration ANSWER = Duration.ofMillis(250);

  private static final int TOO_MANY_REQUESTS = 429;

  private final Observer observer;
  private final Wake wake;
  private final Advisor advisor;
  private final ClusterWriter writer;
  private final Reporter reporter;
  private final Measuring measuring;
  private final Comparisons comparisons;
  private final Probing probing;
  private final Repairs repairs;
  private final Contact contact;
  private final Clock clock;
  private final boolean holdsAtRest;
  private final OwnWrites ownWrites = new OwnWrites();
  private final StatusGate gate = new StatusGate();
  private final Ledger ledger = new Ledger();

  public Pass(
      Observer observer,
      Wake wake,
      Advisor advisor,
      ClusterWriter writer,
      Reporter reporter,
      Measuring measuring,
      Comparisons comparisons,
      Probing probing,
      Repairs repairs,
      Contact contact,
      Clock clock,
      boolean holdsAtRest) {
    this.observer = observer;
    this.wake = wake;
    this.advisor = advisor;
    this.writer = writer;
    this.reporter = reporter;
    this.measuring = measuring;
    this.comparisons = comparisons;
    this.probing = probing;
    this.repairs = repairs;
    this.contact = contact;
    this.clock = clock;
    this.holdsAtRest = holdsAtRest;
  }

  /**
   * What is left to do for the caller.
   *
   * @param status to be written; empty when nothing in it changed
   * @param recheck when to look again without an event
   */
  public record Result(Optional<RolloutStatus> status, Optional<Duration> recheck) {

    static Result again(Duration later) {
      return new Result(Optional.empty(), Optional.of(later));
    }
  }

  public Result run(Rollout rollout) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<String> forbidden = observer.forbidden(rollout);
    if (forbidden.isPresent()) {
      return stalled(
          rollout, StatusReport.stalled(rollout, new Note(Reason.Forbidden, forbidden.get()), now));
    }
    Snapshot snapshot = observer.observe(rollout);
    if (ownWrites.notYetIn(snapshot, now)) {
      return Result.again(OwnWrites.SOON);
    }
    try {
      return follow(snapshot, read(snapshot, now));
    } catch (InvalidSpec e) {
      return stalled(rollout, StatusReport.invalid(rollout, e.sentence(), now));
    }
  }

  private Result stalled(Rollout rollout, RolloutStatus status) {
    reporter.stalled(rollout, status);
    Optional<RolloutStatus> toWrite = gate.changed(rollout, status);
    return new Result(toWrite, toWrite.map(_ -> AFTER_WRITE));
  }

  private Observation read(Snapshot snapshot, Instant now) throws InvalidSpec {
    String key = key(snapshot);
    Observation seen =
        Reader.read(snapshot, now, holdsAtRest, measuring.samples(key), comparisons.judged(key));
    return seen.with(ledger.recall(key, seen.memory()))
        .with(probing.sight(key))
        .lookingSince(contact.since());
  }

  private static String key(Snapshot snapshot) {
    return snapshot.namespace() + "/" + snapshot.name();
  }

  /**
   * A Rollout that was deleted at rest is gone: what it kept is given back as far as it goes.
   *
   * @throws NotYetGivenBack when something was not as it had been seen, or the server did not
   *     answer: nobody but the one who asks again would come back to it
   */
  public void letGo(Rollout gone) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Snapshot snapshot = observer.observe(gone);
    measuring.forget(key(snapshot));
    comparisons.forget(key(snapshot));
    probing.forget(key(snapshot));
    ledger.forget(key(snapshot));
    gate.forget(gone);
    ownWrites.forget(snapshot);
    repairs.forget(snapshot);
    try {
      LetGo letGo = LetGo.of(read(snapshot, now));
      List<Request> all =
          Stream.concat(
                  letGo.actions().stream().map(action -> Requests.of(action, snapshot, now)),
                  Requests.unmarking(snapshot))
              .toList();
      List<Given> given = all.stream().map(request -> giveBack(gone, request)).toList();
      // What people are told of the Deployment is true once it is written: it comes first.
      Optional<Note> note = letGo.note().filter(_ -> given.getFirst() != Given.NotYet);
      reporter.letGo(gone, Collections.frequency(given, Given.Back), note, now);
      int left = Collections.frequency(given, Given.NotYet);
      if (left > 0) {
        throw new NotYetGivenBack(key(snapshot), left);
      }
    } catch (InvalidSpec e) {
      // It was never attached.
    }
  }

  /** What a deleted Rollout kept, and still keeps. */
  public static final class NotYetGivenBack extends RuntimeException {
    private NotYetGivenBack(String rollout, int objects) {
      super("%d objects of %s are not given back yet".formatted(objects, rollout));
    }
  }

  private enum Given {
    Back,
    Refused,
    NotYet
  }

  /** One that the server refuses takes none of the others away, and is not asked for again. */
  private Given giveBack(Rollout gone, Request request) {
    try {
      return writer.send(request) == Outcome.Written ? Given.Back : Given.NotYet;
    } catch (KubernetesClientException e) {
      reporter.notGivenBack(gone, e);
      return isRefused(e.getCode()) ? Given.Refused : Given.NotYet;
    }
  }

  private static boolean isRefused(int code) {
    return code >= HttpURLConnection.HTTP_BAD_REQUEST
        && code < HttpURLConnection.HTTP_INTERNAL_ERROR
        && code != HttpURLConnection.HTTP_CLIENT_TIMEOUT
        && code != TOO_MANY_REQUESTS;
  }

  private Result follow(Snapshot snapshot, Observation seen) {
    Plan plan = repairs.tempered(Planner.plan(seen), snapshot, seen);
    if (plan.action().isPresent()) {
      Request request = Requests.of(plan.action().get(), snapshot, seen.now());
      if (send(snapshot, request, seen.now()) == Outcome.Stale) {
        return Result.again(ownWrites.tooLate(snapshot));
      }
      ownWrites.sent(snapshot, request, seen.now());
      repairs.wrote(plan.action().get(), snapshot, seen.now());
      if (isOfRollout(request)) {
        // Its status would be of an older Rollout, and be refused.
        return Result.again(OwnWrites.SOON);
      }
    }
    ledger.keep(key(snapshot), plan.memory());
    reporter.report(snapshot.rollout(), seen, plan);
    List<String> advice = advisor.advise(snapshot, seen.spec(), plan.memory().progress() == null);
    RolloutStatus status = StatusReport.of(snapshot.rollout(), seen, plan, advice);
    Optional<RolloutStatus> toWrite = gate.toWrite(snapshot.rollout(), status, plan, seen.now());
    toWrite.ifPresent(told -> reporter.advised(snapshot.rollout(), told, seen.now()));
    Optional<Duration> recheck =
        recheck(plan, toWrite.isPresent(), gate.waiting(snapshot.rollout()));
    Observation next = seen.with(plan.memory());
    Optional<Duration> answers = sooner(measure(snapshot, next), probe(snapshot, next));
    compare(snapshot, next);
    return new Result(toWrite, sooner(recheck, answers));
  }

  private static boolean isOfRollout(Request request) {
    return request instanceof Request.Patch patch && patch.target().kind() == Request.Kind.Rollout;
  }

  /** What is not allowed is said, and tried again by the framework, ever more seldom. */
  private Outcome send(Snapshot snapshot, Request request, Instant now) {
    try {
      return writer.send(request);
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_FORBIDDEN) {
        reporter.forbidden(snapshot.rollout(), e, now);
      }
      throw e;
    }
  }

  /** Has both versions compared, beside the passes. */
  private void compare(Snapshot snapshot, Observation next) {
    String key = key(snapshot);
    Runnable look = () -> wake.soon(snapshot.namespace(), snapshot.name());
    Scene.of(next)
        .flatMap(Comparing::watch)
        .ifPresentOrElse(
            both -> comparisons.follow(key, both, MetricTargets.of(snapshot, both), look),
            () -> comparisons.forget(key));
  }

  /**
   * Asks for the metrics that are due, beside the passes.
   *
   * @return when to look again for what they say
   */
  private Optional<Duration> measure(Snapshot snapshot, Observation next) {
    String key = key(snapshot);
    Optional<Scene> scene = Scene.of(next).filter(Scene::inRollout);
    if (scene.isEmpty()) {
      measuring.forget(key);
      return Optional.empty();
    }
    measuring.ask(key, Questions.due(scene.get()), next.now(), () -> {});
    return measuring.waiting(key) ? Optional.of(ANSWER) : Questions.next(scene.get());
  }

  /**
   * Looks at the data plane if a rule waits for it, beside the passes.
   *
   * @return when to look again for what was seen
   */
  private Optional<Duration> probe(Snapshot snapshot, Observation next) {
    String key = key(snapshot);
    Optional<Scene> scene = Scene.of(next);
    Optional<Duration> due = scene.flatMap(Looks::next);
    if (due.isEmpty()) {
      probing.forget(key);
    } else if (!due.get().isPositive()) {
      scene
          .flatMap(Looks::wanted)
          .ifPresent(look -> probing.look(key, look, next.now(), pod(snapshot)));
    }
    return probing.waiting(key) ? Optional.of(ANSWER) : due;
  }

  private static Optional<InetSocketAddress> pod(Snapshot snapshot) {
    return PodDoor.ofCanary(snapshot)
        .map(door -> new InetSocketAddress(InetAddress.ofLiteral(door.ip()), door.port()));
  }

  private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
    return Stream.concat(one.stream(), other.stream()).min(Comparator.naturalOrder());
  }

  /**
   * A pass that wrote anything is followed by another one: the framework may have swallowed an
   * event that came in while the write was under way.
   */
  private static Optional<Duration> recheck(Plan plan, boolean wroteStatus, boolean pending) {
    Duration asked = plan.recheck().orElse(null);
    boolean wrote = plan.action().isPresent() || wroteStatus || pending;
    if (!wrote) {
      return plan.recheck();
    }
    return Optional.of(asked == null || asked.compareTo(AFTER_WRITE) > 0 ? AFTER_WRITE : asked);
  }
}
