package dev.mulkko.kube.advice;

import dev.mulkko.api.v1beta1.RolloutStatus;
import dev.mulkko.engine.model.Spec;
import dev.mulkko.kube.Sentences;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What would make rollouts of a Deployment safer, each as a sentence that names the field. */
public final class Advice {

  /** As the schema of the status has it. */
  static final int SENTENCES = 6;

  static final int BYTES = 255;

  private Advice() {}

  /**
   * All advice, the most important first.
   *
   * @param around what {@link #around} said of the surroundings
   */
  public static List<String> of(Deployment deployment, Spec spec, List<String> around) {
    return Stream.of(
            PodAdvice.of(deployment, spec),
            MatchAdvice.of(spec),
            VersionAdvice.of(deployment, spec),
            around)
        .flatMap(List::stream)
        .limit(SENTENCES)
        .toList();
  }

  /** Advice about what else acts on the Deployment's pods. */
  public static List<String> around(Deployment deployment, Surroundings surroundings) {
    return Stream.of(
            AutoscalerAdvice.of(deployment, surroundings),
            QuotaAdvice.of(deployment, surroundings.quotas()),
            BudgetAdvice.of(deployment, surroundings.budgets()))
        .flatMap(List::stream)
        .map(sentence -> Sentences.capped(sentence, BYTES))
        .toList();
  }

  /** What a status says of the surroundings, for as long as nobody has looked again. */
  public static List<String> aroundAsSaid(@Nullable RolloutStatus status) {
    return status == null
        ? List.of()
        : status.advice().stream()
            .filter(
                sentence ->
                    Stream.of(
                            AutoscalerAdvice.HORIZONTAL,
                            AutoscalerAdvice.VERTICAL,
                            QuotaAdvice.KIND,
                            BudgetAdvice.KIND)
                        .anyMatch(kind -> sentence.startsWith(kind + " ")))
            .toList();
  }
}
