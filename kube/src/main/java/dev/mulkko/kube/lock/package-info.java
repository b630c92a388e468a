/** Locks: what of them holds at a time, and for which Rollout. */
@NullMarked
package dev.mulkko.kube.lock;

import org.jspecify.annotations.NullMarked;
