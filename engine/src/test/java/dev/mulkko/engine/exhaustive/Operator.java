package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.plan.Action;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.LetGo;
import dev.mulkko.engine.plan.Locks;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Observation;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Plan;
import dev.mulkko.engine.plan.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operator: it decides, then its write is made, then it stores what it remembers. */
record Operator(Function<Observation, Plan> law) {

  static final String UID = "uid";

  void moves(World world, BiConsumer<String, World> moves) {
    switch (world.rollout().life()) {
      case ALIVE, DELETING -> pass(world, moves);
      case GONE -> afterDeletion(world, moves);
      case OVER, FORGOTTEN -> {}
    }
  }

  private void pass(World world, BiConsumer<String, World> moves) {
    switch (world.pass()) {
      case Pass.Idle _ -> decide(world, moves);
      case Pass.Writing(_, _, var conflict) when conflict ->
          moves.accept("operator: its write is refused, a conflict", world.with(Pass.IDLE));
      case Pass.Writing(var action, var next, _) ->
          moves.accept("operator: writes " + action, written(world, action, next));
      case Pass.Storing(var next) -> moves.accept("operator: remembers", stored(world, next));
    }
  }

  /** A write that is under way may still be made; nothing can be stored any more. */
  private void afterDeletion(World world, BiConsumer<String, World> moves) {
    if (world.pass() instanceof Pass.Writing(_, _, var conflict) && !conflict) {
      pass(world, moves);
    } else {
      moves.accept("operator: gives back what is left", letGo(world.with(Pass.IDLE)));
    }
  }

  private void decide(World world, BiConsumer<String, World> moves) {
    Plan plan = law.apply(look(world));
    Memory next = Clock.plain(plan.memory());
    Pass pass =
        plan.action()
            .<Pass>map(action -> new Pass.Writing(action, next, false))
            .orElseGet(() -> next.equals(world.memory()) ? Pass.IDLE : new Pass.Storing(next));
    if (!(pass instanceof Pass.Idle)) {
      moves.accept("operator: " + plan.note().message(), world.with(pass));
    }
  }

  private static World written(World world, Action action, Memory next) {
    World after = Writer.apply(world.with(new Pass.Storing(next)), action);
    return after.pass() instanceof Pass.Storing(var then) && then.equals(after.memory())
        ? after.with(Pass.IDLE)
        : after;
  }

  private static World stored(World world, Memory next) {
    return world.with(world.rollout().with(next)).with(Pass.IDLE);
  }

  /** As after the death of the process. */
  static World died(World world) {
    World next = world.with(Pass.IDLE).with(world.rollout().with(Clock.sightless(world.memory())));
    return world.rollout().life() == Rollout.Life.GONE
        ? next.with(next.rollout().with(Rollout.Life.FORGOTTEN))
        : next;
  }

  private static World letGo(World world) {
    World next = world;
    for (Action action : LetGo.of(look(world)).actions()) {
      next = Writer.apply(next, action);
    }
    return next.with(next.rollout().with(Rollout.Life.OVER));
  }

  static Observation look(World world) {
    Rollout rollout = world.rollout();
    return new Observation(
        Clock.NOW,
        Instant.EPOCH,
        world.setting().spec(),
        rollout.memory(),
        world.setting().holdsAtRest(),
        rollout.claimed(),
        rollout.deleting(),
        Optional.of(workload(world)),
        world.sets().stream().map(Rs::seen).toList(),
        service(world),
        world.backends(),
        world.setting().spec().routes().stream()
            .map(name -> world.route().seen(name, world.backends().keySet()))
            .toList(),
        List.of(),
        List.of(),
        pods(world),
        rollout.asked().map(verb -> new Asked(name(verb), verb, null, null, null)).stream()
            .toList(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Books.NONE,
        Locks.NONE,
        "rollout-uid");
  }

  static String name(Observation.Verb verb) {
    return verb.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Observation.Service> service(World world) {
    return world.setting().spec().service() == null
        ? Optional.empty()
        : Optional.of(new Observation.Service(world.service().pin(), world.service().endpoints()));
  }

  private static Observation.Pods pods(World world) {
    int ready =
        Optional.ofNullable(world.memory().progress())
            .flatMap(
                progress ->
                    world.sets().stream()
                        .map(Rs::seen)
                        .filter(rs -> rs.revision().equals(progress.canary()))
                        .findFirst())
            .map(Observation.ReplicaSet::ready)
            .orElse(0);
    return new Observation.Pods(ready, trouble(world));
  }

  private static Optional<Note> trouble(World world) {
    return world.rollout().trouble()
        ? Optional.of(Note.of(Reason.CanaryCrashing, "a pod of the canary keeps crashing"))
        : Optional.empty();
  }

  private static Observation.Workload workload(World world) {
    Deployment d = world.deployment();
    long observed = d.status().observed() ? Clock.GENERATION : Clock.GENERATION - 1;
    String heldBy = d.held() ? world.setting().spec().rollout() : null;
    return new Observation.Workload(
        UID,
        Clock.GENERATION,
        observed,
        d.replicas(),
        d.status().current(),
        d.status().updated(),
        d.status().available(),
        d.paused(),
        heldBy,
        null,
        d.template());
  }

  /** The object that a write is guarded by, as far as others than its controller write it. */
  static @Nullable Object guard(World world, Action action) {
    return switch (action) {
      case Action.Claim _, Action.Release _ -> world.rollout().life();
      case Action.Pause _, Action.Resume _, Action.Unmark _ -> world.deployment().spec();
      case Action.Pin _ -> Objects.toString(world.service().pin());
      case Action.CreateReplicaSet(var revision, _) ->
          List.of(world.deployment().spec(), world.rs(revision));
      case Action.Scale(var revision, _) -> world.rs(revision);
      case Action.Park(var revision) -> world.rs(revision);
      case Action.Adopt(var revision) -> world.rs(revision);
      case Action.GiveBack(var revision) -> world.rs(revision);
      case Action.DeleteReplicaSet(var revision) -> world.rs(revision);
      case Action.CreateBackend(var revision) -> world.backends().containsKey(revision);
      case Action.DeleteBackend(var revision) -> world.backends().containsKey(revision);
      case Action.NameRevisions _, Action.SplitRoute _, Action.RestoreRoute _ ->
          world.route().shape();
      case Action.Answer _,
          Action.PinPreview _,
          Action.OpenRecord _,
          Action.AddToRecord _,
          Action.CloseRecord _ ->
          null;
    };
  }
}
