package dev.mulkko.testbed.node;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One container's lives: started, probed, crashed, started again, ended. Pure: time and news come
 * in, acts go out.
 */
final class ContainerLife {

  /** From the start to the first probe: what a process needs to listen, at best. */
  private static final Duration FIRST_PROBE = Duration.ofMillis(100);

  private static final Duration ERR_IMAGE_PULL_SHOWS = Duration.ofSeconds(1);

  /** In the order in which they are done if several are due. */
  private enum Due {
    START,
    BACK_OFF_PULLING,
    KILL,
    TERMINATE,
    PROBE
  }

  private final Container spec;
  private final String restartPolicy;
  private final BackOff backOff;
  private final @Nullable Probe probe;
  private final ProbeCount readiness;
  private final Map<Due, Instant> due = new EnumMap<>(Due.class);
  private ContainerState state = waiting("ContainerCreating", null);
  private @Nullable ContainerState last;
  private @Nullable Instant startedAt;
  private int life;
  private boolean ending;

  ContainerLife(Container spec, @Nullable String restartPolicy, BackOff backOff) {
    this.spec = spec;
    this.restartPolicy = restartPolicy == null ? "Always" : restartPolicy;
    this.backOff = backOff;
    this.probe = spec.getReadinessProbe();
    this.readiness =
        probe == null
            ? new ProbeCount(1, 1)
            : new ProbeCount(
                or(probe.getSuccessThreshold(), 1), or(probe.getFailureThreshold(), 3));
    due.put(Due.START, Instant.MIN);
  }

  Container spec() {
    return spec;
  }

  /** What is due now; each act is given once. */
  List<Act> next(Instant now) {
    var acts = new ArrayList<Act>();
    for (Due what : Due.values()) {
      Instant when = due.get(what);
      if (when != null && !now.isBefore(when)) {
        due.remove(what);
        switch (what) {
          case START -> acts.add(start(now));
          case BACK_OFF_PULLING ->
              state =
                  waiting("ImagePullBackOff", "Back-off pulling image \"" + spec.getImage() + "\"");
          case KILL -> acts.add(new Act.Kill(this));
          case TERMINATE -> acts.add(new Act.Terminate(this));
          case PROBE -> acts.add(new Act.Probe(this, life));
        }
      }
    }
    return acts;
  }

  /** The next instant at which something is due; empty if only news can change anything. */
  Optional<Instant> wakeUp() {
    return due.values().stream().min(Instant::compareTo);
  }

  /** It could not be started. */
  void refused(String reason, String message, Instant now) {
    due.clear();
    startedAt = null;
    state = waiting(reason, message);
    if (reason.equals("ErrImagePull")) {
      due.put(Due.BACK_OFF_PULLING, now.plus(ERR_IMAGE_PULL_SHOWS));
    }
  }

  /** A probe of that life ended. */
  void probed(int life, boolean success, Instant now) {
    if (life == this.life && isRunning() && probe != null) {
      readiness.add(success);
      due.put(Due.PROBE, now.plusSeconds(or(probe.getPeriodSeconds(), 10)));
    }
  }

  void exited(int code, Instant now) {
    ContainerState terminated = terminated(code, now);
    due.clear();
    readiness.reset();
    state = terminated;
    if (!ending && restarts(code)) {
      Duration wait = backOff.next(startedAt, now);
      last = terminated;
      due.put(Due.START, now.plus(wait));
      if (wait.isPositive()) {
        state =
            waiting(
                "CrashLoopBackOff",
                "back-off %ds restarting failed container=%s"
                    .formatted(wait.toSeconds(), spec.getName()));
      }
    }
  }

  /**
   * The pod is to end. Said again, it can only shorten the time.
   *
   * @param seen when the deletion was first seen
   * @param grace the time from then to the kill; preStop is part of it
   */
  void end(Instant seen, Duration grace) {
    Duration preStop = PreStop.time(spec);
    boolean enough = preStop.compareTo(grace) < 0;
    if (!ending) {
      due.remove(Due.START);
    }
    if (!ending && isRunning()) {
      due.put(Due.TERMINATE, seen.plus(enough ? preStop : grace));
    }
    if (isRunning()) {
      // As the kubelet: whoever spent its grace in preStop has two seconds left for SIGTERM.
      Instant kill = seen.plus(enough ? grace : grace.plusSeconds(2));
      due.merge(Due.KILL, kill, (a, b) -> a.isBefore(b) ? a : b);
    }
    ending = true;
  }

  boolean isRunning() {
    return state.getRunning() != null;
  }

  boolean isReady() {
    return isRunning() && (probe == null || readiness.passed());
  }

  /** Whether it ever ran. */
  boolean hasRun() {
    return startedAt != null;
  }

  /** The exit code if it will not be started again; empty if it may. */
  Optional<Integer> finalCode() {
    return Optional.ofNullable(due.containsKey(Due.START) ? null : state.getTerminated())
        .map(terminated -> terminated.getExitCode());
  }

  /** As the pod's status has it. */
  ContainerStatus status(String podUid) {
    String id = "testbed://%s-%s-%d".formatted(podUid, spec.getName(), life);
    return new ContainerStatusBuilder()
        .withName(spec.getName())
        .withImage(spec.getImage())
        .withImageID(hasRun() ? "testbed/" + spec.getImage() : "")
        .withContainerID(hasRun() ? id : null)
        .withRestartCount(Math.max(0, life - 1))
        .withStarted(isRunning())
        .withReady(isReady())
        .withState(state)
        .withLastState(last)
        .build();
  }

  private Act start(Instant now) {
    life++;
    startedAt = now;
    state =
        new ContainerStateBuilder()
            .withNewRunning()
            .withStartedAt(seconds(now))
            .endRunning()
            .build();
    if (probe != null) {
      due.put(Due.PROBE, now.plus(FIRST_PROBE).plusSeconds(or(probe.getInitialDelaySeconds(), 0)));
    }
    return new Act.Start(this);
  }

  private boolean restarts(int code) {
    return switch (restartPolicy) {
      case "Never" -> false;
      case "OnFailure" -> code != 0;
      default -> true;
    };
  }

  private ContainerState terminated(int code, Instant now) {
    return new ContainerStateBuilder()
        .withNewTerminated()
        .withExitCode(code)
        .withReason(code == 0 ? "Completed" : "Error")
        .withStartedAt(startedAt == null ? null : seconds(startedAt))
        .withFinishedAt(seconds(now))
        .endTerminated()
        .build();
  }

  private static ContainerState waiting(String reason, @Nullable String message) {
    return new ContainerStateBuilder()
        .withNewWaiting()
        .withReason(reason)
        .withMessage(message)
        .endWaiting()
        .build();
  }

  private static int or(@Nullable Integer value, int byDefault) {
    return value == null ? byDefault : value;
  }

  /** As the API writes instants. */
  static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
