package dev.mulkko.operator.josdk;

import dev.mulkko.operator.apply.ClusterWriter;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReview;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this process may follow, asked once at its start. A watch that is refused would end it; a
 * right that was not given shall cost its feature alone.
 *
 * @param namespaces those that are watched; empty means all
 */
record Rights(ClusterWriter writer, Set<String> namespaces) {

  private static final Logger LOG = LoggerFactory.getLogger("mulkko");

  /** Whether a kind may be listed and watched in all namespaces that matter. */
  boolean mayFollow(String group, String plural) {
    return all(group, plural, namespaces.isEmpty() ? Stream.of("") : namespaces.stream());
  }

  /** The same of a kind that has no namespaces, or of all of them whatever is watched. */
  boolean mayFollowInCluster(String group, String plural) {
    return all(group, plural, Stream.of(""));
  }

  private boolean all(String group, String plural, Stream<String> where) {
    boolean allowed =
        where.allMatch(in -> may("list", group, plural, in) && may("watch", group, plural, in));
    if (!allowed) {
      LOG.warn(
          "forbidden: {}.{} may not be listed and watched, so what needs them does not work; a right that is given later counts from the next start",
          plural,
          group);
    }
    return allowed;
  }

  private boolean may(String verb, String group, String plural, String namespace) {
    SelfSubjectAccessReview question =
        new SelfSubjectAccessReviewBuilder()
            .withNewSpec()
            .withNewResourceAttributes()
            .withVerb(verb)
            .withGroup(group)
            .withResource(plural)
            .withNamespace(namespace)
            .endResourceAttributes()
            .endSpec()
            .build();
    return writer.allowed(question);
  }
}
