package dev.mulkko.engine.plan.record;

import dev.mulkko.engine.model.Attempt;
import dev.mulkko.engine.model.Attempt.Approved;
import dev.mulkko.engine.model.Attempt.By;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.plan.Books;
import dev.mulkko.engine.plan.Books.Recorded;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Observation.Asked;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Follows what decisions make of an attempt, whichever rule made them, and keeps what could not be
 * read again once it has changed. It is stored in the write of the change itself, so that no crash
 * comes between.
 */
public final class Chronicle {

  private Chronicle() {}

  /**
   * What a decision wants to be remembered, with what is to be recorded of it.
   *
   * @param next what the decision itself remembers
   */
  public static Memory follow(Scene scene, Decision decision, Memory next) {
    Progress after = next.progress();
    if (after == null) {
      return next;
    }
    Progress before = scene.memory().progress();
    if (before == null || !before.startedAt().equals(after.startedAt())) {
      return begun(scene, next, after);
    }
    Attempt attempt = approved(scene, decision, after.attempt());
    if (over(before, after) && !scene.cursor().done()) {
      attempt = Recording.unwritten(scene.seen(), attempt).passing(Passage.of(scene, after));
    }
    attempt = attempt.waiting(waited(scene, before, after));
    Instant back = before.abort() == null ? out(scene, after) : back(after);
    if (attempt.restoredAt() == null && back != null) {
      attempt = attempt.restored(back);
    }
    return attempt.equals(after.attempt()) ? next : next.with(after.recording(attempt));
  }

  private static Memory begun(Scene scene, Memory next, Progress first) {
    Books books = scene.seen().books();
    long number = Math.max(next.attempts(), books.latest()) + 1;
    String correlation = correlation(scene.seen().rolloutUid(), books, number, first);
    Attempt attempt = first.attempt().called(number, books.onBehalfOf(), correlation);
    return next.with(first.recording(attempt)).counting(number);
  }

  /**
   * The Deployment's own, unless it is left from a version before: whoever changes the template by
   * hand does not change it. What is made is the same whenever it is made.
   */
  static String correlation(String rolloutUid, Books books, long number, Progress first) {
    String said = books.correlationId();
    Recorded before = books.before().orElse(null);
    boolean isLeft =
        before != null
            && before.correlationId().equals(said)
            && !before.revision().equals(first.canary());
    if (said != null && !isLeft) {
      return said;
    }
    String unique = "%s/%d/%s".formatted(rolloutUid, number, first.startedAt());
    return UUID.nameUUIDFromBytes(unique.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** Of what is taken out before it had any traffic, nothing has to come back. */
  private static @Nullable Instant out(Scene scene, Progress after) {
    String canary = after.canary();
    boolean served =
        after.step().reached() > 0
            || after.promotedAt() != null
            || scene.routes().stream().anyMatch(route -> route.leadsTo(canary))
            || (scene.spec().sharesService() && scene.service().readyOf(canary) > 0);
    return after.abort() == null || served ? null : after.abort().at();
  }

  private static @Nullable Instant back(Progress after) {
    Verified seen = after.verified();
    return after.abort() == null || seen == null ? null : seen.since();
  }

  private static Attempt approved(Scene scene, Decision decision, Attempt attempt) {
    if (decision.note().reason() != Reason.Approved) {
      return attempt;
    }
    Asked asked = scene.seen().asked().orElse(null);
    return asked == null
        ? attempt
        : attempt.approvedBy(
            new Approved(by(scene, asked), scene.cursor().label(), asked.name(), scene.now()));
  }

  private static @Nullable By by(Scene scene, Asked asked) {
    return asked.by() == null ? null : new By(asked.by(), !scene.seen().holdsAtRest());
  }

  private static boolean over(Progress before, Progress after) {
    boolean promoted = before.promotedAt() == null && after.promotedAt() != null;
    return promoted || before.step().index() != after.step().index();
  }

  /** People's time: pauses, approvals, and whatever somebody paused. */
  private static Duration waited(Scene scene, Progress before, Progress after) {
    boolean stopped = before.abort() == null && after.abort() != null;
    if (before.abort() != null || before.promotedAt() != null) {
      return Duration.ZERO;
    }
    if (before.paused() != null) {
      return after.paused() == null || stopped
          ? Duration.between(before.paused().since(), scene.now())
          : Duration.ZERO;
    }
    Instant since = scene.cursor().waits() ? before.step().startedAt() : null;
    boolean ends = stopped || over(before, after) || after.paused() != null;
    return since == null || !ends ? Duration.ZERO : Duration.between(since, scene.now());
  }
}
