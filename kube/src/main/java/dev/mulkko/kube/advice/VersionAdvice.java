package dev.mulkko.kube.advice;

import dev.mulkko.engine.model.Spec;
import dev.mulkko.engine.version.VersionPolicy;
import dev.mulkko.kube.Sentences;
import dev.mulkko.kube.Templates;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Optional;

/** What a Deployment's template calls its version, where its Rollout asks for a name. */
public final class VersionAdvice {

  private VersionAdvice() {}

  /** Where it is only said. */
  static List<String> of(Deployment deployment, Spec spec) {
    return said(deployment, spec, VersionPolicy.Warn).stream().toList();
  }

  /** Where no rollout begins without one. */
  public static Optional<String> refusal(Deployment deployment, Spec spec) {
    return said(deployment, spec, VersionPolicy.Deny);
  }

  private static Optional<String> said(Deployment deployment, Spec spec, VersionPolicy policy) {
    return spec.naming().policy() == policy
        ? spec.naming()
            .of(Templates.search(deployment.getSpec().getTemplate()))
            .problem()
            .map(
                problem ->
                    Sentences.capped(
                        "Deployment %s: %s".formatted(deployment.getMetadata().getName(), problem),
                        Advice.BYTES))
        : Optional.empty();
  }
}
