package dev.mulkko.cli.cluster;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutActionSpec;
import dev.mulkko.api.v1beta1.RolloutActionStatus;
import dev.mulkko.cli.terminal.Failure;
import dev.mulkko.cli.terminal.Outcome;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A request to the operator, as an object of its own, and the wait for its answer. */
public record Asking(Cluster cluster, Rollout rollout) {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** The name of the request. It goes when the Rollout goes. */
  public String ask(String verb, @Nullable String reason, @Nullable String to) {
    RolloutAction action = new RolloutAction();
    action.setMetadata(
        new ObjectMetaBuilder()
            .withGenerateName(verb.toLowerCase(Locale.ROOT) + "-")
            .withOwnerReferences(
                new OwnerReferenceBuilder()
                    .withApiVersion(rollout.getApiVersion())
                    .withKind(rollout.getKind())
                    .withName(rollout.getMetadata().getName())
                    .withUid(rollout.getMetadata().getUid())
                    .build())
            .build());
    action.setSpec(new RolloutActionSpec(rollout.getMetadata().getName(), verb, reason, to));
    return cluster.create(action).getMetadata().getName();
  }

  /**
   * What the operator did, as its sentence.
   *
   * @param pending hears what it waits for meanwhile
   * @throws Failure when it refused, or did not answer in time
   */
  public String answer(String action, Duration timeout, Consumer<String> pending) {
    AtomicReference<String> heard = new AtomicReference<>("");
    return Looks.until(timeout, LOOK_AGAIN, () -> look(action, heard, pending))
        .orElseThrow(
            () ->
                new Failure(
                    Outcome.TIMEOUT,
                    "%s has no answer yet: it stays asked, `kubectl get rolloutaction %s -n %s -o wide` shows the answer; if none comes, see whether the operator runs"
                        .formatted(action, action, cluster.namespace())));
  }

  private Optional<String> look(
      String action, AtomicReference<String> heard, Consumer<String> pending) {
    RolloutActionStatus status = status(action);
    String message = status == null || status.message() == null ? "" : status.message();
    return switch (status == null ? null : status.phase()) {
      case "Done" -> Optional.of(message.isEmpty() ? "done" : message);
      case "Rejected" -> throw new Failure(Outcome.NO, action + " was refused: " + message);
      case null, default -> {
        if (!message.equals(heard.getAndSet(message))) {
          pending.accept(message);
        }
        yield Optional.empty();
      }
    };
  }

  private @Nullable RolloutActionStatus status(String action) {
    return cluster
        .action(action)
        .orElseThrow(
            () ->
                new Failure(
                    Outcome.NO,
                    "%s was deleted before it was answered: ask again".formatted(action)))
        .getStatus();
  }
}
