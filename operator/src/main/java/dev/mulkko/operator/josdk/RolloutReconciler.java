package dev.mulkko.operator.josdk;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.operator.Pass;
import dev.mulkko.operator.observe.Caches;
import dev.mulkko.operator.observe.Wake;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.MaxReconciliationInterval;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.rate.RateLimited;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.inbound.SimpleInboundEventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where the framework calls us: a pass in, its status and its next time out. */
@ControllerConfiguration(
    name = "rollout",
    fieldManager = "mulkko",
    triggerReconcilerOnAllEvents = true,
    maxReconciliationInterval =
        @MaxReconciliationInterval(interval = 3, timeUnit = TimeUnit.MINUTES))
@GradualRetry(maxAttempts = Integer.MAX_VALUE, initialInterval = 500, maxInterval = 60_000)
@RateLimited(maxReconciliations = 50, within = 1)
final class RolloutReconciler implements Reconciler<Rollout> {

  private final BiFunction<Caches, Wake, Pass> passOn;
  private final Rights rights;
  private final SimpleInboundEventSource<Rollout> news = new SimpleInboundEventSource<>("news");
  private @Nullable Caches caches;
  private @Nullable Pass pass;

  RolloutReconciler(BiFunction<Caches, Wake, Pass> passOn, Rights rights) {
    this.passOn = passOn;
    this.rights = rights;
  }

  @Override
  public List<EventSource<?, Rollout>> prepareEventSources(EventSourceContext<Rollout> context) {
    WatchedCaches watched = new WatchedCaches(context, rights);
    caches = watched;
    pass =
        passOn.apply(
            watched, (namespace, name) -> news.propagateEvent(new ResourceID(name, namespace)));
    return Stream.<EventSource<?, Rollout>>concat(watched.sources().stream(), Stream.of(news))
        .toList();
  }

  Caches caches() {
    return Objects.requireNonNull(caches, "sources are prepared first");
  }

  @Override
  public UpdateControl<Rollout> reconcile(Rollout rollout, Context<Rollout> context) {
    Pass prepared = Objects.requireNonNull(pass, "sources are prepared first");
    if (context.isPrimaryResourceDeleted()) {
      prepared.letGo(rollout);
      return UpdateControl.noUpdate();
    }
    Pass.Result result = prepared.run(rollout);
    UpdateControl<Rollout> control =
        result
            .status()
            .map(status -> UpdateControl.patchStatus(only(rollout, status)))
            .orElseGet(UpdateControl::noUpdate);
    result.recheck().ifPresent(later -> schedule(control, later));
    return control;
  }

  private static void schedule(UpdateControl<Rollout> control, Duration later) {
    // The framework never comes back to a Rollout whose time is negative.
    if (later.isPositive()) {
      control.rescheduleAfter(later);
    } else {
      control.reschedule();
    }
  }

  /**
   * Server-side apply owns what it is sent: nothing but the status. The revision that was read
   * makes a status that was thought of too late a refused one: it holds what we remember.
   */
  private static Rollout only(Rollout rollout, RolloutStatus status) {
    Rollout sent = new Rollout();
    sent.setMetadata(
        new ObjectMetaBuilder()
            .withName(rollout.getMetadata().getName())
            .withNamespace(rollout.getMetadata().getNamespace())
            .withResourceVersion(rollout.getMetadata().getResourceVersion())
            .build());
    sent.setStatus(status);
    return sent;
  }
}
