package dev.mulkko.testbed.node;

import static java.util.Comparator.naturalOrder;
import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;
import static java.util.function.BinaryOperator.minBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateRunning;
import io.fabric8.kubernetes.api.model.ContainerStateTerminatedBuilder;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Lifecycle;
import io.fabric8.kubernetes.api.model.LifecycleHandler;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.SleepAction;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A pod's life on this node, from its binding to its removal: its container is started, probed,
 * crashed, started again, ended. Pure: time and news come in, acts go out.
 */
final class PodLife {

  /** From the start to the first probe: what a process needs to listen, at best. */
  private static final Duration FIRST_PROBE = Duration.ofMillis(100);

  /** As the kubelet looks again for volumes that it could not set up. */
  private static final Duration NEXT_TRY = Duration.ofMillis(500);

  private static final Duration ERR_IMAGE_PULL_SHOWS = Duration.ofSeconds(1);

  private static final BinaryOperator<Instant> EARLIER = minBy(naturalOrder());

  private final Container spec;
  private final PodReport report;
  private final BackOff backOff;
  private final @Nullable Probe probe;
  private final long preStop;
  private final Map<Act, Instant> due = new EnumMap<>(Map.of(Act.START, Instant.MIN));
  private Pod pod;
  private ContainerState state = waiting("ContainerCreating", null);
  private @Nullable ContainerState last;
  private int starts;
  private boolean completed;
  private Instant startedAt = Instant.EPOCH;
  private ProbeCount readiness = new ProbeCount(1, 1);
  private boolean ready;
  private Instant readySince;
  private @Nullable Instant deletionSeen;

  PodLife(Pod pod, NodeOptions options, String podIp, Instant now) {
    this.pod = pod;
    spec = pod.getSpec().getContainers().getFirst();
    report = new PodReport(options.internalIp(), podIp, now);
    backOff = new BackOff(options.crashBackOff());
    probe = spec.getReadinessProbe();
    preStop =
        Optional.ofNullable(spec.getLifecycle())
            .map(Lifecycle::getPreStop)
            .map(LifecycleHandler::getSleep)
            .map(SleepAction::getSeconds)
            .orElse(0L);
    readySince = now;
    changed(pod, now);
  }

  /** The pod was changed: what counts here is its deletion. Said again, it can only be sooner. */
  void changed(Pod pod, Instant now) {
    this.pod = pod;
    Long grace = pod.getMetadata().getDeletionGracePeriodSeconds();
    if (grace == null) {
      return;
    }
    Instant seen = requireNonNullElse(deletionSeen, now);
    if (isRunning() && deletionSeen == null) {
      due.put(Act.TERMINATE, seen.plusSeconds(Math.min(preStop, grace)));
    }
    if (isRunning()) {
      // As the kubelet: whoever spent its grace in preStop has two seconds left for SIGTERM.
      due.merge(Act.KILL, seen.plusSeconds(preStop < grace ? grace : grace + 2), EARLIER);
    }
    due.remove(Act.START);
    deletionSeen = seen;
  }

  /** What is due now; each act is given once. */
  List<Act> next(Instant now) {
    List<Act> acts =
        due.keySet().stream().filter(act -> !now.isBefore(requireNonNull(due.get(act)))).toList();
    acts.forEach(due::remove);
    if (acts.contains(Act.BACK_OFF_PULLING)) {
      state = waiting("ImagePullBackOff", "Back-off pulling image \"" + spec.getImage() + "\"");
    }
    return acts;
  }

  /** The next instant at which something is due, or the latest one. */
  Instant wakeUp(Instant latest) {
    return due.values().stream().reduce(latest, EARLIER);
  }

