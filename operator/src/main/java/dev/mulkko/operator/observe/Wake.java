package dev.mulkko.operator.observe;

/** Has a Rollout looked at although no object changed. Returns at once. */
@FunctionalInterface
public interface Wake {

  void soon(String namespace, String rollout);
}
