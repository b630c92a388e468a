package dev.mulkko.engine.plan.canary;

import static dev.mulkko.engine.plan.Decision.remember;
import static dev.mulkko.engine.plan.Decision.waiting;

import dev.mulkko.engine.model.Look;
import dev.mulkko.engine.model.Memory;
import dev.mulkko.engine.model.Probe;
import dev.mulkko.engine.model.Probed;
import dev.mulkko.engine.model.Probed.Outcome;
import dev.mulkko.engine.model.Progress;
import dev.mulkko.engine.model.Progress.Answers;
import dev.mulkko.engine.model.Progress.Verified;
import dev.mulkko.engine.model.Sight;
import dev.mulkko.engine.plan.Decision;
import dev.mulkko.engine.plan.Note;
import dev.mulkko.engine.plan.Reason;
import dev.mulkko.engine.plan.Scene;
import dev.mulkko.engine.plan.probe.Learning;
import dev.mulkko.engine.plan.probe.Looks;
import dev.mulkko.engine.plan.probe.Shares;
import dev.mulkko.engine.plan.probe.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The data plane itself is asked, by requests of our own. What it clearly carries otherwise is
 * waited for; what cannot be told is waited for during some looks, and then only said. Neither
 * takes a canary out, and no way back waits for it.
 */
final class Probing {

  /** After so many looks in a row that could not tell, it goes on without. */
  private static final int PATIENCE = 3;

  private static final Duration AGAIN = Duration.ofSeconds(2);

  private Probing() {}

  /**
   * While the canary gets nothing, whoever answers is stable: what it says is kept. Later that
   * cannot be learned any more.
   */
  static Optional<Decision> learn(Scene scene) {
    Progress progress = scene.progress();
    if (wanted(scene).isEmpty()
        || answers(scene).isPresent()
        || progress.step().reached() > 0
        || Traffic.leadsToCanary(scene)) {
      return Optional.empty();
    }
    Verified verified = progress.verified();
    if (verified == null || !verified.what().equals(Look.STABLE_ALONE)) {
      return begin(scene, new Verified(Look.STABLE_ALONE, scene.now()));
    }
    Probed before = Objects.requireNonNull(verified.probed());
    return news(scene, before)
        .map(sight -> learned(scene, sight, before))
        .orElseGet(() -> looks(before));
  }

  private static Optional<Decision> learned(Scene scene, Sight sight, Probed before) {
    String header = sight.look().probe().header();
    String obstacle = Learning.obstacle(sight).orElse(null);
    if (obstacle == null) {
      List<String> values = sight.answers().keySet().stream().sorted().toList();
      return keep(
          scene,
          new Answers(header, values, null),
          Note.of(
              Reason.Probed, "the old version answers %s: %s", header, String.join(", ", values)));
    }
    Probed next = unclear(scene, sight, before, obstacle);
    return next.ended()
        ? keep(
            scene,
            new Answers(header, List.of(), obstacle),
            Note.of(Reason.CannotProbe, "no weight of this rollout is probed: %s", obstacle))
        : looks(scene, next);
  }

  private static Optional<Decision> keep(Scene scene, Answers answers, Note note) {
    return remember(scene.memory().with(scene.progress().verified(null).answering(answers)), note);
  }

  /**
   * Once a weight has settled. What was seen belongs to what was verified: verified anew, it is
   * looked at anew.
   */
  static Optional<Decision> await(Scene scene) {
    Answers answers = answers(scene).filter(known -> known.unknown() == null).orElse(null);
    Verified verified = scene.progress().verified();
    if (wanted(scene).isEmpty()
        || answers == null
        || verified == null
        || scene.weight() == 0
        || scene.stableLost()) {
      return Optional.empty();
    }
    Probed before = verified.probed();
    if (before == null) {
      return begin(scene, verified);
    }
    return before.ended()
        ? Optional.empty()
        : news(scene, before)
            .map(sight -> judged(scene, sight, answers.stable(), before))
            .orElseGet(() -> looks(before));
  }

  private static Optional<Decision> judged(
      Scene scene, Sight sight, List<String> stable, Probed before) {
    return switch (Shares.judge(sight, stable, scene.weight())) {
      case Verdict.Agrees(String words) ->
          remember(
              with(scene, new Probed(Outcome.Agrees, scene.now(), 0, words)),
              new Note(Reason.Probed, words));
      case Verdict.Off(String words) ->
          looks(scene, new Probed(Outcome.Off, later(scene, sight), 0, words));
      case Verdict.Unclear(String words) -> {
        Probed next = unclear(scene, sight, before, words);
        yield next.ended()
            ? remember(
                with(scene, next),
                Note.of(
                    Reason.CannotProbe,
                    "weight %d could not be probed and goes on: %s",
                    scene.weight(),
                    words))
            : looks(scene, next);
      }
    };
  }

  private static Probed unclear(Scene scene, Sight sight, Probed before, String words) {
    int looks = before.unclear() + 1;
    return looks < PATIENCE
        ? new Probed(Outcome.Looking, later(scene, sight), looks, words)
        : new Probed(Outcome.GaveUp, scene.now(), looks, words);
  }

  /** The longer it lasts, the less often it is asked. */
  private static Instant later(Scene scene, Sight sight) {
    Duration lasts = Duration.between(sight.look().since(), scene.now()).dividedBy(5);
    return scene.now().plus(lasts.compareTo(AGAIN) > 0 ? lasts : AGAIN);
  }

  private static Optional<Decision> begin(Scene scene, Verified verified) {
    Probed probed = Probed.begun(scene.now());
    return waiting(
        scene.memory().with(scene.progress().verified(verified.probed(probed))),
        note(probed),
        AGAIN);
  }

  private static Optional<Decision> looks(Scene scene, Probed next) {
    return waiting(with(scene, next), note(next), AGAIN);
  }

  private static Optional<Decision> looks(Probed now) {
    return waiting(note(now), AGAIN);
  }

  private static Note note(Probed probed) {
    return switch (probed.outcome()) {
      case Off ->
          Note.of(
              Reason.AwaitingProbe, "%s: it is asked again until that is right", probed.words());
      default ->
          new Note(
              Reason.AwaitingProbe,
              probed.words().isEmpty()
                  ? "requests of spec.traffic.probe tell which version answers"
                  : probed.words());
    };
  }

  /** What a deadline has to say of it. */
  static String words(Scene scene) {
    Verified verified = scene.progress().verified();
    Probed probed = verified == null ? null : verified.probed();
    return probed == null || probed.outcome() != Outcome.Off ? "" : "; " + probed.words();
  }

  /** Of a version that a person wants back nothing is to be proven. */
  private static Optional<Probe> wanted(Scene scene) {
    return scene.spec().probe().filter(_ -> scene.progress().undoes() == null);
  }

  private static Optional<Answers> answers(Scene scene) {
    return Optional.ofNullable(scene.progress().answers())
        .filter(answers -> scene.spec().probe().filter(answers::areOf).isPresent());
  }

  private static Optional<Sight> news(Scene scene, Probed before) {
    Look look = Looks.wanted(scene).orElse(null);
    return scene
        .seen()
        .sight()
        .filter(sight -> sight.look().equals(look) && !sight.at().isBefore(before.due()));
  }

  private static Memory with(Scene scene, Probed next) {
    Progress progress = scene.progress();
    Verified verified = Objects.requireNonNull(progress.verified());
    return scene.memory().with(progress.verified(verified.probed(next)));
  }
}
