package dev.mulkko.engine.story;

import dev.mulkko.engine.model.Memory.Refused;
import dev.mulkko.engine.model.Progress;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Somebody who only looks. Versions are called by their templates, as their people call them. */
public final class Witness {
  private final World world;
  private final FakeOperator operator;

  Witness(World world, FakeOperator operator) {
    this.world = world;
    this.operator = operator;
  }

  /** The largest share of new connections that a route, or the Service, gives a version. */
  public int share(String template) {
    return of(template).mapToInt(rs -> world.shareOf(rs.revision)).max().orElse(0);
  }

  /** Whether some requests are sent to a version, whatever its share. */
  public boolean isMet(String template) {
    return of(template)
        .anyMatch(rs -> world.clientRoutes().anyMatch(route -> route.gives(rs.revision) > 0));
  }

  public int ready(String template) {
    return of(template).mapToInt(Rs::ready).sum();
  }

  public int wanted(String template) {
    return of(template).mapToInt(rs -> rs.wanted).sum();
  }

  /** Whether anybody answers those who dial the Service itself. */
  public boolean serviceAnswers() {
    return !world.service.endpoints.isEmpty();
  }

  /** Whether those who dial the Service itself can meet a version. */
  public boolean serviceLeadsTo(String template) {
    return of(template).anyMatch(rs -> world.service.endpoints.containsKey(rs.revision));
  }

  /** Whether people who look at what is not released yet are shown a version. */
  public boolean previews(String template) {
    return of(template).anyMatch(rs -> rs.revision.equals(world.previewPin));
  }

  /** The version that is stable; empty before it is attached. */
  public String stable() {
    return Optional.ofNullable(world.rs(world.rollout.memory.stable()))
        .map(rs -> rs.template.canonical())
        .orElse("");
  }

  public boolean goesOn() {
    return world.rollout.progress() != null;
  }

  public boolean isAborted() {
    Progress progress = world.rollout.progress();
    return progress != null && progress.abort() != null;
  }

  public boolean isPaused() {
    Progress progress = world.rollout.progress();
    return progress != null && progress.paused() != null;
  }

  /** Where in the steps it is, the first is 0; -1 when nothing goes on. */
  public int step() {
    Progress progress = world.rollout.progress();
    return progress == null ? -1 : progress.step().index();
  }

  /** Versions that were tried so far. */
  public long attempts() {
    return world.rollout.memory.attempts();
  }

  /** Why versions were refused, the first first. */
  public Stream<String> refusals() {
    return world.rollout.memory.refused().stream().map(Refused::message);
  }

  /** How the last attempt ended, in one word; empty when none is over. */
  public String ended() {
    return world.shelf.closings.values().stream()
        .reduce((_, last) -> last)
        .map(closing -> closing.outcome().name())
        .orElse("");
  }

  /** Revision Services, and what else of ours stands in the users' objects. */
  public int traces() {
    long routes = world.routes.stream().filter(route -> !route.isHome()).count();
    int pins = world.service.pin == null ? 0 : 1;
    return world.backends.size() + (int) routes + pins;
  }

  /** Whether the user's Deployment is paused. */
  public boolean isHeld() {
    return world.theDeployment().paused;
  }

  /** ReplicaSets that exist of all versions. */
  public int versions() {
    return world.all().size();
  }

  public boolean told(String sentence) {
    return world.journal.tells(sentence);
  }

  /** Writes that the operator made so far. */
  public int writes() {
    return world.journal.acts;
  }

  /** Passes that the operator made so far. */
  public int looks() {
    return operator.passes;
  }

  public long second() {
    return world.now.getEpochSecond();
  }

  private Stream<Rs> of(String template) {
    return world.all().stream().filter(rs -> Objects.equals(rs.template.canonical(), template));
  }
}
