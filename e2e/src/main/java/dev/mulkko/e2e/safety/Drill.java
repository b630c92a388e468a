package dev.mulkko.e2e.safety;

import dev.mulkko.api.v1beta1.Rollout;
import dev.mulkko.api.v1beta1.RolloutAction;
import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.e2e.DryRun;
import dev.mulkko.e2e.Lab;
import dev.mulkko.e2e.Shop;
import dev.mulkko.e2e.Wait;
import dev.mulkko.e2e.observer.Observer;
import dev.mulkko.testbed.cluster.ApiRequest;
import dev.mulkko.testbed.cluster.User;
import dev.mulkko.testbed.node.HollowNode;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A hollow shop in a namespace of its own, its Rollout, and the operators that die for it. */
final class Drill implements AutoCloseable {

  static final int REPLICAS = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Longer than what people read in a status has to stand before it is written. */
  private static final Duration QUIET = Duration.ofSeconds(4);

  /** Longer than other words for what a status says already take. */
  private static final Duration TOLD = Duration.ofSeconds(12);

  /** Many drills look at one server at a time, and what they ask costs as much as the operators. */
  static final Duration PACE = Duration.ofSeconds(1);

  private static final String NAME = "shop";

  private final Lab lab;
  private final AuditBooks books;
  private final ExecutorService threads;
  private final Shop shop;
  private final Observer observer;
  private final Scenario scenario;
  private final HollowPrometheus prometheus = new HollowPrometheus();
  private final Line line;
  private volatile Clock clock = Clock.systemUTC();
  private volatile Optional<Life> rival = Optional.empty();
  private volatile Duration patience = LIMIT;
  private volatile boolean hasHappened;

  /** A revision of the cluster before anything happened. */
  private String beginning = "0";

  private final Deque<Life> lives = new ArrayDeque<>();

  private Drill(Lab lab, AuditBooks books, ExecutorService threads, Scenario scenario) {
    this.lab = lab;
    this.books = books;
    this.threads = threads;
    this.scenario = scenario;
    this.line = Line.to(lab.cluster().apiServer());
    this.shop =
        new Shop(lab, lab.cluster().newNamespace("drill"), scenario.sample(), Shop.Door.NONE);
    this.observer = Observer.open(lab, shop.namespace(), () -> books.of(shop.namespace()));
  }

  /** A shop at rest, with its Rollout attached unless the story begins with that. */
  static Drill open(Lab lab, AuditBooks books, ExecutorService threads, Scenario scenario) {
    Drill drill = new Drill(lab, books, threads, scenario);
    drill.begin();
    drill.shop.open(Drill::hollow);
    drill.present().awaitStarted();
    if (!scenario.begins()) {
      drill.attach();
      drill.await("is attached", drill::isHealthy);
      // The server hears of a new Rollout a little later than the operator.
      drill.await("is held", new DryRun(lab.client(), drill.shop.namespace(), NAME)::holds);
    }
    return drill;
  }

  /** Creates the Rollout. */
  void attach() {
    String yaml =
        "apiVersion: mulkko.dev/v1beta1\nkind: Rollout\nmetadata: {name: shop}\nspec:\n"
            + scenario.spec().indent(2);
    Rollout rollout = lab.client().getKubernetesSerialization().unmarshal(yaml, Rollout.class);
    shop.create(_ -> rollout);
  }

  boolean isHealthy() {
    RolloutStatus status = shop.status();
    return status != null && "Healthy".equals(status.phase()) && shop.isAsAtRest();
  }

