package dev.mulkko.engine.exhaustive;

import dev.mulkko.engine.model.Template;

/**
 * The user's Deployment.
 *
 * @param held whether it bears the marks of our Rollout
 * @param status what its controller has said last
 */
record Deployment(Template template, int replicas, boolean paused, boolean held, Status status) {

  /**
   * @param observed whether its controller has seen the present spec
   */
  record Status(boolean observed, int current, int updated, int available) {}

  Deployment with(Template next) {
    return new Deployment(next, replicas, paused, held, status);
  }

  Deployment scaled(int next) {
    return new Deployment(template, next, paused, held, status);
  }

  Deployment paused(boolean next) {
    return new Deployment(template, replicas, next, held, status);
  }

  Deployment held(boolean next) {
    return new Deployment(template, replicas, paused, next, status);
  }

  Deployment with(Status next) {
    return new Deployment(template, replicas, paused, held, next);
  }

  Deployment unobserved() {
    return with(new Status(false, status.current, status.updated, status.available));
  }

  /** What its resourceVersion guards, as far as people and the operator write it. */
  Deployment spec() {
    return with(new Status(false, 0, 0, 0));
  }
}
