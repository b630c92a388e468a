package dev.mulkko.kube.advice;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.model.Step.SetMirror;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.Snapshot;
import dev.mulkko.kube.route.Mirroring;
import java.util.List;

/** Advice about copies of requests that nobody promises to send. */
public final class MirrorAdvice {

  private MirrorAdvice() {}

  public static List<String> of(Snapshot snapshot, Spec spec) {
    boolean mirrors =
        spec.strategy().steps().stream()
            .anyMatch(step -> step instanceof SetMirror(int percent) && percent > 0);
    return mirrors
        ? Mirroring.silent(snapshot).stream()
            .map(
                who ->
                    "%s says in no status.supportedFeatures whether it sends copies of requests: before you rely on setMirror, see that the new version counts them"
                        .formatted(who))
            .map(sentence -> Sentences.capped(sentence, Advice.BYTES))
            .limit(1)
            .toList()
        : List.of();
  }
}