  /** Nothing has to be scheduled, and what ends does so at once. */
  private static Deployment hollow(Deployment deployment) {
    return new DeploymentBuilder(deployment)
        .editSpec()
        .withReplicas(REPLICAS)
        .editTemplate()
        .editSpec()
        .withNodeName(HollowNode.NAME)
        .withTerminationGracePeriodSeconds(0L)
        .editFirstContainer()
        .withReadinessProbe(null)
        .withLifecycle(null)
        .endContainer()
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  /** The next process is there as soon as one is dead. */
  private synchronized void begin() {
    lives.add(born(new FaultPoint(() -> threads.execute(this::begin))));
  }

  private Life born(FaultPoint faults) {
    return Life.begin(lab, shop.namespace(), prometheus.address(), line, clock, faults, threads);
  }

  /** Something happens after one process is dead, and before the next begins. */
  void inBetween(Runnable act) {
    present().faults().kill();
    present().close();
    act.run();
    begin();
    present().awaitStarted();
  }

  private synchronized Life present() {
    return lives.getLast();
  }

  /** From now on the writes of this process are counted. */
  void arm() {
    present().faults().begin(Optional.empty());
  }

  /** The same, and at one of them something happens. */
  void arm(Mishap mishap) {
    switch (mishap) {
      case Crash crash -> present().faults().begin(Optional.of(crash));
      case Trouble(var kind, var write) -> {
        patience = LIMIT.plus(kind.lasts());
        beginning = rollouts().list().getMetadata().getResourceVersion();
        present().faults().begin(write, () -> threads.execute(() -> suffer(kind)));
      }
    }
  }

  private void suffer(Trouble.Kind kind) {
    hasHappened = true;
    kind.begins().accept(this);
    CompletableFuture.delayedExecutor(kind.lasts().toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(this::heal);
  }

  private void heal() {
    line.heal();
    rival.ifPresent(Life::close);
    rival = Optional.empty();
  }

  Line line() {
    return line;
  }

  /** The process dies, and the next one has another clock. */
  void restarts(Clock next) {
    clock = next;
    restarts();
  }

  /** The process dies, and the next one sees the cluster as it was when all began. */
  void restartsInThePast() {
    line.views().fallBehind(beginning);
    restarts();
  }

  private void restarts() {
    present().faults().kill();
    begin();
  }

  /** A second process does the same work. */
  void gainsARival() {
    rival = Optional.of(born(new FaultPoint(() -> {})));
  }

  /** What the first process wrote since it was armed. */
  synchronized List<String> writesOfTheFirst() {
    return lives.getFirst().faults().writes();
  }

  /** Whether it came to what it was armed for. */
  synchronized boolean hasHappened() {
    return hasHappened || lives.getFirst().faults().isDead();
  }

  Shop shop() {
    return shop;
  }

  void release(String version, Map<String, String> env) {
    shop.release(version, env);
  }

  RolloutStatus awaitPauseAt(String weight) {
    return awaitStatus(
        "pauses at " + weight,
        status ->
            weight.equals(status.weight())
                && status.rollout() != null
                && status.rollout().stepStartedAt() != null);
  }

  void awaitApproval() {
    var _ = awaitStatus("waits for approval", s -> "AwaitingApproval".equals(s.reason()));
  }

  void awaitPromoted(String version) {
    await(version + " is promoted", () -> shop.promoted(version));
  }

  /** All pods are of the new version, and it is watched. */
  void awaitWatched() {
    var _ = awaitStatus("is watched", s -> "Watching".equals(s.reason()));
  }

  void metricFails() {
    prometheus.fails();
  }

  /** Asks, and waits until it is done or refused. */
  void asks(String verb) {
    RolloutAction asked = shop.asks(verb, "a drill");
    await(
        "is answered to " + verb,
        () -> {
          RolloutAction now = lab.client().resource(asked).get();
          return now.getStatus() != null
              && List.of("Done", "Rejected").contains(now.getStatus().phase());
        });
  }

  void scale(int replicas) {
    var _ =
        lab.cluster()
            .client(User.KIM)
            .apps()
            .deployments()
            .inNamespace(shop.namespace())
            .withName(NAME)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"replicas\": %d}}".formatted(replicas));
  }

  /** Changes the status as a broken operator would. */
  void corrupts(String merge) {
    Corruption.of(lab, shop.rollout(), merge);
  }

  /** Until an operator has looked at the Rollout after this moment. */
  void awaitLooked() {
    Rollout edited =
        rollouts()
            .withName(NAME)
            .patch(
                PatchContext.of(PatchType.JSON_MERGE),
                "{\"spec\": {\"progressDeadline\": \"20m\"}}");
    var _ =
        awaitStatus(
            "is looked at",
            status -> status.observedGeneration() == edited.getMetadata().getGeneration());
  }

  void deleteRollout() {
    lab.cluster()
        .client(User.KIM)
        .resources(Rollout.class)
        .inNamespace(shop.namespace())
        .withName(NAME)
        .delete();
  }

  /** The Rollout is gone, and nothing is held in its name. */
  boolean isLetGo() {
    return rollouts().withName(NAME).get() == null;
  }

  private NonNamespaceOperation<Rollout, KubernetesResourceList<Rollout>, Resource<Rollout>>
      rollouts() {
    return lab.client().resources(Rollout.class).inNamespace(shop.namespace());
  }

  /** The whole story, to its end. */
  void play() {
    scenario.story().accept(this);
    await("has ended", () -> scenario.end().test(this));
  }

  private void await(String what, Callable<Boolean> condition) {
    Wait.until(patience, "%s %s".formatted(shop.namespace(), what), PACE, condition);
  }

  private RolloutStatus awaitStatus(String what, Predicate<RolloutStatus> wanted) {
    AtomicReference<RolloutStatus> seen = new AtomicReference<>();
    await(
        what,
        () -> {
          seen.set(shop.status());
          return seen.get() != null && wanted.test(seen.get());
        });
    return seen.get();
  }

  EndState endState() {
    return EndState.of(lab, shop.namespace());
  }

  /** The same when it does not change any more, and when nothing more is told of it. */
  Reference.Ends settledStates() {
    return new Reference.Ends(settledFor(QUIET), settledFor(TOLD));
  }

  private EndState settledFor(Duration quiet) {
    return EndState.settled(lab, shop.namespace(), quiet);
  }

  /** What operators created and deleted, Events apart, which may be told twice. */
  Tally tally() {
    return Tally.of(
        books.of(shop.namespace()).stream()
            .filter(ApiRequest.byUser(User.OPERATOR.userName()))
            .toList());
  }

  /** What is broken until now was broken by others. */
  void excuseOthers() {
    var _ = observer.expectedViolations();
  }

  void givesUp(String rule) {
    observer.giveUp(rule);
  }

  /** Throws with the story of the first rule that was broken. */
  void assertNothingBroken() {
    observer.assertNothingBroken();
  }

  @Override
  public void close() {
    observer.stop();
    List<Life> all;
    synchronized (this) {
      all = List.copyOf(lives);
    }
    heal();
    all.forEach(Life::close);
    prometheus.close();
    line.close();
    // Its namespace stays: to delete one costs the cluster more than a drill.
    books.forget(shop.namespace());
  }
}
