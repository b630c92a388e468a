package dev.mulkko.kube;

import java.util.Locale;

/** The names that Mulkko gives, in one place. */
public final class Names {

  public static final String ROLLOUT_LABEL = "mulkko.dev/rollout";
  public static final String REVISION_LABEL = "mulkko.dev/revision";
  public static final String HELD_BY = "mulkko.dev/held-by";
  public static final String CHANGED_BY = "mulkko.dev/changed-by";
  public static final String REQUESTED_BY = "mulkko.dev/requested-by";
  public static final String LOCKED_BY = "mulkko.dev/locked-by";

  /** Of one delivery, as its pipeline knows it. */
  public static final String CORRELATION_ID = "mulkko.dev/correlation-id";

  /** For whom a pipeline delivers, as it says. */
  public static final String INITIATED_BY = "mulkko.dev/initiated-by";

  public static final String FINALIZER = "mulkko.dev/restore-traffic";

  /** The Deployment controller's own label, by which its ReplicaSets select their pods. */
  public static final String HASH = "pod-template-hash";

  private static final String RESTORE = "restore-";

  /** Names of Services and values of labels may be this long. */
  private static final int LABEL_LENGTH = 63;

  private Names() {}

  /** The ReplicaSet of a revision. */
  public static String replicaSet(String deployment, String revision) {
    return withRevision(deployment, revision);
  }

  /** The Service of a revision. */
  public static String backend(String service, String revision) {
    return withRevision(service, revision);
  }

  /** The record of an attempt. */
  public static String record(String rollout, long attempt) {
    return rollout + "-" + attempt;
  }

  /** The Ingress beside one of the user's, named by the revision that it was made for. */
  public static String beside(String ingress, String revision) {
    return withRevision(ingress, revision);
  }

  /** Whether a name is of an Ingress beside this one, whatever revision it was made for. */
  public static boolean isBeside(String ingress, String name) {
    return name.equals(beside(ingress, name.substring(name.lastIndexOf('-') + 1)));
  }

  /** The annotation that keeps what a route looked like before this Rollout touched it. */
  public static String restore(String rollout) {
    return "mulkko.dev/" + shorten(RESTORE + rollout, LABEL_LENGTH);
  }

  /** Whether an annotation keeps what a route of some Rollout was before. */
  public static boolean isRestore(String annotation) {
    return annotation.startsWith("mulkko.dev/" + RESTORE);
  }

  /** The n-th rule that a rollout adds to a route, for requests of its canary alone. */
  public static String matchRule(String rollout, int number) {
    return matchRules(rollout) + number;
  }

  /** Whether a rule of this name is one of those. */
  public static boolean isMatchRule(String rollout, String name) {
    String prefix = matchRules(rollout);
    return name.startsWith(prefix) && name.substring(prefix.length()).matches("[0-9]{1,2}");
  }

  private static String matchRules(String rollout) {
    return shorten(rollout, LABEL_LENGTH - "-match-00".length()) + "-match-";
  }

  private static String withRevision(String base, String revision) {
    return shorten(base, LABEL_LENGTH - revision.length() - 1) + "-" + revision;
  }

  /** Two long names that begin alike still get different short ones. */
  private static String shorten(String name, int length) {
    if (name.length() <= length) {
      return name;
    }
    String mark = String.format(Locale.ROOT, "-%08x", name.hashCode());
    int left = Math.max(0, length - mark.length());
    // "shop." and "-1a2b" would together be no name: a part may not begin with a hyphen.
    return name.substring(0, left).replaceAll("[-.]+$", "") + mark;
  }
}
