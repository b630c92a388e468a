/**
 * The words of a rollout: revisions, weights, steps, and what must be remembered between passes.
 */
@NullMarked
package dev.mulkko.engine.model;

import org.jspecify.annotations.NullMarked;
