/** From caches to a snapshot of one rollout. */
@NullMarked
package dev.mulkko.operator.observe;

import org.jspecify.annotations.NullMarked;