  /** The container was started. */
  void started(Instant now) {
    starts++;
    startedAt = now;
    state = new ContainerState(new ContainerStateRunning(PodReport.seconds(now)), null, null);
    if (probe != null) {
      readiness = new ProbeCount(probe.getSuccessThreshold(), probe.getFailureThreshold());
      int delay = requireNonNullElse(probe.getInitialDelaySeconds(), 0);
      due.put(Act.PROBE, now.plus(FIRST_PROBE).plusSeconds(delay));
    }
  }

  /** The container could not be started, and might be soon. */
  void notYet(Started.NotYet why, Instant now) {
    state = waiting("ContainerCreating", why.message());
    due.put(Act.START, now.plus(NEXT_TRY));
  }

  /** The container could not be started. */
  void refused(Started.Refused why, Instant now) {
    state = waiting(why.reason(), why.message());
    if (why.reason().equals("ErrImagePull")) {
      due.put(Act.BACK_OFF_PULLING, now.plus(ERR_IMAGE_PULL_SHOWS));
    }
  }

  /**
   * A probe ended.
   *
   * @param start the number of {@link #starts} when it began: of an earlier container it is no news
   */
  void probed(int start, boolean success, Instant now) {
    if (start == starts && isRunning() && probe != null) {
      readiness.add(success);
      due.put(Act.PROBE, now.plusSeconds(probe.getPeriodSeconds()));
    }
  }

  /** The container ended. */
  void exited(int code, Instant now) {
    due.clear();
    var end =
        new ContainerStateTerminatedBuilder()
            .withExitCode(code)
            .withReason(reason(code))
            .withStartedAt(PodReport.seconds(startedAt))
            .withFinishedAt(PodReport.seconds(now))
            .build();
    state = new ContainerState(null, end, null);
    completed = !restarts(code);
    if (deletionSeen == null && !completed) {
      last = state;
      Duration wait = backOff.next(Duration.between(startedAt, now));
      due.put(Act.START, now.plus(wait));
      if (wait.isPositive()) {
        String how = "back-off " + wait.toSeconds() + "s restarting failed container=";
        state = waiting("CrashLoopBackOff", how + spec.getName());
      }
    }
  }

  /** Those of a Job are not started again. */
  private boolean restarts(int code) {
    return switch (requireNonNullElse(pod.getSpec().getRestartPolicy(), "Always")) {
      case "Never" -> false;
      case "OnFailure" -> code != 0;
      default -> true;
    };
  }

  /** Nobody but the kernel kills what was not asked to go, and it does for want of memory. */
  private String reason(int code) {
    boolean killed = code == 137 && deletionSeen == null;
    return killed ? "OOMKilled" : code == 0 ? "Completed" : "Error";
  }

  /** How often the container was started. */
  int starts() {
    return starts;
  }

  /** Whether the pod has ended, and can be deleted for good. */
  boolean isOver() {
    return deletionSeen != null && !isRunning();
  }

  /** The status to write; the same content as long as nothing changed. */
  PodStatus status(Instant now) {
    ContainerStatus container = container();
    if (ready != container.getReady()) {
      ready = container.getReady();
      readySince = now;
    }
    boolean ended = isOver() || completed;
    return report.of(pod, container, ended ? state.getTerminated() : null, readySince);
  }

  private boolean isRunning() {
    return state.getRunning() != null;
  }

  private ContainerStatus container() {
    String id = "testbed://%s-%s-%d".formatted(pod.getMetadata().getUid(), spec.getName(), starts);
    return new ContainerStatusBuilder()
        .withName(spec.getName())
        .withImage(spec.getImage())
        .withImageID(starts > 0 ? ImageId.of(spec.getImage()) : "")
        .withContainerID(starts > 0 ? id : null)
        .withRestartCount(Math.max(0, starts - 1))
        .withStarted(isRunning())
        .withReady(isRunning() && (probe == null || readiness.passed()))
        .withState(state)
        .withLastState(last)
        .build();
  }

  private static ContainerState waiting(String reason, @Nullable String message) {
    return new ContainerState(null, null, new ContainerStateWaiting(message, reason));
  }
}
