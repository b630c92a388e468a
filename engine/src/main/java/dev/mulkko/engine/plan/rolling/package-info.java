/**
 * The rolling strategy: the Deployment's own rolling update, watched, and taken back in one act.
 */
@NullMarked
package dev.mulkko.engine.plan.rolling;

import org.jspecify.annotations.NullMarked;
